"""What people fill in about rosters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.features.rosters.api import Member, duty_entries, reliefs
from binhyen.foundation.ui.api import named


def _day_field(label: Any, help_text: Any = "", **given: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, **given)


class PeriodForm(forms.Form):
    """Which station, which days."""

    unit = forms.CharField(
        label=_("Mã đơn vị"), max_length=8, help_text=_("Mã xã, thị trấn vào ngày đầu lịch.")
    )
    first = _day_field(_("Từ ngày"))
    last = _day_field(_("Đến hết ngày"))
    seed = forms.IntegerField(
        label=_("Số hạt giống"), min_value=0, max_value=2**31 - 1, initial=1,
        help_text=_("Cùng số liệu và cùng số này thì ra cùng một lịch."),
    )  # fmt: skip

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("Ngày cuối phải sau ngày đầu."))
        return cleaned


class OfficerForm(forms.Form):
    """Base of forms that choose among a station's officers."""

    def __init__(self, staff: Sequence[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *((str(one.officer_id), one.name) for one in staff)]
        for name in ("officer", "other_officer"):
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field


class AbsenceForm(OfficerForm):
    """Somebody is away."""

    officer = forms.ChoiceField(label=_("Cán bộ"))
    reason = forms.ChoiceField(label=_("Loại"))
    first = _day_field(_("Từ ngày"))
    last = _day_field(_("Đến hết ngày"))
    use = "absence"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(code, named(one)) for code, one in reliefs().items() if one.use == self.use]
        self.fields["reason"].choices = known  # type: ignore[attr-defined]  # a choice field


class ReliefForm(AbsenceForm):
    """Somebody is not put on nights."""

    use = "relief"


class CoupleForm(OfficerForm):
    """Two who are not kept in one night."""

    officer = forms.ChoiceField(label=_("Cán bộ"))
    other_officer = forms.ChoiceField(label=_("và"))


class AuthorisationForm(OfficerForm):
    """Somebody may stand in, by a paper."""

    officer = forms.ChoiceField(label=_("Cán bộ"))
    kind = forms.ChoiceField(label=_("Loại trực"))
    first = _day_field(_("Từ ngày"))
    last = _day_field(_("Đến hết ngày"))
    document = forms.CharField(label=_("Văn bản giao quyền"), max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(code, named(one)) for code, one in duty_entries().items()]
        self.fields["kind"].choices = known  # type: ignore[attr-defined]  # a choice field


class AccountForm(OfficerForm):
    """Which officer an account is."""

    username = forms.CharField(label=_("Tên đăng nhập"), max_length=150)
    officer = forms.ChoiceField(label=_("Cán bộ"))


class AdjustForm(forms.Form):
    """Who holds a duty instead."""

    officer = forms.ChoiceField(label=_("Giao cho"))
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, required=False,
        help_text=_("Chỉ cần khi cách sửa trái một quy tắc; lý do được giữ lại."),
    )  # fmt: skip


class SwapForm(forms.Form):
    """Which duty is taken in return."""

    taken = forms.ChoiceField(label=_("Đổi lấy"))
    reason = forms.CharField(label=_("Lý do"), max_length=300, required=False)


class LineForm(forms.Form):
    """A line of the book."""

    on = _day_field(_("Ca ngày"))
    text = forms.CharField(
        label=_("Nội dung"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Việc đã tiếp nhận, đã xử lý, còn giao lại. Không ghi nội dung mật."),
    )  # fmt: skip


def month_after(today: date) -> tuple[date, date]:
    """First and last day of the month after a day."""
    first = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first, date.fromordinal(following.toordinal() - 1)
