"""What every catalogue entry shares: it is frozen, refuses unknown keys, and says where it comes from.

A catalogue entry is reviewed data, so a typing slip must never pass as a silent extra field.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator


class Certainty(StrEnum):
    """How sure a fact is; anything but `C` may be a default, never a silent truth."""

    CONFIRMED = "C"  # read in a source during the research
    SECOND_HAND = "C2"  # seen only in a secondary copy; check before relying on it
    RECALLED = "R"  # general knowledge, no source read
    DERIVED = "D"  # our arithmetic on confirmed figures; the inputs are named


def _composed(text: str) -> str:
    """Decomposed Vietnamese looks the same on screen and compares as different."""
    if unicodedata.normalize("NFC", text) != text:
        raise ValueError("chữ chưa ở dạng dựng sẵn (NFC): gõ lại bằng bộ gõ Unicode dựng sẵn")
    if text != text.strip():
        raise ValueError("thừa khoảng trắng ở đầu hoặc cuối")
    return text


def _not_boolean(value: object) -> object:
    """YAML reads `no` and `yes` as truth values; as a number they would become 0 and 1."""
    if isinstance(value, bool):
        raise ValueError("cần một số, không phải đúng/sai")  # noqa: TRY004 - pydantic reports ValueError
    return value


# Types of commune-level unit; here because norms, reports and the programme all name them.
UnitType = Literal["xã", "phường", "thị trấn", "đặc khu"]
Text = Annotated[str, Field(min_length=1), AfterValidator(_composed)]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)*$", max_length=80)]
Number = Annotated[Decimal, BeforeValidator(_not_boolean), Field(allow_inf_nan=False)]


class Entry(BaseModel):
    """Base of every catalogue model: immutable, and a key nobody declared is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Labelled(Entry):
    """An entry with a code and a name in both languages."""

    code: Code = Field(description="Mã, chữ thường tiếng Anh, nối bằng dấu chấm; không đổi về sau")
    vi: Text = Field(description="Tên tiếng Việt, đúng như in trên biểu mẫu")
    en: Text = Field(description="Tên tiếng Anh")


class Source(Entry):
    """Where a fact comes from, and how sure it is."""

    certainty: Certainty = Field(description="C đã đọc nguồn; C2 bản sao; R nhớ lại; D suy ra")
    document: Text | None = Field(default=None, description="Ký hiệu văn bản có trong documents/")
    clause: Text | None = Field(default=None, description="Điều, khoản, điểm được dẫn")
    text: Text | None = Field(default=None, description="Nguồn không phải văn bản pháp luật")
    url: Text | None = Field(
        default=None, pattern=r"^https?://\S+$", description="Địa chỉ bài đã đọc"
    )
    note: Text | None = Field(
        default=None, description="Điều người đọc cần biết khi dùng nguồn này"
    )

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not (self.document or self.text or self.url):
            raise ValueError("nguồn phải nêu văn bản (document), lời văn (text) hoặc địa chỉ (url)")
        if self.clause and not self.document:
            raise ValueError("nêu điều khoản (clause) thì phải nêu văn bản (document)")
        return self
