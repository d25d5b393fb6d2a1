"""What happens to a file of data in the background: it is tried, and applied when asked for."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.audit.origin import acting_from
from apps.audit.services import lock_chain
from apps.dokumen.pekerjaan import GAGAL, gerakkan
from apps.dokumen.services import BerkasRusak, buka_berkas
from apps.organisasi.models import Pengguna, Satker
from apps.organisasi.permissions import Anggota
from apps.organisasi.scope import anggota_of
from apps.pertukaran.buku import BukuDitolak, Lembar, baca
from apps.pertukaran.hasil import data_gagal, data_hasil
from apps.pertukaran.kemajuan import Pencatat
from apps.pertukaran.mesin import Hasil, Sumber, jalankan
from apps.pertukaran.models import ImporData
from apps.pertukaran.services.catatan import data_ditulis
from apps.pertukaran.wewenang import Wewenang

BASI = "Data berubah sejak pratinjau ini dibuat. Pratinjaunya sudah dibuat ulang; periksa lagi, lalu terapkan."
TERTOLAK = "Sejak pratinjau ini dibuat ada yang berubah, sehingga berkas ini kini ditolak."
Status = ImporData.Status
MEMBACA = (Status.MENUNGGU, Status.DIBACA)
MENERAPKAN = (Status.MENERAPKAN,)


def anggota_impor(pelaku: Pengguna, satker: Satker | None) -> Anggota:
    """What the person is where the import belongs; for the whole application only a superuser is anything."""
    return anggota_of(pelaku, satker) if satker else Anggota(None, superuser=pelaku.is_superuser)


def kunci_impor(impor_id: int) -> ImporData:
    """The import as it is now; nobody else moves it until the transaction ends."""
    satker = ImporData.objects.values_list("satker__kode", flat=True).get(pk=impor_id)
    lock_chain(satker or "")
    return ImporData.objects.select_related("satker", "berkas", "oleh").get(pk=impor_id)


def sumber_of(impor: ImporData) -> Sumber:
    """The file as the journal names it."""
    return Sumber(impor.nama, impor.berkas.sha256 if impor.berkas else "")


def baca_data(impor_id: int) -> None:
    """Try the file of an import and keep what it would do, or why it is refused. Runs in the background."""
    impor = ImporData.objects.select_related("satker", "berkas", "oleh").get(pk=impor_id)
    if not gerakkan(impor, dari=MEMBACA, status=Status.DIBACA):
        return
    catat = Pencatat(impor)
    catat.hapus()
    try:
        hasil = jalankan(_buku(impor), _wewenang(impor, impor.oleh), sumber_of(impor), terapkan=False, kemajuan=catat)
    except (BukuDitolak, BerkasRusak) as error:
        gerakkan(impor, dari=MEMBACA, status=Status.DITOLAK, hasil=data_gagal(str(error)))
    except Exception:
        gerakkan(impor, dari=MEMBACA, status=Status.DITOLAK, hasil=data_gagal(GAGAL))
        raise
    else:
        gerakkan(impor, dari=MEMBACA, **_pratinjau(hasil))
    finally:
        catat.hapus()


def _buku(impor: ImporData) -> Sequence[Lembar]:
    berkas: Any = impor.berkas
    with buka_berkas(berkas) as file:
        return baca(file, impor.nama)  # type: ignore[arg-type]


def _wewenang(impor: ImporData, pelaku: Any) -> Wewenang:
    return Wewenang(pelaku, impor.satker)


def _pratinjau(hasil: Hasil, galat: str = "") -> dict[str, Any]:
    """What is kept of an import that was tried."""
    data = data_hasil(hasil) | {"galat": galat}
    if hasil.ditolak:
        return {"status": Status.DITOLAK, "hasil": data, "sidik": ""}
    return {"status": Status.SIAP, "hasil": data, "sidik": hasil.sidik}


def terapkan_data(impor_id: int) -> None:
    """Apply an import as it was shown. Runs in the background; what fails is said on the import's page."""
    impor = ImporData.objects.select_related("satker", "berkas").get(pk=impor_id)
    if impor.status != Status.MENERAPKAN:
        return
    catat = Pencatat(impor)
    catat.hapus()
    try:
        buku = _buku(impor)
        with acting_from(impor.asal), transaction.atomic():
            _terapkan(impor_id, buku, catat)
    except (BukuDitolak, BerkasRusak) as error:
        gerakkan(impor, dari=MENERAPKAN, status=Status.DITOLAK, hasil=data_gagal(str(error)))
    except Exception:
        gerakkan(impor, dari=MENERAPKAN, status=Status.SIAP, hasil={**(impor.hasil or {}), "galat": GAGAL})
        raise
    finally:
        catat.hapus()


def _terapkan(impor_id: int, buku: Sequence[Lembar], catat: Pencatat) -> None:
    # In one transaction with what it writes: an interrupted work can be begun again without doing it twice.
    impor = kunci_impor(impor_id)
    if impor.status != Status.MENERAPKAN:
        return
    wewenang = _wewenang(impor, impor.diterapkan_oleh)
    hasil = jalankan(buku, wewenang, sumber_of(impor), terapkan=True, sidik=impor.sidik, kemajuan=catat)
    if hasil.ditolak or hasil.sidik != impor.sidik:
        gerakkan(impor, diterapkan_oleh=None, **_pratinjau(hasil, TERTOLAK if hasil.ditolak else BASI))
        return
    gerakkan(
        impor,
        status=Status.DITERAPKAN,
        hasil=data_hasil(hasil),
        ditulis=data_ditulis(hasil.ditulis),
        diterapkan_waktu=timezone.now(),
    )
