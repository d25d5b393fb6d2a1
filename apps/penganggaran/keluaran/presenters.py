"""The sheet of output made ready for its page: plain values and sentences."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from apps.anggaran.facts import FaktaPos
from apps.anggaran.facts.keluaran import FaktaKeluaran, capaian_text, cara_capaian
from apps.anggaran.services.keluaran import Galat, isi_ro
from apps.penganggaran.keluaran.forms import ANGKA, LABEL, Ketikan, dari_tersimpan, nama_isian
from apps.ui.forms import ErrorItem
from apps.ui.numbers import MONTHS, format_jumlah

Keluaran = list[tuple[FaktaPos, FaktaKeluaran]]


@dataclass(frozen=True)
class SelView:
    """One input with its label, or its text where nobody types."""

    nama: str
    label: str
    nilai: str
    galat: str = ""
    angka: bool = False


@dataclass(frozen=True)
class BarisView:
    """One RO with its inputs by field, and what they come to."""

    id: int
    kode: str
    nama: str
    target: SelView
    satuan: SelView
    volume: SelView
    progres: SelView
    dinyatakan: SelView
    keterangan: SelView
    asumsi: SelView
    diasumsikan: bool
    sebelumnya: str
    hasil: dict[str, Any]
    galat: str
    sidik: str
    url_hitung: str


def hasil_view(keluaran: FaktaKeluaran, bulan: int) -> dict[str, Any]:
    """The capaian of an RO by the end of a month with its working."""
    return {
        "capaian": capaian_text(keluaran, bulan),
        "cara": cara_capaian(keluaran, bulan),
        "asumsi": keluaran.diasumsikan(bulan),
    }


def bulan_awal(keluaran: Keluaran, tahun: int, kini: tuple[int, int]) -> int:
    """The month that the page opens with: the last one with volumes, else this one, else December of another year."""
    terisi = [bulan for _, isi in keluaran for bulan in isi.kemajuan]
    return max(terisi, default=kini[1] if kini[0] == tahun else 12)


def kelompok_view(
    keluaran: Keluaran,
    kegiatan: Iterable[FaktaPos],
    bulan: int,
    alamat: Callable[[int], str],
    *,
    ketikan: Mapping[int, Ketikan],
    galat: Galat,
) -> list[dict[str, Any]]:
    """The RO below their kegiatan; ketikan and galat are what was typed and why it was refused."""
    baris = {pos.id: _row(pos, isi, bulan, alamat(pos.id), ketikan.get(pos.id), galat) for pos, isi in keluaran}
    return [
        {
            "kode": k.kode_program,
            "nama": k.nama,
            "baris": [baris[ro.id] for ro in k.turunan("ro")],
        }
        for k in kegiatan
        if any(True for _ in k.turunan("ro"))
    ]


def _row(
    pos: FaktaPos, keluaran: FaktaKeluaran, bulan: int, url: str, ketikan: Ketikan | None, galat: Galat
) -> BarisView:
    isi = ketikan or dari_tersimpan(isi_ro(keluaran, bulan))

    def sel(tempat: str) -> SelView:
        return SelView(
            nama_isian(tempat, pos.id),
            f"{LABEL[tempat]}, {pos.kode_kegiatan}",
            isi.teks.get(tempat, ""),
            galat.get((pos.id, tempat), ""),
            tempat in ANGKA,
        )

    lalu = keluaran.sampai(bulan - 1)
    return BarisView(
        id=pos.id,
        kode=pos.kode_kegiatan,
        nama=pos.nama_tampil,
        target=sel("target"),
        satuan=sel("satuan"),
        volume=sel("volume"),
        progres=sel("progres"),
        dinyatakan=sel("dinyatakan"),
        keterangan=sel("keterangan"),
        asumsi=sel("asumsi"),
        diasumsikan=isi.asumsi,
        sebelumnya=f"{format_jumlah(keluaran.kemajuan[lalu].volume)} s.d. {MONTHS[lalu - 1]}" if lalu else "",
        hasil=hasil_view(keluaran, bulan),
        galat=galat.get((pos.id, ""), ""),
        sidik=isi.sidik,
        url_hitung=url,
    )


def galat_items(galat: Galat, keluaran: Keluaran) -> list[ErrorItem]:
    """The error summary: each sentence with the RO and field that it belongs to."""
    kode = {pos.id: pos.kode_kegiatan for pos, _ in keluaran}
    return [
        {
            "teks": f"{kode[pos_id]}{f', {LABEL[tempat].lower()}' if tempat else ''}: {kalimat}",
            "href": f"#{nama_isian(tempat or 'target', pos_id)}",
        }
        for (pos_id, tempat), kalimat in galat.items()
        if pos_id in kode
    ]
