"""Roles are catalogue data: a code, labels and the permissions it carries."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from binhyen.foundation.access.entries import Role
from binhyen.kernel.errors import N_, Invalid


@cache
def roles() -> dict[str, Role]:
    """Every role of the catalogue by code."""
    from binhyen.kernel.yamlfile import load_entries  # noqa: PLC0415

    folder = Path(settings.BINHYEN_CATALOGUE) / "roles"
    return {role.code: role for role in load_entries(folder, Role)}


def permissions_of(code: str) -> frozenset[str]:
    """The permissions of a role.

    Raises:
        Invalid: the catalogue has no such role.
    """
    try:
        return frozenset(roles()[code].permissions)
    except KeyError:
        raise Invalid(
            N_("Không có vai trò {role}; các vai trò: {known}."),
            role=code,
            known=", ".join(sorted(roles())),
        ) from None
