"""Complete data set registrations: what another system calls complete, we hand in."""

from __future__ import annotations

from binhyen.engines.indicators.api import Status, report_state, submit_report
from binhyen.engines.units.api import Level
from binhyen.features.interchange.queries.converting import Converter
from binhyen.features.interchange.queries.directories import Directory
from binhyen.features.interchange.types import Completion
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, NotFound, RuleBroken

HANDED_IN = {Status.SUBMITTED, Status.APPROVED}


def complete(
    actor: Actor, said: Completion, converter: Converter, directory: Directory, *, dry_run: bool
) -> None:
    """Submit the report a registration means; one handed in already stays as it is.

    Raises:
        Invalid, NotFound: no such report, period or unit, or nothing was entered.
        RuleBroken: the registration takes completeness back, or a check of the report fails.
        Refused: not this actor's unit.
    """
    if not said.completed:
        raise RuleBroken(
            N_("Không rút lại việc nộp qua tệp được: hãy đề nghị cấp duyệt trả lại báo cáo.")
        )
    form = directory.report(said.report)
    period = converter.period(said.period, form)
    code = directory.unit(said.unit, period)
    unit = directory.tree(period.last_day).by_code(code, Level.COMMUNE)
    state = report_state(actor, unit_id=unit.id, definition=form.code, period=period)
    if state is None:
        raise NotFound(
            N_("{unit} chưa có số liệu {report} kỳ {period}: hãy nạp số liệu trước."),
            unit=unit.full_name,
            report=form.entry.vi,
            period=str(period),
        )
    if state.status not in HANDED_IN and not dry_run:
        submit_report(actor, report_id=state.id, base_version=state.version)
