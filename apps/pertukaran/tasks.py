"""Work on files of data off the request: run by ``manage.py db_worker``."""

from django_tasks import task

from apps.pertukaran.services.pembatalan import batalkan_impor
from apps.pertukaran.services.pengolahan import baca_data, terapkan_data


@task()
def baca_di_latar(impor_id: int) -> None:
    """Read an uploaded file and make its preview."""
    baca_data(impor_id)


@task()
def terapkan_di_latar(impor_id: int) -> None:
    """Apply a file whose preview somebody accepted."""
    terapkan_data(impor_id)


@task()
def batalkan_di_latar(impor_id: int) -> None:
    """Take back what a file has written."""
    batalkan_impor(impor_id)
