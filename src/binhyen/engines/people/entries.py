"""The shapes of catalogue files about the force: posts, ranks, qualifications, and the programme's borders."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from binhyen.kernel.entries import Entry, Labelled, Source, Text, UnitType

PoliceKind = Literal["commune", "district", "department", "province"]


class PostEntry(Labelled):
    """A post an officer may hold; `order` is the order of precedence inside its kind of unit."""

    short: Text = Field(max_length=20)
    serves_in: PoliceKind = Field(description="Loại đơn vị công an có chức danh này")
    role: Literal["chief", "deputy", "officer"]
    order: int = Field(ge=1)
    mandatory: bool = Field(description="Mỗi đơn vị phải có chức danh này")
    rank_from: int | None = Field(
        default=None, ge=1, le=8, description="Cấp bậc thấp nhất khi lập kế hoạch"
    )
    rank_to: int | None = Field(
        default=None, ge=1, le=8, description="Cấp bậc cao nhất khi lập kế hoạch"
    )
    source: Source

    @model_validator(mode="after")
    def _ranks_run_upward(self) -> Self:
        if (
            self.rank_from is not None
            and self.rank_to is not None
            and self.rank_to < self.rank_from
        ):
            raise ValueError("cấp bậc cao nhất thấp hơn cấp bậc thấp nhất")
        return self


class RankEntry(Labelled):
    """A rank of the People's Public Security; `order` is the rank 1-8 of planning files."""

    short: Text = Field(max_length=20)
    order: int = Field(ge=1, le=8)
    source: Source


class QualificationEntry(Labelled):
    """A skill or language an officer may have; the code is the one used in planning files."""

    kind: Literal["skill", "language", "suitability"]
    source: Source


class PoliceLevelEnd(Entry):
    """The day a level of police ceased to exist; the administrative level may end on another day."""

    level: Literal[1, 2]
    ends_on: date = Field(description="Ngày đầu tiên không còn cấp này")
    source: Source


class ProgrammeEntry(Labelled):
    """The programme of regular commune police: whom it covers, since when, and what ended."""

    unit_types: tuple[UnitType, ...] = Field(
        min_length=1, description="Loại đơn vị cấp xã thuộc chương trình; phường không thuộc"
    )
    valid_from: date = Field(description="Ngày chương trình bắt đầu được tính")
    source: Source
    levels_ended: tuple[PoliceLevelEnd, ...]
    cell_members: int = Field(
        ge=1,
        description="Số đảng viên chính thức để lập chi bộ; định mức cells.established dùng cùng số này",
    )
    explain: Text
