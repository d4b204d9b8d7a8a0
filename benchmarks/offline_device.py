"""A device as the app in the browser is one: what was typed is on its disk, sealed words never change, keys are its own.

The rules are those of `frontend/offline/queue.js`; a killed device starts again from its disk.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

UNSENT = ("open", "sealed", "held")


@dataclass
class Device:
    """One browser on one machine, working on one report.

    Attributes:
        disk: entries by key, as JSON text: nothing that is not written here survives a kill.
        held: the report as the device last saw it.
        skew_days: how wrong its clock is.
    """

    account: int
    report: dict[str, Any]
    chance: Random
    skew_days: int
    disk: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    version: int = 0

    def entries(self) -> list[dict[str, Any]]:
        """All entries, oldest first."""
        return [json.loads(text) for text in self.disk.values()]

    def keep(self, entry: dict[str, Any]) -> None:
        self.disk[entry["key"]] = json.dumps(entry)

    def value(self, reference: str) -> str | None:
        """What the field shows on this device."""
        value = self.held.get(reference)
        for entry in self.entries():
            if entry["state"] in UNSENT and reference in entry["changes"]:
                value = entry["changes"][reference][1]
        return value

    def type(self, reference: str, value: str) -> None:
        """A person writes a field."""
        entry = self._open()
        base = entry["changes"].get(reference, [self.value(reference)])[0]
        entry["changes"][reference] = [base, value]
        self.keep(entry)

    def seal(self, *, submit: bool) -> None:
        """What was typed goes into the queue and never changes again."""
        for entry in self.entries():
            if entry["state"] == "open":
                self.keep({**entry, "state": "sealed", "submit": submit})

    def waiting(self) -> list[dict[str, Any]]:
        """What may be sent, oldest first."""
        return [entry for entry in self.entries() if entry["state"] in ("sealed", "held")]

    def heard(self, answer: dict[str, Any]) -> None:
        """An answer arrived, perhaps for the second time and long after a later one."""
        entry = json.loads(self.disk[answer["key"]])
        if entry["state"] in ("sealed", "held"):
            self.keep({**entry, "state": answer["fate"], "answer": answer})

    def settle(self) -> None:
        """A person looks at each conflict and decides every field."""
        for entry in self.entries():
            if entry["state"] != "conflict":
                continue
            changes = {
                clash["reference"]: [
                    clash["theirs"],
                    self.chance.choice([clash["yours"], clash["theirs"]]),
                ]
                for clash in entry["answer"]["conflicts"]
            }
            settling = self._fresh(settles=entry["key"], changes=changes, state="sealed")
            self.keep(settling)
            self.keep({**entry, "state": "settled"})

    def see(self, held: dict[str, str], version: int) -> None:
        """A sync brought the report as the server has it."""
        self.held, self.version = held, version

    def _open(self) -> dict[str, Any]:
        for entry in self.entries():
            if entry["state"] == "open":
                return entry
        earlier = [entry["key"] for entry in self.entries() if entry["state"] in UNSENT]
        return self._fresh(after=earlier[-1] if earlier else None, state="open")

    def _fresh(self, **facts: Any) -> dict[str, Any]:
        day = 10 + self.skew_days
        return {
            "key": str(UUID(int=self.chance.getrandbits(128), version=4)),
            **self.report,
            "base_version": self.version,
            "changes": {},
            "submit": False,
            "after": None,
            "settles": None,
            "made_at": f"2026-11-{day:02d}T00:00:00Z",
            **facts,
        }


def wire(entry: dict[str, Any]) -> dict[str, Any]:
    """What travels of an entry."""
    return {name: value for name, value in entry.items() if name not in {"state", "answer"}}
