"""Administration: what is saved stays within one's satker, reads numbers rightly, and is journalled."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client, RequestFactory

from apps.anggaran.models import Dipa, NilaiRealisasi, Pagu
from apps.audit.models import Jejak
from apps.audit.verification import verify
from apps.organisasi.admin_base.page import OUT_OF_SCOPE, ScopedAdmin
from apps.organisasi.admin_base.writing import CONFLICT
from apps.organisasi.models import Divisi, Entitas, Keanggotaan, Pejabat, Pengguna, Satker, Subbagian
from apps.organisasi.permissions import Peran
from apps.pengukuran.models import Bukti, Peristiwa, Realisasi, TabelPendukung, TransisiRealisasi, UpayaUmum
from apps.perencanaan.models import AdopsiIndikator, Indikator, KategoriCapaian, Renstra, Target
from apps.siklus.models import Periode
from tests.organisasi.conftest import as_posted
from tests.organisasi.test_admin import url

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def errors(response: Any) -> str:
    """What the form says is wrong, its inner tables included."""
    assert response.status_code == 200, response
    return " ".join(map(str, response.context["errors"]))


def change(client: Client, row: Any, **changes: Any) -> Any:
    address = url(type(row), "change", row.pk)
    return client.post(address, as_posted(client.get(address), **changes))


def add(client: Client, model: Any, **values: Any) -> Any:
    return client.post(url(model, "add"), as_posted(client.get(url(model, "add")), **values))


def divisi_of(satker: Satker, **values: Any) -> dict[str, Any]:
    return {"satker": satker.pk, "kode": "baru", "nama": "Divisi Baru", "urutan": "9", **values}


@pytest.mark.parametrize("tahun", ["20299", "24", "2100"])
def test_a_mistyped_year_is_refused(staff: SignIn, entitas: Entitas, tahun: str) -> None:
    """No address names it: the office's pages, which all lead to its years, would be gone."""
    client, kalimat = staff("administrator"), f"Tahun {tahun} tidak dikenal. Tulis tahun antara 2000 dan 2099."
    renstra = Renstra.objects.get(kode="renstra-5371-2020")
    assert kalimat in errors(change(client, renstra, tahun_akhir=tahun))
    assert kalimat in errors(add(client, Periode, entitas=entitas.pk, tahun=tahun, triwulan="0"))


def test_another_offices_row_cannot_be_chosen(
    staff: SignIn, satker: Satker, satker_lain: Satker, entitas: Entitas, lain: dict[Any, Any]
) -> None:
    client = staff("administrator")
    assert "valid" in errors(add(client, Divisi, **divisi_of(satker_lain)))
    adopsi = {"entitas": entitas.pk, "indikator": Indikator.objects.first().pk, "dari": "2030", "sampai": "2030"}
    assert "valid" in errors(add(client, AdopsiIndikator, **adopsi, nomor="1", subbagian=lain[Subbagian].pk))
    target = {"adopsi": lain[AdopsiIndikator].pk, "sumber": "renstra", "tahun": "2024", "nilai": "1"}
    assert "valid" in errors(add(client, Target, **target))
    sub = Subbagian.objects.filter(satker=satker).first()
    assert "valid" in errors(change(client, sub, divisi=[lain[Divisi].pk]))
    assert "valid" in errors(add(staff("operator:teknis"), Realisasi, adopsi=lain[AdopsiIndikator].pk, tahun="2024"))


def test_nothing_moves_to_another_office(staff: SignIn, satker: Satker, satker_lain: Satker) -> None:
    divisi = Divisi.objects.filter(satker=satker).first()
    entries = Jejak.objects.count()
    assert "valid" in errors(change(staff("administrator"), divisi, satker=satker_lain.pk))
    # Who administers both offices may choose both, but a row keeps its owner and so its chain of the journal.
    both = Pengguna.objects.get(keanggotaan__peran="administrator", keanggotaan__satker=satker)
    Keanggotaan.objects.create(pengguna=both, satker=satker_lain, peran=Peran.ADMINISTRATOR)
    said = errors(change(staff("administrator"), divisi, satker=satker_lain.pk))
    assert "tidak dapat dipindahkan ke KPU Kab. Lain" in said
    divisi.refresh_from_db()
    assert divisi.satker == satker
    assert Jejak.objects.count() == entries


def test_a_row_does_not_mix_two_offices(staff: SignIn, satker: Satker, lain: dict[Any, Any], entitas: Entitas) -> None:
    client = staff("administrator")
    both = Pengguna.objects.get(keanggotaan__peran="administrator", keanggotaan__satker=satker)
    Keanggotaan.objects.create(pengguna=both, satker=lain[Satker], peran=Peran.ADMINISTRATOR)
    values = {"entitas": entitas.pk, "tahun": "2024", "jenis": "dilakukan", "urutan": "77", "isi": "Upaya"}
    said = errors(add(client, UpayaUmum, **values, adopsi=lain[AdopsiIndikator].pk))
    assert "Pilihan ini milik satker lain" in said


def test_what_slips_through_the_choices_is_caught_after_saving(
    staff: SignIn, satker_lain: Satker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ScopedAdmin, "choices_for", lambda self, request, page, owner=False: self._rows(request))
    client = staff("administrator")
    entries = Jejak.objects.count()
    response = add(client, Divisi, **divisi_of(satker_lain))
    assert response.status_code == 403
    assert OUT_OF_SCOPE in response.content.decode()
    assert not Divisi.objects.filter(satker=satker_lain).exists()
    # Nothing of it stays but that it was tried.
    assert Jejak.objects.exclude(tindakan="ditolak").count() == entries
    assert Jejak.objects.latest("id").alasan == OUT_OF_SCOPE


def test_an_operator_cannot_hand_a_realisasi_to_another_subbagian(
    staff: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Realisasi.objects.filter(adopsi__nomor=1, tahun=2024).get()
    other = AdopsiIndikator.objects.get(nomor=11)
    assert "valid" in errors(change(staff("operator:teknis"), own, adopsi=other.pk, triwulan="1"))
    monkeypatch.setattr(ScopedAdmin, "choices_for", lambda self, request, page, owner=False: self._rows(request))
    assert change(staff("operator:teknis"), own, adopsi=other.pk, triwulan="1").status_code == 403
    own.refresh_from_db()
    assert own.adopsi.nomor == 1


def test_the_journal_tells_before_and_after(staff: SignIn, satker: Satker) -> None:
    client = staff("administrator")
    assert add(client, Divisi, **divisi_of(satker)).status_code == 302
    divisi = Divisi.objects.get(kode="baru")
    entry = Jejak.objects.first()
    assert (entry.rantai, entry.tindakan, entry.objek_id) == ("5371", "tambah", str(divisi.pk))
    assert entry.sebelum is None
    assert entry.sesudah["nama"] == "Divisi Baru"

    assert change(client, divisi, nama="Divisi Lama").status_code == 302
    entry = Jejak.objects.first()
    assert (entry.tindakan, entry.sebelum["nama"], entry.sesudah["nama"]) == ("ubah", "Divisi Baru", "Divisi Lama")
    assert entry.pelaku_id == client.session["_auth_user_id"]

    assert client.post(url(Divisi, "delete", divisi.pk), {"post": "yes"}).status_code == 302
    entry = Jejak.objects.first()
    assert (entry.tindakan, entry.sebelum["nama"], entry.sesudah) == ("hapus", "Divisi Lama", None)
    assert not verify("5371").masalah
    listed = client.get(url(Jejak, "changelist")).content.decode()
    assert all(word in listed for word in ("Menambah", "Mengubah", "Menghapus", "divisi"))


@pytest.mark.parametrize("model", [Realisasi, Target, Pagu, KategoriCapaian, Indikator, TabelPendukung, Divisi])
def test_saving_what_nobody_changed_records_nothing(staff: SignIn, model: Any) -> None:
    entries = Jejak.objects.count()
    for row in model.objects.all()[:6]:
        assert change(staff("administrator"), row).status_code == 302
    assert Jejak.objects.count() == entries


def test_line_breaks_of_a_browser_are_no_change(staff: SignIn) -> None:
    row = Indikator.objects.first()
    Indikator.objects.filter(pk=row.pk).update(definisi="baris satu\nbaris dua")
    entries = Jejak.objects.count()
    assert change(staff("administrator"), row).status_code == 302
    assert Jejak.objects.count() == entries
    row.refresh_from_db()
    assert row.definisi == "baris satu\nbaris dua"


def test_a_choice_of_several_is_journalled(staff: SignIn, satker: Satker) -> None:
    sub = Subbagian.objects.get(satker=satker, kode="teknis")
    before = sorted(sub.divisi.values_list("pk", flat=True))
    after = [Divisi.objects.filter(satker=satker).exclude(pk__in=before).first().pk]
    assert change(staff("administrator"), sub, divisi=after).status_code == 302
    entry = Jejak.objects.first()
    assert (entry.objek, entry.sebelum["divisi"], entry.sesudah["divisi"]) == (str(sub), before, after)


def test_rows_inside_a_page_are_journalled_one_by_one(staff: SignIn) -> None:
    divisi = Divisi.objects.filter(uraian_tugas__isnull=False).first()
    first, second = divisi.uraian_tugas.all()[:2]
    number = divisi.uraian_tugas.count()
    changes = {
        "uraian_tugas-0-isi": "Uraian baru",
        "uraian_tugas-1-DELETE": "on",
        "uraian_tugas-TOTAL_FORMS": number + 1,
        f"uraian_tugas-{number}-urutan": "99",
        f"uraian_tugas-{number}-isi": "Uraian tambahan",
        f"uraian_tugas-{number}-divisi": divisi.pk,
    }
    assert change(staff("administrator"), divisi, **changes).status_code == 302
    entries = [(entry.tindakan, entry.objek_id) for entry in Jejak.objects.all()[:3]]
    added = divisi.uraian_tugas.get(urutan=99)
    assert entries[::-1] == [("hapus", str(second.pk)), ("ubah", str(first.pk)), ("tambah", str(added.pk))]


def test_what_falls_with_a_row_is_journalled_too(staff: SignIn, satker: Satker) -> None:
    """Nothing disappears from the books silently: every figure below a DIPA has its own entry."""
    dipa = Dipa.objects.get(satker=satker, tahun=2024)
    figures = Pagu.objects.filter(versi__dipa=dipa).count() + NilaiRealisasi.objects.filter(keadaan__dipa=dipa).count()
    assert figures
    assert staff("administrator").post(url(Dipa, "delete", dipa.pk), {"post": "yes"}).status_code == 302
    fallen = Jejak.objects.filter(tindakan="hapus", objek_jenis__in=["anggaran.pagu", "anggaran.nilairealisasi"])
    assert fallen.count() == figures
    assert Jejak.objects.first().objek_jenis == "anggaran.dipa"
    assert not verify("5371").masalah


def test_what_is_in_use_is_not_deleted(staff: SignIn) -> None:
    pejabat = Pejabat.objects.filter(peran_divisi__isnull=False).first()
    response = staff("administrator").post(url(Pejabat, "delete", pejabat.pk), {"post": "yes"})
    assert response.status_code == 200
    assert "Tidak dapat menghapus" in response.content.decode()
    realisasi = Realisasi.objects.first()
    user = Pengguna.objects.create_user("pengaju", nama="Pengaju")
    TransisiRealisasi.objects.create(realisasi=realisasi, langkah="ajukan", dari="draf", ke="diajukan", oleh=user)
    assert staff("administrator").post(url(Realisasi, "delete", realisasi.pk), {"post": "yes"}).status_code == 403
    assert Realisasi.objects.filter(pk=realisasi.pk).exists()


def test_what_may_not_be_deleted_does_not_fall_with_something_else(staff: SignIn, rf: RequestFactory) -> None:
    """The history of a realisasi stays, even where a deletion comes by a way that asks nobody first."""
    realisasi = Realisasi.objects.first()
    user = Pengguna.objects.create_superuser("pusat", "pusat@example.go.id", "sandi", nama="Pusat")
    TransisiRealisasi.objects.create(realisasi=realisasi, langkah="ajukan", dari="draf", ke="diajukan", oleh=user)
    request = rf.post("/")
    request.user = user
    with pytest.raises(PermissionDenied, match="transisi realisasi"):
        admin.site.get_model_admin(Realisasi).remove(request, realisasi)


def test_figures_do_not_fall_inside_another_page(staff: SignIn) -> None:
    dipa = Dipa.objects.filter(versi__pagu__isnull=False).first()
    assert change(staff("administrator"), dipa, **{"versi-0-DELETE": "on"}).status_code == 302
    assert dipa.versi.filter(pagu__isnull=False).exists()


@pytest.mark.parametrize("name", ["entitas", "adopsiindikator"])
def test_a_reference_that_is_loosened_is_journalled(staff: SignIn, entitas: Entitas, name: str) -> None:
    umum = UpayaUmum.objects.filter(entitas=entitas).first()
    adopsi = AdopsiIndikator.objects.create(
        entitas=entitas,
        indikator=Indikator.objects.first(),
        dari=2030,
        sampai=2030,
        subbagian=Subbagian.objects.get(satker=entitas.satker, kode="teknis"),
        nomor=50,
    )
    UpayaUmum.objects.filter(pk=umum.pk).update(adopsi=adopsi)
    if name == "entitas":
        assert staff("administrator").get(url(Entitas, "delete", entitas.pk)).context["protected"]
        return
    staff("administrator").post(url(AdopsiIndikator, "delete", adopsi.pk), {"post": "yes"})
    entry = Jejak.objects.get(objek_jenis="pengukuran.upayaumum", objek_id=str(umum.pk), tindakan="ubah")
    assert (entry.sebelum["adopsi_id"], entry.sesudah["adopsi_id"]) == (adopsi.pk, None)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12.5", "tidak jelas: titik hanya memisahkan ribuan"),
        ("abc", "bukan angka"),
        ("-5", "Angka tidak boleh negatif"),
        ("1.000,50", "Rupiah ditulis tanpa sen"),
    ],
)
def test_money_is_read_as_people_write_it_or_refused(staff: SignIn, typed: str, said: str) -> None:
    pagu = Pagu.objects.first()
    response = change(staff("administrator"), pagu, jumlah=typed)
    assert said in errors(response)
    assert '<a href="#id_jumlah">' in response.content.decode(), "and leads to the field"
    assert f'value="{typed}"' in response.content.decode(), "what was typed is still there"
    assert change(staff("administrator"), pagu, jumlah="Rp 1.234.000,00").status_code == 302
    pagu.refresh_from_db()
    assert pagu.jumlah == 1_234_000


def test_a_dot_is_refused_where_it_could_mean_two_things(staff: SignIn) -> None:
    client = staff("administrator")
    realisasi = Realisasi.objects.get(adopsi__nomor=2, tahun=2023)
    assert "Titik tidak dipakai di isian ini" in errors(change(client, realisasi, nilai="1.234"))
    target = Target.objects.filter(nilai__isnull=False).first()
    assert "Titik tidak dipakai di isian ini" in errors(change(client, target, nilai="98.765"))
    assert change(client, realisasi, nilai="90,5%").status_code == 302
    realisasi.refresh_from_db()
    assert str(realisasi.nilai) == "90.5000"
    peristiwa = Peristiwa.objects.first()
    assert "tidak jelas" in errors(change(client, peristiwa, tahun="2.0")), "not read as the year 2"
    assert 'value="2024"' in client.get(url(Peristiwa, "add") + "?tahun=2024").content.decode()


def test_money_given_back_may_be_negative(staff: SignIn) -> None:
    nilai = NilaiRealisasi.objects.first()
    assert change(staff("administrator"), nilai, jumlah="-3.000").status_code == 302
    nilai.refresh_from_db()
    assert nilai.jumlah == -3000


def test_a_realisasi_in_pengesahan_is_for_reading(staff: SignIn) -> None:
    realisasi = Realisasi.objects.filter(adopsi__nomor=1, tahun=2024).get()
    user = Pengguna.objects.create_user("pembawa", nama="Pembawa bukti")
    bukti = Bukti.objects.create(realisasi=realisasi, jenis="catatan", judul="B", catatan="-", ditambahkan_oleh=user)
    Realisasi.objects.filter(pk=realisasi.pk).update(tahap="disahkan")
    for who in ("operator:teknis", "verifikator", "administrator", "superuser"):
        for row in (realisasi, bukti):
            shown = staff(who).get(url(type(row), "change", row.pk))
            assert "sudah disahkan" in shown.content.decode(), who
            assert staff(who).post(url(type(row), "change", row.pk), {}).status_code == 403
            assert staff(who).post(url(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403
        offered = staff(who).get(url(Bukti, "add")).context["adminform"].form.fields["realisasi"].queryset
        assert realisasi not in offered or who == "superuser"


@pytest.mark.parametrize("who", ["operator:teknis", "verifikator", "administrator", "superuser"])
@pytest.mark.parametrize("tahap", ["diajukan", "diverifikasi"])
def test_what_is_handed_in_is_changed_by_nobody_until_it_is_returned(staff: SignIn, who: str, tahap: str) -> None:
    realisasi = Realisasi.objects.filter(adopsi__nomor=1, tahun=2024).get()
    client = staff(who)
    Realisasi.objects.filter(pk=realisasi.pk).update(tahap=tahap)
    address = url(Realisasi, "change", realisasi.pk)
    assert f"sudah {tahap}" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 403


def test_a_closed_period_is_closed_in_the_administration_too(staff: SignIn) -> None:
    realisasi = Realisasi.objects.filter(adopsi__nomor=1, tahun=2024).get()
    operator, administrator = staff("operator:teknis"), staff("administrator")
    Periode.objects.filter(tahun=2024, triwulan=0).update(dibuka=False)
    response = operator.post(url(Realisasi, "change", realisasi.pk), {})
    assert response.status_code == 403
    assert "belum dibuka" in response.content.decode()
    assert change(administrator, realisasi, catatan_kaki="Dari laporan cetak").status_code == 302


def test_a_stale_page_does_not_overwrite(staff: SignIn) -> None:
    client, realisasi = staff("operator:teknis"), Realisasi.objects.get(adopsi__nomor=1, tahun=2024)
    address = url(Realisasi, "change", realisasi.pk)
    opened = client.get(address)
    assert client.post(address, as_posted(opened, catatan_kaki="Pertama")).status_code == 302
    response = client.post(address, as_posted(opened, catatan_kaki="Kedua"))
    assert "sudah diubah orang lain" in errors(response)
    assert "Kedua" in response.content.decode()
    realisasi.refresh_from_db()
    assert (realisasi.catatan_kaki, realisasi.versi) == ("Pertama", 2)
    # Neither stage nor version can be typed.
    assert change(client, realisasi, tahap="disahkan", versi="9").status_code == 302
    realisasi.refresh_from_db()
    assert (realisasi.tahap, realisasi.versi) == ("draf", 2)


def test_evidence_says_who_brought_it(staff: SignIn) -> None:
    client, realisasi = staff("operator:teknis"), Realisasi.objects.get(adopsi__nomor=1, tahun=2024)
    values = {"realisasi": realisasi.pk, "jenis": "tautan", "judul": "Berita", "tautan": "https://example.go.id/"}
    other = Pengguna.objects.create_user("lain", nama="Lain")
    assert add(client, Bukti, **values, ditambahkan_oleh=other.pk).status_code == 302
    assert str(Bukti.objects.get(judul="Berita").ditambahkan_oleh_id) == client.session["_auth_user_id"]


def test_cells_are_typed_line_by_line(staff: SignIn) -> None:
    tabel = TabelPendukung.objects.first()
    baris = tabel.baris.first()
    response = change(staff("operator:teknis"), tabel, **{"baris-0-isi": "satu\r\n\r\ntiga\r\n"})
    assert "Ada 3 sel, padahal kolomnya 2" in errors(response)
    assert change(staff("operator:teknis"), tabel, **{"baris-0-isi": "satu\r\ndua\r\n"}).status_code == 302
    baris.refresh_from_db()
    assert baris.isi == ["satu", "dua"]


def test_what_only_the_database_notices_is_said_above_the_form(
    staff: SignIn, satker: Satker, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, pejabat = staff("administrator"), Pejabat.objects.filter(satker=satker).first()
    number = pejabat.masa_jabatan.count()
    twice = {"masa_jabatan-TOTAL_FORMS": number + 2}
    for index in (number, number + 1):
        twice |= {
            f"masa_jabatan-{index}-jabatan": "sekretaris",
            f"masa_jabatan-{index}-urutan": "1",
            f"masa_jabatan-{index}-pejabat": pejabat.pk,
        }
    response = change(client, pejabat, nama="Nama baru", **twice)
    assert "Masa jabatan ini sudah dicatat." in errors(response)
    assert "Nama baru" in response.content.decode()
    assert pejabat.masa_jabatan.count() == number

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise IntegrityError("UNIQUE constraint failed")

    monkeypatch.setattr("apps.organisasi.admin_base.page.save_recorded", refuse)
    assert CONFLICT in errors(change(client, pejabat, nama="Nama lain"))


@pytest.mark.parametrize("who", ["verifikator", "administrator", "superuser"])
def test_the_journal_cannot_be_touched(who: str, staff: SignIn) -> None:
    client, entry = staff(who), Jejak.objects.filter(rantai="5371").first()
    for view, args in (("change", [entry.pk]), ("delete", [entry.pk]), ("add", [])):
        assert client.post(url(Jejak, view, *args), {"pelaku": "Orang lain", "post": "yes"}).status_code == 403
    selected = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    client.post(url(Jejak, "changelist"), selected)
    assert Jejak.objects.get(pk=entry.pk).pelaku == entry.pelaku


def test_several_at_once_are_deleted_only_where_nothing_hangs_on_them(staff: SignIn) -> None:
    client = staff("administrator")
    pagu = list(Pagu.objects.values_list("pk", flat=True)[:2])
    selected = {"action": "delete_selected", "_selected_action": pagu}
    assert "Yakin" in client.post(url(Pagu, "changelist"), selected).content.decode()
    client.post(url(Pagu, "changelist"), {**selected, "post": "yes"})
    assert not Pagu.objects.filter(pk__in=pagu).exists()
    assert set(Jejak.objects.values_list("objek_jenis", "objek_id")[:2]) == {("anggaran.pagu", str(pk)) for pk in pagu}
    dipa = Dipa.objects.first()
    client.post(url(Dipa, "changelist"), {**selected, "_selected_action": [dipa.pk], "post": "yes"})
    assert Dipa.objects.filter(pk=dipa.pk).exists()
