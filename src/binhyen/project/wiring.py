"""Every hidden coupling in one place: who listens to what, and which engine counts for which element."""

from __future__ import annotations

from datetime import time

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from binhyen.engines.indicators.api import FiguresImported, ReportApproved, register_counter
from binhyen.engines.norms.api import COUNTERS as NORM_COUNTERS
from binhyen.engines.people.api import COUNTERS as PEOPLE_COUNTERS
from binhyen.engines.tasks.api import register_proposer
from binhyen.features.analysis.api import look_again, propose, start_address
from binhyen.features.conference.api import show_newer_figures
from binhyen.foundation.commands.api import subscribe
from binhyen.foundation.jobs.api import discover, every_day
from binhyen.foundation.ui.api import register_menu_item, register_start


def connect() -> None:
    """Join the modules; called once when all apps are ready."""
    for name, count in {**PEOPLE_COUNTERS, **NORM_COUNTERS}.items():
        register_counter(name, count)
    discover(settings.MODULES)
    every_day("tasks.follow_all", time(5, 45))
    every_day("tasks.remind_all", time(6, 0))
    every_day("approval.remind_all", time(6, 15))
    # Jobs and pages do not know each other, so the page of jobs enters the menu here.
    register_menu_item(_("Việc nền"), "jobs:list", None, 91, group=_("Hệ thống"))
    # Approved figures may cross a threshold; a reader may start from a view of their own instead of the board.
    subscribe(ReportApproved, look_again)
    subscribe(FiguresImported, look_again)
    # A live slide of a conference that sits shows figures approved meanwhile.
    subscribe(ReportApproved, show_newer_figures)
    subscribe(FiguresImported, show_newer_figures)
    # A threshold that figures crossed may become a matter.
    register_proposer("thresholds", propose)
    register_start(start_address)
