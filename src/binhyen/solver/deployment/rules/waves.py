"""When: an opening is filled in one wave of its window, a wave fills no more posts than it may, nobody leaves too early."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import ClassVar

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.plan import Plan, Violation
from binhyen.solver.deployment.problem import Problem
from binhyen.solver.deployment.rules.ledger import lines


class OneWavePerUnit:
    """(3) Each opening is filled completely in one wave, and that wave lies in its window."""

    code: ClassVar[str] = "one_wave_per_unit"
    label: ClassVar[str] = N_("Mỗi đơn vị ra quân trọn trong một đợt, đúng hạn")
    source: ClassVar[str] = "42/2021/NĐ-CP, Điều 6 khoản 3"

    def into_model(self, model: Model) -> None:
        """Waves in which each opening may be filled."""
        model.window[:] = False
        for row, unit in enumerate(model.problem.units):
            waves = model.problem.window(unit)
            model.window[row, max(0, waves.start - 1) : max(0, waves.stop - 1)] = True

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """Keys (opening,): amount in people outside its main wave; keys (opening, wave): in waves off the window."""
        sent: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for line in lines(problem, plan):
            sent[line.unit.key][line.posting.wave] += 1
        for unit in problem.units:
            waves = sent[unit.key]
            if len(waves) > 1:
                astray = waves.total() - max(waves.values())
                yield Violation(
                    self.code,
                    (unit.key,),
                    astray,
                    f"{unit.name} ({unit.key}) ra quân rải ở các đợt "
                    f"{', '.join(map(str, sorted(waves)))}; dồn {astray} người về cùng một đợt.",
                )
            first = unit.earliest_wave
            last = problem.last_wave if unit.deadline_wave is None else unit.deadline_wave
            for wave in sorted(waves):
                off = max(first - wave, wave - last)
                if off > 0:
                    yield Violation(
                        self.code,
                        (unit.key, str(wave)),
                        off,
                        f"{unit.name} ({unit.key}) ra quân ở đợt {wave}, phải từ đợt {first} đến "
                        f"đợt {last}; chuyển đợt.",
                    )


class WaveCapacity:
    """(4) A wave fills no more posts than its capacity."""

    code: ClassVar[str] = "wave_capacity"
    label: ClassVar[str] = N_("Sức chứa của đợt")
    source: ClassVar[str] = "planning.md (4)"

    def into_model(self, model: Model) -> None:
        """Posts by wave."""
        model.capacity[:] = [wave.capacity for wave in model.problem.waves]

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """One per wave; keys (wave,); amount in posts too many."""
        sent = Counter(line.posting.wave for line in lines(problem, plan))
        for wave in problem.waves:
            over = sent[wave.number] - wave.capacity
            if over > 0:
                yield Violation(
                    self.code,
                    (str(wave.number),),
                    over,
                    f"Đợt {wave.number} bố trí {sent[wave.number]} người, sức chứa {wave.capacity}; "
                    f"chuyển {over} người sang đợt khác.",
                )


class Availability:
    """(10) Nobody is sent before the first wave they can leave in."""

    code: ClassVar[str] = "availability"
    label: ClassVar[str] = N_("Cán bộ đi được từ đợt nào")
    source: ClassVar[str] = "planning.md (10)"

    def into_model(self, model: Model) -> None:
        """First wave of each officer."""
        model.available[:] = [one.available_from_wave for one in model.problem.candidates]

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """One per line; keys (officer, opening); amount in waves too early."""
        for line in lines(problem, plan):
            first, wave = line.officer.available_from_wave, line.posting.wave
            if wave < first:
                yield Violation(
                    self.code,
                    (line.officer.id, line.unit.key),
                    first - wave,
                    f"Cán bộ {line.officer.id} chỉ đi được từ đợt {first}, phương án đưa đi đợt "
                    f"{wave}; chọn người khác hoặc đợt sau.",
                )
