"""Province An Phước with the real catalogue, and short ways to send files in and take them out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from binhyen.features.interchange import api
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock

if TYPE_CHECKING:
    from binhyen.worlds.an_phuoc import AnPhuoc

REPORT, PERIOD = "drugs_monthly", "admin:2022-05"
CASES, FINES = "drugs.cases", "drugs.fines"


@dataclass
class Office:
    """Where files come in and go out; codes are of the world An Phước."""

    world: AnPhuoc
    actor: Actor
    folder: Path

    def file(self, content: str | bytes | object, name: str = "so-lieu.json") -> Path:
        path = self.folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
            path.write_text(text, encoding="utf-8")
        return path

    def value(self, **changed: Any) -> dict[str, Any]:
        usual = {"dataElement": CASES, "period": PERIOD, "orgUnit": "99102", "value": "5"}
        return {key: value for key, value in {**usual, **changed}.items() if value is not None}

    def send(
        self,
        content: object,
        kind: str = "dhis2",
        *,
        actor: Actor | None = None,
        name: str = "so-lieu.json",
        scheme: str = "code",
        **options: Any,
    ) -> api.Outcome:
        path = content if isinstance(content, Path) else self.file(content, name)
        wanted = api.ImportOptions(schemes=api.Schemes.all(api.Scheme(scheme)), **options)
        return api.import_file(
            actor or self.actor, path=path, kind=api.FileFormat(kind), options=wanted
        )

    def values(self, *values: dict[str, Any], **options: Any) -> api.Outcome:
        return self.send({"dataValues": list(values)}, **options)

    def take(
        self,
        kind: str,
        *,
        actor: Actor | None = None,
        under: str = "VN",
        period: str = PERIOD,
        scheme: str = "code",
        **more: Any,
    ) -> bytes:
        request = api.ExportRequest(
            more.pop("report", REPORT),
            under,
            period,
            api.FileFormat(kind),
            api.Schemes.all(api.Scheme(scheme)),
            **more,
        )
        return b"".join(api.export(actor or self.actor, request))


@pytest.fixture
def office(db: None, kept_world: AnPhuoc, operator: Actor, tmp_path: Path) -> Iterator[Office]:
    with clock.frozen(datetime(2022, 7, 1, 5, tzinfo=UTC)):
        yield Office(kept_world, operator, tmp_path)


def counts(outcome: api.Outcome) -> tuple[int, int, int, int]:
    """Imported, updated, ignored, deleted."""
    return outcome.imported, outcome.updated, outcome.ignored, outcome.deleted


def messages(outcome: api.Outcome) -> list[str]:
    return [fault.message for fault in outcome.faults]
