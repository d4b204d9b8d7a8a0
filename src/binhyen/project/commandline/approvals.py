"""What `binhyen figures` offers about deadlines: rounds of reminders and of the detector."""

from __future__ import annotations

from typing import Annotated

import typer

from binhyen.engines.units.api import find, structure
from binhyen.features.approval import api
from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, FormatOption, say


def mount(app: typer.Typer) -> None:
    """Add the commands that rest on approval."""
    app.command("remind")(remind)
    app.command("detect")(detect)


def remind(format_: FormatOption = Format.json) -> None:
    """Nhắc các đơn vị sắp đến hạn, quá hạn và báo cấp trên; chạy lại không nhắc hai lần."""
    done = api.remind(Actor.operator())
    say({"made": done.made, "known": done.known, "skipped": list(done.skipped)}, format_)


def detect(
    report: Annotated[str, typer.Option("--report", help="Mã mẫu báo cáo")],
    period: Annotated[str, typer.Option("--period", help="Kỳ, ví dụ admin:2022-05")],
    under: Annotated[str, typer.Option("--under", help="Mã đơn vị; VN là cả nước")] = "VN",
    format_: FormatOption = Format.json,
) -> None:
    """Rà soát số liệu một kỳ và hỏi các đơn vị; hỏi rồi thì không hỏi lại."""
    form = api.definition_of(report)
    span = api.period_named(form, period)
    unit_id = structure(span.last_day).root.id if under == "VN" else find(under, span.last_day).id
    done = api.ask(Actor.operator(), definition=form.code, period=span, unit_id=unit_id)
    say({"reports": done.reports, "made": done.made, "known": done.known}, format_)
