"""rules.toml: what counts how much."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from binhyen.foundation.exchange.api import Faults
from binhyen.solver.deployment.api import POSTS, Post, Weights

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "distance": ("detour", "w_dist", "far_hm", "w_far"),
    "match": (
        "want_rank",
        "rank_under",
        "max_rank",
        "rank_over",
        "want_years",
        "years_under",
        "want_miss",
    ),
    "wait": ("per_post",),
    "donor": ("thr_permille", "slope"),
    "hard": ("forbid_home", "one_wave_per_unit"),
}
LARGEST: Final = 1_000_000
BYTES: Final = 100_000


def read_weights(path: Path, faults: Faults) -> Weights | None:
    """The weights, or None with the faults noted."""
    tables = _parsed(path, faults)
    if tables is None or not _known_names(tables, faults):
        return None
    weights = Weights(**_values(_Reader(tables, faults)))
    return None if faults else weights


def weights_text(weights: Weights) -> str:
    """The weights as rules.toml; the way back of `read_weights`."""
    lines = ["# Trọng số tính bằng điểm; 1 điểm = 0,1 km đường quy đổi.", "format = 1"]
    for table, names in TABLES.items():
        lines.append(f"[{table}]")
        for name in names:
            field = "wait_per_post" if name == "per_post" else name
            lines.append(f"{name} = {_toml(getattr(weights, field))}")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, frozenset):
        return "[" + ", ".join(f'"{post}"' for post in POSTS if post in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{post} = {value[post]}" for post in POSTS if post in value) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(str, value)) + "]"
    return repr(value)


def _parsed(path: Path, faults: Faults) -> dict[str, Any] | None:
    try:
        if path.stat().st_size > BYTES:
            faults.add(None, None, "", f"lớn hơn {BYTES} byte: không phải tệp trọng số.")
            return None
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        faults.add(None, None, "", "không có tệp này; chép từ một bài toán mẫu rồi sửa.")
    except (OSError, UnicodeDecodeError):
        faults.add(None, None, "", "không đọc được; hãy lưu lại bằng UTF-8.")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        faults.add(None, None, "", f"sai cú pháp TOML ({error}); sửa chỗ đó.")
    return None


def _known_names(tables: dict[str, Any], faults: Faults) -> bool:
    """Whether `format`, every table and every key is there, and nothing else."""
    if tables.get("format") != 1 or isinstance(tables.get("format"), bool):
        faults.add(None, "format", str(tables.get("format", "")), "phải ghi format = 1.")
    for name in sorted(tables.keys() - TABLES.keys() - {"format"}):
        faults.add(None, name, "", f"mục lạ “{name[:40]}”; bỏ đi hoặc sửa tên.")
    for table, names in TABLES.items():
        found = tables.get(table)
        if not isinstance(found, dict):
            faults.add(None, table, "", f"thiếu mục [{table}].")
            continue
        for name in names:
            if name not in found:
                faults.add(None, f"{table}.{name}", "", f"thiếu {name} trong [{table}].")
        for name in sorted(found.keys() - set(names)):
            faults.add(
                None, f"{table}.{name[:40]}", "", f"khóa lạ trong [{table}]; bỏ đi hoặc sửa."
            )
    return not faults


class _Reader:
    """Values of the tables; a faulty one gives a harmless value and one fault."""

    def __init__(self, tables: dict[str, Any], faults: Faults) -> None:
        self.tables, self.faults = tables, faults

    def fault(self, table: str, name: str, message: str) -> None:
        value = str(self.tables[table][name])
        self.faults.add(None, f"{table}.{name}", value, f"{table}.{name}: {message}")

    def whole(self, table: str, name: str) -> int:
        value = self.tables[table][name]
        if not _is_whole(value):
            self.fault(table, name, f"phải là số nguyên từ 0 đến {LARGEST}.")
            return 0
        return int(value)

    def wholes(self, table: str, name: str, length: int | None = None) -> tuple[int, ...]:
        value = self.tables[table][name]
        fits = isinstance(value, list) and all(map(_is_whole, value))
        if not fits or (length is not None and len(value) != length):
            count = "" if length is None else f"{length} "
            self.fault(table, name, f"phải là dãy {count}số nguyên từ 0, như [5, 10].")
            return (0,) * (length or 0)
        return tuple(value)

    def by_post(self, table: str, name: str) -> dict[Post, int]:
        value = self.tables[table][name]
        if not isinstance(value, dict) or set(value) != set(POSTS):
            self.fault(table, name, "phải có đủ chief, deputy, officer và chỉ ba tên đó.")
            return dict.fromkeys(POSTS, 0)
        if not all(map(_is_whole, value.values())):
            self.fault(table, name, "mỗi chức danh một số nguyên từ 0.")
            return dict.fromkeys(POSTS, 0)
        return {post: value[post] for post in POSTS}

    def detour(self) -> float:
        value = self.tables["distance"]["detour"]
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not 0 < value <= 100:
            self.fault("distance", "detour", "phải là số lớn hơn 0, nhiều nhất 100.")
            return 1.0
        return float(value)

    def posts(self) -> frozenset[Post]:
        value = self.tables["hard"]["forbid_home"]
        if not isinstance(value, list) or not all(post in POSTS for post in value):
            self.fault("hard", "forbid_home", "phải là dãy gồm chief, deputy, officer.")
            return frozenset()
        return frozenset(value)

    def flag(self) -> bool:
        value = self.tables["hard"]["one_wave_per_unit"]
        if value is not True:
            self.fault(
                "hard", "one_wave_per_unit", "chỉ tính được mỗi đơn vị trọn một đợt; ghi true."
            )
        return True


def _values(read: _Reader) -> dict[str, Any]:
    thresholds, slopes = read.wholes("donor", "thr_permille"), read.wholes("donor", "slope")
    if len(thresholds) != len(slopes):
        read.fault("donor", "slope", "phải có đúng một hệ số cho mỗi ngưỡng của thr_permille.")
    return {
        "detour": read.detour(),
        **{name: read.whole("distance", name) for name in ("w_dist", "far_hm", "w_far")},
        **{name: read.by_post("match", name) for name in ("want_rank", "max_rank", "want_years")},
        **{
            name: read.whole("match", name)
            for name in ("rank_under", "rank_over", "years_under", "want_miss")
        },
        "wait_per_post": read.wholes("wait", "per_post", 5),
        "thr_permille": thresholds,
        "slope": slopes,
        "forbid_home": read.posts(),
        "one_wave_per_unit": read.flag(),
    }


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST
