"""Signing in, signing out and being refused leave a trace; passwords never do."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from apps.audit.models import Jejak
from apps.audit.states import canonical_json
from apps.dasbor.middleware import RefusalMiddleware
from apps.organisasi.models import Pengguna
from apps.organisasi.penolakan import MAX_ASING, catat_penolakan

pytestmark = pytest.mark.django_db
SANDI = "sandi-uji-kinerja"
JEJAK = "/5371/2024/jejak/"


def entries(tindakan: str) -> list[Jejak]:
    return list(Jejak.objects.filter(tindakan=tindakan).order_by("id"))


def sign_in(nama: str, sandi: str, **extra: str) -> Client:
    client = Client(**extra)
    client.post(reverse("masuk"), {"username": nama, "password": sandi})
    return client


def test_signing_in_is_noted_in_the_journal_of_the_persons_satker(cast) -> None:
    sign_in(cast["auditor"].username, SANDI, REMOTE_ADDR="10.0.0.5")
    (masuk,) = entries("masuk")
    assert (masuk.rantai, masuk.pelaku_id, masuk.pelaku, masuk.asal) == (
        "5371",
        str(cast["auditor"].pk),
        cast["auditor"].nama,
        "10.0.0.5",
    )


def test_somebody_without_a_satker_signs_in_to_the_journal_of_the_system(cast) -> None:
    sign_in(cast["tanpa_peran"].username, SANDI)
    assert [e.rantai for e in entries("masuk")] == [""]


def test_signing_out_is_noted_and_a_visitor_leaves_nothing(cast, client_of) -> None:
    client_of("auditor").post(reverse("keluar"))
    Client().post(reverse("keluar"))
    assert [(e.rantai, e.pelaku) for e in entries("keluar")] == [("5371", cast["auditor"].nama)]


def test_a_failed_attempt_keeps_the_typed_name_and_never_the_password(cast) -> None:
    sign_in(cast["operator"].username, "rahasia-yang-salah")
    (gagal,) = entries("gagal_masuk")
    assert (gagal.rantai, gagal.objek, gagal.pelaku) == ("5371", cast["operator"].username, "Pengunjung")
    assert gagal.alasan == "Nama pengguna atau kata sandi salah."
    everything = canonical_json(list(Jejak.objects.values()))
    assert "rahasia-yang-salah" not in everything
    assert SANDI not in everything


def test_an_unknown_name_goes_to_the_journal_of_the_system_and_is_cut(db) -> None:
    sign_in("x" * 400, "salah-sekali")
    assert [(e.rantai, e.objek) for e in entries("gagal_masuk")] == [("", "x" * 150)]


@pytest.mark.parametrize(("nama", "sandi"), [("", "a"), ("auditor", ""), ("a\0b", "salah-sekali")])
def test_what_is_no_attempt_leaves_nothing(db, nama: str, sandi: str) -> None:
    sign_in(nama, sandi)
    assert entries("gagal_masuk") == []


def test_a_locked_account_writes_no_more_entries(cast, settings) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT + 5):
        sign_in(cast["operator"].username, "salah-sekali")
    gagal = entries("gagal_masuk")
    assert len(gagal) == settings.AXES_FAILURE_LIMIT
    assert gagal[-1].alasan == "Akun dikunci sementara."


def test_names_tried_from_one_place_stop_being_noted(db) -> None:
    for number in range(MAX_ASING + 5):
        sign_in(f"orang-{number}", "salah-sekali", REMOTE_ADDR="10.9.9.9")
    sign_in("orang", "salah-sekali", REMOTE_ADDR="10.9.9.8")
    asal = [e.asal for e in entries("gagal_masuk")]
    assert (asal.count("10.9.9.9"), asal.count("10.9.9.8")) == (MAX_ASING, 1)


def test_a_refused_page_is_noted_once_with_address_method_and_reason(cast, client_of) -> None:
    assert client_of("operator").get(JEJAK + "?q=a").status_code == 403
    (tolak,) = entries("ditolak")
    assert (tolak.rantai, tolak.pelaku_id, tolak.objek) == ("5371", str(cast["operator"].pk), f"GET {JEJAK}")
    assert tolak.sesudah == {"alamat": JEJAK, "metode": "GET"}
    assert tolak.alasan == "Jejak audit dibaca oleh verifikator, pimpinan, administrator, dan auditor."


def test_what_does_not_exist_is_not_a_refusal(client_of) -> None:
    assert client_of("satker_lain").get(JEJAK).status_code == 404
    assert entries("ditolak") == []


def test_the_note_stands_although_the_refused_transaction_does_not(cast) -> None:
    request = RequestFactory().post("/5371/2024/isi/")
    request.user = cast["operator"]

    def view() -> None:
        with transaction.atomic():
            Pengguna.objects.filter(pk=cast["operator"].pk).update(nama="Diubah")
            raise PermissionDenied("Data ini diisi oleh subbagian lain.")

    try:
        view()
    except PermissionDenied as refusal:
        RefusalMiddleware(lambda request: None).process_exception(request, refusal)  # type: ignore[arg-type, return-value]
    cast["operator"].refresh_from_db()
    assert cast["operator"].nama != "Diubah"
    assert [(e.objek, e.alasan) for e in entries("ditolak")] == [
        ("POST /5371/2024/isi/", "Data ini diisi oleh subbagian lain.")
    ]


def test_other_faults_are_not_refusals(cast) -> None:
    request = RequestFactory().get("/")
    request.user = cast["operator"]
    RefusalMiddleware(lambda request: None).process_exception(request, ValueError("x"))  # type: ignore[arg-type, return-value]
    assert entries("ditolak") == []


def test_views_note_refusals_that_they_tell_on_the_page(cast, rf: Callable[..., RequestFactory]) -> None:
    request = rf.post("/5371/2024/langkah/1/ajukan/")  # type: ignore[attr-defined]
    request.user = cast["verifikator"]
    catat_penolakan(request, "")
    assert [(e.rantai, e.objek, e.alasan) for e in entries("ditolak")] == [
        ("5371", "POST /5371/2024/langkah/1/ajukan/", "Tidak diizinkan.")
    ]
