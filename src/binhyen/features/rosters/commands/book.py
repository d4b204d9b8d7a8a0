"""Writing the handover book: notes, corrections, handing over and taking over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

from django.db.models import Max

from binhyen.engines.people.api import Officer
from binhyen.features.rosters.models import BookLine
from binhyen.features.rosters.queries.stations import own_officer, station
from binhyen.features.rosters.types import BookKind
from binhyen.foundation.access.api import Actor, allows
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, Refused
from binhyen.kernel.text import clean_text

LONGEST_TEXT = 4000
OLDEST_DAYS = 3
"""How long after a duty day its book may still be written; later only a correction may."""


def _unit(arguments: dict[str, Any]) -> int:
    return int(arguments["unit_id"])


@command("rosters.write_line", "Ghi sổ trực", needs="rosters.keep", scope=_unit)
def write_line(
    actor: Actor, *, unit_id: int, on: date, text: str, corrects_id: int | None = None
) -> BookLine:
    """Add a line to the book of a duty day, or a correction of an earlier line.

    Raises:
        Refused: not for this station.
        Invalid: no text, too much of it, or a day to come. NotFound: the corrected line is not of this book.
        Conflict: the duty of that day is handed over, so only corrections may follow.
    """
    words = clean_text(text, LONGEST_TEXT, multiline=True)
    if not words:
        raise Invalid(N_("Hãy viết nội dung của dòng sổ."))
    _refuse_day(on)
    if corrects_id is not None:
        return _add(
            actor, unit_id, on, BookKind.CORRECTION, words, None, _line(unit_id, corrects_id)
        )
    if _signed(unit_id, on, BookKind.HANDED_OVER) or clock.today() > on + timedelta(
        days=OLDEST_DAYS
    ):
        raise Conflict(N_("Ca này đã giao hoặc đã qua lâu: chỉ ghi được dòng đính chính."))
    return _add(actor, unit_id, on, BookKind.NOTE, words, None, None)


@command("rosters.sign", "Ký giao, nhận ca trực", needs="rosters.keep", scope=_unit)
def sign(
    actor: Actor,
    *,
    unit_id: int,
    on: date,
    side: Literal["handed_over", "taken_over"],
    officer_id: int,
    text: str = "",
) -> BookLine:
    """Sign the end of a duty day: the outgoing officer hands over, then the incoming one takes over.

    By the officer's own account, or on paper by who manages rosters.

    Raises:
        Refused: neither. NotFound: no such officer.
        Conflict: signed already, taken over before it was handed over, or by the same officer.
    """
    kind = BookKind(side)
    officer = Officer.objects.filter(pk=officer_id).first()
    if officer is None:
        raise NotFound(N_("Không có cán bộ này."))
    own = own_officer(actor)
    if (own is None or own.pk != officer_id) and not allows(actor, "rosters.manage", unit_id):
        raise Refused(N_("{name} chỉ ký được cho chính mình."), name=actor.name)
    _refuse_day(on)
    handed = _signed(unit_id, on, BookKind.HANDED_OVER)
    if _signed(unit_id, on, kind) or (kind == BookKind.TAKEN_OVER and handed is None):
        raise Conflict(N_("Ca này đã ký, hoặc chưa giao nên chưa nhận được."))
    if handed is not None and handed.officer_id == officer_id:
        raise Conflict(N_("Người nhận ca phải khác người giao ca."))
    words = clean_text(text, LONGEST_TEXT, multiline=True)
    return _add(actor, unit_id, on, kind, words, officer, None)


def _refuse_day(on: date) -> None:
    if on > clock.today():
        raise Invalid(N_("Chưa tới ca ngày {on}."), on=f"{on:%d/%m/%Y}")


def _signed(unit_id: int, on: date, kind: BookKind) -> BookLine | None:
    return BookLine.objects.filter(police_unit=station(unit_id), on=on, kind=kind).first()


def _line(unit_id: int, line_id: int) -> BookLine:
    found = BookLine.objects.filter(pk=line_id, police_unit__unit_id=unit_id).first()
    if found is None:
        raise NotFound(N_("Không có dòng sổ này."))
    return found


def _add(
    actor: Actor,
    unit_id: int,
    on: date,
    kind: BookKind,
    text: str,
    officer: Officer | None,
    corrects: BookLine | None,
) -> BookLine:
    place, own = station(unit_id), own_officer(actor)
    last = (
        BookLine.objects.filter(police_unit=place, on=on).aggregate(last=Max("number"))["last"] or 0
    )
    line = BookLine.objects.create(
        police_unit=place, on=on, number=last + 1, kind=kind, text=text, officer=officer, corrects=corrects,
        on_paper=officer is not None and (own is None or own.pk != officer.pk),
        at=clock.now(), by=actor.name[:200],
    )  # fmt: skip
    note(
        "rosters.BookLine",
        line.pk,
        after={"on": on.isoformat(), "number": line.number, "kind": str(kind)},
    )
    return line
