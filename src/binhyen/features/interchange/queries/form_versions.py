"""Whether a form sent back is still the form of today."""

from __future__ import annotations

from binhyen.engines.indicators.api import SheetEntries, form_layout
from binhyen.engines.units.api import Structure, StructureUnit
from binhyen.features.interchange.queries.directories import Directory
from binhyen.kernel.errors import N_, Conflict, Invalid
from binhyen.kernel.periods import parse_period


def refuse_other_version(entries: SheetEntries, directory: Directory, file: str) -> None:
    """Refuse a form made before its report was changed: cells would mean something else.

    Raises:
        NotFound: no such report now.
        Invalid: no such period, or nobody bore the unit's code in it.
        Conflict: the sheet is of another version of the form.
    """
    form = directory.known.definition(entries.form)
    period = parse_period(entries.period, directory.known.calendars, form.calendar.code)
    days = (period.last_day, period.start)
    unit = next(
        filter(None, (_bearer(directory.tree(day), entries.unit_code) for day in days)), None
    )
    if unit is None:
        raise Invalid(
            N_(
                "Tệp {file}: trong kỳ {period} không có đơn vị mang mã {code}: hãy tải lại biểu mẫu."
            ),
            kind="form-unit",
            file=file,
            period=str(period),
            code=entries.unit_code[:40],
        )
    now = form_layout(form.code, unit.id, period).version
    if entries.version != now:
        raise Conflict(
            N_(
                "Tệp {file} là biểu mẫu {report} phiên bản {old}, nay đã là phiên bản {now}: "
                "hãy tải biểu mẫu mới từ trang nhập báo cáo và chép số sang."
            ),
            kind="form-version",
            file=file,
            report=form.entry.vi,
            old=entries.version[:40],
            now=now,
        )


def _bearer(tree: Structure, code: str) -> StructureUnit | None:
    return next((tree.get(unit_id) for unit_id in tree.codes.get(code, ())), None)
