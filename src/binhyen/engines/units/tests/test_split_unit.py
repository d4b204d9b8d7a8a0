from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from binhyen.engines.units import api
from binhyen.engines.units.tests.conftest import Id
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import RuleBroken

ON = date(2026, 1, 1)
NEW = api.NewUnit(level=3, code="00009", type="xã", name="Mới", parent_key="P01")


def parts(small: Id, *shares: str | None) -> list[api.SplitPart]:
    first, second = (None if share is None else Decimal(share) for share in shares)
    return [api.SplitPart(small("00005", ON), first, is_main=True), api.SplitPart(NEW, second)]


def test_it_divides_by_the_shares_given(small: Id, operator: Actor) -> None:
    old = small("00001", ON)

    receivers = api.split_unit(operator, unit_id=old, parts=parts(small, "0.6", "0.4"), on=ON)

    shares = {target.unit_id: target.share for target in api.carry(ON).targets(old)}
    assert shares == dict(zip(receivers, [Fraction(3, 5), Fraction(2, 5)], strict=True))


def test_it_takes_the_main_receiver_where_no_share_is_known(small: Id, operator: Actor) -> None:
    old = small("00001", ON)

    receivers = api.split_unit(operator, unit_id=old, parts=parts(small, None, None), on=ON)

    [target] = api.carry(ON).targets(old)
    assert (target.unit_id, target.share, target.estimated) == (receivers[0], 1, True)


@pytest.mark.parametrize(
    ("shares", "words"),
    [(("0.6", "0.3"), "0.9"), (("1.2", "-0.2"), "dương"), (("0.6", None), "mọi bên nhận")],
)
def test_it_refuses_shares_that_lose_something(
    small: Id, operator: Actor, shares: tuple[str | None, str | None], words: str
) -> None:
    with pytest.raises(RuleBroken, match=words):
        api.split_unit(operator, unit_id=small("00001", ON), parts=parts(small, *shares), on=ON)
    assert api.count_units(ON)["commune"] == 2


def test_it_refuses_to_leave_units_below_without_a_parent(small: Id, operator: Actor) -> None:
    other = api.NewUnit(level=1, code="03", type="tỉnh", name="Mới", parent_key="VN")
    shares = [
        api.SplitPart(small("02", ON), Decimal("0.5"), is_main=True),
        api.SplitPart(other, Decimal("0.5")),
    ]

    with pytest.raises(RuleBroken, match="còn hiệu lực"):
        api.split_unit(operator, unit_id=small("01", ON), parts=shares, on=ON)
