"""How places and bodies are called in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.problem import Problem
from binhyen.solver.deployment.words import Said, listed

MOST_DISTRICTS: Final = 4
"""More than these are counted, not named."""


def district_name(problem: Problem, district: str) -> str:
    """`Mường Lát (384)` where a district donor or town tells the name, else the code."""
    for donor in problem.donors:
        if donor.kind == "district" and donor.id.endswith(district):
            return f"{donor.name.removeprefix('Công an ').removeprefix('Cong an ')} ({district})"
    return district


def districts(problem: Problem, units: Iterable[int]) -> str:
    """Districts of these units, each once, in the order of the problem."""
    codes = dict.fromkeys(problem.units[unit].district for unit in units)
    if len(codes) > MOST_DISTRICTS:
        return Said(N_("{count} huyện"), count=len(codes))
    return listed(district_name(problem, code) for code in codes)


def unit_names(problem: Problem, units: Iterable[int], most: int = 8) -> str:
    """`Xã A (00001), Xã B (00002)`."""
    return listed(
        (f"{problem.units[unit].name} ({problem.units[unit].key})" for unit in units), most=most
    )


def donor_names(problem: Problem, donors: Iterable[str], most: int = 5) -> str:
    """`Công an huyện A (H1), …`."""
    names = {donor.id: donor.name for donor in problem.donors}
    return listed((f"{names.get(donor, donor)} ({donor})" for donor in donors), most=most)
