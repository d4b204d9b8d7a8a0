"""The shape of `catalogue/tasks.yaml`: days and shares of time by which tasks are followed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from binhyen.kernel.entries import Labelled

Share = Annotated[float, Field(gt=0, le=1)]


class TaskDefaults(Labelled):
    """When a task is near its deadline, and each level's part of the working days of a cascade."""

    near_due_days: Annotated[int, Field(ge=0, le=60, description="Ngày làm việc")]
    escalate_after_days: Annotated[
        tuple[Annotated[int, Field(ge=1, le=250)], ...],
        Field(min_length=1, max_length=3, description="Ngày làm việc quá hạn, mỗi cấp một số"),
    ]
    feed_most_days: Annotated[int, Field(ge=1, le=2000)]
    level_shares: Annotated[
        dict[int, Share], Field(description="Phần số ngày làm việc của mỗi cấp 1–3")
    ]
