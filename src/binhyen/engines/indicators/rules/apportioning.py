"""Dividing many whole numbers by the same shares at once; each divided as `apportion` divides one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from binhyen.engines.indicators.rules.cubes import Ints
from binhyen.engines.units.api import apportion

SAFE = 2**62


def apportion_all(values: Ints, shares: Sequence[Fraction]) -> Ints:
    """Parts of each value, share × value; exact, the largest remainders first, ties to the earlier share."""
    whole = lcm(*(share.denominator for share in shares))
    times = [int(share * whole) for share in shares]
    if whole * max(1, int(np.abs(values).max(initial=0))) >= SAFE:
        rows = [apportion(int(value), shares) for value in values]
        return np.array(rows, dtype=np.int64).reshape(len(values), len(shares)).T
    exact = np.abs(values)[np.newaxis, :] * np.array(times, dtype=np.int64)[:, np.newaxis]
    parts, rest = exact // whole, exact % whole
    left = np.abs(values) - parts.sum(axis=0)
    # The place of each share among the remainders, largest first; a stable sort keeps the earlier ahead.
    order = np.argsort(np.argsort(-rest, axis=0, kind="stable"), axis=0, kind="stable")
    parts += order < left[np.newaxis, :]
    return np.where(values < 0, -parts, parts)
