"""The one verb: a change is a named function with permission, transaction, journal and events.

`@command` cannot be forgotten in part: permission is asked before the work, the journal is written
in the work's own transaction, and events wait for the commit.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

from django.db import transaction

from binhyen.foundation.access.api import Actor, Place, allows_somewhere, require
from binhyen.foundation.audit.api import Act, append
from binhyen.kernel.errors import N_, Refused

P = ParamSpec("P")
R = TypeVar("R")

ANYWHERE: Final = "anywhere"
Scope = Callable[[dict[str, Any]], int | Place | None] | str | None


@dataclass(frozen=True, slots=True)
class Command:
    """A registered command: its code, Vietnamese label and the permission it needs."""

    code: str
    label: str
    needs: str
    function: Callable[..., Any]


_registry: dict[str, Command] = {}
_notes: ContextVar[list[dict[str, Any]] | None] = ContextVar("command_notes", default=None)


def registry() -> dict[str, Command]:
    """Every command by code."""
    return dict(_registry)


def command(
    code: str, label: str, *, needs: str, scope: Scope = None
) -> Callable[[Callable[Concatenate[Actor, P], R]], Callable[Concatenate[Actor, P], R]]:
    """Make a function a command.

    Args:
        code: dotted English name, written into the journal.
        label: Vietnamese name shown to people.
        needs: the permission.
        scope: from the keyword arguments to the unit (or `Place`) where the permission must be held; None when
            it must be held everywhere; ANYWHERE when holding it in any scope is enough (then the
            function itself narrows what it touches).
    """

    def decorate(
        function: Callable[Concatenate[Actor, P], R],
    ) -> Callable[Concatenate[Actor, P], R]:
        if code in _registry and _registry[code].function.__module__ != function.__module__:
            raise RuntimeError(f"two commands are called {code}")

        @functools.wraps(function)
        def run(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
            scope_id, _then = _place(scope, kwargs)
            refuse_unless_allowed(actor, needs, scope, kwargs)
            with transaction.atomic():
                token = _notes.set([])
                try:
                    result = function(actor, *args, **kwargs)
                    _write_down(actor, code, scope_id, kwargs)
                finally:
                    _notes.reset(token)
            return result

        _registry[code] = Command(code, label, needs, run)
        # functools.wraps tells the checker less than we know: the signature is the function's own.
        return cast("Callable[Concatenate[Actor, P], R]", run)

    return decorate


def note(
    object_type: str,
    object_id: object,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    **facts: Any,
) -> None:
    """Add a changed object to the running command's journal entry."""
    notes = _notes.get()
    if notes is None:
        raise RuntimeError("note() belongs inside a command")
    change = {"type": object_type, "id": str(object_id), "before": before, "after": after, **facts}
    notes.append({name: value for name, value in change.items() if value is not None})


def refuse_unless_allowed(actor: Actor, needs: str, scope: Scope, kwargs: dict[str, Any]) -> None:
    """Ask for a permission as `@command` does, with the arguments that lead to its scope.

    Raises:
        Refused: the actor does not hold it there.
    """
    if scope != ANYWHERE:
        unit_id, then = _place(scope, kwargs)
        require(actor, needs, unit_id, then=then)
    elif not allows_somewhere(actor, needs):
        raise Refused(
            N_("{name} không có quyền “{permission}”; hãy đề nghị quản trị cấp quyền."),
            name=actor.name,
            permission=needs,
        )


def _place(scope: Scope, kwargs: dict[str, Any]) -> tuple[int | None, date | None]:
    """The unit where a permission must be held and the day it is about; None where there is none."""
    found = scope(kwargs) if callable(scope) else None
    return (found.unit_id, found.then) if isinstance(found, Place) else (found, None)


def _write_down(actor: Actor, code: str, scope_id: int | None, kwargs: dict[str, Any]) -> None:
    notes = _notes.get() or []
    first = notes[0] if notes else {}
    append(
        actor.author,
        Act(
            action=code,
            object_type=first.get("type", ""),
            object_id=first.get("id", ""),
            scope_id=scope_id,
            details={"arguments": _small(kwargs), "changes": notes},
        ),
    )


def _small(kwargs: dict[str, Any]) -> dict[str, Any]:
    """Arguments as the journal keeps them: secrets left out, bulk told by its size."""
    kept: dict[str, Any] = {}
    for name, value in kwargs.items():
        if name in {"password", "secret"}:
            kept[name] = "…"
        elif isinstance(value, list | tuple | dict | set | frozenset) and len(value) > 50:
            kept[name] = f"{len(value)} rows"
        elif callable(value):
            continue
        else:
            kept[name] = value
    return kept
