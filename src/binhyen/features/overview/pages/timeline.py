"""The way of a unit through the reforms, as one line of dated steps."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from binhyen.engines.units.api import Lineage, VersionSpan
from binhyen.foundation.ui.api import show_number
from binhyen.kernel.errors import N_
from binhyen.kernel.validity import holds

KINDS = {
    "merge": N_("nhập vào"),
    "continue": N_("tiếp tục là"),
    "rename": N_("đổi tên thành"),
    "split": N_("chia vào"),
    "convert": N_("chuyển thành"),
    "abolish": N_("giải thể, giao về"),
    "dissolve": N_("giải thể, giao về"),
}
PASSED = N_("chuyển vào")


def steps_of(spans: list[VersionSpan], family: Lineage, on: date) -> list[dict[str, Any]]:
    """Versions, and the units that passed into this one or took it over, by date."""
    steps = [_version(span, on) for span in spans]
    steps += [_passed(link, into=False) for link in family.predecessors]
    steps += [_passed(link, into=True) for link in family.successors]
    return sorted(steps, key=lambda step: (step["on"], step["order"]))


def _version(span: VersionSpan, on: date) -> dict[str, Any]:
    until = (
        _("đến hết {day}").format(day=f"{span.valid_to - timedelta(days=1):%d/%m/%Y}")
        if span.valid_to
        else _("đến nay")
    )
    facts = [_("mã {code}").format(code=span.code), until]
    if span.source_document:
        facts.append(_("theo {document}").format(document=span.source_document))
    if span.certainty == "le":
        facts.append(_("đã như vậy từ trước ngày này"))
    return {
        "on": span.valid_from,
        "order": 1,
        "title": span.full_name,
        "text": ", ".join(facts) + ".",
        "current": holds(span.valid_from, span.valid_to, on),
    }


def _passed(link: Any, *, into: bool) -> dict[str, Any]:
    day = link.on if into else link.on - timedelta(days=1)
    kind = _(KINDS.get(link.kind, PASSED))
    this = _("đơn vị này")
    words = f"→ {kind} {link.full_name}" if into else f"← {link.full_name} {kind} {this}"
    facts = [_share(link.share, link.part)]
    if link.source_document:
        facts.append(_("theo {document}").format(document=link.source_document))
    if link.step > 1:
        facts.append(_("qua {count} bước").format(count=link.step))
    return {
        "on": link.on,
        "order": 2 if into else 0,
        "title": words,
        "text": ", ".join(fact for fact in facts if fact) + ".",
        "url": f"{reverse('overview:unit', args=[link.code])}?{urlencode({'on': day.isoformat(), 'tab': 'history'})}",
    }


def _share(share: Decimal | None, part: str) -> str:
    if part == "all":
        return _("toàn bộ")
    if share is None:
        return _("một phần, chưa có nguồn nêu tỷ lệ")
    return _("{share} % đơn vị cũ").format(share=show_number(share * 100, 1))
