"""What a server and everything under it holds in memory: each page counted once among its sharers (PSS), and RSS beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MIB = 1024


@dataclass(frozen=True, slots=True)
class Held:
    """MiB of a process and all its descendants; `shared` is the part of PSS others map too."""

    processes: int
    pss: float
    rss: float
    anonymous: float


def held(pid: int) -> Held:
    """Measured now, over the process and its descendants."""
    family = [pid, *descendants(pid)]
    found = [facts for one in family if (facts := _facts(one))]
    return Held(
        len(found),
        sum(one.get("Pss", 0) for one in found) / MIB,
        sum(one.get("Rss", 0) for one in found) / MIB,
        sum(one.get("Pss_Anon", 0) for one in found) / MIB,
    )


def descendants(pid: int) -> list[int]:
    """Processes started by a process, and by those."""
    found: list[int] = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            found += [int(child), *descendants(int(child))]
    return found


def processor_seconds(pid: int) -> float:
    """Work of a process and its living descendants so far."""
    total = 0.0
    for one in [pid, *descendants(pid)]:
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        total += (int(fields[11]) + int(fields[12])) / 100
    return total


def _facts(pid: int) -> dict[str, int]:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return {}
    lines = (line.split() for line in text.splitlines()[1:])
    return {parts[0].rstrip(":"): int(parts[1]) for parts in lines if len(parts) == 3}
