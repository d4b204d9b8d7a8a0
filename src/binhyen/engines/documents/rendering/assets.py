"""Where the fonts and the chart bundle built at set-up lie; a missing one says how to get it."""

from __future__ import annotations

from pathlib import Path

from binhyen.kernel.errors import N_, Invalid

BUILT = Path(__file__).resolve().parents[1] / "assets" / "built"
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
    return [asset(name) for name in FONT_FILES][0].parent
