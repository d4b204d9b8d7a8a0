"""How tight an invented province is, and what is made impossible in the bad ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Profile:
    """Caps of donors in shares of their payroll, the share of investigators and chiefs kept, room in the waves.

    `short_language`, `short_release` and `short_wave` say by how much the language quota, the releases or the
    second wave fall short; 0 leaves them alone.
    """

    name: str
    district_cap: float = 0.45
    department_cap: float = 0.40
    wave_cap: float = 0.13
    keep_criminal: float = 0.50
    keep_chiefs: float = 0.45
    slack: float = 1.076
    short_language: int = 0
    short_release: int = 0
    short_wave: int = 0


PROFILES: Final = {
    profile.name: profile
    for profile in (
        Profile("normal"),
        Profile("tight", district_cap=0.40, wave_cap=0.09, slack=1.023),
        Profile("bad-language", short_language=6),
        Profile("bad-donor", short_release=56),
        Profile("bad-wave", short_wave=11),
    )
}
