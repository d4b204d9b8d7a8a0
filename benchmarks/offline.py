"""A thousand random runs of cut, kill, reorder and duplicate: how many entries were lost, how many doubled.

`python -m benchmarks.offline [--runs N] [--seed S]`; the runs are shared out over SQLite and PostgreSQL, and over the
server's code in one process and real servers that are killed with -9 while they write.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict
from typing import Any

from benchmarks.measuring import Row, report, say
from binhyen.worlds.chance import chance as chance_of

BATCH = 10
SHARES = {  # in hundredths of the runs
    ("sqlite", "inside"): 64,
    ("postgresql", "inside"): 16,
    ("sqlite", "server"): 10,
    ("postgresql", "server"): 10,
}
FIRST_YEAR, LAST_YEAR = 2020, 2025


def main() -> None:
    """All shares, each in a process and an installation of its own; one table row for lost, one for doubled."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.offline", description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--share", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.share:
        sys.stdout.write(json.dumps(_one_share(given.share, given.runs, given.seed)) + "\n")
        return
    found = {
        share: _share(*share, max(1, given.runs * part // 100), given.seed)
        for share, part in SHARES.items()
    }
    report(*_rows(found))


def _rows(found: dict[tuple[str, str], dict[str, Any]]) -> list[Row]:
    total = {
        name: sum(one[name] for one in found.values())
        for name in ("runs", "entries", "sent", "conflicts", "held", "lost", "doubled", "kills")
    }
    how = "; ".join(f"{one['runs']} {where} {db}" for (db, where), one in found.items())
    note = (
        f"{total['entries']} entries sent {total['sent']} times, {total['held']} held, "
        f"{total['conflicts']} conflicts settled, {total['kills']} servers killed -9"
    )
    return [
        Row("offline: random runs", total["runs"], "", None, note=how),
        Row("offline: lost entries", total["lost"], "", 0, note=note),
        Row("offline: doubled entries", total["doubled"], "", 0, note=_first(found)),
    ]


def _first(found: dict[tuple[str, str], dict[str, Any]]) -> str:
    return next((one["first"] for one in found.values() if one["first"]), "")


def _share(database: str, where: str, runs: int, seed: int) -> dict[str, Any]:
    """One share in a child of its own, so that Django meets its database from the start."""
    say(f"offline: {runs} runs, {where}, {database} …")
    if database == "sqlite":
        return _child("", where, runs, seed)
    from tests.postgres import running_postgres

    with running_postgres() as url:
        return _child(url, where, runs, seed)


def _child(url: str, where: str, runs: int, seed: int) -> dict[str, Any]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("BINHYEN_")}
    with tempfile.TemporaryDirectory(prefix="binhyen-bench-") as home:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.offline", "--share", where, "--runs", str(runs), "--seed", str(seed)],
            env=clean | {"BINHYEN_HOME": home, "BINHYEN_DATABASE_URL": url},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _one_share(where: str, runs: int, seed: int) -> dict[str, Any]:
    from benchmarks.product import start

    start()
    from benchmarks.offline_lines import BreakingLine
    from benchmarks.offline_trial import Verdict, together

    places, total, kills = _places(runs, seed), Verdict(), 0
    server = _server() if where == "server" else None
    for number in range(0, runs, BATCH):
        name = f"{seed}/{where}/{number}"
        batch = places[number : number + BATCH]
        if server is None:
            total.add(together(batch, BreakingLine(), name))
        else:
            total.add(_stormy(batch, server, name))
        say(f"  {total.runs} runs, lost {total.lost}, doubled {total.doubled}")
    if server is not None:
        server.kill()
        kills = server.kills - 1
    return asdict(total) | {"kills": kills}


def _stormy(batch: Any, server: Any, name: str) -> Any:
    """Runs against a real server that is killed twice, at a moment nobody chose, and begun again."""
    from benchmarks.offline_trial import together

    chance = chance_of(name)
    if server.process is None:
        server.start()

    def storm(at: int, of: int) -> None:
        if at not in (of // 3, 2 * of // 3):
            return
        delay = chance.random() * 0.2

        def strike() -> None:
            time.sleep(delay)
            server.kill()
            server.start()

        threading.Thread(target=strike, daemon=False).start()

    found = together(batch, server, name, storm)
    return found


def _server() -> Any:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from benchmarks.offline_lines import Server
    from binhyen.foundation.access.api import Account

    sessions = {}
    for account in Account.objects.all():
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.create()
        sessions[account.pk] = str(session.session_key)
    return Server(sessions)


def _places(runs: int, seed: int) -> list[Any]:
    """As many reports as runs: commune-level units of An Phước × monthly forms × months."""
    from datetime import date

    from benchmarks.offline_trial import Place
    from binhyen.engines.indicators.api import catalogue
    from binhyen.engines.units.api import Level, structure
    from binhyen.foundation.access.api import Actor
    from binhyen.foundation.accounts.api import create_account, grant_role
    from binhyen.project.loading import load_catalogue
    from binhyen.worlds.an_phuoc import build

    operator = Actor.operator()
    load_catalogue(operator)
    world = build(operator)
    accounts = {}
    for unit in structure(date(2022, 6, 3)).at_level(Level.COMMUNE, world.province.id):
        pair = []
        for name in ("clerk", "chief"):
            made = create_account(
                operator,
                username=f"{name}-{unit.id}",
                office=f"{name} {unit.name}",
                password="mot-mat-khau-du-dai-2022",  # noqa: S106 - an installation of minutes
            )
            grant_role(operator, account_id=made.pk, role=f"commune_{name}", scope_id=unit.id, valid_from=date(2019, 1, 1))  # fmt: skip
            pair.append(made.pk)
        accounts[unit.id] = (pair[0], pair[1])
    forms = {
        code: _whole_numbers(form.entry.elements)
        for code, form in catalogue().definitions.items()
        if str(form.entry.kind) == "month" and form.calendar.code == "admin"
    }  # fmt: skip
    months = [
        f"{year}-{month:02d}" for year in range(FIRST_YEAR, LAST_YEAR + 1) for month in range(2, 12)
    ]
    found = [
        Place(unit, code, month, fields, pair)
        for unit, pair in accounts.items()
        for code, fields in forms.items()
        if fields
        for month in months
    ]
    chance_of(str(seed)).shuffle(found)
    if len(found) < runs:
        raise SystemExit(f"only {len(found)} reports for {runs} runs")
    return found[:runs]


def _whole_numbers(elements: Any) -> tuple[str, ...]:
    """A few elements without decimals, so that a value reads the same in the history."""
    from binhyen.engines.indicators.api import catalogue

    known = [catalogue().element(name) for name in elements]
    plain = [one.code for one in known if not one.counted and not one.entry.decimals]
    return tuple(plain[:6])


if __name__ == "__main__":
    main()
