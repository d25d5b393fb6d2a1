"""What others made is kept with its version and licence, and is the version that it says it is."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "static"
FOLDERS = sorted(path for parent in ("vendor", "fonts") for path in (STATIC / parent).iterdir() if path.is_dir())
# Where a file says its own version. A font says it in a table of its own, which only a library of fonts reads.
STATED = {
    "bootstrap": ("bootstrap.min.css", r"Bootstrap\s+v([\d.]+)"),
    "htmx": ("htmx.min.js", r'version:"([\d.]+)"'),
}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_vendored_folder_has_version_and_licence(folder: Path) -> None:
    assert re.match(r"\d+\.\d+", (folder / "VERSION").read_text("utf-8"))
    assert len((folder / "LICENSE").read_text("utf-8")) > 200


@pytest.mark.parametrize("name", STATED)
def test_the_version_is_that_of_the_file(name: str) -> None:
    file, pattern = STATED[name]
    stated = re.search(pattern, (STATIC / "vendor" / name / file).read_text("utf-8"))
    assert stated
    assert stated[1] == (STATIC / "vendor" / name / "VERSION").read_text("utf-8").strip()


def test_nothing_of_others_lies_beside_them() -> None:
    assert [path.name for path in (STATIC / "vendor").iterdir() if path.is_file()] == []
    assert "digambar untuk aplikasi ini" in (STATIC / "icons.LICENSE.txt").read_text("utf-8")
