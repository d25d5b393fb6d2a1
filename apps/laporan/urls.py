"""Addresses of the report, below /<entitas>/<tahun>/."""

from django.urls import path, re_path, register_converter

from apps.laporan import converters, views

register_converter(converters.KunciConverter, "kunci")
register_converter(converters.TahunConverter, "tahun")
register_converter(converters.AlamatConverter, "alamat")

urlpatterns = [
    path("tabel/", views.TableIndex.as_view(), name="daftar_tabel"),
    path("tabel/<alamat:alamat>/", views.TablePage.as_view(), name="tabel"),
    path("diagram/<alamat:alamat>/", views.DiagramPage.as_view(), name="diagram"),
    re_path(r"^perbandingan/(?P<topik>kinerja|anggaran)/$", views.ComparisonPage.as_view(), name="perbandingan"),
    path("unduh/tabel/<alamat:alamat>.<slug:bentuk>", views.TableDownload.as_view(), name="unduh_tabel"),
    path("unduh/diagram/<alamat:alamat>.<slug:bentuk>", views.DiagramDownload.as_view(), name="unduh_diagram"),
    re_path(
        r"^unduh/perbandingan/(?P<topik>kinerja|anggaran)\.(?P<bentuk>\w+)$",
        views.ComparisonDownload.as_view(),
        name="unduh_perbandingan",
    ),
    path("unduh/buku-kerja.xlsx", views.WorkbookDownload.as_view(), name="buku_kerja"),
]
