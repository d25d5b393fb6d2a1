"""Who keeps meetings, who reports on a decision, and what stands on an agenda."""

import pytest

from apps.organisasi import permissions as p
from apps.organisasi.permissions import PemilikTugas
from apps.rapat.acara import acara_baku
from tests.organisasi.test_permissions import ORANG

SIAPA, LAIN, SUBBAGIAN = 7, 8, 3


@pytest.mark.parametrize("siapa", ORANG)
def test_meetings_are_kept_by_verifikator_pimpinan_and_administrator(siapa: str) -> None:
    keputusan = p.boleh_mengelola_rapat(ORANG[siapa])
    assert bool(keputusan) == (siapa in ("verifikator", "pimpinan", "administrator"))
    assert keputusan or keputusan.alasan.endswith(".")


@pytest.mark.parametrize("siapa", ORANG)
def test_follow_up_is_reported_by_the_subbagian_that_owes_it_and_by_those_who_ask(siapa: str) -> None:
    keputusan = p.boleh_menutup_tindak_lanjut(ORANG[siapa], SIAPA, PemilikTugas(SUBBAGIAN))
    assert bool(keputusan) == (siapa in ("operator", "verifikator", "pimpinan"))
    assert keputusan or keputusan.alasan.endswith(".")


@pytest.mark.parametrize("siapa", ORANG)
def test_a_named_person_reports_whatever_the_role_but_strangers_do_not(siapa: str) -> None:
    assert bool(p.boleh_menutup_tindak_lanjut(ORANG[siapa], SIAPA, PemilikTugas(None, SIAPA))) == (
        siapa != "orang_luar"
    )
    assert bool(p.boleh_menutup_tindak_lanjut(ORANG[siapa], SIAPA, PemilikTugas(None, LAIN))) == (
        siapa in ("verifikator", "pimpinan")
    )


def test_an_agenda_goes_from_what_was_decided_to_what_will_be() -> None:
    acara = acara_baku("Triwulan III 2024", 2024, 3, [(1, "Satu"), (2, "Dua")])
    assert acara[0].startswith("Pembukaan")
    assert acara[1] == "Tindak lanjut keputusan rapat sebelumnya"
    assert acara[2:4] == ["Capaian Triwulan III 2024: sasaran 1. Satu", "Capaian Triwulan III 2024: sasaran 2. Dua"]
    assert acara[-3:] == ["Rencana kegiatan Triwulan IV 2024", *acara[-2:]]
    assert acara[-1] == "Penutup"


@pytest.mark.parametrize(("triwulan", "rencana"), [(1, "Triwulan II 2024"), (4, "tahun 2025"), (0, "tahun 2025")])
def test_a_meeting_plans_for_what_follows(triwulan: int, rencana: str) -> None:
    assert f"Rencana kegiatan {rencana}" in acara_baku("x", 2024, triwulan, [])
