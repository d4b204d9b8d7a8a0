"""Entries as they travel: read with limits, told apart by a digest of what was said."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from binhyen.features.offline.types import Change, NewEntry, Value
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.text import clean_text

MOST_FIELDS = 2_000
MOST_REMARKS = 500
LONGEST_REFERENCE = 120
LONGEST_REMARK = 500
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
REFERENCE = re.compile(r"[a-z0-9_.]+(\[[a-z0-9_]+=[a-z0-9_.]+\])?")
CODE = re.compile(r"[a-z0-9_.-]{1,80}")
PERIOD = re.compile(r"[A-Za-z0-9_.:/-]{1,60}")


def read_entry(facts: object) -> NewEntry:
    """An entry from parsed JSON.

    Raises:
        Invalid: anything missing, unknown, too large or of another type; names the field.
    """
    if not isinstance(facts, dict):
        raise _bad("entry", facts)
    return NewEntry(
        key=_uuid(facts, "key"),
        unit_id=_whole(facts, "unit", 1, 2**53),
        definition=_matching(facts, "definition", CODE),
        period=_matching(facts, "period", PERIOD),
        base_version=_whole(facts, "base_version", 0, 2**31 - 1),
        changes=_changes(facts),
        remarks=_remarks(facts),
        submit=_flag(facts, "submit"),
        after=_uuid_or_none(facts, "after"),
        settles=_uuid_or_none(facts, "settles"),
        form=_text(facts, "form", 64),
        device=_uuid_or_none(facts, "device"),
        made_at=instant(facts.get("made_at")),
        digest=digest_of(facts),
    )


def digest_of(facts: Mapping[str, Any]) -> str:
    """SHA-256 over what an entry says, however its JSON was spaced or ordered."""
    said = {name: value for name, value in facts.items() if name not in {"made_at", "device"}}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def body_of(entry: NewEntry) -> dict[str, Any]:
    """What is stored of an entry besides its columns, enough to apply it later."""
    return {
        "changes": {
            name: [value_text(change.base), value_text(change.value)]
            for name, change in entry.changes.items()
        },
        "remarks": dict(entry.remarks),
        "submit": entry.submit,
        "form": entry.form,
    }


def value_text(value: Value) -> str | None:
    """A value as it travels: plain decimal text without an exponent."""
    return None if value is None else format(value, "f")


def read_changes(facts: Mapping[str, Any]) -> dict[str, Change]:
    """Changes from their stored or sent form, `{reference: [base, value]}`.

    Raises:
        Invalid: not two decimal texts or nulls.
    """
    return {name: Change(*_pair(name, pair)) for name, pair in facts.items()}


def instant(value: object) -> datetime | None:
    """The device's clock as an instant; what cannot be read is not worth a refusal, for nothing depends on it."""
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        read = datetime.fromisoformat(value)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _changes(facts: Mapping[str, Any]) -> dict[str, Change]:
    changes = facts.get("changes")
    if not isinstance(changes, dict) or len(changes) > MOST_FIELDS:
        raise _bad("changes", changes)
    for name in changes:
        _refuse_reference(name)
    return read_changes(changes)


def _remarks(facts: Mapping[str, Any]) -> dict[str, str]:
    remarks = facts.get("remarks", {})
    if not isinstance(remarks, dict) or len(remarks) > MOST_REMARKS:
        raise _bad("remarks", remarks)
    for name, text in remarks.items():
        _refuse_reference(name)
        if not isinstance(text, str):
            raise _bad("remarks", text)
    return {
        name: clean_text(text, LONGEST_REMARK, multiline=True) for name, text in remarks.items()
    }


def _refuse_reference(name: str) -> None:
    if len(name) > LONGEST_REFERENCE or not REFERENCE.fullmatch(name):
        raise _bad("changes", name)


def _pair(name: str, pair: object) -> tuple[Value, Value]:
    if not isinstance(pair, list) or len(pair) != 2:
        raise _bad(name, pair)
    return _number(name, pair[0]), _number(name, pair[1])


def _number(name: str, value: object) -> Value:
    if value is None:
        return None
    if not isinstance(value, str) or not NUMBER.fullmatch(value):
        raise _bad(name, value)
    return Decimal(value)


def _uuid(facts: Mapping[str, Any], name: str) -> UUID:
    value = facts.get(name)
    try:
        if isinstance(value, str) and len(value) == 36:
            return UUID(value)
    except ValueError:
        pass
    raise _bad(name, value)


def _uuid_or_none(facts: Mapping[str, Any], name: str) -> UUID | None:
    return None if facts.get(name) is None else _uuid(facts, name)


def _whole(facts: Mapping[str, Any], name: str, least: int, most: int) -> int:
    value = facts.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise _bad(name, value)
    return value


def _flag(facts: Mapping[str, Any], name: str) -> bool:
    value = facts.get(name, False)
    if not isinstance(value, bool):
        raise _bad(name, value)
    return value


def _text(facts: Mapping[str, Any], name: str, most: int) -> str:
    value = facts.get(name, "")
    if not isinstance(value, str) or len(value) > most:
        raise _bad(name, value)
    return clean_text(value, most)


def _matching(facts: Mapping[str, Any], name: str, pattern: re.Pattern[str]) -> str:
    value = facts.get(name)
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise _bad(name, value)
    return value


def _bad(name: str, value: object) -> Invalid:
    return Invalid(
        N_("Bản nhập có “{name}” không đọc được: “{value}”. Hãy mở lại ứng dụng để lấy bản mới."),
        kind="bad-entry",
        name=name[:80],
        value=str(value)[:80],
    )
