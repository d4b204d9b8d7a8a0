"""`binhyen figures …` as a person or a script types it."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from typer.testing import CliRunner

from binhyen.engines.indicators import api
from binhyen.engines.indicators.cli import app
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.kernel.errors import DomainError, NotFound, RuleBroken


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def run_json(*arguments: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run(*arguments))
    return answer


@pytest.fixture
def loaded(land: Land) -> Land:
    path = land.file("00001,crime.solved,2022-05,,51", "00001,crime.occurred,2022-05,,61")
    assert run_json("import", str(path), "--approve")["created"] == 1
    return land


def test_it_answers_in_json(loaded: Land) -> None:
    answer = run_json(
        "get", "--indicator", "clear_up", "--under", "01", "--by", "district", "--period", "2022-05"
    )
    assert answer["query"]["structure"] == "as-was"
    assert [row["unit_code"] for row in answer["rows"]] == ["001", "002"]
    assert (answer["rows"][0]["numerator"], answer["rows"][1]["missing"]) == (51, "not-reported")
    assert round(answer["total"]["value"], 1) == 83.6
    assert (answer["total"]["reported"], answer["total"]["expected"]) == (1, 4)


def test_it_answers_in_csv(loaded: Land) -> None:
    text = run("get", "--element", "crime.occurred", "--under", "VN", "--by", "province", "--period",
               "2022-04..2022-05", "--format", "csv")  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["unit_name"], row["period"], row["value"]) for row in rows] == [
        ("tỉnh An Phước", "2022-04", ""),
        ("tỉnh An Phước", "2022-05", "61"),
        ("tỉnh Bình Hải", "2022-04", ""),
        ("tỉnh Bình Hải", "2022-05", ""),
    ]


def test_a_code_is_looked_up_on_the_day_of_the_structure(loaded: Land) -> None:
    answer = run_json("get", "--element", "crime.occurred", "--under", "01", "--by", "commune",
                      "--period", "2022-05", "--structure", "as-of:2025-07-01")  # fmt: skip
    assert answer["rows"][0]["unit_name"] == "xã Ngàn Xanh"
    with pytest.raises(NotFound):
        run("get", "--element", "crime.occurred", "--under", "02", "--period", "2022-05", "--structure",
            "as-of:2025-07-01")  # fmt: skip


def test_districts_are_refused_where_they_are_gone(loaded: Land) -> None:
    with pytest.raises(RuleBroken, match="--by province"):
        run("get", "--element", "crime.occurred", "--under", "01", "--by", "district", "--period",
            "2025-09")  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ("get", "--under", "01", "--period", "2022-05"),
        ("get", "--element", "crime.occurred", "--under", "01", "--period", "x"),
        (
            "get",
            "--element",
            "crime.occurred",
            "--under",
            "01",
            "--period",
            "2022-05",
            "--structure",
            "x",
        ),
        ("get", "--element", "nothing", "--under", "01", "--period", "2022-05"),
        ("import", "nowhere.csv"),
    ],
)
def test_a_wrong_question_is_refused_in_words(land: Land, arguments: tuple[str, ...]) -> None:
    with pytest.raises(DomainError) as caught:
        run(*arguments)
    assert str(caught.value)


def test_it_explains(loaded: Land) -> None:
    told = run_json("explain", "--indicator", "clear_up", "--under", "001", "--period", "2022-05")
    assert "51" in told["words"]
    assert told["inputs"][0]["sources"][0]["document"] == "figures.csv"
    assert told["not_reported"] == ["xã Tân Lập"]


def test_what_is_derived_can_be_thrown_away_and_proven(loaded: Land) -> None:
    from binhyen.engines.indicators.models import RollUp

    row = RollUp.objects.order_by("id").first()
    assert row is not None
    row.sums = {key: value + 1 for key, value in row.sums.items()}
    row.save()
    assert len(api.verify_rollups()) == 2
    with pytest.raises(RuleBroken, match="không khớp"):
        run("verify")
    run("rebuild")
    assert run_json("verify") == {"exact": True}
    answer = run_json(
        "get",
        "--element",
        "crime.occurred",
        "--under",
        "VN",
        "--by",
        "commune",
        "--period",
        "2022-05",
    )
    assert answer["total"]["value"] == 61
