"""The form of adoption made ready for its page: what can be ticked, what is prefilled, what was refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.penyusunan.adopsi.facts import Calon, Rencana
from apps.penyusunan.adopsi.isian import (
    SEMUA,
    Isian,
    nama_alasan,
    nama_pilih,
    nama_subbagian,
    nama_target,
    teks_target,
)
from apps.penyusunan.adopsi.services import LABEL_ALASAN, Tempat
from apps.ui.forms import ErrorItem


@dataclass(frozen=True, slots=True)
class SelTarget:
    """The target of a year: the national one beside what is promised here."""

    nama: str
    tahun: int
    acuan: str
    teks: str
    galat: str


@dataclass(frozen=True, slots=True)
class BarisCalon:
    """An indicator that can be ticked."""

    id: int
    nama: str
    ukuran: str
    tingkat: tuple[str, ...]
    nama_pilih: str
    dipilih: bool
    nama_subbagian: str
    subbagian: str
    nama_alasan: str
    alasan: str
    sel: list[SelTarget]
    galat: str
    galat_subbagian: str
    galat_alasan: str

    @property
    def label_alasan(self) -> str:
        return LABEL_ALASAN

    @property
    def terbuka(self) -> bool:
        """Whether the folded part has something to mend or something typed."""
        return bool(self.galat_subbagian or self.galat_alasan or self.subbagian or self.alasan)


def daftar_view(rencana: Rencana, isian: Isian | None, url_ubah: Mapping[int, str]) -> list[dict[str, Any]]:
    """The indicators by sasaran: what can be adopted, and what is adopted already."""
    semua = len(rencana.sisa) == len(list(rencana.calon))
    return [
        {
            "nomor": sasaran.nomor,
            "nama": sasaran.nama,
            "calon": [_baris(calon, rencana, isian, semua) for calon in sasaran.calon if calon.adopsi is None],
            "teradopsi": [
                {
                    "nama": calon.nama,
                    "nomor": calon.adopsi.nomor,
                    "tahun": f"{calon.adopsi.dari}–{calon.adopsi.sampai}",
                    "subbagian": calon.adopsi.subbagian,
                    "url": url_ubah.get(calon.adopsi.id, ""),
                }
                for calon in sasaran.calon
                if calon.adopsi
            ],
        }
        for sasaran in rencana.sasaran
    ]


def _baris(calon: Calon, rencana: Rencana, isian: Isian | None, semua: bool) -> BarisCalon:
    """What was typed stays; before that, everything is ticked where nothing is adopted yet, as the nation promises."""
    teks = isian.teks if isian else {}
    galat = isian.galat if isian else {}
    return BarisCalon(
        id=calon.id,
        nama=calon.nama,
        ukuran=f"{calon.nama_satuan} · {calon.nama_arah[:1].lower()}{calon.nama_arah[1:]}",
        tingkat=tuple(tingkat.kode for tingkat in calon.tingkat),
        nama_pilih=nama_pilih(calon.id),
        dipilih=nama_pilih(calon.id) in teks if isian else semua,
        nama_subbagian=nama_subbagian(calon.id),
        subbagian=teks.get(nama_subbagian(calon.id), ""),
        nama_alasan=nama_alasan(calon.id),
        alasan=teks.get(nama_alasan(calon.id), ""),
        sel=[_sel(calon, rencana, tahun, isian) for tahun in rencana.tahun],
        galat=galat.get(nama_pilih(calon.id), ""),
        galat_subbagian=galat.get(nama_subbagian(calon.id), ""),
        galat_alasan=galat.get(nama_alasan(calon.id), ""),
    )


def _sel(calon: Calon, rencana: Rencana, tahun: int, isian: Isian | None) -> SelTarget:
    nasional, acuan = calon.nasional.get(tahun), "Renstra" if rencana.milik_sendiri else "nasional"
    name = nama_target(calon.id, tahun)
    return SelTarget(
        nama=name,
        tahun=tahun,
        acuan=f"{acuan} {nasional}" if nasional else f"{acuan} belum ada",
        teks=teks_target(nasional) if isian is None else isian.teks.get(name, ""),
        galat=isian.galat.get(name, "") if isian else "",
    )


def tempat_galat(ditolak: Mapping[Tempat, str]) -> dict[str, str]:
    """The refusals of the service by the name of the field that mends them; one said of all rows is said once."""
    hasil: dict[str, str] = {}
    for (calon, tempat), kalimat in ditolak.items():
        if tempat == "":
            name = nama_pilih(calon) if kalimat not in hasil.values() else ""
        elif tempat == "catatan":
            name = nama_alasan(calon)
        else:
            name = nama_subbagian(calon) if tempat == "subbagian" else nama_target(calon, int(tempat))
        if name:
            hasil[name] = kalimat
    return hasil


def ringkasan_galat(rencana: Rencana, galat: Mapping[str, str]) -> list[ErrorItem]:
    """Every fault in the order of the form, each a link to its field."""
    items: list[ErrorItem] = []
    for name, awalan in (("", ""), (SEMUA, "Penanggung jawab: ")):
        if name in galat:
            items.append({"teks": f"{awalan}{galat[name]}", "href": f"#{name}" if name else ""})
    for calon in rencana.calon:
        names = [
            (nama_pilih(calon.id), ""),
            (nama_subbagian(calon.id), "penanggung jawab: "),
            *((nama_target(calon.id, tahun), f"{tahun}: ") for tahun in rencana.tahun),
            (nama_alasan(calon.id), ""),
        ]
        items += [
            {"teks": f"{calon.nama}: {awalan}{galat[name]}", "href": f"#{name}"}
            for name, awalan in names
            if name in galat
        ]
    return items
