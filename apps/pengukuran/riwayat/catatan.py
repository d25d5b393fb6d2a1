"""One entry of the journal with everything a sentence about it needs."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.text import capfirst

from apps.audit.models import Jejak
from apps.pengukuran.riwayat.kamus import Kamus, kolom_of, model_of
from apps.pengukuran.riwayat.nilai import berubah, isi
from apps.siklus.facts import NAMA_TRIWULAN

# What the application keeps for itself; a person learns nothing from it.
BUKAN_BERITA = frozenset({"id", "versi", "diperiksa_oleh_id", "direvisi", "waktu", "urutan"})


@dataclass(frozen=True)
class Catatan:
    """An entry, the names it needs, and whether the sentence must say which figure is meant."""

    jejak: Jejak
    kamus: Kamus
    lengkap: bool = True

    @property
    def sebelum(self) -> dict[str, Any]:
        return self.jejak.sebelum if isinstance(self.jejak.sebelum, dict) else {}

    @property
    def sesudah(self) -> dict[str, Any]:
        return self.jejak.sesudah if isinstance(self.jejak.sesudah, dict) else {}

    @property
    def keadaan(self) -> dict[str, Any]:
        """The state that counts: after the act, or what was deleted."""
        return self.sesudah or self.sebelum

    @cached_property
    def model(self) -> Any:
        return model_of(self.jejak.objek_jenis)

    @cached_property
    def kolom(self) -> dict[str, Any]:
        return kolom_of(self.model) if self.model else {}

    @property
    def jenis(self) -> str:
        """What kind of thing it is about."""
        return str(self.model._meta.verbose_name) if self.model else self.jejak.objek_jenis

    @property
    def nama(self) -> str:
        """The object with its kind, said once: "Tujuan 1. Mewujudkan …", "Divisi “Hukum”"."""
        objek = self.jejak.objek
        return capfirst(objek if objek.lower().startswith(self.jenis.lower()) else f"{self.jenis} “{objek}”")

    @cached_property
    def tempat(self) -> tuple[int, int, int] | None:
        """Which figure it belongs to: adopted indicator, year, quarter; None for everything else."""
        bagian = self.jejak.pokok.split("/")
        if bagian[0] in ("realisasi", "target") and len(bagian) == 4:
            return int(bagian[1]), int(bagian[2]), int(bagian[3])
        keadaan = self.keadaan
        if keadaan.get("adopsi_id") and "tahun" in keadaan:
            return keadaan["adopsi_id"], keadaan["tahun"], keadaan.get("triwulan", 0)
        return self.kamus.tempat.get(keadaan.get("realisasi_id", 0))

    @property
    def periode(self) -> str:
        """The period of the figure: "Triwulan II"; with year and indicator where nothing around it says them."""
        if self.tempat is None:
            return self.jejak.objek
        adopsi, tahun, triwulan = self.tempat
        nama = NAMA_TRIWULAN[triwulan] if triwulan else f"tahun {tahun}"
        if triwulan and self.lengkap:
            nama = f"{nama} {tahun}"
        indikator = self.kamus.indikator.get(adopsi)
        return f"{nama} (indikator {indikator.nomor})" if self.lengkap and indikator else nama

    @property
    def satuan(self) -> str:
        indikator = self.kamus.indikator.get(self.tempat[0]) if self.tempat else None
        return indikator.satuan if indikator else ""

    def sebut(self, kolom: str) -> str:
        """A column of the state in words."""
        return isi(self.kolom.get(kolom), self.keadaan.get(kolom), self.kamus)

    def perubahan(self, *lewati: str) -> list[str]:
        """Every column that differs, in words; without those that another sentence tells."""
        lewat = BUKAN_BERITA | set(lewati)
        nama = [n for n in {**self.sebelum, **self.sesudah} if n not in lewat]
        return [
            berubah(
                self.kolom.get(n, n.replace("_", " ")),
                isi(self.kolom.get(n), self.sebelum.get(n), self.kamus),
                isi(self.kolom.get(n), self.sesudah.get(n), self.kamus),
            )
            for n in nama
            if self.sebelum.get(n) != self.sesudah.get(n)
        ]

    def isian(self, *lewati: str) -> list[str]:
        """Every column that a new row says something in."""
        lewat = BUKAN_BERITA | set(lewati)
        return [
            f"{column.verbose_name} {self.sebut(nama)}"
            for nama, column in self.kolom.items()
            if nama not in lewat and self.keadaan.get(nama) not in (None, "", [], {}, False)
        ]
