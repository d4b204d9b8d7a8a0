"""A register with one directive of the ministry, in the real country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from binhyen.engines.tasks import api
from binhyen.engines.tasks.api import NewClause, NewDirective, NewOrder, Recipients
from binhyen.engines.units.api import StructureUnit, find, structure
from binhyen.foundation.access.api import Account, Actor, RoleGrant, actor_for
from binhyen.kernel import clock

GIVEN = date(2022, 6, 6)
DUE = date(2022, 12, 30)


@dataclass(frozen=True)
class Register:
    """The directive, and short ways to give its tasks and to act."""

    operator: Actor
    directive: api.Directive

    def unit(self, code: str, on: date = GIVEN) -> StructureUnit:
        return find(code, on)

    def give(self, **changed: object) -> api.GivenTasks:
        wanted = {
            "directive_id": self.directive.pk,
            "clause_ref": "điểm a",
            "what": "Thành lập chi bộ công an xã",
            "result": "Quyết định thành lập chi bộ",
            "who": Recipients(types=("xã", "thị trấn"), under_id=self.unit("38").id),
            "responsible": "Trưởng Công an xã",
            "given_on": GIVEN,
            "due_on": DUE,
        }
        return api.give_tasks(self.operator, order=NewOrder(**(wanted | changed)))  # type: ignore[arg-type]

    def unit_above(self, task: api.Task) -> StructureUnit:
        tree = structure(GIVEN)
        return tree.get(tree.get(task.unit_id).parent_id or 0)

    def account(self, role: str, unit_id: int) -> Actor:
        account = Account.objects.create(username=f"{role}.{unit_id}", office="Thử")
        RoleGrant.objects.create(
            account=account, role=role, scope_id=unit_id, valid_from="2020-01-01"
        )
        return actor_for(account)


def ministry_directive(**changed: object) -> NewDirective:
    wanted = {
        "unit_id": structure(GIVEN).root.id,
        "kind": "directive",
        "symbol": "11/CT-BCA",
        "issuer": "Bộ Công an",
        "subject": "Xây dựng Công an xã, thị trấn chính quy",
        "issued_on": date(2022, 6, 3),
        "effective_from": date(2022, 6, 3),
        "clauses": (
            NewClause("điểm a", "Thành lập chi bộ ở nơi đủ ba đảng viên chính thức."),
            NewClause("điểm b", "Phổ biến, quán triệt quy định mới."),
        ),
    }
    return NewDirective(**(wanted | changed))  # type: ignore[arg-type]


@pytest.fixture
def register(country: None, db: None, operator: Actor) -> Iterator[Register]:
    with clock.frozen(datetime(2022, 6, 6, 3, tzinfo=UTC)):
        directive = api.register_directive(operator, directive=ministry_directive())
        yield Register(operator, directive)
