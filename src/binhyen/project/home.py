"""The folder of one installation: where its database, files and keys lie."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from binhyen.kernel.errors import N_, Invalid


def prepare(home: Path) -> None:
    """Create the installation's folders.

    Raises:
        Invalid: the folder cannot be made or written.
    """
    try:
        for name in ("keys", "figures", "documents", "media", "static"):
            (home / name).mkdir(parents=True, exist_ok=True)
        (home / "keys").chmod(0o700)
    except OSError as fault:
        raise Invalid(
            N_("Không ghi được vào thư mục {home} ({reason}); hãy đặt BINHYEN_HOME khác."),
            home=str(home),
            reason=fault.strerror or str(fault),
        ) from fault


def secret_key(home: Path) -> str:
    """The signing key of this installation, made at first use and never shared."""
    prepare(home)
    path = home / "keys" / "secret.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    return _read(path)


def _read(path: Path) -> str:
    value = path.read_text(encoding="ascii").strip()
    if len(value) < 50:
        raise Invalid(
            N_("Khóa {path} hỏng hoặc trống; hãy khôi phục từ bản sao lưu."), path=str(path)
        )
    return value
