"""A backup brings a whole installation back; a damaged, newer or misplaced one is refused untouched."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

from binhyen.project.backup import seal
from tests.installation.support import run


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """An installation with one document and two journalled acts: backups of itself."""
    folder = tmp_path_factory.mktemp("installation")
    place = folder / "home"
    assert run(place, "backup", str(folder / "first.zip")).returncode == 0
    (place / "documents" / "report.pdf").write_bytes(b"%PDF-1.7 b\xc3\xa1o c\xc3\xa1o")
    assert run(place, "backup", str(folder / "backup.zip")).returncode == 0
    return folder


@pytest.fixture
def home(template: Path) -> Path:
    return template / "home"


@pytest.fixture
def archive(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(template / "backup.zip", tmp_path))


def test_it_restores_rows_documents_and_keys(home: Path, archive: Path, tmp_path: Path):
    other = tmp_path / "other"
    done = run(other, "restore", str(archive))
    assert done.returncode == 0, done.stderr
    assert (other / "documents" / "report.pdf").read_bytes().startswith(b"%PDF")
    assert (other / "keys" / "secret.key").read_text() == (home / "keys" / "secret.key").read_text()
    assert actions(other)[:1] == ["backup.take"]
    assert json.loads(run(other, "audit", "verify", "--format", "json").stdout)["intact"]


def test_it_refuses_an_inhabited_installation(home: Path, archive: Path):
    before = actions(home)
    done = run(home, "restore", str(archive))
    assert done.returncode == 2
    assert "BINHYEN_HOME" in done.stderr
    assert actions(home) == before


def test_it_does_not_overwrite_a_file(home: Path, archive: Path):
    done = run(home, "backup", str(archive))
    assert done.returncode == 2
    assert "backup.zip" in done.stderr


@pytest.mark.parametrize("fraction", [0.02, 0.3, 0.6, 0.95])
def test_it_refuses_a_file_with_one_changed_byte(archive: Path, tmp_path: Path, fraction: float):
    content = bytearray(archive.read_bytes())
    content[int(len(content) * fraction)] ^= 0x41
    archive.write_bytes(content)
    refuse(archive, tmp_path)


def test_it_refuses_a_file_cut_short(archive: Path, tmp_path: Path):
    archive.write_bytes(archive.read_bytes()[:-2000])
    refuse(archive, tmp_path)


def test_it_refuses_a_newer_one_naming_its_version(archive: Path, tmp_path: Path):
    rewrite(
        archive,
        lambda made: (
            made | {"product": "9.9", "migrations": [*made["migrations"], ["audit", "0999_x"]]}
        ),
    )
    assert "9.9" in refuse(archive, tmp_path)


def test_it_refuses_a_bomb_that_unpacks_to_more_than_it_says(archive: Path, tmp_path: Path):
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("documents/bomb", b"\0" * 50_000_000)
    rewrite(
        archive, lambda made: made | {"files": made["files"] | {"documents/bomb": [10, "0" * 64]}}
    )
    refuse(archive, tmp_path)


def test_it_refuses_a_path_that_leaves_the_folder(archive: Path, tmp_path: Path):
    import hashlib

    with zipfile.ZipFile(archive, "a") as zipped:
        zipped.writestr("../escaped", b"x")
    entry = {"../escaped": [1, hashlib.sha256(b"x").hexdigest()]}
    rewrite(archive, lambda made: made | {"files": made["files"] | entry})
    refuse(archive, tmp_path)
    assert not list(tmp_path.rglob("escaped"))


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_it_refuses_what_is_no_backup(tmp_path: Path, content: bytes):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    refuse(path, tmp_path)


def refuse(archive: Path, tmp_path: Path) -> str:
    """Restoring into a fresh folder fails with exit 2 and leaves it empty; returns what was said."""
    place = tmp_path / "fresh"
    done = run(place, "restore", str(archive))
    assert done.returncode == 2, done.stdout
    assert "Traceback" not in done.stderr
    assert actions(place) == []
    assert not list((place / "documents").rglob("*.pdf"))
    assert not list(place.glob(".restore-*"))
    return done.stderr


def rewrite(archive: Path, change) -> None:
    with zipfile.ZipFile(archive) as zipped:
        kept = {name: zipped.read(name) for name in zipped.namelist()}
    kept["manifest.json"] = json.dumps(change(json.loads(kept["manifest.json"]))).encode()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in kept.items():
            zipped.writestr(name, content)
        zipped.comment = seal.PLACE
    seal.close(archive)


def actions(home: Path) -> list[str]:
    database = sqlite3.connect(home / "binhyen.sqlite3")
    try:
        return [
            row[0] for row in database.execute("SELECT action FROM audit_journalentry ORDER BY seq")
        ]
    finally:
        database.close()
