"""Vietnamese text as values: one stored form (NFC), one search form, one alphabetical order."""

from __future__ import annotations

import unicodedata

from binhyen.kernel.errors import N_, Invalid

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_DIGITS36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_END, _SPACE, _OTHER = "00", "01", "zz"
_RANKS = {
    letter: _DIGITS36[rank // 36] + _DIGITS36[rank % 36]
    for rank, letter in enumerate("0123456789" + _LETTERS, start=2)
}
_MARKUP = frozenset("<>")
# Controls, formats (bidirectional overrides, zero-width marks), surrogates, private use, unassigned.
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def nfc(text: str) -> str:
    """The composed Unicode form, the only one stored or compared."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The search form: without case, tones, hats and đ's bar; runs of white space become one space.

    Written into `search` columns and applied to what the user types, because no database folds
    Vietnamese alike. `fold("Thị trấn  ĐÔNG Sơn") == "thi tran dong son"`; idempotent.
    """
    opened = unicodedata.normalize("NFKD", nfc(text).casefold())
    # Opening a ligature or a squared unit can bring capitals back, so case goes a second time;
    # đ has no decomposition, so its bar survives the stripping of combining marks.
    opened = unicodedata.normalize("NFKD", opened.casefold()).replace("đ", "d")
    bare = "".join(mark for mark in opened if not unicodedata.combining(mark))
    return " ".join(unicodedata.normalize("NFC", bare).split())


def sort_key(text: str) -> str:
    """A key that sorts in Vietnamese alphabetical order under any collation.

    Shape: ASCII digits and lower-case letters only, two per character, so that it may be stored
    and compared by any database. First by letters (a ă â b c d đ e ê ...), then, among equal
    letters, by tone (ngang huyền hỏi ngã sắc nặng). Case and runs of spaces do not count.
    """
    letters: list[str] = []
    tones: list[str] = []
    for character in " ".join(nfc(text).casefold().split()):
        letter, tone = _split_tone(character)
        letters.append(_rank(letter))
        tones.append(tone)
    return "".join(letters) + _END + "".join(tones)


def clean_text(value: str, max_length: int, *, multiline: bool = False) -> str:
    """Text fit to be stored and shown: NFC, trimmed, nothing invisible, no markup.

    Raises:
        Invalid: control, bidirectional or zero-width characters, `<` or `>`, or more than
            `max_length` characters. Line breaks pass only when `multiline`.
    """
    text = nfc(value.replace("\r\n", "\n")).strip()
    if len(text) > max_length:
        raise Invalid(
            N_("Văn bản dài {length} ký tự, tối đa {max_length}: hãy viết ngắn lại."),
            length=len(text),
            max_length=max_length,
        )
    for position, character in enumerate(text, start=1):
        _refuse_character(character, position, multiline=multiline)
    return text


def _split_tone(character: str) -> tuple[str, str]:
    opened = unicodedata.normalize("NFD", character)
    tone = next((_TONES[mark] for mark in opened if mark in _TONES), "0")
    return nfc("".join(mark for mark in opened if mark not in _TONES)), tone


def _rank(letter: str) -> str:
    if letter == " ":
        return _SPACE
    if letter in _RANKS:
        return _RANKS[letter]
    # Anything foreign comes last, in the order of its code points.
    return "".join(f"{_OTHER}{ord(part):06x}" for part in letter)


def _refuse_character(character: str, position: int, *, multiline: bool) -> None:
    if multiline and character == "\n":
        return
    if character in _MARKUP:
        raise Invalid(
            N_("Ký tự “{character}” ở vị trí {position} không được dùng: hãy bỏ dấu thẻ < và >."),
            character=character,
            position=position,
        )
    if unicodedata.category(character) in _HIDDEN_CATEGORIES:
        raise Invalid(
            N_("Ký tự ẩn {character} ở vị trí {position}: hãy gõ lại đoạn này."),
            character=f"U+{ord(character):04X}",
            position=position,
        )
