"""The command line `binhyen`: JSON on stdout, refusals on stderr with exit 2 and what to do."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binhyen.project.settings")


def main() -> None:
    """Run one command as the installation's operator."""
    import django  # noqa: PLC0415 - settings are read here, so that a bad one is told plainly

    from binhyen.kernel.errors import DomainError  # noqa: PLC0415
    from binhyen.project.env import BadSetting  # noqa: PLC0415

    try:
        django.setup()
        from binhyen.project.commandline import app  # noqa: PLC0415

        app(prog_name="binhyen")
    except BadSetting as fault:
        _fail(str(fault))
    except DomainError as fault:
        _fail(str(fault), *(str(row) for row in fault.rows))
    except BrokenPipeError:
        sys.stderr.close()


def _fail(*lines: str) -> None:
    sys.stderr.write("\n".join(lines) + "\n")
    raise SystemExit(2)


if __name__ == "__main__":
    main()
