"""Everything an operator may set, read once from the environment; a bad value is refused loudly."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SOURCE_ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Env:
    """One installation's settings; every field has a default that works on a laptop."""

    home: Path  # BINHYEN_HOME: database, files and keys of this installation
    database_url: str  # BINHYEN_DATABASE_URL: postgresql://… ; empty = SQLite inside the home
    boundaries: Path | None  # BINHYEN_BOUNDARIES: folder with reference outlines for maps
    catalogue: Path  # BINHYEN_CATALOGUE: folder of elements, indicators, norms …
    hosts: tuple[str, ...]  # BINHYEN_HOSTS: names the site answers to, comma separated
    https: bool  # BINHYEN_HTTPS: cookies only over https, HSTS on
    debug: bool  # BINHYEN_DEBUG: error pages with details; never in production
    log_level: str  # BINHYEN_LOG_LEVEL: DEBUG, INFO, WARNING or ERROR
    media: str  # BINHYEN_MEDIA: mesh, janus or none; what carries sound and picture of a sitting
    janus_url: str  # BINHYEN_JANUS_URL: the media server's websocket here, ws://127.0.0.1:8188
    turn: tuple[str, ...]  # BINHYEN_TURN: stun:… and turn:… addresses, comma separated


class BadSetting(RuntimeError):
    """An environment variable holds a value that cannot be used."""


def read_env(environ: Mapping[str, str] = os.environ) -> Env:
    """Read the environment.

    Raises:
        BadSetting: naming the variable, its value and what is accepted.
    """
    return Env(
        home=Path(environ.get("BINHYEN_HOME") or _default_home()).expanduser().absolute(),
        database_url=_database_url(environ.get("BINHYEN_DATABASE_URL", "")),
        boundaries=_folder("BINHYEN_BOUNDARIES", environ),
        catalogue=_folder("BINHYEN_CATALOGUE", environ) or _default_catalogue(),
        hosts=tuple(
            host.strip()
            for host in environ.get("BINHYEN_HOSTS", "127.0.0.1,localhost").split(",")
            if host.strip()
        ),
        https=_flag("BINHYEN_HTTPS", environ),
        debug=_flag("BINHYEN_DEBUG", environ),
        log_level=_choice("BINHYEN_LOG_LEVEL", environ, ("WARNING", "DEBUG", "INFO", "ERROR")),
        media=_choice("BINHYEN_MEDIA", environ, ("MESH", "JANUS", "NONE")).lower(),
        janus_url=_janus_url(environ.get("BINHYEN_JANUS_URL") or "ws://127.0.0.1:8188"),
        turn=_turn(environ.get("BINHYEN_TURN", "")),
    )


def _default_home() -> Path:
    if (SOURCE_ROOT / "pyproject.toml").exists():
        return SOURCE_ROOT / "var"
    return Path.cwd() / "var"


def _default_catalogue() -> Path:
    packaged = Path(__file__).resolve().parents[1] / "catalogue"
    return packaged if packaged.exists() else SOURCE_ROOT / "catalogue"


def _database_url(value: str) -> str:
    if value and not value.startswith(("postgresql://", "postgres://")):
        raise BadSetting(
            f"BINHYEN_DATABASE_URL={value!r}: expected postgresql://user:password@host/name, "
            "or leave it empty for SQLite."
        )
    return value


def _janus_url(value: str) -> str:
    if not value.startswith(("ws://", "wss://")):
        raise BadSetting(f"BINHYEN_JANUS_URL={value!r}: expected ws://127.0.0.1:8188.")
    return value


def _turn(value: str) -> tuple[str, ...]:
    addresses = tuple(one.strip() for one in value.split(",") if one.strip())
    for one in addresses:
        if not one.startswith(("stun:", "stuns:", "turn:", "turns:")):
            raise BadSetting(
                f"BINHYEN_TURN={one!r}: expected addresses like turn:turn.example.vn:3478."
            )
    return addresses


def _folder(name: str, environ: Mapping[str, str]) -> Path | None:
    value = environ.get(name, "")
    if not value:
        return None
    folder = Path(value).expanduser().absolute()
    if not folder.is_dir():
        raise BadSetting(f"{name}={value!r}: no such folder.")
    return folder


def _flag(name: str, environ: Mapping[str, str]) -> bool:
    value = environ.get(name, "").lower()
    if value in {"", "0", "no", "false"}:
        return False
    if value in {"1", "yes", "true"}:
        return True
    raise BadSetting(f"{name}={value!r}: expected 1 or 0.")


def _choice(name: str, environ: Mapping[str, str], choices: tuple[str, ...]) -> str:
    value = environ.get(name, choices[0]).upper()
    if value not in choices:
        raise BadSetting(f"{name}={value!r}: expected one of {', '.join(choices)}.")
    return value
