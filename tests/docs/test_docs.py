"""The documentation tells the truth: what exists is mentioned, what is mentioned exists, and numbers agree."""

from __future__ import annotations

import ast
import re
from dataclasses import fields

import pytest
import yaml

from binhyen.project.env import Env
from tests.docs.pages import ROOT, command_line, guides, leaves, links, pages, shown_commands

GUIDES = sorted(guides())


@pytest.mark.parametrize("name", sorted(pages()))
def test_every_relative_link_leads_somewhere(name: str):
    folder = (ROOT / name).parent
    lost = [target for target in links(pages()[name]) if not (folder / target).exists()]
    assert not lost


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_shown_exists_with_its_options(name: str):
    for words in shown_commands(guides()[name]):
        refuse_unknown(words)


def refuse_unknown(words: list[str]) -> None:
    command, rest = command_line(), list(words)
    while getattr(command, "commands", None):
        assert rest, f"binhyen {' '.join(words)}: which command?"
        assert rest[0] in command.commands, f"binhyen {' '.join(words)}: no {rest[0]}"
        command = command.commands[rest.pop(0)]
    known = {name for given in command.params for name in (*given.opts, *given.secondary_opts)}
    used = {word.split("=")[0] for word in rest if word.startswith("--")}
    assert used <= known, f"binhyen {' '.join(words)}: no {', '.join(used - known)}"
    needed = {
        given.opts[0]
        for given in command.params
        if given.required and given.opts[0].startswith("--")
    }
    assert needed <= used, f"binhyen {' '.join(words)}: lacks {', '.join(needed - used)}"


def test_the_check_of_commands_can_fail():
    for words in (["units", "cuont"], ["units", "count", "--onn", "x"], ["norms", "check"]):
        with pytest.raises(AssertionError):
            refuse_unknown(words)


@pytest.mark.parametrize("path", [path for path, _ in leaves()], ids=" ".join)
def test_every_command_is_shown_to_somebody(path: tuple[str, ...]):
    shown = [words for text in guides().values() for words in shown_commands(text)]
    assert any(tuple(words[: len(path)]) == path for words in shown), (
        f"no guide uses binhyen {' '.join(path)}"
    )
    assert f"## `binhyen {' '.join(path)}`" in pages()["docs/reference/command-line.md"]


@pytest.mark.parametrize("field", [field.name for field in fields(Env)])
def test_every_setting_has_its_line(field: str):
    variable = "BINHYEN_" + field.upper()
    assert f"`{variable}`" in pages()["docs/reference/settings.md"]


def test_every_folder_of_the_catalogue_is_explained():
    folders = {path.name for path in (ROOT / "catalogue").iterdir() if path.is_dir()}
    text = pages()["catalogue/README.md"]
    assert not {name for name in folders if f"`{name}/`" not in text}


def test_every_module_has_its_line():
    surfaces = (ROOT / "src/binhyen").glob("*/*/api.py")
    names = {".".join(path.parent.relative_to(ROOT / "src/binhyen").parts) for path in surfaces}
    text = pages()["docs/reference/modules.md"]
    assert not {name for name in names if f"`{name}`" not in text}


def test_every_page_is_reached_from_the_index():
    index = pages()["docs/README.md"]
    reached = {(ROOT / "docs" / target).resolve() for target in links(index)}
    written = {
        path.resolve()
        for path in (ROOT / "docs").rglob("*.md")
        if path.name != "README.md" and path.parent.name != "decisions"
    }
    assert not sorted(path.name for path in written - reached)
    assert ROOT / "docs/decisions" in reached


def test_no_machine_path_is_written_down():
    # What a shell prints on the writer's machine is nobody else's truth.
    for name, text in pages().items():
        assert not re.search(r"(?<![\w.])/(?:work|root|home/\w+)/", text), name


@pytest.mark.parametrize(
    ("words", "folder", "field"),
    [
        (r"(\d+) elements", "elements", "elements"),
        (r"(\d+) indicators", "indicators", None),
        (r"(\d+) norms", "norms", None),
    ],
)
def test_counts_in_the_readme_are_those_of_the_catalogue(
    words: str, folder: str, field: str | None
):
    told = re.search(words, pages()["README.md"])
    assert told, f"README tells no number for {words}"
    files = [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (ROOT / "catalogue" / folder).glob("*.yaml")
    ]
    counted = sum(len(file[field]) if field else 1 for file in files)
    assert int(told.group(1)) == counted


def test_published_numbers_in_guides_are_those_of_the_catalogue():
    text = (ROOT / "catalogue/stated/thanh_hoa_deployment.yaml").read_text(encoding="utf-8")
    stated = {str(entry["value"]) for entry in yaml.safe_load(text)["stated"]}
    guide = pages()["docs/explanation/stated-figures.md"]
    told = {
        word.replace(",", "")
        for word in re.findall(r"\b(?:2,597|2,570|575|542|1,140|413|525|509)\b", guide)
    }
    assert len(told) == 8
    assert told <= stated


def test_limits_in_guides_are_those_of_the_product():
    source = (ROOT / "src/binhyen/foundation/accounts/commands/tokens.py").read_text(
        encoding="utf-8"
    )
    days = constant(source, "MAX_TOKEN_DAYS")
    for name in ("docs/how-to/use-the-api.md", "docs/explanation/commands-journal-access.md"):
        assert f"{days} " in pages()[name], name
    source = (ROOT / "src/binhyen/kernel/change.py").read_text(encoding="utf-8")
    review = pages()["docs/explanation/review.md"]
    assert f"{constant(source, 'MIN_COMPLETENESS'):.0%}".replace("%", " %") in review
    assert (
        f"differ by more than {constant(source, 'MAX_COMPLETENESS_GAP') * 100:.0f} points" in review
    )
    assert f"at least {constant(source, 'SMALL_CHANGE') * 100:.0f} % below" in review


def constant(source: str, name: str) -> float:
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            return ast.literal_eval(node.value)
    raise AssertionError(f"no constant {name}")
