"""The shapes of catalogue files about law: kinds of document, legal texts by clause, lawful measures."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from binhyen.kernel.entries import Code, Entry, Labelled, Source, Text


class DocumentKindEntry(Labelled):
    """A kind of document and the abbreviation its symbol carries."""

    abbreviation: Text | None = Field(
        description="Chữ viết tắt trong ký hiệu; null khi loại này không có"
    )
    regime: Literal["state", "normative", "party"] = Field(
        description="state: Nghị định 30/2020; normative: văn bản quy phạm pháp luật; party: văn bản Đảng"
    )
    source: Source


class Clause(Entry):
    """One clause somebody relies on, in our own words."""

    ref: Text = Field(description="Điều, khoản, điểm")
    gist: Text = Field(description="Nội dung tóm tắt bằng lời của chúng ta")
    source: Source


class LegalTextEntry(Entry):
    """A text of the register, known by its symbol."""

    symbol: Text = Field(description="Số, ký hiệu đúng như in trên văn bản")
    kind: Code = Field(description="Mã loại văn bản")
    issuer: Text
    title: Text
    issued_on: date | None = Field(
        default=None, description="Ngày ban hành; trống khi chưa tìm thấy"
    )
    effective_from: date | None = Field(
        default=None, description="Ngày có hiệu lực; trống khi chưa tìm thấy"
    )
    effective_to: date | None = Field(default=None, description="Ngày đầu tiên hết hiệu lực")
    replaces: tuple[Text, ...] = Field(default=(), description="Ký hiệu văn bản bị thay thế")
    amends: tuple[Text, ...] = ()
    implements: tuple[Text, ...] = Field(default=(), description="Ký hiệu văn bản được triển khai")
    clauses: tuple[Clause, ...] = ()
    source: Source

    @model_validator(mode="after")
    def _dates_run_forward(self) -> Self:
        known = [day for day in (self.issued_on, self.effective_from, self.effective_to) if day]
        if known != sorted(known):
            raise ValueError("ngày ban hành, hiệu lực, hết hiệu lực phải theo thứ tự")
        return self


class Review(Entry):
    """Something due again and again while the measure runs."""

    vi: Text
    every_months: int = Field(ge=1)
    source: Source


class MeasureVersion(Entry):
    """The rules of a measure from a date on, until the next version begins."""

    valid_from: date
    decided_by: Text
    carried_out_by: Text
    min_months: int | None = Field(default=None, ge=1, description="Thời hạn tối thiểu (tháng)")
    max_months: int | None = Field(
        default=None, ge=1, description="Thời hạn tối đa (tháng); trống khi theo phần án còn lại"
    )
    term: Text = Field(description="Thời hạn bằng lời, đúng như luật nêu")
    reviews: tuple[Review, ...] = ()
    ends_when: tuple[Text, ...] = Field(min_length=1)
    source: Source

    @model_validator(mode="after")
    def _term_runs_upward(self) -> Self:
        if self.min_months and self.max_months and self.max_months < self.min_months:
            raise ValueError("thời hạn tối đa ngắn hơn tối thiểu")
        return self


class MeasureEntry(Labelled):
    """A lawful measure on a person; no person is recorded without one, and never past its longest term."""

    short: Text = Field(max_length=40)
    explain: Text
    versions: tuple[MeasureVersion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _versions_in_order(self) -> Self:
        days = [version.valid_from for version in self.versions]
        if days != sorted(set(days)):
            raise ValueError("các phiên bản (versions) phải theo thứ tự ngày hiệu lực")
        return self
