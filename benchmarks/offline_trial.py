"""One random run: two devices, one report, every fault a weak line and a power cut know, and the count afterwards.

Every value typed is used once in its run, so its way can be followed through the history of the report: an entry is
lost when the server does not have it or its values never stood in the report, doubled when they did twice.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.offline_device import Device, wire
from benchmarks.offline_lines import Cut, Line
from binhyen.worlds.chance import chance as chance_of

STEPS = 26
STORMY_ROUNDS = 3  # of the last ones, in which the line still breaks
PATIENCE = 400
PAUSE = 0.2


@dataclass(frozen=True)
class Place:
    """A report nobody else works on, and the accounts of its unit."""

    unit: int
    definition: str
    period: str
    fields: tuple[str, ...]
    accounts: tuple[int, int]

    def facts(self) -> dict[str, Any]:
        return {"unit": self.unit, "definition": self.definition, "period": self.period}


@dataclass
class Verdict:
    """What the runs came to."""

    runs: int = 0
    entries: int = 0
    sent: int = 0
    conflicts: int = 0
    held: int = 0
    lost: int = 0
    doubled: int = 0
    first: str = ""

    def add(self, other: Verdict) -> None:
        for name in ("runs", "entries", "sent", "conflicts", "held", "lost", "doubled"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.first = self.first or other.first


@dataclass
class Run:
    """A run under way: its devices, and the letters that are still somewhere on the line."""

    place: Place
    line: Line
    chance: Random
    name: str
    devices: list[Device] = field(default_factory=list)
    letters: list[tuple[Device, dict[str, Any]]] = field(default_factory=list)
    sent: int = 0
    held: int = 0
    values: int = 0

    @classmethod
    def start(cls, place: Place, line: Line, seed: str) -> Run:
        """Two devices, of one account or of two, with clocks up to nine days wrong."""
        chance = chance_of(seed)
        run = cls(place, line, chance, seed)
        one, other = place.accounts
        for account in (one, chance.choice([one, other])):
            skew = chance.randint(-9, 9)
            own = chance_of(f"{seed} {account} {skew} {len(run.devices)}")
            run.devices.append(Device(account, place.facts(), own, skew))
        return run

    def step(self) -> None:
        """One thing happens."""
        device = self.chance.choice(self.devices)
        happening = self.chance.choice(
            ["type", "type", "seal", "send", "deliver", "deliver", "sync"]
        )
        if happening == "type":
            self.values += 1
            device.type(self.chance.choice(self.place.fields), str(self.values))
        elif happening == "seal":
            device.seal(submit=self.chance.random() < 0.2)
        elif happening == "send":
            self.letters += [(device, wire(entry)) for entry in device.waiting()]
        elif happening == "deliver":
            self.deliver()
        else:
            device.see(*server_values(self.place))

    def deliver(self) -> None:
        """Letters arrive in any order; some stay on the line and arrive again much later."""
        self.chance.shuffle(self.letters)
        for device, facts in self.letters[:3]:
            self._post(device, facts)
        if self.chance.random() < 0.7:
            del self.letters[:3]

    def finish(self) -> None:
        """The weather clears: everything is sent, people settle what differs, until nothing waits."""
        for number in range(PATIENCE):
            self.line.faults = number < STORMY_ROUNDS
            for device in self.devices:
                device.seal(submit=False)
                device.settle()
                for entry in device.waiting():
                    self._post(device, wire(entry))
            if not any(device.waiting() for device in self.devices) and not self._conflicts():
                break
            if number >= STORMY_ROUNDS:
                time.sleep(PAUSE)  # a killed server on a busy machine takes seconds to come back
        else:
            raise SystemExit(f"{self.name}: the devices never came to rest; nothing is judged")
        for device, facts in self.letters:  # late copies of what was answered long ago
            self._post(device, facts)

    def _post(self, device: Device, facts: dict[str, Any]) -> None:
        self.sent += 1
        try:
            answer = self.line.send(device.account, facts, self.chance)
        except Cut:
            return
        self.held += answer["fate"] == "held"
        device.heard(answer)

    def _conflicts(self) -> bool:
        return any(
            entry["state"] == "conflict" for device in self.devices for entry in device.entries()
        )


def server_values(place: Place) -> tuple[dict[str, str], int]:
    """The report as a sync would bring it."""
    from binhyen.engines.indicators.api import calendars, report_state
    from binhyen.foundation.access.api import Actor
    from binhyen.kernel.periods import parse_period

    state = report_state(
        Actor.operator(),
        unit_id=place.unit,
        definition=place.definition,
        period=parse_period(place.period, calendars(), "admin"),
    )
    if state is None:
        return {}, 0
    return {name: format(value, "f") for name, value in state.values.items()}, state.version


def judged(run: Run) -> Verdict:
    """Count what the run's devices promised against what the server has."""
    promised = [entry for device in run.devices for entry in device.entries()]
    rows = _rows(run.place)
    shown = _times_shown(run.place)
    written = Counter(
        (reference, row.body["changes"][reference][1])
        for row in rows.values()
        for reference in row.answer.get("applied", ())
    )
    settled = {str(row.settles) for row in rows.values() if row.settles and row.fate == "stored"}
    lost = [entry["key"] for entry in promised if _is_lost(entry, rows, settled)]
    lost += [str(key) for key, count in written.items() if shown[key] < count]
    doubled = [str(key) for key, count in shown.items() if count > written[key]]
    return Verdict(
        runs=1,
        entries=len(promised),
        sent=run.sent,
        conflicts=sum(row.fate == "conflict" for row in rows.values()),
        held=run.held,
        lost=len(lost),
        doubled=len(doubled),
        first=f"{run.name}: lost {lost[:3]} doubled {doubled[:3]}" if lost or doubled else "",
    )


def _is_lost(entry: dict[str, Any], rows: dict[str, Any], settled: set[str]) -> bool:
    row = rows.get(entry["key"])
    if row is None or row.fate == "held":
        return True
    answered = {*row.answer.get("applied", ()), *row.answer.get("equal", ())}
    clashing = {clash["reference"] for clash in row.answer.get("conflicts", ())}
    if row.fate == "conflict" and entry["key"] not in settled:
        # A settlement may itself meet a newer value; then that one's settlement closes the chain.
        return not any(str(other.settles) == entry["key"] for other in rows.values())
    return row.fate == "refused" or answered | clashing != set(entry["changes"])


def _rows(place: Place) -> dict[str, Any]:
    from binhyen.features.offline import api

    lane = {"lane__unit_id": place.unit, "lane__definition": place.definition}
    found = api.Entry.objects.filter(**lane, lane__period=place.period)
    return {str(row.key): row for row in found}


def _times_shown(place: Place) -> Counter[tuple[str, str | None]]:
    """How often each value came to stand in the report, by its history."""
    from binhyen.engines.indicators.api import (
        calendars,
        catalogue,
        report_history,
        report_state,
    )
    from binhyen.foundation.access.api import Actor
    from binhyen.kernel.periods import parse_period

    operator = Actor.operator()
    period = parse_period(place.period, calendars(), "admin")
    state = report_state(operator, unit_id=place.unit, definition=place.definition, period=period)
    shown: Counter[tuple[str, str | None]] = Counter()
    keys = {name: catalogue().element(name).key(None) for name in place.fields}
    before: dict[str, int] = {}
    for version in report_history(operator, report_id=state.id) if state else ():
        for name, key in keys.items():
            if version.values.get(key) != before.get(key):
                shown[name, str(version.values.get(key))] += 1
        before = version.values
    return shown


def together(places: Sequence[Place], line: Any, seed: str, storm: Any = None) -> Verdict:
    """Several runs at once, their steps mixed; `storm` may strike between steps (a server killed with -9)."""
    runs = [Run.start(place, line, f"{seed}/{at}") for at, place in enumerate(places)]
    order = [run for run in runs for _ in range(STEPS)]
    chance_of(seed).shuffle(order)
    line.faults = True
    for at, run in enumerate(order):
        if storm is not None:
            storm(at, len(order))
        run.step()
    total = Verdict()
    for run in runs:
        run.finish()
        total.add(judged(run))
    return total
