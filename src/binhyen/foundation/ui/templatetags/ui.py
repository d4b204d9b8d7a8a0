"""What templates need: numbers and days in the reader's language, signs, verdicts, the menu."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui import formats, icons, wording
from binhyen.foundation.ui.menu import MenuEntry, menu_for
from binhyen.foundation.ui.notices import HomeNotice, notices_for
from binhyen.foundation.ui.verdict import Verdict

register = template.Library()


@register.filter
def number(value: Decimal | int | None, decimals: int | None = None) -> str:
    """`{{ count|number }}`, `{{ rate|number:2 }}`; None is a dash."""
    return formats.show_number(value, decimals)


@register.filter
def signed(value: Decimal | int | None, decimals: int | None = None) -> str:
    """A change with its sign: `{{ change|signed }}`."""
    return formats.show_signed(value, decimals)


@register.filter
def day(value: date | datetime | None) -> str:
    """`{{ signed_on|day }}` → 03/06/2022."""
    return formats.show_day(value)


@register.filter
def unit_word(unit: str | None) -> str:
    """`{{ entry.unit|unit_word }}` → vụ, in English cases."""
    return wording.unit_word(unit)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign beside a word; it says nothing to a screen reader, the word does."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        icons.PATHS[name],
    )


@register.inclusion_tag("ui/_verdict.html")
def verdict(state: str | Verdict, amount: str = "") -> dict[str, Any]:
    """`{% verdict finding.verdict "3 người" %}`."""
    return {"verdict": state if isinstance(state, Verdict) else Verdict(str(state), str(amount))}


@register.inclusion_tag("ui/_stat.html")
def stat(  # noqa: PLR0913 - the parts of a card, all but three by name
    label: str,
    value: Decimal | int | None,
    unit: str = "",
    *,
    decimals: int | None = None,
    change: Decimal | int | None = None,
    change_label: str = "",
    state: str | Verdict | None = None,
    amount: str = "",
    url: str = "",
    note: str = "",
) -> dict[str, Any]:
    """A figure with its unit, change and verdict: `{% stat "Cán bộ" 2570 "người" change=12 state="met" %}`."""
    return {
        "label": label,
        "value": formats.show_number(value, decimals),
        "missing": value is None,
        "unit": unit,
        "change": None if change is None else formats.show_signed(change, decimals),
        "direction": "dash" if not change else "up" if change > 0 else "down",
        "change_label": change_label,
        "state": state,
        "amount": amount,
        "url": url,
        "note": note,
    }


@register.simple_tag(takes_context=True)
def unit_notices(context: Context, unit_code: str) -> list[HomeNotice]:
    """What modules have to say to whoever asks on the page of a unit."""
    actor = getattr(context.get("request"), "actor", None)
    return notices_for(actor, unit_code) if isinstance(actor, Actor) else []


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[MenuEntry]:
    """The menu entries of whoever asks."""
    request = context.get("request")
    actor = getattr(request, "actor", None)
    return menu_for(actor, request.path) if isinstance(actor, Actor) and request else []
