"""Who acts, with which roles, where: the value every command and scoped read receives first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import Q

from binhyen.foundation.audit.api import Author
from binhyen.kernel.errors import N_

OPERATOR, SYSTEM, NOBODY = N_("Người vận hành"), N_("Hệ thống"), N_("Khách")
NAMELESS = frozenset({OPERATOR, SYSTEM, NOBODY})
"""Words that stand for actors without a name of their own."""


class ScopeTree(Protocol):
    """What access needs to know of the tree of scopes; an engine registers the real one."""

    def descendants(self, scope_ids: Collection[int], on: date) -> Any:
        """Ids at or below the given ones on a date, usable in an `__in` lookup."""

    def covers(self, scope_id: int, unit_id: int, on: date) -> bool:
        """Whether the unit stands at or below the scope on a date."""

    def followed(self, scope_ids: Collection[int], on: date) -> Collection[int]:
        """Scopes that had ended by a date and that the given ones follow: what they answered for is theirs now."""

    def stood_under(self, scope_ids: Collection[int], unit: str, end: str) -> Q:
        """Rows whose `unit` (a field path) stood at or below a scope the day before their own `end`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit on the day that something is about, be it long past: held by whoever was above it then or follows them."""

    unit_id: int
    then: date


@dataclass(frozen=True, slots=True)
class Grant:
    """Permissions held in a scope; `scope_id` None means everywhere."""

    role: str
    permissions: frozenset[str]
    scope_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a program, the operator at the command line, or the system itself."""

    kind: str
    id: int | None
    name: str
    grants: tuple[Grant, ...] = ()

    @classmethod
    def operator(cls) -> Actor:
        """The installation's operator at the command line: may do everything, is journalled."""
        return cls("operator", None, OPERATOR)

    @classmethod
    def system(cls) -> Actor:
        """Work the system does by itself, such as jobs."""
        return cls("system", None, SYSTEM)

    @classmethod
    def nobody(cls) -> Actor:
        """A visitor who has not signed in."""
        return cls("nobody", None, NOBODY)

    @property
    def unlimited(self) -> bool:
        return self.kind in {"operator", "system"}

    @property
    def author(self) -> Author:
        return Author(self.kind, self.id, self.name)

    def scopes(self, permission: str) -> frozenset[int | None]:
        """The scopes in which the permission is held; None among them means everywhere."""
        return frozenset(grant.scope_id for grant in self.grants if permission in grant.permissions)
