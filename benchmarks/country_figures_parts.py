"""The parts of the country's benchmark; each gives its rows."""

from __future__ import annotations

import itertools
import json
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.postgres import running_postgres

from benchmarks import country_figures_peer as peers
from benchmarks.country_figures_crowd import Clerk, Crowd, press
from benchmarks.country_figures_http import Site, clean, serving
from benchmarks.country_figures_memory import held, processor_seconds
from benchmarks.measuring import Row, Took, expect, say, timed, timed_outside

BINHYEN = str(Path(sys.executable).parent / "binhyen")
REFORMED = "2025-07-01"
INDICATOR, PARTS_OF = (
    "clear_up.social_order",
    (
        "crime.social_order.solved",
        "crime.social_order.occurred",
    ),
)
# The moved database holds the reports approved before, so its clerks make another month's.
MONTHS = {"SQLite": "2025-08", "PostgreSQL": "2025-09"}
READS, PEER_READS, WIDE_READS, WIDE_PEER_READS = 60, 12, 20, 3
APPROVALS, COMMUNES, SECONDS, THINK = 20, 300, 60.0, 10.0


@dataclass
class Bench:
    """One loaded installation under measurement."""

    home: Path
    size: str
    folder: Path
    database: str = ""
    _people: dict[str, Any] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What its processes see."""
        return clean(self.home, self.database)

    def ask(self, *arguments: str) -> Any:
        """A question to a process inside the installation."""
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.country_figures_people", *arguments],
            env=self.environment | {"BINHYEN_BENCH": "1"},
            stdout=subprocess.PIPE,
            check=True,
        )
        return json.loads(done.stdout)

    def command(self, *arguments: str) -> Took:
        """A command of the product, timed from outside."""
        return timed_outside(
            lambda: subprocess.run(
                [BINHYEN, *arguments], env=self.environment, stdout=subprocess.DEVNULL, check=True
            )
        )

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The generator's values as the peer takes them, and the words of the questions."""
        target = self.folder / f"peer-{self.size}"
        subprocess.run(
            [sys.executable, "-m", "benchmarks.country_figures_source", self.size, str(target)],
            env=self.environment,
            check=True,
        )
        return dict(json.loads(Path(f"{target}.json").read_text()))


def reads(bench: Bench) -> list[Row]:
    """Rows 1, 2 and 4 of the table, and memory: compared with the peer, then timed."""
    facts, size = bench.facts, bench.size
    token = bench.ask("clerks", "1")["token"]
    values = bench.folder / f"peer-{size}.csv"
    with ExitStack() as stack:
        peer = stack.enter_context(peers.peer())
        say(f"peer: {facts['rows']:,} raw values …")
        peers.fill(peer, values, facts["maps"])
        years = sorted({int(month[:4]) for month in facts["months"]})
        before = peers.processor_seconds(peer)
        building = timed(lambda: peers.build(peer, years))
        building = Took(building.wall, peers.processor_seconds(peer) - before)
        say(f"peer: built in {building.wall:.0f} s, {peers.size_mib(peer):,.0f} MiB")
        port, pid = stack.enter_context(serving(bench.environment))
        site = Site(port, token=token)
        rows = _narrow(bench, site, peer) + _wide(bench, site, peer) + _memory(bench, pid)
    values.unlink()
    (bench.folder / f"build-{size}.json").write_text(json.dumps([building.wall, building.cpu]))
    return [
        *rows,
        building.row(f"{size}: peer's batch: tables, indexes", "s", note="without its raw table"),
    ]


def _grid(
    site: Site, measures: Sequence[str], months: Sequence[str], **more: str
) -> dict[str, Any]:
    body = site.get(
        "/api/figures/grid",
        measures=",".join(measures),
        under="VN",
        by="province",
        period=f"{months[0]}..{months[-1]}",
        **more,
    )
    return dict(json.loads(body))


def _compare(
    bench: Bench, site: Site, peer: Any, elements: Sequence[str], months: Sequence[str]
) -> int:
    """Every cell of ours against the peer's sums, exactly."""
    facts = bench.facts["elements"]
    found = _grid(site, elements, months, fields="value,reported")
    ours: dict[tuple[str, str, str], int] = {}
    for m, code in enumerate(found["measures"]):
        scale = 10 ** facts[code]["decimals"]
        for u, unit in enumerate(found["units"]):
            for p, month in enumerate(found["periods"]):
                if found["cells"]["reported"][m][u][p]:
                    key = (facts[code]["uid"], peers.uid("O", unit["id"]), month.replace("-", ""))
                    ours[key] = round(found["cells"]["value"][m][u][p] * scale)
    theirs = peers.sums(peer, *_asked(bench, elements, months, found["units"]))
    exact = {key: round(value) for key, value in theirs.items()}
    if ours != exact:
        odd = [k for k in {*ours, *exact} if ours.get(k) != exact.get(k)]
        raise SystemExit(
            f"benchmarks: {len(odd)} cells differ, {odd[0]}: {ours.get(odd[0])}, {exact.get(odd[0])}"
        )
    return len(ours)


def _asked(
    bench: Bench, elements: Sequence[str], months: Sequence[str], units: Sequence[Any]
) -> tuple[list[str], list[str], list[str]]:
    facts = bench.facts["elements"]
    return (
        [facts[code]["uid"] for code in elements],
        [month.replace("-", "") for month in months],
        [peers.uid("O", unit["id"]) for unit in units],
    )


def _narrow(bench: Bench, site: Site, peer: Any) -> list[Row]:
    months, size = bench.facts["months"], bench.size
    cells = _compare(bench, site, peer, PARTS_OF, months[:12])
    units = _grid(site, [INDICATOR], months[:12])["units"]
    windows = [months[n : n + 12] for n in range(0, max(1, len(months) - 11), 3)]
    spans = [f"{window[0]}..{window[-1]}" for window in windows]
    turn = itertools.count()

    def ours(**more: str) -> None:
        site.get(
            "/api/figures/grid",
            measures=INDICATOR,
            under="VN",
            by="province",
            period=spans[next(turn) % len(spans)],
            **more,
        )

    def theirs() -> None:
        peers.sums(peer, *_asked(bench, PARTS_OF, windows[next(turn) % len(windows)], units))

    first, quick = _runs(ours, READS, len(windows))
    _, slow = _runs(theirs, PEER_READS, 2)
    cold, carried = _runs(lambda: ours(as_of=REFORMED), READS, len(windows))
    _expect_same_total(site, months[:12])
    note = f"p95 of {READS} over {len(windows)} windows, {cells} sums equal"
    return [
        Row(f"{size}: one indicator × provinces × 12 months, HTTP", quick, "ms", 30, note=note),
        Row(f"{size}: the same, coldest of the first round", first, "ms"),
        Row(f"{size}: the peer's", slow, "ms", note=f"p95 of {PEER_READS}, no HTTP"),
        Row(f"{size}: times faster", slow / quick, "×", 10, least=True),
        Row(
            f"{size}: the same as of {REFORMED}",
            carried,
            "ms",
            2 * quick,
            note="country totals equal",
        ),
        Row(f"{size}: the same, coldest of the first round", cold, "ms"),
    ]


def _expect_same_total(site: Site, months: Sequence[str]) -> None:
    """The country's total does not depend on the structure asked for."""
    was, now = (
        _grid(site, PARTS_OF, months, **more)["totals"]["value"]
        for more in ({}, {"as_of": REFORMED})
    )
    expect("totals of the country in both structures", now, was)


def _wide(bench: Bench, site: Site, peer: Any) -> list[Row]:
    facts, size = bench.facts, bench.size
    months, elements = facts["months"], list(facts["elements"])
    cells = _compare(bench, site, peer, elements, months)
    units = _grid(site, [INDICATOR], months[:12])["units"]
    query = {
        "measures": ",".join(elements),
        "under": "VN",
        "by": "province",
        "period": f"{months[0]}..{months[-1]}",
        "fields": "value",
    }
    size_of = len(site.get("/api/figures/grid", **query))
    _, quick = _runs(lambda: site.get("/api/figures/grid", **query), WIDE_READS, 2)
    asked = _asked(bench, elements, months, units)
    _, slow = _runs(lambda: peers.sums(peer, *asked), WIDE_PEER_READS, 0)
    years = [year for year in ("2020", "2021", "2022") if f"{year}-12" in months]
    rows = [
        Row(
            f"{size}: all {len(elements)} elements × provinces × {len(months)} months, HTTP",
            quick,
            "ms",
            50,
            note=f"p95 of {WIDE_READS}, {cells:,} sums equal, {size_of / 1e6:.1f} MB of JSON",
        ),
        Row(f"{size}: the peer's", slow, "ms", note=f"p95 of {WIDE_PEER_READS}, no HTTP"),
        Row(f"{size}: times faster", slow / quick, "×", 50, least=True),
    ]
    if years:
        yearly = query | {"period": ",".join(years)}
        _, took = _runs(lambda: site.get("/api/figures/grid", **yearly), WIDE_READS, 2)
        rows.append(
            Row(f"{size}: all elements × provinces, {len(years)} years summed", took, "ms", 50)
        )
    return rows


def _memory(bench: Bench, pid: int) -> list[Row]:
    found = held(pid)
    note = f"PSS of {found.processes} processes; RSS {found.rss:,.0f}, own memory {found.anonymous:,.0f} MiB"
    return [Row(f"{bench.size}: country resident", found.pss, "MiB", 1536, note=note)]


def rebuild(bench: Bench) -> list[Row]:
    """Row 5: everything derived thrown away and made anew, then proved."""
    took = bench.command("figures", "rebuild")
    told = bench.folder / f"build-{bench.size}.json"
    batch, _ = json.loads(told.read_text()) if told.exists() else (None, None)
    rows = [took.row(f"{bench.size}: figures rebuild", "s", 15, "the command from start to end")]
    if batch:
        rows.append(
            Row(f"{bench.size}: against the peer's batch", batch / took.wall, "×", 10, least=True)
        )
    return rows


def approve(bench: Bench) -> list[Row]:
    """Row 3 on the installation's own database."""
    people = bench.ask("clerks", str(APPROVALS))
    kind = "PostgreSQL" if bench.database else "SQLite"
    month = MONTHS[kind]
    form = next(one for one in people["forms"] if one["code"] == "security_monthly")
    with serving(bench.environment) as (port, _):
        clerks = [
            Clerk(one["unit"], Site(port, session=one["session"])) for one in people["clerks"]
        ]
        for clerk in clerks:
            clerk.fill(form, month, random.Random(clerk.unit))  # noqa: S311
            clerk.hand_in(form, month)
        waiting = bench.ask("states", form["code"], month)
        ours = {one["unit"]: one for one in waiting if one["status"] == "submitted"}
        office, reader = (
            Site(port, session=people["approver"]["session"]),
            Site(port, token=people["token"]),
        )
        times, total = [], _total(reader, "patrols.runs", month)
        for clerk in clerks:
            one = ours[clerk.unit]
            total += int(one["values"]["patrols.runs"])
            began = time.perf_counter()
            _approve(office, form["code"], month, one)
            expect(
                "ministry's total after the approval",
                _total(reader, "patrols.runs", month),
                total,
            )
            times.append((time.perf_counter() - began) * 1000)
    return [
        Row(
            f"{bench.size}: approve in a commune → ministry's total, {kind}",
            _p95(times),
            "ms",
            1000,
            note=f"p95 of {len(times)}, page to figure over HTTP, exact each time",
        )
    ]


def _approve(office: Site, form: str, period: str, one: dict[str, Any]) -> None:
    body = f"reports={one['id']}%3A{one['version']}&confirmed=1"
    path = f"/approval/{form}/{period}/approve/"
    status, answer = office.send("POST", path, body, "application/x-www-form-urlencoded")
    expect(f"status of the approval ({answer[:200]!r})" if status != 200 else "status", status, 200)


def _total(site: Site, element: str, month: str) -> int:
    found = json.loads(
        site.get("/api/figures/grid", measures=element, under="VN", by="unit", period=month)
    )
    return int(found["totals"]["value"][0][0][0] or 0)


def exchange(bench: Bench) -> list[Row]:
    """Row 6, from the benchmark of exchange itself."""
    from benchmarks.exchange import rows

    return list(rows())


def move(bench: Bench) -> list[Row]:
    """SQLite to PostgreSQL with the product's command, then approval and the crowd there."""
    with running_postgres(peers.SETTINGS) as url:
        took = bench.command("move", "--to", url)
        (bench.home / "moved.json").unlink()
        shutil.copyfile(bench.home / "journal.head", bench.folder / "journal.head")
        (bench.home / "journal.head.sqlite").replace(bench.home / "journal.head")
        say("PostgreSQL: " + ", ".join(peers.SETTINGS))
        moved = Bench(_home_of(bench), bench.size, bench.folder, url)
        rows = [took.row(f"{bench.size}: binhyen move to PostgreSQL", "s", note="every row proved")]
        return [*rows, *approve(moved), *crowd(moved)]


def _home_of(bench: Bench) -> Path:
    """Keys and files for the moved installation, beside the first, whose database goes on being measured."""
    home = bench.folder / f"moved-{bench.size}"
    shutil.copytree(bench.home, home, ignore=shutil.ignore_patterns("binhyen.sqlite3*", ".*"))
    shutil.copyfile(bench.folder / "journal.head", home / "journal.head")
    return home


def crowd(bench: Bench) -> list[Row]:
    """Row 7: communes at once, then every value they were told was kept is looked for."""
    people = bench.ask("clerks", str(COMMUNES))
    with serving(bench.environment) as (port, pid):
        before = processor_seconds(pid)
        clerks = [
            Clerk(one["unit"], Site(port, session=one["session"])) for one in people["clerks"]
        ]
        found = press(Crowd(clerks, people["forms"], SECONDS, THINK))
        spent = processor_seconds(pid) - before
    lost = 0
    for form, period in sorted({(form, period) for form, period, _ in found.kept}):
        stored = {one["unit"]: one["values"] for one in bench.ask("states", form, period)}
        lost += sum(
            stored.get(unit, {}).get(ref) is None or stored[unit][ref] != value
            for (f, p, unit), sent in found.kept.items()
            if (f, p) == (form, period)
            for ref, value in sent.items()
        )
    values = sum(len(sent) for sent in found.kept.values())
    note = (
        f"closed loop, {THINK:.0f} s to think on average, {found.requests} requests, {values:,} values kept, "
        f"server's work {spent:.0f} CPU s"
    )
    return [
        Row(
            f"{bench.size}: {len(clerks)} communes at once, {SECONDS:.0f} s: p95",
            found.p95,
            "ms",
            300,
            note=note,
        ),
        Row(f"{bench.size}: errors", found.errors, "", 0, note=found.first_error),
        Row(f"{bench.size}: values lost or changed", lost, "", 0, note="looked for one by one"),
    ]


def _runs(work: Callable[[], Any], runs: int, warm: int) -> tuple[float, float]:
    """(slowest of the warming runs, p95 of the others) in ms."""
    first = [timed(work).wall * 1000 for _ in range(warm)]
    return max(first, default=0.0), _p95([timed(work).wall * 1000 for _ in range(runs)])


def _p95(times: Sequence[float]) -> float:
    return max(times) if len(times) < 20 else statistics.quantiles(times, n=20)[-1]


PARTS: dict[str, Callable[[Bench], list[Row]]] = {
    "reads": reads,
    "rebuild": rebuild,
    "approve": approve,
    "exchange": exchange,
    "move": move,
}
