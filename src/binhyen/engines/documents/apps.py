"""Django app of documents."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class DocumentsConfig(AppConfig):
    """Official documents and the register of legal texts."""

    name = "binhyen.engines.documents"
    label = "documents"
    verbose_name = _("Văn bản")

    @override
    def ready(self) -> None:
        from binhyen.engines.documents.models import IssuedDocument  # noqa: PLC0415 - needs loaded models
        from binhyen.foundation.access.api import register_policy  # noqa: PLC0415

        register_policy(IssuedDocument, needs="documents.view", unit="unit_id")
