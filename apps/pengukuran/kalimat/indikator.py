"""Comparisons 1 to 4 of an indicator: with its target, earlier years, the end of the plan and the national standard.

A doubtful figure never stands in a sentence: its year is named, and that it is not compared.
"""

from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaTarget, Nilai
from apps.pengukuran.formulas import Capaian, capaian_numerik, capaian_tingkat
from apps.pengukuran.kalimat.hasil import Perbandingan, belum_ada, kecil, terisi, tidak_berlaku
from apps.pengukuran.kalimat.kata import TUNGGU, periode, sejenis, teks_capaian, teks_nilai, terhadap
from apps.pengukuran.kalimat.tahunan import perbandingan_tahun
from apps.siklus.facts import SELURUH_TAHUN

TAK_SEJENIS = "Periksa keduanya: harus sama-sama angka atau sama-sama tingkat."
SETAHUN = "hanya dibuat untuk satu tahun penuh"


def perbandingan_angka(
    kinerja: FaktaKinerja, indikator: FaktaIndikator, triwulan: int = SELURUH_TAHUN
) -> tuple[Perbandingan, ...]:
    """Comparisons 1 to 4. With a triwulan the figures of this year must be those of that quarter (``fetch_kinerja``).

    A quarter is compared with its own target only: beside whole years it would always look small.
    """
    kini = periode(kinerja.tahun, triwulan)
    satu = tanpa_realisasi(1, indikator, kinerja.tahun, kini) or _dengan_target(kinerja, indikator, kini)
    if triwulan:
        return (satu, *(tidak_berlaku(n, SETAHUN) for n in (2, 3, 4)))
    lain = ((2, perbandingan_tahun), (3, _dengan_akhir_renstra))
    return (
        satu,
        *(tanpa_realisasi(n, indikator, kinerja.tahun, kini) or banding(kinerja, indikator) for n, banding in lain),
        tanpa_nasional(kinerja)
        or tanpa_realisasi(4, indikator, kinerja.tahun, kini)
        or _dengan_nasional(kinerja, indikator),
    )


def tanpa_realisasi(nomor: int, indikator: FaktaIndikator, tahun: int, kini: str) -> Perbandingan | None:
    """Why nothing can be compared: no realisasi, none that could be measured, or a doubtful one; None when it can."""
    realisasi = indikator.realisasi_tahun(tahun)
    if not realisasi.terisi:
        if realisasi.tertahan:
            return belum_ada(nomor, f"Realisasi {kini} belum disahkan.", TUNGGU)
        return belum_ada(nomor, f"Realisasi {kini} belum diisi.", f"Isi realisasi {kini}.")
    if realisasi.diragukan:
        return tidak_berlaku(nomor, f"realisasi {kini} diragukan")
    if not realisasi.nilai.ada:
        alasan = f"Alasan: {realisasi.alasan}" if realisasi.alasan and nomor == 1 else ""
        return tidak_berlaku(nomor, f"realisasi {kini} belum dapat diukur", alasan)
    return None


def _realisasi(indikator: FaktaIndikator, nilai: Nilai, kini: str) -> str:
    return f"Realisasi {kini} {'adalah' if nilai.tingkat else 'sebesar'} {teks_nilai(indikator, nilai)}"


def _sementara(indikator: FaktaIndikator, tahun: int) -> str:
    return "Nilai realisasi masih sementara." if indikator.realisasi_tahun(tahun).sementara else ""


def _dengan_target(kinerja: FaktaKinerja, indikator: FaktaIndikator, kini: str) -> Perbandingan:
    target, nilai = indikator.target(kinerja.tahun), indikator.realisasi_tahun(kinerja.tahun).nilai
    if kurang := _tanpa_acuan(1, target, nilai, f"Target {kini}", "target"):
        return kurang
    label = {"renstra": "target Renstra", "triwulan": "target triwulan"}.get(target.sumber, "target")
    capaian = kinerja.capaian(indikator)
    return terisi(
        1,
        f"{_realisasi(indikator, nilai, kini)}, {terhadap(indikator, nilai, target.nilai, label)}; "
        f"{teks_capaian(capaian)}.",
        # That a limit holds is told by the value without it.
        "" if nilai.tingkat or capaian.nilai != capaian.tanpa_batas else capaian.catatan,
        _tanpa_pk(kinerja, target, kini),
        _sementara(indikator, kinerja.tahun),
    )


def _tanpa_pk(kinerja: FaktaKinerja, target: FaktaTarget, kini: str) -> str:
    if target.sumber != "renstra":
        return ""
    sebab = "tidak memuat indikator ini" if kinerja.ada_pk else "belum dicatat"
    return f"Target diambil dari Renstra karena perjanjian kinerja {kini} {sebab}."


def _tanpa_acuan(nomor: int, acuan: FaktaTarget | None, nilai: Nilai, sebutan: str, jenis: str) -> Perbandingan | None:
    """Why a value has nothing to be compared with; None when it has."""
    if acuan is not None and acuan.tanpa_target:
        return tidak_berlaku(nomor, f"{kecil(sebutan)} ditetapkan tidak ada")
    if acuan is None or not acuan.nilai.ada:
        return belum_ada(nomor, f"{sebutan} belum dimuat.", f"Mintalah administrator memuat {jenis} itu.")
    if not sejenis(nilai, acuan.nilai):
        return belum_ada(nomor, f"{sebutan} dan realisasinya tidak sejenis.", TAK_SEJENIS)
    return None


def _dengan_akhir_renstra(kinerja: FaktaKinerja, indikator: FaktaIndikator) -> Perbandingan:
    if kinerja.renstra is None:
        return tidak_berlaku(3, f"tidak ada Renstra yang mencakup tahun {kinerja.tahun}")
    akhir = kinerja.renstra.tahun_akhir
    target, nilai = indikator.target_renstra.get(akhir), indikator.realisasi_tahun(kinerja.tahun).nilai
    if kurang := _tanpa_acuan(3, target, nilai, f"Target Renstra {akhir}", "target Renstra"):
        return kurang
    acuan = target.nilai if target else Nilai()
    return terisi(
        3,
        f"{_realisasi(indikator, nilai, f'sampai dengan {kinerja.tahun}')}, "
        f"{terhadap(indikator, nilai, acuan, f'target akhir Renstra ({akhir})')}; "
        f"{_kemajuan(kinerja, indikator, acuan)}.",
        _sementara(indikator, kinerja.tahun),
    )


def _kemajuan(kinerja: FaktaKinerja, indikator: FaktaIndikator, acuan: Nilai) -> str:
    capaian = capaian_terhadap(indikator, indikator.realisasi_tahun(kinerja.tahun).nilai, acuan, kinerja.batas)
    teks = teks_capaian(capaian)
    return teks.replace("capaian ", "capaian terhadap target itu ", 1) if capaian.nilai is not None else teks


def capaian_terhadap(indikator: FaktaIndikator, nilai: Nilai, acuan: Nilai, batas: int | None) -> Capaian:
    """Capaian of a value against another target than the year's, of the same kind (see ``sejenis``)."""
    if nilai.tingkat and acuan.tingkat:
        return capaian_tingkat(nilai.tingkat, acuan.tingkat)
    if nilai.angka is None or acuan.angka is None:
        raise ValueError("Nilai dan acuannya tidak sejenis.")
    return capaian_numerik(nilai.angka, acuan.angka, indikator.arah, batas)


def target_nasional(kinerja: FaktaKinerja, indikator: FaktaIndikator) -> tuple[int, FaktaTarget | None]:
    """The national target that a year is held against: its own, else that of the last year of the plan."""
    akhir = kinerja.renstra.tahun_akhir if kinerja.renstra else kinerja.tahun
    tahun = kinerja.tahun if kinerja.tahun in indikator.target_nasional else akhir
    return tahun, indikator.target_nasional.get(tahun)


def tanpa_nasional(kinerja: FaktaKinerja) -> Perbandingan | None:
    """Why nothing of the plan has a national standard to be held against ("if any", domain notes §4); None when it has.

    Nobody is asked to complete what was never set.
    """
    if kinerja.ada_nasional:
        return None
    rencana = kinerja.renstra.nama if kinerja.renstra else f"rencana {kinerja.tahun}"
    return tidak_berlaku(4, f"{rencana} tidak menetapkan target nasional")


def sumber_nasional(kinerja: FaktaKinerja) -> str:
    """The document that gives the national targets; "" when nobody wrote it down."""
    return kinerja.renstra.label_nasional if kinerja.renstra else ""


def _dengan_nasional(kinerja: FaktaKinerja, indikator: FaktaIndikator) -> Perbandingan:
    tahun, target = target_nasional(kinerja, indikator)
    nilai, sumber = indikator.realisasi_tahun(kinerja.tahun).nilai, sumber_nasional(kinerja)
    dari = f" dari {sumber}" if sumber else ""
    if kurang := _tanpa_acuan(4, target, nilai, f"Target nasional {tahun}{dari}", "target nasional"):
        return kurang
    return terisi(
        4,
        f"{_realisasi(indikator, nilai, str(kinerja.tahun))}, "
        f"{terhadap(indikator, nilai, target.nilai if target else Nilai(), f'target nasional ({tahun})')}.",
        f"Sumber target nasional: {sumber}." if sumber else "Sumber target nasional belum dicatat.",
        _sementara(indikator, kinerja.tahun),
    )
