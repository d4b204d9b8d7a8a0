"""What pages of minutes and conclusions share: who asks, the tabs, the words of phases, files."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from binhyen.features.conference import api
from binhyen.features.conference.types import MinutesPhase
from binhyen.foundation.access.api import Actor, allows
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.text import fold

PHASES: dict[MinutesPhase, Promise] = {
    MinutesPhase.DRAFT: _("Dự thảo"),
    MinutesPhase.PREPARED: _("Đã chuẩn bị, chờ góp ý"),
    MinutesPhase.AMENDED: _("Đã góp ý"),
    MinutesPhase.FINAL: _("Chính thức"),
}
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def asked(request: HttpRequest, conference_id: int) -> tuple[Actor, api.Conference]:
    """Who asks, and the conference if they may read its minutes.

    Raises:
        NotFound: no such conference, or not for this reader.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor, api.minuting(actor, conference_id)


def may(actor: Actor, permission: str, conference: api.Conference) -> bool:
    """Whether a permission is held at the host."""
    return allows(actor, permission, conference.unit_id)


def tabs(conference: api.Conference, current: str) -> list[dict[str, Any]]:
    """From the minutes to what became of the conclusions; `current` is an address name."""
    named = (
        ("conference:minutes", _("Biên bản")),
        ("conference:conclusions", _("Kết luận và giao việc")),
        ("conference:outcome", _("Kết quả thực hiện")),
    )
    return [
        {"label": label, "url": reverse(name, args=[conference.pk]), "current": name == current}
        for name, label in named
    ]


def number_in(text: str) -> int:
    """A number of a form or an address.

    Raises:
        Invalid: it is none.
    """
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise Invalid(N_("“{value}” không phải số."), value=text[:40])
    return int(text)


def attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to keep, under a name every system can write."""
    answer = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{slugify(fold(name))}.{kind}"'
    return answer
