"""Weights of a scenario: the catalogue's, with what the scenario sets over them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from binhyen.features.staffing.entries import WeightsEntry
from binhyen.kernel.errors import N_, Invalid, RowProblem
from binhyen.solver.deployment.api import Weights

# The one name of rules.toml that the solver's value spells otherwise.
_SPELT = {"per_post": "wait_per_post"}


def weights_with(entry: WeightsEntry, changed: Mapping[str, Any]) -> Weights:
    """The catalogue's weights; `changed` names some anew as in rules.toml, dotted (`match.want_miss`).

    Raises:
        Invalid: a name rules.toml does not know, or a value of the wrong kind.
    """
    groups = entry.model_dump()
    for name, value in changed.items():
        group, _, leaf = name.partition(".")
        if leaf not in groups.get(group, {}):
            raise Invalid(
                N_("Không có trọng số {name}; xem các tên trong catalogue/deployment.yaml."),
                name=name,
            )
        groups[group][leaf] = value
    flat = {
        _SPELT.get(leaf, leaf): value for group in groups.values() for leaf, value in group.items()
    }
    try:
        return _weights().validate_python(flat)
    except ValidationError as fault:
        rows = [
            RowProblem(None, ".".join(map(str, one["loc"])), str(one["input"])[:80], one["msg"])
            for one in fault.errors()
        ]
        raise Invalid(N_("Trọng số của kịch bản sai."), rows=rows) from fault


@cache
def _weights() -> TypeAdapter[Weights]:
    return TypeAdapter(Weights)
