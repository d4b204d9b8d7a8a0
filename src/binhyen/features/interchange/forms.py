"""What people fill in about exchange."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binhyen.features.interchange.api import FileFormat, Scheme, Strategy

FORMATS = [
    (FileFormat.XLSX.value, _("Excel (.xlsx)")),
    (FileFormat.CSV.value, "CSV"),
    (FileFormat.DHIS2.value, _("DHIS2 (JSON, CSV, XML)")),
    (FileFormat.ADX.value, "ADX (XML)"),
]
SCHEMES = [
    (Scheme.CODE.value, _("mã")),
    (Scheme.UID.value, "uid"),
    (Scheme.NAME.value, _("tên")),
]
STRATEGIES = [
    (Strategy.CREATE_AND_UPDATE.value, _("thêm mới và sửa")),
    (Strategy.CREATE.value, _("chỉ thêm mới")),
    (Strategy.UPDATE.value, _("chỉ sửa")),
    (Strategy.DELETE.value, _("xóa các ô có trong tệp")),
]


class UploadForm(forms.Form):
    """A file to try first."""

    file = forms.FileField(
        label=_("Tệp"), help_text=_("Tệp được chạy thử trước, chưa ghi gì vào số liệu.")
    )
    kind = forms.ChoiceField(label=_("Định dạng"), choices=FORMATS)
    scheme = forms.ChoiceField(label=_("Tệp ghi đơn vị, chỉ tiêu bằng"), choices=SCHEMES)
    strategy = forms.ChoiceField(label=_("Cách nạp"), choices=STRATEGIES)
    partial = forms.BooleanField(label=_("Vẫn ghi phần đúng khi có mục sai"), required=False)


class ExportForm(forms.Form):
    """What to take out."""

    report = forms.ChoiceField(label=_("Mẫu báo cáo"))
    under = forms.CharField(
        label=_("Mã đơn vị"), max_length=12, help_text=_("Lấy các xã bên dưới; VN là cả nước.")
    )
    period = forms.CharField(
        label=_("Kỳ"), max_length=200, help_text=_("Ví dụ 2022-05 hoặc 2022-01..2022-05.")
    )
    kind = forms.ChoiceField(label=_("Định dạng"), choices=FORMATS)
    scheme = forms.ChoiceField(label=_("Ghi đơn vị, chỉ tiêu bằng"), choices=SCHEMES)

    def __init__(self, reports: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["report"].choices = reports  # type: ignore[attr-defined]  # a choice field
