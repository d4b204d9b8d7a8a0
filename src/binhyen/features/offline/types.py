"""What crosses the border of offline work: an entry as a device made it, the answer to it, a parcel of entries.

Values travel as decimal text so that no browser rounds them; `None` is "not reported".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

Value = Decimal | None


class Fate(StrEnum):
    """What became of an entry. Only `held` ever changes: into one of the others."""

    STORED = "stored"
    HELD = "held"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Change:
    """One field: the value the device started from, and the value a person typed."""

    base: Value
    value: Value


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry as it arrives.

    Attributes:
        key: made by the device; the same key is the same entry for ever.
        base_version: version of the report the device had last seen, 0 for none.
        after: the device's own earlier entry of this report that this one was built on.
        settles: the entry whose conflict a person settles with this one.
        changes: by reference, as formulas write it.
        remarks: words about single fields, by reference.
        form: digest of the form that was filled in; empty when the device does not know.
        made_at: the device's clock; recorded, never used to order anything.
        digest: SHA-256 of what was sent, so that a key used twice for different words is found.
    """

    key: UUID
    unit_id: int
    definition: str
    period: str
    base_version: int
    changes: Mapping[str, Change]
    remarks: Mapping[str, str] = field(default_factory=dict)
    submit: bool = False
    after: UUID | None = None
    settles: UUID | None = None
    form: str = ""
    device: UUID | None = None
    made_at: datetime | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that two people changed: what it was, what either made of it, who and when."""

    reference: str
    base: Value
    yours: Value
    theirs: Value
    theirs_by: str = ""
    theirs_at: datetime | None = None
    theirs_version: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """A three-way merge: what to write, what was equal already, what a person must decide."""

    apply: Mapping[str, Value]
    equal: tuple[str, ...]
    clashing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says to an entry, now and whenever the same key comes again.

    Attributes:
        facts: plain JSON: version, status, applied, equal, conflicts, refusal with its cure.
    """

    key: UUID
    fate: Fate
    facts: Mapping[str, Any]
    repeated: bool = False

    def as_json(self) -> dict[str, Any]:
        """The answer as it goes over the wire; `repeated` tells a replay from the first answer."""
        return {
            "key": str(self.key),
            "fate": str(self.fate),
            "repeated": self.repeated,
            **self.facts,
        }


@dataclass(frozen=True, slots=True)
class OpenedParcel:
    """A parcel whose signature was found good.

    Attributes:
        sequence: counted by the device from 1, without gaps.
        digest: SHA-256 of the signed text.
        gap: sequence numbers before this one that have not arrived.
        known: this very parcel has arrived before.
    """

    parcel: UUID
    device: UUID
    account_id: int
    unit_id: int
    sequence: int
    made_at: datetime | None
    digest: str
    entries: tuple[NewEntry, ...]
    gap: tuple[int, ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True)
class ParcelResult:
    """What an import of a parcel did: answers in the order of its entries."""

    opened: OpenedParcel
    answers: tuple[Answer, ...]
    dry_run: bool = False

    def counts(self) -> dict[str, int]:
        """How many entries met which fate; `new` are those a dry run only foresees."""
        found = {fate.value: 0 for fate in Fate} | {"new": 0}
        for answer in self.answers:
            found["new" if answer.facts.get("new") else answer.fate.value] += 1
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of what a device keeps, named by its content: a device that has it never fetches it again."""

    name: str
    digest: str
    content: bytes
