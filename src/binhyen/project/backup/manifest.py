"""What a backup says of itself: every file with size and SHA-256, and the schema it belongs to."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from django.db.migrations.loader import MigrationLoader

from binhyen.kernel.errors import N_, Invalid, RuleBroken

NAME = "manifest.json"
FORMAT = 1
MANIFEST_LIMIT = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """The table of contents; `files` maps a name to [bytes, sha256]."""

    format: int
    product: str
    vendor: str
    created_at: str
    installation: str
    migrations: list[list[str]]
    files: dict[str, list[Any]]

    def as_json(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True)


def read(archive: zipfile.ZipFile) -> Manifest:
    """The archive's manifest.

    Raises:
        Invalid: there is none, or it cannot be understood.
    """
    try:
        with archive.open(NAME) as packed:
            # A larger one ends in the middle of its JSON, and is refused below.
            return Manifest(**json.loads(packed.read(MANIFEST_LIMIT)))
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as fault:
        raise Invalid(
            N_("Tệp sao lưu không có mục lục đọc được ({reason}); hãy dùng bản sao khác."),
            reason=str(fault),
        ) from fault


def refuse_newer(manifest: Manifest) -> None:
    """Refuse a backup of a later version, whose tables this one does not know.

    Raises:
        RuleBroken: naming the version that made it.
    """
    known = set(MigrationLoader(None).disk_migrations)
    unknown = [name for name in manifest.migrations if tuple(name) not in known]
    if manifest.format > FORMAT or unknown:
        raise RuleBroken(
            N_(
                "Bản sao lưu do phiên bản mới hơn ({product}) tạo ra; hãy cài phiên bản đó rồi khôi phục."
            ),
            product=manifest.product,
        )


def refuse_other_vendor(manifest: Manifest, vendor: str) -> None:
    """Refuse a backup of the other database.

    Raises:
        RuleBroken: naming both and the variable that chooses.
    """
    if manifest.vendor != vendor:
        raise RuleBroken(
            N_(
                "Bản sao lưu thuộc {theirs}, bản cài này dùng {ours}; hãy đặt lại BINHYEN_DATABASE_URL."
            ),
            theirs=manifest.vendor,
            ours=vendor,
        )


def digest_of(source: IO[bytes], limit: int | None = None) -> tuple[int, str]:
    """Size and SHA-256 of a stream, read in pieces; stops with -1 past the limit."""
    size, digest = 0, hashlib.sha256()
    while piece := source.read(1 << 20):
        size += len(piece)
        if limit is not None and size > limit:
            return -1, ""
        digest.update(piece)
    return size, digest.hexdigest()


def safe_target(folder: Path, name: str) -> Path:
    """Where an archived file goes.

    Raises:
        Invalid: the name would leave the folder.
    """
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()) or name.startswith("/"):
        raise Invalid(N_("Tệp sao lưu chứa đường dẫn lạ: {name}."), name=name)
    return target
