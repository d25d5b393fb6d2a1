"""What dated rows have in common."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from typing import Self


class DatedQuerySet(models.QuerySet):
    """Rows that are valid from ``mulai`` to ``selesai`` (either may be open)."""

    def berlaku(self, tahun: int) -> "Self":
        """Keep what was valid on any day of the given year."""
        awal, akhir = date(tahun, 1, 1), date(tahun, 12, 31)
        return self.filter(Q(mulai__isnull=True) | Q(mulai__lte=akhir), Q(selesai__isnull=True) | Q(selesai__gte=awal))


def counting_today(jalan: str = "", pada: date | None = None) -> Q:
    """The condition that a membership counts today (or on the given day); jalan leads to it: "keanggotaan__"."""
    hari = pada or date.today()
    belum_selesai = Q(**{f"{jalan}selesai__isnull": True}) | Q(**{f"{jalan}selesai__gte": hari})
    return belum_selesai & Q(**{f"{jalan}mulai__lte": hari})


def berlaku_pada(mulai: date | None, selesai: date | None, tahun: int) -> bool:
    """The same question about one row whose dates were fetched with others."""
    return (mulai is None or mulai.year <= tahun) and (selesai is None or selesai.year >= tahun)


def dates_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(mulai__isnull=True) | Q(selesai__isnull=True) | Q(selesai__gte=F("mulai")),
        name=name,
        violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
    )


def unique_even_if_null(
    name: str, fields: list[str], nullable: str, message: str
) -> tuple[models.UniqueConstraint, models.UniqueConstraint]:
    """Make fields + nullable unique and count two empty values as equal; SQLite knows no NULLS NOT DISTINCT."""
    return (
        models.UniqueConstraint(fields=[*fields, nullable], name=name, violation_error_message=message),
        models.UniqueConstraint(
            fields=fields,
            condition=Q(**{f"{nullable}__isnull": True}),
            name=f"{name}_kosong",
            violation_error_message=message,
        ),
    )
