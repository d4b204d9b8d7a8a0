"""Where the fonts and the chart bundle built at set-up lie; a missing one says how to get it."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from binhyen.kernel.errors import N_, Invalid

PACKAGE = Path(__file__).resolve().parents[1]
BUILT = PACKAGE / "assets" / "built"
FONT_FILES = tuple(
    f"fonts/{name}.ttf"
    for name in (
        "Tinos-Regular",
        "Tinos-Italic",
        "Tinos-Bold",
        "Tinos-BoldItalic",
        "BeVietnamPro-Regular",
        "BeVietnamPro-SemiBold",
    )
)


def asset(name: str) -> Path:
    """The path of a built asset.

    Raises:
        Invalid: set-up has not built it.
    """
    path = BUILT / name
    if not path.is_file():
        raise Invalid(
            N_("Thiếu tệp “{name}” để dựng văn bản; hãy chạy `make setup`."),
            kind="assets-missing",
            name=name,
        )
    return path


def font_folder() -> Path:
    """The folder with every font, checked to be complete.

    Raises:
        Invalid: a font is missing.
    """
    for name in FONT_FILES:
        asset(name)
    return BUILT / "fonts"


@lru_cache(maxsize=1)
def code_sha256() -> str:
    """One hash over all that decides how a description is printed: our code, the form, fonts, the chart bundle."""
    code = [
        PACKAGE / "types.py",
        PACKAGE / "rules.py",
        *sorted((PACKAGE / "rendering").glob("*.[pt]y*")),
    ]
    built = [asset("chart-advances.json"), asset("ssr-charts.js"), *map(asset, FONT_FILES)]
    total = sha256()
    for path in (*code, *built):
        total.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return total.hexdigest()
