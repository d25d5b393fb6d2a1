"""The base of every page of the administration: scoped to the person's satker, and journalled."""

from apps.organisasi.admin_base.access import access_of
from apps.organisasi.admin_base.options import OwnValuesFilter, ScopedStackedInline, ScopedTabularInline
from apps.organisasi.admin_base.page import ScopedAdmin

__all__ = ["OwnValuesFilter", "ScopedAdmin", "ScopedStackedInline", "ScopedTabularInline", "access_of"]
