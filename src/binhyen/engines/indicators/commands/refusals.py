"""What keeps values out of a report: wrong period, wrong unit, wrong element."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo, ElementInfo
from binhyen.engines.indicators.rules.values import scaled
from binhyen.engines.units.api import structure
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid, NotFound, RuleBroken
from binhyen.kernel.expressions import Reference, parse
from binhyen.kernel.numbers import format_date
from binhyen.kernel.periods import Period
from binhyen.kernel.text import clean_text

Entered = Mapping[str, Decimal | int | str | None]
"""Values by reference, as formulas write it (`crime.persons[sex=f]`); None is "not reported"."""


def refuse_period(form: DefinitionInfo, period: Period, *, begun: bool = False) -> None:
    """Refuse a period the report is not made over, or one that has not ended (or not even begun).

    Raises:
        Invalid: a period of another calendar or length.
        RuleBroken: too early.
    """
    if not form.has(period):
        raise Invalid(
            N_(
                "{report} lập theo lịch {calendar}, kỳ {period_kind}; “{period}” không phải kỳ của báo cáo này."
            ),
            report=form.entry.vi,
            calendar=f"{form.calendar.code} ({form.calendar.label})",
            period_kind=form.entry.kind,
            period=str(period),
        )
    if not form.made_over(period):
        raise RuleBroken(
            N_("{report} không lập cho kỳ {period}: mẫu dùng từ {first} đến trước {end}."),
            report=form.entry.vi,
            period=str(period),
            first="đầu" if form.entry.valid_from is None else format_date(form.entry.valid_from),
            end="nay" if form.entry.valid_to is None else format_date(form.entry.valid_to),
        )
    if clock.today() < (period.start if begun else period.last_day):
        raise RuleBroken(
            N_("Kỳ {period} chưa đến: kỳ kết thúc ngày {day}, hãy chờ đến khi đó."),
            period=str(period),
            day=format_date(period.last_day),
        )


def refuse_unit(form: DefinitionInfo, unit_id: int, period: Period) -> None:
    """Refuse a unit that did not exist in the period or does not make this report.

    Raises:
        NotFound: it did not exist on the period's last day nor on its first.
        RuleBroken: it existed and is of another type.
    """
    for day in (period.last_day, period.start):
        tree = structure(day)
        if unit_id in tree:
            unit = tree.get(unit_id)
            owners = {None, *(one.id for one in tree.ancestors(unit_id))}
            if unit.type not in form.entry.reporters or form.owner_id not in owners:
                raise RuleBroken(
                    N_("{unit} không lập {report}; các loại đơn vị lập: {types}."),
                    unit=unit.full_name,
                    report=form.entry.vi,
                    types=", ".join(form.entry.reporters),
                )
            return
    raise NotFound(
        N_("Đơn vị số {unit} không tồn tại trong kỳ {period}."), unit=unit_id, period=str(period)
    )


def stored_values(known: Catalogue, form: DefinitionInfo, values: Entered) -> dict[str, int | None]:
    """Values as a person gave them, under their stable keys.

    Raises:
        Invalid: an element this report does not hold or the system counts, or a bad value.
        NotFound: an element the catalogue does not hold.
    """
    stored: dict[str, int | None] = {}
    for name, value in values.items():
        element, option = _entered(known, form, name)
        stored[element.key(option)] = None if value is None else scaled(element, value)
    return stored


def stored_texts(
    known: Catalogue, form: DefinitionInfo, texts: Mapping[str, str]
) -> dict[str, str]:
    """Words about cells, by value key; the reference "" is the whole report.

    Raises:
        Invalid, NotFound: as `stored_values`; also for markup, hidden characters and words that are too long.
    """
    stored = {}
    for name, text in texts.items():
        key = ""
        if name:
            element, option = _entered(known, form, name)
            key = element.key(option)
        stored[key] = clean_text(text, 500, multiline=True)
    return stored


def _entered(known: Catalogue, form: DefinitionInfo, name: str) -> tuple[ElementInfo, str | None]:
    code, option = reference_of(name)
    element = known.element(code)
    if element.definition != form.code or element.counted:
        raise Invalid(
            N_("Chỉ tiêu {element} không nhập trong {report}."),
            element=code,
            report=form.entry.vi,
        )
    return element, option


def reference_of(text: str) -> tuple[str, str | None]:
    """Element and breakdown option of a reference.

    Raises:
        Invalid: not one reference, or with more than one breakdown.
    """
    parsed = parse(text)
    if not isinstance(parsed, Reference) or len(parsed.breakdown) > 1:
        raise Invalid(N_("“{reference}” không phải một chỉ tiêu."), reference=text[:80])
    return parsed.code, parsed.breakdown[0][1] if parsed.breakdown else None
