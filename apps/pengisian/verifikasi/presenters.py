"""One entry made ready for judging: everything on one page, nothing left to compute in a template."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone

from apps.organisasi.permissions import boleh_melihat_temuan
from apps.pengisian.tugas.nilai import capaian_text, nilai_text, target_text
from apps.pengukuran.dasar_diubah import DasarDiubah
from apps.pengukuran.isian import FaktaIsian
from apps.pengukuran.models import Bukti, Realisasi, TransisiRealisasi
from apps.pengukuran.models.analisis import JenisUpaya
from apps.pengukuran.tugas import KEADAAN, Keadaan
from apps.pengukuran.workflow import LANGKAH, langkah_tersedia
from apps.pengukuran.working import working
from apps.siklus.facts import nama_periode
from apps.ui.durations import sisa_waktu
from apps.ui.numbers import format_angka, format_tanggal

Alamat = Callable[..., str]
# The steps that this page takes, and from how many days before the deadline it offers more time.
LANGKAH_PEMERIKSA = ("periksa", "verifikasi", "kembalikan")
HARI_MENJELANG_TENGGAT = 7
# The road of a realisasi as the bar on top shows it.
JALAN = (
    (Realisasi.Tahap.DRAF, "Draf"),
    (Realisasi.Tahap.DIAJUKAN, "Diajukan"),
    (Realisasi.Tahap.DIVERIFIKASI, "Diverifikasi"),
    (Realisasi.Tahap.DISAHKAN, "Disahkan"),
)


def perlu_batas(fakta: FaktaIsian) -> bool:
    """Whether the subbagian would have little or no time to mend what comes back."""
    batas = fakta.situasi.periode.batas
    return batas is not None and (batas - fakta.situasi.hari).days <= HARI_MENJELANG_TENGGAT


def pemeriksaan_view(fakta: FaktaIsian, dasar: Iterable[DasarDiubah], alamat: Alamat) -> dict[str, Any]:
    """Everything that the checking page shows; dasar is what was changed under the figure since it was handed in."""
    r, tahun = fakta.realisasi, fakta.kinerja.tahun
    hasil = fakta.indikator.realisasi_tahun(tahun)
    melihat_temuan = bool(boleh_melihat_temuan(fakta.situasi.anggota, fakta.adopsi.subbagian_id))
    kategori = fakta.kinerja.kategori(fakta.kinerja.capaian(fakta.indikator))
    return {
        "nama": fakta.indikator.nama,
        "nomor": fakta.indikator.nomor,
        "periode": fakta.periode.nama,
        "subbagian": fakta.indikator.penanggung_jawab,
        "keadaan": _keadaan(fakta),
        "jalan": _jalan(r),
        "ada": r is not None,
        "nilai": nilai_text(fakta.indikator, hasil) or "Belum diisi",
        "target": target_text(fakta.indikator, tahun) or "belum diisi",
        "capaian": capaian_text(fakta.kinerja, fakta.indikator, tahun),
        "kategori": kategori.nama if kategori else "",
        "nada": kategori.gaya if kategori else "",
        "langkah": working(fakta.kinerja, fakta.indikator),
        "rincian": _rincian(fakta, r) if r else [],
        "temuan": [*fakta.hitung(r).kejanggalan] if r and melihat_temuan else [],
        "kurang": [k.kalimat for k in fakta.kekurangan()] if r and melihat_temuan else [],
        "tanda": [*map(_dasar, dasar), *(_tanda(r) if r else [])],
        "sebelumnya": _sebelumnya(fakta),
        "analisis": _analisis(fakta),
        "bukti": [_bukti(b, alamat) for b in fakta.bukti],
        "tanpa_bukti": r.alasan_tanpa_bukti if r else "",
        "riwayat": [_transisi(t) for t in fakta.transisi],
        "lembar": _lembar(fakta),
        "url_isi": alamat("isi", fakta.indikator.nomor, fakta.triwulan),
        "url_riwayat": alamat("riwayat", fakta.indikator.nomor, fakta.triwulan),
    }


def keputusan_view(fakta: FaktaIsian, alamat: Alamat) -> dict[str, Any]:
    """What this person may do here, and why nothing where that is so."""
    r, situasi = fakta.realisasi, fakta.situasi
    boleh = {langkah.kode for langkah in langkah_tersedia(situasi)} & set(LANGKAH_PEMERIKSA) if r else set()
    izin = LANGKAH["verifikasi"].izin(situasi)
    pemeriksa = r.diperiksa_oleh if r else None
    return {
        "boleh": bool(boleh),
        "periksa": "periksa" in boleh and (pemeriksa is None or pemeriksa.pk != situasi.pengguna_id),
        "pemeriksa": str(pemeriksa) if pemeriksa and pemeriksa.pk != situasi.pengguna_id else "",
        "verifikasi": "verifikasi" in boleh,
        "sendiri": "verifikasi" in boleh and situasi.isian.pengaju_id == situasi.pengguna_id,
        "kembalikan": "kembalikan" in boleh,
        "alasan": "" if "verifikasi" in boleh else getattr(izin, "alasan", ""),
        "peringatan": _peringatan(fakta) if "kembalikan" in boleh else "",
        "url": {kode: alamat("langkah", r.pk, kode) for kode in LANGKAH_PEMERIKSA} if r else {},
    }


def _peringatan(fakta: FaktaIsian) -> str:
    """What the subbagian meets when the work comes back now."""
    periode = fakta.situasi.periode
    if not periode.dibuka:
        return (
            f"{periode.nama} sedang tidak dibuka. Setelah dikembalikan, subbagian baru dapat memperbaiki bila "
            "administrator membukanya."
        )
    if periode.batas is None or not perlu_batas(fakta):
        return ""
    sisa = sisa_waktu((periode.batas - fakta.situasi.hari).days)
    return f"Tenggat subbagian ini {format_tanggal(periode.batas)} ({sisa}). Beri batas perbaikan bila perlu."


def _keadaan(fakta: FaktaIsian) -> dict[str, str]:
    if fakta.realisasi is None:
        keadaan = Keadaan.BELUM
    elif fakta.pengembalian:
        keadaan = Keadaan.DIKEMBALIKAN
    elif fakta.realisasi.tahap == Realisasi.Tahap.DRAF:
        keadaan = Keadaan.SEBAGIAN if fakta.kekurangan() else Keadaan.LENGKAP
    else:
        keadaan = Keadaan(fakta.realisasi.tahap)
    label, nada = KEADAAN[keadaan]
    return {"label": label, "nada": nada}


def _jalan(r: Realisasi | None) -> list[dict[str, Any]]:
    tempat = [str(kode) for kode, _ in JALAN].index(r.tahap if r else Realisasi.Tahap.DRAF)
    return [{"label": label, "selesai": n < tempat, "kini": n == tempat} for n, (_, label) in enumerate(JALAN)]


def _dasar(d: DasarDiubah) -> str:
    isi = f" dari “{d.dari}” menjadi “{d.menjadi}”" if d.dari and d.menjadi else ""
    hari = format_tanggal(timezone.localdate(d.waktu))
    return f"{d.nama.capitalize()} indikator diubah{isi} sesudah angka ini diajukan ({hari}, oleh {d.oleh})."


def _tanda(r: Realisasi) -> list[str]:
    return [
        *(["Diverifikasi pengajunya sendiri."] if r.verifikasi_sendiri else []),
        *(["Direvisi sejak edisi terakhir."] if r.direvisi else []),
    ]


def _rincian(fakta: FaktaIsian, r: Realisasi) -> list[tuple[str, str]]:
    i = fakta.indikator
    baris = [
        (i.label_pembilang or "Pembilang", format_angka(r.pembilang) if r.pembilang is not None else ""),
        (i.label_penyebut or "Penyebut", format_angka(r.penyebut) if r.penyebut is not None else ""),
        ("Skor di balik tingkat", format_angka(r.skor) if r.skor is not None else ""),
        ("Alasan belum terukur", r.alasan),
        ("Status nilai", _status(r)),
        ("Diragukan", r.alasan_keandalan if r.keandalan == Realisasi.Keandalan.DIRAGUKAN else ""),
        ("Penjelasan pengisi", r.penjelasan),
        ("Catatan kaki", r.catatan_kaki),
        ("Sumber data", r.sumber),
        ("Keadaan per tanggal", format_tanggal(r.per_tanggal) if r.per_tanggal else ""),
        ("Peristiwa", str(r.peristiwa) if r.peristiwa else ""),
    ]
    return [(label, isi) for label, isi in baris if isi]


def _status(r: Realisasi) -> str:
    if r.status_nilai != Realisasi.StatusNilai.SEMENTARA:
        return "Final"
    return f"Sementara, final diharapkan {format_tanggal(r.tanggal_final)}" if r.tanggal_final else "Sementara"


def _sebelumnya(fakta: FaktaIsian) -> list[dict[str, Any]]:
    """Earlier years, then the quarters of this year, then this period; doubted values say so."""
    k, i = fakta.kinerja, fakta.indikator
    rows = [
        {
            "nama": str(tahun),
            "target": target_text(i, tahun) or "-",
            "nilai": nilai_text(i, i.realisasi_tahun(tahun)) or "-",
            "capaian": capaian_text(k, i, tahun),
            "diragukan": i.realisasi_tahun(tahun).diragukan,
            "kini": False,
        }
        for tahun in (k.renstra.tahun if k.renstra else [])
        if tahun < k.tahun
    ]
    rows += [
        {
            "nama": nama_periode(k.tahun, nomor),
            "target": "",
            "nilai": nilai_text(i, f) or "-",
            "capaian": "",
            "diragukan": f.diragukan,
            "kini": False,
        }
        for nomor, f in fakta.triwulan_lain
        if not fakta.triwulan or nomor < fakta.triwulan
    ]
    return [
        *rows,
        {
            "nama": fakta.periode.nama,
            "target": target_text(i, k.tahun) or "-",
            "nilai": nilai_text(i, i.realisasi_tahun(k.tahun)) or "-",
            "capaian": capaian_text(k, i, k.tahun),
            "diragukan": i.realisasi_tahun(k.tahun).diragukan,
            "kini": True,
        },
    ]


def _analisis(fakta: FaktaIsian) -> list[dict[str, Any]]:
    a = fakta.analisis
    teks = (
        [
            ("Uraian", a.uraian),
            ("Faktor keberhasilan", a.faktor_keberhasilan),
            ("Hambatan dan penyebab", a.hambatan),
            ("Alternatif yang telah dilakukan", a.alternatif),
        ]
        if a
        else []
    )
    bagian: list[dict[str, Any]] = [{"judul": judul, "teks": isi, "butir": []} for judul, isi in teks if isi]
    for jenis, judul in JenisUpaya.choices:
        butir = [
            {
                "isi": u.isi,
                "siapa": ", ".join(filter(None, [u.penanggung_jawab, format_tanggal(u.tenggat) if u.tenggat else ""])),
            }
            for u in fakta.upaya
            if u.jenis == jenis
        ]
        if butir:
            bagian.append({"judul": judul, "teks": "", "butir": butir})
    return bagian


def _bukti(b: Bukti, alamat: Alamat) -> dict[str, Any]:
    return {
        "judul": b.judul,
        "jenis": b.get_jenis_display(),
        "url": alamat("bukti_unduh", b.pk) if b.berkas_id else "",
        "tautan": b.tautan,
        "catatan": b.catatan,
        "oleh": str(b.ditambahkan_oleh),
        "waktu": b.waktu,
        "mengoreksi": b.mengoreksi.judul if b.mengoreksi else "",
    }


def _transisi(t: TransisiRealisasi) -> dict[str, Any]:
    return {"label": t.get_langkah_display(), "oleh": str(t.oleh), "waktu": t.waktu, "alasan": t.alasan}


def _lembar(fakta: FaktaIsian) -> list[tuple[str, str]]:
    i = fakta.indikator
    baris = [("Definisi", i.definisi), ("Cara perhitungan", i.cara_perhitungan), ("Sumber data", i.sumber_data)]
    return [(label, isi) for label, isi in baris if isi]
