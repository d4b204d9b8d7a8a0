"""What a province defines for itself: codes that can never clash with the common catalogue, changes that break nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from binhyen.engines.indicators.entries import CheckEntry, ElementEntry, Origin, ReportEntry
from binhyen.engines.indicators.rules.catalogue import Catalogue
from binhyen.kernel.errors import N_, Conflict, Invalid, RowProblem
from binhyen.kernel.expressions import parse
from binhyen.kernel.text import fold


def prefix_of(unit_code: str) -> str:
    """What every code of a province begins with: "p38."."""
    return f"p{unit_code}."


def own_code(unit_code: str, name: str) -> str:
    """A code made of a name: "Kiểm tra nguồn nước" of province 38 is "p38.kiem_tra_nguon_nuoc"."""
    words = re.findall(r"[a-z0-9]+", fold(name).lower())
    stem = "_".join(words)[:60].strip("_")
    if not stem:
        raise Invalid(N_("Tên “{name}” không có chữ hay số nào để đặt mã."), name=name[:60])
    # A formula reads a name only when every part of it begins with a letter.
    return prefix_of(unit_code) + (stem if stem[0].isalpha() else f"so_{stem}")


def refuse_codes(unit_code: str, codes: Iterable[str]) -> None:
    """Raises:
    Invalid: a code without the province's prefix.
    """
    wrong = [code for code in codes if not code.startswith(prefix_of(unit_code))]
    if wrong:
        raise Invalid(
            N_("Mã “{code}” phải bắt đầu bằng “{prefix}” để không trùng danh mục chung."),
            code=wrong[0],
            prefix=prefix_of(unit_code),
        )


def refuse_foreign_parts(
    known: Catalogue, owner_id: int, report: ReportEntry, elements: Collection[ElementEntry]
) -> None:
    """An own form holds own elements only: an element is entered in one place.

    Raises:
        Invalid: an element of the common catalogue or of another form, or one counted by the system.
    """
    new = {element.code for element in elements}
    problems = []
    for code in report.elements:
        held = known.elements.get(code)
        if code not in new and (held is None or held.owner_id != owner_id):
            problems.append(_row(code, "không phải chỉ tiêu của đơn vị: hãy lập chỉ tiêu riêng"))
        elif held is not None and held.definition not in {None, report.code}:
            problems.append(
                _row(code, f"đã nhập ở mẫu {held.definition}: mỗi chỉ tiêu nhập một nơi")
            )
    problems += [
        _row(element.code, "chỉ tiêu đếm tự động không lập trên màn hình")
        for element in elements
        if element.origin is Origin.COUNTED
    ]
    if problems:
        raise Invalid(
            N_("Mẫu báo cáo có {count} chỗ chưa đúng; chỗ đầu: {first}"),
            rows=problems,
            count=len(problems),
            first=problems[0].message,
        )


def refuse_foreign_checks(report: ReportEntry, checks: Iterable[CheckEntry]) -> None:
    """Raises:
    Invalid: a check that looks beyond its form, or does not parse.
    """
    for check in checks:
        sides = (parse(check.left), parse(check.right))
        mentioned = {one.code for side in sides for one in side.references()}
        beyond = mentioned - set(report.elements)
        if beyond:
            raise Invalid(
                N_("Quy tắc “{check}” nói đến {code}, không có trong mẫu này."),
                check=check.vi,
                code=", ".join(sorted(beyond)),
            )


def refuse_breaking_form(old: ReportEntry, new: ReportEntry) -> None:
    """What reports already made rest upon stays; anything else takes a new form.

    Raises:
        Conflict: another calendar or period, a reporter or an element taken away.
    """
    faults = [*_broken_form(old, new)]
    if faults:
        raise _breaking(old.vi, faults)


def refuse_breaking_element(old: ElementEntry, new: ElementEntry) -> None:
    """Raises:
    Conflict: values entered before would mean something else.
    """
    faults = [
        words
        for field, words in (
            ("unit", "đơn vị tính"),
            ("decimals", "số chữ số thập phân"),
            ("time", "cách cộng kỳ"),
            ("breakdown", "chiều phân tổ"),
        )
        if getattr(old, field) != getattr(new, field)
    ]
    if old.negative and not new.negative:
        faults.append("được âm")
    if faults:
        raise _breaking(old.vi, faults)


def _broken_form(old: ReportEntry, new: ReportEntry) -> Iterator[str]:
    if (old.calendar, old.kind) != (new.calendar, new.kind):
        yield "lịch và loại kỳ"
    if set(old.reporters) - set(new.reporters):
        yield "loại đơn vị báo cáo"
    if gone := [code for code in old.elements if code not in new.elements]:
        yield f"chỉ tiêu bị bỏ ({', '.join(gone[:3])})"


def _breaking(name: str, faults: list[str]) -> Conflict:
    return Conflict(
        N_(
            "“{name}” đã có báo cáo, không đổi được: {what}. Hãy lập mẫu mới từ kỳ sau và thôi dùng mẫu này."
        ),
        name=name,
        what="; ".join(faults),
    )


def _row(code: str, message: str) -> RowProblem:
    return RowProblem(None, "elements", code, f"{code}: {message}")
