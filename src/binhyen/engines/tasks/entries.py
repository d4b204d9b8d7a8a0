"""The shape of `catalogue/tasks.yaml`: days and shares of time by which tasks are followed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from binhyen.kernel.entries import Labelled

Share = Annotated[float, Field(gt=0, le=1)]


class TaskDefaults(Labelled):
    """When a task is near its deadline, and each level's part of the working days of a cascade."""

    near_due_days: Annotated[int, Field(ge=0, le=60, description="Ngày làm việc")]
    level_shares: Annotated[
        dict[int, Share], Field(description="Phần số ngày làm việc của mỗi cấp 1–3")
    ]
