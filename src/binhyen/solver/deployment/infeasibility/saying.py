"""A relaxation in sentences: one for each kind, skill or post, and district or donor."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.infeasibility.places import district_name, donor_names, unit_names
from binhyen.solver.deployment.plan import Relaxation, RelaxKind
from binhyen.solver.deployment.problem import Problem
from binhyen.solver.deployment.words import POST_WORDS, Said, in_words

SENTENCES: Final[dict[RelaxKind, str]] = {
    "posts": N_("Thiếu {amount} {what} ở {where}: để trống tại {units}."),
    "party": N_("Thiếu {amount} đảng viên ở {where}: bớt yêu cầu tại {units}."),
    "need": N_("Thiếu {amount} người “{what}” ở {where}: bớt yêu cầu tại {units}."),
    "deadline": N_("Lùi hạn tổng cộng {amount} đợt ở {where}: {units} ra quân muộn hơn."),
    "release": N_("{donor} phải cho điều thêm {amount} người ngoài mức nhiều nhất."),
    "release_wave": N_("{donor} phải cho điều thêm {amount} người trong đợt {what}."),
    "keep": N_("{donor} phải giữ lại ít hơn {amount} người “{what}”."),
    "capacity": N_("Đợt {donor} phải thêm {amount} chỗ."),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Relaxations said in one breath: `where` is a district of units, or the donor or wave itself."""

    kind: RelaxKind
    what: str
    where: str
    amount: int
    keys: tuple[str, ...]
    sentence: str


def sentences(problem: Problem, relaxation: tuple[Relaxation, ...]) -> tuple[str, ...]:
    """One sentence per group."""
    return tuple(group.sentence for group in groups(problem, relaxation))


def groups(problem: Problem, relaxation: tuple[Relaxation, ...]) -> list[Group]:
    """Grouped by (kind, skill or post, district or donor), in the order of the relaxation."""
    district = {unit.key: unit.district for unit in problem.units}
    gathered: defaultdict[tuple[RelaxKind, str, str], list[Relaxation]] = defaultdict(list)
    for one in relaxation:
        gathered[one.kind, one.key2, district.get(one.key1, one.key1)].append(one)
    return [_group(problem, *key, ones) for key, ones in gathered.items()]


def _group(
    problem: Problem, kind: RelaxKind, what: str, where: str, ones: list[Relaxation]
) -> Group:
    amount = sum(one.amount for one in ones)
    keys = tuple(one.key1 for one in ones)
    row = {unit.key: index for index, unit in enumerate(problem.units)}
    units = [row[key] for key in keys if key in row]
    word = next((said for post, said in POST_WORDS.items() if post == what), in_words(what))
    sentence = Said(
        SENTENCES[kind],
        amount=amount,
        what=word,
        where=district_name(problem, where),
        units=unit_names(problem, units),
        donor=keys[0] if kind == "capacity" else donor_names(problem, dict.fromkeys(keys)),
    )
    return Group(kind, what, where, amount, keys, sentence)
