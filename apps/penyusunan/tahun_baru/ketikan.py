"""What people chose on the page of a new year: read from its form, or as it is suggested when the page opens."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from apps.penyusunan.isian_target import baca_target, dengan_catatan, nama_catatan
from apps.penyusunan.uraian import baca_uraian
from apps.perencanaan.janji import Janji
from apps.perencanaan.rencana import TRIWULAN_RENCANA, Kegiatan
from apps.perencanaan.services.tahun_baru import Bawaan
from apps.perencanaan.tahun_baru import Calon, Keadaan, TahunBaru

PERIODE = "periode"


class Pilihan(StrEnum):
    """Which value is promised."""

    LALU = "lalu"
    RENSTRA = "renstra"
    LAIN = "lain"


def nama_bawa(calon: Calon) -> str:
    return f"bawa-{calon.id}"


def nama_pilih(calon: Calon) -> str:
    return f"pilih-{calon.id}"


def nama_lain(calon: Calon) -> str:
    return f"lain-{calon.id}"


def nama_triwulan(calon: Calon, triwulan: int) -> str:
    return f"triwulan-{calon.id}-{triwulan}"


def nama_kegiatan(kegiatan: Kegiatan) -> str:
    return f"kegiatan-{kegiatan.id}"


def nama_bawa_kegiatan(kegiatan: Kegiatan) -> str:
    return f"bawa-kegiatan-{kegiatan.id}"


@dataclass(frozen=True)
class Ketikan:
    """The state of all inputs; teks None means that nothing was sent yet and the suggestions stand."""

    fakta: TahunBaru
    teks: Mapping[str, str] | None = None
    galat: dict[str, str] = field(default_factory=dict)

    def nilai(self, nama: str, saran: str = "") -> str:
        """What stands in an input."""
        return saran if self.teks is None else self.teks.get(nama, "")

    def dicentang(self, nama: str, *, saran: bool) -> bool:
        return saran if self.teks is None else nama in self.teks

    def dibawa(self, calon: Calon) -> bool:
        """Whether the indicator is carried: suggested where nothing else must change and a target is known."""
        if calon.keadaan == Keadaan.TIDAK:
            return False
        if calon.janji_kini is not None:
            return True
        siap = calon.keadaan == Keadaan.SIAP and (calon.janji_renstra or calon.janji_lalu) is not None
        return self.dicentang(nama_bawa(calon), saran=siap)

    def pilihan(self, calon: Calon) -> str:
        """Which value is promised: what the Renstra says, else what was promised last year."""
        saran = Pilihan.LAIN
        if calon.janji_renstra or calon.janji_lalu:
            saran = Pilihan.RENSTRA if calon.janji_renstra else Pilihan.LALU
        return self.nilai(nama_pilih(calon), saran)

    def kegiatan_dibawa(self, kegiatan: Kegiatan) -> bool:
        return self.dicentang(nama_bawa_kegiatan(kegiatan), saran=True)

    def bawaan(self) -> dict[int, Bawaan]:
        """What was chosen, by adoption; what cannot be read is noted in galat."""
        return {c.id: self._bawaan(c) for c in self.fakta.calon if self.dibawa(c)}

    def _bawaan(self, calon: Calon) -> Bawaan:
        terbuka = [t for t in TRIWULAN_RENCANA if not self.fakta.terkunci(t)]
        triwulan = {t: self._triwulan(calon, t) for t in terbuka if calon.boleh_target(t)}
        return Bawaan(
            target=None if calon.janji_kini else self._target(calon),
            triwulan={t: janji for t, janji in triwulan.items() if janji is not None},
            kegiatan={t: self._kegiatan(calon, t) for t in terbuka if calon.boleh_kegiatan(t)},
        )

    def catatan(self, calon: Calon) -> str:
        """Why the target is worse than the nation's: as it was said of the suggested value, unless something is typed.

        What was said of last year's value says nothing about another one.
        """
        saran = calon.janji_renstra or calon.janji_lalu
        return self.nilai(nama_catatan(calon), saran.catatan if saran else "")

    def beda(self, calon: Calon) -> str:
        """How the quarters as they would be carried make another year than the target beside them; a remark."""
        # What cannot be read is told where it stands; here it is only not compared.
        sepintas = Ketikan(self.fakta, self.teks)
        triwulan = {t: satu.target for t, satu in calon.kini.items()}
        for t in TRIWULAN_RENCANA:
            if calon.boleh_target(t) and not self.fakta.terkunci(t):
                lalu = calon.ukuran.ketik(calon.lalu[t].target)
                nama = nama_triwulan(calon, t)
                triwulan[t] = baca_target(calon.ukuran, nama, self.nilai(nama, lalu), sepintas.galat)
        return calon.beda(triwulan, calon.janji_kini or sepintas._janji(calon))

    def _target(self, calon: Calon) -> Janji | None:
        janji = self._janji(calon)
        if janji is None:
            return None
        return dengan_catatan(calon, self.fakta.tahun, replace(janji, catatan=""), self.catatan(calon), self.galat)

    def _janji(self, calon: Calon) -> Janji | None:
        nama = nama_lain(calon)
        match self.pilihan(calon):
            case Pilihan.LALU if calon.janji_lalu:
                return calon.janji_lalu
            case Pilihan.RENSTRA if calon.janji_renstra:
                return calon.janji_renstra
            case Pilihan.LAIN:
                janji = baca_target(calon.ukuran, nama, self.nilai(nama), self.galat)
                if janji is None:
                    self.galat.setdefault(nama, "Isi targetnya, atau hapus tanda pada indikator ini.")
                return janji
        self.galat[nama] = "Pilih salah satu target."
        return None

    def _triwulan(self, calon: Calon, triwulan: int) -> Janji | None:
        nama = nama_triwulan(calon, triwulan)
        return baca_target(calon.ukuran, nama, self.nilai(nama), self.galat)

    def _kegiatan(self, calon: Calon, triwulan: int) -> list[str]:
        return [self._uraian(k) for k in calon.lalu[triwulan].kegiatan if self.kegiatan_dibawa(k)]

    def _uraian(self, kegiatan: Kegiatan) -> str:
        nama = nama_kegiatan(kegiatan)
        uraian = baca_uraian(nama, self.nilai(nama), self.galat)
        if not uraian:
            self.galat.setdefault(nama, "Tulis kegiatannya, atau hapus tandanya.")
        return uraian
