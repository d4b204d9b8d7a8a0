"""Reading a file of directives: everything of it, or nothing."""

from __future__ import annotations

from pathlib import Path

import orjson
from django.db import transaction
from pydantic import ValidationError

from binhyen.engines.tasks.api import (
    GivenTasks,
    NewClause,
    NewDirective,
    NewOrder,
    Recipients,
    give_tasks,
    register_directive,
)
from binhyen.engines.units.api import find
from binhyen.features.directives.entries import DirectiveFields, DirectiveFile, OrderFields
from binhyen.features.directives.types import Imported
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, DomainError, Invalid, RowProblem

MOST_BYTES = 20_000_000


def import_directives(actor: Actor, path: Path) -> Imported:
    """Enter the directives of a file and give their tasks, all or nothing.

    Raises:
        Invalid: the file cannot be read, or breaks its shape: every fault with its directive, field and cure.
        DomainError: a directive is refused by the register; the message names which.
    """
    found = read_file(path)
    orders = tasks = 0
    with transaction.atomic():
        for place, fields in enumerate(found.directives, 1):
            try:
                for given in _enter(actor, fields):
                    orders, tasks = orders + 1, tasks + given.tasks
            except DomainError as fault:
                raise _named(fault, path, place, fields.symbol) from fault
    return Imported(len(found.directives), orders, tasks)


def read_file(path: Path) -> DirectiveFile:
    """The file's directives, checked for shape alone.

    Raises:
        Invalid: not there, too big, not JSON, or of another shape.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Invalid(
                N_("Tệp {file} lớn hơn {most} MB: hãy chia nhỏ."),
                file=path.name,
                most=MOST_BYTES // 1_000_000,
            )
        content = orjson.loads(path.read_bytes())
    except OSError as fault:
        raise Invalid(
            N_("Không đọc được tệp {file}: {reason}."),
            file=path.name,
            reason=fault.strerror or str(fault),
        ) from fault
    except orjson.JSONDecodeError as fault:
        raise Invalid(
            N_("Tệp {file} không phải JSON đúng (dòng {line}); hãy lưu lại bằng UTF-8."),
            file=path.name,
            line=fault.lineno,
        ) from fault
    try:
        return DirectiveFile.model_validate(content)
    except ValidationError as fault:
        problems = [
            _problem(path, one["loc"], one.get("input"), one["msg"]) for one in fault.errors()
        ]
        raise Invalid(
            N_("Tệp {file} có {count} lỗi."),
            file=path.name,
            count=len(problems),
            rows=problems[:200],
        ) from fault


def _problem(path: Path, place: tuple[int | str, ...], value: object, told: str) -> RowProblem:
    row = next((one + 1 for one in place if isinstance(one, int)), None)
    column = ".".join(str(one) for one in place if one != "directives")
    return RowProblem(row, column, str(value)[:80], told, path.name)


def _enter(actor: Actor, fields: DirectiveFields) -> list[GivenTasks]:
    unit = find(fields.unit, fields.issued_on, fields.level)
    directive = register_directive(
        actor,
        directive=NewDirective(
            unit.id,
            fields.kind,
            fields.symbol,
            fields.issuer,
            fields.subject,
            fields.issued_on,
            fields.effective_from or fields.issued_on,
            tuple(NewClause(one.ref, one.text) for one in fields.clauses),
            fields.parent,
            fields.replaces,
            fields.secrecy,
            fields.source,
        ),
    )
    return [give_tasks(actor, order=_order(directive.pk, fields, one)) for one in fields.orders]


def _order(directive_id: int, fields: DirectiveFields, order: OrderFields) -> NewOrder:
    given_on = order.given_on or fields.issued_on
    who = Recipients(
        order.who.types,
        order.who.levels,
        None if order.who.under is None else find(order.who.under, given_on).id,
        tuple(find(code, given_on).id for code in order.who.units),
    )
    return NewOrder(
        directive_id,
        order.clause,
        order.what,
        order.result,
        who,
        order.responsible,
        given_on,
        order.due_on,
        order.coordinating,
        order.cascade,
    )


def _named(fault: DomainError, path: Path, place: int, symbol: str) -> Invalid:
    """The refusal with the directive it is about."""
    problems = fault.rows or [RowProblem(place, "directives", symbol, str(fault), path.name)]
    return Invalid(N_("Không nhận tệp {file}: chưa ghi gì."), file=path.name, rows=problems)
