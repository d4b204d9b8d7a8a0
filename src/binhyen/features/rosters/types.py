"""The words of rosters that pages and commands share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from binhyen.solver.rosters.api import Problem, Result


class RosterStep(TextChoices):
    """What happened to a roster; the last one is its state, save `adjusted` and `swapped`."""

    DRAFTED = "drafted", _("đã lập")
    ADJUSTED = "adjusted", _("sửa tay")
    PUBLISHED = "published", _("đã công bố")
    SWAPPED = "swapped", _("đổi ca")
    REPLACED = "replaced", _("đã thay bằng lịch khác")
    WITHDRAWN = "withdrawn", _("đã bỏ")


STATES = (RosterStep.DRAFTED, RosterStep.PUBLISHED, RosterStep.REPLACED, RosterStep.WITHDRAWN)
"""Steps that are states; the others leave the state as it is."""


class SwapAct(TextChoices):
    """What happened to a swap request."""

    CONSENTED = "consented", _("đồng ý")
    REFUSED = "refused", _("không đồng ý")
    APPROVED = "approved", _("đã duyệt")
    REJECTED = "rejected", _("không duyệt")
    WITHDRAWN = "withdrawn", _("đã rút")


class BookKind(TextChoices):
    """A line of the handover book."""

    NOTE = "note", _("ghi việc")
    HANDED_OVER = "handed_over", _("giao ca")
    TAKEN_OVER = "taken_over", _("nhận ca")
    CORRECTION = "correction", _("đính chính")


@dataclass(frozen=True, slots=True)
class Member:
    """One of the station as a roster knows them."""

    officer_id: int
    code: str
    name: str
    role: str
    post_label: str
    name_order: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A problem built from live data and what the solver answered; nothing of it is kept yet."""

    unit_id: int
    scheme: str
    problem: Problem
    result: Result
    based_on: int | None = None

    def itself(self) -> Proposal:
        """For commands that are given what to keep without writing all of it into the journal."""
        return self


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of somebody's duties, for a page or a calendar file."""

    on: date
    kind: str
    label: str
    unit_name: str
    roster_id: int
    duty_id: int
    facts: Mapping[str, Any]
