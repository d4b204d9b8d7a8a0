"""Charts without a browser: the option of the screen becomes SVG, or a PNG for word processors.

Equal options give equal bytes, in any process.
"""

from __future__ import annotations

import atexit
import json
from collections.abc import Mapping
from functools import lru_cache
from threading import Lock
from typing import Any

import typst
from py_mini_racer import JSEvalException, MiniRacer

from binhyen.engines.documents.rendering.assets import asset
from binhyen.engines.documents.rendering.fonts import fonts
from binhyen.kernel.errors import N_, Invalid

PIXELS_PER_MM = (
    4  # a 160 mm chart is laid out 640 pixels wide: 12-pixel letters print at 8.5 points
)
PNG_PPI = 220

_one_at_a_time = Lock()


def chart_svg(option: Mapping[str, Any], *, width_mm: int = 160, height_mm: int = 80) -> str:
    """Draw an ECharts option; numbers are written as `option["binhyen"]` says (`decimals`, `unit`, `maps`).

    Raises:
        Invalid: the option is not JSON or ECharts refuses it; or set-up has not built the bundle.
    """
    try:
        text = json.dumps(option, ensure_ascii=False, allow_nan=False)
        with _one_at_a_time:
            drawn = _engine().call(
                "render", text, width_mm * PIXELS_PER_MM, height_mm * PIXELS_PER_MM
            )
    except (TypeError, ValueError, JSEvalException) as fault:
        raise Invalid(
            N_("Không vẽ được biểu đồ: {reason}"), kind="chart-refused", reason=str(fault)
        ) from fault
    return str(drawn)


def chart_png(option: Mapping[str, Any], *, width_mm: int = 160, height_mm: int = 80) -> bytes:
    """The same picture as `chart_svg` in pixels, sharp enough for print.

    Raises:
        Invalid: as `chart_svg`.
    """
    svg = chart_svg(option, width_mm=width_mm, height_mm=height_mm)
    source = (
        f"#set page(width: {width_mm}mm, height: {height_mm}mm, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    png = typst.compile(
        source.encode(),
        format="png",
        ppi=PNG_PPI,
        sys_inputs={"svg": svg},
        font_paths=fonts(),
        ignore_system_fonts=True,
    )
    return bytes(png)


@lru_cache(maxsize=1)
def _engine() -> MiniRacer:
    engine = MiniRacer()
    # Left to garbage collection it waits, at exit, for a thread that is already stopped.
    atexit.register(engine.close)
    engine.eval(asset("ssr-charts.js").read_text(encoding="utf-8"))
    advances = asset("chart-advances.json").read_text(encoding="utf-8")
    engine.eval(f"useAdvances({json.dumps(advances)})")
    return engine
