"""Administration of accounts: an administrator rules in the own satker, and cannot rise beyond it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from apps.audit.models import Jejak
from apps.organisasi.models import Keanggotaan, Pengguna, Satker, Subbagian
from apps.organisasi.permissions import Peran
from tests.conftest import make_user
from tests.organisasi.conftest import as_posted
from tests.organisasi.test_admin import url
from tests.organisasi.test_admin_writing import add, change, errors

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
SANDI = "Rahasia-Sekali-2024"


def account(satker: Satker, **changes: Any) -> dict[str, Any]:
    """What is typed for a new account with one membership."""
    membership = {"satker": satker.pk, "peran": "verifikator", "mulai": "2024-01-01"}
    return {
        "nama": "Orang Baru",
        "username": "baru",
        "password1": SANDI,
        "password2": SANDI,
        **{f"keanggotaan-0-{name}": value for name, value in membership.items()},
        **changes,
    }


def password_url(user: Pengguna) -> str:
    return reverse("admin:auth_user_password_change", args=[user.pk])


@pytest.fixture
def operator(satker: Satker) -> Pengguna:
    return make_user(satker, Peran.OPERATOR, "hukum")


@pytest.fixture
def me(staff: SignIn) -> Pengguna:
    client = staff("administrator")
    return Pengguna.objects.get(pk=client.session["_auth_user_id"])


def test_a_new_account_belongs_to_the_own_satker(staff: SignIn, satker: Satker) -> None:
    assert add(staff("administrator"), Pengguna, **account(satker)).status_code == 302
    user = Pengguna.objects.get(username="baru")
    assert user.check_password(SANDI)
    assert (user.is_superuser, user.is_staff) == (False, False)
    assert user.keanggotaan.get().satker == satker
    acts = [(entry.rantai, entry.tindakan, entry.objek_jenis) for entry in Jejak.objects.all()[:2]]
    assert set(acts) == {
        ("5371", "buat_akun", "organisasi.pengguna"),
        ("5371", "tambah", "organisasi.keanggotaan"),
    }


def test_a_new_administrator_gets_the_administration_at_once(staff: SignIn, satker: Satker) -> None:
    client = staff("administrator")
    assert b"Perlu untuk administrator" in client.get(url(Pengguna, "add")).content
    typed = account(satker, **{"keanggotaan-0-peran": "administrator"}, is_staff="on")
    assert add(client, Pengguna, **typed).status_code == 302
    user = Pengguna.objects.get(username="baru")
    assert user.is_staff and not user.is_superuser


def test_subbagian_of_the_same_name_say_whose_they_are(staff: SignIn) -> None:
    page = staff("administrator").get(url(Pengguna, "add")).content.decode()
    assert "(KPU Kota Kupang)</option>" in page


def test_an_account_without_membership_is_refused(staff: SignIn, satker: Satker, operator: Pengguna) -> None:
    client = staff("administrator")
    nothing = {"keanggotaan-0-satker": None, "keanggotaan-0-peran": None, "keanggotaan-0-mulai": None}
    assert errors(add(client, Pengguna, **account(satker, **nothing)))
    assert errors(add(client, Pengguna, **account(satker, **nothing, **{"keanggotaan-TOTAL_FORMS": "0"})))
    assert not Pengguna.objects.filter(username="baru").exists()
    said = errors(change(client, operator, **{"keanggotaan-0-DELETE": "on"}))
    assert "sedikitnya satu keanggotaan" in said
    assert operator.keanggotaan.exists()


def test_an_operator_needs_a_subbagian_of_the_same_satker(staff: SignIn, satker: Satker, lain: dict[Any, Any]) -> None:
    client = staff("administrator")
    role = {"keanggotaan-0-peran": "operator"}
    assert "Operator harus memiliki subbagian" in errors(add(client, Pengguna, **account(satker, **role)))
    role["keanggotaan-0-subbagian"] = lain[Subbagian].pk
    assert "valid" in errors(add(client, Pengguna, **account(satker, **role)))


def test_no_role_in_another_satker(staff: SignIn, satker_lain: Satker, me: Pengguna) -> None:
    client = staff("administrator")
    assert "valid" in errors(add(client, Pengguna, **account(satker_lain)))
    values = {"pengguna": me.pk, "satker": satker_lain.pk, "peran": "administrator", "mulai": "2024-01-01"}
    assert "valid" in errors(add(client, Keanggotaan, **values))
    assert "valid" in errors(change(client, me, **{"keanggotaan-0-satker": satker_lain.pk}))
    assert "valid" in errors(change(client, me.keanggotaan.get(), satker=satker_lain.pk))
    assert not Keanggotaan.objects.filter(pengguna=me, satker=satker_lain).exists()


def test_nobody_becomes_superuser_by_a_form(staff: SignIn, satker: Satker, me: Pengguna, operator: Pengguna) -> None:
    client = staff("administrator")
    extra = {"is_superuser": "on", "groups": "1", "user_permissions": "1"}
    for user in (me, operator):
        page = client.get(url(Pengguna, "change", user.pk))
        assert not {"is_superuser", "groups", "user_permissions"} & set(page.context["adminform"].form.fields)
        assert client.post(url(Pengguna, "change", user.pk), as_posted(page, **extra)).status_code == 302
    assert add(client, Pengguna, **account(satker, **extra)).status_code == 302
    assert not Pengguna.objects.filter(is_superuser=True).exists()
    fields = staff("superuser").get(url(Pengguna, "change", me.pk)).context["adminform"].form.fields
    assert "is_superuser" in fields
    assert not {"groups", "user_permissions"} & set(fields)


def test_a_superuser_is_out_of_reach(staff: SignIn, satker: Satker) -> None:
    user = Pengguna.objects.create_superuser("pusat", "pusat@example.go.id", SANDI, nama="Pusat")
    Keanggotaan.objects.create(pengguna=user, satker=satker, peran=Peran.AUDITOR)
    client = staff("administrator")
    shown = client.get(url(Pengguna, "change", user.pk)).content.decode()
    assert "hanya diubah oleh pengelola aplikasi" in shown
    assert client.post(url(Pengguna, "change", user.pk), {"nama": "X"}).status_code == 403
    assert client.get(password_url(user)).status_code == 403
    assert client.post(password_url(user), {"password1": "Baru-Sekali-2024", "password2": "x"}).status_code == 403
    user.refresh_from_db()
    assert user.check_password(SANDI)


@pytest.mark.parametrize(("selesai", "status"), [(None, 403), (date.today(), 403), (-1, 200)])
def test_who_also_belongs_elsewhere_is_out_of_reach(
    staff: SignIn, operator: Pengguna, satker_lain: Satker, selesai: Any, status: int
) -> None:
    """A membership that ended elsewhere no longer counts: people move from one office to another."""
    end = date.today() - timedelta(days=1) if selesai == -1 else selesai
    Keanggotaan.objects.create(
        pengguna=operator, satker=satker_lain, peran=Peran.AUDITOR, mulai=date(2020, 1, 1), selesai=end
    )
    client = staff("administrator")
    shown = client.get(url(Pengguna, "change", operator.pk))
    assert ("juga terdaftar di satker lain" in shown.content.decode()) == (status == 403)
    assert satker_lain.nama_singkat not in shown.content.decode(), "nor is it told where"
    assert client.post(url(Pengguna, "change", operator.pk), {}).status_code == status
    assert client.get(password_url(operator)).status_code == status


def test_people_of_another_satker_do_not_exist(staff: SignIn, lain: dict[Any, Any]) -> None:
    client, user = staff("administrator"), lain[Pengguna]
    assert client.get(url(Pengguna, "change", user.pk)).status_code == 404
    assert client.post(password_url(user), {"password1": SANDI, "password2": SANDI}).status_code == 404
    assert "valid" in errors(
        add(client, Keanggotaan, pengguna=user.pk, peran="auditor", mulai="2024-01-01", subbagian=None)
    )


def test_accounts_are_switched_off_not_deleted(staff: SignIn, operator: Pengguna) -> None:
    client = staff("administrator")
    assert client.post(url(Pengguna, "delete", operator.pk), {"post": "yes"}).status_code == 403
    assert staff("superuser").post(url(Pengguna, "delete", operator.pk), {"post": "yes"}).status_code == 403
    assert change(client, operator, is_active=None).status_code == 302
    operator.refresh_from_db()
    assert not operator.is_active
    entry = Jejak.objects.first()
    assert (entry.rantai, entry.sebelum["is_active"], entry.sesudah["is_active"]) == ("5371", True, False)


def test_no_password_ever_reaches_the_journal(staff: SignIn, satker: Satker, operator: Pengguna) -> None:
    client = staff("administrator")
    add(client, Pengguna, **account(satker))
    change(client, operator, nama="Nama Lain")
    entries = Jejak.objects.count()
    assert client.post(password_url(operator), {"password1": SANDI, "password2": SANDI}).status_code == 302
    operator.refresh_from_db()
    assert operator.check_password(SANDI)
    assert Jejak.objects.count() == entries + 1
    entry = Jejak.objects.first()
    assert (entry.tindakan, entry.objek, entry.sesudah) == ("ubah", "Nama Lain", {"kata_sandi": "diganti"})
    for entry in Jejak.objects.filter(objek_jenis="organisasi.pengguna"):
        assert "password" not in {**(entry.sebelum or {}), **(entry.sesudah or {})}
    hashes = Pengguna.objects.values_list("password", flat=True)
    assert not any(secret in str([entry.sebelum, entry.sesudah]) for entry in Jejak.objects.all() for secret in hashes)


def test_ones_own_password(staff: SignIn, me: Pengguna) -> None:
    client = staff("administrator")
    page = reverse("admin:password_change")
    wrong = client.post(page, {"old_password": "salah", "new_password1": SANDI, "new_password2": SANDI})
    assert "Kata sandi lama salah" in wrong.content.decode()
    entries = Jejak.objects.count()
    right = {"old_password": "sandi-uji-kinerja", "new_password1": SANDI, "new_password2": SANDI}
    assert client.post(page, right).status_code == 302
    me.refresh_from_db()
    assert me.check_password(SANDI)
    assert Jejak.objects.count() == entries + 1
    assert client.get(reverse("admin:index")).status_code == 200, "still signed in"


def test_passwords_that_differ_are_refused_in_indonesian(staff: SignIn, satker: Satker) -> None:
    said = errors(add(staff("administrator"), Pengguna, **account(satker, password2="Lain-Sekali-2024")))
    assert "Kedua kata sandi tidak sama." in said


def test_a_membership_ends_and_the_account_stays_in_sight(staff: SignIn, operator: Pengguna) -> None:
    client = staff("administrator")
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    first = {"keanggotaan-0-mulai": "2020-01-01", "keanggotaan-0-selesai": yesterday}
    assert change(client, operator, **first).status_code == 302
    assert client.get(url(Pengguna, "change", operator.pk)).status_code == 200


def test_every_column_of_rows_in_a_form_has_a_name(staff: SignIn, operator: Pengguna) -> None:
    page = lxml.html.fromstring(staff("administrator").get(url(Pengguna, "change", operator.pk)).content)
    heads = [" ".join(th.text_content().split()) for th in page.xpath("//div[@id='keanggotaan-group']//th")]
    assert heads == ["Baris", "Satker", "Peran", "Subbagian", "Mulai", "Selesai", "Hapus?"]


def test_the_rows_of_a_form_are_otherwise_djangos_own() -> None:
    """After an upgrade the copy follows what Django changed."""
    name = "admin/edit_inline/tabular.html"
    ours = (Path(settings.BASE_DIR) / "templates" / name).read_text().split("{% endcomment %}\n", 1)[1]
    for named in ("Baris", "Tindakan"):
        span = f'<span class="visually-hidden">{named}</span>'
        assert ours.count(span) == 1
        ours = ours.replace(span, "")
    django = (Path(admin.__file__).parent / "templates" / name).read_text()
    assert ours.replace("{% else %}{% endif %}</th>", "{% endif %}</th>") == django
