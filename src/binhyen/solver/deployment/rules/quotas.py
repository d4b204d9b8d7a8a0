"""Who must be among those sent: enough Party members for a cell, enough holders of what the unit needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.model import Floor, Mask, Model
from binhyen.solver.deployment.plan import Plan, Violation
from binhyen.solver.deployment.problem import Candidate, Problem
from binhyen.solver.deployment.rules.ledger import lines


class PartyCell:
    """(7) Enough official Party members are sent to an opening for it to form a cell."""

    code: ClassVar[str] = "party_cell"
    label: ClassVar[str] = N_("Đủ đảng viên chính thức để lập chi bộ")
    source: ClassVar[str] = "cells.established (273-CV/BTCTW)"

    def into_model(self, model: Model) -> None:
        """One floor per opening that asks for members."""
        members = np.array([one.party for one in model.problem.candidates], dtype=bool)
        model.floors += [
            Floor("party", row, "", members, unit.min_party)
            for row, unit in enumerate(model.problem.units)
            if unit.min_party > 0
        ]

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """One per opening; keys (opening,); amount in members short."""
        sent = Counter(line.unit.key for line in lines(problem, plan) if line.officer.party)
        for unit in problem.units:
            short = unit.min_party - sent[unit.key]
            if short > 0:
                yield Violation(
                    self.code,
                    (unit.key,),
                    short,
                    f"{unit.name} ({unit.key}) cần ít nhất {unit.min_party} đảng viên, phương án có "
                    f"{sent[unit.key]}; thay {short} người bằng đảng viên.",
                )


class HardNeeds:
    """(8) Enough holders of each skill an opening cannot do without."""

    code: ClassVar[str] = "hard_needs"
    label: ClassVar[str] = N_("Đủ người có năng lực đơn vị bắt buộc phải có")
    source: ClassVar[str] = "planning.md (8)"

    def into_model(self, model: Model) -> None:
        """One floor per opening and needed skill."""
        masks: dict[str, Mask] = {}
        for row, unit in enumerate(model.problem.units):
            for skill, amount in unit.needs.items():
                if amount > 0:
                    if skill not in masks:
                        people = model.problem.candidates
                        masks[skill] = np.array([one.holds(skill) for one in people], dtype=bool)
                    model.floors.append(Floor("need", row, skill, masks[skill], amount))

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """One per opening and skill; keys (opening, skill); amount in holders short."""
        sent: defaultdict[str, list[Candidate]] = defaultdict(list)
        for line in lines(problem, plan):
            sent[line.unit.key].append(line.officer)
        for unit in problem.units:
            for skill, wanted in unit.needs.items():
                found = sum(one.holds(skill) for one in sent[unit.key])
                if found < wanted:
                    short = wanted - found
                    yield Violation(
                        self.code,
                        (unit.key, skill),
                        short,
                        f"{unit.name} ({unit.key}) cần ít nhất {wanted} người “{skill}”, phương án có "
                        f"{found}; thay {short} người bằng người có năng lực này.",
                    )
