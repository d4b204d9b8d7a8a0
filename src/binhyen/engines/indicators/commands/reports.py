"""A report's way: saved by the commune, submitted, approved above or returned with reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from binhyen.engines.indicators.commands.approving import approve_held
from binhyen.engines.indicators.commands.holding import (
    hold_report,
    hold_totals,
    hold_unit_report,
    keep_unlocked,
    period_row,
    refuse_stale,
)
from binhyen.engines.indicators.commands.refusals import (
    Entered,
    refuse_period,
    refuse_unit,
    stored_texts,
    stored_values,
)
from binhyen.engines.indicators.commands.versions import (
    Occasion,
    add_remarks,
    add_version,
    facts,
    newest,
    note_change,
    occasion,
    settle_autosave,
)
from binhyen.engines.indicators.models import CellRemark, Report
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.queries.locks import refuse_locked
from binhyen.engines.indicators.queries.remarks import references
from binhyen.engines.indicators.queries.reports import (
    definition_by_id,
    event_facts,
    no_report,
    period_of_row,
    state_of,
)
from binhyen.engines.indicators.queries.saving import Autosave
from binhyen.engines.indicators.reporting_types import (
    ReportReturned,
    ReportSaved,
    ReportSubmitted,
)
from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo
from binhyen.engines.indicators.rules.checks import refuse_inconsistent
from binhyen.engines.indicators.rules.values import Values, merged
from binhyen.engines.indicators.types import Origin, RemarkKind, ReportState, Status
from binhyen.foundation.access.api import Actor, Place
from binhyen.foundation.commands.api import command, emit, note
from binhyen.kernel.errors import N_, Invalid, NotFound, RuleBroken
from binhyen.kernel.periods import Period
from binhyen.kernel.text import clean_text

NEWS = Callable[[Values], Mapping[str, int | None]]
"""From the newest values to what is to be laid over them, by key."""


def place_of_report(kwargs: dict[str, Any]) -> Place:
    """The unit whose report a command is about, on the period's last day: the scope of its permission."""
    rows = Report.objects.filter(pk=kwargs["report_id"]).values_list("unit_id", "period__end")
    found = rows.first()
    if found is None:
        raise no_report(kwargs["report_id"])
    unit_id, end = found
    return Place(unit_id, end - timedelta(days=1))


def _unit_of_remark(kwargs: dict[str, Any]) -> int | None:
    found = CellRemark.objects.filter(pk=kwargs["remark_id"]).values_list("report__unit_id")
    row = found.first()
    if row is None:
        raise NotFound(N_("Không có ghi chú số {remark}."), remark=kwargs["remark_id"])
    unit_id: int = row[0]
    return unit_id


@command(
    "indicators.save_report",
    "Lưu báo cáo",
    needs="figures.enter",
    scope=lambda kwargs: kwargs["unit_id"],
)
def save_report(  # noqa: PLR0913 - one keyword a thing a form sends
    actor: Actor,
    *,
    unit_id: int,
    definition: str,
    period: Period,
    values: Entered,
    base_version: int | None = None,
    origin: Origin = Origin.ENTERED,
    reason: str = "",
    remarks: Mapping[str, str] | None = None,
    autosave: bool = False,
) -> ReportState:
    """Lay values over a unit's draft; what is approved stays in the totals until the draft is approved.

    `base_version` is the version the form was filled from; 0 when there was no report yet. `remarks` are notes by
    reference, "" for the whole report; an empty note takes an earlier one back.

    An autosave opens the next version without putting it into the history: further saves of the same author go
    into it, and whatever anybody else does next first settles it there, with its author and time.

    Raises:
        Conflict: somebody saved another version meanwhile.
        Invalid: unknown element, counted element, bad value, period of another calendar.
        RuleBroken: the period has not begun or is locked, or the unit does not make this report.
    """
    known = catalogue()
    form = known.definition(definition)
    stored = stored_values(known, form, values)
    texts = stored_texts(known, form, remarks or {})
    when = occasion(actor, Status.DRAFT, origin, clean_text(reason, 500, multiline=True))
    report = _held_for_entry(form, unit_id, period, base_version)
    _lay_over(report, lambda _: stored, texts, when, autosave=autosave)
    return state_of(report, known)


@command(
    "indicators.report_nothing",
    "Báo cáo không phát sinh",
    needs="figures.enter",
    scope=lambda kwargs: kwargs["unit_id"],
)
def report_nothing(
    actor: Actor,
    *,
    unit_id: int,
    definition: str,
    period: Period,
    base_version: int | None = None,
    origin: Origin = Origin.ENTERED,
) -> ReportState:
    """Write 0 to every flow of the form that has no value yet; stocks stay unanswered, for nothing says they are 0.

    Raises:
        Conflict, Invalid, RuleBroken: as `save_report`.
    """
    known = catalogue()
    form = known.definition(definition)
    report = _held_for_entry(form, unit_id, period, base_version)
    keys = _flows(known, form)
    reason = "không phát sinh"
    when = occasion(actor, Status.DRAFT, origin, reason)
    _lay_over(report, lambda held: {key: 0 for key in keys if key not in held}, {}, when)
    return state_of(report, known)


@command("indicators.submit_report", "Nộp báo cáo", needs="figures.enter", scope=place_of_report)
def submit_report(actor: Actor, *, report_id: int, base_version: int | None = None) -> ReportState:
    """Hand the draft in; it waits for approval and shows as pending.

    Raises:
        Conflict: changed meanwhile.
        RuleBroken: nothing to submit, the period has not ended or is locked, or a check of severity error fails.
    """
    report = hold_report(report_id, base_version)
    refuse_locked(report.period, [report.unit_id])
    if report.draft is None or report.status == Status.SUBMITTED:
        raise RuleBroken(N_("Báo cáo không có số liệu mới để nộp."))
    known = catalogue()
    form = definition_by_id(known, report.period.definition_id)
    refuse_period(form, period_of_row(known, report.period))
    refuse_inconsistent(known, form, report.draft)
    before, when = facts(report), occasion(actor, Status.SUBMITTED)
    report.submitted_by, report.submitted_at = actor.name[:200], when.at
    add_version(report, settle_autosave(report, actor), when, before)
    emit(ReportSubmitted(**event_facts(known, report, when.at, actor.name)))
    return state_of(report, known)


@command(
    "indicators.approve_report", "Duyệt báo cáo", needs="figures.approve", scope=place_of_report
)
def approve_report(
    actor: Actor, *, report_id: int, base_version: int | None = None, comment: str = ""
) -> ReportState:
    """Put the submitted values into every total above, at once.

    Raises:
        Conflict: changed meanwhile.
        RuleBroken: the report was not submitted, or its period is locked.
    """
    period_id = Report.objects.values_list("period_id", flat=True).get(pk=report_id)
    hold_totals([period_id])
    report = hold_report(report_id, base_version)
    when = occasion(actor, Status.APPROVED, reason=clean_text(comment, 500, multiline=True))
    refuse_locked(report.period, [report.unit_id])
    if report.status != Status.SUBMITTED or report.draft is None:
        raise RuleBroken(N_("Chỉ duyệt được báo cáo đã nộp và đang chờ duyệt."))
    approve_held(report.period, [report], when)
    return state_of(report)


@command(
    "indicators.return_report", "Trả lại báo cáo", needs="figures.approve", scope=place_of_report
)
def return_report(
    actor: Actor,
    *,
    report_id: int,
    reason: str = "",
    reasons: Mapping[str, str] | None = None,
    base_version: int | None = None,
) -> ReportState:
    """Send a submitted report back; the values approved before stay in the totals.

    `reason` is about the whole report, `reasons` about cells, by reference; one of them must be given.

    Raises:
        Conflict: changed meanwhile.
        RuleBroken: the report was not submitted, or its period is locked.
        Invalid: no reason given, or a cell the report does not have.
    """
    known = catalogue()
    text = clean_text(reason, 500, multiline=True)
    report = hold_report(report_id, base_version)
    form = definition_by_id(known, report.period.definition_id)
    texts = {key: said for key, said in stored_texts(known, form, reasons or {}).items() if said}
    if not text and not texts:
        raise Invalid(N_("Hãy ghi lý do trả lại để đơn vị biết cần sửa gì."))
    refuse_locked(report.period, [report.unit_id])
    if report.status != Status.SUBMITTED:
        raise RuleBroken(N_("Chỉ trả lại được báo cáo đã nộp và đang chờ duyệt."))
    before, when = facts(report), occasion(actor, Status.RETURNED, reason=text)
    add_remarks(report, report.version, texts, RemarkKind.RETURN, when)
    report.comment = text or next(iter(texts.values()))
    add_version(report, report.version + 1, when, before)
    refs = references(known)
    told = tuple(refs.get(key, key) for key in texts)
    emit(ReportReturned(**event_facts(known, report, when.at, actor.name), reason=text, refs=told))
    return state_of(report, known)


@command(
    "indicators.answer_remark", "Trả lời ghi chú", needs="figures.enter", scope=_unit_of_remark
)
def answer_remark(actor: Actor, *, remark_id: int, text: str) -> int:
    """Answer words about a cell; the report's values stay. Returns the answer's number.

    Raises:
        NotFound: no such remark.
        Invalid: nothing said.
    """
    said = clean_text(text, 500, multiline=True)
    if not said:
        raise Invalid(N_("Hãy ghi câu trả lời."))
    asked = CellRemark.objects.select_related("report").get(pk=remark_id)
    when = occasion(actor, Status.DRAFT)
    add_remarks(asked.report, asked.version, {asked.key: said}, RemarkKind.ANSWER, when)
    answer = CellRemark.objects.filter(report=asked.report).latest("id")
    note("CellRemark", answer.pk, after={"report": asked.report_id, "key": asked.key, "text": said})
    return answer.pk


def _held_for_entry(
    form: DefinitionInfo, unit_id: int, period: Period, base_version: int | None
) -> Report:
    """The unit's report, held for laying values over it."""
    refuse_period(form, period, begun=True)
    refuse_unit(form, unit_id, period)
    row = period_row(form, period)
    report = hold_unit_report(row, unit_id)
    keep_unlocked(row.pk)
    refuse_stale(report.version, base_version)
    refuse_locked(row, [unit_id])
    return report


def _lay_over(
    report: Report, news: NEWS, texts: Mapping[str, str], when: Occasion, *, autosave: bool = False
) -> None:
    """Change the draft under the number that is due; nothing happens where nothing changes."""
    base, before = newest(report), facts(report)
    values = merged(base, news(base))
    changed = values != base
    if changed or (report.autosave is not None and not autosave):
        _store(report, values, before, when, autosave=autosave)
    if not report.version and not add_remarks(report, 0, texts, RemarkKind.NOTE, when):
        raise Invalid(N_("Báo cáo chưa có số liệu nào để lưu."))
    if report.version:
        add_remarks(report, report.version, texts, RemarkKind.NOTE, when)


def _store(
    report: Report, values: Values, before: dict[str, Any], when: Occasion, *, autosave: bool
) -> None:
    changed = values != newest(report)
    number = settle_autosave(report, when.actor)
    if number > report.version and not changed:
        # Only somebody else's autosave was waiting, and now it stands in the history.
        report.save(update_fields=["autosave"])
        return
    report.draft, report.origin = values, when.origin
    if not autosave:
        add_version(report, number, when, before)
        emit(ReportSaved(**event_facts(catalogue(), report, when.at, when.actor.name)))
        return
    author = when.actor.author
    saved = Autosave(author.kind, author.id, author.name[:200], when.at, str(when.origin))
    report.version, report.status, report.autosave = number, Status.DRAFT, saved.stored()
    report.save()
    note_change(report, before)


def _flows(known: Catalogue, form: DefinitionInfo) -> list[str]:
    elements = [known.elements[code] for code in form.entry.elements]
    return [
        key
        for element in elements
        if element.entry.time == "sum" and not element.counted
        for key, _ in element.value_keys()
    ]
