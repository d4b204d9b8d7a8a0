"""The account a command is about."""

from __future__ import annotations

from binhyen.foundation.access.models import Account
from binhyen.kernel.errors import N_, NotFound


def account_of(account_id: int) -> Account:
    """The account, held until the command ends, so that two commands on it wait for each other.

    Raises:
        NotFound: no such account.
    """
    account = Account.objects.select_for_update().filter(pk=account_id).first()
    if account is None:
        raise NotFound(N_("Không có tài khoản số {id}."), id=account_id)
    return account
