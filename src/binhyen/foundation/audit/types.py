"""What crosses the journal's border."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts, as the journal writes it down: kind is person, token, operator or system."""

    kind: str
    id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Act:
    """One act to be written: what, on which object, in which scope, with what details."""

    action: str
    object_type: str = ""
    object_id: str = ""
    scope_id: int | None = None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of checking the chain: `broken_at` is the first bad row, `reason` says why."""

    intact: bool
    checked: int
    head: str
    broken_at: int | None = None
    reason: str = ""
