"""What a roster must mind about officers: kinds and days only, no health, no stories; seen by `rosters.manage` alone.

A row that no longer holds is ended, never deleted.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class Fact(models.Model):
    """What all of them share: where it was written down, when, by whom, and when it was taken back."""

    police_unit = models.ForeignKey("units.PoliceUnit", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("ghi lúc"))
    recorded_by = models.CharField(_("người ghi"), max_length=200)
    ended_at = models.DateTimeField(_("hủy lúc"), null=True)

    class Meta:
        abstract = True


class Absence(Fact):
    """Away for some days; `reason` is a code of `catalogue/duty_reliefs`."""

    officer = models.ForeignKey("people.Officer", models.PROTECT, related_name="+")
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến hết ngày"))
    reason = models.CharField(_("loại"), max_length=80)

    class Meta:
        verbose_name = _("vắng mặt")
        verbose_name_plural = _("vắng mặt")
        ordering = ["first_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="rosters_absence_runs_forward"
            )
        ]
        indexes = [models.Index(fields=["officer", "last_day"], name="rosters_absence_officer")]

    @override
    def __str__(self) -> str:
        return f"{self.officer_id}: {self.first_day:%d/%m/%Y}–{self.last_day:%d/%m/%Y}"


class Relief(Fact):
    """Not put on nights at the station for some days; `reason` is a code of `catalogue/duty_reliefs`."""

    officer = models.ForeignKey("people.Officer", models.PROTECT, related_name="+")
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến hết ngày"))
    reason = models.CharField(_("loại"), max_length=80)

    class Meta:
        verbose_name = _("miễn trực đêm")
        verbose_name_plural = _("miễn trực đêm")
        ordering = ["first_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="rosters_relief_runs_forward"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.officer_id}: {self.first_day:%d/%m/%Y}–{self.last_day:%d/%m/%Y}"


class Couple(Fact):
    """Two officers who are not kept at the station in the same night."""

    one = models.ForeignKey("people.Officer", models.PROTECT, related_name="+")
    other = models.ForeignKey("people.Officer", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("không trực cùng đêm")
        verbose_name_plural = _("không trực cùng đêm")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(one=F("other")), name="rosters_couple_of_two")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.one_id} + {self.other_id}"


class Authorisation(Fact):
    """Somebody whose post does not carry a duty may stand in for it, by a paper."""

    officer = models.ForeignKey("people.Officer", models.PROTECT, related_name="+")
    kind = models.CharField(_("loại trực"), max_length=80)
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến hết ngày"))
    document = models.CharField(_("văn bản giao quyền"), max_length=120)

    class Meta:
        verbose_name = _("giao quyền trực thay")
        verbose_name_plural = _("giao quyền trực thay")
        ordering = ["first_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="rosters_authorised_forward"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.officer_id}: {self.kind}"


class Wish(Fact):
    """Somebody would like a day free, or to be on duty that day."""

    officer = models.ForeignKey("people.Officer", models.PROTECT, related_name="+")
    on = models.DateField(_("ngày"))
    wanted = models.BooleanField(_("muốn trực"))

    class Meta:
        verbose_name = _("nguyện vọng")
        verbose_name_plural = _("nguyện vọng")
        ordering = ["on", "id"]

    @override
    def __str__(self) -> str:
        return f"{self.officer_id}: {self.on:%d/%m/%Y}"


class DutyAccount(models.Model):
    """Which officer an account is, so that their own duties, swaps and signatures are theirs."""

    account = models.OneToOneField("access.Account", models.PROTECT, related_name="+")
    officer = models.ForeignKey("people.Officer", models.PROTECT, related_name="+")
    police_unit = models.ForeignKey("units.PoliceUnit", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("ghi lúc"))
    recorded_by = models.CharField(_("người ghi"), max_length=200)

    class Meta:
        verbose_name = _("tài khoản của cán bộ")
        verbose_name_plural = _("tài khoản của cán bộ")

    @override
    def __str__(self) -> str:
        return f"{self.account_id} = {self.officer_id}"
