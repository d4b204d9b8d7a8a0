"""How units are called and how typed names are understood."""

from __future__ import annotations

from binhyen.engines.units.types import CENTRAL_CITY, TYPES, Level
from binhyen.kernel.text import fold

SPOKEN = {CENTRAL_CITY: "thành phố"}


def full_name(level: int, type_: str, name: str) -> str:
    """Type word and name, as in "xã Thành Sơn" or "thành phố Hà Nội"; the country is its name alone."""
    if level == Level.COUNTRY:
        return name
    return f"{SPOKEN.get(type_, type_)} {name}"


def search_text(level: int, type_: str, name: str) -> str:
    """The folded full name, against which typed words are matched."""
    return fold(full_name(level, type_, name))


def bare_name(text: str) -> str:
    """Folded text without a leading type word; the same text when it has none or nothing would be left.

    Example: "xa thanh son" gives "thanh son"; "quan hoa" gives "hoa" too, so callers try both readings.
    """
    for word in _TYPE_WORDS:
        if text.startswith(word + " "):
            return text.removeprefix(word + " ")
    return text


# Longest first: "thi xa" must not be taken for a name after another word.
_TYPE_WORDS = sorted(
    {fold(SPOKEN.get(type_, type_)) for types in TYPES.values() for type_ in types},
    key=lambda word: (-len(word), word),
)
