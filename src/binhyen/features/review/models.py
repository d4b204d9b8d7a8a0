"""Tables of the review: each run is kept whole, as it was computed and drafted."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.features.review.rules.encoding import digest
from binhyen.kernel.errors import N_, Refused


class ReviewRun(models.Model):
    """One review as it was computed; once issued it never changes, which a trigger of the database keeps.

    `document` is the description both renderers read, `figures` every number printed in it; `digest` is the SHA-256
    of the two together, so that a change behind our back shows.
    """

    unit = models.ForeignKey(
        "units.Unit", models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    unit_name = models.CharField(_("tên đơn vị"), max_length=130)
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến ngày"))
    subject = models.CharField(_("trích yếu"), max_length=400)
    document = models.JSONField(_("văn bản"))
    figures = models.JSONField(_("số liệu"))
    digest = models.CharField("SHA-256", max_length=64)
    computed_at = models.DateTimeField(_("lập lúc"))
    computed_by = models.CharField(_("người lập"), max_length=200)
    issued = models.OneToOneField(
        "documents.IssuedDocument",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("văn bản"),
    )

    class Meta:
        verbose_name = _("lần sơ kết")
        verbose_name_plural = _("các lần sơ kết")
        ordering = ["-end", "-computed_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="review_runs_forward"),
        ]

    @override
    def __str__(self) -> str:
        return self.subject

    @override
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.is_issued:
            raise _frozen(self)
        return super().delete(*args, **kwargs)

    @property
    def is_issued(self) -> bool:
        """Whether it has a number, and so cannot change any more."""
        return self.issued_id is not None

    @property
    def is_intact(self) -> bool:
        """Whether document and figures are still the ones that were computed."""
        return digest(self.document, self.figures) == self.digest


def _frozen(run: ReviewRun) -> Refused:
    return Refused(
        N_(
            "Báo cáo sơ kết số {id} đã phát hành nên không sửa, không xóa được; hãy lập lần sơ kết mới."
        ),
        code="review-frozen",
        id=run.pk,
    )
