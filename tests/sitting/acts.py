"""What the tests do in the server's installation: `python -m tests.sitting.acts prepare | serve PORT`."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta

os.environ["DJANGO_SETTINGS_MODULE"] = "binhyen.project.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from binhyen.features.conference import api  # noqa: E402
from binhyen.features.conference.tests.preparing import prepare as prepared  # noqa: E402
from binhyen.features.conference.tests.preparing import seat  # noqa: E402
from binhyen.features.conference.types import Role  # noqa: E402
from binhyen.foundation.access.api import Actor  # noqa: E402
from binhyen.kernel import clock  # noqa: E402
from binhyen.project import serving  # noqa: E402
from binhyen.worlds.an_phuoc import build  # noqa: E402


def prepare() -> dict[str, object]:
    """A conference of today with people who come by link; answers its number and their links."""
    call_command("migrate", verbosity=0)
    world = build(Actor.operator())
    begins = clock.now() + timedelta(minutes=30)
    made = prepared(world, starts_at=begins, ends_at=begins + timedelta(hours=3))
    who = world.operator
    cast = {
        "chair": seat(made, who, made.main, body="Công an tỉnh", office="Giám đốc", role=Role.CHAIR),
        "secretary": seat(made, who, made.main, body="Công an tỉnh", office="Thư ký", role=Role.SECRETARY),
        "head": seat(made, who, body="Công an huyện", office="Trưởng", role=Role.CHAIR),
        "guest": seat(made, who, body="Công an huyện", office="Đội trưởng"),
        "other": seat(made, who, made.second, body="Công an huyện", office="Phó trưởng"),
    }  # fmt: skip
    number = made.conference.pk
    for title in ("Chào mừng hội nghị", "Kết quả sáu tháng"):
        api.add_slide(who, conference_id=number, slide=api.NewSlide(title, "Số liệu mô phỏng"))
    links = {
        name: api.join_link(who, conference_id=number, delegate_id=one.pk).path
        for name, one in cast.items()
    }
    return {"conference": number, "links": links, "other": cast["other"].pk}


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serving.serve("127.0.0.1", int(sys.argv[2]))
    else:
        sys.stdout.write(json.dumps(prepare()) + "\n")
