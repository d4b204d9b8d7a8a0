"""Restoring a backup into an empty installation: everything is checked before anything is moved."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from binhyen.foundation.access.api import Account, Actor
from binhyen.foundation.audit.api import entries
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound
from binhyen.project.backup import databases, manifest, seal


def restore(actor: Actor, source: Path) -> manifest.Manifest:
    """Bring a backup back.

    Raises:
        NotFound: no such file.
        Conflict: this installation is not empty.
        Invalid: the file is damaged, incomplete or not a backup.
        RuleBroken: it was made by a newer version or for the other database.
    """
    if not source.is_file():
        raise NotFound(N_("Không có tệp {path}."), path=str(source))
    _refuse_inhabited()
    seal.check(source)
    home = Path(settings.BINHYEN_HOME)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder:
        contents = _unpack(source, Path(folder))
        _move_in(Path(folder), home)
    call_command("migrate", verbosity=0, interactive=False)
    record_restore(actor, file_name=source.name, taken_at=contents.created_at)
    return contents


@command("backup.restore", "Khôi phục", needs="backup.manage")
def record_restore(actor: Actor, *, file_name: str, taken_at: str) -> None:
    """Write into the restored journal that and from what it was restored."""
    note("project.Backup", file_name, after={"taken_at": taken_at})


def _refuse_inhabited() -> None:
    if entries().exists() or Account.objects.exists():
        raise Conflict(
            N_("Bản cài ở {home} đã có dữ liệu; hãy đặt BINHYEN_HOME vào một thư mục trống."),
            home=str(settings.BINHYEN_HOME),
        )


def _unpack(source: Path, folder: Path) -> manifest.Manifest:
    try:
        with zipfile.ZipFile(source) as archive:
            contents = manifest.read(archive)
            manifest.refuse_newer(contents)
            manifest.refuse_other_vendor(contents, connection.vendor)
            _refuse_other_names(archive, contents)
            for name, (size, digest) in contents.files.items():
                _unpack_one(archive, name, (int(size), str(digest)), folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as fault:
        raise Invalid(
            N_("Tệp sao lưu hỏng ({reason}); hãy dùng bản sao khác."), reason=str(fault)
        ) from fault
    return contents


def _refuse_other_names(archive: zipfile.ZipFile, contents: manifest.Manifest) -> None:
    names = sorted(archive.namelist())
    if names != sorted([*contents.files, manifest.NAME]):
        raise Invalid(N_("Tệp sao lưu thừa hoặc thiếu tệp so với mục lục; hãy dùng bản sao khác."))


def _unpack_one(
    archive: zipfile.ZipFile, name: str, expected: tuple[int, str], folder: Path
) -> None:
    """Unpack one file, never more bytes than the manifest promises."""
    with archive.open(name) as packed:
        if manifest.digest_of(packed, limit=expected[0]) != expected:
            raise Invalid(
                N_("Tệp {name} trong bản sao lưu đã bị thay đổi; hãy dùng bản sao khác."), name=name
            )
    target = manifest.safe_target(folder, name)
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as packed, target.open("wb") as out:
        shutil.copyfileobj(packed, out)


def _move_in(folder: Path, home: Path) -> None:
    """Files first, the database last: until it is there the installation counts as empty."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and name.parts[0] not in {databases.SQLITE_FILE, databases.TABLES}:
            target = home / name
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
    databases.load(folder)
