"""A person's own tokens for programs."""

from __future__ import annotations

from binhyen.foundation.access.api import Actor, ApiToken


def tokens_of(actor: Actor) -> list[ApiToken]:
    """The tokens of the actor's own account, newest first."""
    if actor.id is None:
        return []
    return list(ApiToken.objects.filter(account_id=actor.id).order_by("-created_at"))
