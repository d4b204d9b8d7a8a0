"""Swaps by consent: a request, then steps that are only ever added."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.features.rosters.types import SwapAct


class Swap(models.Model):
    """`asker` gives a duty to `other` and takes `taken` in return (none: only gives)."""

    roster = models.ForeignKey("rosters.Roster", models.PROTECT, related_name="swaps")
    given = models.ForeignKey("rosters.RosterDuty", models.PROTECT, related_name="+")
    taken = models.ForeignKey("rosters.RosterDuty", models.PROTECT, null=True, related_name="+")
    asker = models.ForeignKey("people.Officer", models.PROTECT, related_name="+")
    other = models.ForeignKey("people.Officer", models.PROTECT, related_name="+")
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("xin lúc"))
    asked_by = models.CharField(_("người ghi"), max_length=200)

    class Meta:
        verbose_name = _("xin đổi ca")
        verbose_name_plural = _("các lần xin đổi ca")
        ordering = ["-id"]

    @override
    def __str__(self) -> str:
        return f"{self.asker_id} ↔ {self.other_id}"


class SwapStep(models.Model):
    """A consent, refusal, decision or withdrawal; `on_paper` = written down by the leader for one without account."""

    swap = models.ForeignKey("rosters.Swap", models.PROTECT, related_name="steps")
    act = models.CharField(_("việc"), max_length=10, choices=[(one, one.label) for one in SwapAct])
    officer = models.ForeignKey("people.Officer", models.PROTECT, null=True, related_name="+")
    on_paper = models.BooleanField(_("ghi theo giấy"))
    at = models.DateTimeField(_("lúc"))
    by = models.CharField(_("người ghi"), max_length=200)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bước đổi ca")
        verbose_name_plural = _("các bước đổi ca")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["swap", "act", "officer"], name="rosters_one_consent_each"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.swap_id}: {self.act}"
