"""The digest of a table's rows, the same whichever database holds them and in whatever order it gives them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from typing_extensions import override

from binhyen.project.moving.tables import Kind

BITS = 256
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class Digest:
    """Counts rows and adds up their hashes: a row lost, doubled or changed makes another sum."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self.rows = 0
        self._sum = 0
        self._plain = [
            (place, CANONICAL[kind]) for place, kind in enumerate(kinds) if kind in CANONICAL
        ]

    def add(self, row: Sequence[Any]) -> None:
        """Take one row in, as either database gives it."""
        values = list(row)
        for place, canonical in self._plain:
            if values[place] is not None:
                values[place] = canonical(values[place])
        packed = hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).digest()
        self._sum += int.from_bytes(packed, "big")
        self.rows += 1

    @override
    def __str__(self) -> str:
        return f"{self._sum % 2**BITS:064x}"


def _instant(value: datetime | str) -> str:
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds")


def _json(value: Any) -> str:
    return _encode(json.loads(value) if isinstance(value, str | bytes) else value)


def _decimal(value: Decimal | float | str) -> str:
    return format(Decimal(str(value)).normalize(), "f")


def _day(value: date | str) -> str:
    return value if isinstance(value, str) else value.isoformat()


def _key(value: UUID | str) -> str:
    return value.replace("-", "") if isinstance(value, str) else value.hex


CANONICAL: dict[Kind, Callable[[Any], object]] = {
    Kind.TRUTH: bool,
    Kind.INSTANT: _instant,
    Kind.DAY: _day,
    Kind.KEY: _key,
    Kind.JSON: _json,
    Kind.BYTES: bytes,
    Kind.DECIMAL: _decimal,
}
