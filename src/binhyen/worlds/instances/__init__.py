"""Invented deployment problems: real communes and townships of a day, synthetic officers, donors and waves.

For trials, benchmarks and the country: any of the provinces, any seed, five profiles. The same arguments make the same
problem, to the byte. Officers bear codes `CB…` and are nobody.
"""

from __future__ import annotations

from binhyen.worlds.instances.invent import invent
from binhyen.worlds.instances.profiles import PROFILES, Profile

__all__ = ["PROFILES", "Profile", "invent"]
