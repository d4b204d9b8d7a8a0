import json
from typing import Any

import pytest
from typer.testing import CliRunner

from binhyen.engines.units.cli import app
from binhyen.engines.units.tests.conftest import Id
from binhyen.kernel.errors import Invalid, NotFound


def run(*words: str) -> Any:
    result = CliRunner().invoke(app, [*words, "--format", "json"], catch_exceptions=False)
    assert result.exit_code == 0
    return json.loads(result.stdout)


def test_it_counts(small: Id) -> None:
    assert run("count", "--on", "2021-06-01") == {
        "on": "2021-06-01",
        "under": None,
        "province": 2,
        "district": 2,
        "commune": 6,
        "by_type": {"tỉnh": 2, "huyện": 1, "thị xã": 1, "xã": 5, "phường": 1},
    }
    assert run("count", "--on", "2021-06-01", "--under", "002")["commune"] == 3


def test_it_shows_all_that_is_known(small: Id) -> None:
    shown = run("show", "00002", "--on", "2021-06-01")

    assert (shown["key"], shown["full_name"], shown["programme"]) == ("C00002", "xã Đá Bạc", True)
    assert shown["alternative_names"] == ["Đá Trắng"]
    assert [parent["full_name"] for parent in shown["parents"]] == [
        "huyện Thượng Ngàn",
        "tỉnh An Phước",
        "Việt Nam",
    ]
    assert shown["versions"][-1]["valid_to"] == "2022-01-01"
    assert [link["full_name"] for link in shown["successors"]] == [
        "thị trấn Suối Mơ",
        "xã Ngàn Xanh",
    ]
    assert [body["name"] for body in shown["police_units"]] == ["Công an xã Đá Bạc"]


def test_it_searches(small: Id) -> None:
    assert run("search", "da bac", "--on", "2021-06-01")["found"] == [
        {
            "code": "00002",
            "level": 3,
            "full_name": "xã Đá Bạc",
            "where": "huyện Thượng Ngàn, tỉnh An Phước",
        }
    ]


def test_it_prints_lines_for_people(small: Id) -> None:
    result = CliRunner().invoke(app, ["count", "--on", "2021-06-01"], catch_exceptions=False)

    assert "district: 2" in result.stdout


def test_it_lets_refusals_through(small: Id) -> None:
    with pytest.raises(NotFound):
        run("show", "99999", "--on", "2021-06-01")
    with pytest.raises(Invalid, match="hôm qua"):
        run("count", "--on", "hôm qua")
