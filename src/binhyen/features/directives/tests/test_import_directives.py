"""A file of directives: everything of it or nothing, each fault named with its place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from binhyen.engines.tasks.api import Directive, Task
from binhyen.engines.units.api import structure
from binhyen.features.directives import api
from binhyen.features.directives.cli import app
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.errors import Invalid

Write = Callable[[Any], Path]


def plan(**changed: Any) -> dict[str, Any]:
    return {
        "unit": "38",
        "kind": "plan",
        "symbol": "56/KH-CAT",
        "issuer": "Công an tỉnh Thanh Hóa",
        "subject": "Kế hoạch thành lập chi bộ công an xã",
        "issued_on": "2022-06-06",
        "clauses": [{"ref": "mục 1", "text": "Thành lập chi bộ nơi đủ điều kiện."}],
        "orders": [
            {
                "clause": "mục 1",
                "what": "Thành lập chi bộ",
                "result": "Quyết định thành lập",
                "responsible": "Trưởng Công an xã",
                "due_on": "2022-12-30",
                "who": {"types": ["xã"], "under": "384"},
            }
        ],
        **changed,
    }


@pytest.fixture
def write(country: None, db: None, tmp_path: Path) -> Iterator[Write]:
    def put(content: Any) -> Path:
        path = tmp_path / "directives.json"
        path.write_text(
            content if isinstance(content, str) else json.dumps(content), encoding="utf-8"
        )
        return path

    with clock.frozen(datetime(2022, 6, 10, 3, tzinfo=UTC)):
        yield put


def test_a_file_brings_directives_and_their_tasks(write: Write, operator: Actor) -> None:
    path = write({"directives": [plan(), plan(symbol="57/KH-CAT", orders=[])]})
    done = api.import_directives(operator, path)
    assert (done.directives, done.orders) == (2, 1)
    tree = structure(date(2022, 6, 6))
    communes = [one for one in tree.children(tree.by_code("384", 2).id) if one.type == "xã"]
    assert done.tasks == Task.objects.count() == len(communes) > 5


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        (plan(symbol="không số"), "không số"),
        (plan(unit="99"), "99"),
        (plan(secrecy="mật"), "mật"),
        (plan(issued_on="2022-13-40"), "issued_on"),
        (plan(surprise=1), "surprise"),
        (plan(clauses=[]), "clauses"),
        (plan(orders=[{**plan()["orders"][0], "clause": "mục 9"}]), "mục 9"),
        (plan(orders=[{**plan()["orders"][0], "due_on": "2022-06-01"}]), "01-06-2022"),
        (plan(orders=[{**plan()["orders"][0], "who": {"under": "01"}}]), "Hà Nội"),
    ],
)
def test_one_fault_lets_nothing_in(
    write: Write, operator: Actor, broken: dict[str, Any], named: str
) -> None:
    path = write({"directives": [plan(symbol="57/KH-CAT"), broken]})
    with pytest.raises(Invalid) as refusal:
        api.import_directives(operator, path)
    told = " ".join([str(refusal.value), *(f"{row} {row.value}" for row in refusal.value.rows)])
    assert named in told.replace("1-6-2022", "01-06-2022")
    assert refusal.value.rows
    assert not Directive.objects.exists()
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"directives": []}', '{"directives": 3}', "\x00", "[" * 5000]
)
def test_what_is_no_such_file_is_refused(write: Write, content: str) -> None:
    done = CliRunner().invoke(app, ["import", str(write(content))])
    assert done.exit_code != 0
    assert isinstance(done.exception, Invalid)
    assert not Directive.objects.exists()


def test_a_second_time_is_refused_by_name(write: Write, operator: Actor) -> None:
    path = write({"directives": [plan()]})
    api.import_directives(operator, path)
    with pytest.raises(Invalid) as refusal:
        api.import_directives(operator, path)
    assert "56/KH-CAT" in str(refusal.value.rows[0])
    assert Directive.objects.count() == 1
