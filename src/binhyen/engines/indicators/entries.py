"""The shapes of catalogue files about figures: calendars, elements, indicators, checks, reports, stated figures.

Formulas are kept as text here; `kernel.expressions` gives them their meaning.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from binhyen.kernel.entries import Code, Entry, Labelled, Number, Source, Text, UnitType
from binhyen.kernel.periods import Calendar, CalendarKind, PeriodKind

Level = Literal[0, 1, 2, 3]


_KINDS_OF: dict[CalendarKind, frozenset[PeriodKind]] = {
    "months": frozenset({"month", "quarter", "half", "nine_months", "year"}),
    "days": frozenset({"day", "span"}),
    "conferences": frozenset({"conference"}),
}

# --- calendars and holidays ---------------------------------------------------------------------


class Mark(Entry):
    """A dated event that ends one period and begins the next."""

    code: Text
    vi: Text
    on: date
    source: Source


class Span(Entry):
    """A named stretch of days; the end is exclusive, empty while it still runs."""

    code: Text
    vi: Text
    valid_from: date
    valid_to: date | None = None
    source: Source

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ValueError("ngày kết thúc phải sau ngày bắt đầu")
        return self


class CalendarEntry(Labelled):
    """How a regime cuts time into periods; `calendar()` gives the kernel's value of the same meaning."""

    kind: CalendarKind = Field(
        description="months: tháng, quý, năm; days: ngày; conferences: hội nghị"
    )
    month_start_day: int = Field(default=1, ge=1, le=28, description="Ngày đầu của tháng báo cáo")
    month_start_offset: int = Field(
        default=0,
        ge=-11,
        le=0,
        description="Tháng báo cáo bắt đầu lệch mấy tháng dương lịch; -1 là tháng trước",
    )
    year_start_offset: int = Field(
        default=0, ge=-11, le=0, description="Năm bắt đầu lệch mấy tháng báo cáo"
    )
    period_kinds: tuple[PeriodKind, ...] = Field(
        min_length=1, description="Các loại kỳ lịch này cho phép"
    )
    conferences: tuple[Mark, ...] = Field(default=(), description="Các hội nghị, theo thứ tự ngày")
    spans: tuple[Span, ...] = Field(default=(), description="Đợt có tên (chiến dịch, cao điểm)")
    explain: Text
    source: Source

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        days = [mark.on for mark in self.conferences]
        if days != sorted(set(days)):
            raise ValueError("các hội nghị phải theo thứ tự ngày và không trùng nhau")
        if (self.kind == "conferences") != bool(self.conferences):
            raise ValueError("lịch loại conferences cần danh sách hội nghị, và chỉ lịch đó mới có")
        if self.spans and self.kind != "days":
            raise ValueError("đợt có tên (spans) chỉ có trong lịch loại days")
        if not set(self.period_kinds) <= _KINDS_OF[self.kind]:
            raise ValueError(f"lịch loại {self.kind} không có một trong các loại kỳ đã nêu")
        return self

    def calendar(self) -> Calendar:
        """The calendar periods are built from."""
        return Calendar(
            self.code,
            self.vi,
            self.kind,
            self.month_start_day,
            self.month_start_offset,
            self.year_start_offset,
            tuple(mark.on for mark in self.conferences),
        )


class DayOff(Entry):
    """A weekday on which offices are closed."""

    on: date
    vi: Text
    en: Text
    in_lieu: bool = Field(
        default=False, description="Nghỉ bù hoặc hoán đổi, không phải chính ngày lễ"
    )


class MakeUpDay(Entry):
    """A Saturday worked in exchange for a day off."""

    on: date
    vi: Text


class HolidayYear(Entry):
    """Days off and make-up days of one year, as civil servants had them."""

    year: int = Field(ge=2019, le=2100)
    days_off: tuple[DayOff, ...] = Field(min_length=1)
    make_up_days: tuple[MakeUpDay, ...] = ()
    source: Source

    @model_validator(mode="after")
    def _days_belong_to_the_year(self) -> Self:
        days = [day.on for day in self.days_off] + [day.on for day in self.make_up_days]
        if any(day.year != self.year for day in days):
            raise ValueError("mọi ngày phải thuộc năm của tệp")
        if len(days) != len(set(days)):
            raise ValueError("một ngày được nêu hai lần")
        return self


# --- elements and their breakdowns --------------------------------------------------------------


class BreakdownOption(Entry):
    """One value of a dimension, written `[dimension=code]` in formulas."""

    code: Code
    vi: Text
    en: Text


class BreakdownEntry(Labelled):
    """A dimension an element can be divided by; the options add up to the whole."""

    options: tuple[BreakdownOption, ...] = Field(min_length=2)
    source: Source


class Origin(StrEnum):
    """Whether people enter the figure or the system counts it from rows."""

    ENTERED = "entered"
    COUNTED = "counted"


class ElementEntry(Labelled):
    """A figure as it arises in a commune: entered once, or counted from rows."""

    short: Text = Field(max_length=40, description="Tên ngắn cho cột bảng")
    unit: Text = Field(description="Đơn vị tính: vụ, người, thẻ, triệu đồng…")
    decimals: int = Field(default=0, ge=0, le=6)
    time: Literal["sum", "last"] = Field(description="sum: cộng các kỳ; last: lấy kỳ cuối (số tồn)")
    negative: bool = Field(default=False, description="Có được âm không")
    origin: Origin = Origin.ENTERED
    counter: Code | None = Field(default=None, description="Tên phép đếm, khi origin là counted")
    breakdown: Code | None = Field(default=None, description="Chiều phân tổ, nếu có")
    counts_persons: bool = Field(
        default=False, description="Số nhỏ có thể lộ danh tính: che khi đưa ra công khai"
    )
    explain: Text | None = Field(default=None, description="Đếm cái gì, không đếm cái gì")
    source: Source

    @model_validator(mode="after")
    def _counted_has_a_counter(self) -> Self:
        if (self.origin is Origin.COUNTED) != (self.counter is not None):
            raise ValueError("phép đếm (counter) đi cùng origin: counted, và chỉ khi đó")
        return self


# --- indicators and checks ----------------------------------------------------------------------


class Missing(StrEnum):
    """What a missing input does, per unit and period, before units and periods are added up."""

    SKIP_ANY = "skip_any"  # leave the unit and period out when any input is missing
    SKIP_ALL = "skip_all"  # leave it out only when all inputs are missing; else missing counts as 0
    NEVER = "never"  # never leave it out; missing counts as 0


class Case(Entry):
    """A worked example: these inputs give this result, null meaning no result."""

    given: dict[str, Number | None] = Field(
        min_length=1, description="Giá trị từng chỉ tiêu; null là thiếu"
    )
    expect: Number | None = Field(description="Kết quả đã làm tròn; null là không tính được")
    note: Text | None = None


class IndicatorEntry(Labelled):
    """A computed figure: numerator over denominator times factor, or one plain expression."""

    short: Text = Field(max_length=40)
    numerator: Text | None = None
    denominator: Text | None = None
    value: Text | None = Field(default=None, description="Biểu thức khi không phải tử số/mẫu số")
    factor: Number = Field(
        default=Decimal(1), gt=0, description="100 cho phần trăm, 10000 cho một vạn dân"
    )
    decimals: int = Field(
        default=1, ge=0, le=6, description="Số chữ số thập phân khi in; làm tròn nửa lên"
    )
    unit: Text
    better: Literal["higher", "lower", "neutral"]
    missing: Missing = Missing.SKIP_ANY
    levels: tuple[Level, ...] = Field(
        default=(0, 1, 2, 3), min_length=1, description="Cấp được tính"
    )
    explain: Text
    source: Source
    cases: tuple[Case, ...] = Field(
        min_length=2, description="Ví dụ tính tay, được chạy thử tự động"
    )

    @model_validator(mode="after")
    def _has_one_formula(self) -> Self:
        ratio = (self.numerator is not None, self.denominator is not None)
        if ratio not in {(True, True), (False, False)}:
            raise ValueError("tử số (numerator) và mẫu số (denominator) phải đi đôi")
        if ratio[0] == (self.value is not None):
            raise ValueError("nêu tử số/mẫu số hoặc biểu thức (value), đúng một trong hai")
        return self


class CheckEntry(Labelled):
    """An integrity check between figures of one report; not run when an input is missing."""

    left: Text
    operator: Literal["=", "!=", "<", "<=", ">", ">="]
    right: Text
    severity: Literal["error", "warning"] = Field(
        description="error: không nộp được; warning: phải giải thích"
    )
    explain: Text = Field(description="Vì sao hai vế phải như vậy")
    advice: Text = Field(description="Người nhập nên làm gì khi sai")
    source: Source


# --- reports ------------------------------------------------------------------------------------


class Deadline(Entry):
    """When a report must have reached a level, on exactly one of three clocks.

    Before a day of the period's last month, within working days of the cut-off, or, for emergencies, within hours
    of the event (of the period's start, as long as nobody told the hour of the event).
    """

    level: Level
    recipient: Text
    before_day: int | None = Field(
        default=None, ge=1, le=31, description="Trước ngày này của tháng cuối kỳ"
    )
    working_days: int | None = Field(
        default=None, ge=0, description="Số ngày làm việc sau ngày chốt số liệu"
    )
    hours: int | None = Field(
        default=None, ge=1, le=240, description="Số giờ kể từ sự việc, cho báo cáo đột xuất"
    )

    @model_validator(mode="after")
    def _has_one_clock(self) -> Self:
        clocks = (self.before_day, self.working_days, self.hours)
        if sum(clock is not None for clock in clocks) != 1:
            raise ValueError("nêu before_day, working_days hoặc hours, đúng một trong ba")
        return self


class Approver(Entry):
    """Which level approves, from a date on; a level may vanish (districts, 1-3-2025)."""

    valid_from: date
    level: Level


class FormLineEntry(Entry):
    """A line of a form: an element, and what whoever fills it in should know."""

    element: Code
    note: Text | None = Field(default=None, description="Hướng dẫn ghi dòng này")


def _as_line(value: object) -> object:
    return {"element": value} if isinstance(value, str) else value


class SectionEntry(Entry):
    """Lines of a form under one heading; a line without a note may be written as the bare code."""

    vi: Text
    en: Text
    lines: tuple[Annotated[FormLineEntry, BeforeValidator(_as_line)], ...] = Field(min_length=1)
    note: Text | None = None


class FormHeader(Entry):
    """What stands above the title of the paper form."""

    symbol: Text | None = Field(default=None, description="Ký hiệu biểu, ví dụ Biểu 01/XD")
    basis: Text | None = Field(default=None, description="Ban hành kèm theo văn bản nào")
    note: Text | None = Field(default=None, description="Chú thích dưới biểu")


class ReportEntry(Labelled):
    """A report definition: who reports which elements, over which periods, to whom and by when.

    The same shape serves the catalogue's files and what a province defines on the screen.
    """

    calendar: Code
    kind: PeriodKind
    on_event: bool = Field(
        default=False, description="Chỉ lập khi có sự việc; kỳ không có báo cáo không phải là thiếu"
    )
    reporters: tuple[UnitType, ...] = Field(min_length=1, description="Loại đơn vị phải báo cáo")
    elements: tuple[Code, ...] = Field(min_length=1, description="Theo thứ tự dòng trên biểu mẫu")
    sections: tuple[SectionEntry, ...] = Field(
        default=(), description="Các mục của biểu; bỏ trống thì chia theo nhóm chỉ tiêu"
    )
    header: FormHeader | None = None
    deadlines: tuple[Deadline, ...] = Field(min_length=1)
    approvers: tuple[Approver, ...] = Field(min_length=1, description="Theo thứ tự ngày")
    outline: tuple[Text, ...] = Field(min_length=1, description="Đề cương phần lời")
    valid_from: date | None = Field(default=None, description="Lập cho các kỳ bắt đầu từ ngày này")
    valid_to: date | None = Field(
        default=None, description="Kỳ bắt đầu từ ngày này trở đi không lập nữa"
    )
    explain: Text
    source: Source

    @model_validator(mode="after")
    def _is_well_ordered(self) -> Self:
        days = [approver.valid_from for approver in self.approvers]
        if days != sorted(set(days)):
            raise ValueError("cấp duyệt (approvers) phải theo thứ tự ngày")
        if len(set(self.elements)) != len(self.elements):
            raise ValueError("một chỉ tiêu được nêu hai lần trong báo cáo")
        if self.valid_from and self.valid_to and self.valid_to <= self.valid_from:
            raise ValueError("ngày thôi dùng (valid_to) phải sau ngày bắt đầu (valid_from)")
        return self

    @model_validator(mode="after")
    def _sections_hold_every_element_once(self) -> Self:
        lines = [line.element for section in self.sections for line in section.lines]
        if self.sections and sorted(lines) != sorted(self.elements):
            raise ValueError("các mục (sections) phải chứa mỗi chỉ tiêu của báo cáo đúng một lần")
        return self


# --- stated figures -----------------------------------------------------------------------------


class StatedEntry(Entry):
    """A figure as somebody published it; kept beside the computed one, never instead of it."""

    code: Code
    vi: Text
    en: Text
    measures: Code | None = Field(
        default=None, description="Mã chỉ tiêu hoặc chỉ số tương ứng, nếu có"
    )
    nature: Literal["outcome", "planned", "target", "derived"]
    scope: Text = Field(description="Mã đơn vị mang vào ngày as_of; VN là cả nước")
    scope_level: Level
    population: Literal[
        "programme", "communes", "townships", "wards", "commune_level", "province", "project"
    ] = Field(description="Mẫu số: programme là xã và thị trấn; project là riêng dự án được nêu")
    value: Number
    qualifier: Literal["exact", "about", "over", "nearly", "at_least"] = "exact"
    decimals: int = Field(default=0, ge=0, le=6)
    unit: Text
    as_of: date
    precision: Literal["day", "month", "year"] = "day"
    period_from: date | None = Field(
        default=None, description="Ngày đầu của kỳ, khi là số phát sinh"
    )
    inputs: tuple[Code, ...] = Field(
        default=(), description="Số đã công bố dùng để suy ra, khi nature là derived"
    )
    source: Source
    note: Text | None = None

    @model_validator(mode="after")
    def _derived_names_its_inputs(self) -> Self:
        if (self.nature == "derived") != bool(self.inputs):
            raise ValueError("số suy ra (derived) phải nêu inputs, và chỉ khi đó")
        if self.period_from is not None and self.period_from > self.as_of:
            raise ValueError("kỳ phải bắt đầu trước ngày as_of")
        return self
