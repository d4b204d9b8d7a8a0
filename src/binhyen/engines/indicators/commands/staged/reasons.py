"""Why rows were refused, in words with the cure; only for as many as are kept."""

from __future__ import annotations

from binhyen.engines.indicators.commands.staged.checking import (
    COMMENT,
    EMPTY,
    LOCKED,
    REPEATED,
    Checked,
    comment_fault,
    faulty_rows,
)
from binhyen.engines.indicators.commands.staged.resolving import RawRow, Resolver
from binhyen.engines.indicators.import_types import KEPT_CONFLICTS, ImportConflict
from binhyen.engines.indicators.models import ReportingPeriod
from binhyen.engines.indicators.queries.locks import lock_refusal, locks_of
from binhyen.kernel.errors import N_, Invalid

SHOWN = 80


def conflicts_of(checked: Checked) -> tuple[ImportConflict, ...]:
    """The first refused rows by line, each with column, text and what to do."""
    if not checked.refused:
        return ()
    return tuple(
        _conflict(checked.resolver, why, row, other)
        for why, row, other in faulty_rows(checked, KEPT_CONFLICTS)
    )


def _conflict(resolver: Resolver, why: int, row: RawRow, other: int | None) -> ImportConflict:
    column, text, message = _reason(resolver, why, row, other)
    return ImportConflict(row.line, column, text[:SHOWN], message)


def _reason(resolver: Resolver, why: int, row: RawRow, other: int | None) -> tuple[str, str, str]:
    if why == REPEATED:
        return "element", row.element, _repeated(row.line, other or 0)
    if why == LOCKED:
        return "period", row.period, _locked(resolver, row)
    if why == COMMENT:
        return "comment", row.comment, comment_fault(row.comment)
    if why == EMPTY:
        empty = Invalid(N_("ô trống: không báo cáo thì bỏ cả dòng, bằng không thì ghi 0"))
        return "value", row.value, str(empty)
    found = resolver.fault(row)
    if found is not None:
        return found
    # Sound alone, yet not joined: the file names more different periods than one import takes.
    many = Invalid(N_("Tệp có quá nhiều kỳ khác nhau: hãy chia thành nhiều tệp."))
    return "period", row.period, str(many)


def _repeated(line: int, other: int) -> str:
    if other <= line:
        return str(Invalid(N_("giá trị này đã có ở dòng {line}"), line=other))
    return str(
        Invalid(
            N_("giá trị này còn ghi khác ở dòng {line}: không rõ số nào đúng, hãy giữ một dòng"),
            line=other,
        )
    )


def _locked(resolver: Resolver, row: RawRow) -> str:
    form = resolver.slot(row.element, row.option).form
    period = resolver.period(form, row.period)
    stored = ReportingPeriod.objects.get(definition_id=form.id, code=period.code)
    locks, unit_id = locks_of(stored), resolver.units(form, period)[row.unit]
    act = locks.on(unit_id)
    return "" if act is None else str(lock_refusal(stored, locks, act))
