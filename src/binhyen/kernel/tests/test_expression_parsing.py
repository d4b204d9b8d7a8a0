"""The language: what parses, what it prints back, and what is refused where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.errors import Invalid
from binhyen.kernel.expressions import Expression, Reference, parse


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("a.b", "a.b"),
        ("a.b_c2.d", "a.b_c2.d"),
        ("p.count[ sex = f , age=14-18 ]", "p.count[age=14-18,sex=f]"),
        ("1.50", "1.5"),
        ("a+b*c", "a + b * c"),
        ("(a+b)*c", "(a + b) * c"),
        ("a-(b-c)", "a - (b - c)"),
        ("(a-b)-c", "a - b - c"),
        ("a/(b*c)", "a / (b * c)"),
        ("-a*b", "-a * b"),
        ("-(a*b)", "-(a * b)"),
        ("a - -b", "a - -b"),
        ("a<b and b<=c or not a=c", "a < b and b <= c or not a = c"),
        ("a<b and (b<c or c!=1)", "a < b and (b < c or c != 1)"),
        ("not(a<b and b<c)", "not (a < b and b < c)"),
        ("min( a,b , 3)", "min(a, b, 3)"),
        ("round(a/b*100,1)", "round(a / b * 100, 1)"),
        ("value_or(a,0)+\n abs(b)", "value_or(a, 0) + abs(b)"),
        ("if(a>=5,a,max(b,0))", "if(a >= 5, a, max(b, 0))"),
        ("note + order + iffy", "note + order + iffy"),
    ],
)
def test_it_prints_itself_in_one_way(text: str, canonical: str) -> None:
    expression = parse(text)
    assert str(expression) == canonical
    assert parse(canonical) == expression
    assert hash(parse(canonical)) == hash(expression)


def test_it_lists_its_references_once() -> None:
    assert parse("a.x[sex=f] / a.x + if(b > 1, a.x, c)").references() == {
        Reference("a.x"),
        Reference("a.x", (("sex", "f"),)),
        Reference("b"),
        Reference("c"),
    }


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 1),
        ("a +", 4),
        ("a b", 3),
        ("(a", 3),
        ("a)", 2),
        ("a..b", 1),
        ("a.", 1),
        ("A", 1),
        ("a__b", 1),
        ("a.__class__", 1),
        ("().__class__", 3),
        ("'x'", 1),
        ('"x"', 1),
        ("lambda x: 1", 9),
        ("a; b", 2),
        ("a -- b\n/* */", 9),
        ("a[0]", 1),
        ("a[sex=f", 1),
        ("a[sex=f,sex=m]", 1),
        ("é", 1),
        ("１", 1),
        ("1e5", 1),
        ("1_000", 1),
        ("0.0000001", 1),
        ("99999999999999999", 1),
        ("1 % 2", 3),
        ("2 ** 3", 4),
        ("a == b", 4),
        ("a < b < c", 7),
        ("a and b > 1", 1),
        ("a > 1 and b", 11),
        ("not a", 5),
        ("1 + (a > 2)", 5),
        ("if(a, 1, 2)", 4),
        ("if(a > 1, 1)", 12),
        ("abs(a > 1)", 5),
        ("min(a)", 6),
        ("min", 1),
        ("a > 1 and", 10),
        ("eval(a)", 1),
        ("a.b(1)", 1),
        ("round(a, 7)", 10),
        ("round(a, b)", 10),
        ("round(round(round(a, 1), 1), 1)", 13),
    ],
)
def test_it_refuses_with_the_position(text: str, position: int) -> None:
    with pytest.raises(Invalid) as refusal:
        parse(text)
    assert refusal.value.details["position"] == position


@pytest.mark.parametrize(
    "text",
    [
        "(" * 11 + "a" + ")" * 11,
        "-" * 11 + "a",
        "not " * 11 + "a = 1",
        "abs(" * 1000,
        "+".join(["a"] * 202),
        "min(" + ", ".join(["a"] * 21) + ")",
        " " * 2001,
        "*".join(["a"] * 30),
        "/".join(["a"] * 60),
        "1 / (0.000001 * 0.000001) > " + "*".join(["a"] * 20),
        "if(" + "*".join(["a"] * 30) + " > 1, 1, 2)",
    ],
)
def test_it_refuses_what_could_exhaust_or_overflow(text: str) -> None:
    with pytest.raises(Invalid):
        parse(text)


def test_it_accepts_formulas_of_honest_size() -> None:
    assert parse(" + ".join(["incident"] * 150))
    assert parse("*".join(["a"] * 15))
    assert parse("(" * 10 + "a" + ")" * 10) == parse("a")


@given(st.text("ab.1 +-*/()<>=,![]\n'\\_andortif", max_size=40))
def test_it_either_parses_to_a_fixed_point_or_refuses(text: str) -> None:
    try:
        expression = parse(text)
    except Invalid:
        return
    assert isinstance(expression, Expression)
    assert parse(str(expression)) == expression
