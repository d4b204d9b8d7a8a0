"""The register: what may enter, what it ends, and what is refused at the door."""

from __future__ import annotations

from datetime import date

import pytest

from binhyen.engines.tasks import api
from binhyen.engines.tasks.api import NewClause
from binhyen.engines.tasks.tests.conftest import Register, ministry_directive
from binhyen.kernel.errors import Conflict, Invalid, Refused, RuleBroken


def test_a_directive_is_found_without_accents(register: Register) -> None:
    assert [one.symbol for one in api.directives("xay dung cong an xa")] == ["11/CT-BCA"]
    assert not api.directives("phong chay").exists()
    found = api.directive_of(register.directive.pk)
    assert [clause.ref for clause in found.clauses.all()] == ["điểm a", "điểm b"]


def test_the_same_number_in_one_year_is_refused_and_names_the_one_there(
    register: Register,
) -> None:
    with pytest.raises(Conflict) as refusal:
        api.register_directive(register.operator, directive=ministry_directive())
    assert "11/CT-BCA" in str(refusal.value)
    assert "Xây dựng Công an xã" in str(refusal.value)
    next_year = ministry_directive(issued_on=date(2021, 6, 3))
    assert api.register_directive(register.operator, directive=next_year).year == 2021


@pytest.mark.parametrize("label", ["mật", "tối mật", "tuyệt mật", "secret"])
def test_a_secret_text_is_refused(register: Register, label: str) -> None:
    with pytest.raises(Refused) as refusal:
        api.register_directive(
            register.operator, directive=ministry_directive(symbol="12/CT-BCA", secrecy=label)
        )
    assert label in str(refusal.value)
    assert api.Directive.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"symbol": "không số"}, Invalid),
        ({"clauses": ()}, Invalid),
        ({"clauses": (NewClause("a", "x"), NewClause("a", "y"))}, Invalid),
        ({"clauses": (NewClause("a", " "),)}, Invalid),
        ({"issued_on": date(2022, 6, 7), "effective_from": date(2022, 6, 7)}, RuleBroken),
        ({"effective_from": date(2022, 6, 2)}, RuleBroken),
    ],
)
def test_what_has_the_wrong_shape_leaves_nothing(
    register: Register, changed: dict[str, object], refusal: type[Exception]
) -> None:
    wanted = ministry_directive(**{"symbol": "12/CT-BCA", **changed})
    with pytest.raises(refusal):
        api.register_directive(register.operator, directive=wanted)
    assert api.Directive.objects.count() == 1


def test_what_it_replaces_ends_and_its_parent_is_found(register: Register) -> None:
    newer = api.register_directive(
        register.operator,
        directive=ministry_directive(
            symbol="15/CT-BCA",
            replaces=("11/CT-BCA",),
            parent_symbol="11/CT-BCA",
            effective_from=date(2022, 7, 1),
        ),
    )
    register.directive.refresh_from_db()
    assert register.directive.effective_to == date(2022, 7, 1)
    assert newer.parent_id == register.directive.pk


def test_a_province_registers_only_its_own(register: Register) -> None:
    planner = register.account("province_planner", register.unit("38").id)
    own = ministry_directive(
        unit_id=register.unit("38").id, symbol="282/CAT-HC", issuer="Công an tỉnh Thanh Hóa"
    )
    assert api.register_directive(planner, directive=own).symbol == "282/CAT-HC"
    with pytest.raises(Refused):
        api.register_directive(planner, directive=ministry_directive(symbol="13/CT-BCA"))
