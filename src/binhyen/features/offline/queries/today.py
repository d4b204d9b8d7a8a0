"""The day a device is told it is: today, or in a demonstration the day its world stands on."""

from __future__ import annotations

from datetime import date

from binhyen.foundation.audit.api import installation
from binhyen.kernel import clock
from binhyen.kernel.memory import once


def today() -> date:
    """Today, or the demonstration's day."""
    return once("offline.installation", installation).focus_on or clock.today()


def is_demonstration() -> bool:
    """Whether people and figures here are invented, which every page then says."""
    return bool(once("offline.installation", installation).demo_world)
