"""Drawing a password that can be read out over the telephone."""

from __future__ import annotations

import secrets

# No letter or digit that another one looks like.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, LENGTH = 4, 4


def draw_password() -> str:
    """Four groups of four, about 79 bits."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)
