"""The public surface of duty rosters."""

from __future__ import annotations

from binhyen.features.rosters.commands import (
    adjust_duty,
    answer_swap,
    ask_swap,
    authorise_stand_in,
    decide_swap,
    draft_roster,
    end_fact,
    link_account,
    publish_roster,
    record_absence,
    record_couple,
    record_relief,
    record_wish,
    sign,
    withdraw_roster,
    withdraw_swap,
    write_line,
)
from binhyen.features.rosters.models import BookLine, Roster, RosterDuty, Swap
from binhyen.features.rosters.queries.book import book, on_duty
from binhyen.features.rosters.queries.drafting import live_problem, propose, propose_again
from binhyen.features.rosters.queries.facts import facts_of
from binhyen.features.rosters.queries.files import read_instance, read_roster
from binhyen.features.rosters.queries.mine import duties_of_officer
from binhyen.features.rosters.queries.rosters import (
    duties_of,
    plan_of,
    problem_now,
    roster_of,
    rosters,
    state_of,
)
from binhyen.features.rosters.queries.standards import duty_entries, reliefs
from binhyen.features.rosters.queries.stations import (
    members,
    own_officer,
    station,
    unit_code,
    unit_name,
    unit_of_code,
)
from binhyen.features.rosters.queries.swaps import closed_by, consented, swap_of, swaps
from binhyen.features.rosters.rules.instance import MOST_BYTES, instance_of
from binhyen.features.rosters.rules.outcome import result_facts, verdict_facts
from binhyen.features.rosters.types import BookKind, Member, Proposal, RosterStep, SwapAct
from binhyen.solver.rosters.api import (
    DEFAULT_EFFORT,
    DEFAULT_SEED,
    Evenness,
    Problem,
    check,
    solve,
)

__all__ = [
    "DEFAULT_EFFORT",
    "DEFAULT_SEED",
    "MOST_BYTES",
    "BookKind",
    "BookLine",
    "Evenness",
    "Member",
    "Problem",
    "Proposal",
    "Roster",
    "RosterDuty",
    "RosterStep",
    "Swap",
    "SwapAct",
    "adjust_duty",
    "answer_swap",
    "ask_swap",
    "authorise_stand_in",
    "book",
    "check",
    "closed_by",
    "consented",
    "decide_swap",
    "draft_roster",
    "duties_of",
    "duties_of_officer",
    "duty_entries",
    "end_fact",
    "facts_of",
    "instance_of",
    "link_account",
    "live_problem",
    "members",
    "on_duty",
    "own_officer",
    "plan_of",
    "problem_now",
    "propose",
    "propose_again",
    "publish_roster",
    "read_instance",
    "read_roster",
    "record_absence",
    "record_couple",
    "record_relief",
    "record_wish",
    "reliefs",
    "result_facts",
    "roster_of",
    "rosters",
    "sign",
    "solve",
    "state_of",
    "station",
    "swap_of",
    "swaps",
    "unit_code",
    "unit_name",
    "unit_of_code",
    "verdict_facts",
    "withdraw_roster",
    "withdraw_swap",
    "write_line",
]
