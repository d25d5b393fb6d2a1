"""What happens to an uploaded budget file in the background: it is read and compared, and applied when asked for.

How far the work is stands in its row, where every page sees it at once.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.anggaran.importers.baris import BerkasDitolak, Penolakan
from apps.anggaran.importers.pemeriksaan import baca
from apps.anggaran.models import ImporAnggaran
from apps.anggaran.services.impor import BASI, Pratinjau, data_ditolak, susun_pratinjau, terapkan
from apps.anggaran.services.penerapan import Pilihan
from apps.audit.origin import acting_from
from apps.dokumen.pekerjaan import GAGAL, gerakkan
from apps.dokumen.services import BerkasRusak, buka_berkas
from apps.organisasi.models import Pengguna

# Of each kind of change the kept preview holds this many lines; its totals count them all.
MAX_DISIMPAN = 2000
Status = ImporAnggaran.Status
MEMBACA = (Status.MENUNGGU, Status.DIBACA)
MENERAPKAN = (Status.MENERAPKAN,)


def baca_impor(impor_id: int) -> None:
    """Read the file of an import and keep its preview, or why it is refused. Runs in the background."""
    impor = ImporAnggaran.objects.select_related("satker", "berkas").get(pk=impor_id)
    if not gerakkan(impor, dari=MEMBACA, status=Status.DIBACA, dibaca=0):
        return
    try:
        hasil = _pratinjau(impor).data(MAX_DISIMPAN)
    except BerkasDitolak as error:
        gerakkan(impor, dari=MEMBACA, status=Status.DITOLAK, hasil=data_ditolak(error.penolakan))
    except BerkasRusak as error:
        gerakkan(impor, dari=MEMBACA, status=Status.DITOLAK, hasil=data_ditolak([Penolakan(0, str(error))]))
    except Exception:
        gerakkan(impor, dari=MEMBACA, status=Status.DITOLAK, hasil=data_ditolak([Penolakan(0, GAGAL)]))
        raise
    else:
        gerakkan(impor, dari=MEMBACA, status=Status.SIAP, hasil=hasil)


def _pratinjau(impor: ImporAnggaran) -> Pratinjau:
    def kemajuan(dibaca: int, seluruhnya: int) -> None:
        gerakkan(impor, dibaca=dibaca, seluruhnya=seluruhnya)

    with buka_berkas(impor.berkas) as file:
        isi = baca(file, impor.berkas.nama, kemajuan=kemajuan)  # type: ignore[arg-type]
    return susun_pratinjau(impor.satker, impor.tahun, isi)


def terapkan_impor(impor_id: int) -> None:
    """Apply an import as it was asked for. Runs in the background; what fails is said on the import's page."""
    impor = ImporAnggaran.objects.select_related("satker", "berkas").get(pk=impor_id)
    if impor.status != Status.MENERAPKAN:
        return
    try:
        pratinjau = _pratinjau(impor)
    except (BerkasDitolak, BerkasRusak) as error:
        alasan = error.penolakan if isinstance(error, BerkasDitolak) else [Penolakan(0, str(error))]
        gerakkan(impor, dari=MENERAPKAN, status=Status.DITOLAK, hasil=data_ditolak(alasan))
        return
    sekarang = pratinjau.data(MAX_DISIMPAN)
    if pratinjau.sidik != (impor.hasil or {}).get("sidik"):
        gerakkan(impor, dari=MENERAPKAN, status=Status.SIAP, hasil=sekarang | {"galat": BASI})
        return
    try:
        _terapkan(impor, pratinjau)
    except ValidationError as error:
        gerakkan(impor, dari=MENERAPKAN, status=Status.SIAP, hasil=sekarang | {"galat": " ".join(error.messages)})
    except Exception:
        gerakkan(impor, dari=MENERAPKAN, status=Status.SIAP, hasil=sekarang | {"galat": GAGAL})
        raise


def _terapkan(impor: ImporAnggaran, pratinjau: Pratinjau) -> None:
    isian = dict(impor.pilihan["isian"])
    tanggal = isian.pop("tanggal")
    pilihan = Pilihan(tanggal=date.fromisoformat(tanggal) if tanggal else None, **isian)
    # In one transaction with what it made: an interrupted work can be begun again without doing it twice.
    with acting_from(impor.pilihan["asal"]), transaction.atomic():
        versi, keadaan = terapkan(
            pelaku=Pengguna.objects.get(pk=impor.pilihan["pelaku"]),
            satker=impor.satker,
            tahun=impor.tahun,
            pratinjau=pratinjau,
            berkas=impor.berkas,
            pilihan=pilihan,
        )
        gerakkan(impor, status=Status.DITERAPKAN, versi=versi, keadaan=keadaan)
