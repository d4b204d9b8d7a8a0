"""The history of exchange: who brought which file when, and what became of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.features.interchange.types import FileFormat

FORMATS = [(one.value, one.value) for one in FileFormat]


class ImportRun(models.Model):
    """One import or trial of a file; its outcome is written once, when the work ends.

    Attributes:
        stored: name of the kept file in the installation's folder; empty once it is gone.
        outcome: counts and the first faults; null while the work waits or runs.
    """

    file_name = models.CharField(_("tệp"), max_length=255)
    format = models.CharField(_("định dạng"), max_length=8, choices=FORMATS)
    digest = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField(_("số byte"))
    options = models.JSONField(default=dict)
    dry_run = models.BooleanField(_("chạy thử"))
    stored = models.CharField(max_length=80, blank=True)
    job_id = models.BigIntegerField(null=True)
    author_kind = models.CharField(max_length=12)
    author_id = models.BigIntegerField(null=True)
    author_name = models.CharField(_("người nạp"), max_length=200)
    at = models.DateTimeField(_("lúc"))
    finished_at = models.DateTimeField(_("xong lúc"), null=True)
    outcome = models.JSONField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("lần nạp tệp")
        verbose_name_plural = _("các lần nạp tệp")
        ordering = ["-id"]
        indexes = [models.Index(fields=["author_kind", "author_id"], name="interchange_run_author")]

    @override
    def __str__(self) -> str:
        return f"{self.pk} {self.file_name}"
