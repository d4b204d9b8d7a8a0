"""What a reader fills in to have a review made."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.engines.indicators.api import calendars
from binhyen.engines.units.api import StructureUnit, find, search_units
from binhyen.foundation.audit.api import installation
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, DomainError, Invalid, NotFound
from binhyen.kernel.memory import once
from binhyen.kernel.numbers import format_date

CONFERENCES = "conference"
TOLD = 6


class ReviewForm(forms.Form):
    """Unit and days; a name that several units bear is answered with their codes."""

    unit = forms.CharField(
        label=_("Đơn vị"),
        max_length=80,
        help_text=_("Mã hoặc tên đơn vị vào ngày cuối kỳ, ví dụ 38 hoặc Thanh Hóa."),
    )
    start = forms.DateField(
        label=_("Từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Ngày hội nghị hoặc lần sơ kết trước."),
    )
    end = forms.DateField(
        label=_("Đến ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Ngày sơ kết lần này; cán bộ và định mức được xét vào ngày đó."),
    )

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and start >= end:
            self.add_error("end", _("Ngày cuối phải sau ngày đầu."))
        elif end and end > clock.today():
            self.add_error("end", _("Ngày cuối chưa đến: hãy chọn ngày đã qua."))
        elif end and cleaned.get("unit"):
            self._find_unit(cleaned, end)
        return cleaned

    def _find_unit(self, cleaned: dict[str, Any], on: date) -> None:
        try:
            cleaned["found"] = unit_named(cleaned["unit"], on)
        except DomainError as refusal:
            self.add_error("unit", str(refusal))


def unit_named(text: str, on: date) -> StructureUnit:
    """The unit of a code or a name on a day.

    Raises:
        NotFound: nothing of that code or name.
        Invalid: several units bear the name; the message lists their codes.
    """
    if text.strip().isdigit() or text.strip().upper() == "VN":
        return find(text.strip().upper(), on)
    hits = search_units(text, on, limit=TOLD + 1)
    if not hits:
        raise NotFound(
            N_("Không tìm thấy đơn vị “{text}” trong ngày {on}."), text=text, on=format_date(on)
        )
    highest = [hit for hit in hits if hit.unit.level == hits[0].unit.level]
    same = [
        hit for hit in highest if hit.unit.search == highest[0].unit.search or len(highest) == 1
    ]
    if len(same) == 1:
        return same[0].unit
    listed = "; ".join(f"{hit.unit.code} {hit.unit.full_name} ({hit.where})" for hit in hits[:TOLD])
    raise Invalid(N_("Nhiều đơn vị mang tên này, hãy ghi mã: {listed}."), listed=listed)


def proposed_days() -> dict[str, date]:
    """The last two conferences before the day told about, when the catalogue knows them."""
    told_on = once("review.installation", installation).focus_on or clock.today()
    calendar = calendars().get(CONFERENCES)
    past = [held for held in calendar.dates if held <= told_on] if calendar else []
    return {"start": past[-2], "end": past[-1]} if len(past) > 1 else {}
