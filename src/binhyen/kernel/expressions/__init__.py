"""The one small language of formulas, norm sides, checks and targets.

An expression parses, lists what it refers to, evaluates, explains itself and becomes SQL; all
readings of one construct live in one small class. See `README.md` beside this file for the words
of the language and the meaning of its numbers, which is the same in Python and three databases.
"""

from binhyen.kernel.expressions.atoms import Number, Reference
from binhyen.kernel.expressions.base import Condition, Expression, Quantity
from binhyen.kernel.expressions.calls import Absolute, Choice, Largest, Rounded, Smallest, ValueOr
from binhyen.kernel.expressions.conditions import Comparison, Junction, Negation
from binhyen.kernel.expressions.dialects import DialectName, real_column
from binhyen.kernel.expressions.grammar import MAX_LENGTH, MAX_NESTING, parse
from binhyen.kernel.expressions.operations import Arithmetic, Opposite

__all__ = [
    "MAX_LENGTH",
    "MAX_NESTING",
    "Absolute",
    "Arithmetic",
    "Choice",
    "Comparison",
    "Condition",
    "DialectName",
    "Expression",
    "Junction",
    "Largest",
    "Negation",
    "Number",
    "Opposite",
    "Quantity",
    "Reference",
    "Rounded",
    "Smallest",
    "ValueOr",
    "parse",
    "real_column",
]
