"""What the world is made of: its window, its sizes, the share that is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from binhyen.kernel.errors import N_, Invalid

NAME = "viet_nam"
SEED = "viet_nam/1"
FOCUS_ON = date(2022, 6, 3)
BEGINS_ON = date(2019, 10, 6)
# The table of units begins on 6-10-2019, so this is the first whole month of the calendar `admin`.
FIRST_MONTH = (2019, 11)
FORMS = ("security_monthly", "residence_monthly", "drugs_monthly")
CAMPAIGN = "idcard_daily"
# The first card campaign, as the catalogue's calendar has it.
CAMPAIGN_DAYS = (date(2021, 2, 25), date(2021, 7, 2))
# 87 elements are reported monthly; 80 of them make the reference load. These wait for the largest variant.
BEYOND_EIGHTY = frozenset(
    {
        "weapons.guns",
        "weapons.rounds",
        "weapons.explosives",
        "weapons.fireworks",
        "weapons.blades",
        "weapons.support_tools",
        "callins.times",
    }
)


@dataclass(frozen=True, slots=True)
class Variant:
    """A size of the world.

    Attributes:
        share: of the units, drawn by key; 1.0 is all.
        wards: whether wards report too.
        months: how many, from `FIRST_MONTH`.
        breakdowns: whether options of breakdowns are reported beside the totals, and all 87 elements.
        days: how many days of the card campaign are reported.
        reported, answered: the share of reports made, and of their sections filled in.
    """

    name: str
    share: float = 1.0
    wards: bool = False
    months: int = 48
    breakdowns: bool = False
    days: int = 0
    reported: float = 0.96
    answered: float = 0.917


# Smaller variants are contained in larger ones: the same unit and month hold the same values in all of them.
VARIANTS = {
    "3e6": Variant("3e6", share=0.1),
    "30e6": Variant("30e6"),
    "100e6": Variant(
        "100e6", wards=True, months=68, breakdowns=True, days=127, reported=0.985, answered=0.985
    ),
    "tiny": Variant("tiny", share=0.004, months=3),
}
USUAL = "30e6"


def variant(name: str) -> Variant:
    """The size of that name.

    Raises:
        Invalid: there is none; the message lists them.
    """
    try:
        return VARIANTS[name]
    except KeyError:
        raise Invalid(
            N_("Không có cỡ “{name}”; hãy chọn một trong: {known}."),
            name=name[:40],
            known=", ".join(VARIANTS),
        ) from None
