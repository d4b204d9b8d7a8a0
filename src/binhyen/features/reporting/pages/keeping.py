"""Keep what was typed: only what changed, with a reason where the report was already handed in, and never over another's."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from binhyen.engines.indicators.api import ReportState, report_history, save_report
from binhyen.features.reporting import api
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, Conflict, Invalid

Values = Mapping[str, Decimal | None]


class Clashed(Conflict):
    """Somebody saved meanwhile and changed cells that were changed here too; nothing was written."""

    def __init__(self, clashes: list[api.Clash], mine: Values, author: str) -> None:
        super().__init__(
            N_(
                "{author} đã sửa báo cáo này trong lúc bạn nhập: {count} ô khác nhau, hãy chọn số đúng."
            ),
            author=author,
            count=len(clashes),
        )
        self.clashes, self.mine, self.author = clashes, mine, author


def keep(
    actor: Actor,
    form: api.EntryForm,
    posted: api.Posted,
    *,
    reason: str = "",
    autosave: bool = False,
) -> ReportState | None:
    """Lay over the report what differs from what the page was filled with; the report as it was when nothing does.

    Cells are compared one by one with what the page showed, so that a second device, or a second tab of the same
    person, never undoes what the first one saved.

    Raises:
        Clashed: a cell was changed on both sides, to different values.
        Conflict: somebody saved in this very moment.
        Invalid: the report was handed in or approved, and no reason is given for changing it.
    """
    mine = api.changed(posted.base, posted.values)
    notes = _changed_notes(form, posted)
    if not mine and not notes:
        return form.state
    newest = form.state.values if form.state else {}
    if found := api.clashes(posted.base, mine, newest):
        raise Clashed(found, mine, _last_author(actor, form))
    if form.settled and not reason.strip():
        raise Invalid(N_("Báo cáo đã nộp hoặc đã duyệt: hãy ghi lý do đính chính."))
    return save_report(
        actor,
        unit_id=form.layout.unit.id,
        definition=form.layout.definition,
        period=form.layout.period,
        values=mine,
        base_version=form.version,
        reason=reason,
        remarks=notes,
        autosave=autosave,
    )


def _last_author(actor: Actor, form: api.EntryForm) -> str:
    if form.state is None:
        return ""
    return form.state.saved_by or report_history(actor, report_id=form.state.id)[-1].author_name


def _changed_notes(form: api.EntryForm, posted: api.Posted) -> dict[str, str]:
    standing = api.standing_notes(form.remarks)
    return {ref: text for ref, text in posted.notes.items() if text != standing.get(ref, "")}
