"""What a scenario may ask for: every number inside its sense, every skill one of the catalogue, all faults told at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from binhyen.features.staffing.types import Settings, UnitSetting
from binhyen.kernel.errors import N_, Invalid, RowProblem
from binhyen.solver.deployment.api import PSEUDO_SKILLS

PERMILLE, PEOPLE, WAVES, WEIGHT = (0, 1000), (0, 200), (1, 999), (0, 1_000_000)

Checked = tuple[str, object, tuple[int, int]]


def refuse_nonsense(settings: Settings, skills: Collection[str]) -> None:
    """Do nothing when a scenario makes sense by itself.

    Args:
        skills: codes of the catalogue's certificates.

    Raises:
        Invalid: numbers out of range or unknown skills; one row each.
    """
    rows = [
        RowProblem(None, name, str(value)[:80], f"{name} phải là số từ {low} đến {high}")
        for name, value, (low, high) in _numbers(settings)
        if not isinstance(value, int | float) or not low <= value <= high
    ]
    known = {*skills, *PSEUDO_SKILLS}
    rows += [
        RowProblem(None, name, skill, f"{name}: danh mục không có năng lực “{skill}”")
        for name, skill in _skills(settings)
        if skill not in known
    ]
    if rows:
        raise Invalid(
            N_("Thiết lập của kịch bản có {count} chỗ sai."), rows=rows[:200], count=len(rows)
        )


def _numbers(settings: Settings) -> Iterator[Checked]:
    single: list[Checked] = [
        ("cap_permille", settings.cap_permille, PERMILLE),
        ("wave_cap_permille", settings.wave_cap_permille, PERMILLE),
        ("min_party", settings.min_party, PEOPLE),
        ("first_wave_number", settings.first_wave_number, WAVES),
    ]
    yield from (one for one in single if one[1] is not None)
    yield from _each("keep_permille", settings.keep_permille, PERMILLE)
    yield from _each("needs", settings.needs, PEOPLE)
    yield from _each("available_from", settings.available_from, WAVES)
    for code, unit in settings.units.items():
        yield from _of_unit(f"units.{code}", unit)
    for code, donor in settings.donors.items():
        yield from _each(f"donors.{code}.keep", donor.keep, (0, 100_000))
    for name, value in settings.weights.items():
        for number in _leaves(value):
            yield name, number, WEIGHT


def _of_unit(name: str, unit: UnitSetting) -> Iterator[Checked]:
    yield from _each(f"{name}.posts", unit.posts, PEOPLE)
    yield from _each(f"{name}.needs", unit.needs, PEOPLE)
    if unit.min_party is not None:
        yield f"{name}.min_party", unit.min_party, PEOPLE
    for stage in unit.stages:
        yield from _each(f"{name}.stages.{stage.name}.posts", stage.posts, PEOPLE)
        yield from _each(f"{name}.stages.{stage.name}.needs", stage.needs, PEOPLE)


def _each(name: str, values: Any, between: tuple[int, int]) -> Iterator[Checked]:
    for key, value in (values or {}).items():
        yield f"{name}.{key}", value, between


def _leaves(value: Any) -> Iterator[object]:
    """Numbers inside a weight, which may be a list or a table; names of posts are left to the solver's value."""
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _leaves(one)
    elif isinstance(value, int | float):
        yield value


def _skills(settings: Settings) -> Iterator[tuple[str, str]]:
    named = [("keep_permille", settings.keep_permille), ("needs", settings.needs)]
    named += [(f"units.{code}.needs", unit.needs) for code, unit in settings.units.items()]
    named += [(f"donors.{code}.keep", donor.keep) for code, donor in settings.donors.items()]
    for name, skills in named:
        yield from ((name, skill) for skill in skills or ())
    for code, unit in settings.units.items():
        yield from ((f"units.{code}.wants", skill) for skill in unit.wants or ())
        for stage in unit.stages:
            yield from ((f"units.{code}.stages.{stage.name}", skill) for skill in stage.needs)
