"""What the account pages may do here: accounts are made by administrators."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from typing_extensions import override


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library ships no types
    """Nobody signs up."""

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
