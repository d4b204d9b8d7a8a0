"""How many of each post a unit is to have, and how many of them are still wanted."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from binhyen.engines.norms.api import NormRule
from binhyen.engines.units.api import Level, Structure, StructureUnit
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.numbers import format_date
from binhyen.solver.deployment.api import POSTS, Post


def posts_for(size: int, two_deputies_from: int) -> dict[Post, int]:
    """Posts of a unit of so many officers: a chief first, then deputies, then officers; they add up to `size`."""
    deputies = 2 if size >= two_deputies_from else 1
    chief = min(1, size)
    deputy = min(deputies, size - chief)
    return {"chief": chief, "deputy": deputy, "officer": size - chief - deputy}


def sizes_by_norm(
    tree: Structure, units: Collection[StructureUnit], rules: Collection[NormRule]
) -> dict[int, int]:
    """Unit id → officers by the norms of strength in force on the tree's day; the largest minimum that binds a unit.

    Raises:
        Invalid: no norm binds some unit on that day.
    """
    found: dict[int, int] = {}
    for unit in units:
        province = tree.ancestor_at(unit.id, Level.PROVINCE).code
        minima = [_minimum(rule, tree) for rule in rules if _binds(rule, unit, province, tree)]
        if not minima:
            raise Invalid(
                N_(
                    "Ngày {on} không có định mức quân số cho {name}; hãy chọn ngày khác hoặc nêu số vị trí trong kịch bản."
                ),
                on=format_date(tree.on),
                name=unit.full_name,
            )
        found[unit.id] = max(minima)
    return found


def still_wanted(posts: Mapping[Post, int], held: Mapping[str, int]) -> dict[Post, int]:
    """Posts not held yet, never below zero; whoever is too many in one post fills no other."""
    return {post: max(0, posts.get(post, 0) - held.get(post, 0)) for post in POSTS}


def _binds(rule: NormRule, unit: StructureUnit, province: str, tree: Structure) -> bool:
    return (
        rule.level == unit.level
        and unit.type in rule.types
        and (not rule.programme_only or tree.in_programme(unit.id))
        and (not rule.provinces or province in rule.provinces)
        and province not in rule.except_provinces
    )


def _minimum(rule: NormRule, tree: Structure) -> int:
    threshold = rule.threshold_on(tree.on)
    return int(threshold.value or 0) if threshold else 0
