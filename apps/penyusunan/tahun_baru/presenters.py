"""The page of a new year as plain values: each indicator with what can be promised, and its quarters."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from apps.penyusunan.isian_target import IsianCatatan, IsianTarget, isian_catatan, isian_target
from apps.penyusunan.tahun_baru.ketikan import (
    Ketikan,
    Pilihan,
    nama_bawa,
    nama_bawa_kegiatan,
    nama_kegiatan,
    nama_lain,
    nama_pilih,
    nama_triwulan,
)
from apps.perencanaan.rencana import TRIWULAN_RENCANA
from apps.perencanaan.services.tahun_baru import HasilTahunBaru
from apps.perencanaan.tahun_baru import Calon, Keadaan, TahunBaru
from apps.siklus.facts import NAMA_TRIWULAN
from apps.ui.forms import ErrorItem
from apps.ui.numbers import format_tanggal

Alamat = Callable[..., str]
CHIP = {
    Keadaan.SIAP: ("", ""),
    Keadaan.PERPANJANG: ("Perlu diperpanjang", "warn"),
}


@dataclass(frozen=True, slots=True)
class PilihanView:
    """A value that can be promised."""

    nilai: str
    label: str
    teks: str
    dipilih: bool
    saran: bool = False


@dataclass(frozen=True, slots=True)
class KegiatanView:
    """A line of last year that can be carried, with its text to edit."""

    nama: str
    nama_bawa: str
    dibawa: bool
    teks: str
    galat: str
    label: str


@dataclass(frozen=True, slots=True)
class TriwulanView:
    """A quarter: what the new year has, and what it can take over."""

    nama: str
    terkunci: str
    target_kini: str
    kegiatan_kini: tuple[str, ...]
    isian: IsianTarget | None
    kegiatan: tuple[KegiatanView, ...]


@dataclass(frozen=True)
class CalonView:
    """An indicator on the page. kini is its target in the new year, when it has one; then nothing is chosen."""

    nomor: int
    nama: str
    sasaran: str
    chip: str
    nada: str
    alasan: str
    kini: str
    satuan_lalu: str
    bawa: str
    dibawa: bool
    dapat_dibawa: bool
    pilih: str
    pilihan: list[PilihanView]
    lain: IsianTarget
    catatan: IsianCatatan | None
    ringkas: str
    beda: str
    buka: bool
    triwulan: list[TriwulanView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TidakView:
    """Why some indicators cannot be carried, and which ones."""

    alasan: str
    indikator: tuple[str, ...]


def calon_rows(ketikan: Ketikan) -> list[CalonView]:
    """The indicators for which something can be carried."""
    fakta = ketikan.fakta
    return [
        _calon(ketikan, c)
        for c in fakta.calon
        if c.keadaan != Keadaan.TIDAK and (c.janji_kini is None or _menawarkan(fakta, c))
    ]


def tidak_dibawa(fakta: TahunBaru) -> list[TidakView]:
    """The indicators that cannot be carried, by reason: with a new Renstra it is one reason for all of last year's."""
    sebab: dict[str, list[str]] = {}
    for c in fakta.calon:
        if c.keadaan == Keadaan.TIDAK and c.janji_kini is None:
            sebab.setdefault(c.alasan, []).append(f"{c.adopsi.nomor}. {c.adopsi.indikator.nama}")
    return [TidakView(alasan, tuple(nama)) for alasan, nama in sebab.items()]


def ada_yang_dibawa(fakta: TahunBaru) -> bool:
    """Whether the year can still take over anything."""
    return bool(fakta.periode_kurang) or any(
        c.keadaan != Keadaan.TIDAK and (c.janji_kini is None or _menawarkan(fakta, c)) for c in fakta.calon
    )


def dapat_berjanji(fakta: TahunBaru) -> bool:
    """Whether the year's perjanjian kinerja is still to be made, and there is something to promise in it."""
    return fakta.pk_kini is None and any(c.keadaan != Keadaan.TIDAK for c in fakta.calon)


def _menawarkan(fakta: TahunBaru, calon: Calon) -> bool:
    """Whether last year's quarters hold something that the new year does not."""
    return any(not fakta.terkunci(t) and (calon.boleh_target(t) or calon.boleh_kegiatan(t)) for t in TRIWULAN_RENCANA)


def _calon(ketikan: Ketikan, calon: Calon) -> CalonView:
    ukuran, fakta = calon.ukuran, ketikan.fakta
    chip, nada = CHIP[calon.keadaan] if calon.janji_kini is None else ("Sudah ada di PK", "ok")
    nama = nama_lain(calon)
    triwulan = [_triwulan(ketikan, calon, t) for t in TRIWULAN_RENCANA]
    return CalonView(
        nomor=calon.adopsi.nomor,
        nama=calon.adopsi.indikator.nama,
        sasaran=calon.adopsi.indikator.sasaran.nama,
        chip=chip,
        nada=nada,
        alasan=calon.alasan,
        kini=ukuran.tampil(calon.janji_kini),
        satuan_lalu=calon.satuan_lalu,
        bawa=nama_bawa(calon),
        dibawa=ketikan.dibawa(calon),
        dapat_dibawa=calon.janji_kini is None,
        pilih=nama_pilih(calon),
        pilihan=list(_pilihan(ketikan, calon)),
        lain=isian_target(
            nama,
            f"Target lain, indikator {calon.adopsi.nomor}",
            ukuran,
            ketikan.nilai(nama),
            ketikan.galat.get(nama, ""),
            kosong="Pilih tingkat",
        ),
        catatan=isian_catatan(calon, ketikan.catatan(calon), ketikan.galat),
        ringkas=_ringkas(fakta, calon),
        beda=ketikan.beda(calon) if _menawarkan(fakta, calon) else "",
        buka=any((t.isian and t.isian.galat) or any(k.galat for k in t.kegiatan) for t in triwulan),
        triwulan=triwulan if _menawarkan(fakta, calon) else [],
    )


def _pilihan(ketikan: Ketikan, calon: Calon) -> Iterator[PilihanView]:
    fakta, ukuran, dipilih = ketikan.fakta, calon.ukuran, ketikan.pilihan(calon)
    if calon.janji_lalu:
        yield PilihanView(
            Pilihan.LALU, f"PK {fakta.tahun_lalu}", ukuran.tampil(calon.janji_lalu), dipilih == Pilihan.LALU
        )
    if calon.janji_renstra:
        teks = ukuran.tampil(calon.janji_renstra)
        yield PilihanView(Pilihan.RENSTRA, f"Renstra {fakta.tahun}", teks, dipilih == Pilihan.RENSTRA, saran=True)
    yield PilihanView(Pilihan.LAIN, "Nilai lain", "", dipilih == Pilihan.LAIN)


def _ringkas(fakta: TahunBaru, calon: Calon) -> str:
    """What lies below the summary of an indicator, counted."""
    terbuka = [t for t in TRIWULAN_RENCANA if not fakta.terkunci(t)]
    kegiatan = sum(len(calon.lalu[t].kegiatan) for t in terbuka if calon.boleh_kegiatan(t))
    target = sum(calon.boleh_target(t) for t in terbuka)
    bagian = [f"{kegiatan} kegiatan" if kegiatan else "", f"{target} target triwulan" if target else ""]
    return f"Rencana aksi {fakta.tahun_lalu}: {', '.join(b for b in bagian if b)}"


def _triwulan(ketikan: Ketikan, calon: Calon, triwulan: int) -> TriwulanView:
    lalu, kini = calon.lalu[triwulan], calon.kini[triwulan]
    terkunci, nama = ketikan.fakta.terkunci(triwulan), nama_triwulan(calon, triwulan)
    isian = None
    if calon.boleh_target(triwulan) and not terkunci:
        teks = ketikan.nilai(nama, calon.ukuran.ketik(lalu.target))
        label, galat = f"Target {NAMA_TRIWULAN[triwulan]}", ketikan.galat.get(nama, "")
        isian = isian_target(nama, label, calon.ukuran, teks, galat, kosong="Tidak dibawa")
    boleh = calon.boleh_kegiatan(triwulan) and not terkunci
    return TriwulanView(
        nama=NAMA_TRIWULAN[triwulan],
        terkunci=terkunci,
        target_kini=calon.ukuran.tampil(kini.target),
        kegiatan_kini=tuple(k.uraian for k in kini.kegiatan),
        isian=isian,
        kegiatan=tuple(
            KegiatanView(
                nama=nama_kegiatan(k),
                nama_bawa=nama_bawa_kegiatan(k),
                dibawa=ketikan.kegiatan_dibawa(k),
                teks=ketikan.nilai(nama_kegiatan(k), k.uraian),
                galat=ketikan.galat.get(nama_kegiatan(k), ""),
                label=f"Kegiatan {n} {NAMA_TRIWULAN[triwulan]}",
            )
            for n, k in enumerate(lalu.kegiatan, start=1)
        )
        if boleh
        else (),
    )


def galat_rows(rows: list[CalonView]) -> Iterator[ErrorItem]:
    """The faults of all inputs in the order of the page."""
    for c in rows:
        if c.lain.galat:
            yield {"teks": f"Indikator {c.nomor}: {c.lain.galat}", "href": f"#{c.lain.nama}"}
        if c.catatan and c.catatan.galat:
            yield {"teks": f"Indikator {c.nomor}: {c.catatan.galat}", "href": f"#{c.catatan.nama}"}
        for t in c.triwulan:
            if t.isian and t.isian.galat:
                yield {"teks": f"Indikator {c.nomor}, {t.isian.label}: {t.isian.galat}", "href": f"#{t.isian.nama}"}
            for k in t.kegiatan:
                if k.galat:
                    yield {"teks": f"Indikator {c.nomor}, {k.label}: {k.galat}", "href": f"#{k.nama}"}


def rencana_rows(fakta: TahunBaru, alamat: Alamat) -> list[dict[str, Any]]:
    """What the year promises, indicator by indicator, each with the way to its rencana aksi."""
    return [
        {
            "nomor": c.adopsi.nomor,
            "nama": c.adopsi.indikator.nama,
            "target": c.ukuran.tampil(c.janji_kini) or "-",
            "triwulan": sum(c.kini[t].target is not None for t in TRIWULAN_RENCANA),
            "kegiatan": sum(len(c.kini[t].kegiatan) for t in TRIWULAN_RENCANA),
            "beda": c.beda({t: satu.target for t, satu in c.kini.items()}, c.janji_kini),
            "url": alamat("rencana_indikator", c.adopsi.nomor),
        }
        for c in fakta.calon
        if c.keadaan == Keadaan.SIAP
    ]


def perjanjian_view(fakta: TahunBaru) -> dict[str, Any] | None:
    """The perjanjian kinerja of the year in words; None when there is none yet."""
    pk = fakta.pk_kini
    if pk is None:
        return None
    ditandatangani = [format_tanggal(pk.tanggal) if pk.tanggal else "belum bertanggal", str(pk.penandatangan or "")]
    return {
        "nama": pk.nama,
        "versi": pk.versi,
        "target": sum(c.janji_kini is not None for c in fakta.calon),
        "ditandatangani": ", ".join(d for d in ditandatangani if d)
        if pk.tanggal or pk.penandatangan
        else "belum dicatat",
    }


def periode_kurang(fakta: TahunBaru) -> str:
    """The periods that are still to be made, in words."""
    return ", ".join(NAMA_TRIWULAN[t] for t in sorted(fakta.periode_kurang, key=lambda t: t or 5))


def hasil_text(tahun: int, hasil: HasilTahunBaru) -> str:
    """What was made, in a sentence."""
    jumlah: Mapping[str, int] = {
        "target perjanjian kinerja": hasil.target,
        "target triwulan": hasil.triwulan,
        "kegiatan rencana aksi": hasil.kegiatan,
        "periode yang masih tertutup": hasil.periode,
        "masa indikator yang diperpanjang": hasil.diperpanjang,
    }
    bagian = [f"{n} {nama}" for nama, n in jumlah.items() if n]
    awal = f"Perjanjian kinerja {tahun} dibuat. " if hasil.perjanjian else ""
    return f"{awal}Tersimpan untuk {tahun}: {', '.join(bagian)}."
