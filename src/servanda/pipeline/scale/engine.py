"""The connection to a cluster, opened for one command and closed with it."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from servanda.errors import MachineError, UsageError

_ON_THIS_MACHINE: Final = ("local", "spark://127.0.0.1", "spark://localhost")
_N_SHOWN: Final = 400
_OWN: Final = {
    "spark.ui.enabled": "false",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",  # a day is text, and "unknown" is one
    "spark.sql.execution.arrow.maxRecordsPerBatch": "200",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.task.maxFailures": "8",
}


@contextmanager
def connected(master: str, python: str | None, further: Mapping[str, str]) -> Iterator[Any]:
    """Yield a session on ``master``; ``python`` is the interpreter on the executors, ``further`` settings of Spark.

    Raises `UsageError` where Spark is not installed, `MachineError` where the cluster does not answer or a job fails.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError("reading on a cluster needs the extra spark and Java 17: make setup-all") from error
    from py4j.protocol import Py4JError

    # Spark would start its workers with whatever "python3" is; they must have the package.
    os.environ["PYSPARK_PYTHON"] = python or sys.executable
    settings = {**_OWN, **(_LOOPBACK if master.startswith(_ON_THIS_MACHINE) else {}), **further}
    builder = SparkSession.builder.master(_tried(master)).appName("servanda scale")
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, Py4JError, RuntimeError) as error:
        raise MachineError(f"{master}: the engine does not start ({_first_line(error)})") from error
    try:
        session.sparkContext.setLogLevel("ERROR")
        yield session
    except (PySparkException, Py4JError) as error:
        words = "the same command goes on from what is done"
        raise MachineError(f"{master}: a job failed, {words} ({_first_line(error)})") from error
    finally:
        session.stop()


_LOOPBACK: Final = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}


def _tried(master: str) -> str:
    """Return ``local[N]`` as ``local[N,4]``: without it Spark tries no task again on this machine."""
    return f"{master[:-1]},4]" if master.startswith("local[") and "," not in master else master


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if "Error: " in line or "Exception: " in line]
    return (lines[-1] if lines else " ".join(str(error).split()))[:_N_SHOWN]
