"""What contradicts itself in a problem, told all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from binhyen.kernel.errors import N_, Invalid, RowProblem

if TYPE_CHECKING:
    from binhyen.solver.deployment.problem import (
        Candidate,
        Donor,
        Problem,
        UnitNeed,
        Wave,
        Weights,
    )

Table = Literal["units", "candidates", "donors", "waves", "weights"]
KEPT = 200
"""More rows than this help nobody; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One fault: the place of the row in its table (None for weights or a table as a whole), its column and the cure."""

    table: Table
    place: int | None
    column: str
    value: str
    message: str


def refuse_contradictions(problem: Problem) -> None:
    """Raise `Invalid` with one row per fault, or do nothing."""
    found = list(
        contradictions(
            problem.units, problem.candidates, problem.donors, problem.waves, problem.weights
        )
    )
    if found:
        raise Invalid(
            N_("Bài toán điều động có {count} chỗ mâu thuẫn."),
            rows=[RowProblem(None, one.column, one.value, one.message) for one in found[:KEPT]],
            count=len(found),
        )


def contradictions(
    units: Sequence[UnitNeed],
    candidates: Sequence[Candidate],
    donors: Sequence[Donor],
    waves: Sequence[Wave],
    weights: Weights | None,
) -> Iterator[Contradiction]:
    """Faults between rows, in the order of the tables; columns are those of format 1."""
    yield from _waves(waves)
    yield from _units(units, waves)
    yield from _donors(donors)
    yield from _candidates(candidates, {donor.id for donor in donors})
    if weights is not None:
        yield from _weights(weights)


def _waves(waves: Sequence[Wave]) -> Iterator[Contradiction]:
    if not waves:
        yield Contradiction("waves", None, "wave", "", "Không có đợt nào; cần ít nhất một đợt.")
    for place, wave in enumerate(waves):
        if wave.number != place + 1:
            text = f"Đợt {wave.number} đứng thứ {place + 1}; ghi các đợt 1, 2, 3… liền nhau, đúng thứ tự."
            yield Contradiction("waves", place, "wave", str(wave.number), text)
        if place and wave.starts_on <= waves[place - 1].starts_on:
            text = f"Đợt {wave.number} bắt đầu {wave.starts_on}, phải sau đợt trước; sửa ngày."
            yield Contradiction("waves", place, "start_date", str(wave.starts_on), text)
        if wave.capacity < 0:
            text = f"Đợt {wave.number}: sức chứa âm; ghi từ 0 trở lên."
            yield Contradiction("waves", place, "capacity", str(wave.capacity), text)


def _units(units: Sequence[UnitNeed], waves: Sequence[Wave]) -> Iterator[Contradiction]:
    if not units:
        yield Contradiction("units", None, "unit_code", "", "Không có đơn vị nào cần bố trí.")
    yield from _twice("units", "unit_code", [unit.key for unit in units])
    for place, unit in enumerate(units):
        yield from _window(place, unit, waves)
        yield from _point("units", place, unit.key, ("lat", unit.lat), ("lon", unit.lon))
        if not 1 <= unit.complexity <= 5:
            text = f"{unit.key}: độ phức tạp phải từ 1 đến 5."
            yield Contradiction("units", place, "complexity", str(unit.complexity), text)
        numbers = {
            "min_party": unit.min_party,
            **{f"posts_{post}": n for post, n in unit.posts.items()},
        }
        numbers |= {f"needs {skill}": count for skill, count in unit.needs.items()}
        yield from _negative("units", place, unit.key, numbers)


def _window(place: int, unit: UnitNeed, waves: Sequence[Wave]) -> Iterator[Contradiction]:
    first, last = unit.earliest_wave, unit.deadline_wave
    if not 1 <= first <= len(waves):
        text = f"{unit.key}: đợt sớm nhất {first} phải từ 1 đến {len(waves)}."
        yield Contradiction("units", place, "earliest_wave", str(first), text)
    elif last is not None and not first <= last <= len(waves):
        text = f"{unit.key}: hạn cuối đợt {last} phải từ đợt sớm nhất {first} đến {len(waves)}."
        yield Contradiction("units", place, "deadline_wave", str(last), text)
    elif unit.size and not any(wave.capacity for wave in waves[first - 1 : last]):
        text = (
            f"{unit.key}: từ đợt {first} đến đợt {last or len(waves)} không đợt nào có sức chứa; "
            "nới hạn cuối hoặc cho đợt có sức chứa."
        )
        yield Contradiction("units", place, "deadline_wave", str(last or ""), text)


def _donors(donors: Sequence[Donor]) -> Iterator[Contradiction]:
    yield from _twice("donors", "donor_id", [donor.id for donor in donors])
    for place, donor in enumerate(donors):
        numbers = {
            "payroll": donor.payroll,
            "max_release": donor.max_release or 0,
            "max_release_per_wave": donor.max_release_per_wave or 0,
            **{f"keep {skill}": count for skill, count in donor.keep.items()},
            **{f"more_in_wave {wave}": count for wave, count in donor.more_in_wave.items()},
        }
        yield from _negative("donors", place, donor.id, numbers)


def _candidates(candidates: Sequence[Candidate], donors: set[str]) -> Iterator[Contradiction]:
    yield from _twice("candidates", "officer_id", [one.id for one in candidates])
    for place, one in enumerate(candidates):
        if one.donor not in donors:
            text = f"{one.id}: không có đơn vị nguồn {one.donor} trong donors.csv; thêm vào hoặc sửa mã."
            yield Contradiction("candidates", place, "donor_id", one.donor, text)
        points = (("base_lat", one.base_lat), ("base_lon", one.base_lon))
        yield from _point("candidates", place, one.id, *points)


def _weights(weights: Weights) -> Iterator[Contradiction]:
    if not weights.one_wave_per_unit:
        text = "one_wave_per_unit: mỗi đơn vị phải ra quân trọn trong một đợt; ghi true."
        yield Contradiction("weights", None, "hard.one_wave_per_unit", "false", text)
    if len(weights.thr_permille) != len(weights.slope):
        text = "thr_permille và slope phải dài bằng nhau: mỗi ngưỡng một hệ số."
        yield Contradiction("weights", None, "donor.slope", str(weights.slope), text)
    if len(weights.wait_per_post) != 5:
        text = "per_post phải có đúng 5 số, cho độ phức tạp từ 1 đến 5."
        yield Contradiction("weights", None, "wait.per_post", str(weights.wait_per_post), text)
    if min((0, *weights.slope, *weights.thr_permille, *weights.wait_per_post)) < 0:
        text = "per_post, thr_permille và slope không được âm."
        yield Contradiction("weights", None, "donor.slope", str(weights.slope), text)


def _twice(table: Table, column: str, names: Sequence[str]) -> Iterator[Contradiction]:
    seen: set[str] = set()
    for place, name in enumerate(names):
        if name in seen:
            text = f"{name} đã có ở dòng trên; mỗi mã ghi một lần."
            yield Contradiction(table, place, column, name, text)
        seen.add(name)


def _negative(
    table: Table, place: int, name: str, numbers: dict[str, int]
) -> Iterator[Contradiction]:
    for column, number in numbers.items():
        if number < 0:
            text = f"{name}: {column} âm; ghi từ 0 trở lên."
            yield Contradiction(table, place, column, str(number), text)


def _point(
    table: Table, place: int, name: str, *degrees: tuple[str, float]
) -> Iterable[Contradiction]:
    limits = (90.0, 180.0)
    return [
        Contradiction(table, place, column, str(value), f"{name}: {column} ngoài khoảng ±{most}.")
        for (column, value), most in zip(degrees, limits, strict=True)
        if not -most <= value <= most
    ]
