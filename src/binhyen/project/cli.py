"""The command line `binhyen`: JSON on stdout, refusals on stderr with exit 2 and what to do."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binhyen.project.settings")

ON_FILES = frozenset(
    {("plan", verb) for verb in ("solve", "check", "country", "explain", "replan")}
)
"""Commands on files alone: they start without Django and need no installation."""


def main() -> None:
    """Run one command as the installation's operator."""
    from binhyen.kernel.errors import DomainError  # noqa: PLC0415
    from binhyen.project.env import BadSetting  # noqa: PLC0415

    try:
        if tuple(sys.argv[1:3]) in ON_FILES:
            _run_on_files()
        else:
            _run()
    except BadSetting as fault:
        _fail(str(fault))
    except DomainError as fault:
        _fail(str(fault), *(str(row) for row in fault.rows))
    except BrokenPipeError:
        sys.stderr.close()


def _run() -> None:
    import django  # noqa: PLC0415 - settings are read here, so that a bad one is told plainly

    django.setup()
    from binhyen.project.commandline import app  # noqa: PLC0415

    app(prog_name="binhyen")


def _run_on_files() -> None:
    from binhyen.features.staffing.cli import app  # noqa: PLC0415

    app(sys.argv[2:], prog_name="binhyen plan")


def _fail(*lines: str) -> None:
    sys.stderr.write("\n".join(lines) + "\n")
    raise SystemExit(2)


if __name__ == "__main__":
    main()
