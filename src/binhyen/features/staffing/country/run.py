"""The run over all provinces: what stands is kept, the rest is handed to workers, the largest first."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from binhyen.features.staffing.country.province import kept
from binhyen.features.staffing.country.types import (
    Asked,
    CountryResult,
    ProvinceResult,
    Tell,
    WorkerUse,
)
from binhyen.features.staffing.country.workers import LOOK_SECONDS, Worker, start
from binhyen.features.staffing.rules.format1.safely import write_all
from binhyen.features.staffing.rules.format1.tables import OFFICERS, UNITS
from binhyen.kernel.errors import N_, Invalid, NotFound

SUMMARY = "country.json"
BROKEN_OFF = N_(
    "Tiến trình giải tỉnh này bị ngắt giữa chừng (thiếu bộ nhớ hoặc bị dừng); hãy chạy lại."
)


def solve_country(
    instances: Path,
    out: Path,
    *,
    workers: int = 2,
    asked: Asked | None = None,
    tell: Tell | None = None,
) -> CountryResult:
    """Solve every instance folder below `instances` into a folder of the same name below `out`.

    A province whose answer stands (same files, question and solver) is not solved again. A province that is
    infeasible, unreadable or breaks its worker does not stop the others. Files are whole or not there.

    Args:
        instances: each subfolder with a units.csv is an instance of format 1.
        out: plan.csv and bound.csv, or relax.csv, and result.json by province; country.json for all.
        workers: processes, each with one solver thread; 1 solves in one process beside this one.
        asked: the same question for every province.
        tell: hears of progress.

    Raises:
        NotFound: no such folder. Invalid: no instance in it, `workers` below one, or answers among the instances.
        Whatever `tell` raises; the workers are ended then, and what is done stays.
    """
    started = time.monotonic()
    folders = _instances(instances)
    if workers < 1:
        raise Invalid(N_("Số tiến trình phải từ 1 trở lên, không phải {count}."), count=workers)
    _make_apart(out, instances)
    question, hear = asked or Asked(), tell or (lambda *_: None)
    done = {
        folder.name: found
        for folder in folders
        if (found := kept(folder, out / folder.name, question)) is not None
    }
    hear(len(done), len(folders), None)
    waiting = sorted(
        (folder for folder in folders if folder.name not in done), key=_size, reverse=True
    )
    for found in _solve(
        waiting, out, min(workers, len(waiting)), question, hear, len(done), len(folders)
    ):
        done[found.name] = found
    provinces = tuple(done[name] for name in sorted(done))
    result = CountryResult(
        provinces, _uses(provinces), round(time.monotonic() - started, 3), _totals(provinces)
    )
    write_all({out / SUMMARY: json.dumps(asdict(result), ensure_ascii=False, indent=1) + "\n"})
    return result


def _instances(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise NotFound(N_("Không có thư mục {folder}."), folder=str(folder))
    found = sorted(path for path in folder.iterdir() if (path / UNITS).is_file())
    if not found:
        raise Invalid(
            N_("Thư mục {folder} không có thư mục con nào chứa units.csv."), folder=str(folder)
        )
    return found


def _make_apart(out: Path, instances: Path) -> None:
    """Answers replace older answers of the same names, which an instance's folder may hold as its own."""
    if out.resolve().is_relative_to(instances.resolve()):
        raise Invalid(
            N_("Thư mục kết quả {out} nằm trong thư mục bài toán; hãy chọn thư mục khác."),
            out=str(out),
        )
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Invalid(
            N_("Không tạo được thư mục {out}: {reason}."), out=str(out), reason=fault.strerror
        ) from fault


def _size(folder: Path) -> int:
    """Bytes of officers and units: the largest go first, so that no worker is left alone with one at the end."""
    return sum(
        (folder / name).stat().st_size for name in (OFFICERS, UNITS) if (folder / name).is_file()
    )


def _solve(
    waiting: Sequence[Path],
    out: Path,
    count: int,
    asked: Asked,
    hear: Tell,
    before: int,
    total: int,
) -> Iterator[ProvinceResult]:
    queue = list(reversed(waiting))
    team = [start(number, out, asked) for number in range(1, count + 1)]
    finished = before
    try:
        for place in range(count):
            _give(team, place, queue.pop(), out, asked)
        while busy := {worker.pipe: place for place, worker in enumerate(team) if worker.folder}:
            ready = wait(list(busy), LOOK_SECONDS)
            if not ready:
                hear(finished, total, None)
            for place in (busy[pipe] for pipe in busy if pipe in ready):
                found = _received(team[place])
                finished += 1
                yield found
                hear(finished, total, found)
                if queue:
                    _give(team, place, queue.pop(), out, asked)
    finally:
        for worker in team:
            worker.end()


def _received(worker: Worker) -> ProvinceResult:
    name = worker.folder.name if worker.folder else ""
    worker.folder = None
    try:
        found: ProvinceResult = worker.pipe.recv()
    except (EOFError, OSError):
        worker.is_dead = True
        return ProvinceResult(name, "failed", BROKEN_OFF, worker=worker.number)
    return found


def _give(team: list[Worker], place: int, folder: Path, out: Path, asked: Asked) -> None:
    """Hand a worker its next province; one that died, or dies now, is replaced first."""
    if not team[place].is_dead and team[place].took(folder):
        return
    team[place].end()
    team[place] = start(team[place].number, out, asked)
    # A fresh one that dies at once is met by the loop as a broken province.
    team[place].took(folder)


def _uses(provinces: Sequence[ProvinceResult]) -> tuple[WorkerUse, ...]:
    fresh = [one for one in provinces if not one.reused]
    return tuple(
        WorkerUse(
            number,
            len(own),
            round(sum(one.cpu_seconds for one in own), 3),
            max(one.peak_mb for one in own),
        )
        for number in sorted({one.worker for one in fresh})
        if (own := [one for one in fresh if one.worker == number])
    )


def _totals(provinces: Sequence[ProvinceResult]) -> dict[str, Any]:
    planned = [one for one in provinces if one.objective is not None]
    objective = sum(one.objective or 0 for one in planned)
    # No cost is below nought, so that is what a province without a proof still proves.
    bound = sum(max(0, one.bound or 0) for one in planned)
    return {
        "provinces": len(provinces),
        "planned": len(planned),
        "reused": sum(one.reused for one in provinces),
        "not_planned": [one.name for one in provinces if one not in planned],
        "posts": sum(one.posts for one in planned),
        "units": sum(one.units for one in planned),
        "officers": sum(one.officers for one in planned),
        "objective": objective,
        "bound": bound,
        "gap": (objective - bound) / bound if bound else None,
        "worst_gap": max((one.gap for one in planned if one.gap is not None), default=None),
        "without_proof": [one.name for one in planned if one.gap is None],
        "cpu_seconds": round(sum(one.cpu_seconds for one in provinces if not one.reused), 3),
        "peak_mb": max((one.peak_mb for one in provinces if not one.reused), default=0),
    }
