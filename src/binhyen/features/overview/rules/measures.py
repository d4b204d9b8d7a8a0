"""Which figures the boards show, by code of the catalogue."""

from __future__ import annotations

OFFICERS, PAYROLL, SHARE = "staffing.officers", "staffing.payroll", "staffing.share_of_payroll"
PROGRAMME, AT_NORM, COVERAGE = "units.programme", "staffing.units_at_norm", "staffing.coverage"
COMPLETE, FILLED = "staffing.units_complete", "staffing.posts_mandatory_filled"
PARTY = "staffing.party_official"
ELIGIBLE, ESTABLISHED, CELLS = "cells.eligible", "cells.established", "cells.coverage"
NEEDED, IN_USE, PREMISES = "premises.needed", "premises.in_use", "premises.in_use_share"

ON_DAY = (
    OFFICERS, PAYROLL, PROGRAMME, AT_NORM, COVERAGE, COMPLETE, FILLED, PARTY,
    ELIGIBLE, ESTABLISHED, CELLS, NEEDED, IN_USE, PREMISES,
)  # fmt: skip

CRIME, SOLVED, CLEAR_UP = (
    "crime.social_order.occurred",
    "crime.social_order.solved",
    "clear_up.social_order",
)
TIPS, TIPS_RESOLVED, TIPS_RATE = "tips.received", "tips.resolved", "tips.resolution_rate"
OVER_YEAR = (CRIME, SOLVED, CLEAR_UP, TIPS, TIPS_RESOLVED, TIPS_RATE)

FUNNEL = ("idcard.taken", "idcard.printed", "idcard.returned", "eid.taken", "eid.activated")

TRENDS = (
    CRIME, CLEAR_UP, TIPS, TIPS_RATE, "crime.theft.occurred", "drugs.cases", "traffic.accidents",
    OFFICERS, COVERAGE, CELLS, *FUNNEL[:1],
)  # fmt: skip
SHADES = (OFFICERS, CRIME, CLEAR_UP, TIPS_RATE)

STATION = (
    CRIME, SOLVED, CLEAR_UP, TIPS, TIPS_RATE, "drugs.cases", "traffic.accidents", "services.files",
    "residence.checks", "cells.meetings",
)  # fmt: skip

STRENGTH = "strength"
"""All rules on numbers of officers together: each binds its own kind of unit."""
