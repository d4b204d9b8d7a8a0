"""What the front end's sources promise: no addresses, no inline styles, complete catalogues."""

from __future__ import annotations

import json
from pathlib import Path

from tools import build_frontend, messages

ROOT = Path(__file__).resolve().parents[2]


def test_the_lock_file_holds_checksums_and_no_download_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    fetched = {name: said for name, said in packages.items() if name}
    assert fetched
    assert [name for name, said in fetched.items() if "resolved" in said] == []
    assert [name for name, said in fetched.items() if "integrity" not in said] == []


def test_the_wanted_packages_are_pinned() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    versions = [*wanted["dependencies"].values(), *wanted["devDependencies"].values()]
    assert [version for version in versions if not version[0].isdigit()] == []


def test_a_bundle_is_made_anew_only_when_a_source_changes(tmp_path: Path) -> None:
    source = ROOT / "frontend" / "app.js"
    lock = ROOT / "package-lock.json"
    assert build_frontend.digest([source, lock]) == build_frontend.digest([source, lock])
    assert build_frontend.digest([source]) != build_frontend.digest([lock])


def test_the_interface_is_translated() -> None:
    faults = messages.check(messages.gathered(), messages.read(messages.ENGLISH))
    assert [fault for fault in faults if "foundation/ui" in fault] == []


def test_the_vietnamese_of_the_account_pages_keeps_its_placeholders() -> None:
    catalogue = messages.read(messages.VIETNAMESE)
    assert list(messages.check_written(catalogue)) == []
    assert all(message.string for message in catalogue if message.id)


def test_texts_are_found_in_templates_and_in_code(tmp_path: Path) -> None:
    template = tmp_path / "templates" / "page.html"
    template.parent.mkdir()
    template.write_text(
        "{% load i18n %}\n  <p title=\"{% translate 'Chào' %}\">{{ _('Một') }} it's 1\n"
        '    {% include "x" with label=_("Hai") %}\n'
        " {% blocktranslate trimmed with name=user %}\n   Chào {{ name }} (bạn)\n"
        " {% endblocktranslate %}",
        encoding="utf-8",
    )
    code = tmp_path / "code.py"
    code.write_text('N_("Ba")\nraise X(_("Bốn {n}"), n=1)\n', encoding="utf-8")
    found = [text for path in (template, code) for text, _, _ in messages.texts(path)]
    assert found == ["Chào", "Một", "Hai", "Chào %(name)s (bạn)", "Ba", "Bốn {n}"]


def test_a_lost_placeholder_is_told() -> None:
    catalogue = messages.Catalog(locale="en")
    catalogue.add("Còn {left} mã", "Codes left")
    catalogue.add("Còn {left} xã", "{left} communes left")
    assert len(list(messages.check_written(catalogue))) == 1
