"""Work on budget files off the request: run by ``manage.py db_worker``."""

from django_tasks import task

from apps.anggaran.services.pengolahan import baca_impor, terapkan_impor


@task()
def baca_di_latar(impor_id: int) -> None:
    """Read an uploaded file and make its preview."""
    baca_impor(impor_id)


@task()
def terapkan_di_latar(impor_id: int) -> None:
    """Apply a file whose preview somebody accepted."""
    terapkan_impor(impor_id)
