"""Ending every session of an account at once."""

from __future__ import annotations

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from binhyen.foundation.access.models import Account


def end_sessions(account: Account) -> int:
    """Delete the account's sessions, also those that still wait for a second factor; how many."""
    signed_in, signing_in = str(account.pk), user_pk_to_url_str(account)
    ended = []
    for session in Session.objects.iterator():
        kept = session.get_decoded()
        waiting = kept.get(LOGIN_SESSION_KEY) or {}
        if kept.get(SESSION_KEY) == signed_in or waiting.get("user_pk") == signing_in:
            ended.append(session.pk)
    Session.objects.filter(pk__in=ended).delete()
    return len(ended)
