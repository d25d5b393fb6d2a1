"""NKA and IKPA: quoted by the keepers of the budget, with source and date, journalled, closed with the year."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from apps.anggaran.formulas import kategori_ikpa, kategori_nka, skala_ikpa, skala_nka
from apps.anggaran.services import NilaiBasi, catat_nilai, sidik_nilai
from apps.audit.models import Jejak
from apps.dokumen.models import AngkaKutipan
from apps.organisasi.models import Entitas, Pengguna
from apps.siklus.models import Pengesahan, Periode

pytestmark = pytest.mark.django_db
Cast = dict[str, Pengguna]


def catat(pelaku: Pengguna, entitas: Entitas, **extra: Any) -> AngkaKutipan:
    given = {"ukuran": "ikpa", "angka": Decimal("95.1"), "sumber": "OM-SPAN", "tanggal": date(2025, 1, 9)}
    return catat_nilai(**{"pelaku": pelaku, "entitas": entitas, "tahun": 2024, **given, **extra})


@pytest.fixture
def nka(entitas: Entitas) -> AngkaKutipan:
    return AngkaKutipan.objects.get(entitas=entitas, tahun=2024, ukuran="nka")


def test_the_two_scales_differ_at_their_edges() -> None:
    assert (kategori_nka(Decimal("90.01")), kategori_nka(Decimal(90))) == ("Sangat baik", "Baik")
    assert (kategori_nka(Decimal(0)), kategori_ikpa(Decimal(0))) == ("Sangat kurang", "Kurang")
    assert (kategori_ikpa(Decimal(95)), kategori_ikpa(Decimal("94.99"))) == ("Sangat baik", "Baik")
    assert [nama for nama, _ in skala_nka()] == ["Sangat baik", "Baik", "Cukup", "Kurang", "Sangat kurang"]
    assert skala_ikpa()[2] == ("Cukup", "70 sampai di bawah 89")


@pytest.mark.parametrize("who", ["operator_lain", "administrator"])
def test_keepers_record_and_the_journal_knows(cast: Cast, entitas: Entitas, who: str) -> None:
    kutipan = catat(cast[who], entitas)
    assert (kutipan.subjek, kutipan.nilai) == ("satker", "95,10")
    assert Jejak.objects.latest("pk").objek_id == str(kutipan.pk)


@pytest.mark.parametrize("who", ["operator", "verifikator", "pimpinan", "auditor", "satker_lain"])
def test_others_record_nothing(cast: Cast, entitas: Entitas, who: str) -> None:
    with pytest.raises(PermissionDenied):
        catat(cast[who], entitas)
    assert not AngkaKutipan.objects.filter(ukuran="ikpa").exists()


def test_a_correction_keeps_the_row_and_its_past(cast: Cast, entitas: Entitas, nka: AngkaKutipan) -> None:
    catat(cast["administrator"], entitas, ukuran="nka", kutipan_id=nka.pk, sidik=sidik_nilai(nka))
    nka.refresh_from_db()
    assert (nka.angka, nka.sumber) == (Decimal("95.1000"), "OM-SPAN")
    sebelum = Jejak.objects.latest("pk").sebelum
    assert sebelum is not None
    assert Decimal(sebelum["angka"]) == Decimal("93.71")


def test_a_stale_form_is_refused_with_what_stands_there(cast: Cast, entitas: Entitas, nka: AngkaKutipan) -> None:
    sidik = sidik_nilai(nka)
    catat(cast["administrator"], entitas, ukuran="nka", kutipan_id=nka.pk, sidik=sidik)
    with pytest.raises(NilaiBasi) as basi:
        catat(cast["operator_lain"], entitas, ukuran="nka", angka=Decimal(1), kutipan_id=nka.pk, sidik=sidik)
    assert basi.value.tersimpan.angka == Decimal("95.1")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"angka": Decimal("100.01")}, "angka"),
        ({"angka": Decimal("-1")}, "angka"),
        ({"tanggal": date(2023, 12, 31)}, "tanggal"),
        ({"tanggal": timezone.localdate() + timedelta(days=1)}, "tanggal"),
        ({"ukuran": "pagu"}, "ukuran"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, entitas: Entitas, wrong: dict, field: str) -> None:
    with pytest.raises(ValidationError) as galat:
        catat(cast["administrator"], entitas, **wrong)
    assert list(galat.value.message_dict) == [field]


def test_the_same_source_is_quoted_once(cast: Cast, entitas: Entitas) -> None:
    catat(cast["administrator"], entitas)
    with pytest.raises(ValidationError, match="sudah dicatat tahun ini"):
        catat(cast["administrator"], entitas, angka=Decimal(90))


def test_a_value_of_another_year_is_not_found(cast: Cast, entitas: Entitas, nka: AngkaKutipan) -> None:
    with pytest.raises(AngkaKutipan.DoesNotExist):
        catat(cast["administrator"], entitas, tahun=2023, kutipan_id=nka.pk)


def test_a_closed_year_takes_nothing(cast: Cast, entitas: Entitas) -> None:
    periode = Periode.objects.get_or_create(entitas=entitas, tahun=2024, triwulan=0)[0]
    Pengesahan.objects.create(
        periode=periode,
        cara="aplikasi",
        tanggal=date(2025, 2, 14),
        penandatangan="Ketua",
        disahkan_oleh=cast["pimpinan"],
    )
    with pytest.raises(ValidationError, match="sudah disahkan"):
        catat(cast["administrator"], entitas)
