"""The shape of a norm file: one rule, its dated values, and the clause each value rests on."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from binhyen.kernel.entries import Code, Entry, Labelled, Number, Source, Text, UnitType


class AppliesTo(Entry):
    """Which units the rule binds; a unit outside is not applicable, never 'met'."""

    level: Literal[0, 1, 2, 3] = 3
    types: tuple[UnitType, ...] = Field(min_length=1)
    programme_only: bool = Field(
        description="Chỉ đơn vị thuộc chương trình công an chính quy vào ngày xét"
    )
    provinces: tuple[Text, ...] = Field(
        default=(), description="Chỉ các tỉnh này (mã); rỗng là mọi tỉnh"
    )
    except_provinces: tuple[Text, ...] = Field(default=(), description="Trừ các tỉnh này (mã)")


class Measured(Entry):
    """The period the left side is read over; absent means the day itself."""

    calendar: Code
    kind: Literal["month", "quarter", "half", "nine_months", "year"]


class DatedValue(Entry):
    """The right side from a date on, until the next one begins; `lapsed` ends the rule."""

    valid_from: date = Field(description="Ngày có hiệu lực")
    value: Number | None = Field(
        default=None, description="Ngưỡng; cận dưới khi operator là between"
    )
    up_to: Number | None = Field(default=None, description="Cận trên, chỉ khi operator là between")
    lapsed: bool = Field(default=False, description="Từ ngày này quy tắc không còn áp dụng")
    due_on: date | None = Field(
        default=None, description="Hạn cuối của lộ trình; trước hạn là đang thực hiện"
    )
    source: Source
    reading: Text | None = Field(
        default=None, description="Đã hiểu nguồn thế nào, khi nguồn không nói thẳng"
    )

    @model_validator(mode="after")
    def _lapsed_or_valued(self) -> Self:
        if self.lapsed == (self.value is not None):
            raise ValueError("nêu ngưỡng (value) hoặc lapsed: true, đúng một trong hai")
        return self


class NormEntry(Labelled):
    """A dated rule: `left operator value`, for the units it applies to, when `when` holds."""

    short: Text = Field(max_length=40)
    applies_to: AppliesTo
    measured: Measured | None = None
    when: Text | None = Field(
        default=None, description="Điều kiện; không thỏa thì định mức không áp dụng"
    )
    left: Text
    operator: Literal[">=", "<=", "=", "between"]
    unit: Text
    decimals: int = Field(default=0, ge=0, le=6)
    severity: Literal["must", "should", "target"] = Field(
        description="must: luật bắt buộc; should: mức được nêu; target: mục tiêu phấn đấu"
    )
    explain: Text
    values: tuple[DatedValue, ...] = Field(min_length=1, description="Theo thứ tự ngày hiệu lực")

    @model_validator(mode="after")
    def _values_fit(self) -> Self:
        days = [value.valid_from for value in self.values]
        if days != sorted(set(days)):
            raise ValueError(
                "các giá trị (values) phải theo thứ tự ngày hiệu lực, không trùng ngày"
            )
        if self.values[0].lapsed:
            raise ValueError("giá trị đầu tiên không thể là lapsed")
        for value in self.values:
            is_band = value.up_to is not None
            if not value.lapsed and is_band != (self.operator == "between"):
                raise ValueError("cận trên (up_to) đi cùng operator: between, và chỉ khi đó")
            if value.value is not None and value.up_to is not None and value.up_to < value.value:
                raise ValueError("cận trên nhỏ hơn cận dưới")
        return self
