"""No donor bled dry: most it gives in all, most in one wave, and whom it must keep."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.model import Ceiling, Model
from binhyen.solver.deployment.plan import Plan, Violation
from binhyen.solver.deployment.problem import Candidate, Problem
from binhyen.solver.deployment.rules.ledger import holders, lines


class ReleaseCap:
    """(5) A donor gives no more officers in all than its cap."""

    code: ClassVar[str] = "release_cap"
    label: ClassVar[str] = N_("Số người nhiều nhất một đơn vị nguồn cử đi")
    source: ClassVar[str] = "planning.md (5)"

    def into_model(self, model: Model) -> None:
        """One ceiling per donor with a cap."""
        owner = _owners(model.problem)
        model.ceilings += [
            Ceiling("release", row, "", owner == row, donor.max_release)
            for row, donor in enumerate(model.problem.donors)
            if donor.max_release is not None
        ]

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """One per donor; keys (donor,); amount in officers too many."""
        sent = Counter(line.officer.donor for line in lines(problem, plan))
        for donor in problem.donors:
            cap = donor.max_release
            if cap is not None and sent[donor.id] > cap:
                over = sent[donor.id] - cap
                yield Violation(
                    self.code,
                    (donor.id,),
                    over,
                    f"{donor.name} ({donor.id}) cử {sent[donor.id]} người, nhiều nhất {cap}; giữ lại "
                    f"{over} người.",
                )


class ReleaseCapPerWave:
    """(6) A donor gives no more officers in one wave than its cap for that wave."""

    code: ClassVar[str] = "release_cap_per_wave"
    label: ClassVar[str] = N_("Số người nhiều nhất một đơn vị nguồn cử đi mỗi đợt")
    source: ClassVar[str] = "planning.md (6)"

    def into_model(self, model: Model) -> None:
        """One ceiling per donor with a cap and per wave."""
        problem, owner = model.problem, _owners(model.problem)
        for row, donor in enumerate(problem.donors):
            members = owner == row
            for wave in range(1, problem.last_wave + 1):
                cap = donor.release_in(wave)
                if cap is not None:
                    model.ceilings.append(Ceiling("release_wave", row, "", members, cap, wave))

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """One per donor and wave; keys (donor, wave); amount in officers too many."""
        sent = Counter((line.officer.donor, line.posting.wave) for line in lines(problem, plan))
        for donor in problem.donors:
            if donor.max_release_per_wave is None:
                continue
            for wave in range(1, problem.last_wave + 1):
                cap = donor.max_release_per_wave + donor.more_in_wave.get(wave, 0)
                over = sent[donor.id, wave] - cap
                if over > 0:
                    yield Violation(
                        self.code,
                        (donor.id, str(wave)),
                        over,
                        f"{donor.name} ({donor.id}) cử {sent[donor.id, wave]} người trong đợt {wave}, "
                        f"nhiều nhất {cap}; dời {over} người sang đợt khác hoặc chọn nguồn khác.",
                    )


class DonorKeeps:
    """(9) Enough holders of a skill stay with the donor; asked for more than it has, all of them stay."""

    code: ClassVar[str] = "donor_keeps"
    label: ClassVar[str] = N_("Đơn vị nguồn giữ lại đủ người có năng lực")
    source: ClassVar[str] = "planning.md (9)"

    def into_model(self, model: Model) -> None:
        """One ceiling per donor and kept skill: those who may leave are what it has above what it keeps."""
        problem, owner = model.problem, _owners(model.problem)
        kept_skills = dict.fromkeys(skill for donor in problem.donors for skill in donor.keep)
        having_all = {
            skill: np.array([one.holds(skill) for one in problem.candidates], dtype=bool)
            for skill in kept_skills
        }
        for row, donor in enumerate(problem.donors):
            for skill, kept in donor.keep.items():
                having = (owner == row) & having_all[skill]
                spare = max(0, int(having.sum()) - kept)
                model.ceilings.append(Ceiling("keep", row, skill, having, spare))

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """One per donor and skill; keys (donor, skill); amount in holders who must stay. Excluded officers count as holders."""
        staff: defaultdict[str, list[Candidate]] = defaultdict(list)
        leaving: defaultdict[str, list[Candidate]] = defaultdict(list)
        for one in problem.candidates:
            staff[one.donor].append(one)
        for line in lines(problem, plan):
            leaving[line.officer.donor].append(line.officer)
        for donor in problem.donors:
            has = holders(staff[donor.id], donor.keep)
            gone = holders(leaving[donor.id], donor.keep)
            for skill, kept in donor.keep.items():
                over = gone[skill] - max(0, has[skill] - kept)
                if over > 0:
                    yield Violation(
                        self.code,
                        (donor.id, skill),
                        over,
                        f"{donor.name} ({donor.id}) có {has[skill]} người “{skill}”, phải giữ {kept}, "
                        f"phương án cử đi {gone[skill]}; giữ lại thêm {over} người.",
                    )


def _owners(problem: Problem) -> NDArray[np.int64]:
    """The donor of each officer, by its place in the problem."""
    place = {donor.id: row for row, donor in enumerate(problem.donors)}
    return np.array([place[one.donor] for one in problem.candidates], dtype=np.int64)
