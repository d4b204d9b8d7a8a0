"""What people fill in: scenarios, filters, answers, reasons, days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from binhyen.features.staffing.entries import DeploymentDefaults
from binhyen.features.staffing.types import AbsenceKind, DonorSetting, Settings, WaveSetting

MOST_WAVES = 8
REASON_LENGTH = 600
ALL = ("", gettext_lazy("Tất cả"))


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A day, asked by the browser's own calendar."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def reason_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    """Why: kept with the act and shown ever after."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ScenarioForm(forms.Form):
    """A scenario in plain words; whatever is left empty follows the catalogue."""

    name = forms.CharField(
        label=gettext_lazy("Tên kịch bản"),
        max_length=160,
        help_text=gettext_lazy("Ví dụ: Năm đợt, mỗi xã năm người."),
    )
    on = day_field(
        gettext_lazy("Số liệu ngày"),
        gettext_lazy("Biên chế, chức danh đang giữ và đơn vị lấy theo ngày này."),
    )
    norm = forms.ChoiceField(
        label=gettext_lazy("Số người mỗi đơn vị"),
        choices=[
            (
                "flat",
                gettext_lazy("Theo định mức: mỗi xã ít nhất 5, thị trấn trong khoảng quy định"),
            ),
            ("workload", gettext_lazy("Theo khối lượng công việc (WISN), không dưới định mức")),
        ],
        widget=forms.RadioSelect,
        initial="flat",
    )
    every_post = forms.BooleanField(
        label=gettext_lazy("Xếp lại mọi vị trí, không chỉ chỗ trống"),
        help_text=gettext_lazy("Bình thường chỉ chỗ trống trong ngày được tính."),
        required=False,
    )
    cap = forms.DecimalField(
        label=gettext_lazy("Mỗi đơn vị cử cho đi nhiều nhất (% biên chế)"),
        min_value=0,
        max_value=100,
        max_digits=4,
        decimal_places=1,
        required=False,
        help_text=gettext_lazy("Tính cho cả phương án; 100 là không giới hạn."),
    )
    wave_cap = forms.DecimalField(
        label=gettext_lazy("Trong một đợt (% biên chế)"),
        min_value=0,
        max_value=100,
        max_digits=4,
        decimal_places=1,
        required=False,
    )
    min_party = forms.IntegerField(
        label=gettext_lazy("Đảng viên chính thức ở mỗi đơn vị nhận"),
        min_value=0,
        max_value=20,
        required=False,
        help_text=gettext_lazy("Ba người thì lập được chi bộ."),
    )
    base = forms.ChoiceField(
        label=gettext_lazy("Quãng đường tính từ"),
        choices=[
            ("", gettext_lazy("Như danh mục")),
            ("home", gettext_lazy("quê quán, nơi ở trong tỉnh")),
            ("seat", gettext_lazy("trụ sở đang công tác")),
        ],
        required=False,
    )
    time_limit = forms.IntegerField(
        label=gettext_lazy("Tính nhiều nhất (giây)"),
        min_value=5,
        max_value=3600,
        initial=120,
        help_text=gettext_lazy(
            "Một tỉnh thường mất dưới một phút; hết giờ vẫn giữ phương án tốt nhất đã có."
        ),
    )

    def __init__(self, *args: Any, catalogue: DeploymentDefaults, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        empty = _("Để trống thì theo danh mục: {value}.")
        for name, value in (
            ("cap", f"{catalogue.cap_permille / 10:g} %"),
            ("wave_cap", f"{catalogue.wave_cap_permille / 10:g} %"),
            ("min_party", str(catalogue.min_party)),
        ):
            field = self.fields[name]
            field.help_text = " ".join((str(field.help_text), empty.format(value=value))).strip()


class WaveForm(forms.Form):
    """One wave: its first day and how many posts it fills; both empty = no such wave."""

    starts_on = day_field(gettext_lazy("Bắt đầu ngày"), required=False)
    capacity = forms.IntegerField(
        label=gettext_lazy("Số vị trí"), min_value=0, max_value=100_000, required=False
    )

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("capacity") is not None and not cleaned.get("starts_on"):
            self.add_error("starts_on", _("Đợt có số vị trí thì phải có ngày bắt đầu."))
        return cleaned


if TYPE_CHECKING:
    WaveForms = forms.BaseFormSet[WaveForm]
else:
    # At run time Django's formsets take no parameter.
    WaveForms = forms.BaseFormSet


class Waves(WaveForms):
    """Waves in order, without gaps and backward steps."""

    @override
    def clean(self) -> None:
        if any(self.errors):
            return
        days = [one.cleaned_data.get("starts_on") for one in self.forms]
        given = [day for day in days if day]
        if days[: len(given)] != given:
            raise forms.ValidationError(_("Các đợt phải ghi liền nhau, không để trống đợt ở giữa."))
        if sorted(set(given)) != given:
            raise forms.ValidationError(_("Đợt sau phải bắt đầu sau đợt trước."))

    def settings(self) -> tuple[WaveSetting, ...]:
        """The waves filled in, in order."""
        return tuple(
            WaveSetting(one.cleaned_data["starts_on"], one.cleaned_data.get("capacity"))
            for one in self.forms
            if one.cleaned_data.get("starts_on")
        )


WaveFormSet = forms.formset_factory(
    WaveForm,
    formset=Waves,
    extra=0,
    min_num=MOST_WAVES,
    max_num=MOST_WAVES,
    absolute_max=MOST_WAVES,
)


def wave_rows(waves: Sequence[WaveSetting]) -> list[dict[str, Any]]:
    """What a formset begins with: the waves given, then empty rows."""
    filled: list[dict[str, Any]] = [
        {"starts_on": one.starts_on, "capacity": one.capacity} for one in waves
    ]
    return (filled + [{} for _row in range(MOST_WAVES)])[:MOST_WAVES]


class WeightsForm(forms.Form):
    """What counts how much, in points; one point is 0.1 km. Empty = as in the catalogue."""

    w_dist = forms.IntegerField(
        label=gettext_lazy("Mỗi 0,1 km đường đi"), min_value=0, max_value=10_000, required=False
    )
    far_km = forms.IntegerField(
        label=gettext_lazy("Coi là xa từ (km)"), min_value=0, max_value=2_000, required=False
    )
    w_far = forms.IntegerField(
        label=gettext_lazy("Mỗi 0,1 km vượt mức xa, cộng thêm"),
        min_value=0, max_value=10_000, required=False,
    )  # fmt: skip
    rank_under = forms.IntegerField(
        label=gettext_lazy("Mỗi bậc hàm thấp hơn chức danh cần"),
        min_value=0, max_value=1_000_000, required=False,
    )  # fmt: skip
    rank_over = forms.IntegerField(
        label=gettext_lazy("Mỗi bậc hàm cao hơn chức danh cần"),
        min_value=0, max_value=1_000_000, required=False,
    )  # fmt: skip
    years_under = forms.IntegerField(
        label=gettext_lazy("Mỗi năm công tác còn thiếu"),
        min_value=0, max_value=1_000_000, required=False,
    )  # fmt: skip
    want_miss = forms.IntegerField(
        label=gettext_lazy("Không có năng lực xã mong muốn"),
        min_value=0, max_value=1_000_000, required=False,
    )  # fmt: skip

    def weights(self) -> dict[str, Any]:
        """Names of rules.toml with the values filled in."""
        given = {name: value for name, value in self.cleaned_data.items() if value is not None}
        weights = {WEIGHT_NAMES[name]: value for name, value in given.items() if name != "far_km"}
        if "far_km" in given:
            weights["distance.far_hm"] = given["far_km"] * 10
        return weights


WEIGHT_NAMES: Mapping[str, str] = {
    "w_dist": "distance.w_dist",
    "far_km": "distance.far_hm",
    "w_far": "distance.w_far",
    "rank_under": "match.rank_under",
    "rank_over": "match.rank_over",
    "years_under": "match.years_under",
    "want_miss": "match.want_miss",
}


def weight_rows(weights: Mapping[str, Any]) -> dict[str, Any]:
    """What the form of weights begins with, from names of rules.toml."""
    rows = {name: weights.get(code) for name, code in WEIGHT_NAMES.items()}
    if rows["far_km"] is not None:
        rows["far_km"] = int(rows["far_km"]) // 10
    return rows


class DonorCapForm(forms.Form):
    """A donor's own caps, over those of the scenario."""

    donor = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(required=False, widget=forms.HiddenInput)
    total = forms.IntegerField(
        label=gettext_lazy("Cả phương án"), min_value=0, max_value=100_000, required=False
    )
    in_a_wave = forms.IntegerField(
        label=gettext_lazy("Một đợt"), min_value=0, max_value=100_000, required=False
    )


DonorCapFormSet = forms.formset_factory(DonorCapForm, extra=0, max_num=400, absolute_max=400)


def donor_settings(
    rows: Iterable[Mapping[str, Any]], before: Mapping[str, DonorSetting]
) -> dict[str, DonorSetting]:
    """Caps by donor; what the scenario said of skills to keep stays."""
    found: dict[str, DonorSetting] = {}
    for row in rows:
        kept = before.get(row["donor"], DonorSetting()).keep
        if row["total"] is not None or row["in_a_wave"] is not None or kept is not None:
            found[row["donor"]] = DonorSetting(row["total"], row["in_a_wave"], kept)
    return found


def settings_from(
    scenario: Mapping[str, Any],
    waves: tuple[WaveSetting, ...],
    weights: Mapping[str, Any],
    base: Settings | None = None,
) -> Settings:
    """The settings of a scenario; what the form does not ask about stays as in `base`."""
    return replace(
        base or Settings(),
        norm=scenario["norm"],
        vacancies_only=not scenario["every_post"],
        waves=waves,
        cap_permille=_permille(scenario["cap"]),
        wave_cap_permille=_permille(scenario["wave_cap"]),
        min_party=scenario["min_party"],
        base=scenario["base"] or None,
        weights={**(base.weights if base else {}), **weights},
    )


def scenario_rows(settings: Settings) -> dict[str, Any]:
    """What the form of a scenario begins with."""
    return {
        "norm": "flat" if settings.norm == "explicit" else settings.norm,
        "every_post": not settings.vacancies_only,
        "cap": _per_cent(settings.cap_permille),
        "wave_cap": _per_cent(settings.wave_cap_permille),
        "min_party": settings.min_party,
        "base": settings.base or "",
    }


def _permille(per_cent: Any) -> int | None:
    return None if per_cent is None else int(per_cent * 10)


def _per_cent(permille: int | None) -> str | None:
    return None if permille is None else f"{permille / 10:g}"


class LineFilters(forms.Form):
    """What the list of a plan's lines is narrowed by."""

    q = forms.CharField(label=gettext_lazy("Tên, số hiệu, đơn vị"), required=False, max_length=80)
    wave = forms.ChoiceField(label=gettext_lazy("Đợt"), required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Huyện nhận"), required=False)
    donor = forms.ChoiceField(label=gettext_lazy("Đơn vị cử"), required=False)
    post = forms.ChoiceField(label=gettext_lazy("Chức danh"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False)

    def __init__(self, data: Any, *, choices: Mapping[str, Sequence[tuple[str, Any]]]) -> None:
        super().__init__(data)
        for name, known in choices.items():
            self.fields[name].choices = [ALL, *known]  # type: ignore[attr-defined]  # a choice field


class ListFilters(forms.Form):
    """A list of postings: words and how far ahead to look."""

    q = forms.CharField(label=gettext_lazy("Tên, số hiệu, đơn vị"), required=False, max_length=80)
    months = forms.ChoiceField(
        label=gettext_lazy("Trong"),
        required=False,
        choices=[
            ("3", gettext_lazy("3 tháng tới")),
            ("6", gettext_lazy("6 tháng tới")),
            ("12", gettext_lazy("12 tháng tới")),
            ("24", gettext_lazy("24 tháng tới")),
            ("60", gettext_lazy("5 năm tới")),
        ],
    )
    on = day_field(gettext_lazy("Tính từ ngày"), required=False)


class WordsFilter(forms.Form):
    """A list narrowed by words and a day."""

    q = forms.CharField(label=gettext_lazy("Đơn vị"), required=False, max_length=80)
    on = day_field(gettext_lazy("Vào ngày"), required=False)


class ReasonForm(forms.Form):
    """An act that asks why."""

    reason = reason_field(
        gettext_lazy("Lý do"), gettext_lazy("Được lưu cùng quyết định này, ai xem cũng thấy.")
    )


class ProposeForm(forms.Form):
    """When the donors are asked."""

    asked_on = day_field(
        gettext_lazy("Gửi hiệp y ngày"), gettext_lazy("Hạn trả lời tính từ ngày này theo danh mục.")
    )


class ApproveForm(forms.Form):
    """What the leader adds."""

    note = reason_field(gettext_lazy("Ý kiến phê duyệt"), required=False)
    without_answers = forms.BooleanField(
        label=gettext_lazy("Duyệt dù còn đơn vị cử quá hạn chưa trả lời"),
        help_text=gettext_lazy("Chỉ khi đã hết hạn; phải ghi lý do ở ý kiến."),
        required=False,
    )


class ReplanForm(forms.Form):
    """What a re-plan is called, why, and what must stay."""

    name = forms.CharField(label=gettext_lazy("Tên phương án điều chỉnh"), max_length=160)
    reason = reason_field(
        gettext_lazy("Vì sao điều chỉnh"),
        gettext_lazy("Ví dụ: hai người nghỉ ốm, Phòng PC02 từ chối một người."),
    )
    on = day_field(
        gettext_lazy("Tình hình ngày"), gettext_lazy("Người nghỉ, đơn vị mới… tính đến ngày này.")
    )
    freeze_through = forms.ChoiceField(
        label=gettext_lazy("Giữ nguyên"),
        help_text=gettext_lazy("Người của các đợt này không bị chuyển đi nơi khác."),
    )

    def __init__(self, *args: Any, waves: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["freeze_through"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("0", _("không đợt nào")),
            *((str(wave), _("đến hết đợt {wave}").format(wave=wave)) for wave in waves),
        ]

    def clean_freeze_through(self) -> int:
        return int(self.cleaned_data["freeze_through"])


class AbsenceForm(forms.Form):
    """An officer who cannot be sent for a time; the cause is one of four words, nothing more."""

    officer = forms.CharField(
        label=gettext_lazy("Số hiệu cán bộ"),
        max_length=40,
        help_text=gettext_lazy("Ví dụ MP-000123."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Vì"), choices=AbsenceKind.choices)
    valid_from = day_field(gettext_lazy("Từ ngày"))
    valid_to = day_field(
        gettext_lazy("Đến trước ngày"), gettext_lazy("Để trống nếu chưa biết."), required=False
    )


class IssueForm(forms.Form):
    """What a decision needs beside its list."""

    issued_on = day_field(gettext_lazy("Ngày ký"))
    effective_on = day_field(
        gettext_lazy("Có mặt ở đơn vị mới từ ngày"), gettext_lazy("Không trước ngày ký.")
    )
    title = forms.CharField(
        label=gettext_lazy("Chức vụ người ký"), max_length=80, initial="GIÁM ĐỐC"
    )
    per = forms.ChoiceField(
        label=gettext_lazy("Mỗi quyết định cho"),
        choices=[
            ("district", gettext_lazy("một huyện nhận")),
            ("province", gettext_lazy("cả tỉnh")),
        ],
        widget=forms.RadioSelect,
        initial="district",
    )

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        issued, effective = cleaned.get("issued_on"), cleaned.get("effective_on")
        if issued and effective and effective < issued:
            self.add_error("effective_on", _("Ngày có mặt phải từ ngày ký trở đi."))
        return cleaned


class RevokeForm(ReasonForm):
    """Taking a decision back."""

    issued_on = day_field(gettext_lazy("Ngày ký quyết định thu hồi"))
    signer = forms.CharField(
        label=gettext_lazy("Chức vụ người ký"), max_length=80, initial="GIÁM ĐỐC"
    )


class HandoverForm(forms.Form):
    """The day officers took up their posts."""

    on = day_field(gettext_lazy("Nhận việc ngày"))


class ReturnForm(forms.Form):
    """The way back planned for an officer."""

    place = forms.ChoiceField(label=gettext_lazy("Về đơn vị"))
    on = day_field(gettext_lazy("Trở về từ ngày"))
    reason = reason_field(gettext_lazy("Ghi chú"), required=False)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places  # type: ignore[attr-defined]  # a choice field
