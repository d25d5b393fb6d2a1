"""Habits that a machine can hold us to: pure modules, small files, declared templates, constraints with sentences."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.db.models.constraints import BaseConstraint

ROOT = Path(settings.BASE_DIR)
OWN = [model for model in apps.get_models() if model.__module__.startswith("apps.")]
CODE = [path for path in sorted((ROOT / "apps").rglob("*.py")) if "migrations" not in path.parts]
TEMPLATES = sorted(path for folder in ("templates", "apps") for path in (ROOT / folder).rglob("*.html"))
CHARTS = sorted(path.stem for path in (ROOT / "apps" / "laporan" / "charts").glob("*.py") if path.stem != "__init__")
IMPORTERS = sorted(
    path.stem for path in (ROOT / "apps" / "anggaran" / "importers").glob("*.py") if path.stem != "__init__"
)
PURE = [
    "apps.ui.numbers",
    "apps.ui.pasted",
    "apps.dokumen.rules",
    "apps.dokumen.archive",
    "apps.dokumen.content",
    "apps.organisasi.permissions",
    "apps.pengukuran.checks",
    "apps.pengukuran.formulas",
    "apps.pengukuran.kelengkapan",
    "apps.perencanaan.aturan_nasional",
    "apps.anggaran.formulas",
    *(f"apps.anggaran.importers.{name}" for name in IMPORTERS),
    "apps.laporan.table",
    *(f"apps.laporan.charts.{name}" for name in CHARTS),
    "apps.laporan.perbandingan.pilihan",
    "apps.laporan.perbandingan.pilihan_anggaran",
]
ENGLISH = re.compile(r"\b(the|is|are|must|not|with|this|already|constraint|violated)\b", re.IGNORECASE)


@pytest.mark.parametrize("module", PURE)
def test_pure_modules_import_no_django(module: str) -> None:
    code = f"import sys; sys.modules['django'] = None; import {module}"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_stay_small_and_without_leftovers(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    assert path.name != "utils.py"
    assert "django.dispatch" not in text
    assert "db.models.signals" not in text
    assert not re.search(r"\b(TODO|FIXME|XXX)\b", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_declare_what_they_need_and_hold_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    head = re.sub(r"^\s*\{% extends .*? %\}\s*", "", text)
    assert head.lstrip().startswith("{% comment %}")
    if path.name != "berkas_tabel.html":  # a file that is downloaded and stands alone, never served as a page
        assert not re.search(r"<[^>]+\sstyle=", text)
        assert "<style" not in text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"<[^>]+\son[a-z]+=", text)


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_models_speak_indonesian(model: type[models.Model]) -> None:
    assert model.__str__ is not models.Model.__str__
    assert {"verbose_name", "verbose_name_plural"} <= set(model._meta.original_attrs)
    for constraint in model._meta.constraints:
        message = str(constraint.violation_error_message)
        assert message.endswith("."), constraint.name
        assert message != str(BaseConstraint.default_violation_error_message), constraint.name
        assert not ENGLISH.search(message), constraint.name


@pytest.mark.django_db
@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_rows_name_themselves_for_people(model: type[models.Model]) -> None:
    for row in model._default_manager.all()[:20]:
        assert str(row).strip()
        assert not re.search(r"\bobject \(|None", str(row))


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_audited_model_is_in_the_admin() -> None:
    """What is not audited is scratch of one person, which is nobody else's to look at."""
    from django.contrib import admin

    registered = {model._meta.label for model in admin.site._registry}
    assert {model._meta.label for model in OWN if getattr(model, "diaudit", True)} - registered == set()
