"""Officers: who they are for the payroll, and nothing about their private life."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.engines.people.types import SYNTHETIC_PREFIX, Sex


class Officer(models.Model):
    """A regular officer. Where, in which post and rank they serve stands in dated rows."""

    code = models.CharField(_("số hiệu"), max_length=20, unique=True)
    synthetic = models.BooleanField(_("mô phỏng"))
    full_name = models.CharField(_("họ và tên"), max_length=80)
    search = models.CharField(max_length=80, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)
    sex = models.CharField(_("giới tính"), max_length=1, choices=[(sex, sex.label) for sex in Sex])
    birth_year = models.PositiveSmallIntegerField(_("năm sinh"))
    home_unit = models.ForeignKey(
        "units.Unit",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("quê quán"),
    )
    joined_on = models.DateField(_("ngày vào ngành"))
    party_admitted_on = models.DateField(_("ngày vào Đảng"), null=True)
    party_official_on = models.DateField(_("ngày chính thức"), null=True)

    class Meta:
        verbose_name = _("cán bộ, chiến sĩ")
        verbose_name_plural = _("cán bộ, chiến sĩ")
        ordering = ["sort_key", "code"]
        constraints = [
            # A synthetic person may never bear a number that could be issued, nor the reverse.
            models.CheckConstraint(
                condition=Q(synthetic=True, code__startswith=SYNTHETIC_PREFIX)
                | Q(synthetic=False) & ~Q(code__startswith=SYNTHETIC_PREFIX),
                name="people_synthetic_by_code",
            ),
            models.CheckConstraint(
                condition=Q(party_official_on=None)
                | Q(party_official_on__gte=F("party_admitted_on")),
                name="people_probation_first",
            ),
        ]
        indexes = [models.Index(fields=["sort_key"], name="people_officer_order")]

    @override
    def __str__(self) -> str:
        return f"{self.full_name} ({self.code})"
