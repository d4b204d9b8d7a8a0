"""The workload norm after WHO's method WISN: how many officers a station's work needs. Pure arithmetic, exact fractions.

Source: WHO, Workload Indicators of Staffing Need (WISN): User's manual, 2010; formulas recalled, marked so in the catalogue.
    available working time = (working days − days absent) × hours a day
    required = Σ yearly volume × unit time / available time × category factor + individual hours / available time
    category factor = 1 / (1 − Σ shares of everybody's time)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from binhyen.features.staffing.workload_entries import ActivityEntry, WorkloadEntry
from binhyen.kernel.errors import N_, Invalid


@dataclass(frozen=True, slots=True)
class Load:
    """What one activity asks for in a year: its volume (None for allowances) and the officers it takes."""

    activity: ActivityEntry
    volume: Fraction | None
    officers: Fraction


def available_minutes(working_days: int, time: WorkloadEntry) -> int:
    """Minutes one officer works in a year of so many working days.

    Raises:
        Invalid: nothing is left after the days absent.
    """
    days = working_days - time.leave_days - time.training_days - time.other_days
    if days <= 0:
        raise Invalid(
            N_("Năm có {days} ngày làm việc, trừ ngày nghỉ không còn ngày nào; sửa workload.yaml."),
            days=working_days,
        )
    return int(days * time.hours_per_day * 60)


def loads(
    activities: Sequence[ActivityEntry], volumes: Mapping[str, Fraction], available: int
) -> tuple[Load, ...]:
    """What each activity takes, in officers; they add up to the officers required.

    Args:
        activities: the standards.
        volumes: yearly volume by driver; every driver of a service is there.
        available: minutes one officer works in a year.

    The factor for everybody's allowances is spread over the services it stretches; the allowances themselves are
    told as the difference it makes.

    Raises:
        Invalid: the shares of everybody's time leave no time for anything else.
    """
    share = sum(Fraction(one.share_permille or 0, 1000) for one in activities)
    if share >= 1:
        raise Invalid(N_("Tỷ lệ thời giờ cho việc chung của mọi người phải dưới 100 %."))
    services = [_service(one, volumes, available) for one in activities if one.kind == "service"]
    total = sum((one.officers for one in services), Fraction(0))
    return (
        *services,
        *(
            # total × factor − total = total × share / (1 − share), told in parts by each share.
            Load(one, None, total * Fraction(one.share_permille or 0, 1000) / (1 - share))
            for one in activities
            if one.kind == "category"
        ),
        *(
            Load(one, None, Fraction((one.hours or 0) * 60, available))
            for one in activities
            if one.kind == "individual"
        ),
    )


def required(found: Sequence[Load]) -> Fraction:
    """Officers required, before rounding."""
    return sum((one.officers for one in found), Fraction(0))


def posts_for_workload(officers: Fraction, time: WorkloadEntry) -> int:
    """Whole posts for a required fraction of officers.

    A small station may carry a tenth more work a head before it gets another officer (1,1 → 1; 2,2 → 2), from
    `overload_up_to` officers on half an officer more (5,5 → 5); anything above nought is at least one post.
    """
    whole = officers.numerator // officers.denominator
    bearable = Fraction(time.overload_permille, 1000) * min(whole, time.overload_up_to)
    rest = officers - whole
    return max(whole + (rest > bearable), 1 if officers > 0 else 0)


def shown(number: Fraction) -> Decimal:
    """A fraction, never negative, to two decimals, half up."""
    return Decimal((number * 200 + 1) // 2) / 100


def _service(activity: ActivityEntry, volumes: Mapping[str, Fraction], available: int) -> Load:
    volume = volumes[activity.driver or ""]
    return Load(activity, volume, volume * Fraction(activity.minutes or 0) / available)
