"""The one door to rows: what an actor may do where, and which rows of a model they may see."""

from __future__ import annotations

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


_policies: dict[type[Model], Policy] = {}
_trees: list[ScopeTree] = []


def register_scope_tree(tree: ScopeTree) -> None:
    """Name the tree in which roles are held; the last one registered counts."""
    _trees[:] = [tree]


def register_policy(model: type[Model], *, needs: str, unit: str | None) -> None:
    """Guard a model: `unit` is the field path to the scope's id, None for rows without a place."""
    _policies[model] = Policy(needs, unit)


def policies() -> dict[type[Model], Policy]:
    """Every registered policy, for the permission matrix and its tests."""
    return dict(_policies)


def allows(
    actor: Actor, permission: str, unit_id: int | None = None, *, on: date | None = None
) -> bool:
    """Whether the actor holds the permission at this unit on this date (default today).

    Without a unit the permission must be held everywhere.
    """
    if actor.unlimited:
        return True
    scopes = actor.scopes(permission)
    if None in scopes:
        return True
    if unit_id is None:
        return False
    day = on or clock.today()
    return any(covers(scope, unit_id, day) for scope in scopes)


def allows_somewhere(actor: Actor, permission: str) -> bool:
    """Whether the permission is held in any scope at all: for menus and for opening a page."""
    return actor.unlimited or bool(actor.scopes(permission))


def require(
    actor: Actor, permission: str, unit_id: int | None = None, *, on: date | None = None
) -> None:
    """Refuse unless `allows`.

    Raises:
        Refused: naming the permission that is missing.
    """
    if not allows(actor, permission, unit_id, on=on):
        raise Refused(
            N_(
                "{name} không có quyền “{permission}” ở phạm vi này; hãy đề nghị quản trị cấp quyền."
            ),
            name=actor.name,
            permission=permission,
        )


def visible(actor: Actor, rows: QuerySet[M], *, on: date | None = None) -> QuerySet[M]:
    """The rows of a guarded model that the actor may see, by the tree as it stood `on`.

    Raises:
        Refused: the model has no policy (rows without a policy are seen by nobody).
    """
    policy = _policies.get(rows.model)
    if policy is None:
        raise Refused(N_("Chưa có chính sách truy cập cho {model}."), model=rows.model.__name__)
    if actor.unlimited or None in actor.scopes(policy.needs):
        return rows
    scopes = [scope for scope in actor.scopes(policy.needs) if scope is not None]
    if policy.unit is None:
        return rows if scopes else rows.none()
    return rows.filter(_within(policy.unit, scopes, on or clock.today()))


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


def _tree() -> ScopeTree:
    if not _trees:
        raise Refused(N_("Chưa có cây đơn vị để xét phạm vi."))
    return _trees[0]
