"""Clerks of many communes at once: each fills in a form, hands it in, thinks, goes on with the next."""

from __future__ import annotations

import json
import random
import statistics
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

from benchmarks.country_figures_http import Site

FIRST_YEAR, FIRST_MONTH, MONTHS = 2025, 8, 14


class Refusal(Exception):
    """The server said no where it should not."""


@dataclass
class Clerk:
    """One commune's clerk with a connection of their own."""

    unit: int
    site: Site

    def fill(self, form: dict[str, Any], period: str, dice: random.Random) -> dict[str, float]:
        """Save all cells of a form; what the server said it keeps.

        Raises:
            Refusal: it did not take them.
        """
        runs = dice.randrange(1, 90)
        sent = dict.fromkeys(form["refs"], 0)
        sent |= (
            {"patrols.runs": runs, "patrols.officer_turns": 2 * runs}
            if form["code"] == "security_monthly"
            else {form["refs"][0]: runs}
        )
        if form["code"] == "residence_monthly":
            sent |= {"population.total": 5000 + runs, "population.households": 900 + runs}
        body = json.dumps(
            {"form": form["version"], "values": sent, "base": dict.fromkeys(sent, "")}
        )
        status, answer = self.site.send(
            "POST", self._path(form, period) + "save/", body, "application/json"
        )
        if status != 200:
            raise Refusal(f"save {status} {answer[:300]!r}")
        return {ref: float(value) for ref, value in sent.items()}

    def hand_in(self, form: dict[str, Any], period: str) -> None:
        """Submit.

        Raises:
            Refusal: it was not taken.
        """
        path = self._path(form, period) + "submit/"
        status, answer = self.site.send(
            "POST", path, "confirmed=1", "application/x-www-form-urlencoded"
        )
        if status != 302:
            raise Refusal(f"submit {status} {answer[-1500:]!r}")

    def _path(self, form: dict[str, Any], period: str) -> str:
        return f"/reporting/{form['code']}/{self.unit}/{period}/"


@dataclass
class Crowd:
    """Who presses on the server, with what, how long, and how long a clerk thinks between requests."""

    clerks: list[Clerk]
    forms: list[dict[str, Any]]
    seconds: float
    think: float


@dataclass
class Pressed:
    """What came of it; `kept` by form, period and unit holds what the server said it took."""

    times: list[float] = field(default_factory=list)
    errors: int = 0
    first_error: str = ""
    kept: dict[tuple[str, str, int], dict[str, float]] = field(default_factory=dict)

    @property
    def requests(self) -> int:
        """How many were answered as they should."""
        return len(self.times)

    @property
    def p95(self) -> float:
        """In ms."""
        return statistics.quantiles(self.times, n=20)[-1] if len(self.times) > 1 else 0.0


def press(crowd: Crowd) -> Pressed:
    """All clerks at once until the time is over; a request under way is waited for."""
    found, lock = Pressed(), threading.Lock()
    until = time.monotonic() + crowd.seconds
    threads = [
        threading.Thread(target=_work, args=(clerk, crowd, until, found, lock))
        for clerk in crowd.clerks
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _work(clerk: Clerk, crowd: Crowd, until: float, found: Pressed, lock: threading.Lock) -> None:
    dice = random.Random(clerk.unit)  # noqa: S311 - repeatable
    for form, period in _tasks(crowd.forms):
        for step in ("fill", "hand_in"):
            time.sleep(dice.uniform(0, 2 * crowd.think))
            if time.monotonic() > until:
                return
            began = time.perf_counter()
            try:
                kept = (
                    clerk.fill(form, period, dice)
                    if step == "fill"
                    else clerk.hand_in(form, period)
                )
            except (Refusal, HTTPException, OSError) as fault:
                with lock:
                    found.errors += 1
                    found.first_error = found.first_error or str(fault)[:400]
                return
            with lock:
                found.times.append((time.perf_counter() - began) * 1000)
                if kept:
                    found.kept[form["code"], period, clerk.unit] = kept


def _tasks(forms: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    for number in range(MONTHS):
        index = FIRST_YEAR * 12 + FIRST_MONTH - 1 + number
        for form in forms:
            yield form, f"{index // 12}-{index % 12 + 1:02d}"
