"""Sheets in the administration: the rows of a list go out as the sheet that they come in by, with the same checks.

The pages of the models stand in apps below this one, which know nothing of files: here they are given an action and a
way to the page where files come in.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from apps.laporan.exports import FORMATS
from apps.pertukaran.ekspor import isi_terpilih
from apps.pertukaran.lembar import SHEETS
from apps.pertukaran.templat.bentuk import Keterangan
from apps.pertukaran.templat.tulis import tulis_templat


@admin.action(description="Unduh sebagai lembar Excel yang dapat dimuat kembali")
def unduh_lembar(halaman: admin.ModelAdmin, request: HttpRequest, rows: QuerySet) -> HttpResponse:
    """The chosen rows, which are those that the person sees, as sheets of a template."""
    isi = [isi_terpilih(satu, rows) for satu in SHEETS if satu._meta.model is rows.model]
    # A model of several sheets (targets by source) goes out in those that the chosen rows belong to.
    berisi = [satu for satu in isi if satu.baris]
    judul = str(rows.model._meta.verbose_name_plural).capitalize()
    kalimat = "Baris yang dipilih di halaman administrasi."
    berkas = tulis_templat(berisi, Keterangan(judul, kalimat, str(request.user)))
    nama = f"lembar-{rows.model._meta.model_name}.xlsx"
    return HttpResponse(
        berkas,
        content_type=FORMATS["xlsx"].mime,
        headers={"Content-Disposition": f'attachment; filename="{nama}"'},
    )


def lengkapi(situs: admin.AdminSite) -> None:
    """Give every page whose rows have a sheet the action and the way in."""
    for model in dict.fromkeys(satu._meta.model for satu in SHEETS):
        if situs.is_registered(model):
            halaman: Any = situs.get_model_admin(model)
            halaman.actions = (*(halaman.actions or ()), unduh_lembar)
            halaman.change_list_template = "admin/daftar_berlembar.html"


lengkapi(admin.site)
