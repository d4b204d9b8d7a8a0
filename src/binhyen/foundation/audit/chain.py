"""How a journal row is turned into bytes and chained: pure, and documented for an offline verifier.

hash = SHA-256 over the UTF-8 canonical JSON list
[seq, at, request_key, actor_kind, actor_id, actor_name, action, object_type, object_id, scope_id,
details, previous_hash], where `at` is ISO 8601 in UTC with microseconds and the first row's
previous_hash is 64 zeros.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

GENESIS = "0" * 64


class Row(Protocol):
    seq: Any
    at: Any
    request_key: Any
    actor_kind: Any
    actor_id: Any
    actor_name: Any
    action: Any
    object_type: Any
    object_id: Any
    scope_id: Any
    details: Any
    previous_hash: Any


def canonical(value: object) -> str:
    """JSON with sorted keys, no spaces, NFC text as given; dates ISO, decimals as text."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def row_hash(row: Row) -> str:
    """The hash that `row.hash` must equal."""
    fields = [
        row.seq,
        _instant(row.at),
        row.request_key,
        row.actor_kind,
        row.actor_id,
        row.actor_name,
        row.action,
        row.object_type,
        row.object_id,
        row.scope_id,
        row.details,
        row.previous_hash,
    ]
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _plain(value: object) -> str | list[Any] | dict[str, Any]:
    if isinstance(value, datetime):
        return _instant(value) if value.tzinfo else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Path | UUID):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)
