"""Which figures a review is made of; their names, units and formulas stand in the catalogue."""

from __future__ import annotations

ON_DAY = (
    "units.programme",
    "units.commune_level",
    "staffing.officers",
    "staffing.chiefs",
    "staffing.deputies",
    "staffing.members",
    "staffing.units_staffed",
    "staffing.units_complete",
    "staffing.party_official",
    "staffing.certified",
    "cells.eligible",
)
"""Counted from rows on the last day, for the whole and for every part."""

WHOLE_ON_DAY = ("staffing.payroll", "staffing.share_of_payroll")
"""Known only for a whole province: its payroll counts the offices above the communes."""

COUNTS = (
    "crime.social_order.occurred",
    "crime.serious.occurred",
    "crime.homicide.occurred",
    "crime.injury.occurred",
    "crime.theft.occurred",
    "crime.robbery.occurred",
    "crime.fraud.occurred",
    "crime.economic.cases",
    "crime.environment.cases",
    "crime.gambling.cases",
    "drugs.cases",
    "tips.received",
    "traffic.accidents",
    "traffic.deaths",
    "traffic.injured",
    "fires.occurred",
    "fires.deaths",
)
"""Events, compared as Poisson counts over the days the reports cover."""

SHARES = {
    "clear_up.social_order": ("crime.social_order.solved", "crime.social_order.occurred"),
    "clear_up.serious": ("crime.serious.solved", "crime.serious.occurred"),
    "tips.resolution_rate": ("tips.resolved", "tips.received"),
}
"""Rates whose numerator is part of the denominator, compared as binomial shares."""

WORK = (
    "crime.social_order.solved",
    "crime.social_order.solved_older",
    "crime.social_order.persons",
    "crime.serious.solved",
    "drugs.persons",
    "tips.resolved",
    "tips.transferred",
    "fires.damage",
    "traffic.damage",
    "offences.records",
    "offences.decisions",
    "offences.fines_vnd",
    "patrols.runs",
    "patrols.officer_turns",
    "inspections.premises",
    "inspections.violations",
    "weapons.guns",
    "weapons.rounds",
    "weapons.fireworks",
    "weapons.blades",
    "callins.times",
    "supervision.reviews_due",
    "supervision.reviews_done",
    "advice.papers",
    "advice.adopted",
    "tasks.due",
    "tasks.done_on_time",
    "propaganda.sessions",
    "propaganda.attendance",
    "propaganda.households_pledged",
    "residence.permanent",
    "residence.temporary",
    "residence.stay",
    "residence.checks",
    "services.files",
    "services.online",
    "training.classes",
    "training.due",
    "training.attendances",
    "training.certified",
    "dissemination.rate",
    "checks.visits",
    "checks.findings",
    "checks.findings_closed",
    "commendation.units",
    "commendation.persons",
    "commendation.good_deeds",
    "discipline.officers",
    "complaints.received",
    "complaints.resolved",
    "premises.funding_paid",
    "cells.resolutions",
    "idcard.taken",
    "idcard.printed",
    "idcard.returned",
    "idcard.errors",
    "eid.taken",
    "eid.activated",
)
"""Work done: shown beside the window before, never called a clear change, since effort is not chance."""

STOCK = (
    "population.total",
    "population.data_due",
    "population.data_cleaned",
    "population.clean_rate",
    "tips.pending",
    "supervision.persons",
    "movement.models",
    "movement.points",
    "movement.teams",
    "movement.areas",
    "movement.areas_safe",
    "premises.funding_planned",
)
"""Last reported values within the window."""

OVER_WINDOW = tuple(dict.fromkeys((*COUNTS, *SHARES, *WORK, *STOCK)))

PART_MEASURES = (
    "crime.social_order.occurred",
    "clear_up.social_order",
    "tips.received",
    "traffic.accidents",
    "fires.occurred",
)
"""Figures shown for every part over the window."""

SLICES = {
    "premises.funding_planned": "funding_source",
    "commendation.persons": "award_kind",
    "commendation.units": "award_kind",
    "movement.classified": "movement_class",
}
"""Figures shown by the options of their dimension."""

PROGRAMME_ONLY = (
    "cells.established",
    "cells.secretary_is_chief",
    "cells.chiefs_in_committee",
    "cells.meetings",
    "premises.needed",
    "premises.approved",
    "premises.land_handover",
    "premises.legal_papers",
    "premises.works",
    "premises.finishing",
    "premises.in_use",
    "premises.in_compound",
    "premises.reused",
    "premises.borrowed",
)
"""Wards report these too; beside the programme's denominators only communes and townships may be counted."""
