"""What every router shares: who calls, what a refusal looks like, how a day is given."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Schema

from binhyen.foundation.access.api import Actor, allows_somewhere
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Refused

REFUSALS = frozenset({400, 401, 403, 404, 405, 409, 413, 415, 422, 429})


class ProblemRow(Schema):
    """One fault in a file or form."""

    file: str | None = None
    row: int | None = None
    column: str | None = None
    value: str = ""
    message: str


class Problem(Schema):
    """A refusal, as RFC 9457 problem details."""

    type: str
    title: str
    status: int
    errors: list[ProblemRow] = []


def answers(schema: Any) -> dict[Any, Any]:
    """The responses of an operation: what it gives, or a problem."""
    return {200: schema, REFUSALS: Problem}


def caller(request: HttpRequest, permission: str) -> Actor:
    """Who calls, having the permission somewhere; what they may see is narrowed further on.

    Raises:
        Refused: not signed in, or without the permission.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not allows_somewhere(actor, permission):
        raise Refused(
            N_("{name} không có quyền “{permission}”; hãy đề nghị quản trị cấp quyền."),
            name=actor.name,
            permission=permission,
        )
    return actor


class Day(Schema):
    """The day a question is about; today when not given."""

    on: date | None = None

    @property
    def day(self) -> date:
        return self.on or clock.today()


DayQuery = Query[Day]
