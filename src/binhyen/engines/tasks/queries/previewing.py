"""What an order would give, before anything is given."""

from __future__ import annotations

from datetime import date

from binhyen.engines.indicators.api import work_calendar
from binhyen.engines.tasks.models import DirectiveClause
from binhyen.engines.tasks.queries.defaults import defaults
from binhyen.engines.tasks.queries.measuring import checked_target
from binhyen.engines.tasks.queries.recipients import recipients
from binhyen.engines.tasks.rules.deadlines import level_deadlines
from binhyen.engines.tasks.types import NewOrder, OrderPreview
from binhyen.kernel.errors import N_, NotFound, RuleBroken
from binhyen.kernel.numbers import format_date


def preview_order(order: NewOrder) -> OrderPreview:
    """Who would get a task and by when; nothing is written.

    Raises:
        NotFound, RuleBroken, Invalid: whatever giving it would be refused for.
    """
    clause = clause_of(order)
    refuse_wrong_days(order)
    checked_target(order.target, order.measured_over)
    issuer_id = clause.directive.unit_id
    units = recipients(order.who, issuer_id, order.given_on, cascade=order.cascade)
    due = deadlines(order, {unit.level for unit in units})
    return OrderPreview(tuple((unit.full_name, unit.level) for unit in units), due)


def clause_of(order: NewOrder) -> DirectiveClause:
    """The clause an order carries out.

    Raises:
        NotFound: the directive has no such clause.
    """
    found = DirectiveClause.objects.filter(
        directive_id=order.directive_id, ref=order.clause_ref
    ).select_related("directive")
    clause = found.first()
    if clause is None:
        raise NotFound(N_("Văn bản không có điều khoản “{ref}”."), ref=order.clause_ref[:120])
    return clause


def refuse_wrong_days(order: NewOrder) -> None:
    """Refuse a deadline before the day of giving.

    Raises:
        RuleBroken: it stands before.
    """
    if order.due_on < order.given_on:
        raise RuleBroken(
            N_("Hạn {due} đứng trước ngày giao {given}."),
            due=format_date(order.due_on),
            given=format_date(order.given_on),
        )


def deadlines(order: NewOrder, levels: set[int]) -> dict[int, date]:
    """The last day by level: with a cascade each level has its share of the working days."""
    if not order.cascade:
        return dict.fromkeys(sorted(levels), order.due_on)
    shares = defaults().level_shares
    return level_deadlines(order.given_on, order.due_on, sorted(levels), shares, work_calendar())
