"""The only fonts a document may use: those built at set-up, never the machine's."""

from __future__ import annotations

from functools import lru_cache

import typst
from fontTools.ttLib import TTFont

from binhyen.engines.documents.rendering.assets import asset, font_folder

# Letters the text font lacks and what is printed in their place.
STAND_INS = str.maketrans({"≥": ">=", "≤": "<=", "→": "->", "\t": " "})


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Every built font, and neither the system's nor the typesetter's own."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(font_folder())],
    )


def unprintable(text: str) -> tuple[str, ...]:
    """The letters of a text the document font has no shape for, each once, in order."""
    return tuple(
        dict.fromkeys(letter for letter in text if letter != "\n" and ord(letter) not in _letters())
    )


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    with TTFont(asset("fonts/Tinos-Regular.ttf")) as font:
        return frozenset(font.getBestCmap())
