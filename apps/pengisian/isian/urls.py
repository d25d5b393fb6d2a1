"""Addresses of one entry, below /<entitas>/<tahun>/."""

from django.urls import path

from apps.pengisian.isian.bukti import AddEvidence, DownloadEvidence, RemoveEvidence
from apps.pengisian.isian.periksa import CheckAnswers
from apps.pengisian.isian.views import EntryPage, LiveWorking, RawDraft

_ISI = "isi/<int:nomor>/<periode:triwulan>/"

urlpatterns = [
    path(_ISI, EntryPage.as_view(), name="isi"),
    path(f"{_ISI}hitung/", LiveWorking.as_view(), name="isi_hitung"),
    path(f"{_ISI}draf/", RawDraft.as_view(), name="isi_draf"),
    path(f"{_ISI}periksa/", CheckAnswers.as_view(), name="isi_periksa"),
    path(f"{_ISI}bukti/", AddEvidence.as_view(), name="bukti_tambah"),
    path("bukti/<int:pk>/hapus/", RemoveEvidence.as_view(), name="bukti_hapus"),
    path("bukti/<int:pk>/unduh/", DownloadEvidence.as_view(), name="bukti_unduh"),
]
