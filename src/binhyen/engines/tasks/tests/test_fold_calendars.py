"""Lines of a calendar file: whatever the text, nothing is lost and no line is too long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from binhyen.engines.tasks.rules.calendars import escaped, folded


@given(text=st.text(max_size=200))
def test_any_text_is_folded_and_escaped_without_loss(text: str) -> None:
    line = folded(escaped(text))
    pieces = line.split("\r\n")
    assert all(len(piece.encode(errors="surrogatepass")) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == escaped(text)
    assert "\n" not in escaped(text)
