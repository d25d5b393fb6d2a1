"""Periods, figures and editions made ready for the pages of pengesahan: plain values, nothing left to compute."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from apps.anggaran.facts import FaktaAnggaran
from apps.anggaran.formulas import serapan
from apps.laporan.banding import judul_bagian
from apps.laporan.cells import Footnotes, capaian_cell, realisasi_cell, target_cell
from apps.laporan.pengesahan import KesiapanPeriode
from apps.laporan.table import Column, cell_text
from apps.organisasi.models import Entitas
from apps.pengukuran.facts import FaktaKinerja
from apps.pengukuran.tugas import KEADAAN, Keadaan, Tugas
from apps.siklus.models import Edisi, Pengesahan
from apps.ui.numbers import format_persen, format_rupiah, format_tanggal

_ANY = Column("nilai", "Nilai", "persen")
Url = Callable[..., str]


def state_of_period(kesiapan: KesiapanPeriode) -> tuple[str, str]:
    """The chip of a period: its words and tone."""
    periode = kesiapan.periode
    if periode.disahkan:
        return "Disahkan", "ok"
    if periode.id is None:
        return "Belum dibuat", ""
    if periode.direvisi:
        return "Sedang direvisi", "warn"
    return ("Siap disahkan", "good") if kesiapan.dapat_disahkan else ("Belum lengkap", "warn")


def fetch_pengesahan(entitas: Entitas, tahun: int) -> list[Pengesahan]:
    """All approvals of a year with their editions, the latest first: one query; the contents stay in the database."""
    return list(
        Pengesahan.objects.filter(periode__entitas=entitas, periode__tahun=tahun)
        .select_related("periode", "edisi", "disahkan_oleh", "dibuka_oleh", "berita_acara")
        .defer("edisi__isi")
        .order_by("-pk")
    )


def period_cards(
    kesiapan: Mapping[int, KesiapanPeriode], pengesahan: Sequence[Pengesahan], url: Url, *, boleh_membuka: bool
) -> list[dict[str, Any]]:
    """One card for each period that exists or is owed something: the year first, because it closes the others."""
    cards = []
    for triwulan, k in kesiapan.items():
        milik = [p for p in pengesahan if p.periode.triwulan == triwulan]
        if k.periode.id is None and triwulan:
            continue
        label, nada = state_of_period(k)
        berlaku = bool(milik) and milik[0].dibuka_kembali is None
        cards.append(
            {
                "nama": k.periode.nama,
                "id": f"periode-{triwulan}",
                "chip": label,
                "nada": nada,
                "keterangan": _progress(k),
                "tenggat": "" if k.periode.disahkan or not k.periode.tenggat else format_tanggal(k.periode.tenggat),
                "penghalang": blockers(k.penghalang, url) if not k.alasan else [],
                "selisih": differences(k, url),
                "url": url("sahkan", triwulan),
                "siap": k.dapat_disahkan,
                "url_buka": url("buka_kembali", triwulan) if berlaku and boleh_membuka else "",
                "edisi": editions(milik, url),
            }
        )
    return cards


def _progress(kesiapan: KesiapanPeriode) -> str:
    if kesiapan.alasan:
        return kesiapan.alasan
    jumlah = kesiapan.siap + len(kesiapan.penghalang)
    if not kesiapan.penghalang:
        return f"Semua {jumlah} angka sudah diverifikasi."
    if triwulan := sum(t.periode.triwulan != kesiapan.periode.triwulan for t in kesiapan.penghalang):
        # A year waits for its quarters too; elsewhere its figures are those of the year alone.
        tahunan = jumlah - triwulan
        return (
            f"{kesiapan.siap} dari {tahunan} angka tahunan sudah diverifikasi; {len(kesiapan.penghalang)} lagi "
            f"ditunggu: {tahunan - kesiapan.siap} tahunan + {triwulan} triwulan."
        )
    return f"{kesiapan.siap} dari {jumlah} angka sudah diverifikasi; {len(kesiapan.penghalang)} lagi ditunggu."


def differences(kesiapan: KesiapanPeriode, url: Url) -> dict[str, str] | None:
    """The unexplained differences of the budget that a year waits for, and where they are explained; None without."""
    if kesiapan.alasan or not kesiapan.selisih:
        return None
    return {"teks": kesiapan.kalimat_selisih, "url": url("anggaran_rekonsiliasi")}


def blockers(tugas: Sequence[Tugas], url: Url) -> list[dict[str, str]]:
    """Unfinished work with the way to it: to its checking when it is handed in, else to its entry."""
    items = []
    for t in tugas:
        words, nada = KEADAAN[t.keadaan]
        halaman = "verifikasi" if t.keadaan is Keadaan.DIAJUKAN else "isi"
        items.append(
            {
                "nomor": str(t.indikator.nomor),
                "nama": t.indikator.nama,
                "periode": t.periode.nama,
                "subbagian": t.indikator.penanggung_jawab,
                "chip": words,
                "nada": nada,
                "url": url(halaman, t.indikator.nomor, t.periode.triwulan),
            }
        )
    return items


def editions(pengesahan: Sequence[Pengesahan], url: Url) -> list[dict[str, Any]]:
    """The editions of one period, the latest first, each with the comparison to the one before."""
    items = []
    for index, p in enumerate(pengesahan):
        edisi: Edisi | None = getattr(p, "edisi", None)
        sebelum = getattr(pengesahan[index + 1], "edisi", None) if index + 1 < len(pengesahan) else None
        items.append(
            {
                "nama": f"Edisi {edisi.nomor}" if edisi else "Pengesahan",
                "tanggal": format_tanggal(p.tanggal),
                "dasar": p.dasar,
                "oleh": ", ".join(p.penandatangan.splitlines()),
                "url": url("edisi", edisi.pk) if edisi else "",
                "url_unduh": url("edisi_unduh", edisi.pk) if edisi else "",
                "url_banding": url("edisi_banding", sebelum.pk, edisi.pk) if edisi and sebelum else "",
                "banding": f"Bandingkan dengan edisi {sebelum.nomor}" if sebelum else "",
                "dibuka": p.dibuka_kembali,
                "dibuka_oleh": p.dibuka_oleh.nama if p.dibuka_oleh else "",
                "alasan_dibuka": p.alasan_dibuka,
            }
        )
    return items


def figures(kinerja: FaktaKinerja, url: Url) -> tuple[list[dict[str, Any]], list[str]]:
    """Every figure that a person is asked to approve, by sasaran, and the notes that its marks refer to."""
    notes = Footnotes()
    groups = []
    for sasaran in kinerja.sasaran:
        rows = []
        for i in sasaran.indikator:
            realisasi = i.realisasi_tahun(kinerja.tahun)
            capaian = kinerja.capaian(i)
            kategori = kinerja.kategori(capaian)
            cells = (
                target_cell(i, i.target(kinerja.tahun)),
                realisasi_cell(i, realisasi, notes),
                capaian_cell(kinerja, i, kinerja.tahun, "target", "realisasi"),
            )
            target, nilai, persen = (cell_text(cell, _ANY) + cell.mark for cell in cells)
            rows.append(
                {
                    "nomor": i.nomor,
                    "nama": i.nama,
                    "url": url("indikator", i.nomor),
                    "target": target,
                    "realisasi": nilai,
                    "capaian": persen,
                    "kategori": kategori.nama if kategori else "",
                    "nada": kategori.gaya if kategori else "",
                    "alasan": capaian.alasan,
                    "keterangan": cells[1].reason if realisasi.terisi and cells[1].reason != capaian.alasan else "",
                }
            )
        groups.append({"nomor": sasaran.nomor, "nama": sasaran.nama, "indikator": rows})
    return groups, notes.lines()


def budget(anggaran: FaktaAnggaran | None, url: Url) -> dict[str, str] | None:
    """The budget that a year's approval closes too, in one line; None without a budget."""
    if anggaran is None:
        return None
    realisasi = "" if anggaran.realisasi is None else format_rupiah(anggaran.realisasi)
    persen = None if anggaran.realisasi is None else serapan(anggaran.realisasi, anggaran.pagu)
    return {
        "pagu": format_rupiah(anggaran.pagu),
        "realisasi": realisasi or "belum dimuat",
        "serapan": "-" if persen is None else format_persen(persen),
        "url": url("tabel", "realisasi-anggaran"),
    }


def edition_parts(edisi: Edisi, url: Url) -> dict[str, Any]:
    """What an edition says about itself, and the ways to its tables."""
    isi = edisi.isi
    return {
        "tabel": [
            {"judul": judul_bagian("Tabel", data), "url": url("edisi_tabel", edisi.pk, data["slug"])}
            for data in isi["tabel"]
        ],
        "diagram": [judul_bagian("Diagram", data) for data in isi["diagram"]],
        "jejak": isi["jejak"],
        "penandatangan": edisi.pengesahan.penandatangan.splitlines(),
    }
