"""Answers and refusals in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from binhyen.features.offline.rules.cures import CURES, GENERAL
from binhyen.features.offline.types import Answer, Fate
from binhyen.foundation.ui.api import told
from binhyen.kernel.errors import N_, DomainError

FATE_WORDS = {
    Fate.STORED: N_("đã ghi"),
    Fate.HELD: N_("chờ bản trước"),
    Fate.CONFLICT: N_("có ô khác nhau"),
    Fate.REFUSED: N_("không nhận"),
}
FATE_TONES = {
    Fate.STORED: "tag-good",
    Fate.HELD: "tag-info",
    Fate.CONFLICT: "tag-warn",
    Fate.REFUSED: "tag-bad",
}


def answer_facts(answer: Answer) -> dict[str, Any]:
    """An answer for the wire, with its refusal told in the reader's language."""
    facts = answer.as_json()
    refusal = facts.get("refusal")
    if refusal:
        facts["refusal"] = _told_refusal(refusal)
    return facts


def fault_facts(fault: DomainError) -> dict[str, Any]:
    """A refusal that was not stored, for the wire."""
    return {
        "kind": fault.code,
        "message": told(fault),
        "cure": gettext(CURES.get(fault.code, GENERAL)),
    }


def _told_refusal(refusal: dict[str, Any]) -> dict[str, Any]:
    template, cure = refusal["template"], refusal["cure"]
    words = gettext(template)
    try:
        message = words.format(**refusal["details"])
    except (KeyError, IndexError, ValueError):
        message = refusal["message"]
    return {
        "kind": refusal["kind"],
        "message": message,
        "cure": gettext(cure),
        "rows": refusal["rows"],
    }
