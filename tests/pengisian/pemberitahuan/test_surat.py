"""Notices on the page and by e-mail: once each, plain, with links that lead there."""

from collections.abc import Callable
from io import StringIO
from smtplib import SMTPRecipientsRefused
from typing import Any

import lxml.html
import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.test import Client

from apps.audit.models import Jejak
from apps.organisasi.models import Keanggotaan, Pengguna
from apps.pengukuran.models import Realisasi
from apps.siklus.models import Periode, SuratTerkirim

pytestmark = pytest.mark.django_db
Cast = dict[str, Pengguna]
Step = Callable[..., Realisasi]


@pytest.fixture
def surel(settings, cast: Cast) -> Cast:  # type: ignore[no-untyped-def]
    """An office with a mail server, whose people have addresses."""
    settings.EMAIL_HOST = "smtp.example.go.id"
    settings.SITE_URL = "https://kinerja.example.go.id"
    for nama in ("operator", "verifikator", "pimpinan"):
        cast[nama].email = f"{nama}@example.go.id"
        cast[nama].save()
    return cast


def send() -> str:
    out = StringIO()
    call_command("kirim_pemberitahuan", stdout=out)
    return out.getvalue()


def letters_to(nama: str) -> list[EmailMessage]:
    return [surat for surat in mail.outbox if surat.to == [f"{nama}@example.go.id"]]


def test_the_page_lists_what_the_person_should_know(
    client_of: Callable[[str], Client], periode: Periode, lengkap: Realisasi, langkah: Step
) -> None:
    langkah("operator", "ajukan", lengkap)
    langkah("verifikator", "kembalikan", lengkap, "Lampirkan <i>D.Hasil</i>.")
    tree: Any = lxml.html.fromstring(client_of("operator").get("/5371/2024/pemberitahuan/").content)
    items = tree.xpath("//ul[@class='tasks']/li")
    assert "Lampirkan <i>D.Hasil</i>." in items[0].text_content()
    assert items[0].xpath(".//a/@href") == ["/5371/2024/isi/6/tahunan/"]
    empty = lxml.html.fromstring(client_of("auditor").get("/5371/2024/pemberitahuan/").content)
    assert "Tidak ada pemberitahuan" in empty.text_content()


def test_without_a_mail_server_the_command_says_so(periode: Periode, cast: Cast) -> None:
    assert "EMAIL_URL kosong" in send()
    assert mail.outbox == []
    assert not SuratTerkirim.objects.exists()


def test_a_person_gets_one_letter_and_nothing_twice(periode: Periode, surel: Cast) -> None:
    keluar = send()
    assert "1 surel terkirim, 0 gagal" in keluar
    (surat,) = letters_to("operator")
    assert surat.subject == "Kinerja KPU: Tenggat Tahunan 2024: sisa 7 hari"
    assert f"Yth. {surel['operator'].nama}" in str(surat.body)
    assert "https://kinerja.example.go.id/5371/2024/tugas/" in str(surat.body)
    assert "0 surel terkirim" in send()
    assert len(mail.outbox) == 1


def test_something_new_is_sent_alone(periode: Periode, lengkap: Realisasi, langkah: Step, surel: Cast) -> None:
    send()
    mail.outbox.clear()
    langkah("operator", "ajukan", lengkap)
    send()
    (surat,) = mail.outbox
    assert surat.to == ["verifikator@example.go.id"]
    assert "/5371/2024/verifikasi/6/tahunan/" in str(surat.body)
    langkah("verifikator", "kembalikan", lengkap, "Lampirkan\nD.Hasil.")
    send()
    (surat,) = letters_to("operator")
    assert "Dikembalikan" in surat.subject
    assert "D.Hasil." in str(surat.body)
    assert "Tenggat" not in str(surat.body)


def test_one_address_that_fails_does_not_stop_the_others_and_is_tried_again(
    periode: Periode,
    lengkap: Realisasi,
    langkah: Step,
    surel: Cast,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    langkah("operator", "ajukan", lengkap)
    send_as_usual = EmailMessage.send

    def refuse(self: EmailMessage, fail_silently: bool = False) -> int:
        if self.to == ["operator@example.go.id"]:
            raise SMTPRecipientsRefused({})
        return send_as_usual(self, fail_silently)

    monkeypatch.setattr(EmailMessage, "send", refuse)
    assert "1 surel terkirim, 1 gagal" in send()
    assert "operator@example.go.id" not in caplog.text
    monkeypatch.undo()
    assert "1 surel terkirim, 0 gagal" in send()
    assert len(letters_to("operator")) == 1


def test_without_an_address_nothing_is_remembered(periode: Periode, surel: Cast) -> None:
    surel["operator"].email = ""
    surel["operator"].save()
    assert "orang tanpa alamat surel" in send()
    assert not SuratTerkirim.objects.filter(pengguna=surel["operator"]).exists()


@pytest.mark.parametrize("keluar", ["akun", "keanggotaan"])
def test_who_left_gets_no_letter(periode: Periode, surel: Cast, keluar: str) -> None:
    if keluar == "akun":
        Pengguna.objects.filter(pk=surel["operator"].pk).update(is_active=False)
    else:
        Keanggotaan.objects.filter(pengguna=surel["operator"]).update(mulai="2020-01-01", selesai="2020-12-31")
    send()
    assert letters_to("operator") == []


def test_letters_leave_the_journal_alone(periode: Periode, surel: Cast) -> None:
    jejak = Jejak.objects.count()
    send()
    assert Jejak.objects.count() == jejak
