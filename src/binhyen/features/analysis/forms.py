"""What people fill in about views, targets and thresholds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.engines.indicators.api import By, calendars
from binhyen.features.analysis.api import BASES, BOUNDS, OPERATORS, measure_infos
from binhyen.kernel.errors import DomainError
from binhyen.kernel.numbers import parse_number

LEVELS = [
    (By.PROVINCE.value, _("từng tỉnh")),
    (By.DISTRICT.value, _("từng huyện")),
    (By.COMMUNE.value, _("từng xã")),
    (By.UNIT.value, _("chính đơn vị này")),
]
KINDS = [
    ("month", _("tháng")),
    ("quarter", _("quý")),
    ("half", _("nửa năm")),
    ("year", _("năm")),
]


class VietnameseNumber(forms.CharField):
    """A number as people write it here, `1.234,5` or `1234.5`."""

    @override
    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return parse_number(text) if text else None
        except DomainError as fault:
            raise forms.ValidationError(str(fault)) from fault


class ViewForm(forms.Form):
    """A name, and whether others read it."""

    name = forms.CharField(label=_("Tên bảng"), max_length=120)
    is_shared = forms.BooleanField(
        label=_("Dùng chung trong đơn vị và các đơn vị bên dưới"), required=False
    )


class MeasureForm(forms.Form):
    """Base of forms about a measure of a unit."""

    unit = forms.CharField(label=_("Mã đơn vị"), max_length=8)
    measure = forms.ChoiceField(label=_("Số liệu"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(info.code, f"{info.label} ({info.unit})") for info in measure_infos()]
        self.fields["measure"].choices = choices  # type: ignore[attr-defined]  # a choice field


class TargetForm(MeasureForm):
    """What is to be reached in a year."""

    year = forms.IntegerField(label=_("Năm"), min_value=2019, max_value=2100)
    operator = forms.ChoiceField(label=_("Phải đạt"), choices=OPERATORS)
    value = VietnameseNumber(label=_("Mức"), max_length=24)
    source = forms.CharField(
        label=_("Văn bản giao"),
        max_length=300,
        help_text=_("Số, ký hiệu văn bản, ví dụ 12/KH-CAT."),
    )
    decided_on = forms.DateField(
        label=_("Ngày văn bản"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class RuleForm(MeasureForm):
    """When to raise an alert."""

    by = forms.ChoiceField(label=_("Xét"), choices=LEVELS)
    basis = forms.ChoiceField(label=_("Theo"), choices=BASES)
    operator = forms.ChoiceField(label=_("Báo khi"), choices=BOUNDS)
    bound = VietnameseNumber(label=_("Ngưỡng"), max_length=24)
    calendar = forms.ChoiceField(label=_("Lịch"))
    kind = forms.ChoiceField(label=_("Loại kỳ"), choices=KINDS)
    note_text = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(code, one.label) for code, one in calendars().items() if one.kind == "months"]
        self.fields["calendar"].choices = known  # type: ignore[attr-defined]  # a choice field


class AlertForm(forms.Form):
    """What becomes of an alert."""

    state = forms.ChoiceField(
        label=_("Xử lý"), choices=[("acknowledged", _("tiếp nhận")), ("closed", _("đóng"))]
    )
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=300,
        required=False,
        help_text=_("Bắt buộc khi đóng."),
    )
