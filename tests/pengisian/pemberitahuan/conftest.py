"""Pages of colleagues that these pages link to."""

import pytest


@pytest.fixture(autouse=True)
def alamat_lengkap(settings) -> None:  # type: ignore[no-untyped-def]
    settings.ROOT_URLCONF = "tests.pengisian.urls_lengkap"
