"""The shapes of `catalogue/activities/` and `catalogue/workload.yaml`: what work takes, and the time there is for it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from binhyen.kernel.entries import Code, Labelled, Number, Source, Text

Permille = Annotated[int, Field(ge=0, le=1000)]
Minutes = Annotated[Number, Field(gt=0)]
Kind = Literal["service", "category", "individual"]


class ActivityEntry(Labelled):
    """One activity standard of the WISN method.

    `service`: `minutes` for each unit of `driver`, a measure of the catalogue over a year (the last value, for stocks).
    `category`: `share_permille` of everybody's working time. `individual`: `hours` a year for the station as a whole.
    """

    kind: Kind = Field(description="service theo việc; category mọi người; individual cả đơn vị")
    driver: Code | None = Field(default=None, description="Chỉ tiêu, chỉ số đo khối lượng một năm")
    minutes: Minutes | None = Field(default=None, description="Phút cho mỗi đơn vị của chỉ tiêu")
    share_permille: Permille | None = Field(
        default=None, description="Phần nghìn thời giờ mỗi người"
    )
    hours: Annotated[int, Field(gt=0)] | None = Field(
        default=None, description="Giờ một năm của cả đơn vị"
    )
    explain: Text
    source: Source

    @model_validator(mode="after")
    def _says_what_its_kind_needs(self) -> Self:
        wanted = {
            "service": {"driver", "minutes"},
            "category": {"share_permille"},
            "individual": {"hours"},
        }[self.kind]
        said = {
            name
            for name in ("driver", "minutes", "share_permille", "hours")
            if getattr(self, name) is not None
        }
        if said != wanted:
            raise ValueError(f"loại {self.kind} cần đúng: {', '.join(sorted(wanted))}")
        return self


class WorkloadEntry(Labelled):
    """The working time of one officer and how fractions become posts."""

    hours_per_day: Annotated[Number, Field(gt=0, le=24)]
    leave_days: int = Field(ge=0, le=100, description="Ngày phép năm")
    training_days: int = Field(ge=0, le=100, description="Ngày tập huấn, huấn luyện tập trung")
    other_days: int = Field(ge=0, le=100, description="Ngày nghỉ ốm, việc riêng bình quân")
    overload_permille: Permille = Field(
        description="Quá tải chịu được trên mỗi người trước khi thêm một người, phần nghìn"
    )
    overload_up_to: int = Field(
        ge=1, description="Từ số người này trở lên, phần lẻ quá nửa mới thêm người"
    )
    least_reported_permille: Permille = Field(
        description="Ít báo cáo hơn phần này của năm thì không đo được; nhiều hơn thì quy ra cả năm"
    )
    explain: Text
    source: Source
