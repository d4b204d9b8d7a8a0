"""Accounts of a demonstration: drawn passwords, kept beside the keys and shown on the login page.

A real installation never has them: they are opened only where a world was loaded, and shown only there.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import installation
from binhyen.worlds.thanh_hoa import accounts as thanh_hoa
from binhyen.worlds.viet_nam import accounts as viet_nam

WORLDS = {"thanh_hoa": thanh_hoa, "viet_nam": viet_nam}


def open_once(actor: Actor) -> None:
    """Open the demonstration accounts unless that was done."""
    path = _path()
    if path.exists():
        return
    opened = WORLDS.get(installation().demo_world, thanh_hoa).open_accounts(actor)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(opened, file)


def shown() -> list[dict[str, str]]:
    """Office, user name and password of each, for the login page; empty where there are none."""
    with suppress(FileNotFoundError):
        passwords = json.loads(_path().read_text(encoding="utf-8"))
        return [
            {
                "role": account.office,
                "username": account.username,
                "password": passwords[account.username],
            }
            for account in WORLDS.get(installation().demo_world, thanh_hoa).DEMO_ACCOUNTS
            if account.username in passwords
        ]
    return []


def _path() -> Path:
    return Path(settings.BINHYEN_HOME) / "keys" / "demo_accounts.json"
