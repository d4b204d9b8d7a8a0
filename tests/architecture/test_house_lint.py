"""Each house rule fires on a bad line, leaves a good one alone, and the tree keeps them all."""

from __future__ import annotations

import pytest
from tools.house_lint import lint_source, lint_text, main

BAD = [
    (
        "only-commands-write",
        "src/binhyen/engines/units/queries.py",
        "Unit.objects.create(code='1')",
    ),
    ("only-commands-write", "src/binhyen/features/review/pages.py", "run.save()"),
    (
        "only-commands-write",
        "src/binhyen/engines/people/rules.py",
        "X.objects.filter(a=1).update(b=2)",
    ),
    ("pages-have-no-rows", "src/binhyen/engines/people/pages.py", "Officer.objects.all()"),
    ("pages-have-no-rows", "src/binhyen/engines/people/rest.py", "rows = Officer.objects"),
    ("no-get-model", "src/binhyen/engines/people/queries.py", "apps.get_model('units', 'Unit')"),
    ("identifiers-are-english", "src/binhyen/engines/units/rules.py", "def đơn_vị(): pass"),
    ("no-time-but-the-clock", "src/binhyen/engines/units/rules.py", "date.today()"),
]
GOOD = [
    ("src/binhyen/engines/units/commands.py", "Unit.objects.create(code='1')"),
    ("src/binhyen/engines/units/commands/loading.py", "Unit.objects.bulk_create(rows)"),
    ("src/binhyen/engines/units/migrations/0002_x.py", "apps.get_model('units', 'Unit')"),
    ("src/binhyen/engines/units/queries.py", "counts.update(extra)"),
    ("src/binhyen/engines/units/rules.py", "label = 'đơn vị'"),
    ("src/binhyen/kernel/clock.py", "datetime.now(UTC)"),
]


@pytest.mark.parametrize(("rule", "path", "line"), BAD)
def test_it_fires_on_a_bad_line(rule: str, path: str, line: str):
    assert [find.rule for find in lint_source(path, line)] == [rule]


@pytest.mark.parametrize(("path", "line"), GOOD)
def test_it_leaves_a_good_line_alone(path: str, line: str):
    assert lint_source(path, line) == []


def test_it_notices_decomposed_text():
    assert lint_text("a.md", "Co\u0323ng ho\u0300a")[0].rule == "text-is-nfc"
    assert lint_text("a.md", "Cộng hòa") == []


def test_the_tree_keeps_every_rule(capsys):
    assert main([]) == 0, capsys.readouterr().out
