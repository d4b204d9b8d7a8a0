"""Every opening exactly to its norm, every officer at most once, every name a known one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Final

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.plan import Plan, Violation
from binhyen.solver.deployment.problem import POSTS, Post, Problem
from binhyen.solver.deployment.rules.ledger import lines

POST_NAMES: Final[dict[Post, str]] = {
    "chief": "Trưởng Công an",
    "deputy": "Phó trưởng Công an",
    "officer": "Công an viên",
}


class ExactNorm:
    """(1) Each opening gets exactly as many of each post as it needs."""

    code: ClassVar[str] = "exact_norm"
    label: ClassVar[str] = N_("Đúng định mức từng chức danh")
    source: ClassVar[str] = "staffing.commune_minimum, staffing.township_band"

    def into_model(self, model: Model) -> None:
        """Demand by opening and post."""
        for row, unit in enumerate(model.problem.units):
            model.demand[row] = [unit.posts.get(post, 0) for post in POSTS]

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """One per opening and post; keys (opening, post); amount in people short or over."""
        sent = Counter((line.unit.key, line.posting.post) for line in lines(problem, plan))
        for unit in problem.units:
            for post, wanted in unit.posts.items():
                found = sent[unit.key, post]
                if found != wanted:
                    cure = "bổ sung" if found < wanted else "rút bớt"
                    gap = abs(found - wanted)
                    yield Violation(
                        self.code,
                        (unit.key, post),
                        gap,
                        f"{unit.name} ({unit.key}) cần đúng {wanted} {POST_NAMES[post]}, phương án "
                        f"có {found}; {cure} {gap} người.",
                    )


class OnePostEach:
    """(2) Each officer is sent at most once."""

    code: ClassVar[str] = "one_post_each"
    label: ClassVar[str] = N_("Mỗi cán bộ nhiều nhất một nơi")
    source: ClassVar[str] = "planning.md (2)"

    def into_model(self, model: Model) -> None:
        """Nothing to write: every method gives an officer of the model one place or none."""

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """One per officer; keys (officer,); amount in postings too many."""
        for officer, times in Counter(one.officer for one in plan.postings).items():
            if times > 1:
                yield Violation(
                    self.code,
                    (officer,),
                    times - 1,
                    f"Cán bộ {officer} được bố trí {times} lần; chỉ giữ lại một dòng.",
                )


class KnownNames:
    """A plan speaks only of the problem's officers, openings, posts and waves."""

    code: ClassVar[str] = "known_names"
    label: ClassVar[str] = N_("Tên và mã phải có trong bài toán")
    source: ClassVar[str] = "planning.md 3"

    def into_model(self, model: Model) -> None:
        """Nothing to write: the model knows no other names."""

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """One per unknown name; keys (officer, opening, post, wave) of its line; amount 1."""
        officers = {one.id for one in problem.candidates}
        units = {unit.key for unit in problem.units}
        for one in plan.postings:
            faults = [
                (
                    one.officer not in officers,
                    f"không có cán bộ “{one.officer}” trong officers.csv",
                ),
                (one.unit not in units, f"không có đơn vị “{one.unit}” trong units.csv"),
                (
                    one.post not in POSTS,
                    f"chức danh “{one.post}” phải là chief, deputy hoặc officer",
                ),
                (
                    not 1 <= one.wave <= problem.last_wave,
                    f"đợt {one.wave} phải từ 1 đến {problem.last_wave}",
                ),
            ]
            keys = (one.officer, one.unit, str(one.post), str(one.wave))
            for wrong, text in faults:
                if wrong:
                    message = f"Dòng {', '.join(keys)}: {text}; sửa hoặc bỏ dòng này."
                    yield Violation(self.code, keys, 1, message)
