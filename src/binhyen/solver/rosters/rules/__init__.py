"""The rules of a roster, one small class each; `ALL` lists them in the order in which they are told."""

from __future__ import annotations

from binhyen.solver.rosters.rules.absence import AbsenceRule
from binhyen.solver.rosters.rules.authority import AuthorityRule
from binhyen.solver.rosters.rules.base import Rule
from binhyen.solver.rosters.rules.couples import CouplesRule
from binhyen.solver.rosters.rules.coverage import CoverageRule
from binhyen.solver.rosters.rules.fixed import FixedRule
from binhyen.solver.rosters.rules.limits import LimitsRule
from binhyen.solver.rosters.rules.one_duty import OneDutyRule
from binhyen.solver.rosters.rules.relief import ReliefRule
from binhyen.solver.rosters.rules.rest import RestRule

ALL: tuple[Rule, ...] = (
    CoverageRule(),
    OneDutyRule(),
    AuthorityRule(),
    AbsenceRule(),
    ReliefRule(),
    RestRule(),
    LimitsRule(),
    CouplesRule(),
    FixedRule(),
)
BY_CODE = {rule.code: rule for rule in ALL}

__all__ = ["ALL", "BY_CODE", "Rule"]
