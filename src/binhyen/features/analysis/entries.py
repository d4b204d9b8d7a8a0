"""The shape of `catalogue/analysis.yaml`: from which size on figures are compared, and shown to the public."""

from __future__ import annotations

from pydantic import Field

from binhyen.kernel.entries import Code, Labelled, Source, Text


class AnalysisEntry(Labelled):
    """Thresholds of analysis."""

    small_count: int = Field(
        ge=1,
        le=1000,
        description="Dưới mức này số vụ không được xếp hạng, không so sánh; chỉ nêu khoảng tin cậy",
    )
    public_least: int = Field(
        ge=2,
        le=1000,
        description="Số người từ 1 đến dưới mức này bị che trong bản công khai",
    )
    start_measures: tuple[Code, ...] = Field(
        min_length=1, description="Số liệu hiện khi mở trang mà chưa chọn gì"
    )
    most_columns: int = Field(ge=1, le=500, description="Nhiều nhất bấy nhiêu cột một bảng")
    page_rows: int = Field(ge=5, le=500, description="Số dòng một trang")
    explain: Text
    source: Source
