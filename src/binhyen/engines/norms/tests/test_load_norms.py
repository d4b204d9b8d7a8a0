"""Norms follow their files: loading twice changes nothing, every fault is located."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from binhyen.engines.norms import api
from binhyen.engines.norms.api import LoadedNorms
from binhyen.engines.norms.tests.conftest import FILES, STRENGTH
from binhyen.foundation.audit.api import entries
from binhyen.kernel.errors import Invalid, Refused


def test_loading_again_changes_nothing(land):
    assert land.load_norms() == LoadedNorms(added=0, changed=0, unchanged=len(FILES), removed=0)


def test_a_revised_value_is_a_change_with_before_and_after_in_the_journal(land):
    assert land.load_norms(strength=STRENGTH.replace("value: 3,", "value: 4,")).changed == 1
    rule = api.rules(["staffing.minimum"])[0]
    assert [threshold.value for threshold in rule.thresholds] == [2, 4, None]
    assert '"value_millionths":3000000' in entries(action="norms.load_norms")[0].details.replace(
        " ", ""
    )


def test_a_deleted_file_takes_its_norm_away(land):
    (land.folder / "norms" / "band.yaml").unlink()
    assert land.load_norms().removed == 1
    assert "staffing.band" not in {rule.code for rule in api.rules()}


def test_a_wrong_formula_is_refused_with_file_and_line_and_nothing_changes(land):
    with pytest.raises(Invalid) as refusal:
        land.load_norms(
            strength=STRENGTH.replace("left: staffing.officers", "left: staffing.officers +")
        )
    (problem,) = refusal.value.rows
    assert (problem.file, problem.row, problem.column) == ("strength.yaml", 6, "left")
    assert api.rules(["staffing.minimum"])[0].left == "staffing.officers"


def test_two_files_with_one_code_are_refused(land):
    with pytest.raises(Invalid) as refusal:
        land.load_norms(twin=STRENGTH)
    assert refusal.value.rows[0].value == "staffing.minimum"


def test_the_catalogue_itself_loads_and_every_threshold_has_a_source(land):
    loaded = api.load_norms(land.world.operator, folder=Path(settings.BINHYEN_CATALOGUE))
    assert loaded.added >= 20
    for rule in api.rules():
        assert all(threshold.source.citation for threshold in rule.thresholds), rule.code


def test_a_commune_chief_may_not_load(land):
    with pytest.raises(Refused):
        api.load_norms(land.world.binh(), folder=land.folder)
