"""Tables of documents: what we issued, frozen for good, and the register of legal texts others cite."""

from __future__ import annotations

from django.db import models
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.kernel.errors import N_, Refused


class NumberSequence(models.Model):
    """The last number a unit's agency gave to a kind of document in a year."""

    unit = models.ForeignKey(
        "units.Unit", models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    agency = models.CharField(_("cơ quan ban hành"), max_length=200)
    kind = models.CharField(_("loại văn bản"), max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"))
    last = models.PositiveIntegerField(_("số cuối"), default=0)

    class Meta:
        verbose_name = _("dãy số văn bản")
        verbose_name_plural = _("dãy số văn bản")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "agency", "kind", "year"], name="documents_one_sequence"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.agency} {self.kind} {self.year}: {self.last}"


class IssuedDocument(models.Model):
    """A numbered document and the proof of it: what it was made from, by which code, and the files' hashes.

    Rows are never changed or deleted, here or behind our back (triggers); a correction is a new document.
    """

    unit = models.ForeignKey(
        "units.Unit", models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    agency = models.CharField(_("cơ quan ban hành"), max_length=200)
    kind = models.CharField(_("loại văn bản"), max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số"))
    symbol = models.CharField(_("số, ký hiệu"), max_length=80)
    subject = models.CharField(_("trích yếu"), max_length=600)
    issued_on = models.DateField(_("ngày ban hành"))
    issued_at = models.DateTimeField(_("phát hành lúc"))
    issued_by = models.CharField(_("người phát hành"), max_length=200)
    template = models.CharField(_("mẫu"), max_length=80)
    code_sha256 = models.CharField(_("SHA-256 của chương trình dựng"), max_length=64)
    context = models.JSONField(_("dữ liệu đã điền"))
    docx_sha256 = models.CharField(_("SHA-256 của bản docx"), max_length=64)
    pdf_sha256 = models.CharField(_("SHA-256 của bản pdf"), max_length=64)

    class Meta:
        verbose_name = _("văn bản đã phát hành")
        verbose_name_plural = _("văn bản đã phát hành")
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "agency", "kind", "year", "number"], name="documents_one_number"
            )
        ]

    @override
    def __str__(self) -> str:
        return self.symbol


class LegalText(models.Model):
    """A text of the register, known by its symbol; unknown dates stay empty."""

    symbol = models.CharField(_("số, ký hiệu"), max_length=120, unique=True)
    kind = models.CharField(_("loại văn bản"), max_length=80)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    title = models.CharField(_("tên văn bản"), max_length=600)
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    effective_from = models.DateField(_("có hiệu lực từ"), null=True)
    effective_to = models.DateField(_("hết hiệu lực từ"), null=True)
    replaces = models.JSONField(_("thay thế"), default=list)
    amends = models.JSONField(_("sửa đổi"), default=list)
    implements = models.JSONField(_("triển khai"), default=list)
    source = models.JSONField(_("nguồn"), default=dict)
    search = models.TextField(editable=False)

    class Meta:
        verbose_name = _("văn bản pháp luật")
        verbose_name_plural = _("văn bản pháp luật")
        ordering = ["symbol"]

    @override
    def __str__(self) -> str:
        return self.symbol


class Clause(models.Model):
    """A place in a legal text that is relied on, told in our own words."""

    legal_text = models.ForeignKey(LegalText, models.CASCADE, related_name="clauses")
    place = models.PositiveSmallIntegerField(_("thứ tự"))
    ref = models.CharField(_("điều, khoản, điểm"), max_length=200)
    gist = models.TextField(_("nội dung tóm tắt"))
    source = models.JSONField(_("nguồn"), default=dict)

    class Meta:
        verbose_name = _("điều khoản")
        verbose_name_plural = _("điều khoản")
        ordering = ["legal_text_id", "place"]
        constraints = [
            models.UniqueConstraint(fields=["legal_text", "ref"], name="documents_one_clause")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.legal_text_id} {self.ref}"


@receiver(pre_save, sender=IssuedDocument)
def _refuse_change(instance: IssuedDocument, **_kwargs: object) -> None:
    if not instance._state.adding:  # noqa: SLF001 - Django's own mark of a row not stored yet
        raise _frozen(instance)


@receiver(pre_delete, sender=IssuedDocument)
def _refuse_removal(instance: IssuedDocument, **_kwargs: object) -> None:
    raise _frozen(instance)


def _frozen(document: IssuedDocument) -> Refused:
    return Refused(
        N_(
            "Văn bản {symbol} đã phát hành nên không sửa, không xóa được; hãy phát hành văn bản đính chính."
        ),
        code="document-frozen",
        symbol=document.symbol,
    )
