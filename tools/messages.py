"""Gather the Vietnamese texts, keep their English, compile both catalogues; no gettext programs needed.

python tools/messages.py             extract into en/django.po, then compile
python tools/messages.py --compile   only compile (set-up does this)
python tools/messages.py --check     list what lacks a translation, is stale or has other placeholders; exit 1
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "binhyen"
LOCALE = PACKAGE / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"
VIETNAMESE = LOCALE / "vi" / "LC_MESSAGES" / "django.po"
TEMPLATES = {".html", ".txt"}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    # A command's label is shown in the journal.
    "command": (2,),
}
HEADER = "# English translations of the texts of Bình Yên; the Vietnamese text is the key."
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*(?:![rsa])?(?::[^}]*)?\}|%[sd]")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--compile", action="store_true", help="only write the .mo files")
    parser.add_argument("--check", action="store_true", help="change nothing, list what is missing")
    chosen = parser.parse_args(arguments)
    if chosen.check:
        faults = [*check(gathered(), read(ENGLISH)), *check_written(read(VIETNAMESE))]
        for fault in faults:
            print(fault)
        print(f"messages: {len(faults)} lỗi")
        return 1 if faults else 0
    if not chosen.compile:
        write(merged(gathered(), read(ENGLISH)))
    compile_all()
    return 0


def gathered() -> Catalog:
    """Every text to translate in our own code, with the file it stands in."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    catalog = Catalog(locale="en", charset="utf-8")
    for path in sorted(PACKAGE.rglob("*")):
        if "tests" in path.parts or "dist" in path.parts or not path.is_file():
            continue
        name = path.relative_to(ROOT).as_posix()
        for text, comment, context in texts(path):
            # No line numbers: they would change with every edit and drown the real differences.
            catalog.add(text, locations=[(name, None)], auto_comments=comment, context=context)
    return catalog


def texts(path: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    if path.suffix == ".py":
        source = path.read_bytes()
    elif path.suffix in TEMPLATES and "templates" in path.parts:
        source = as_python(path)
    else:
        return
    for _line, text, comments, context in extract(
        "python", io.BytesIO(source), keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        if text and (text[0] if isinstance(text, tuple) else text).strip():
            yield text, comments, context


def as_python(path: Path) -> bytes:
    """A template as a row of calls; one call a line, since a template's indents mean nothing to Python."""
    rewritten = templatize(path.read_text(encoding="utf-8"), str(path))
    calls = re.findall(
        r"(?<!\w)(?:_|gettext|ngettext|pgettext|npgettext)\((?:[^()'\"]|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")*\)",
        rewritten,
    )
    return "\n".join(call.replace("\n", " ") for call in calls).encode()


def merged(found: Catalog, known: Catalog) -> Catalog:
    """What the code holds today, with the translations made so far; stale entries are left out."""
    for message in found:
        old = known.get(message.id, message.context) if message.id else None
        if old is not None:
            message.string = old.string
    return found


def check(found: Catalog, known: Catalog) -> Iterator[str]:
    """Texts without English, English without a text, and placeholders that differ."""
    for message in found:
        if not message.id:
            continue
        old = known.get(message.id, message.context)
        if old is None or not _written(old):
            where = ", ".join(file for file, _ in message.locations)
            yield f"chưa dịch: {first(message)!r} ({where})"
    for message in known:
        if message.id and found.get(message.id, message.context) is None:
            yield f"thừa: {first(message)!r} ({ENGLISH.name})"
    yield from check_written(known)


def check_written(known: Catalog) -> Iterator[str]:
    """Translations whose placeholders are not those of the text."""
    for message in known:
        if not message.id or not _written(message):
            continue
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        wanted = set(PLACEHOLDER.findall(first(message)))
        for string in strings:
            if set(PLACEHOLDER.findall(string)) - wanted or (
                len(strings) == 1 and set(PLACEHOLDER.findall(string)) != wanted
            ):
                yield f"khác chỗ điền: {first(message)!r} → {string!r}"


def first(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else str(message.id)


def _written(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(bool(string) for string in strings)


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=path.parts[-3])
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def write(catalog: Catalog) -> None:
    catalog.header_comment = HEADER
    catalog.project, catalog.version = "binhyen", ""
    catalog.fuzzy = False
    with io.BytesIO() as buffer:
        write_po(buffer, catalog, width=110, sort_output=True, omit_header=True, no_location=False)
        body = buffer.getvalue().decode()
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    # The usual header carries dates, which would make every run a change.
    head = (
        f'{HEADER}\nmsgid ""\nmsgstr ""\n"Project-Id-Version: binhyen\\n"\n"Language: en\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    ENGLISH.write_text(head + body.lstrip(), encoding="utf-8")


def compile_all() -> None:
    for path in sorted(LOCALE.rglob("*.po")):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        with io.BytesIO() as buffer:
            write_mo(buffer, read(path))
            target.write_bytes(buffer.getvalue())
        print(f"messages: {target.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
