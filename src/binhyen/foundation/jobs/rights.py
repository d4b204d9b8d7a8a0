"""With which rights a job runs: those of whoever asked, as they stand when it runs, never more than when they asked."""

from __future__ import annotations

from binhyen.foundation.access.api import Account, Actor, Grant, actor_for, allows
from binhyen.foundation.commands.api import refuse_unless_allowed
from binhyen.foundation.jobs.models import Job
from binhyen.foundation.jobs.types import JobKind
from binhyen.kernel.errors import N_, Refused


def acting_for(job: Job) -> Actor:
    """The job's actor with the roles in force now.

    A token's job keeps to what the token allowed and its account still holds.

    Raises:
        Refused: the account was closed or is gone.
    """
    if job.actor_kind in {"operator", "system"}:
        return Actor(job.actor_kind, job.actor_id, job.actor_name)
    account = Account.objects.filter(pk=job.actor_id or 0, is_active=True).first()
    if account is None:
        raise Refused(
            N_("Tài khoản đã yêu cầu việc này không còn hoạt động; hãy để người khác yêu cầu lại.")
        )
    now = actor_for(account)
    if job.actor_kind == "person":
        return now
    return Actor(job.actor_kind, account.pk, job.actor_name, _still_held(job, now))


def refuse_unless_still_allowed(job: Job, kind: JobKind, actor: Actor) -> None:
    """Ask again for the permission asked when the job was queued.

    Raises:
        Refused: the actor has lost it meanwhile.
    """
    refuse_unless_allowed(actor, kind.needs, kind.scope, job.arguments)


def _still_held(job: Job, now: Actor) -> tuple[Grant, ...]:
    return tuple(
        Grant(
            kept["role"],
            frozenset(one for one in kept["permissions"] if allows(now, one, kept["scope_id"])),
            kept["scope_id"],
        )
        for kept in job.grants
    )
