"""The exact interval of one count."""

from __future__ import annotations

from functools import lru_cache

LEVEL = 0.95


@lru_cache(maxsize=4096)
def poisson_interval(count: int, level: float = LEVEL) -> tuple[float, float]:
    """The exact limits of the mean of a Poisson count.

    Formula: χ²(α/2; 2k)/2 to χ²(1 − α/2; 2k + 2)/2, the lower one 0 for k = 0.
    Source: F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936) 437–442.

    Raises:
        ValueError: a negative count.
    """
    if count < 0:
        raise ValueError("a count is not negative")
    from scipy.special import gammaincinv  # noqa: PLC0415 - half a second that few commands need

    tail = (1 - level) / 2
    low = 0.0 if count == 0 else float(gammaincinv(count, tail))
    return low, float(gammaincinv(count + 1, 1 - tail))
