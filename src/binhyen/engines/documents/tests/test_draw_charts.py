"""Charts drawn without a browser: Vietnamese, our numbers, equal bytes, honest refusals."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from binhyen.engines.documents.api import chart_png, chart_svg
from binhyen.engines.documents.rendering import assets
from binhyen.engines.documents.tests.samples import OPTION
from binhyen.kernel.errors import Invalid

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own picture
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def test_it_writes_vietnamese_names_and_numbers():
    found = words(chart_svg(OPTION))
    assert {"Kỳ trước", "Kỳ này", "Trộm cắp", "Cố ý gây thương tích"} <= set(found)
    assert "1.234,5 vụ" in [word.replace("\u00a0", " ") for word in found]
    assert "1.400,0" in found


def test_a_missing_value_is_not_drawn_as_zero():
    assert not any(word.startswith("0,0 ") for word in words(chart_svg(OPTION)))


def test_every_name_is_shown_on_paper():
    names = [f"Thị trấn {letter}" for letter in "ABCDEFGHIJKL"]
    option = OPTION | {
        "xAxis": {"type": "category", "data": names},
        "series": [{"type": "bar", "data": [1] * 12}],
    }
    found = " ".join(words(chart_svg(option)))
    assert found.count("Thị") == 12


def test_equal_options_are_equal_bytes_in_any_process():
    first, again = chart_svg(OPTION), chart_svg(OPTION)
    code = (
        "from binhyen.engines.documents.api import chart_svg;"
        "from binhyen.engines.documents.tests.samples import OPTION;"
        "from hashlib import sha256; print(sha256(chart_svg(OPTION).encode()).hexdigest())"
    )
    code = "import django; django.setup();" + code
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert first == again
    assert other.stdout.strip() == sha256(first.encode()).hexdigest()


def test_nothing_of_the_screen_is_left():
    svg = chart_svg(OPTION)
    assert ":hover" not in svg
    assert "ecmeta" not in svg
    assert "system-ui" not in svg


def test_the_option_stays_as_it_was():
    before = repr(OPTION)
    chart_svg(OPTION)
    assert repr(OPTION) == before


def test_the_picture_has_the_size_asked_for():
    with Image.open(BytesIO(chart_png(OPTION, width_mm=100, height_mm=50))) as picture:
        assert picture.width == pytest.approx(2 * picture.height, abs=2)
        assert picture.width == pytest.approx(100 / 25.4 * 220, abs=2)
        assert len(picture.convert("RGB").getcolors(1 << 20)) > 50
        assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    "option",
    [{"series": [{"data": {1, 2}}]}, {"series": [{"type": "bar", "data": [float("nan")]}]}],
)
def test_it_refuses_what_is_not_json(option: dict):
    with pytest.raises(Invalid, match="biểu đồ"):
        chart_svg(option)


def test_missing_assets_say_how_to_get_them(monkeypatch, tmp_path):
    monkeypatch.setattr(assets, "BUILT", tmp_path)
    with pytest.raises(Invalid, match="make setup"):
        assets.asset("ssr-charts.js")
