"""The journal: rows are only ever appended, and each holds the hash of the one before."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.kernel.errors import N_, Refused


class Installation(models.Model):
    """The one row that says which installation this is, and whether its data are synthetic."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()
    demo_world = models.CharField(_("thế giới mô phỏng"), max_length=40, blank=True)
    focus_on = models.DateField(_("ngày xem mặc định"), null=True)

    @override
    def __str__(self) -> str:
        return str(self.key)


class JournalEntry(models.Model):
    """One act: who did what to which thing, when, with what change. `details` is canonical JSON."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(_("thời điểm"), db_index=True)
    request_key = models.CharField(max_length=36)
    actor_kind = models.CharField(max_length=12)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(_("người thực hiện"), max_length=200)
    action = models.CharField(_("việc"), max_length=80, db_index=True)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=80, blank=True)
    scope_id = models.BigIntegerField(null=True)
    details = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-seq"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="journal_object")]

    @override
    def __str__(self) -> str:
        return f"{self.seq} {self.action}"

    @override
    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused(N_("Nhật ký chỉ được ghi thêm, không được xóa."))
