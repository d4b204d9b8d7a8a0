"""Build what documents are rendered with: four Tinos faces, two of Be Vietnam Pro and the chart bundle.

Run after `npm ci`. Reads `node_modules` and `frontend/`, writes `src/binhyen/engines/documents/assets/built/`.
Web fonts come split by script; a typesetter wants one file a face, so the parts are merged.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it also runs as a plain file

from tools import node  # noqa: E402
from tools.build_frontend import digest, read  # noqa: E402

MODULES = ROOT / "node_modules"
BUILT = ROOT / "src/binhyen/engines/documents/assets/built"
STAMP = "built-from.txt"
LICENSED = ("@fontsource/tinos", "@fontsource/be-vietnam-pro", "echarts", "zrender")
SCRIPTS = ("latin", "latin-ext", "vietnamese")

# 2020-03-05, the day Decree 30/2020/NĐ-CP came into force: any fixed instant keeps the fonts' bytes equal.
FONT_INSTANT = 3_666_211_200


@dataclass(frozen=True, slots=True)
class Face:
    """One font file to build and the npm files it is merged from."""

    package: str
    family: str
    weight: int
    style: str
    name: str

    @property
    def file_name(self) -> str:
        return f"{self.family}-{self.name}.ttf".replace(" ", "")

    def part(self, script: str) -> Path:
        file = f"{self.package}-{script}-{self.weight}-{self.style}.woff2"
        return MODULES / "@fontsource" / self.package / "files" / file


CHART_REGULAR = Face("be-vietnam-pro", "Be Vietnam Pro", 400, "normal", "Regular")
CHART_BOLD = Face("be-vietnam-pro", "Be Vietnam Pro", 600, "normal", "SemiBold")
FACES = (
    Face("tinos", "Tinos", 400, "normal", "Regular"),
    Face("tinos", "Tinos", 400, "italic", "Italic"),
    Face("tinos", "Tinos", 700, "normal", "Bold"),
    Face("tinos", "Tinos", 700, "italic", "Bold Italic"),
    CHART_REGULAR,
    CHART_BOLD,
)


def main() -> int:
    if not (MODULES / "@fontsource/tinos").is_dir():
        print("Thiếu node_modules: hãy chạy `npm ci` trước.", file=sys.stderr)
        return 1
    wanted = digest(
        [ROOT / "package-lock.json", Path(__file__), *sorted((ROOT / "frontend").glob("*.*js"))]
    )
    if read(BUILT / STAMP) == wanted:
        return 0
    # Built aside and swapped in, so that a running server never meets a half-written folder.
    BUILT.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILT.parent, prefix=".building-") as aside:
        folder = Path(aside) / "built"
        build_all(folder)
        (folder / STAMP).write_text(wanted, encoding="ascii")
        shutil.rmtree(BUILT, ignore_errors=True)
        folder.rename(BUILT)
    print(f"documents: {len(FACES)} phông chữ và bộ vẽ biểu đồ trong {BUILT.relative_to(ROOT)}")
    return 0


def build_all(folder: Path) -> None:
    fonts = folder / "fonts"
    fonts.mkdir(parents=True)
    for face in FACES:
        build_face(face, fonts)
    write_advances(folder)
    bundle_charts(folder)
    write_licences(folder)


def build_face(face: Face, folder: Path) -> None:
    """Merge the parts of one face into one TTF named so that a typesetter finds it by family and style."""
    target = folder / face.file_name
    with tempfile.TemporaryDirectory() as scratch:
        parts = [unpacked(face.part(script), Path(scratch)) for script in SCRIPTS]
        merged = Merger(options=Options(drop_tables=["DSIG", "FFTM", "meta"])).merge(parts)
    name_face(merged, face)
    merged["head"].created = merged["head"].modified = FONT_INSTANT
    merged.recalcTimestamp = False
    merged.save(target)


def unpacked(part: Path, scratch: Path) -> str:
    """The merger reads plain TrueType only, so web compression and hinting come off first."""
    font = TTFont(part, recalcTimestamp=False)
    font.flavor = None
    for hinting in ("fpgm", "prep", "cvt ", "hdmx", "VDMX", "LTSH", "gasp"):
        if hinting in font:
            del font[hinting]
    for name in font.getGlyphOrder():
        font["glyf"][name].removeHinting()
    target = scratch / f"{part.stem}.ttf"
    font.save(target)
    return str(target)


def name_face(font: TTFont, face: Face) -> None:
    names = {
        1: face.family,
        2: face.name,
        4: f"{face.family} {face.name}",
        6: f"{face.family}-{face.name}".replace(" ", ""),
        16: face.family,
        17: face.name,
    }
    for name_id, text in names.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)


def write_advances(folder: Path) -> None:
    """The width of each letter in em, which the chart engine measures text with."""
    faces = {"regular": CHART_REGULAR, "bold": CHART_BOLD}
    table = {key: advances(folder / "fonts" / face.file_name) for key, face in faces.items()}
    text = json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (folder / "chart-advances.json").write_text(text, encoding="utf-8")


def advances(path: Path) -> dict[str, float]:
    font = TTFont(path)
    em, metrics = font["head"].unitsPerEm, font["hmtx"]
    return {
        chr(code): round(metrics[glyph][0] / em, 4) for code, glyph in font.getBestCmap().items()
    }


def bundle_charts(folder: Path) -> None:
    script, outfile = ROOT / "frontend/build-ssr.mjs", folder / "ssr-charts.js"
    node.run("node", str(script), str(outfile), cwd=ROOT)


def write_licences(folder: Path) -> None:
    """The licence of everything in the folder that is not ours; they allow passing it on together with them."""
    texts = [(MODULES / name / "LICENSE").read_text(encoding="utf-8") for name in LICENSED]
    parts = (f"{name}\n\n{text.strip()}\n" for name, text in zip(LICENSED, texts, strict=True))
    (folder / "licences.txt").write_text("\n\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
