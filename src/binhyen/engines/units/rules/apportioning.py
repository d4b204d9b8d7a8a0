"""Dividing whole numbers by shares without losing a single one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from binhyen.kernel.errors import N_, Invalid


def apportion(value: int, shares: Sequence[Fraction]) -> list[int]:
    """Divide a whole number by shares, exact to the unit (largest remainder).

    Shape: one whole number per share, in the order of the shares; they sum to `value`.
    Sign: a negative value is divided like its opposite, so no part has the other sign.
    Ties go to the earlier share, hence the same input always gives the same parts.

    Raises:
        Invalid: no share, a negative share, or shares whose sum is not exactly 1.
    """
    if not shares or any(share < 0 for share in shares) or sum(shares) != 1:
        raise Invalid(
            N_(
                "Không chia được {value}: các tỷ lệ phải không âm và cộng lại đúng bằng 1, nhưng tổng là {total}."
            ),
            value=value,
            total=str(sum(shares)),
        )
    exact = [abs(value) * Fraction(share) for share in shares]
    parts = [int(amount) for amount in exact]
    left = abs(value) - sum(parts)
    for index in sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))[:left]:
        parts[index] += 1
    return parts if value >= 0 else [-part for part in parts]
