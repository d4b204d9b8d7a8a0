"""The worlds' only source of chance: seeded by words, so that every part of a world repeats by itself."""

from __future__ import annotations

from random import Random


def chance(*purpose: str | int) -> Random:
    """A source of chance of its own for one purpose.

    Two parts of a world never share one, so adding people to the first does not change the second.
    """
    return Random("/".join(map(str, purpose)))  # noqa: S311 - repeatable on purpose, nothing secret
