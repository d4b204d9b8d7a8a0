"""Why a unit opens in its wave and not in another."""

from __future__ import annotations

import numpy as np

from binhyen.kernel.errors import N_
from binhyen.kernel.numbers import format_number
from binhyen.solver.deployment.explaining.ledger import Ledger
from binhyen.solver.deployment.words import Said, points


def why_now(ledger: Ledger, unit: int, officer: int | None = None) -> tuple[str, ...]:
    """Complexity and what waiting costs, the window, full waves before, and who could not leave earlier."""
    lines = ledger.members.get(unit, [])
    if not lines:
        return ()
    wave = lines[0].wave
    found = [_complexity(ledger, unit, wave), _window(ledger, unit)]
    found += _full_before(ledger, unit, wave)
    people = [ledger.officers[line.officer] for line in lines] if officer is None else [officer]
    for row in people:
        one = ledger.problem.candidates[row]
        if one.available_from_wave > 1:
            found.append(
                Said(
                    N_("{officer} chỉ đi được từ đợt {first}."),
                    officer=one.id,
                    first=one.available_from_wave,
                )
            )
    return tuple(found)


def _complexity(ledger: Ledger, unit: int, wave: int) -> str:
    need = ledger.problem.units[unit]
    each = ledger.problem.weights.wait_per_post[need.complexity - 1]
    return Said(
        N_(
            "{unit} phức tạp mức {complexity}/5: mỗi đợt chờ tốn {each} điểm một chức danh; ra quân đợt "
            "{wave} tốn {total} điểm chờ."
        ),
        unit=need.name,
        complexity=need.complexity,
        each=each,
        wave=wave,
        total=format_number(int(ledger.model.wait[unit, wave - 1])),
    )


def _window(ledger: Ledger, unit: int) -> str:
    waves = np.flatnonzero(ledger.model.window[unit]) + 1
    return Said(
        N_("Được ra quân từ đợt {first} đến đợt {last}."), first=int(waves[0]), last=int(waves[-1])
    )


def _full_before(ledger: Ledger, unit: int, wave: int) -> list[str]:
    """Earlier waves of the window that have no room for the unit."""
    filled = np.zeros(ledger.problem.last_wave, dtype=np.int64)
    for line in ledger.line.values():
        filled[line.wave - 1] += 1
    size, found = int(ledger.model.demand[unit].sum()), list[str]()
    for earlier in range(1, wave):
        room = int(ledger.model.capacity[earlier - 1] - filled[earlier - 1])
        if not ledger.model.window[unit, earlier - 1] or room >= size:
            continue
        price = float(ledger.capacity[earlier - 1])
        text = Said(
            N_("Đợt {wave} chỉ còn {room} chỗ, đơn vị cần {size}."),
            wave=earlier,
            room=room,
            size=size,
        )
        if price > 0:
            text = Said(
                N_("{text} Mỗi chỗ trong đợt ấy đáng giá {points} điểm."),
                text=text,
                points=points(price),
            )
        found.append(text)
    return found
