"""One task: an indicator in a period, with everything that its lists show."""

from dataclasses import dataclass
from datetime import date

from apps.organisasi.permissions import Keputusan, periode_terbuka
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaRealisasi, Nilai
from apps.pengukuran.isian import temuan_nilai
from apps.pengukuran.models import TransisiRealisasi
from apps.pengukuran.tugas.keadaan import BERJALAN, MENUNGGU_PENGISI, Keadaan
from apps.siklus.facts import FaktaPeriode


@dataclass(frozen=True)
class Tugas:
    """One indicator in one period that is opened, approved, or still being checked."""

    indikator: FaktaIndikator
    kinerja: FaktaKinerja
    periode: FaktaPeriode
    keadaan: Keadaan
    tenggat: date | None
    hari: date
    pengguna_id: int | None = None
    realisasi_id: int | None = None
    versi: int = 0
    pengaju_id: int | None = None
    diperiksa: bool = False
    pemeriksa: str = ""
    jumlah_bukti: int = 0
    kurang: tuple[str, ...] = ()
    sebelumnya: tuple[Nilai, ...] = ()
    pengajuan: TransisiRealisasi | None = None
    pengembalian: TransisiRealisasi | None = None
    terakhir: TransisiRealisasi | None = None

    @property
    def menunggu_pengisi(self) -> bool:
        """Whether it waits for the people who fill in; a period that is closed or approved waits for nobody."""
        return self.keadaan in MENUNGGU_PENGISI and self.periode.dibuka and not self.periode.disahkan

    @property
    def menunggu_pemeriksa(self) -> bool:
        """Whether it is handed in and can still be checked."""
        return self.keadaan is Keadaan.DIAJUKAN and not self.periode.disahkan

    @property
    def berjalan(self) -> bool:
        """Whether it is handed in and not yet approved."""
        return self.keadaan.value in BERJALAN

    @property
    def sisa_hari(self) -> int | None:
        """Days until the deadline, negative when it is past; None without a deadline or when nothing is owed."""
        if self.tenggat is None or not self.menunggu_pengisi:
            return None
        return (self.tenggat - self.hari).days

    @property
    def diperpanjang(self) -> bool:
        """Whether the deadline is later than the period's own."""
        return bool(self.tenggat and self.periode.tenggat and self.tenggat > self.periode.tenggat)

    @property
    def terbuka(self) -> Keputusan:
        """Whether its period takes entries from this person today; a refusal says why and who can help."""
        return periode_terbuka(self.periode.keadaan(self.indikator.subbagian_id, self.pengguna_id), self.hari)

    @property
    def realisasi(self) -> FaktaRealisasi:
        return self.indikator.realisasi_tahun(self.kinerja.tahun)

    @property
    def kejanggalan(self) -> list[str]:
        """What is unusual about the value, in sentences."""
        return temuan_nilai(self.indikator, self.realisasi.nilai, self.sebelumnya)
