"""Prices that a certificate may be made of."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from math import isfinite
from typing import Any, Final

from binhyen.kernel.errors import N_, Invalid, RowProblem
from binhyen.solver.deployment.plan import Prices
from binhyen.solver.deployment.problem import POSTS, Problem

FREE: Final = frozenset({"demand", "release"})
"""Kinds whose price may be negative: those of equations."""

KINDS: Final = (
    "demand",
    "party",
    "need",
    "release",
    "release_wave",
    "keep",
    "capacity",
    "avail",
)


def refuse_prices(problem: Problem, prices: Prices) -> None:
    """Raises: Invalid: unknown names, not finite, or negative where it must not be; one row each."""
    rows = [
        RowProblem(None, "price", str(price), message)
        for _, _, price, message in price_faults(problem, prices)
    ]
    if rows:
        raise Invalid(N_("Có {count} giá không hợp lệ."), rows=rows, count=len(rows))


def price_faults(problem: Problem, prices: Prices) -> Iterator[tuple[str, Any, float, str]]:
    """Each faulty price as (kind, key, price, what is wrong and what to do)."""
    for kind in KINDS:
        for key, price, fault in _faults(problem, kind, getattr(prices, kind)):
            yield kind, key, price, f"{kind} {_name(key)}: {fault}"


def prices_known(problem: Problem, prices: Prices) -> Prices:
    """The prices whose names the problem still has: what an older certificate says of a changed problem."""
    tables: dict[str, Any] = {}
    for kind in KINDS:
        names = _known_names(problem, kind).values()
        tables[kind] = {
            key: price
            for key, price in getattr(prices, kind).items()
            if all(part in known for part, known in zip(_parts(key), names, strict=True))
        }
    return Prices(**tables)


def _known_names(problem: Problem, kind: str) -> Mapping[str, frozenset[Hashable]]:
    """The names a key of this kind is made of, in order."""
    units = frozenset[Hashable](unit.key for unit in problem.units)
    donors = frozenset[Hashable](donor.id for donor in problem.donors)
    waves = frozenset[Hashable](wave.number for wave in problem.waves)
    officers = frozenset[Hashable](one.id for one in problem.candidates)
    needs = frozenset[Hashable](skill for unit in problem.units for skill in unit.needs)
    kept = frozenset[Hashable](skill for donor in problem.donors for skill in donor.keep)
    return {
        "demand": {"đơn vị": units, "chức danh": frozenset[Hashable](POSTS), "đợt": waves},
        "party": {"đơn vị": units},
        "need": {"đơn vị": units, "năng lực": needs},
        "release": {"đơn vị nguồn": donors},
        "release_wave": {"đơn vị nguồn": donors, "đợt": waves},
        "keep": {"đơn vị nguồn": donors, "năng lực": kept},
        "capacity": {"đợt": waves},
        "avail": {"cán bộ": officers, "đơn vị": units},
    }[kind]


def _faults(
    problem: Problem, kind: str, prices: Mapping[Any, float]
) -> Iterator[tuple[Any, float, str]]:
    known = _known_names(problem, kind) if prices else {}
    for key, price in prices.items():
        unknown = [
            f"không có {noun} “{part}” trong bài toán"
            for part, (noun, names) in zip(_parts(key), known.items(), strict=True)
            if part not in names
        ]
        if unknown:
            yield key, price, "; ".join(unknown) + "; bỏ dòng này."
        elif not isfinite(price):
            yield key, price, "giá phải là số hữu hạn."
        elif price < 0 and kind not in FREE:
            yield key, price, f"giá {price} âm; ràng buộc này chỉ nhận giá từ 0 trở lên."


def _parts(key: Any) -> tuple[Any, ...]:
    return key if isinstance(key, tuple) else (key,)


def _name(key: Any) -> str:
    return " ".join(map(str, _parts(key)))
