"""The shape of `catalogue/minutes.yaml`: by when the conclusion notice is due."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from binhyen.kernel.entries import Labelled


class MinutesDefaults(Labelled):
    """Working days for the conclusion notice, and from when on somebody is reminded."""

    notice_working_days: Annotated[int, Field(ge=1, le=60, description="Ngày làm việc")]
    remind_working_days: Annotated[int, Field(ge=0, le=60, description="Ngày làm việc")]
