"""Whole answers remembered in one process: asked again with nothing changed, a grid costs two statements.

An answer is known by its question, the catalogue, the trees it stands in, the stamps of its periods and the reports that
wait; whoever approves, hands in, changes a form or a unit makes another key. Rights are checked before anything is
looked up.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from threading import Lock

from binhyen.engines.indicators.queries.grids.memory import Form
from binhyen.engines.indicators.queries.trees import Tree
from binhyen.engines.indicators.rules.catalogue import Catalogue
from binhyen.engines.indicators.rules.cubes import Ints
from binhyen.engines.indicators.rules.grids import Cells, Grid

BUDGET = 96 * 2**20
"""Bytes of answers one process keeps; 80 elements by province over 48 months take 17 MB."""


class Held:
    """What an answer was made from, held so that nothing else can bear the identities its key goes by."""

    def __init__(self, known: Catalogue, trees: Iterable[Tree]) -> None:
        self.known, self.trees = known, tuple({id(tree): tree for tree in trees}.values())

    @property
    def key(self) -> Hashable:
        """Equal for the same objects only."""
        return id(self.known), tuple(id(tree) for tree in self.trees)


def state_of(forms: Mapping[str, Form], waiting: Mapping[int, Ints]) -> Hashable:
    """What the stored reports behind an answer looked like."""
    stamps = tuple(
        (period.pk, period.stamp) for form in forms.values() for period in form.stored.values()
    )
    layouts = tuple(tuple(form.layout) for form in forms.values())
    return stamps, layouts, tuple((pk, units.tobytes()) for pk, units in sorted(waiting.items()))


def remembered(question: Hashable, state: Hashable, held: Held, make: Callable[[], Grid]) -> Grid:
    """The answer to a question, made anew when anything behind it is another.

    Raises:
        whatever `make` raises; a refusal is not remembered.
    """
    key = (question, state, held.key)
    with _lock:
        if key in _answers:
            _answers.move_to_end(key)
            return _answers[key][0]
    made = make()
    _seal(made)
    with _lock:
        _answers[key] = (made, held)
        while sum(_size(answer) for answer, _ in _answers.values()) > BUDGET:
            _answers.popitem(last=False)
    return made


def forget() -> None:
    """Drop everything remembered."""
    with _lock:
        _answers.clear()


def _seal(answer: Grid) -> None:
    """Many askers share the arrays, so none may write into them."""
    for cells in (answer.cells, answer.totals):
        for name in Cells.__slots__:
            getattr(cells, name).setflags(write=False)


def _size(answer: Grid) -> int:
    return sum(
        getattr(cells, name).nbytes
        for cells in (answer.cells, answer.totals)
        for name in Cells.__slots__
    )


_answers: OrderedDict[Hashable, tuple[Grid, Held]] = OrderedDict()
_lock = Lock()
