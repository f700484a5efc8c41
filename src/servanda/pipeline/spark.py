"""The same reading of texts on Apache Spark: `reading.read_text` under ``mapInArrow``, for millions of documents.

Needs the extra ``spark`` and Java 17. Runs on this machine (``local[N,4]``: N cores, four tries a task).
"""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from servanda.errors import UsageError
from servanda.extract import ExtractConfig
from servanda.model.codec import decode, encode
from servanda.model.documents import DocumentText
from servanda.pipeline.reading import Read, read_text, read_tools
from servanda.reference import ReferenceConfig

if TYPE_CHECKING:
    import pyarrow as pa

_TRIES = 4


def read_texts_on_spark(
    texts: Sequence[DocumentText], given: tuple[ReferenceConfig, ExtractConfig], workers: int
) -> Iterator[tuple[Read, ...]]:
    """Yield what was read in the texts, in their order. Raises `UsageError` where Spark is not installed."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError("--engine spark needs the extra spark and Java 17: make setup-all") from error
    if not texts:
        return
    # Spark would start its workers with whatever "python3" is; they must be this one, which has the package.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(f"local[{workers},{_TRIES}]").appName("servanda")
    builder = builder.config("spark.ui.enabled", "false").config("spark.driver.bindAddress", "127.0.0.1")
    session = builder.config("spark.driver.host", "127.0.0.1").getOrCreate()
    try:
        rows = [(number, bytearray(encode(text))) for number, text in enumerate(texts)]
        frame = session.createDataFrame(rows, "number long, text binary").repartition(workers)
        read = frame.mapInArrow(_Reader(*given), "number long, read binary")
        for row in sorted(read.collect(), key=lambda row: int(row.number)):
            yield (decode(bytes(row.read), Read),)
    finally:
        session.stop()


class _Reader:
    """Reads Arrow batches of texts; opens the reference data once in each worker."""

    def __init__(self, config: ReferenceConfig, extraction: ExtractConfig) -> None:
        self._config, self._extraction = encode(config), encode(extraction)

    def __call__(self, batches: "Iterator[pa.RecordBatch]") -> Iterator[Any]:
        import pyarrow as pa

        tools = read_tools(decode(self._config, ReferenceConfig), decode(self._extraction, ExtractConfig))
        for batch in batches:
            columns = batch.to_pydict()
            made = [encode(read_text(tools, decode(text, DocumentText))) for text in columns["text"]]
            yield pa.RecordBatch.from_pydict({"number": columns["number"], "read": made})
