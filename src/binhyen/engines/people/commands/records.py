"""Waves, ranks and certificates: small facts beside the chain of service."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from binhyen.engines.people.models import (
    Assignment,
    Officer,
    Qualification,
    QualificationKind,
    RankGrant,
    RankKind,
    Wave,
)
from binhyen.engines.people.types import NewQualification, NewRank, NewWave
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.errors import N_, Conflict, NotFound, RuleBroken


def _province(arguments: dict[str, Any]) -> int:
    return int(arguments["province_id"])


@command("people.open_wave", "Mở đợt điều động", needs="people.manage", scope=_province)
def open_wave(actor: Actor, *, province_id: int, wave: NewWave) -> Wave:
    """Open a wave in a province, so that assignments can name it.

    Raises:
        RuleBroken: it would end before it starts.
        Conflict: the province has a wave of that number.
    """
    if wave.ends_on < wave.starts_on:
        raise RuleBroken(
            N_("Đợt {number} kết thúc trước khi bắt đầu; xem lại hai ngày."), number=wave.number
        )
    if Wave.objects.filter(province_id=province_id, number=wave.number).exists():
        raise Conflict(N_("Tỉnh này đã có đợt {number}; hãy dùng số khác."), number=wave.number)
    row = Wave.objects.create(province_id=province_id, **asdict(wave))
    note("people.wave", row.pk, after=asdict(wave))
    return row


def _unit_of_rank(arguments: dict[str, Any]) -> int | None:
    return _unit_of(arguments["grant"].officer)


@command("people.grant_rank", "Thăng cấp bậc hàm", needs="people.manage", scope=_unit_of_rank)
def grant_rank(actor: Actor, *, grant: NewRank) -> RankGrant:
    """Grant a rank from a date.

    Raises:
        RuleBroken: the date is not after the officer's last rank.
        NotFound: no such officer or rank.
    """
    officer, rank = _officer(grant.officer), RankKind.objects.filter(code=grant.rank).first()
    if rank is None:
        raise NotFound(N_("Không có cấp bậc {code} trong danh mục."), code=grant.rank)
    last = officer.ranks.order_by("-valid_from").values_list("valid_from", flat=True).first()
    if last is not None and grant.valid_from <= last:
        raise RuleBroken(
            N_("Lần thăng hàm trước từ ngày {last:%d-%m-%Y}; lần này phải muộn hơn."), last=last
        )
    row = RankGrant.objects.create(officer=officer, rank=rank, valid_from=grant.valid_from)
    note("people.rank", row.pk, after=asdict(grant))
    return row


def _unit_of_qualified(arguments: dict[str, Any]) -> int | None:
    return _unit_of(arguments["qualification"].officer)


@command(
    "people.record_qualification",
    "Ghi văn bằng, chứng chỉ",
    needs="people.manage",
    scope=_unit_of_qualified,
)
def record_qualification(actor: Actor, *, qualification: NewQualification) -> Qualification:
    """Record a certificate.

    Raises:
        RuleBroken: it would expire before it is valid.
        NotFound: no such officer or kind.
    """
    new, officer = qualification, _officer(qualification.officer)
    kind = QualificationKind.objects.filter(code=new.kind).first()
    if kind is None:
        raise NotFound(N_("Không có loại chuyên môn {code} trong danh mục."), code=new.kind)
    if new.expires_on is not None and new.expires_on <= new.valid_from:
        raise RuleBroken(N_("Chứng chỉ hết hạn trước ngày cấp {on:%d-%m-%Y}."), on=new.valid_from)
    row = Qualification.objects.create(
        officer=officer,
        kind=kind,
        certificate=new.certificate,
        valid_from=new.valid_from,
        expires_on=new.expires_on,
    )
    note("people.qualification", row.pk, after=asdict(new))
    return row


def _unit_of(code: str) -> int | None:
    rows = Assignment.objects.filter(officer__code=code).order_by("-valid_from")
    return rows.values_list("police_unit__unit_id", flat=True).first()


def _officer(code: str) -> Officer:
    try:
        return Officer.objects.get(code=code)
    except Officer.DoesNotExist:
        raise NotFound(N_("Không có cán bộ mang số hiệu {code}."), code=code) from None
