"""The scenario the waves are planned from: units and their waves, caps, who cannot be sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from binhyen.engines.units.api import structure
from binhyen.features.staffing.api import Settings, WaveSetting
from binhyen.worlds.thanh_hoa.facts import (
    DEFERRED_STARTS_ON,
    DEFERRED_WAVE,
    PLANNED_ON,
    WAVES,
)
from binhyen.worlds.thanh_hoa.force import numbered_seats
from binhyen.worlds.thanh_hoa.leaving import retirement_years
from binhyen.worlds.thanh_hoa.openings import Opening, Reading, openings, unit_settings
from binhyen.worlds.thanh_hoa.places import Ground
from binhyen.worlds.thanh_hoa.sizes import sizes
from binhyen.worlds.thanh_hoa.waves import plan_slots

# A donor may give one officer in four at once; when two waves were put into one, more.
WAVE_CAP_PERMILLE = {"planned": 250, "amended": 250, "become": 400}
LEAVES_SOON = "sắp đến hạn tuổi phục vụ"


def scenario(ground: Ground, reading: Reading) -> Settings:
    """The settings of the first plan, of the one amended in 2019, or of the plan as it became."""
    made = openings(plan_slots(ground.programme, sizes(ground.programme)))
    leaving = retirement_years(numbered_seats(ground))
    return Settings(
        norm="explicit",
        vacancies_only=False,
        waves=_waves(made, reading),
        first_wave_number=1,
        wave_cap_permille=WAVE_CAP_PERMILLE[reading],
        units=unit_settings(made, reading, structure(PLANNED_ON)),
        # Every opening has one wave, so waiting decides nothing; it would only make the gap look smaller.
        weights={"wait.per_post": (0, 0, 0, 0, 0)},
        excluded=dict.fromkeys(sorted(leaving), LEAVES_SOON),
    )


def _waves(made: Sequence[Opening], reading: Reading) -> tuple[WaveSetting, ...]:
    """Each wave takes exactly the posts that belong to it."""
    posts: Counter[int] = Counter()
    for opening in made:
        posts[opening.wave_in(reading) or 0] += opening.size
    starts = {wave.number: wave.starts_on for wave in WAVES} | {DEFERRED_WAVE: DEFERRED_STARTS_ON}
    return tuple(WaveSetting(on, posts[number]) for number, on in starts.items() if posts[number])
