"""How donors are called in planning files, and what they may give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from binhyen.kernel.text import fold

_CODE = re.compile(r"\(([A-Z]{1,3}\d{1,3})\)")
_MANY = 28


def donor_id(kind: str, unit_code: str, name: str) -> str:
    """A stable name for a donor: `H386` for a district's police, `P38-PC02` for a department.

    A department without a code in its name is called by its folded name: `P38-trai-tam-giam`.
    """
    if kind == "district":
        return f"H{unit_code}"
    code = _CODE.search(name)
    word = code.group(1) if code else re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:_MANY]
    return f"P{unit_code}-{word}"


def share_of(payroll: int, permille: int | None) -> int | None:
    """So many per mille of a payroll, rounded down; None and 1000 mean no cap."""
    return None if permille is None or permille >= 1000 else payroll * permille // 1000


def kept(held: Mapping[str, int], permille: Mapping[str, int]) -> dict[str, int]:
    """Skill → holders that stay, rounded down; skills of which none must stay are left out."""
    shares = {skill: held.get(skill, 0) * share // 1000 for skill, share in permille.items()}
    return {skill: count for skill, count in shares.items() if count}


def tally(skills: Iterable[Iterable[str]]) -> dict[str, int]:
    """How many hold each skill."""
    return dict(Counter(skill for held in skills for skill in held))
