"""The headline figures of a board: each with its denominator, its verdict in words and a way to its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from binhyen.engines.indicators.api import Catalogue, Cell
from binhyen.features.overview.api import Board, compare_shares
from binhyen.features.overview.api import measures as m
from binhyen.features.overview.pages.links import why_url
from binhyen.features.overview.pages.words import entry_of, missing_words, percent, ratio_words
from binhyen.foundation.ui.api import show_number
from binhyen.kernel.periods import Period

Cells = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Card:
    """What `{% stat %}` shows."""

    label: str
    value: Decimal | int | None
    unit: str
    decimals: int
    note: str
    url: str
    state: str | None = None
    change_note: str = ""


def cards(board: Board, known: Catalogue) -> list[Card]:
    """The cards of a board, in the order of its story: people, norms, Party, premises, work."""
    day = {cell.measure: cell for cell in board.on_day.total_cells}
    year = {
        cell.measure: cell
        for cell in board.over.total_cells
        if cell.period.start == board.now.start
    }
    last = {
        cell.measure: cell
        for cell in board.over.total_cells
        if cell.period.start == board.before.start
    }
    made = [_officers(board, day), *_day_cards(board, known, day)]
    made += [_clear_up(board, year, last), _tips(board, known, year)]
    return [card for card in made if card is not None]


def _officers(board: Board, day: Cells) -> Card | None:
    officers, payroll = day.get(m.OFFICERS), day.get(m.PAYROLL)
    if officers is None or officers.value is None:
        return None
    share = percent(officers.value, payroll.value if payroll else None)
    note = _("{share} % biên chế công an cùng phạm vi ({payroll} người)").format(
        share=show_number(share, 2), payroll=show_number(payroll.value if payroll else None)
    )
    link = _link(board, m.OFFICERS)
    return Card(
        _("Cán bộ công an xã, thị trấn chính quy"), officers.value, _("người"), 0, note, link
    )


def _day_cards(board: Board, known: Catalogue, day: Cells) -> list[Card | None]:
    return [
        _rate(
            board,
            known,
            day.get(m.COVERAGE),
            _("Xã, thị trấn đạt định mức quân số"),
            _("đơn vị"),
            judged=True,
        ),
        _complete(board, day),
        _rate(board, known, day.get(m.CELLS), _("Đơn vị đủ điều kiện đã có chi bộ"), _("đơn vị")),
        _rate(
            board,
            known,
            day.get(m.PREMISES),
            _("Trụ sở xây mới đã sử dụng trên số cần đầu tư"),
            _("trụ sở"),
        ),
    ]


def _complete(board: Board, day: Cells) -> Card | None:
    complete, units = day.get(m.COMPLETE), day.get(m.PROGRAMME)
    if complete is None or units is None or complete.value is None or not units.value:
        return None
    note = _("{part} / {whole} đơn vị có đủ Trưởng, Phó trưởng Công an và Công an viên").format(
        part=show_number(complete.value), whole=show_number(units.value)
    )
    state = "met" if complete.value == units.value else "short"
    share = percent(complete.value, units.value)
    return Card(_("Đủ ba chức danh bắt buộc"), share, "%", 1, note, _link(board, m.COMPLETE), state)


def _rate(
    board: Board,
    known: Catalogue,
    cell: Cell | None,
    label: str,
    unit: str,
    *,
    judged: bool = False,
) -> Card | None:
    if cell is None:
        return None
    words = f"{ratio_words(cell)} {unit}" if cell.value is not None else missing_words(cell)
    state = None
    if judged and cell.value is not None:
        state = "met" if cell.value >= 100 else "short"
    decimals = entry_of(known, cell.measure).decimals
    return Card(label, cell.value, "%", decimals, words, _link(board, cell.measure), state)


def _clear_up(board: Board, year: Cells, last: Cells) -> Card | None:
    now, before = year.get(m.CLEAR_UP), last.get(m.CLEAR_UP)
    if now is None:
        return None
    if now.value is None or before is None:
        return Card(
            _("Tỷ lệ điều tra, khám phá"),
            now.value,
            "%",
            1,
            missing_words(now),
            _link(board, m.CLEAR_UP, board.now),
        )
    told = compare_shares(_pair(now), _pair(before), min(_full(now), _full(before)))
    note = _("{ratio} vụ; 12 tháng trước {before} %: {words}").format(
        ratio=ratio_words(now), before=show_number(told.before, 1), words=_(told.words)
    )
    return Card(
        _("Tỷ lệ điều tra, khám phá án trật tự xã hội"),
        now.value,
        "%",
        1,
        note,
        _link(board, m.CLEAR_UP, board.now),
    )


def _tips(board: Board, known: Catalogue, year: Cells) -> Card | None:
    cell = year.get(m.TIPS_RATE)
    if cell is None:
        return None
    unit = _("tin")
    note = f"{ratio_words(cell)} {unit}" if cell.value is not None else missing_words(cell)
    label = _("Tin báo, tố giác đã giải quyết")
    decimals = entry_of(known, m.TIPS_RATE).decimals
    return Card(label, cell.value, "%", decimals, note, _link(board, m.TIPS_RATE, board.now))


def _pair(cell: Cell) -> tuple[int, int]:
    return int(cell.numerator or 0), int(cell.denominator or 0)


def _full(cell: Cell) -> Decimal:
    return Decimal(cell.reported) / cell.expected if cell.expected else Decimal(0)


def _link(board: Board, measure: str, period: Period | None = None) -> str:
    return why_url(measure, board.place.unit.code, board.place.on, period)
