"""The handover book: lines are written once; a slip is corrected by another line."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.features.rosters.types import BookKind


class BookLine(models.Model):
    """A line of the book of one duty day; the database refuses to change or delete it."""

    police_unit = models.ForeignKey("units.PoliceUnit", models.PROTECT, related_name="+")
    on = models.DateField(_("ca ngày"))
    number = models.PositiveIntegerField(_("số thứ tự"))
    kind = models.CharField(
        _("loại dòng"), max_length=12, choices=[(one, one.label) for one in BookKind]
    )
    text = models.TextField(_("nội dung"))
    officer = models.ForeignKey("people.Officer", models.PROTECT, null=True, related_name="+")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    on_paper = models.BooleanField(_("ghi theo chữ ký giấy"))
    at = models.DateTimeField(_("lúc"))
    by = models.CharField(_("người ghi"), max_length=200)

    class Meta:
        verbose_name = _("dòng sổ trực")
        verbose_name_plural = _("sổ bàn giao ca trực")
        ordering = ["police_unit_id", "on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["police_unit", "on", "number"], name="rosters_book_numbered"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} #{self.number}"
