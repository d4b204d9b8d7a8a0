"""The catalogue as pages: figures and norms, found, filtered, and each one told in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binhyen.engines.indicators.api import Catalogue, catalogue
from binhyen.engines.norms.api import NormRule, rules
from binhyen.features.overview.api import findings, homes, place
from binhyen.features.overview.pages import asking
from binhyen.features.overview.pages.lacking import lacking_table, tally
from binhyen.features.overview.pages.links import why_url
from binhyen.features.overview.pages.words import cited, norm_label, type_word
from binhyen.foundation.access.api import allows_somewhere
from binhyen.foundation.ui.api import Cell, Column, make_table, named, page, show_number, unit_word
from binhyen.foundation.ui.page import Crumb
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.text import fold

CRUMBS: list[Crumb] = [(gettext_lazy("Tổng quan"), "/")]
SEVERITIES = {
    "must": gettext_lazy("bắt buộc"),
    "should": gettext_lazy("nên đạt"),
    "target": gettext_lazy("phấn đấu"),
}
OPERATORS = {">=": gettext_lazy("từ"), "<=": gettext_lazy("không quá"), "=": gettext_lazy("đúng"), "between": gettext_lazy("trong khoảng"),
             ">": gettext_lazy("trên"), "<": gettext_lazy("dưới")}  # fmt: skip


class CatalogueFilter(forms.Form):
    """A word of the name, and the family of the code."""

    q = forms.CharField(label=gettext_lazy("Tên hoặc mã"), required=False, max_length=80)
    family = forms.ChoiceField(label=gettext_lazy("Nhóm"), required=False)

    def __init__(self, data: Any, families: Sequence[str]) -> None:
        super().__init__(data)
        family: Any = self.fields["family"]
        family.choices = [("", gettext_lazy("Tất cả")), *((one, one) for one in families)]


def show_indicators(request: HttpRequest) -> HttpResponse:
    """All computed figures."""
    entries = catalogue().indicators
    rows = [
        {
            "label": Cell(named(one), reverse("overview:indicator", args=[code]), code),
            "unit": unit_word(one.unit),
            "explain": one.explain,
            "code": code,
        }
        for code, one in entries.items()
    ]
    return _listed(
        request,
        rows,
        "indicators",
        _("Chỉ số"),
        _("Số được tính từ chỉ tiêu theo công thức của danh mục."),
    )


def show_elements(request: HttpRequest) -> HttpResponse:
    """All figures that people enter or the system counts."""
    rows = [
        {
            "label": Cell(named(one.entry), reverse("overview:element", args=[code]), code),
            "unit": unit_word(one.entry.unit),
            "explain": _("hệ thống đếm") if one.counted else _form_name(one.definition),
            "code": code,
        }
        for code, one in catalogue().elements.items()
        if not one.retired
    ]
    return _listed(
        request,
        rows,
        "elements",
        _("Chỉ tiêu"),
        _("Số phát sinh ở xã: nhập một lần, hoặc hệ thống đếm từ dữ liệu gốc."),
    )


def show_norms(request: HttpRequest) -> HttpResponse:
    """All norms, with the threshold of the day."""
    on = asking.day_of(request)
    rows = [
        {
            "label": Cell(
                norm_label(rule),
                f"{reverse('overview:norm', args=[rule.code])}?on={on.isoformat()}",
                rule.code,
            ),
            "unit": _threshold(rule, rule.threshold_on(on)),
            "explain": f"{SEVERITIES[rule.severity]}; {_types(rule)}",
            "code": rule.code,
        }
        for rule in rules()
    ]
    return _listed(
        request,
        rows,
        "norms",
        _("Định mức"),
        _("Mỗi định mức có ngày hiệu lực, nguồn và mức chắc chắn của nguồn."),
    )


def _listed(
    request: HttpRequest, rows: list[dict[str, Any]], kind: str, title: str, subtitle: str
) -> HttpResponse:
    families = sorted({row["code"].partition(".")[0] for row in rows})
    form = CatalogueFilter(request.GET or None, families)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = [row for row in rows if _matches(row, chosen)]
    columns = [
        Column("label", _("Tên")),
        Column("unit", _("Ngưỡng trong ngày") if kind == "norms" else _("Đơn vị tính")),
        Column(
            "explain",
            _("Áp dụng")
            if kind == "norms"
            else _("Cách tính")
            if kind == "indicators"
            else _("Nguồn số"),
            sortable=False,
        ),
    ]
    table = make_table(request, columns, rows, caption=title, page_size=25)
    tabs = [
        {"label": label, "url": reverse(f"overview:{key}"), "current": key == kind}
        for key, label in (
            ("indicators", _("Chỉ số")),
            ("elements", _("Chỉ tiêu")),
            ("norms", _("Định mức")),
        )
    ]
    context = {"form": form, "table": table, "tabs": tabs}
    return page(
        request,
        "overview/catalogue_list.html",
        context,
        title=title,
        subtitle=subtitle,
        over=_("Danh mục"),
        crumbs=CRUMBS,
    )


def _matches(row: Mapping[str, Any], chosen: Mapping[str, str]) -> bool:
    text = fold(f"{row['label'].value} {row['code']}")
    family = chosen.get("family", "")
    return fold(chosen.get("q", "")) in text and (
        not family or row["code"].startswith(f"{family}.")
    )


def show_indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One computed figure: formula, missing values, source, worked examples."""
    known = catalogue()
    entry = known.indicators.get(code)
    if entry is None:
        raise NotFound(N_("Không có chỉ số “{name}” trong danh mục."), name=code[:80])
    facts = [
        (_("Mã"), code),
        (_("Tử số"), entry.numerator),
        (_("Mẫu số"), entry.denominator),
        (_("Biểu thức"), entry.value),
        (_("Nhân với"), show_number(entry.factor)),
        (_("Đơn vị tính"), unit_word(entry.unit)),
        (_("Nguồn"), _cited(entry.source)),
    ]
    cases = [
        (
            ", ".join(
                f"{_label(known, key)} = {show_number(value)}" for key, value in case.given.items()
            ),
            show_number(case.expect),
            case.note or "",
        )
        for case in entry.cases
    ]
    return _told(request, code, entry, facts, over=_("Chỉ số"), extra={"cases": cases})


def show_element(request: HttpRequest, code: str) -> HttpResponse:
    """One entered or counted figure."""
    info = catalogue().element(code)
    entry = info.entry
    breakdown = catalogue().breakdowns.get(entry.breakdown or "")
    facts = [
        (_("Mã"), code),
        (_("Đơn vị tính"), unit_word(entry.unit)),
        (_("Gộp theo thời gian"), _("cộng các kỳ") if entry.time == "sum" else _("lấy số cuối kỳ")),
        (_("Cách có số"), _("hệ thống đếm từ dữ liệu gốc") if info.counted else _("đơn vị nhập")),
        (_("Mẫu báo cáo"), _form_name(info.definition)),
        (_("Phân tổ"), ", ".join(map(named, breakdown.options)) if breakdown else None),
        (_("Nguồn"), _cited(entry.source)),
    ]
    return _told(request, code, entry, facts, over=_("Chỉ tiêu"), extra={})


def _told(
    request: HttpRequest,
    code: str,
    entry: Any,
    facts: list[Any],
    *,
    over: str,
    extra: dict[str, Any],
) -> HttpResponse:
    on = asking.day_of(request)
    tops = (
        homes(asking.actor_of(request), on)
        if allows_somewhere(asking.actor_of(request), "figures.view")
        else []
    )
    context = {
        "facts": facts,
        "entry": entry,
        "why": [(top.full_name, why_url(code, top.code, on)) for top in tops],
        **extra,
    }
    crumbs = [
        *CRUMBS,
        (over, reverse("overview:indicators" if "cases" in extra else "overview:elements")),
    ]
    return page(
        request,
        "overview/measure.html",
        context,
        title=named(entry),
        over=over,
        subtitle=entry.explain or "",
        crumbs=crumbs,
    )


def show_norm(request: HttpRequest, code: str) -> HttpResponse:
    """One norm: dated thresholds with sources, and who misses it now."""
    on = asking.day_of(request)
    rule = next((one for one in rules() if one.code == code), None)
    if rule is None:
        raise NotFound(N_("Không có định mức “{name}” trong danh mục."), name=code[:80])
    facts = [
        (_("Mã"), rule.code),
        (_("Công thức"), f"{rule.left} {rule.operator}"),
        (_("Chỉ xét khi"), rule.when),
        (_("Áp dụng cho"), _types(rule)),
        (_("Mức độ"), SEVERITIES[rule.severity]),
    ]
    steps = [_step(rule, one, on) for one in rule.thresholds]
    context = {"rule": rule, "facts": facts, "steps": steps, "on": on, **_who_misses(request, rule)}
    return page(request, "overview/norm.html", context, title=norm_label(rule), over=_("Định mức"), subtitle=rule.explain,
                crumbs=[*CRUMBS, (_("Định mức"), reverse("overview:norms"))])  # fmt: skip


def _who_misses(request: HttpRequest, rule: NormRule) -> dict[str, Any]:
    """The units of the reader's own scope that miss the rule on the day; nothing where it is not in force."""
    actor, on = asking.actor_of(request), asking.day_of(request)
    if rule.threshold_on(on) is None or not allows_somewhere(actor, "norms.view"):
        return {}
    tops = homes(actor, on)
    if not tops:
        return {}
    where = place(actor, tops[0].code, on, tops[0].level)
    judged = findings(actor, where, {rule.code}, since=True)
    if judged is None:
        return {"place": where, "too_many": True}
    return {"place": where, "table": lacking_table(request, where, judged), "tally": tally(judged)}


def _step(rule: NormRule, one: Any, on: Any) -> dict[str, Any]:
    facts = [cited(one.source), one.source.reading, one.source.note]
    return {
        "on": one.valid_from,
        "title": _threshold(rule, one) if one.value is not None else _("hết hiệu lực"),
        "text": " ".join(fact if fact.endswith(".") else f"{fact}." for fact in facts if fact),
        "current": rule.threshold_on(on) is one,
    }


def _types(rule: NormRule) -> str:
    return ", ".join(type_word(one) for one in sorted(rule.types))


def _threshold(rule: NormRule, one: Any) -> str | None:
    if one is None or one.value is None:
        return None
    high = f"–{show_number(one.up_to, rule.decimals)}" if one.up_to is not None else ""
    return f"{OPERATORS.get(rule.operator, rule.operator)} {show_number(one.value, rule.decimals)}{high} {unit_word(rule.unit)}"


def _label(known: Catalogue, key: str) -> str:
    info = known.elements.get(key)
    return named(info.entry) if info else key


def _form_name(definition: str | None) -> str | None:
    return named(catalogue().definition(definition).entry) if definition else None


def _cited(source: Any) -> str:
    named = " ".join(part for part in (source.clause, source.document) if part)
    return named or source.text or source.url or ""
