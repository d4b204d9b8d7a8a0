"""Comments of an import become notes on cells; what a cell's newest note says already is not said again."""

from __future__ import annotations

from binhyen.engines.indicators.commands.staged.checking import REMARK, Checked, Place
from binhyen.engines.indicators.commands.versions import Occasion
from binhyen.engines.indicators.models import CellRemark, Report, ReportingPeriod
from binhyen.engines.indicators.types import RemarkKind
from binhyen.kernel.text import clean_text

BATCH = 2000

_COMMENTS = """
SELECT c.unit, s.key, r.comment FROM checked c JOIN slot s ON s.slot = c.slot JOIN raw r ON r.rowid = c.rid
WHERE c.place = $place AND c.fault IS NULL AND c.noted ORDER BY c.rid
"""


def add_comments(checked: Checked, place: Place, period: ReportingPeriod, when: Occasion) -> None:
    """Add the comments of one place's sound rows to the newest versions of its reports."""
    rows = checked.work.cursor().execute(_COMMENTS, {"place": place.number})
    while found := rows.fetchmany(BATCH):
        _add_batch(found, period, when)


def _add_batch(found: list[tuple[int, str, str]], period: ReportingPeriod, when: Occasion) -> None:
    reports = {
        unit_id: (report_id, version)
        for unit_id, report_id, version in Report.objects.filter(
            period=period, unit_id__in={row[0] for row in found}
        ).values_list("unit_id", "id", "version")
    }
    notes = CellRemark.objects.filter(
        kind=RemarkKind.NOTE, report_id__in=[report_id for report_id, _ in reports.values()]
    )
    said = {
        (report_id, key): text
        for report_id, key, text in notes.order_by("id").values_list("report_id", "key", "text")
    }
    author = when.actor.author
    CellRemark.objects.bulk_create(
        CellRemark(
            report_id=reports[unit_id][0],
            version=reports[unit_id][1],
            key=key,
            kind=RemarkKind.NOTE,
            text=text,
            author_kind=author.kind,
            author_id=author.id,
            author_name=author.name[:200],
            at=when.at,
        )
        for unit_id, key, text in (
            (row[0], row[1], clean_text(row[2], REMARK, multiline=True)) for row in found
        )
        if unit_id in reports and said.get((reports[unit_id][0], key), "") != text
    )
