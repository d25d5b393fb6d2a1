"""A year at work."""

import pytest
from django.utils import timezone

from apps.organisasi.models import Entitas
from apps.siklus.models import Periode


@pytest.fixture
def open_year(entitas: Entitas) -> None:
    """2024 takes entries, so that nothing of it is approved."""
    Periode.objects.update_or_create(
        entitas=entitas, tahun=2024, triwulan=0, defaults={"dibuka": True, "tenggat": timezone.localdate()}
    )
