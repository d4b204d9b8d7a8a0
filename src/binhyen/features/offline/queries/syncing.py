"""What a device keeps, in parts named by their content: after a cut, or a day later, only what changed travels.

Everything in a part is what the account may see of its own unit; the directory is public knowledge of its province.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from binhyen.features.offline.queries.keeping import (
    directory_rows,
    form_rows,
    message_rows,
    norm_rows,
    period_rows,
    report_months,
)
from binhyen.features.offline.queries.scopes import working_unit
from binhyen.features.offline.queries.today import is_demonstration, today
from binhyen.features.offline.types import Part
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, NotFound

DIGEST_LENGTH = 16
MONTHS_KEPT = timedelta(days=400)  # thirteen months and the days of a cut-off
DIRECTORY_ROWS = 150  # a part of the directory travels in about a second on a weak line


def manifest(actor: Actor, unit_id: int | None = None, cursor: str = "") -> dict[str, Any]:
    """What a device of this account should hold: parts with digest and size, under one cursor.

    With the cursor of the last sync and nothing new the list of parts is left out.

    Raises:
        Refused: the account works offline for no unit; the device wipes what it kept.
    """
    unit = working_unit(actor, unit_id)
    listed = [[part.name, part.digest, len(packed(part))] for part in parts(actor, unit.id)]
    newest = _digest(json.dumps([actor.id, unit.id, listed]).encode())
    facts = {
        "cursor": newest,
        "account": actor.id,
        "office": actor.name,
        "unit": {"id": unit.id, "code": unit.code, "name": unit.full_name},
        "today": today().isoformat(),
        "synthetic": is_demonstration(),
        "now": clock.now().isoformat(),
    }
    return facts if cursor == newest else {**facts, "parts": listed}


def part(actor: Actor, unit_id: int | None, name: str) -> Part:
    """One part as it is now.

    Raises:
        NotFound: the device holds an old list; it asks for a new one.
    """
    unit = working_unit(actor, unit_id)
    for found in parts(actor, unit.id, only=name):
        if found.name == name:
            return found
    raise NotFound(N_("Không có phần dữ liệu “{name}”; hãy lấy lại danh mục."), name=name[:60])


def packed(part: Part) -> bytes:
    """A part as it travels; the same bytes for the same content."""
    return gzip.compress(part.content, 9, mtime=0)


def parts(actor: Actor, unit_id: int, only: str | None = None) -> Iterator[Part]:
    """Every part of a unit, or those that may bear one name."""
    on = today()
    makers: dict[str, Callable[[], Iterator[tuple[str, object]]]] = {
        "forms": lambda: form_rows(unit_id, on),
        "periods": lambda: iter([("periods", period_rows(unit_id, on))]),
        "reports": lambda: report_months(actor, unit_id, on - MONTHS_KEPT),
        "norms": lambda: iter([("norms", norm_rows(unit_id, on))]),
        "units": lambda: _chunks("units", directory_rows(unit_id, on)),
        "messages": lambda: iter([("messages", message_rows(actor, unit_id, _recent(on)))]),
    }
    for family, make in makers.items():
        if only is None or only.split("/")[0] == family:
            for name, content in make():
                yield _part(name, content)


def _recent(on: date) -> date:
    return on - timedelta(days=92)


def _chunks(name: str, rows: list[Any]) -> Iterator[tuple[str, object]]:
    for number, start in enumerate(range(0, len(rows), DIRECTORY_ROWS)):
        yield f"{name}/{number}", rows[start : start + DIRECTORY_ROWS]


def _part(name: str, content: object) -> Part:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Part(name, _digest(text.encode()), text.encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:DIGEST_LENGTH]
