"""Work on an uploaded file that is done in the background: how its row moves, and when it stands still."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

# A work that has not moved for so long was interrupted, or nothing runs that could do it.
MACET = timedelta(minutes=2)
GAGAL = (
    "Aplikasi gagal mengolah berkas ini. Tidak ada yang tersimpan. Coba lagi; bila tetap gagal, beri tahu "
    "administrator."
)


def gerakkan(pekerjaan: models.Model, *, dari: Collection[str] = (), **nilai: Any) -> bool:
    """Say how far the work is; whoever looks at the page sees it at once.

    The row has a ``status`` and says in ``diubah`` when it moved last. With dari only while it is still there: of a
    work that was taken up again two may run, and the slower one must not take back what the other has done. Returns
    whether it was.
    """
    baris = type(pekerjaan)._base_manager.filter(pk=pekerjaan.pk)
    baris = baris.filter(status__in=dari) if dari else baris
    return bool(baris.update(**nilai, diubah=timezone.now()))


def berhenti(terakhir: datetime) -> bool:
    """Whether a work that moved then, and should be moving, stands still."""
    return timezone.now() - terakhir > MACET
