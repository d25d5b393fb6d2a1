"""Addresses of the report, below /<entitas>/<tahun>/."""

from django.urls import path, register_converter

from apps.laporan import converters, views
from apps.laporan.perbandingan import views as perbandingan

register_converter(converters.KunciConverter, "kunci")
register_converter(converters.TahunConverter, "tahun")
register_converter(converters.AlamatConverter, "alamat")
register_converter(converters.TopikConverter, "topik")

urlpatterns = [
    path("tabel/", views.TableIndex.as_view(), name="daftar_tabel"),
    path("tabel/<alamat:alamat>/", views.TablePage.as_view(), name="tabel"),
    path("diagram/<alamat:alamat>/", views.DiagramPage.as_view(), name="diagram"),
    path("perbandingan/<topik:topik>/", perbandingan.ComparisonPage.as_view(), name="perbandingan"),
    path("unduh/tabel/<alamat:alamat>.<slug:bentuk>", views.TableDownload.as_view(), name="unduh_tabel"),
    path("unduh/diagram/<alamat:alamat>.<slug:bentuk>", views.DiagramDownload.as_view(), name="unduh_diagram"),
    path(
        "unduh/perbandingan/<topik:topik>.<slug:bentuk>",
        perbandingan.ComparisonDownload.as_view(),
        name="unduh_perbandingan",
    ),
    path("unduh/buku-kerja.xlsx", views.WorkbookDownload.as_view(), name="buku_kerja"),
]
