"""One process's connection to the running cluster."""

from __future__ import annotations

import os
from typing import Any

from binhyen.engines.indicators.distributed.cluster import HOST, running_cluster
from binhyen.kernel.errors import N_, RuleBroken


def session() -> Any:
    """A Spark session on the running cluster.

    Raises:
        RuleBroken: no cluster runs, or Spark is not installed.
    """
    found = running_cluster()
    if found is None:
        raise RuleBroken(
            N_("Chưa có cụm tính toán: hãy chạy `binhyen figures cluster start --workers 2`.")
        )
    os.environ["SPARK_LOCAL_IP"] = HOST
    from pyspark.sql import SparkSession  # noqa: PLC0415 - half a gigabyte, only for whoever asks

    return (
        SparkSession.builder.master(found.url)
        .appName("binhyen")
        .config("spark.driver.host", HOST)
        .config("spark.driver.bindAddress", HOST)
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "700m")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
