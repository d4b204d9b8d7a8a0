"""`binhyen roster …`: solve and check from files; bad files are told with path and cure, and nothing is half written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from binhyen.features.rosters import api
from binhyen.features.rosters.cli import app
from binhyen.kernel.errors import DomainError

PEOPLE = [
    {"id": "t", "name": "Trưởng", "post": "chief"},
    {"id": "p", "name": "Phó", "post": "deputy"},
    *({"id": one, "name": one.upper(), "post": "officer"} for one in "abc"),
]
FEBRUARY = {
    "format": "binhyen.roster/1",
    "first": "2026-02-01",
    "last": "2026-02-28",
    "people": PEOPLE,
}


def run(tmp_path: Path, content: Any, *more: str, verb: str = "solve") -> Any:
    path = tmp_path / "instance.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    out = (
        ["--out", str(tmp_path / "roster.json")]
        if verb == "solve"
        else [str(tmp_path / "roster.json")]
    )
    return CliRunner().invoke(app, [verb, str(path), *out, *more])


def test_what_is_solved_checks(tmp_path):
    assert run(tmp_path, FEBRUARY).exit_code == 0
    facts = json.loads((tmp_path / "roster.json").read_text())
    assert (facts["status"], facts["gap"], facts["objective"]) == ("optimal", 0.0, facts["bound"])
    # Five days of Tết (16 to 20 February 2026) need a standby as well.
    assert len(facts["duties"]) == 28 + 28 + 5
    assert run(tmp_path, FEBRUARY, verb="check").exit_code == 0


def test_the_same_seed_writes_the_same_roster(tmp_path):
    told = []
    for _ in range(2):
        run(tmp_path, FEBRUARY, "--seed", "7")
        facts = json.loads((tmp_path / "roster.json").read_text())
        told.append({key: value for key, value in facts.items() if key != "seconds"})
    assert told[0] == told[1]


def test_a_roster_edited_into_nonsense_is_told(tmp_path):
    run(tmp_path, FEBRUARY)
    facts = json.loads((tmp_path / "roster.json").read_text())
    facts["duties"][0]["person"] = "nobody"
    (tmp_path / "roster.json").write_text(json.dumps(facts))
    answer = run(tmp_path, FEBRUARY, "--format", "json", verb="check")
    assert answer.exit_code == 1
    told = json.loads(answer.stdout)
    assert not told["valid"]
    assert "không có trong danh sách" in told["violations"][0]["message"]


def test_an_impossible_problem_exits_1_and_says_why(tmp_path):
    away = [{"person": one, "first": "2026-02-03", "last": "2026-02-03"} for one in "tp"]
    answer = run(tmp_path, {**FEBRUARY, "absences": away})
    assert answer.exit_code == 1
    facts = json.loads((tmp_path / "roster.json").read_text())
    assert facts["status"] == "infeasible"
    assert facts["clashes"][0]["rule"] == "authority"
    assert facts["duties"] == []


def test_own_rules_replace_the_catalogues(tmp_path):
    kinds = [{"code": "guard", "label": "Gác", "needed": {"weekday": 1}, "posts": ["officer"]}]
    assert run(tmp_path, {**FEBRUARY, "kinds": kinds}).exit_code == 0
    facts = json.loads((tmp_path / "roster.json").read_text())
    # February 2026: 20 weekdays less the five of Tết.
    assert len(facts["duties"]) == 15


def test_what_is_written_out_reads_back_the_same():
    problem = api.read_instance("x", json.dumps(FEBRUARY).encode())
    again = api.read_instance("y", json.dumps(api.instance_of(problem, "xã")).encode())
    assert again == problem


@pytest.mark.parametrize(
    ("content", "path", "words"),
    [
        (b"{", None, "không phải JSON"),
        (b"\xff\xfe", None, "không phải JSON"),
        (b"[]", None, "nhóm khóa"),
        ({**FEBRUARY, "format": "x"}, "format", "phải là một trong"),
        ({**FEBRUARY, "peple": []}, "peple", "khóa không có trong mẫu"),
        ({**FEBRUARY, "people": [{"id": "a", "post": "officer"}]}, "people.0.name", "thiếu khóa"),
        ({**FEBRUARY, "first": "2026-02-30"}, "first", "phải là ngày"),
        ({**FEBRUARY, "people": [*PEOPLE, PEOPLE[0]]}, "people", "hơn một lần"),
        ({**FEBRUARY, "couples": [["a", "z"]]}, "couples[0]", "không có người"),
        (
            {**FEBRUARY, "fixed": [{"on": "2027-01-01", "kind": "desk", "person": "a"}]},
            "fixed[0].on",
            "nằm ngoài",
        ),
        ({**FEBRUARY, "days": [{"on": "2030-01-01", "kind": "holiday"}]}, "days", "nằm ngoài"),
        ({**FEBRUARY, "people": [{**PEOPLE[0], "before": {"x": -1}}]}, "people.0.before.x", "từ 0"),
    ],
)
def test_faults_are_told_with_path_and_cure(content, path, words):
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(DomainError) as refusal:
        api.read_instance("instance.json", text)
    assert any(words in row.message and row.column == path for row in refusal.value.rows), (
        refusal.value.rows
    )


@pytest.mark.parametrize(
    "content",
    [
        {**FEBRUARY, "last": "2026-01-01"},
        {**FEBRUARY, "scheme": "none"},
        {**FEBRUARY, "people": []},
    ],
)
def test_nonsense_as_a_whole_is_refused(content):
    with pytest.raises(DomainError):
        api.read_instance("instance.json", json.dumps(content).encode())


def test_nothing_is_left_of_a_refused_file(tmp_path):
    run(tmp_path, b"{")
    assert {path.name for path in tmp_path.iterdir()} == {"instance.json"}


def test_a_missing_file_is_told(tmp_path):
    answer = CliRunner().invoke(
        app, ["solve", str(tmp_path / "none.json"), "--out", str(tmp_path / "o.json")]
    )
    assert "Không đọc được" in str(answer.exception)
