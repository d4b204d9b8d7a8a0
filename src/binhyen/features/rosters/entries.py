"""The shapes of catalogue files about duty: kinds of duty, schemes by size of station, reliefs and absences."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from binhyen.kernel.entries import Code, Entry, Labelled, Source, Text
from binhyen.solver.rosters.api import GOALS, RULES, DayKind, Goal, Post

Count = Annotated[int, Field(ge=0, le=1000)]
ByDay = dict[DayKind, Count]


class DutyEntry(Labelled):
    """A kind of duty: how it is called and when it runs; who and how many stands in the schemes."""

    short: Text = Field(max_length=3, description="Chữ in trong ô của bảng tháng")
    night: bool = Field(description="Qua đêm tại đơn vị: miễn trực, vợ chồng chỉ xét loại này")
    starts_at: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="Giờ bắt đầu ca")
    hours: int = Field(ge=1, le=24, description="Ca dài mấy giờ")
    explain: Text
    source: Source


class ReliefEntry(Labelled):
    """Why somebody is relieved of nights, or away; the words are all that is kept about it."""

    use: Literal["relief", "absence"] = Field(description="relief miễn trực đêm, absence vắng mặt")
    longest_days: int = Field(ge=1, le=1100, description="Dài nhất mấy ngày cho một lần ghi")
    explain: Text
    source: Source


class SchemeDuty(Entry):
    """How a station of that size holds one kind of duty."""

    duty: Code
    needed: ByDay = Field(description="Cần mấy người theo loại ngày")
    posts: tuple[Post, ...] = Field(min_length=1, description="Ai giữ theo chức danh")
    stand_in: tuple[Post, ...] = Field(description="Ai được trực thay; lịch dùng ít nhất có thể")
    rest_days: int = Field(ge=0, le=14, description="Nghỉ mấy ngày sau ca")
    rest_from: tuple[Code, ...] = Field(description="Nghỉ khỏi loại trực nào; trống là mọi loại")
    explain: Text


class SchemeLimit(Entry):
    """Most duties in so many days."""

    code: Code
    vi: Text
    kinds: tuple[Code, ...] = Field(min_length=1)
    days: int = Field(ge=1, le=370)
    most: int = Field(ge=0, le=370)
    hard: bool = Field(
        description="true là cấm vượt, false là mức khuyến nghị, vượt thì báo quá tải"
    )
    source: Source


class SchemeMeasure(Entry):
    """What is to be even among those who share it."""

    code: Code
    vi: Text
    word: Text = Field(description="Một điểm gọi là gì, ví dụ đêm")
    duties: tuple[Code, ...] = Field(min_length=1)
    points: ByDay
    weight: int = Field(ge=0, le=1000)


class SchemeEntry(Labelled):
    """The rules of rosters for stations of one size."""

    people_from: int = Field(ge=1)
    people_to: int = Field(ge=1)
    explain: Text
    eve_of_absence: bool = Field(description="true: không trực đêm ngay trước ngày nghỉ")
    history_months: int = Field(ge=0, le=60, description="Công bằng tính trên mấy tháng trước")
    goals: tuple[Goal, ...] = Field(min_length=1, description="Mục tiêu, quan trọng trước")
    gives_way: tuple[str, ...] = Field(description="Khi không xếp được, quy tắc nào nhường trước")
    duties: tuple[SchemeDuty, ...] = Field(min_length=1)
    limits: tuple[SchemeLimit, ...]
    measures: tuple[SchemeMeasure, ...]
    source: Source

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.people_to < self.people_from:
            raise ValueError("số người nhiều nhất ít hơn số người ít nhất")
        known = {one.duty for one in self.duties}
        named = {code for one in self.duties for code in one.rest_from}
        named |= {code for limit in self.limits for code in limit.kinds}
        named |= {code for measure in self.measures for code in measure.duties}
        if strange := sorted(named - known):
            raise ValueError(f"không có loại trực {', '.join(strange)} trong duties")
        if strange := sorted(set(self.gives_way) - {rule.code for rule in RULES}):
            raise ValueError(f"không có quy tắc {', '.join(strange)}")
        if len(set(self.goals)) != len(self.goals) or not set(self.goals) <= set(GOALS):
            raise ValueError("mục tiêu lặp lại")
        return self
