"""The kinds of background work, each registered beside the feature it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar

from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import ANYWHERE, Scope, command
from binhyen.foundation.jobs import commands
from binhyen.foundation.jobs.models import Job
from binhyen.foundation.jobs.types import JobKind, Work
from binhyen.kernel.errors import N_, NotFound

W = TypeVar("W", bound=Work)

_kinds: dict[str, JobKind] = {}
_asking: dict[str, Callable[..., Job]] = {}


def job(code: str, label: str, *, needs: str, scope: Scope = ANYWHERE) -> Callable[[W], W]:
    """Register background work; asking for it is a command of the same code, label and permission.

    Args:
        code: dotted English name.
        label: Vietnamese name shown to people; wrap it in `N_`.
        needs: the permission, asked when the job is queued and again when it runs.
        scope: as in `@command`; by default holding the permission anywhere is enough, and the commands the work
            calls narrow what it touches.

    The function is called as `(actor, progress, **arguments)` outside any transaction and returns a JSON object.
    After a crash it runs again from the start, so it must do no harm when done twice. A result with `url` (a path
    of this site) is offered to the reader as a link, named by `text`.
    """

    def register(work: W) -> W:
        def ask(actor: Actor, **arguments: Any) -> Job:
            return commands.queue(actor, code=code, label=label, arguments=arguments)

        # Two commands of one code are refused; the check goes by the module that brings them.
        ask.__module__ = work.__module__
        _asking[code] = command(code, label, needs=needs, scope=scope)(ask)
        _kinds[code] = JobKind(code, label, needs, scope, work)
        return work

    return register


def enqueue(actor: Actor, code: str, **arguments: Any) -> Job:
    """Ask for work to be done in the background; it starts after the surrounding transaction has committed.

    Raises:
        NotFound: no such kind of work.
        Refused: the actor lacks the permission.
    """
    kind(code)
    return _asking[code](actor, **arguments)


def kind(code: str) -> JobKind:
    """A registered kind of work.

    Raises:
        NotFound: there is none of this code, or its feature was taken out.
    """
    try:
        return _kinds[code]
    except KeyError:
        raise NotFound(
            N_("Không có loại việc nền “{code}”; các loại: {known}."),
            code=code,
            known=", ".join(sorted(_kinds)) or "–",
        ) from None


def discover(modules: list[str]) -> None:
    """Import each module's `jobs.py`, so that a worker knows every kind; called once at start."""
    for module in modules:
        if not module.endswith(".foundation.jobs") and find_spec(f"{module}.jobs"):
            import_module(f"{module}.jobs")
