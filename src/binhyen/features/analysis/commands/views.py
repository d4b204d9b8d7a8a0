"""Keeping, sharing, renaming and deleting views; one's own only."""

from __future__ import annotations

from typing import Any

from binhyen.features.analysis.models import SavedView, StartView
from binhyen.features.analysis.queries.views import saved_view
from binhyen.foundation.access.api import Account, Actor, require
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, Refused
from binhyen.kernel.text import clean_text

NEEDS = "figures.view"
LONGEST_QUERY, LONGEST_NAME = 4000, 120


def _unit(arguments: dict[str, Any]) -> int:
    return int(arguments["unit_id"])


@command("analysis.save_view", N_("Lưu bảng phân tích"), needs=NEEDS, scope=_unit)
def save_view(
    actor: Actor, *, unit_id: int, name: str, query: str, is_shared: bool = False
) -> SavedView:
    """Keep a question under a name, for oneself or for the unit and those below.

    Raises:
        Refused: no right to see figures of the unit, or not a person with an account.
        Invalid: no name, or the question is too long. Conflict: the name is taken.
    """
    owner = _account(actor)
    cleaned = _name(name)
    _refuse_taken(owner, cleaned)
    if len(query) > LONGEST_QUERY:
        raise Invalid(N_("Câu hỏi quá dài để lưu; hãy chọn ít số liệu hơn."))
    row = SavedView.objects.create(
        unit_id=unit_id,
        owner=owner,
        name=cleaned,
        query=query,
        is_shared=is_shared,
        saved_at=clock.now(),
    )
    note("analysis.view", row.pk, after={"name": cleaned, "shared": is_shared})
    return row


@command("analysis.change_view", N_("Sửa bảng phân tích"), needs=NEEDS, scope=ANYWHERE)
def change_view(actor: Actor, *, view_id: int, name: str, is_shared: bool) -> SavedView:
    """Rename a view of one's own, share it or take it back.

    Raises:
        NotFound: no such view. Refused: another's view, or no right at its unit any more.
        Invalid: no name. Conflict: the name is taken.
    """
    row, cleaned = _own(actor, view_id), _name(name)
    if is_shared:
        require(actor, NEEDS, row.unit_id)
    if cleaned != row.name:
        _refuse_taken(row.owner, cleaned)
    before = {"name": row.name, "shared": row.is_shared}
    row.name, row.is_shared = cleaned, is_shared
    row.save(update_fields=["name", "is_shared"])
    note("analysis.view", row.pk, before=before, after={"name": cleaned, "shared": is_shared})
    return row


@command("analysis.delete_view", N_("Xóa bảng phân tích"), needs=NEEDS, scope=ANYWHERE)
def delete_view(actor: Actor, *, view_id: int) -> None:
    """Delete a view of one's own; who started from it starts from the overview again.

    Raises:
        NotFound: no such view. Refused: another's view.
    """
    row = _own(actor, view_id)
    note("analysis.view", row.pk, before={"name": row.name, "query": row.query})
    row.delete()


@command("analysis.start_from", N_("Chọn trang mở đầu"), needs=NEEDS, scope=ANYWHERE)
def start_from(actor: Actor, *, view_id: int | None) -> None:
    """Start from a view after signing in; None starts from the overview again.

    Raises:
        NotFound: no such view for this reader. Refused: not a person with an account.
    """
    owner = _account(actor)
    StartView.objects.filter(owner=owner).delete()
    if view_id is not None:
        StartView.objects.create(owner=owner, view=saved_view(actor, view_id))
    note("analysis.start", owner.pk, after={"view": view_id})


def _account(actor: Actor) -> Account:
    if actor.kind != "person" or actor.id is None:
        raise Refused(N_("Chỉ người có tài khoản mới lưu được bảng phân tích."))
    return Account.objects.get(pk=actor.id)


def _own(actor: Actor, view_id: int) -> SavedView:
    row = saved_view(actor, view_id)
    if row.owner_id != actor.id:
        raise Refused(N_("Bảng này của người khác; hãy mở ra và lưu thành bảng của bạn."))
    return row


def _name(text: str) -> str:
    cleaned = clean_text(text, LONGEST_NAME)
    if not cleaned:
        raise Invalid(N_("Hãy đặt tên cho bảng."))
    return cleaned


def _refuse_taken(owner: Account, name: str) -> None:
    if SavedView.objects.filter(owner=owner, name=name).exists():
        raise Conflict(N_("Bạn đã có bảng tên “{name}”; hãy đặt tên khác."), name=name)
