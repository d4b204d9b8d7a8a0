"""Tables of the review: each run is kept whole, as it was computed and drafted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ReviewRun(models.Model):
    """One review as it was computed; once issued it never changes.

    `document` is the description both renderers read, `figures` every number printed in it; `digest` is the SHA-256
    of the two together, so that a change behind our back shows.
    """

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    unit_name = models.CharField(_("tên đơn vị"), max_length=130)
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến ngày"))
    subject = models.CharField(_("trích yếu"), max_length=400)
    document = models.JSONField(_("văn bản"))
    figures = models.JSONField(_("số liệu"))
    digest = models.CharField("SHA-256", max_length=64)
    computed_at = models.DateTimeField(_("lập lúc"))
    computed_by = models.CharField(_("người lập"), max_length=200)
    number = models.PositiveIntegerField(_("số"), null=True)
    issued_on = models.DateField(_("ngày phát hành"), null=True)
    issued_by = models.CharField(_("người phát hành"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("lần sơ kết")
        verbose_name_plural = _("các lần sơ kết")
        ordering = ["-end", "-computed_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="review_runs_forward"),
            models.CheckConstraint(
                condition=Q(number=None, issued_on=None) | Q(number__isnull=False, issued_on__isnull=False),
                name="review_number_with_date",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_issued(self) -> bool:
        """Whether it has a number, and so cannot change any more."""
        return self.number is not None
