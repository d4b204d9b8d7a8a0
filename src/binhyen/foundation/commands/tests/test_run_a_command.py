"""A command asks for permission, works in one transaction, writes one journal entry, then tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from binhyen.foundation.access.api import Account, Actor, Grant, RoleGrant
from binhyen.foundation.audit.api import JournalEntry
from binhyen.foundation.commands.api import ANYWHERE, command, emit, note, registry, subscribe
from binhyen.kernel.errors import Invalid, Refused

COMMUNE = 7


@dataclass(frozen=True)
class Renamed:
    account_id: int


@command("test.rename", "Đổi chức danh", needs="test.manage", scope=lambda kwargs: COMMUNE)
def rename(actor: Actor, *, account_id: int, office: str) -> str:
    """Rename an office; a blank one is refused after the row was touched."""
    account = Account.objects.get(pk=account_id)
    note("access.Account", account_id, before={"office": account.office}, after={"office": office})
    account.office = office
    account.save()
    emit(Renamed(account_id))
    if not office:
        raise Invalid("Chức danh trống.")
    return office


@command("test.anywhere", "Ở đâu cũng được", needs="test.look", scope=ANYWHERE)
def look(actor: Actor) -> str:
    """Needs the permission in some scope."""
    return "ok"


@pytest.fixture
def chief(db) -> Account:
    return Account.objects.create(username="binh", office="Trưởng Công an xã")


def test_it_writes_exactly_one_entry_with_before_and_after(operator, chief):
    rename(operator, account_id=chief.pk, office="Trưởng Công an thị trấn")
    (entry,) = JournalEntry.objects.all()
    assert entry.action == "test.rename"
    assert '"before":{"office":"Trưởng Công an xã"}' in entry.details
    assert (entry.object_type, entry.object_id) == ("access.Account", str(chief.pk))


def test_it_undoes_everything_when_it_fails(operator, chief):
    with pytest.raises(Invalid):
        rename(operator, account_id=chief.pk, office="")
    chief.refresh_from_db()
    assert chief.office == "Trưởng Công an xã"
    assert not JournalEntry.objects.exists()


def test_it_refuses_an_outsider_and_leaves_no_trace(chief):
    giang = Actor("person", 9, "Giang", (Grant("viewer", frozenset({"units.view"})),))
    with pytest.raises(Refused, match=r"test\.manage"):
        rename(giang, account_id=chief.pk, office="Khác")
    chief.refresh_from_db()
    assert chief.office == "Trưởng Công an xã"
    assert not JournalEntry.objects.exists()


def test_it_tells_listeners_only_after_commit(operator, chief, django_capture_on_commit_callbacks):
    heard: list[int] = []
    subscribe(Renamed, lambda event: heard.append(event.account_id))
    with django_capture_on_commit_callbacks(execute=False):
        rename(operator, account_id=chief.pk, office="Khác")
        assert heard == []
    with django_capture_on_commit_callbacks(execute=True):
        rename(operator, account_id=chief.pk, office="Khác nữa")
    assert heard == [chief.pk]


def test_it_lets_a_scoped_holder_in_where_any_scope_is_enough(db):
    somewhere = Actor("person", 3, "Chi", (Grant("x", frozenset({"test.look"}), scope_id=5),))
    assert look(somewhere) == "ok"
    with pytest.raises(Refused):
        look(Actor.nobody())


def test_it_can_only_note_inside_a_command():
    with pytest.raises(RuntimeError):
        note("x", 1)


def test_every_command_of_the_product_has_a_label_and_a_permission():
    for code, found in registry().items():
        assert found.label, code
        assert "." in found.needs, code


def test_a_grant_that_ended_gives_nothing(db, chief):
    from binhyen.foundation.access.api import actor_for

    RoleGrant.objects.create(
        account=chief,
        role="commune_chief",
        scope_id=None,
        valid_from=date(2020, 1, 1),
        valid_to=date(2021, 1, 1),
    )
    assert actor_for(chief, on=date(2020, 6, 1)).grants
    assert not actor_for(chief, on=date(2021, 1, 1)).grants
