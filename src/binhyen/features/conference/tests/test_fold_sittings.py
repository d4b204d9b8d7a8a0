"""The state of a sitting is the same fold on the server and in the browser, however events come."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.features.conference.rules.sitting import first_state, folded, open_vote
from binhyen.features.conference.types import EventKind

ROOT = Path(__file__).resolve().parents[5]
SCRIPT = """
import { firstState, folded } from "./frontend/conference/state.js";
import { readFileSync } from "node:fs";
const logs = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(logs.map((log) => folded(firstState(), log))));
"""

who = st.integers(1, 5)
whom = st.none() | who
data = st.fixed_dictionaries(
    {},
    optional={
        "delegate": who,
        "delegates": st.lists(who, max_size=3, unique=True),
        "name": st.sampled_from(["Trưởng Công an", "Phó trưởng"]),
        "text": st.text(max_size=5),
        "item": who,
        "minutes": st.integers(0, 9),
        "slide": st.integers(0, 2),
        "vote": st.sampled_from(["v1", "v2"]),
        "choices": st.just(["for", "against"]),
        "choice": st.sampled_from(["for", "against"]),
        "question": st.just("?"),
        "on": st.booleans(),
        "step": st.sampled_from(["video", "text"]),
        "why": st.just("chậm"),
    },
)
happening = st.tuples(st.sampled_from([one.value for one in EventKind]), whom, whom, data)
logs = st.lists(st.lists(happening, max_size=25), min_size=20, max_size=40)


def numbered(log: list[tuple[str, int | None, int | None, dict[str, Any]]]) -> list[dict[str, Any]]:
    return [
        {
            "seq": seq,
            "kind": kind,
            "at": f"2022-06-03T07:{seq:02}:00.000+00:00",
            "who": one,
            "point": point,
            "data": said,
        }
        for seq, (kind, one, point, said) in enumerate(log, 1)
    ]


@settings(max_examples=8)
@given(logs)
def test_the_browser_folds_as_the_server_does(found: list[list[Any]]) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node on this machine: apt-get install nodejs")
    told = [numbered(log) for log in found]
    done = subprocess.run(
        [node, "--input-type=module", "-e", SCRIPT],
        input=json.dumps(told), capture_output=True, text=True, cwd=ROOT, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == [folded(first_state(), log) for log in told]


@given(st.lists(happening, max_size=25), st.integers(0, 25), st.integers(0, 25))
def test_events_heard_twice_change_nothing(log: list[Any], cut: int, back: int) -> None:
    told = numbered(log)
    begun = folded(first_state(), told[:cut])
    assert folded(begun, told[max(0, cut - back) :]) == folded(first_state(), told)


def test_a_state_is_never_changed_in_place() -> None:
    told = numbered([("vote_opened", 1, 1, {"vote": "v1", "choices": ["for", "against"]})])
    before = folded(first_state(), told)
    kept = json.dumps(before)
    more = numbered([("opened", None, None, {}), ("voted", 2, 1, {"vote": "v1", "choice": "for"})])
    later = folded(before, more)
    assert json.dumps(before) == kept
    assert open_vote(later) is not None
