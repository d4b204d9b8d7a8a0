"""Cut the text of an expression into tokens, each with its position."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from binhyen.kernel.errors import N_, Invalid

TokenKind = Literal["number", "word", "sign", "end"]

# One dash or underscore between letters and digits: never two, never at an end.
_NAME = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
_VALUE = r"[a-z0-9]+(?:[_-][a-z0-9]+)*"
_PAIR = rf"{_NAME} *= *{_VALUE}"
_TOKEN = re.compile(
    rf"""(?P<number>[0-9]+(?:\.[0-9]+)?)(?![A-Za-z0-9_.\[])
    |(?P<word>{_NAME}(?:\.{_NAME})*(?:\[\ *{_PAIR.replace(" ", chr(92) + " ")}(?:\ *,\ *{_PAIR.replace(" ", chr(92) + " ")})*\ *\])?)(?![A-Za-z0-9_.\[])
    |(?P<sign><=|>=|!=|[-+*/=<>(),])""",
    re.VERBOSE,
)
_BLANK = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text; `position` counts characters from 1."""

    kind: TokenKind
    text: str
    position: int


def tokens_of(text: str) -> list[Token]:
    """All tokens and an end mark.

    Raises:
        Invalid: a character or word that is not of the language, with its position.
    """
    tokens: list[Token] = []
    position = _skip_blank(text, 0)
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            raise unreadable(text[position : position + 20], position + 1)
        kind: TokenKind = "number" if found["number"] else "word" if found["word"] else "sign"
        tokens.append(Token(kind, found[0], position + 1))
        position = _skip_blank(text, found.end())
    return [*tokens, Token("end", "", len(text) + 1)]


def unreadable(text: str, position: int) -> Invalid:
    """The refusal of a piece that does not belong where it stands."""
    if not text:
        return Invalid(N_("Biểu thức kết thúc dở dang ở vị trí {position}."), position=position)
    return Invalid(
        N_("Không hiểu “{value}” ở vị trí {position} của biểu thức."),
        value=text,
        position=position,
    )


def _skip_blank(text: str, position: int) -> int:
    found = _BLANK.match(text, position)
    return found.end() if found else position
