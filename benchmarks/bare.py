"""What others would do: the language pipeline as it comes, over the same texts, in the size of batches that suits it best."""

import time
from collections.abc import Sequence

from servanda.reference import ReferenceConfig
from servanda.reference.language import language_package

_SIZES = (1, 16, 64)
_N_WARM = 20


def bare_seconds(texts: Sequence[str]) -> dict[int, float]:
    """Return the CPU seconds of the default pipeline over ``texts`` by size of batch; 1 is text by text, as most use it."""
    language = language_package(ReferenceConfig().language_model).load()
    for _ in language.pipe(texts[:_N_WARM]):
        pass
    seconds = {}
    for size in _SIZES:
        start = time.process_time()
        for _ in map(language, texts) if size == 1 else language.pipe(texts, batch_size=size):
            pass
        seconds[size] = time.process_time() - start
    return seconds
