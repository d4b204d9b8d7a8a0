"""How long a solve may take, and how long its stages took."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter


@dataclass(slots=True)
class Clock:
    """Wall time since the start; `limit` in seconds, None for as long as it takes."""

    limit: float | None = None
    started: float = field(default_factory=perf_counter)
    now: Callable[[], float] = perf_counter

    def spent(self) -> float:
        """Seconds since the start."""
        return self.now() - self.started

    def left(self, share: float = 1.0) -> float | None:
        """Seconds left, or a share of them; None without a limit."""
        return None if self.limit is None else max(0.0, (self.limit - self.spent()) * share)

    def part(self, share: float) -> Clock:
        """The same clock, up earlier: after a share of what is left now."""
        left = self.left(share)
        return self if left is None else Clock(self.spent() + left, self.started, self.now)

    def is_over(self) -> bool:
        """Whether the time is up."""
        return self.limit is not None and self.spent() >= self.limit
