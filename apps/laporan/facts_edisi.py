"""What an edition keeps of the figures themselves: targets, realisasi with their inputs, analysis, evidence, steps.

A fixed number of queries, whatever the number of indicators. Names are written out, because rows behind numbers change.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from apps.anggaran.rekonsiliasi import Rekonsiliasi, Selisih
from apps.laporan.report import Fakta
from apps.laporan.tujuh_perbandingan import perbandingan_indikator, perbandingan_sasaran
from apps.organisasi.models import Entitas
from apps.pengukuran.facts import FaktaKinerja, fakta_realisasi
from apps.pengukuran.kalimat import Perbandingan
from apps.pengukuran.models import Realisasi, Upaya
from apps.pengukuran.narasi import FaktaNarasi, fetch_narasi_entitas, fetch_sebab
from apps.perencanaan.models import AdopsiIndikator, Skala, Target
from apps.siklus.facts import SELURUH_TAHUN
from apps.ui.numbers import exact_text


def _angka(value: Decimal | None) -> str | None:
    return None if value is None else exact_text(value)


def _hari(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _waktu(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="milliseconds")


def fakta_pengaturan(kinerja: FaktaKinerja) -> dict[str, Any]:
    """The settings that the figures were judged by: plan, cap, categories and scales."""
    renstra = kinerja.renstra
    return {
        "renstra": None
        if renstra is None
        else {"nama": renstra.nama, "tahun_awal": renstra.tahun_awal, "tahun_akhir": renstra.tahun_akhir},
        "batas_capaian": kinerja.batas,
        "kategori": [{"nama": k.nama, "batas_bawah": _angka(k.batas_bawah)} for k in kinerja.skala_kategori],
        "skala": [
            {
                "kode": skala.kode,
                "nama": skala.nama,
                "dasar": skala.dasar,
                "tingkat": [
                    {"kode": t.kode, "nama": t.nama, "peringkat": t.peringkat, "batas_bawah": _angka(t.batas_bawah)}
                    for t in sorted(skala.tingkat.all(), key=lambda t: t.peringkat)
                ],
            }
            for skala in Skala.objects.filter(indikator__adopsi__in=[i.adopsi_id for i in kinerja.indikator])
            .distinct()
            .order_by("kode")
            .prefetch_related("tingkat")
        ],
    }


def fakta_rekonsiliasi(rekonsiliasi: Rekonsiliasi) -> dict[str, Any]:
    """Where other sources of the budget differ and what the office says to it; amounts as exact texts."""
    return {
        "sama": rekonsiliasi.sama,
        "selisih": [_selisih(s) for s in rekonsiliasi.selisih],
        "tidak_dibandingkan": [
            {
                "subjek": t.subjek,
                "ukuran": t.ukuran,
                "nilai": t.nilai,
                "sumber": t.sumber,
                "halaman": t.halaman,
                "tanggal": _hari(t.tanggal),
                "catatan": t.catatan,
                "alasan": t.alasan,
            }
            for t in rekonsiliasi.tak_sebanding
        ],
    }


def _selisih(s: Selisih) -> dict[str, Any]:
    kita, lain = s.pasangan
    return {
        "kunci": s.kunci,
        "subjek": s.subjek,
        "jalur": s.jalur,
        "ukuran": s.ukuran,
        "nilai_kita": kita,
        "nilai_lain": lain,
        "dasar": s.dasar,
        "sumber": s.sumber,
        "halaman": s.halaman,
        "tanggal": _hari(s.tanggal),
        "catatan": s.catatan,
        "penjelasan": s.penjelasan.teks if s.penjelasan else None,
        "dijelaskan_oleh": s.penjelasan.oleh if s.penjelasan else None,
        "dijelaskan_pada": _waktu(s.penjelasan.waktu) if s.penjelasan else None,
    }


def fakta_indikator(entitas: Entitas, tahun: int, triwulan: int) -> list[dict[str, Any]]:
    """All that the entitas answers for in a period. A year holds its quarters too, and the figures of earlier years."""
    adopsi = list(
        AdopsiIndikator.objects.berlaku(tahun)
        .filter(entitas=entitas)
        .select_related("indikator__sasaran", "indikator__skala", "subbagian")
        .order_by("nomor")
    )
    targets = _by_adoption(Target.objects.filter(adopsi__in=adopsi).select_related("tingkat", "perjanjian"))
    upaya = _by_adoption(_of_period(Upaya.objects.filter(adopsi__in=adopsi, tahun=tahun), triwulan))
    realisasi = _by_adoption(
        Realisasi.objects.filter(adopsi__in=adopsi, tahun__lte=tahun)
        .select_related("tingkat", "peristiwa", "analisis")
        .prefetch_related("rincian__peristiwa", "bukti__berkas", "bukti__ditambahkan_oleh", "transisi__oleh")
        .order_by("tahun", "triwulan")
    )
    return [
        {
            **_lembar(a),
            "target": [_target(t) for t in targets.get(a.pk, ())],
            "realisasi": [
                _realisasi(r)
                for r in realisasi.get(a.pk, ())
                if r.tahun < tahun or not triwulan or r.triwulan == triwulan
            ],
            "upaya": [
                {
                    "triwulan": u.triwulan,
                    "jenis": u.jenis,
                    "isi": u.isi,
                    "penanggung_jawab": u.penanggung_jawab,
                    "tenggat": _hari(u.tenggat),
                }
                for u in upaya.get(a.pk, ())
            ],
        }
        for a in adopsi
    ]


def fakta_perbandingan(fakta: Fakta) -> dict[str, Any]:
    """The comparisons of every indicator and sasaran: the sentence that the figures gave, and the text in its place.

    Texts are edited for the year, so a quarter holds generated sentences only. Three queries beside those of the facts.
    """
    kinerja = fakta.kinerja
    sebab = fetch_sebab([i.adopsi_id for i in kinerja.indikator], fakta.tahun, fakta.triwulan)
    narasi = {} if fakta.triwulan else fetch_narasi_entitas(fakta.entitas, fakta.tahun)
    return {
        "indikator": [
            {
                "nomor": i.nomor,
                "perbandingan": _perbandingan(
                    perbandingan_indikator(kinerja, i, fakta.dukungan, sebab[i.adopsi_id], fakta.triwulan),
                    narasi.get(("indikator", i.nomor), {}),
                ),
            }
            for i in kinerja.indikator
        ],
        "sasaran": [
            {
                "nomor": s.nomor,
                "nama": s.nama,
                "perbandingan": _perbandingan(
                    perbandingan_sasaran(kinerja, s, fakta.dukungan, sebab, fakta.triwulan),
                    narasi.get(("sasaran", s.nomor), {}),
                ),
            }
            for s in kinerja.sasaran
        ],
    }


def _perbandingan(semua: Iterable[Perbandingan], narasi: Mapping[int, FaktaNarasi]) -> list[dict[str, Any]]:
    return [
        {
            "nomor": p.nomor,
            "judul": p.judul,
            "keadaan": p.keadaan.value,
            "kalimat": p.kalimat,
            "narasi": _narasi(narasi[p.nomor]) if p.nomor in narasi else None,
        }
        for p in semua
    ]


def _narasi(narasi: FaktaNarasi) -> dict[str, Any]:
    return {
        "isi": narasi.isi,
        "dasar": narasi.dasar,
        "versi": narasi.versi,
        "diubah_oleh": narasi.oleh,
        "waktu": _waktu(narasi.waktu),
    }


def _of_period(rows: Any, triwulan: int) -> Any:
    return rows if triwulan == SELURUH_TAHUN else rows.filter(triwulan=triwulan)


def _by_adoption(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.adopsi_id, []).append(row)
    return found


def _lembar(adopsi: AdopsiIndikator) -> dict[str, Any]:
    i = adopsi.indikator
    return {
        "nomor": adopsi.nomor,
        "kode": i.kode,
        "nama": i.nama,
        "sasaran": {"nomor": i.sasaran.nomor, "nama": i.sasaran.nama},
        "satuan": i.satuan,
        "arah": i.arah,
        "skala": i.skala.kode if i.skala else None,
        "definisi": i.definisi,
        "cara_perhitungan": i.cara_perhitungan,
        "label_pembilang": i.label_pembilang,
        "label_penyebut": i.label_penyebut,
        "sumber_data": i.sumber_data,
        "penanggung_jawab": adopsi.subbagian.nama,
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "sumber": target.sumber,
        "dokumen": target.perjanjian.nama if target.perjanjian else "",
        "tahun": target.tahun,
        "triwulan": target.triwulan,
        "nilai": _angka(target.nilai),
        "tingkat": target.tingkat.kode if target.tingkat else None,
        "tanpa_target": target.tanpa_target,
        "catatan": target.catatan,
    }


def _realisasi(r: Realisasi) -> dict[str, Any]:
    angka = fakta_realisasi(r).nilai.angka
    analisis = getattr(r, "analisis", None)
    return {
        "tahun": r.tahun,
        "triwulan": r.triwulan,
        "keadaan": r.keadaan,
        "nilai": None if angka is None else exact_text(angka),
        "pembilang": _angka(r.pembilang),
        "penyebut": _angka(r.penyebut),
        "tingkat": r.tingkat.kode if r.tingkat else None,
        "skor": _angka(r.skor),
        "alasan": r.alasan,
        "status_nilai": r.status_nilai,
        "tanggal_final": _hari(r.tanggal_final),
        "keandalan": r.keandalan,
        "alasan_keandalan": r.alasan_keandalan,
        "catatan_kaki": r.catatan_kaki,
        "sumber": r.sumber,
        "per_tanggal": _hari(r.per_tanggal),
        "peristiwa": r.peristiwa.nama if r.peristiwa else "",
        "penjelasan": r.penjelasan,
        "alasan_tanpa_bukti": r.alasan_tanpa_bukti,
        "tahap": r.tahap,
        "verifikasi_sendiri": r.verifikasi_sendiri,
        "versi": r.versi,
        "analisis": None
        if analisis is None
        else {
            "uraian": analisis.uraian,
            "faktor_keberhasilan": analisis.faktor_keberhasilan,
            "hambatan": analisis.hambatan,
            "alternatif": analisis.alternatif,
        },
        "rincian": [
            {
                "peristiwa": d.peristiwa.nama,
                "kelompok": d.kelompok,
                "pembilang": _angka(d.pembilang),
                "penyebut": _angka(d.penyebut),
                "dihitung": d.dihitung,
            }
            for d in r.rincian.all()
        ],
        "bukti": [
            {
                "jenis": b.jenis,
                "judul": b.judul,
                "nama_berkas": b.berkas.nama if b.berkas else "",
                "sha256": b.berkas.sha256 if b.berkas else None,
                "tautan": b.tautan,
                "catatan": b.catatan,
                "ditambahkan_oleh": b.ditambahkan_oleh.nama,
                "waktu": _waktu(b.waktu),
            }
            for b in r.bukti.all()
        ],
        "langkah": [
            {
                "langkah": t.langkah,
                "dari": t.dari,
                "ke": t.ke,
                "oleh": t.oleh.nama,
                "waktu": _waktu(t.waktu),
                "alasan": t.alasan,
            }
            for t in r.transisi.all()
        ],
    }
