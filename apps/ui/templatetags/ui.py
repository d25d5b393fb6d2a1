"""Filters and tags that every template may use without {% load %} (settings: builtins)."""

from datetime import date, datetime, timedelta

from django import forms, template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.ui import numbers
from apps.ui.forms import ErrorItem, error_items

register = template.Library()


@register.filter
def tanggal(value: date | datetime | None) -> str:
    """Write a date in words, a moment in the office's time zone: "14 Februari 2025"."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return numbers.format_tanggal(value)


@register.filter
def waktu(value: datetime | None) -> str:
    """Write a moment with its hour: "14 Februari 2025 pukul 09.30"."""
    if not isinstance(value, datetime):
        return tanggal(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return numbers.format_waktu(local)


@register.filter
def angka(value: numbers.Number | None) -> str:
    """Write a number: whole ones with dots between thousands, others with two decimals."""
    if value is None or value == "":
        return ""
    return numbers.format_bulat(value) if isinstance(value, int) else numbers.format_angka(value)


@register.filter
def persen(value: numbers.Number | None) -> str:
    """Write a percentage of the 0–100 scale."""
    return "" if value is None or value == "" else numbers.format_persen(value)


@register.filter
def rupiah(value: int | None) -> str:
    """Write whole rupiah: "Rp56.658.099.000"."""
    return "" if value is None or value == "" else numbers.format_rupiah(int(value))


@register.filter
def lama(value: timedelta | None) -> str:
    """Write a length of time for a waiting person: "15 menit", "1 jam 30 menit"; part of a minute counts whole."""
    if not value:
        return ""
    minutes = -(-int(value.total_seconds()) // 60)
    hours, minutes = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} jam" if hours else "", f"{minutes} menit" if minutes else "") if part)


@register.filter
def daftar_galat(form: forms.BaseForm) -> list[ErrorItem]:
    """Return the errors of a form as the error summary wants them."""
    return error_items(form)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a symbol of static/icons.svg. It only decorates: the text beside it carries the meaning."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false" width="16" height="16"><use href="{}#{}"></use></svg>',
        static("icons.svg"),
        name,
    )
