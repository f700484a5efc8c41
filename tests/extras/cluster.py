"""Prove that `scale run` loses and doubles nothing on a cluster whose processes are killed; run by ``smoke.py`` and by pytest.

Usage: ``python cluster.py``. It starts a standalone master and two workers on the loopback interface, kills the command itself, a Python
worker, an executor and a worker while texts are read, and holds the records against those that are read here without any engine.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet
import pyspark

from servanda.collect import CollectConfig, collect
from servanda.extract import ExtractConfig
from servanda.model.codec import encode
from servanda.parse import ParseConfig, parse
from servanda.pipeline.reading import outputs, read_text, read_tools
from servanda.reference import ReferenceConfig

PLACES = ("Nyala", "Kosti", "Zalingei", "El Fasher", "El Obeid", "Kutum")
N_DOCUMENTS = 48
N_DAYS = 4
PAUSE = 0.05  # seconds between two looks
LOOKS = 20_000
PATIENCE = 1800.0
"""Seconds after which a process that this waits for is held to hang."""
LAUNCHER = Path(pyspark.__file__).parent / "bin" / "spark-class"
READING = "worker_process"


def rows() -> list[dict[str, str]]:
    """Return documents of several days, one of them twice."""
    made = [
        {
            "id": f"own-{n}", "published_on": f"2031-05-{6 + n % N_DAYS:02}", "language": "en",
            "text": f"Gunmen shelled {PLACES[n % len(PLACES)]} on {5 + n % N_DAYS} May 2031, killing {n + 2} people, a doctor said.",
        }
        for n in range(N_DOCUMENTS)
    ]  # fmt: skip
    return [*made, made[0]]


def read_here(table: Path) -> list[str]:
    """Return the records of a table as they are read without any engine, in order."""
    tools = read_tools(ReferenceConfig(countries=("SD",)), ExtractConfig())
    found = {}
    for item in collect(table, CollectConfig()):
        layer = parse(item.document, item.content, ParseConfig())
        found |= {record.id: encode(record).decode() for record in outputs(read_text(tools, layer))}
    return sorted(found.values())


def written(output: Path) -> list[str]:
    """Return the records in the tables, in order; every day must be whole."""
    days = sorted((output / "records").glob("day=*"))
    if not all((day / "_servanda.json").is_file() for day in days):
        sys.exit(f"a day is there without its note: {days}")
    files = [file for day in days for file in day.glob("*.parquet")]
    return sorted(
        line for file in files for line in pyarrow.parquet.ParquetFile(file).read().column("record").to_pylist()
    )


def below(pid: int) -> list[tuple[int, str]]:
    """Return the processes that a process started, and those that these did, with their command lines."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, _words_of(task).split()):
            found += [(child, _words_of(Path(f"/proc/{child}/cmdline")).replace("\0", " ")), *below(child)]
    return found


def _words_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it ended just now
        return ""


def wait_for(what: str, find: Callable[[], Any]) -> Any:
    """Return the first answer that is something; fail when none comes in a great many looks."""
    for _ in range(LOOKS):
        if found := find():
            return found
        time.sleep(PAUSE)
    sys.exit(f"never came: {what}")


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    """Yield the address of a master, and its two workers; all end with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, alone = f"spark://127.0.0.1:{port}", ("--host", "127.0.0.1", "--webui-port", "0")
    environment = os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m"}

    def start(name: str, kind: str, *words: str) -> subprocess.Popen:
        with (folder / f"{name}.log").open("wb") as log:
            command = [LAUNCHER, f"org.apache.spark.deploy.{kind}", *alone, *words]
            return subprocess.Popen(command, stdout=log, stderr=log, env=environment)

    started = [start("master", "master.Master", "--port", str(port))]
    try:
        for name in ("first", "second"):
            bounds = ("--cores", "1", "--memory", "1g", "--work-dir", str(folder / name))
            started.append(start(name, "worker.Worker", *bounds, address))
        log = folder / "master.log"
        wait_for("two workers at the master", lambda: log.read_text(errors="replace").count("Registering worker") == 2)
        yield address, started[1:]
    finally:
        for one in started:
            one.kill()
            one.wait()


def command(master: str, folder: Path) -> subprocess.Popen:
    """Start `servanda scale run`, some 12 documents a job."""
    program = Path(sys.executable).with_name("servanda")
    words = ("--in", str(folder / "texts.jsonl"), "--out", str(folder / "out"), "--country", "SD", "--master", master)
    small = ("--together", "12", "--a-task", "6", "--conf", "spark.executor.memory=600m")
    with (folder / "command.log").open("ab") as log:
        return subprocess.Popen([program, "scale", "run", *words, *small], stdout=log, stderr=log)


def kill_while_reading(worker: subprocess.Popen, whom: str | None) -> None:
    """Kill -9 the innermost process ``whom`` below a worker, or the worker itself, once a text is being read there."""

    def reading() -> list[int]:
        processes = below(worker.pid)
        if not any(READING in line for _, line in processes):
            return []
        return [pid for pid, line in processes if whom in line] if whom else [worker.pid]

    pid = wait_for(f"{whom or 'a worker'} at work", reading)[-1]
    os.kill(pid, signal.SIGKILL)
    print(f"killed {whom or 'a worker'}", flush=True)


def prove(folder: Path) -> None:
    """Kill everything once, and hold the records against those that are read here."""
    table, output = folder / "texts.jsonl", folder / "out"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows()), encoding="utf-8")
    with cluster(folder) as (master, workers):
        killed = command(master, folder)
        wait_for(
            "a day that is done", lambda: killed.poll() is not None or any(output.glob("records/day=*/_servanda.json"))
        )
        killed.kill()
        killed.wait()
        first = written(output)
        going_on = command(master, folder)
        for whom in ("pyspark.daemon", "CoarseGrainedExecutorBackend", None):
            kill_while_reading(workers[0], whom)
        if going_on.wait(PATIENCE) != 0:
            sys.exit((folder / "command.log").read_text(encoding="utf-8", errors="replace"))
        said = (folder / "command.log").read_text(encoding="utf-8", errors="replace").splitlines()[-1]
    expected, found = read_here(table), written(output)
    if not 0 < len(first) < len(found) or found != expected:
        sys.exit(f"{len(found)} records on the cluster ({len(first)} before the kill), {len(expected)} here")
    print(f"{len(found)} records as here; {said}")


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        prove(Path(place))
