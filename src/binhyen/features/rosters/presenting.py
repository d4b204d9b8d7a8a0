"""A roster as pages, paper and calendar files show it: people by days, days by duties, nights by person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from binhyen.features.rosters.api import Roster, RosterDuty, duty_entries
from binhyen.foundation.ui.api import named


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A column of the month; `css` is the kind of day."""

    on: date
    number: int
    weekday: str
    css: str
    name: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One person on one day: the short word of a duty, or nothing."""

    short: str
    label: str
    css: str
    day_css: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A row of the month with its sums by duty."""

    name: str
    post: str
    cells: tuple[ShownCell, ...]
    sums: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShownDate:
    """A row of the list by days."""

    day: ShownDay
    holders: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole roster, both ways round."""

    days: tuple[ShownDay, ...]
    kinds: tuple[tuple[str, str, str], ...]
    people: tuple[ShownPerson, ...]
    dates: tuple[ShownDate, ...]


def weekday_short(on: date) -> str:
    """T2 … CN, as Vietnamese calendars have it."""
    return (_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN"))[on.weekday()]


def post_word(post: str) -> str:
    """The role a roster knows somebody by."""
    return {"chief": _("trưởng"), "deputy": _("phó trưởng"), "officer": _("công an viên")}.get(
        post, post
    )


def kind_word(code: str) -> str:
    """A duty in the reader's language."""
    entry = duty_entries().get(code)
    return named(entry) if entry else code


def sheet(roster: Roster, duties: Sequence[RosterDuty], addresses: Mapping[int, str]) -> Sheet:
    """Everything a page, the printed sheet and the offline copy show.

    Args:
        roster: with its instance.
        duties: as they stand.
        addresses: duty id → where its cell leads; absent = nowhere.
    """
    days = tuple(_day(one) for one in roster.instance["days"])
    kinds = tuple((code, kind_word(code), _short(code)) for code in _kinds(roster, duties))
    held = {(one.officer.code, one.on): one for one in duties}
    people = tuple(
        _person(one, days, held, [code for code, _label, _word in kinds], addresses)
        for one in roster.instance["people"]
    )
    return Sheet(days, kinds, people, tuple(_dates(days, duties, [code for code, *_ in kinds])))


def calendar_file(duties: Iterable[RosterDuty], stamp: str) -> str:
    """An iCalendar file (RFC 5545) of somebody's duties: kind and unit only, nothing else about anybody."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Binh Yen//rosters//VI",
        "CALSCALE:GREGORIAN",
    ]
    for one in duties:
        entry = duty_entries().get(one.kind)
        start, hours = (entry.starts_at.replace(":", ""), entry.hours) if entry else ("0000", 24)
        lines += [
            "BEGIN:VEVENT",
            f"UID:duty-{one.pk}@binhyen",
            f"DTSTAMP:{stamp}",
            f"DTSTART;TZID=Asia/Ho_Chi_Minh:{one.on:%Y%m%d}T{start}00",
            f"DURATION:PT{hours}H",
            f"SUMMARY:{_escaped(kind_word(one.kind))}",
            f"LOCATION:{_escaped(one.roster.unit_name)}",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _kinds(roster: Roster, duties: Sequence[RosterDuty]) -> list[str]:
    used = {one.kind for one in duties}
    return [one["code"] for one in roster.instance["kinds"] if one["code"] in used]


def _day(line: Mapping[str, Any]) -> ShownDay:
    on = date.fromisoformat(line["on"])
    return ShownDay(on, on.day, weekday_short(on), f"is-{line['kind']}", line["name"])


def _short(code: str) -> str:
    entry = duty_entries().get(code)
    return entry.short if entry else code[:3]


def _person(
    line: Mapping[str, Any],
    days: Sequence[ShownDay],
    held: Mapping[tuple[str, date], RosterDuty],
    kinds: Sequence[str],
    addresses: Mapping[int, str],
) -> ShownPerson:
    cells, sums = [], Counter[str]()
    for day in days:
        duty = held.get((line["id"], day.on))
        if duty is None:
            cells.append(ShownCell("", "", "", day.css, ""))
            continue
        sums[duty.kind] += 1
        label = f"{line['name']}, {day.on:%d/%m}: {kind_word(duty.kind)}"
        url = addresses.get(duty.pk, "")
        cells.append(ShownCell(_short(duty.kind), label, f"duty-{duty.kind}", day.css, url))
    totals = tuple(sums[kind] for kind in kinds)
    return ShownPerson(line["name"], post_word(line["post"]), tuple(cells), totals)


def _dates(
    days: Sequence[ShownDay], duties: Sequence[RosterDuty], kinds: Sequence[str]
) -> Iterable[ShownDate]:
    names: dict[tuple[date, str], list[str]] = defaultdict(list)
    for one in duties:
        names[one.on, one.kind].append(one.officer.full_name)
    for day in days:
        yield ShownDate(day, tuple(tuple(names[day.on, kind]) for kind in kinds))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")
