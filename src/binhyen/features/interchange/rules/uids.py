"""Identifiers of eleven characters, as DHIS2 asks for, derived from identities that are never given away.

The identifier is a digest of (kind, identity): the same on every installation, with no table to keep. A unit's identity
is its key, which outlives code, name and parent; an element's is its code, which the catalogue never gives to another.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from string import ascii_letters, digits
from typing import Final

ALPHABET: Final = digits + ascii_letters
LENGTH: Final = 11

DEFAULT_COMBO: Final = "HllvX50cXC0"
"""What every DHIS2 calls "no breakdown"; kept, so that their files need no mapping."""


@lru_cache(maxsize=200_000)
def uid(kind: str, identity: str) -> str:
    """Eleven letters and digits beginning with a letter: 52 × 62^10 ≈ 2^65 of them.

    For the 25,000 units of all times the chance that any two meet is below 10^-10; a directory that met one refuses.
    """
    number = int.from_bytes(hashlib.sha256(f"binhyen:{kind}:{identity}".encode()).digest()[:16])
    number, first = divmod(number, len(ascii_letters))
    found = [ascii_letters[first]]
    for _ in range(LENGTH - 1):
        number, place = divmod(number, len(ALPHABET))
        found.append(ALPHABET[place])
    return "".join(found)
