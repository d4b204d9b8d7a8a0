"""Taking a backup: a consistent copy of database, documents and keys in one checked file."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import installation
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid
from binhyen.project.backup import databases, manifest, seal
from binhyen.project.version import VERSION

# What an installation is besides its database. Figures are derived and rebuilt, so they stay out.
# The anchor is copied first: it may lag behind the database's journal, never lead it.
FILES = ("journal.head", "keys", "documents", "media")


def take(actor: Actor, target: Path) -> manifest.Manifest:
    """Write a backup to `target`, complete or not at all.

    Raises:
        Conflict: the file exists already.
        Invalid: it cannot be written.
    """
    if target.exists():
        raise Conflict(N_("Tệp {path} đã có; hãy chọn tên khác."), path=str(target))
    draft = target.with_name(f".{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=settings.BINHYEN_HOME) as folder:
            made = _write(draft, Path(folder))
        draft.replace(target)
    except OSError as fault:
        raise Invalid(
            N_("Không ghi được tệp sao lưu {path}: {reason}."), path=str(target), reason=str(fault)
        ) from fault
    finally:
        draft.unlink(missing_ok=True)
    record_backup(actor, file_name=target.name, files=len(made.files))
    return made


@command("backup.take", "Sao lưu", needs="backup.manage")
def record_backup(actor: Actor, *, file_name: str, files: int) -> None:
    """Write into the journal that a backup was taken."""
    note("project.Backup", file_name, after={"files": files})


def _write(draft: Path, folder: Path) -> manifest.Manifest:
    home = Path(settings.BINHYEN_HOME)
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        files = {name: _add(archive, path, name) for name, path in _own_files(home)}
        databases.dump(folder)
        # Documents are stored before the row that names them, so those made since are looked at again.
        later = {name: path for name, path in _own_files(home) if name not in files}
        later |= {path.relative_to(folder).as_posix(): path for path in _below(folder)}
        files |= {name: _add(archive, path, name) for name, path in later.items()}
        made = manifest.Manifest(
            format=manifest.FORMAT,
            product=VERSION,
            vendor=connection.vendor,
            created_at=clock.now().isoformat(timespec="seconds"),
            installation=str(installation().key),
            migrations=sorted(map(list, MigrationRecorder(connection).applied_migrations())),
            files=files,
        )
        archive.writestr(manifest.NAME, made.as_json())
        archive.comment = seal.PLACE
    seal.close(draft)
    return made


def _own_files(home: Path) -> list[tuple[str, Path]]:
    found = [path for name in FILES for path in _below(home / name)]
    return [(path.relative_to(home).as_posix(), path) for path in found]


def _below(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return sorted(path for path in place.rglob("*") if path.is_file())


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> list[object]:
    archive.write(path, name)
    with path.open("rb") as source:
        return list(manifest.digest_of(source))
