"""Who may not go where: not fit for the post, at home, forbidden, too far, not to be sent at all (planning model, 11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.costs import hectometres
from binhyen.solver.deployment.distance import road_hm
from binhyen.solver.deployment.model import Mask, Model
from binhyen.solver.deployment.plan import Plan, Violation
from binhyen.solver.deployment.problem import POSTS, Problem
from binhyen.solver.deployment.rules.ledger import Line, lines
from binhyen.solver.deployment.rules.norm import POST_NAMES


class EligibleForPost:
    """Only who is judged fit to be chief becomes chief; the same for deputies."""

    code: ClassVar[str] = "eligible_for_post"
    label: ClassVar[str] = N_("Đủ điều kiện giữ chức danh chỉ huy")
    source: ClassVar[str] = "42/2021/NĐ-CP, Chức danh"

    def into_model(self, model: Model) -> None:
        """Posts each officer is fit for."""
        people = model.problem.candidates
        chiefs = np.array([one.chief_ok for one in people], dtype=bool)
        deputies = np.array([one.deputy_ok for one in people], dtype=bool)
        model.fit[:, POSTS.index("chief")] &= chiefs
        model.fit[:, POSTS.index("deputy")] &= deputies

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """One per line; keys (officer, opening, post); amount 1."""
        for line in lines(problem, plan):
            post, officer = line.posting.post, line.officer
            barred_chief = post == "chief" and not officer.chief_ok
            if barred_chief or (post == "deputy" and not officer.deputy_ok):
                yield _of_line(
                    self.code,
                    line,
                    f"không đủ điều kiện làm {POST_NAMES[post]}; chọn người đủ điều kiện.",
                    post,
                )


class NotAtHome:
    """Nobody holds a post that may not be held at home in the unit they come from."""

    code: ClassVar[str] = "not_at_home"
    label: ClassVar[str] = N_("Không bố trí tại quê")
    source: ClassVar[str] = "planning.md (11)"

    def into_model(self, model: Model) -> None:
        """Pairs barred for those posts, or for all."""
        home = _named(model, [{one.home_unit} for one in model.problem.candidates])
        forbidden = model.problem.weights.forbid_home
        if forbidden.issuperset(POSTS):
            model.near &= ~home
            return
        for index, post in enumerate(POSTS):
            if post in forbidden:
                barred = model.barred[index]
                model.barred[index] = home.copy() if barred is None else barred | home

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """One per line; keys (officer, opening, post); amount 1."""
        for line in lines(problem, plan):
            post = line.posting.post
            if line.unit.code == line.officer.home_unit and post in problem.weights.forbid_home:
                yield _of_line(
                    self.code,
                    line,
                    f"là người tại chỗ, không được làm {POST_NAMES[post]} ở quê; chuyển nơi khác.",
                    post,
                )


class NotForbidden:
    """Nobody is sent to a unit forbidden to them."""

    code: ClassVar[str] = "not_forbidden"
    label: ClassVar[str] = N_("Không bố trí đến đơn vị phải tránh")
    source: ClassVar[str] = "planning.md (11)"

    def into_model(self, model: Model) -> None:
        """Pairs kept apart."""
        model.near &= ~_named(model, [one.forbidden_units for one in model.problem.candidates])

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """One per line; keys (officer, opening); amount 1."""
        for line in lines(problem, plan):
            if line.unit.code in line.officer.forbidden_units:
                yield _of_line(self.code, line, "phải tránh đơn vị này; chuyển nơi khác.")


class WithinReach:
    """Nobody is sent farther than they can be, counted as road-equivalent distance from where they live."""

    code: ClassVar[str] = "within_reach"
    label: ClassVar[str] = N_("Không xa quá giới hạn của cán bộ")
    source: ClassVar[str] = "planning.md (11)"

    def into_model(self, model: Model) -> None:
        """Pairs too far apart."""
        people = model.problem.candidates
        limited = [row for row, one in enumerate(people) if one.max_km is not None]
        if limited:
            limits = np.array([people[row].max_km for row in limited], dtype=np.int64)
            too_far = hectometres(model.problem, limited) > 10 * limits[:, None]
            model.near[limited] &= ~too_far

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """One per line; keys (officer, opening); amount in hectometres too far."""
        for line in lines(problem, plan):
            limit = line.officer.max_km
            if limit is None:
                continue
            base = (line.officer.base_lat, line.officer.base_lon)
            hm = road_hm(base, (line.unit.lat, line.unit.lon), problem.weights.detour)
            if hm > 10 * limit:
                yield _of_line(
                    self.code,
                    line,
                    f"cách nơi ở {hm / 10:.1f} km, giới hạn {limit} km; chọn nơi gần hơn.",
                    amount=hm - 10 * limit,
                )


class NotExcluded:
    """Nobody is sent who cannot be sent at all."""

    code: ClassVar[str] = "not_excluded"
    label: ClassVar[str] = N_("Không bố trí người thuộc diện loại trừ")
    source: ClassVar[str] = "planning.md (11)"

    def into_model(self, model: Model) -> None:
        """No unit for them."""
        excluded = np.array([bool(one.excluded) for one in model.problem.candidates], dtype=bool)
        model.near[excluded] = False

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        """One per line; keys (officer, opening); amount 1."""
        for line in lines(problem, plan):
            if line.officer.excluded:
                why = line.officer.excluded
                yield _of_line(self.code, line, f"không được cử đi ({why}); chọn người khác.")


def _named(model: Model, codes: list[set[str]] | list[frozenset[str]]) -> Mask:
    """O×U: the units each officer names; every stage of a unit bears its code."""
    columns: defaultdict[str, list[int]] = defaultdict(list)
    for column, unit in enumerate(model.problem.units):
        columns[unit.code].append(column)
    mask = np.zeros(model.near.shape, dtype=bool)
    for row, named in enumerate(codes):
        for code in named:
            if code in columns:
                mask[row, columns[code]] = True
    return mask


def _of_line(rule: str, line: Line, text: str, post: str = "", amount: int = 1) -> Violation:
    keys = (line.officer.id, line.unit.key, *([post] if post else []))
    message = f"Cán bộ {line.officer.id} đến {line.unit.name} ({line.unit.key}): {text}"
    return Violation(rule, keys, amount, message)
