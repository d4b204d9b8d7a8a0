"""The one door to rows: what an actor may do where, and which rows of a model they may see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from binhyen.foundation.access.types import Actor, ScopeTree
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Refused
from binhyen.kernel.memory import once

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Policy:
    """How rows of a model are guarded: the permission needed and the field leading to the scope."""

    needs: str
    unit: str | None
    end: str | None = None


_policies: dict[type[Model], Policy] = {}
_trees: list[ScopeTree] = []


def register_scope_tree(tree: ScopeTree) -> None:
    """Name the tree in which roles are held; the last one registered counts."""
    _trees[:] = [tree]


def register_policy(
    model: type[Model], *, needs: str, unit: str | None, end: str | None = None
) -> None:
    """Guard a model: `unit` is the field path to the scope's id, None for rows without a place.

    Rows about a time name the path to the day after its last in `end`: whoever was above the unit on that last day,
    or follows them, sees them as well as those above it today.
    """
    _policies[model] = Policy(needs, unit, end)


def policies() -> dict[type[Model], Policy]:
    """Every registered policy, for the permission matrix and its tests."""
    return dict(_policies)


def allows(
    actor: Actor,
    permission: str,
    unit_id: int | None = None,
    *,
    on: date | None = None,
    then: date | None = None,
) -> bool:
    """Whether the actor holds the permission at this unit on this date (default today).

    Without a unit the permission must be held everywhere. With `then`, the day a report or the like is about, it is
    enough that a scope held the unit on that day, or follows (by `on`) one that did and has ended.
    """
    if actor.unlimited:
        return True
    scopes = actor.scopes(permission)
    if None in scopes:
        return True
    if unit_id is None:
        return False
    day = on or clock.today()
    if any(covers(scope, unit_id, day) for scope in scopes):
        return True
    return then is not None and any(
        covers(scope, unit_id, then) for scope in _answering(scopes, day)
    )


def allows_somewhere(actor: Actor, permission: str) -> bool:
    """Whether the permission is held in any scope at all: for menus and for opening a page."""
    return actor.unlimited or bool(actor.scopes(permission))


def require(
    actor: Actor,
    permission: str,
    unit_id: int | None = None,
    *,
    on: date | None = None,
    then: date | None = None,
) -> None:
    """Refuse unless `allows`.

    Raises:
        Refused: naming the permission that is missing.
    """
    if not allows(actor, permission, unit_id, on=on, then=then):
        raise Refused(
            N_(
                "{name} không có quyền “{permission}” ở phạm vi này; hãy đề nghị quản trị cấp quyền."
            ),
            name=actor.name,
            permission=permission,
        )


def visible(
    actor: Actor, rows: QuerySet[M], *, on: date | None = None, needs: str = ""
) -> QuerySet[M]:
    """The rows of a guarded model that the actor may see, by the tree as it stood `on`, or by the rows' own time.

    Args:
        needs: the permission asked for where it is not the one to see them.

    Raises:
        Refused: the model has no policy (rows without a policy are seen by nobody).
    """
    policy = _policies.get(rows.model)
    if policy is None:
        raise Refused(N_("Chưa có chính sách truy cập cho {model}."), model=rows.model.__name__)
    held = actor.scopes(needs or policy.needs)
    if actor.unlimited or None in held:
        return rows
    scopes = [scope for scope in held if scope is not None]
    if policy.unit is None:
        return rows if scopes else rows.none()
    if not scopes:
        return rows.none()
    day = on or clock.today()
    seen = _within(policy.unit, scopes, day)
    if policy.end is not None:
        seen |= _tree().stood_under(_answering(scopes, day), policy.unit, policy.end)
    return rows.filter(seen)


def covers(scope_id: int | None, unit_id: int, on: date) -> bool:
    """Whether a scope holds a unit on a date; the scope None holds everything, and each unit holds itself.

    A role in a unit outlives the unit, so that what it left behind can still be read; the role's own dates end it.
    """
    if scope_id is None or scope_id == unit_id:
        return True
    return once(
        ("access.covers", scope_id, unit_id, on), lambda: _tree().covers(scope_id, unit_id, on)
    )


def visible_ids(actor: Actor, permission: str, *, on: date | None = None) -> Any:
    """Units where the permission is held, for use in `__in`; None means all units."""
    if actor.unlimited or None in actor.scopes(permission):
        return None
    scopes = [scope for scope in actor.scopes(permission) if scope is not None]
    return _tree().descendants(scopes, on or clock.today())


def _within(path: str, scopes: list[int], on: date) -> Q:
    if not scopes:
        return Q(pk__in=[])
    return Q(**{f"{path}__in": _tree().descendants(scopes, on)}) | Q(**{f"{path}__in": scopes})


def _answering(scopes: Collection[int | None], day: date) -> set[int]:
    """The scopes with the ended ones they follow."""
    named = frozenset(scope for scope in scopes if scope is not None)
    return {
        *named,
        *once(("access.followed", named, day), lambda: _tree().followed(named, day)),
    }


def _tree() -> ScopeTree:
    if not _trees:
        raise Refused(N_("Chưa có cây đơn vị để xét phạm vi."))
    return _trees[0]
