"""The slides of an evaluation meeting: one message each, said by the figures."""

from collections.abc import Iterable

from apps.laporan.cells import Footnotes, capaian_cell, realisasi_cell, target_cell
from apps.laporan.charts.chart import Chart, Series
from apps.laporan.paparan.bahan import BahanRapat, perlu_perhatian
from apps.laporan.paparan.slide import Butir, Slide, divide, ringkas
from apps.laporan.paparan.uang import slide_uang
from apps.laporan.table import Cell, Column, Row, Table, cell_text
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaSasaran
from apps.pengukuran.formulas import hitung_posisi, rata_capaian
from apps.rapat.facts import FaktaTindakLanjut
from apps.ui.durations import sisa_waktu
from apps.ui.numbers import format_persen, format_tanggal

_PERSEN = Column("capaian", "Capaian", "persen")


def paparan_rapat(bahan: BahanRapat) -> list[Slide]:
    """All slides of a meeting in their order, long ones divided."""
    slides = [
        _judul(bahan),
        _hitungan(bahan),
        # Without any figure these would only repeat that there is none.
        *(
            (*(_sasaran(bahan, sasaran) for sasaran in bahan.kinerja.sasaran), _perhatian(bahan))
            if bahan.terisi
            else ()
        ),
        slide_uang(bahan),
        _sebelumnya(bahan),
        _keputusan(bahan),
        _penutup(bahan),
    ]
    return divide(slides)


def sumber(bahan: BahanRapat) -> str:
    """Where the figures are from and how far they are, for the foot of a slide."""
    ctx = bahan.outline.ctx
    return f"Sumber: Kinerja KPU, {ctx.satker}, dibuat {format_tanggal(bahan.hari)}. {bahan.keadaan}"


def _judul(bahan: BahanRapat) -> Slide:
    rapat = bahan.rapat
    waktu = format_tanggal(rapat.tanggal) + (f" pukul {rapat.mulai:%H.%M}" if rapat.mulai else "")
    return Slide(
        judul=f"Rapat Evaluasi Kinerja {bahan.periode[0].upper()}{bahan.periode[1:]}",
        sub=" · ".join(filter(None, (rapat.entitas.nama, waktu, rapat.tempat))),
        sumber=sumber(bahan),
        pembuka=True,
    )


def tercapai(kinerja: FaktaKinerja) -> tuple[int, int]:
    """How many indicators reached their target, and how many there are."""
    hitungan = hitung_posisi(map(kinerja.capaian, kinerja.indikator))
    return hitungan.di_atas + hitungan.tepat, sum(1 for _ in kinerja.indikator)


def _hitungan(bahan: BahanRapat) -> Slide:
    kinerja = bahan.kinerja
    hitungan = hitung_posisi(map(kinerja.capaian, kinerja.indikator))
    n, seluruhnya = tercapai(kinerja)
    if not seluruhnya:
        return Slide(
            f"Belum ada indikator untuk {bahan.periode}",
            (Butir(("Tambahkan Renstra dan adopsi indikatornya di aplikasi.",)),),
            sumber=sumber(bahan),
        )
    judul = f"{n} dari {seluruhnya} indikator mencapai target {bahan.periode}"
    if hitungan.tidak_dinilai == seluruhnya:
        judul = f"Belum satu pun dari {seluruhnya} indikator dapat dinilai pada {bahan.periode}"
    jumlah = {
        "Di atas target": hitungan.di_atas,
        "Tepat target": hitungan.tepat,
        "Di bawah target": hitungan.di_bawah,
        "Belum dapat dinilai": hitungan.tidak_dinilai,
    }
    chart = Chart(
        slug="hitungan-indikator",
        title="Jumlah indikator menurut capaiannya",
        number=None,
        kind="batang",
        categories=tuple(jumlah),
        series=(Series("Jumlah indikator", tuple(jumlah.values()), "bulat"),),
        description="Jumlah indikator: " + ", ".join(f"{nama.lower()} {n}" for nama, n in jumlah.items()) + ".",
        category_label="Capaian",
    )
    return Slide(judul, (_per_sasaran(kinerja), chart), sumber=sumber(bahan))


def _per_sasaran(kinerja: FaktaKinerja) -> Table:
    rows = []
    for sasaran in kinerja.sasaran:
        rata = rata_capaian(map(kinerja.capaian, sasaran.indikator))
        rows.append(
            Row(
                {
                    "sasaran": Cell(f"{sasaran.nomor}. {ringkas(sasaran.nama, batas=90)}"),
                    "rata": Cell(rata.nilai, blank="-"),
                    "terukur": Cell(f"{rata.terukur} dari {rata.seluruhnya}"),
                }
            )
        )
    return Table(
        slug="capaian-sasaran",
        title="Capaian setiap sasaran",
        header=(
            Column("sasaran", "Sasaran", width=34),
            Column("rata", "Rata-rata capaian", "persen", width=12),
            Column("terukur", "Indikator dinilai", width=12),
        ),
        rows=tuple(rows),
        notes=("Rata-rata dari indikator yang dapat dinilai, masing-masing paling tinggi 100%.",),
    )


def _sasaran(bahan: BahanRapat, sasaran: FaktaSasaran) -> Slide:
    kinerja = bahan.kinerja
    capaian = [kinerja.capaian(i) for i in sasaran.indikator]
    rata, hitungan = rata_capaian(capaian), hitung_posisi(capaian)
    nama = f"Sasaran {sasaran.nomor}"
    if rata.nilai is None:
        judul = f"{nama} belum dapat dinilai"
    else:
        kategori = kinerja.kategori_rata(rata)
        dasar = kategori.nama if kategori else rata.luar
        words = f" ({dasar})" if dasar else ""
        n = hitungan.di_atas + hitungan.tepat
        judul = (
            f"{nama}: capaian {format_persen(rata.nilai)}{words}, {n} dari {rata.seluruhnya} indikator mencapai target"
        )
    return Slide(judul, (tabel_indikator(kinerja, sasaran),), sub=ringkas(sasaran.nama), sumber=sumber(bahan))


def tabel_indikator(kinerja: FaktaKinerja, sasaran: FaktaSasaran) -> Table:
    """The indicators of one sasaran with the cells of the report."""
    notes = Footnotes()
    rows = []
    for i in sasaran.indikator:
        capaian = kinerja.capaian(i)
        kategori = kinerja.kategori(capaian)
        rows.append(
            Row(
                {
                    "no": Cell(i.nomor),
                    "indikator": Cell(ringkas(i.nama)),
                    "target": target_cell(i, i.target(kinerja.tahun)),
                    "realisasi": realisasi_cell(i, i.realisasi_tahun(kinerja.tahun), notes),
                    "capaian": capaian_cell(kinerja, i, kinerja.tahun, "target", "realisasi"),
                    "kategori": Cell(kategori.nama if kategori else capaian.alasan),
                    "unit": Cell(i.penanggung_jawab),
                }
            )
        )
    return Table(
        slug=f"indikator-sasaran-{sasaran.nomor}",
        title=f"Indikator sasaran {sasaran.nomor}",
        header=(
            Column("no", "No", "nomor", width=4),
            Column("indikator", "Indikator", width=34),
            Column("target", "Target", "persen", width=9),
            Column("realisasi", "Realisasi", "persen", width=10),
            Column("capaian", "Capaian", "persen", width=10),
            Column("kategori", "Kategori", width=14),
            Column("unit", "Penanggung jawab", width=24),
        ),
        rows=tuple(rows),
        notes=tuple(ringkas(line) for line in notes.lines()),
    )


def _perhatian(bahan: BahanRapat) -> Slide:
    kinerja, daftar = bahan.kinerja, perlu_perhatian(bahan.kinerja)
    if not daftar:
        n, _ = tercapai(kinerja)
        judul = "Tidak ada indikator di bawah target" if n else "Belum ada indikator yang dapat dinilai"
        belum = [i.nomor for i in kinerja.indikator if kinerja.capaian(i).posisi is None]
        isi = [f"{len(belum)} indikator belum dapat dinilai: nomor {', '.join(map(str, belum))}."] if belum else []
        return Slide(judul, (Butir(tuple(isi or ["Semua indikator mencapai targetnya."])),), sumber=sumber(bahan))
    terendah = daftar[0]
    text = _capaian_text(kinerja, terendah)
    rows = []
    for i in daftar:
        penjelasan = bahan.penjelasan[i.adopsi_id]
        rows.append(
            Row(
                {
                    "indikator": Cell(f"{i.nomor}. {ringkas(i.nama, batas=150)}"),
                    "capaian": capaian_cell(kinerja, i, kinerja.tahun, "target", "realisasi"),
                    "sebab": Cell(_sel(penjelasan.hambatan, i) or "Belum dijelaskan"),
                    "rencana": Cell(_sel(penjelasan.rencana, i) or "Belum ada rencana"),
                }
            )
        )
    table = Table(
        slug="indikator-perhatian",
        title="Indikator yang perlu perhatian",
        header=(
            Column("indikator", "Indikator", width=26),
            Column("capaian", "Capaian", "persen", width=9),
            Column("sebab", "Hambatan dan penyebab", width=32),
            Column("rencana", "Rencana tindak lanjut", width=32),
        ),
        rows=tuple(rows),
    )
    judul = f"{len(daftar)} indikator di bawah target; terendah indikator {terendah.nomor} ({text})"
    return Slide(judul, (table,), sumber=sumber(bahan))


def _sel(text: str, indikator: FaktaIndikator) -> str:
    """A long text of an indicator, short enough that two of them share a slide."""
    return ringkas(text, f"indikator {indikator.nomor}", 230)


def _capaian_text(kinerja: FaktaKinerja, indikator: FaktaIndikator) -> str:
    cell = capaian_cell(kinerja, indikator, kinerja.tahun, "target", "realisasi")
    return cell_text(cell, _PERSEN) if cell.value is not None else "tidak tercapai"


def _sebelumnya(bahan: BahanRapat) -> Slide:
    daftar = bahan.sebelumnya
    if not daftar:
        isi = Butir(("Rapat ini yang pertama dicatat, atau semua keputusan terdahulu sudah selesai.",))
        return Slide("Tidak ada keputusan rapat terdahulu yang ditagih", (isi,), sumber=sumber(bahan))
    selesai = sum(t.status == "selesai" for t in daftar)
    terlambat = sum(t.terlambat(bahan.hari) for t in daftar)
    ekor = f"; {terlambat} terlambat" if terlambat else ""
    judul = f"{selesai} dari {len(daftar)} keputusan rapat terdahulu selesai{ekor}"
    return Slide(judul, (tabel_keputusan(daftar, bahan, sebut_rapat=True),), sumber=sumber(bahan))


def tabel_keputusan(daftar: Iterable[FaktaTindakLanjut], bahan: BahanRapat, *, sebut_rapat: bool) -> Table:
    """Decisions with owner, deadline and status."""
    rows = []
    for t in daftar:
        asal = f" (rapat {t.rapat}, nomor {t.nomor})" if sebut_rapat else ""
        rows.append(
            Row(
                {
                    "keputusan": Cell(ringkas(t.uraian, "" if asal else "notulen") + asal),
                    "pemilik": Cell(t.penanggung_jawab),
                    "tenggat": Cell(format_tanggal(t.tenggat)),
                    "status": Cell(_status(t, bahan)),
                }
            )
        )
    return Table(
        slug="keputusan-rapat",
        title="Keputusan rapat",
        header=(
            Column("keputusan", "Keputusan", width=36),
            Column("pemilik", "Penanggung jawab", width=22),
            Column("tenggat", "Tenggat", width=14),
            Column("status", "Status", width=26),
        ),
        rows=tuple(rows),
    )


def _status(t: FaktaTindakLanjut, bahan: BahanRapat) -> str:
    sisa = t.sisa_hari(bahan.hari)
    words = sisa_waktu(sisa).capitalize() if sisa is not None and sisa < 0 else t.nama_status
    return f"{words}: {ringkas(t.keterangan, f'keputusan {t.nomor}', 160)}" if t.keterangan else words


def _keputusan(bahan: BahanRapat) -> Slide:
    if bahan.keputusan:
        judul = f"Rapat ini mengambil {len(bahan.keputusan)} keputusan"
        return Slide(judul, (tabel_keputusan(bahan.keputusan, bahan, sebut_rapat=False),), sumber=sumber(bahan))
    perlu = tuple(_perlu_diputuskan(bahan))
    if not perlu:
        isi = Butir(("Angka periode ini tidak menuntut keputusan. Rapat dapat menetapkan hal lain.",))
        return Slide("Tidak ada hal yang harus diputuskan dari angka periode ini", (isi,), sumber=sumber(bahan))
    return Slide(f"Rapat perlu memutuskan {len(perlu)} hal", (Butir(perlu),), sumber=sumber(bahan))


def _perlu_diputuskan(bahan: BahanRapat) -> Iterable[str]:
    """What the figures ask a meeting to decide, each with the one who would answer for it."""
    kinerja = bahan.kinerja
    for t in bahan.sebelumnya:
        if t.terlambat(bahan.hari):
            yield (
                f"Keputusan {t.nomor} rapat {t.rapat} terlambat ({t.penanggung_jawab}): tetapkan tenggat baru, atau "
                "nyatakan tidak dilanjutkan."
            )
    for i in perlu_perhatian(kinerja):
        yield (
            f"Indikator {i.nomor} (capaian {_capaian_text(kinerja, i)}): tetapkan perbaikan dan tenggatnya untuk "
            f"{i.penanggung_jawab}."
        )
    belum = [i.nomor for i in kinerja.indikator if not i.realisasi_tahun(kinerja.tahun).terisi]
    if belum:
        yield f"{len(belum)} indikator belum diisi (nomor {', '.join(map(str, belum))}): tetapkan tenggat pengisiannya."


def _penutup(bahan: BahanRapat) -> Slide:
    return Slide(
        judul="Setiap keputusan ditanyakan lagi pada rapat berikutnya",
        sub="Penanggung jawab melaporkan tindak lanjutnya di aplikasi. Notulen dan daftar hadir ditandatangani.",
        sumber=sumber(bahan),
        pembuka=True,
    )
