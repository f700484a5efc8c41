"""YAML that others wrote, read within bounds: size, depth and number of values, no tags (decision 0138).

The events of a file are counted before anything is built from them: twenty thousand brackets, an alias that stands for a
million values or a tag that asks for an object end in a sentence, not in a hang or a traceback.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from servanda.errors import ConfigError

MAX_BYTES: Final = 8_000_000
MAX_DEPTH: Final = 40
_KEPT = 64
MAX_VALUES: Final = 400_000
_ALLOWED_TAGS: Final = (None, "!", "tag:yaml.org,2002:str")


class UnreadableYaml(Exception):
    """The file is no YAML that is read here; ``line`` (from 1) says where reading stopped."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def bounded_text(path: Path) -> str:
    """Return the text of a YAML file that is within the bounds. Raises `UnreadableYaml`."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise UnreadableYaml(f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UnreadableYaml("is not UTF-8; save it as UTF-8") from error
    if len(content) > MAX_BYTES:
        raise UnreadableYaml(f"is larger than {MAX_BYTES // 1_000_000} MB; split it")
    _require_bounded(text)
    return text


@lru_cache(maxsize=_KEPT)
def _require_bounded(text: str) -> None:
    """Raise `UnreadableYaml` for a text beyond the bounds; one that was found within them is not counted again."""
    from ruamel.yaml import YAML

    with faults_told():
        _count(YAML(typ="safe", pure=True).parse(text))


@contextmanager
def faults_told() -> Iterator[None]:
    """Turn every fault that the YAML library finds within into `UnreadableYaml`, with its line and what to do."""
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        yield
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise UnreadableYaml(f"{error.problem or error.context}; mend the YAML there", line) from error
    except (YAMLError, RecursionError, ValueError) as error:
        raise UnreadableYaml(f"{error}; mend the YAML") from error


def load_bounded(path: Path, typ: Literal["safe", "rt"] = "safe") -> Any:
    """Return the content of a YAML file within the bounds. Raises `ConfigError` with file, line and what to do."""
    from ruamel.yaml import YAML

    try:
        text = bounded_text(path)
        with faults_told():
            return YAML(typ=typ, pure=True).load(text)
    except UnreadableYaml as error:
        raise ConfigError(f"{path}, line {error.line}: cannot be read as YAML: {error}") from error


def _count(events: Any) -> None:
    """Go through the events of a file, an alias counted with all that it stands for. Raises `UnreadableYaml`."""
    sizes: dict[str, int] = {}
    open_: list[tuple[str | None, int]] = []  # anchor of what is open, and the values before it
    n_values = 0
    for event in events:
        name, line = type(event).__name__, event.start_mark.line + 1
        if name == "AliasEvent":
            n_values += sizes.get(event.anchor, MAX_VALUES)  # one inside itself stands for values without end
        elif name in {"ScalarEvent", "SequenceStartEvent", "MappingStartEvent"}:
            _require_no_tag(event, line)
            n_values += 1
            if name == "ScalarEvent" and event.anchor:
                sizes[event.anchor] = 1
            elif name != "ScalarEvent":
                open_.append((event.anchor, n_values))
        elif name in {"SequenceEndEvent", "MappingEndEvent"}:
            anchor, before = open_.pop()
            if anchor:
                sizes[anchor] = n_values - before + 1
        if len(open_) > MAX_DEPTH:
            raise UnreadableYaml(f"is nested more than {MAX_DEPTH} deep; write it flatter", line)
        if n_values > MAX_VALUES:
            raise UnreadableYaml(
                f"holds more than {MAX_VALUES:,} values, or an alias that contains itself; write it out", line
            )


def _require_no_tag(event: Any, line: int) -> None:
    tag = event.ctag if hasattr(event, "ctag") else event.tag
    if str(tag) not in map(str, _ALLOWED_TAGS):
        raise UnreadableYaml(f"has a tag ({tag}), and only plain values are read; take it away", line)
