"""Problems that contradict themselves are refused with every fault at once."""

from __future__ import annotations

from typing import Any

import pytest

from binhyen.kernel.errors import Invalid
from binhyen.solver.deployment.api import Weights
from binhyen.solver.deployment.tests.tiny import donor, officer, problem, unit, waves

FAULTS: dict[str, dict[str, Any]] = {
    "00001": {"units": (unit(), unit())},
    "An": {"candidates": (officer("An"), officer("An"))},
    "D1": {"donors": (donor(), donor())},
    "D7": {"candidates": (officer("An", donor="D7"),)},
    "Đợt 2": {"waves": waves(5, 5)[1:]},
    "ít nhất một đợt": {"waves": ()},
    "Không có đơn vị": {"units": ()},
    "hạn cuối đợt 1": {"units": (unit(earliest_wave=2, deadline_wave=1),)},
    "hạn cuối đợt 5": {"units": (unit(deadline_wave=5),)},
    "đợt sớm nhất 4": {"units": (unit(earliest_wave=4),)},
    "không đợt nào có sức chứa": {"units": (unit(deadline_wave=1),), "waves": waves(0, 9)},
    "max_release âm": {"donors": (donor(max_release=-1),)},
    "keep criminal âm": {"donors": (donor(keep={"criminal": -1}),)},
    "sức chứa âm": {"waves": waves(-1)},
    "min_party âm": {"units": (unit(min_party=-1),)},
    "từ 1 đến 5": {"units": (unit(complexity=6),)},
    "lat ngoài": {"units": (unit(lat=float("nan")),)},
    "base_lon ngoài": {"candidates": (officer("An", base_lon=200.0),)},
    "mỗi ngưỡng một hệ số": {"weights": Weights(thr_permille=(250,))},
    "trọn trong một đợt": {"weights": Weights(one_wave_per_unit=False)},
    "không được âm": {"weights": Weights(thr_permille=(250,), slope=(-1,))},
}


@pytest.mark.parametrize("words", FAULTS)
def test_each_contradiction_is_named(words: str) -> None:
    with pytest.raises(Invalid) as refused:
        problem(**FAULTS[words])
    assert any(words in row.message for row in refused.value.rows), refused.value.rows


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        problem(waves=waves(-1), donors=(donor(payroll=-5),), units=(unit(min_party=-1),))
    assert len(refused.value.rows) == refused.value.details["count"] == 3
