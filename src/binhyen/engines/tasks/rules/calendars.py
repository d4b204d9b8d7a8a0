"""An iCalendar file (RFC 5545) of deadlines: whole days, and nothing about what the work is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

LINE_BYTES = 75


@dataclass(frozen=True, slots=True)
class DueDay:
    """How many tasks of one text are due on a day; `symbol` is all that is said of the text."""

    uid: str
    on: date
    symbol: str
    tasks: int


def calendar(days: Iterable[DueDay], *, title: str, words: str, url: str, stamp: datetime) -> str:
    """The file, lines folded at 75 bytes and ended by CRLF.

    Args:
        words: the event's words with {symbol} and {count}.
        url: the page where a signed-in reader finds more.
        stamp: when the newest of it was written, in UTC; the same tasks give the same file.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Binh Yen//tasks//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(title)}",
    ]
    for day in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{day.uid}@binhyen",
            f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escaped(words.format(symbol=day.symbol, count=day.tasks))}",
            f"URL:{url}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def escaped(text: str) -> str:
    """Text as a value: backslash, comma, semicolon and line ends escaped."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """The line cut into pieces of at most 75 bytes, never inside a letter; each next one begins with a space."""
    pieces, used = [""], 0
    for letter in line:
        size = len(letter.encode())
        if used + size > LINE_BYTES:
            pieces.append(" ")
            used = 1
        pieces[-1] += letter
        used += size
    return "\r\n".join(pieces)
