"""A Spark standalone cluster as ordinary processes of this machine: a master and workers, on loopback only."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

from binhyen.kernel.errors import N_, RuleBroken

HOST = "127.0.0.1"
MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"
PATIENCE = 60.0
"""Seconds a process may take to answer."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster: where its master listens, and the processes to end."""

    url: str
    master: int
    workers: tuple[int, ...]


def start_cluster(workers: int = 2, memory: str = "1g") -> Cluster:
    """Start a master and workers; they listen on loopback and nowhere else.

    Raises:
        RuleBroken: Spark or Java is missing, one is running already, or it does not answer.
    """
    _refuse_without_spark()
    if running_cluster() is not None:
        raise RuleBroken(N_("Cụm tính toán đang chạy; hãy dừng nó trước."))
    port = _free_port()
    url = f"spark://{HOST}:{port}"
    master = _spawn(MASTER, "--host", HOST, "--port", str(port), "--webui-port", "0")
    _await_port(port)
    started = tuple(
        _spawn(WORKER, "--host", HOST, "--webui-port", "0", "-c", "1", "-m", memory, url)
        for _ in range(workers)
    )
    found = Cluster(url, master, started)
    _path().write_text(json.dumps(asdict(found)), encoding="utf-8")
    return found


def stop_cluster() -> bool:
    """End the cluster's processes by their ids; whether one was running."""
    found = running_cluster()
    if found is None:
        return False
    for process in (*found.workers, found.master):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGTERM)
    _path().unlink(missing_ok=True)
    return True


def running_cluster() -> Cluster | None:
    """The cluster of this installation; None when none answers."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        held = json.loads(_path().read_text(encoding="utf-8"))
        found = Cluster(held["url"], held["master"], tuple(held["workers"]))
        if _answers(int(found.url.rpartition(":")[2])):
            return found
    return None


def _refuse_without_spark() -> None:
    if find_spec("pyspark") is None:
        raise RuleBroken(N_("Chưa cài pyspark: hãy chạy `make setup-distributed`."))
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise RuleBroken(
            N_("Máy chưa có Java 17 (ví dụ `apt-get install openjdk-17-jre-headless`).")
        )


def _spawn(kind: str, *arguments: str) -> int:
    # The launcher script only puts a class path together; Java is started directly, so its id is ours to end.
    java = Path(os.environ["JAVA_HOME"]) / "bin" / "java" if os.environ.get("JAVA_HOME") else "java"
    folder = _folder()
    jars = Path(find_spec("pyspark").origin or "").parent / "jars"  # type: ignore[union-attr]
    with (folder / f"{kind.rpartition('.')[2].lower()}.log").open("ab") as log:
        started = subprocess.Popen(  # noqa: S603 - our own arguments
            [str(java), "-cp", f"{jars}/*", "-Xmx512m", *OPENED, kind, *arguments],
            cwd=folder,
            env={**os.environ, "SPARK_LOCAL_IP": HOST, "SPARK_WORKER_DIR": str(folder / "work")}
            | {"SPARK_HOME": str(jars.parent), "SPARK_SCALA_VERSION": "2.13"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    return started.pid


OPENED = tuple(
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in (
        "java.lang",
        "java.lang.invoke",
        "java.lang.reflect",
        "java.io",
        "java.net",
        "java.nio",
        "java.util",
        "java.util.concurrent",
        "java.util.concurrent.atomic",
        "jdk.internal.ref",
        "sun.nio.ch",
        "sun.nio.cs",
        "sun.security.action",
        "sun.util.calendar",
    )
)
"""What Spark reaches into; its own launcher opens the same."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _await_port(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while not _answers(port):
        if time.monotonic() > until:
            raise RuleBroken(N_("Cụm tính toán không trả lời; xem nhật ký trong thư mục cluster."))
        time.sleep(0.2)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def _folder() -> Path:
    found = Path(settings.BINHYEN_HOME) / "cluster"
    found.mkdir(parents=True, exist_ok=True)
    return found


def _path() -> Path:
    return _folder() / "cluster.json"
