"""What crosses the border of jobs: a kind of work, how it tells where it stands, and how it is ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from binhyen.foundation.commands.api import Scope


class Progress(Protocol):
    """How a running job tells where it stands; calling it often costs nothing."""

    def __call__(self, done: int, total: int, stage: str = "") -> None:
        """Tell that `done` of `total` steps are behind, and what is going on, in Vietnamese.

        Raises:
            JobStopped: someone asked the job to stop, or its worker must end. Let it pass through: whatever was not
                committed is rolled back, and the worker writes down what became of the job.
        """


Work = Callable[..., dict[str, Any]]
"""`(actor, progress, **arguments) -> result`, arguments and result being JSON."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """A registered kind of work: who may ask for it, and the function that does it."""

    code: str
    label: str
    needs: str
    scope: Scope
    work: Work


class JobStopped(Exception):
    """Raised inside a job by its `progress` when it must end now."""
