"""Writing down what a roster must mind: kinds and days from a closed list, never more."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from binhyen.engines.people.api import Officer
from binhyen.engines.units.api import PoliceUnit
from binhyen.features.rosters import models
from binhyen.features.rosters.queries.standards import duty_entries, reliefs
from binhyen.features.rosters.queries.stations import own_officer, station
from binhyen.foundation.access.api import Account, Actor, allows, visible
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, Refused
from binhyen.kernel.text import clean_text

FactName = Literal["absence", "relief", "couple", "authorisation", "wish"]
FACTS: dict[FactName, Any] = {
    "absence": models.Absence,
    "relief": models.Relief,
    "couple": models.Couple,
    "authorisation": models.Authorisation,
    "wish": models.Wish,
}


def _unit(arguments: dict[str, Any]) -> int:
    return int(arguments["unit_id"])


@command("rosters.record_absence", "Ghi vắng mặt", needs="rosters.manage", scope=_unit)
def record_absence(
    actor: Actor, *, unit_id: int, officer_id: int, first: date, last: date, reason: str
) -> models.Absence:
    """Write down that somebody is away.

    Raises:
        Refused: not for this station. NotFound: no such officer.
        Invalid: an unknown reason, days in the wrong order, or longer than the catalogue allows for it.
    """
    _refuse_reason(reason, "absence", first, last)
    row = models.Absence.objects.create(
        officer=_officer(officer_id),
        first_day=first,
        last_day=last,
        reason=reason,
        **_written(actor, unit_id),
    )
    _note_span(row, officer_id, first, last, reason)
    return row


@command("rosters.record_relief", "Ghi miễn trực đêm", needs="rosters.manage", scope=_unit)
def record_relief(
    actor: Actor, *, unit_id: int, officer_id: int, first: date, last: date, reason: str
) -> models.Relief:
    """Write down that somebody is not put on nights at the station.

    Raises:
        Refused, NotFound, Invalid: as `record_absence`.
    """
    _refuse_reason(reason, "relief", first, last)
    row = models.Relief.objects.create(
        officer=_officer(officer_id),
        first_day=first,
        last_day=last,
        reason=reason,
        **_written(actor, unit_id),
    )
    _note_span(row, officer_id, first, last, reason)
    return row


@command(
    "rosters.record_couple",
    "Ghi hai người không trực cùng đêm",
    needs="rosters.manage",
    scope=_unit,
)
def record_couple(actor: Actor, *, unit_id: int, one_id: int, other_id: int) -> models.Couple:
    """Write down that two officers are not kept at the station in the same night.

    Raises:
        Refused: not for this station. NotFound: no such officer. Invalid: the same officer twice.
    """
    if one_id == other_id:
        raise Invalid(N_("Phải là hai người khác nhau."))
    row = models.Couple.objects.create(
        one=_officer(min(one_id, other_id)),
        other=_officer(max(one_id, other_id)),
        **_written(actor, unit_id),
    )
    note("rosters.Couple", row.pk, after={"one": row.one_id, "other": row.other_id})
    return row


@command("rosters.authorise_stand_in", "Giao quyền trực thay", needs="rosters.manage", scope=_unit)
def authorise_stand_in(
    actor: Actor,
    *,
    unit_id: int,
    officer_id: int,
    kind: str,
    first: date,
    last: date,
    document: str,
) -> models.Authorisation:
    """Let somebody stand in for a duty their post does not carry, by a paper.

    Raises:
        Refused: not for this station. NotFound: no such officer.
        Invalid: an unknown duty, no paper named, or days in the wrong order.
    """
    if kind not in duty_entries() or not document.strip() or last < first:
        raise Invalid(
            N_("Cần loại trực có trong danh mục, văn bản giao quyền, và ngày theo thứ tự.")
        )
    row = models.Authorisation.objects.create(
        officer=_officer(officer_id), kind=kind, first_day=first, last_day=last,
        document=clean_text(document, 120), **_written(actor, unit_id),
    )  # fmt: skip
    note(
        "rosters.Authorisation",
        row.pk,
        after={"officer": officer_id, "kind": kind, "document": row.document},
    )
    return row


@command("rosters.record_wish", "Ghi nguyện vọng trực", needs="rosters.keep", scope=_unit)
def record_wish(
    actor: Actor, *, unit_id: int, officer_id: int, on: date, wanted: bool
) -> models.Wish:
    """Write down a wish: one's own, or anybody's for who manages rosters.

    Raises:
        Refused: it is somebody else's wish. NotFound: no such officer. Invalid: the day is past.
    """
    own = own_officer(actor)
    if (own is None or own.pk != officer_id) and not allows(actor, "rosters.manage", unit_id):
        raise Refused(N_("{name} chỉ ghi được nguyện vọng của chính mình."), name=actor.name)
    row = models.Wish.objects.create(
        officer=_officer(officer_id), on=on, wanted=wanted, **_written(actor, unit_id)
    )
    note(
        "rosters.Wish",
        row.pk,
        after={"officer": officer_id, "on": on.isoformat(), "wanted": wanted},
    )
    return row


@command("rosters.end_fact", "Hủy điều đã ghi cho lịch trực", needs="rosters.manage", scope=_unit)
def end_fact(actor: Actor, *, unit_id: int, name: FactName, fact_id: int) -> None:
    """End an absence, relief, couple, authorisation or wish; the row stays.

    Raises:
        Refused: not for this station. NotFound: no such row there, or ended already.
    """
    rows = visible(actor, FACTS[name].objects.filter(police_unit__unit_id=unit_id, ended_at=None))
    row = rows.filter(pk=fact_id).first()
    if row is None:
        raise NotFound(N_("Không có dòng này, hoặc đã hủy rồi."))
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    note(f"rosters.{type(row).__name__}", row.pk, before={"ended": False}, after={"ended": True})


@command("rosters.link_account", "Ghi tài khoản của cán bộ", needs="rosters.manage", scope=_unit)
def link_account(
    actor: Actor, *, unit_id: int, username: str, officer_id: int
) -> models.DutyAccount:
    """Say which officer an account is.

    Raises:
        Refused: not for this station. NotFound: no such account or officer.
        Conflict: the account is somebody already.
    """
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise NotFound(N_("Không có tài khoản “{username}”."), username=username)
    if models.DutyAccount.objects.filter(account=account).exists():
        raise Conflict(N_("Tài khoản “{username}” đã gắn với một cán bộ."), username=username)
    written = _written(actor, unit_id)
    row = models.DutyAccount.objects.create(
        account=account, officer=_officer(officer_id), **written
    )
    note("rosters.DutyAccount", row.pk, after={"account": username, "officer": officer_id})
    return row


def _written(actor: Actor, unit_id: int) -> dict[str, Any]:
    place: PoliceUnit = station(unit_id)
    return {"police_unit": place, "recorded_at": clock.now(), "recorded_by": actor.name[:200]}


def _officer(officer_id: int) -> Officer:
    found = Officer.objects.filter(pk=officer_id).first()
    if found is None:
        raise NotFound(N_("Không có cán bộ này."))
    return found


def _refuse_reason(reason: str, use: str, first: date, last: date) -> None:
    known = {code: one for code, one in reliefs().items() if one.use == use}
    if reason not in known:
        raise Invalid(
            N_("Loại “{reason}” không có; các loại: {known}."),
            reason=reason,
            known=", ".join(known),
        )
    if not 0 <= (last - first).days < known[reason].longest_days:
        raise Invalid(
            N_("Loại “{label}” dài từ 1 đến {most} ngày; hãy xem lại ngày đầu và ngày cuối."),
            label=known[reason].vi,
            most=known[reason].longest_days,
        )


def _note_span(row: Any, officer_id: int, first: date, last: date, reason: str) -> None:
    days = {"first": first.isoformat(), "last": last.isoformat()}
    note(
        f"rosters.{type(row).__name__}",
        row.pk,
        after={"officer": officer_id, **days, "reason": reason},
    )
