"""What is prepared, as plain values: a new conference, its points, delegates, items, papers and rehearsals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from binhyen.features.conference.types import ItemKind, PointKind, Role, Sign
from binhyen.kernel.errors import N_, Invalid, RuleBroken
from binhyen.kernel.workdays import WorkCalendar

LONGEST = 24 * 60


@dataclass(frozen=True, slots=True)
class NewConference:
    """A conference to prepare.

    Attributes:
        unit_id: the host.
        series_code: of a series that exists.
        starts_at: aware; Hanoi's day decides working days.
        template: code of a template of the catalogue; empty starts with an empty agenda.
        previous_id: the conference before; None takes the newest of the series that begins earlier.
    """

    unit_id: int
    series_code: str
    code: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    purpose: str = ""
    template: str = "review"
    previous_id: int | None = None
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class NewPoint:
    """A bridge point of a unit; an empty name is "Điểm cầu" and the unit's full name; `line_kbits` None is unknown."""

    unit_id: int
    kind: PointKind = PointKind.MEMBER
    name: str = ""
    hall: str = ""
    contact: str = ""
    line_kbits: int | None = None


@dataclass(frozen=True, slots=True)
class NewDelegate:
    """Somebody at a point, by body and office; `account_id` where they sign in, else they join by a link."""

    point_id: int
    body: str
    office: str
    role: Role = Role.DELEGATE
    votes: bool = True
    account_id: int | None = None
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item of the agenda; `place` 1 is the first, None puts it last."""

    kind: ItemKind
    title: str
    minutes: int
    speaker_id: int | None = None
    matter_id: int | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A paper or, with `paper_id`, a further version of one; `point_id` None is for every point."""

    title: str
    name: str
    content: bytes
    item_id: int | None = None
    point_id: int | None = None
    paper_id: int | None = None


@dataclass(frozen=True, slots=True)
class Tested:
    """What the test of a point gave; `fault` is a code of the catalogue, needed unless all three are good."""

    sound: Sign
    picture: Sign
    contact: Sign
    fault: str = ""
    note: str = ""
    measured: Mapping[str, float] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """Sound, picture and contact all good."""
        return {self.sound, self.picture, self.contact} == {Sign.GOOD}


def refuse_times(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse times that cannot be a sitting's.

    Raises:
        Invalid: without a zone, the end not after the start, or longer than a day.
    """
    if starts_at.tzinfo is None or ends_at.tzinfo is None:
        raise Invalid(N_("Giờ họp phải kèm múi giờ."))
    if not 0 < (ends_at - starts_at).total_seconds() <= LONGEST * 60:
        raise Invalid(N_("Giờ kết thúc phải sau giờ bắt đầu và trong vòng một ngày."))


def last_day_to_invite(calendar: WorkCalendar, held_on: date, working_days: int) -> date:
    """The last day on which an invitation is sent in time: so many working days lie after it up to the conference.

    Raises:
        Invalid: the holidays of the year are not known.

    Source: Decision 45/2018/QĐ-TTg (invitations at least three working days before, urgent ones excepted).
    """
    last = held_on
    while calendar.working_days_between(last, held_on) < working_days:
        last -= timedelta(days=1)
    return last


def refuse_late(sent_on: date, last: date, working_days: int, reason: str) -> None:
    """Refuse an invitation sent too late without a reason.

    Raises:
        RuleBroken: naming the last day.
    """
    if sent_on > last and not reason:
        raise RuleBroken(
            N_(
                "Giấy mời phải gửi trước ít nhất {days} ngày làm việc, chậm nhất {last}: "
                "hãy dời ngày họp, hoặc nêu lý do họp khẩn."
            ),
            kind="invited-too-late",
            days=working_days,
            last=f"{last:%d-%m-%Y}",
        )
