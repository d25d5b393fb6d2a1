"""Sheets of the budget."""

from typing import Any

from import_export import fields

from apps.anggaran.importers.baris import BENTUK_KODE
from apps.anggaran.models import (
    CapaianRO,
    Dipa,
    DukunganKegiatan,
    KeadaanRealisasi,
    KemajuanRO,
    NilaiRealisasi,
    Pagu,
    PosAnggaran,
    RencanaPenarikan,
    VersiDipa,
)
from apps.organisasi.resources import SATKER
from apps.perencanaan.kolom import adopsi
from apps.ui.numbers import parse_number
from apps.ui.resources import column, sheet
from apps.ui.widgets import (
    BooleanWidget,
    ChoiceWidget,
    CodeWidget,
    DateWidget,
    LookupWidget,
    NotThere,
    NumberWidget,
    Row,
    TextWidget,
    YearWidget,
)

JALUR_LENGKAP = "Kode lengkap sejak bagian anggaran, dipisah titik, misalnya 076.01.CQ."


def _dipa(row: Row, prefix: str = "") -> dict[str, Any]:
    return {
        f"{prefix}satker__kode": row["Satker"],
        f"{prefix}tahun": parse_number(row["Tahun"], "bulat"),
    }


def _context(dipa: str) -> dict[str, str]:
    """Satker and year of a row that reaches its DIPA by the given path."""
    return {"Satker": f"{dipa}__satker__kode", "Tahun": f"{dipa}__tahun"}


def _pos() -> LookupWidget:
    """A line of the row's budget by its full code."""
    return LookupWidget(
        PosAnggaran,
        lambda row, text: {**_dipa(row, "dipa__"), "jalur": text},
        "Pos anggaran",
        show="jalur",
        petunjuk=f"{JALUR_LENGKAP} Seperti di lembar Pos anggaran.",
    )


class JalurWidget(CodeWidget):
    """The full code of a line from its bagian anggaran, whose leading zero a number cell of Excel does not keep."""

    petunjuk = JALUR_LENGKAP

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> str | None:
        jalur = super().clean(value, row)
        if jalur and not BENTUK_KODE["bagian_anggaran"].fullmatch(jalur.partition(".")[0]):
            raise ValueError(
                f"“{jalur}” tidak diawali bagian anggaran, tiga angka seperti 076. Ubah format selnya menjadi Teks, "
                "lalu ketik ulang."
            )
        return jalur

    def meant(self, text: str) -> str:
        awal, _, sisa = text.replace(",", ".").partition(".")
        return ".".join(filter(None, (awal.zfill(3), sisa)))


class JalurField(fields.Field):
    """The column "Jalur": the full code; the own segment and the parent follow from it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._atas = _pos()

    def save(self, instance: PosAnggaran, row: Row, is_m2m: bool = False, **kwargs: Any) -> None:
        jalur = self.clean(row)
        atas, _, kode = jalur.rpartition(".")
        instance.jalur, instance.kode = jalur, kode
        if atas:
            try:
                instance.induk = self._atas.clean(atas, row)  # type: ignore[assignment]
            except ValueError as error:
                pesan = f"Pos induk “{atas}” belum ada. Letakkan baris induk di atas baris ini."
                raise NotThere(pesan, PosAnggaran, "jalur", atas) from error


DIPA = {"dipa": column("Tahun", LookupWidget(Dipa, lambda row, text: _dipa(row), "DIPA tahun", show="tahun"))}
POS = {
    "pos": column(
        "Jalur",
        _pos(),
    )
}
VERSI = LookupWidget(
    VersiDipa,
    lambda row, text: {**_dipa(row, "dipa__"), "urutan": parse_number(text, "bulat")},
    "Versi DIPA",
    show="urutan",
)
KEADAAN = LookupWidget(
    KeadaanRealisasi,
    lambda row, text: {
        **_dipa(row, "dipa__"),
        "per_tanggal": DateWidget().clean(text),
        "urutan": parse_number(row["Perbaikan ke"], "bulat") or 0,
    },
    "Keadaan realisasi per tanggal",
    show="per_tanggal",
)

SHEETS = (
    sheet(
        "dipa",
        Dipa,
        ["satker", "tahun"],
        SATKER | {"tahun": column("Tahun", YearWidget())},
        milik="satker",
        tahun="tahun",
        judul="DIPA",
    ),
    sheet(
        "versi_dipa",
        VersiDipa,
        ["dipa", "urutan"],
        DIPA
        | {
            "urutan": column("Urutan", NumberWidget(required=True)),
            "nama": column("Nama", TextWidget(required=True)),
            "nomor": column("Nomor"),
            "tanggal": column("Tanggal", DateWidget()),
            "jenis": column("Jenis"),
            "alasan": column("Alasan"),
            "sumber": column("Sumber"),
        },
        context={"Satker": "dipa__satker__kode"},
        milik="dipa__satker",
        tahun="dipa__tahun",
        judul="Versi DIPA",
    ),
    sheet(
        "pos_anggaran",
        PosAnggaran,
        ["dipa", "jalur"],
        DIPA
        | {
            "jalur": lambda name: JalurField(name, "Jalur", JalurWidget(required=True)),
            "jenis": column("Jenis", ChoiceWidget(PosAnggaran.Jenis)),
            "nama": column("Nama"),
            "prioritas_nasional": column("Prioritas nasional", BooleanWidget()),
        },
        context={"Satker": "dipa__satker__kode"},
        milik="dipa__satker",
        tahun="dipa__tahun",
    ),
    sheet(
        "pagu",
        Pagu,
        ["versi", "pos"],
        {"versi": column("Versi", VERSI)}
        | POS
        | {
            "jumlah": column("Pagu", NumberWidget("rupiah", required=True)),
            "blokir": column("Blokir", NumberWidget("rupiah", default=0)),
            "sumber_dana": column("Sumber dana"),
            "nomor": column("Nomor item"),
        },
        context=_context("versi__dipa"),
        milik="versi__dipa__satker",
        tahun="versi__dipa__tahun",
    ),
    sheet(
        "rencana_penarikan",
        RencanaPenarikan,
        ["versi", "pos", "bulan"],
        {"versi": column("Versi", VERSI)}
        | POS
        | {
            "bulan": column("Bulan", NumberWidget(required=True)),
            "jumlah": column("Rencana", NumberWidget("rupiah", required=True)),
        },
        context=_context("versi__dipa"),
        milik="versi__dipa__satker",
        tahun="versi__dipa__tahun",
    ),
    sheet(
        "keadaan_realisasi",
        KeadaanRealisasi,
        ["dipa", "per_tanggal", "sistem_sumber", "urutan"],
        DIPA
        | {
            "per_tanggal": column("Keadaan per", DateWidget()),
            "urutan": column("Perbaikan ke", NumberWidget(default=0)),
            "pembanding": column("Pembanding", BooleanWidget()),
            "lengkap": column("Lengkap", BooleanWidget()),
            "alasan": column("Alasan perbaikan"),
            "basis": column("Basis", ChoiceWidget(KeadaanRealisasi.Basis)),
            "sistem_sumber": column("Sistem sumber", TextWidget(required=True)),
        },
        context={"Satker": "dipa__satker__kode"},
        milik="dipa__satker",
        tahun="dipa__tahun",
    ),
    sheet(
        "realisasi_anggaran",
        NilaiRealisasi,
        ["keadaan", "pos"],
        {"keadaan": column("Keadaan per", KEADAAN)}
        | POS
        | {"jumlah": column("Realisasi", NumberWidget("rupiah", required=True, negative=True))},
        context=_context("keadaan__dipa") | {"Perbaikan ke": "keadaan__urutan"},
        milik="keadaan__dipa__satker",
        tahun="keadaan__dipa__tahun",
    ),
    sheet(
        "capaian_ro",
        CapaianRO,
        ["pos"],
        POS
        | {
            "target_volume": column("Target volume", NumberWidget("indeks")),
            "satuan": column("Satuan"),
            "capaian": column("Capaian", NumberWidget("persen")),
            "asumsi": column("Asumsi", BooleanWidget()),
        },
        context=_context("pos__dipa"),
        milik="pos__dipa__satker",
        tahun="pos__dipa__tahun",
        judul="Capaian RO",
    ),
    sheet(
        "kemajuan_ro",
        KemajuanRO,
        ["pos", "bulan"],
        POS
        | {
            "bulan": column("Bulan", NumberWidget(required=True)),
            "volume": column("Realisasi volume", NumberWidget("jumlah", required=True)),
            "progres": column("Progres", NumberWidget("persen")),
            "keterangan": column("Keterangan"),
        },
        context=_context("pos__dipa"),
        milik="pos__dipa__satker",
        tahun="pos__dipa__tahun",
        judul="Kemajuan RO",
    ),
    sheet(
        "dukungan_kegiatan",
        DukunganKegiatan,
        ["pos", "adopsi"],
        POS | {"adopsi": column("Indikator", adopsi()), "porsi": column("Porsi", NumberWidget("persen"))},
        context={"Entitas": "adopsi__entitas__kunci"} | _context("pos__dipa"),
        milik="pos__dipa__satker",
        tahun="pos__dipa__tahun",
    ),
)
