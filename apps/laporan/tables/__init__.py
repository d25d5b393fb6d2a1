"""All report tables, as an explicit list. An outline places them; a slug names them."""

from apps.laporan.report import Report
from apps.laporan.tables.anggaran import AnggaranKomponen, KegiatanAnggaran, RealisasiAnggaran, RingkasanAnggaran
from apps.laporan.tables.anggaran_bulanan import RealisasiBulanan, RincianBulanan
from apps.laporan.tables.anggaran_pohon import PohonAnggaran
from apps.laporan.tables.anggaran_sasaran import AnggaranSasaran, KegiatanPendukung
from apps.laporan.tables.efisiensi import EfisiensiRO
from apps.laporan.tables.kinerja import (
    CapaianKinerja,
    CapaianTriwulan,
    IndikatorKinerjaUtama,
    IndikatorSasaran,
    PerbandinganIndikator,
    RingkasanCapaian,
    TabelPendukungIndikator,
)
from apps.laporan.tables.organisasi import KoordinatorWilayah, PembagianDivisi
from apps.laporan.tables.perbandingan import PerbandinganAnggaran, PerbandinganKinerja
from apps.laporan.tables.perencanaan import MatriksPrioritasNasional, MatriksRenstra, PerjanjianKinerjaTahun
from apps.laporan.tables.pohon_kinerja import PohonKinerja
from apps.laporan.tables.rekonsiliasi import RekonsiliasiAnggaran

REPORTS: dict[str, type[Report]] = {
    report.slug: report
    for report in (
        RingkasanCapaian,
        RingkasanAnggaran,
        PembagianDivisi,
        KoordinatorWilayah,
        MatriksRenstra,
        MatriksPrioritasNasional,
        PerjanjianKinerjaTahun,
        KegiatanAnggaran,
        IndikatorKinerjaUtama,
        CapaianKinerja,
        CapaianTriwulan,
        IndikatorSasaran,
        TabelPendukungIndikator,
        PerbandinganIndikator,
        RealisasiAnggaran,
        AnggaranKomponen,
        PerbandinganKinerja,
        PerbandinganAnggaran,
        RekonsiliasiAnggaran,
        PohonAnggaran,
        EfisiensiRO,
        AnggaranSasaran,
        KegiatanPendukung,
        PohonKinerja,
        RealisasiBulanan,
        RincianBulanan,
    )
}
