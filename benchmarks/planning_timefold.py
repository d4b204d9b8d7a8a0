"""The peer itself: Timefold's local search over the same problem, run by a Python that has the package `timefold`.

`python planning_timefold.py IN.json OUT.json SECONDS`; knows nothing of this project. It starts from the plan it is
given (by hand), as a user of it would, and hands back its best; whoever asked checks and prices that plan.
"""

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from timefold.solver import SolverFactory
from timefold.solver.config import (
    Duration,
    ScoreDirectorFactoryConfig,
    SolverConfig,
    TerminationConfig,
)
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    HardSoftScore,
    Joiners,
    constraint_provider,
)


@dataclass
class Unit:
    id: int
    x: float
    y: float
    size: int
    first: int
    last: int
    wait: int
    min_party: int
    wants: list[str]


@dataclass
class Need:
    id: int
    unit: int
    skill: str
    amount: int


@dataclass
class Donor:
    id: int
    cap: int
    wave_cap: int
    criminal: int
    chiefs: int
    first: int
    second: int
    slope_first: int
    slope_second: int


@dataclass
class Wave:
    id: int
    capacity: int


@dataclass
class Officer:
    id: int
    donor: Donor
    rank: int
    years: int
    x: float
    y: float
    home: int
    forbidden: int
    skills: list[str]
    party: int
    chief_ok: int
    deputy_ok: int
    available: int
    max_hm: int


@planning_entity
@dataclass
class Seat:
    id: Annotated[int, PlanningId]
    unit: Unit
    post: int
    officer: Annotated[Officer | None, PlanningVariable] = field(default=None)

    def hm(self) -> int:
        dx = self.officer.x - self.unit.x
        dy = self.officer.y - self.unit.y
        return int(13.0 * (dx * dx + dy * dy) ** 0.5 + 0.5)

    def barred(self) -> bool:
        if self.officer.home == self.unit.id:
            return True
        if self.officer.forbidden == self.unit.id:
            return True
        if self.post == 0 and self.officer.chief_ok == 0:
            return True
        if self.post == 1 and self.officer.deputy_ok == 0:
            return True
        return self.hm() > self.officer.max_hm

    def cost(self) -> int:
        hm = self.hm()
        total = hm
        if hm > 500:
            total += hm - 500
        rank = self.officer.rank
        low = 5 if self.post == 0 else (4 if self.post == 1 else 1)
        high = 7 if self.post == 0 else (6 if self.post == 1 else 5)
        years = 12 if self.post == 0 else (8 if self.post == 1 else 0)
        if rank < low:
            total += 60 * (low - rank)
        if rank > high:
            total += 40 * (rank - high)
        if self.officer.years < years:
            total += 6 * (years - self.officer.years)
        if len(self.unit.wants) > 0:
            met = False
            for skill in self.unit.wants:
                if skill in self.officer.skills:
                    met = True
            if not met:
                total += 25
        return total

    def holds(self, skill: str) -> int:
        return 1 if skill in self.officer.skills else 0


@planning_entity
@dataclass
class Opening:
    id: Annotated[int, PlanningId]
    unit: Unit
    wave: Annotated[Wave | None, PlanningVariable] = field(default=None)


@planning_solution
@dataclass
class Deployment:
    units: Annotated[list[Unit], ProblemFactCollectionProperty]
    needs: Annotated[list[Need], ProblemFactCollectionProperty]
    officers: Annotated[list[Officer], ProblemFactCollectionProperty, ValueRangeProvider]
    waves: Annotated[list[Wave], ProblemFactCollectionProperty, ValueRangeProvider]
    seats: Annotated[list[Seat], PlanningEntityCollectionProperty]
    openings: Annotated[list[Opening], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = field(default=None)


def disruption(donor: Donor, count: int) -> int:
    points = 0
    if count > donor.first:
        points += donor.slope_first * (count - donor.first)
    if count > donor.second:
        points += donor.slope_second * (count - donor.second)
    return points


@constraint_provider
def rules(factory: ConstraintFactory) -> list[Constraint]:
    hard, soft = HardSoftScore.ONE_HARD, HardSoftScore.ONE_SOFT
    count, total = ConstraintCollectors.count, ConstraintCollectors.sum
    return [
        factory.for_each_unique_pair(Seat, Joiners.equal(lambda seat: seat.officer.id))
        .penalize(hard)
        .as_constraint("one post an officer"),
        factory.for_each(Seat)
        .filter(lambda seat: seat.barred())
        .penalize(hard)
        .as_constraint("barred"),
        factory.for_each(Seat)
        .group_by(lambda seat: seat.unit, total(lambda seat: seat.officer.party))
        .filter(lambda unit, party: party < unit.min_party)
        .penalize(hard, lambda unit, party: unit.min_party - party)
        .as_constraint("party"),
        factory.for_each(Need)
        .join(Seat, Joiners.equal(lambda need: need.unit, lambda seat: seat.unit.id))
        .group_by(lambda need, seat: need, total(lambda need, seat: seat.holds(need.skill)))
        .filter(lambda need, held: held < need.amount)
        .penalize(hard, lambda need, held: need.amount - held)
        .as_constraint("needs"),
        factory.for_each(Seat)
        .group_by(lambda seat: seat.officer.donor, count())
        .filter(lambda donor, taken: taken > donor.cap)
        .penalize(hard, lambda donor, taken: taken - donor.cap)
        .as_constraint("release"),
        factory.for_each(Seat)
        .group_by(lambda seat: seat.officer.donor, total(lambda seat: seat.holds("criminal")))
        .filter(lambda donor, taken: taken > donor.criminal)
        .penalize(hard, lambda donor, taken: taken - donor.criminal)
        .as_constraint("keep criminal"),
        factory.for_each(Seat)
        .group_by(lambda seat: seat.officer.donor, total(lambda seat: seat.officer.chief_ok))
        .filter(lambda donor, taken: taken > donor.chiefs)
        .penalize(hard, lambda donor, taken: taken - donor.chiefs)
        .as_constraint("keep chiefs"),
        factory.for_each(Seat)
        .join(Opening, Joiners.equal(lambda seat: seat.unit.id, lambda one: one.unit.id))
        .group_by(
            lambda seat, one: seat.officer.donor,
            lambda seat, one: one.wave.id,
            ConstraintCollectors.count_bi(),
        )
        .filter(lambda donor, wave, taken: taken > donor.wave_cap)
        .penalize(hard, lambda donor, wave, taken: taken - donor.wave_cap)
        .as_constraint("release in a wave"),
        factory.for_each(Seat)
        .join(Opening, Joiners.equal(lambda seat: seat.unit.id, lambda one: one.unit.id))
        .filter(lambda seat, one: seat.officer.available > one.wave.id)
        .penalize(hard)
        .as_constraint("available"),
        factory.for_each(Opening)
        .filter(lambda one: one.wave.id < one.unit.first or one.wave.id > one.unit.last)
        .penalize(hard)
        .as_constraint("window"),
        factory.for_each(Opening)
        .group_by(lambda one: one.wave, total(lambda one: one.unit.size))
        .filter(lambda wave, posts: posts > wave.capacity)
        .penalize(hard, lambda wave, posts: posts - wave.capacity)
        .as_constraint("capacity"),
        factory.for_each(Seat).penalize(soft, lambda seat: seat.cost()).as_constraint("cost"),
        factory.for_each(Opening)
        .penalize(soft, lambda one: one.unit.wait * (one.wave.id - 1) * one.unit.size)
        .as_constraint("waiting"),
        factory.for_each(Seat)
        .group_by(lambda seat: seat.officer.donor, count())
        .penalize(soft, disruption)
        .as_constraint("disruption"),
    ]


def read(path: str) -> Deployment:
    with Path(path).open(encoding="utf-8") as file:
        given = json.load(file)
    units = [Unit(**one) for one in given["units"]]
    donors = [Donor(**one) for one in given["donors"]]
    officers = [Officer(**one | {"donor": donors[one["donor"]]}) for one in given["officers"]]
    waves = [Wave(**one) for one in given["waves"]]
    by_id = {one.id: one for one in officers}
    return Deployment(
        units,
        [Need(**one) for one in given["needs"]],
        [one for one in officers if one.id not in set(given["excluded"])],
        waves,
        [
            Seat(number, units[unit], post, by_id[officer])
            for number, (unit, post, officer) in enumerate(given["seats"])
        ],
        [Opening(unit, units[unit], waves[wave - 1]) for unit, wave in given["openings"]],
    )


def main(given: str, out: str, seconds: str) -> None:
    config = SolverConfig(
        solution_class=Deployment,
        entity_class_list=[Seat, Opening],
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=rules
        ),
        termination_config=TerminationConfig(spent_limit=Duration(seconds=int(seconds))),
    )
    best = SolverFactory.create(config).build_solver().solve(read(given))
    with Path(out).open("w", encoding="utf-8") as file:
        json.dump(
            {
                "score": str(best.score),
                "seats": [(one.unit.id, one.post, one.officer.id) for one in best.seats],
                "openings": [(one.unit.id, one.wave.id) for one in best.openings],
            },
            file,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
