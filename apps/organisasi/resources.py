"""Sheets of the organisation."""

from typing import Any

from django.core.validators import slug_re
from django.utils.text import slugify

from apps.organisasi.models import (
    Divisi,
    Entitas,
    Korwil,
    MasaJabatan,
    Pejabat,
    PeranDivisi,
    Satker,
    Subbagian,
    UraianTugas,
)
from apps.ui.resources import column, sheet
from apps.ui.widgets import (
    BooleanWidget,
    ChoiceWidget,
    CodeWidget,
    DateWidget,
    LookupWidget,
    ManyLookupWidget,
    NumberWidget,
    Row,
    TextWidget,
)


class SlugWidget(CodeWidget):
    """A code of letters, digits and hyphens, as a SlugField holds it."""

    petunjuk = "Kode: huruf kecil, angka, dan tanda hubung. Kode yang sudah dipakai tidak diganti."

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> str | None:
        code = super().clean(value, row)
        if code and not slug_re.fullmatch(code):
            contoh = slugify(code) or "budi-ketua"
            raise ValueError(f"Kode hanya berisi huruf, angka, dan tanda hubung, tanpa spasi, misalnya {contoh}.")
        return code


def satker(*, required: bool = True) -> LookupWidget:
    """A satker by its kode wilayah."""
    return LookupWidget(Satker, lambda row, text: {"kode": text}, "Satker", required=required)


def entitas() -> LookupWidget:
    """An entitas by its key: "5371" or "5371-sekretariat"."""

    def find(row: Row, text: str) -> dict[str, str]:
        kode, _, jenis = text.partition("-")
        return {"satker__kode": kode, "jenis": jenis or Entitas.Jenis.LEMBAGA}

    petunjuk = "Kode satker untuk lembaga, misalnya 5371; untuk sekretariatnya 5371-sekretariat."
    return LookupWidget(Entitas, find, "Entitas", show="kunci", related=["satker"], petunjuk=petunjuk)


def _in_satker(row: Row, text: str) -> dict[str, str]:
    return {"satker__kode": row["Satker"], "kode": text}


def pejabat() -> LookupWidget:
    """A pejabat by kode within the row's satker."""
    return LookupWidget(Pejabat, _in_satker, "Pejabat")


def divisi() -> LookupWidget:
    """A divisi by kode within the row's satker."""
    return LookupWidget(Divisi, _in_satker, "Divisi")


MASA = {"mulai": column("Mulai", DateWidget()), "selesai": column("Selesai", DateWidget())}
URUTAN = {"urutan": column("Urutan", NumberWidget(required=True))}
NAMA = {"nama": column("Nama", TextWidget(required=True))}
KODE = {"kode": column("Kode", SlugWidget(required=True))}
SATKER = {"satker": column("Satker", satker())}

SHEETS = (
    sheet(
        "satker",
        Satker,
        ["kode"],
        {"kode": column("Kode", CodeWidget(required=True, petunjuk="Kode wilayah: hanya angka, misalnya 5371."))}
        | NAMA
        | {
            "nama_singkat": column("Nama singkat", TextWidget(required=True)),
            "jenis": column("Jenis", ChoiceWidget(Satker.Jenis)),
            "induk": column("Kode induk", satker(required=False)),
            "kode_satker_kemenkeu": column("Kode satker Kemenkeu", TextWidget(null=True)),
            "tempat": column("Tempat"),
            "verifikasi_sendiri": column("Verifikasi sendiri", BooleanWidget()),
        },
        milik="",
        pusat=["jenis", "induk"],
    ),
    sheet(
        "entitas",
        Entitas,
        ["satker", "jenis"],
        SATKER | {"jenis": column("Jenis", ChoiceWidget(Entitas.Jenis))} | NAMA,
        milik="satker",
    ),
    sheet("pejabat", Pejabat, ["satker", "kode"], SATKER | KODE | NAMA | {"nip": column("NIP")}, milik="satker"),
    sheet(
        "masa_jabatan",
        MasaJabatan,
        ["pejabat", "jabatan", "mulai"],
        {
            "pejabat": column("Pejabat", pejabat()),
            "jabatan": column("Kedudukan", ChoiceWidget(MasaJabatan.Jabatan)),
        }
        | URUTAN
        | {"periode": column("Masa jabatan")}
        | MASA,
        context={"Satker": "pejabat__satker__kode"},
        milik="pejabat__satker",
    ),
    sheet(
        "divisi",
        Divisi,
        ["satker", "kode"],
        SATKER | KODE | NAMA | URUTAN | {"dasar": column("Dasar")} | MASA,
        milik="satker",
    ),
    sheet(
        "uraian_tugas",
        UraianTugas,
        ["divisi", "urutan"],
        {"divisi": column("Divisi", divisi())} | URUTAN | {"isi": column("Uraian", TextWidget(required=True))},
        context={"Satker": "divisi__satker__kode"},
        milik="divisi__satker",
    ),
    sheet(
        "peran_divisi",
        PeranDivisi,
        ["divisi", "pejabat", "peran", "mulai"],
        {
            "divisi": column("Divisi", divisi()),
            "pejabat": column("Pejabat", pejabat()),
            "peran": column("Peran", ChoiceWidget(PeranDivisi.Peran)),
        }
        | MASA,
        context={"Satker": "divisi__satker__kode"},
        milik="divisi__satker",
    ),
    sheet(
        "korwil",
        Korwil,
        ["pejabat", "kecamatan", "mulai"],
        {"pejabat": column("Pejabat", pejabat()), "kecamatan": column("Kecamatan", TextWidget(required=True))}
        | URUTAN
        | MASA,
        context={"Satker": "pejabat__satker__kode"},
        milik="pejabat__satker",
    ),
    sheet(
        "subbagian",
        Subbagian,
        ["satker", "kode"],
        SATKER
        | KODE
        | NAMA
        | URUTAN
        | {
            "divisi": column("Divisi", ManyLookupWidget(divisi())),
            "mengelola_anggaran": column("Mengelola anggaran", BooleanWidget()),
        }
        | MASA,
        milik="satker",
    ),
)
