"""What the press printed is kept as printed, and our own arithmetic on it is right."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.catalogue.shelves import entries

PRINTED = {
    "thanh_hoa.plan.officers": 575,
    "thanh_hoa.plan.units": 109,
    "thanh_hoa.2019.officers": 542,
    "thanh_hoa.2019.units": 112,
    "thanh_hoa.2020_03.chiefs": 413,
    "thanh_hoa.2020_09.wave_officers": 1140,
    "thanh_hoa.2020_09.wave_units": 481,
    "thanh_hoa.2020_09.officers": 2597,
    "thanh_hoa.2020_09.units": 509,
    "thanh_hoa.2022.officers": 2570,
    "thanh_hoa.2022.waves": 5,
    "thanh_hoa.2022.payroll": 7613,
    "thanh_hoa.hq.needed_2024_05": 481,
    "thanh_hoa.hq.needed_2024_08": 498,
    "vn.2022.officers": 48576,
    "vn.2022.units": 8873,
}
SUMS = {
    "thanh_hoa.2020_03.units_total": lambda a, b: a + b,
    "thanh_hoa.waves.unexplained": lambda a, b, c, d: a - b - c - d,
    "thanh_hoa.2022.payroll": lambda officers, share: round(officers / share * 100),
    "thanh_hoa.hq.approved_sum": lambda a, b, c: a + b + c,
    "thanh_hoa.hq.in_use_sum": lambda a, b, c: a + b + c,
    "vn.2022.matters_unaccounted": lambda a, b, c, d: a - b - c - d,
}


@pytest.mark.parametrize(("code", "value"), PRINTED.items())
def test_it_keeps_what_was_printed(code: str, value: int) -> None:
    assert entries("stated")[code].value == value


def test_it_keeps_the_share_as_printed() -> None:
    assert entries("stated")["thanh_hoa.2022.share"].value == Decimal("33.76")


def test_it_derives_each_figure_from_its_inputs() -> None:
    stated = entries("stated")
    derived = {code for code, figure in stated.items() if figure.nature == "derived"}
    assert derived == set(SUMS)
    for code in derived:
        figure = stated[code]
        assert figure.value == SUMS[code](*(stated[name].value for name in figure.inputs)), code


def test_it_keeps_plan_and_outcome_apart() -> None:
    stated = entries("stated")
    assert stated["thanh_hoa.plan.officers"].nature == "planned"
    assert stated["thanh_hoa.2019.officers"].nature == "outcome"


def test_it_says_where_each_figure_was_read() -> None:
    for figure in entries("stated").values():
        if figure.source.certainty == "C":
            assert figure.source.url or figure.source.text, figure.code
        assert (figure.source.certainty == "D") == (figure.nature == "derived"), figure.code
