"""What is written once in Vietnamese and shown in the reader's language: refusals, names, units of measure."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import get_language, gettext

from binhyen.foundation.access.api import NAMELESS
from binhyen.kernel.errors import N_, DomainError

UNIT_WORDS = frozenset({
    N_("biên bản"), N_("buổi"), N_("chi bộ"), N_("chức danh"), N_("cái"), N_("cơ sở"), N_("gương"), N_("hồ sơ"),
    N_("hộ"), N_("khẩu"), N_("kiến nghị"), N_("lượt"), N_("lượt người"), N_("lần"), N_("lớp"), N_("mô hình"),
    N_("nghị quyết"), N_("người"), N_("người/10 vạn dân"), N_("người/vạn dân"), N_("nhiệm vụ"), N_("nơi"),
    N_("quyết định"), N_("số"), N_("thẻ"), N_("tin"), N_("triệu đồng"), N_("trường hợp"), N_("trụ sở"),
    N_("tài khoản"), N_("tổ"), N_("viên"), N_("văn bản"), N_("vụ"), N_("vụ/vạn dân"), N_("điểm"), N_("đơn"),
    N_("đơn vị"), N_("đồng"), N_("đợt"),
})  # fmt: skip
"""The units of measure of the catalogue; signs such as % and m² need no words."""


class Named(Protocol):
    """An entry of the catalogue with its name in both languages."""

    @property
    def vi(self) -> str: ...

    @property
    def en(self) -> str: ...


def in_english() -> bool:
    """Whether the reader chose English."""
    return get_language() == "en"


def named(entry: Named) -> str:
    """The entry's name in the reader's language."""
    return (in_english() and entry.en) or entry.vi


def told(fault: DomainError) -> str:
    """A refusal in the reader's language, with its details filled in."""
    return fault.fill(gettext(fault.template))


def actor_name(name: str) -> str:
    """Who acts or acted; the operator, the system and visitors bear a word, people their own name."""
    return gettext(name) if name in NAMELESS else name


def unit_word(unit: str | None) -> str:
    """A unit of measure in the reader's language; one that has no word stays as written."""
    return gettext(unit) if unit in UNIT_WORDS and unit else unit or ""
