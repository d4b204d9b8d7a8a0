"""The forms of preparing: a conference's head, items, halls, seats, papers, tests; commands check again what they hold."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from binhyen.features.conference import api
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import named
from binhyen.kernel import clock

NEW_SERIES = "+"


class HanoiTime(forms.DateTimeField):
    """A day and an hour as a browser's field gives them, meant in Vietnam."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    @override
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%d-%m-%Y %H:%M"], **kwargs)

    @override
    def clean(self, value: Any) -> Any:
        found: datetime | None = super().clean(value)
        return None if found is None else found.replace(tzinfo=clock.HANOI)

    @override
    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.astimezone(clock.HANOI).replace(tzinfo=None)
        return value


class HeadForm(forms.Form):
    """What stands at the head of a conference."""

    title = forms.CharField(label=gettext_lazy("Tên hội nghị"), max_length=400)
    purpose = forms.CharField(
        label=gettext_lazy("Mục đích, yêu cầu"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    starts_at = HanoiTime(label=gettext_lazy("Bắt đầu (giờ Việt Nam)"))
    ends_at = HanoiTime(label=gettext_lazy("Kết thúc (giờ Việt Nam)"))
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=300)


class ChangedHeadForm(HeadForm):
    """The head of a conference that is there, with the version it was read in."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ConferenceForm(HeadForm):
    """What a conference begins with; the rest is prepared on its pages."""

    series = forms.ChoiceField(label=gettext_lazy("Chuỗi hội nghị"))
    series_code = forms.SlugField(
        label=gettext_lazy("Mã chuỗi mới"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Chữ không dấu, số, gạch nối; chỉ ghi khi lập chuỗi mới."),
    )
    series_title = forms.CharField(
        label=gettext_lazy("Tên chuỗi mới"), max_length=300, required=False
    )
    unit = forms.CharField(label=gettext_lazy("Mã đơn vị chủ trì"), max_length=20)
    code = forms.SlugField(
        label=gettext_lazy("Mã hội nghị"),
        max_length=60,
        help_text=gettext_lazy("Chữ không dấu, số, gạch nối, ví dụ so-ket-2026."),
    )
    template = forms.ChoiceField(label=gettext_lazy("Chương trình theo mẫu"), required=False)

    field_order = ("series", "series_code", "series_title", "unit", "code")

    @override
    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.code, one.title) for one in api.series_of(actor)]
        templates = [(one.code, named(one)) for one in api.conference_defaults().templates]
        new = (NEW_SERIES, _("Lập chuỗi mới"))
        _choose(self, "series", [*known, new])
        _choose(self, "template", [*templates, ("", _("Để trống chương trình"))])

    @override
    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("series") == NEW_SERIES:
            for name in ("series_code", "series_title"):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, _("Bắt buộc khi lập chuỗi mới."))
        return found


class ItemForm(forms.Form):
    """An item of the agenda."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=api.ITEMS)
    title = forms.CharField(label=gettext_lazy("Nội dung"), max_length=400)
    minutes = forms.IntegerField(label=gettext_lazy("Số phút"), min_value=1, max_value=1440)
    speaker = forms.TypedChoiceField(
        label=gettext_lazy("Người trình bày"), required=False, coerce=int, empty_value=None
    )

    @override
    def __init__(self, conference: api.Conference, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [
            (str(one.pk), f"{one} ({one.point.name})") for one in api.delegates_of(conference.pk)
        ]
        _choose(self, "speaker", [("", "–"), *people])

    def item(self) -> api.NewItem:
        """What the valid form says."""
        said = self.cleaned_data
        kind = api.ItemKind(said["kind"])
        return api.NewItem(kind, said["title"], said["minutes"], speaker_id=said["speaker"])


class HallForm(forms.Form):
    """Where a point sits, and over which line."""

    hall = forms.CharField(label=gettext_lazy("Phòng họp"), max_length=300, required=False)
    contact = forms.CharField(
        label=gettext_lazy("Liên hệ kỹ thuật"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Số máy của cơ quan, không ghi tên người."),
    )
    line_kbits = forms.IntegerField(
        label=gettext_lazy("Đường truyền (kbit/s)"), min_value=1, required=False
    )


class SubstituteForm(forms.Form):
    """Somebody in another's place, by body and office."""

    body = forms.CharField(label=gettext_lazy("Cơ quan"), max_length=300)
    office = forms.CharField(label=gettext_lazy("Chức danh"), max_length=300)


class DelegateForm(SubstituteForm):
    """A seat at a point."""

    role = forms.ChoiceField(label=gettext_lazy("Vai trò"), choices=api.ROLES)
    votes = forms.BooleanField(label=gettext_lazy("Có quyền biểu quyết"), required=False)


class TestForm(forms.Form):
    """What the test of a point gave."""

    sound = forms.ChoiceField(label=gettext_lazy("Âm thanh"), choices=api.SIGNS)
    picture = forms.ChoiceField(label=gettext_lazy("Hình ảnh"), choices=api.SIGNS)
    contact = forms.ChoiceField(label=gettext_lazy("Liên lạc"), choices=api.SIGNS)
    fault = forms.ChoiceField(label=gettext_lazy("Sự cố"), required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=2000, required=False)

    @override
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        faults = [(one.code, named(one)) for one in api.conference_defaults().faults]
        _choose(self, "fault", [("", "–"), *faults])


class VersionForm(forms.Form):
    """A further version of a paper."""

    file = forms.FileField(label=gettext_lazy("Tệp"))

    @override
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = api.conference_defaults().paper_megabytes
        self.fields["file"].help_text = _("Tối đa {most} MB.").format(most=self.most)

    def clean_file(self) -> Any:
        """The file, refused before it is read when it is too big."""
        file = self.cleaned_data["file"]
        if file.size > self.most * 1_000_000:
            raise forms.ValidationError(_("Tệp lớn hơn {most} MB.").format(most=self.most))
        return file


class PaperForm(VersionForm):
    """A paper of the conference: its title, to which item, for whom."""

    title = forms.CharField(label=gettext_lazy("Tên tài liệu"), max_length=400)
    item = forms.TypedChoiceField(
        label=gettext_lazy("Mục chương trình"), required=False, coerce=int, empty_value=None
    )
    point = forms.TypedChoiceField(
        label=gettext_lazy("Ai được đọc"), required=False, coerce=int, empty_value=None
    )

    field_order = ("title", "item", "point", "file")

    @override
    def __init__(self, conference: api.Conference, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = [(str(one.pk), one.title) for one in api.agenda_items(conference)]
        points = [(str(one.pk), one.name) for one in api.points_of(conference.pk)]
        _choose(self, "item", [("", "–"), *items])
        _choose(self, "point", [("", _("mọi điểm cầu")), *points])


def _choose(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]
