"""YAML that others wrote, read within bounds: size, depth and number of values, no tags (decision 0138).

The events of a file are counted before values are built from them: twenty thousand brackets, an alias that stands for a
million values or a tag that asks for an object end in a sentence, not in a hang or a traceback. They are read once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal

from servanda.errors import ConfigError

MAX_BYTES: Final = 8_000_000
MAX_DEPTH: Final = 40
MAX_VALUES: Final = 400_000
_ALLOWED_TAGS: Final = frozenset({"None", "!", "!!str", "tag:yaml.org,2002:str"})


class UnreadableYaml(Exception):
    """The file is no YAML that is read here; ``line`` (from 1) says where reading stopped."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def bounded_text(path: Path) -> str:
    """Return the text of a YAML file of a bounded size. Raises `UnreadableYaml`."""
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
    return text


def bounded_content(text: str, yaml: Any) -> Any:
    """Return what a text of YAML holds, as ``yaml`` builds it. Raises `UnreadableYaml`."""
    yaml.Parser = _counting(yaml.Parser)
    with faults_told():
        return yaml.load(text)


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
        return bounded_content(bounded_text(path), YAML(typ=typ, pure=True))
    except UnreadableYaml as error:
        raise ConfigError(f"{path}, line {error.line}: cannot be read as YAML: {error}") from error


def _counting(parser: type) -> type:
    """Return a parser whose events are counted as they are taken: all of a text before values are built from any of them."""

    class _Counting(parser):  # type: ignore[misc]
        def __init__(self, loader: Any) -> None:
            super().__init__(loader)
            self._count = _Count()

        def get_event(self) -> Any:
            event = super().get_event()
            self._count.take(event)
            return event

    return _Counting


class _Count:
    """How deep the events of a file stand and how many values they stand for, an alias counted with all that it stands for."""

    def __init__(self) -> None:
        self._sizes: dict[str, int] = {}
        self._open: list[tuple[str | None, int]] = []  # anchor of what is open, and the values before it
        self._n_values = 0

    def take(self, event: Any) -> None:
        """Count one event more. Raises `UnreadableYaml` beyond the bounds."""
        name, line = type(event).__name__, event.start_mark.line + 1
        if name == "AliasEvent":
            self._n_values += self._sizes.get(
                event.anchor, MAX_VALUES
            )  # one inside itself stands for values without end
        elif name in {"ScalarEvent", "SequenceStartEvent", "MappingStartEvent"}:
            _require_no_tag(event, line)
            self._begin(event.anchor, is_open=name != "ScalarEvent")
        elif name in {"SequenceEndEvent", "MappingEndEvent"}:
            anchor, before = self._open.pop()
            if anchor:
                self._sizes[anchor] = self._n_values - before + 1
        if len(self._open) > MAX_DEPTH:
            raise UnreadableYaml(f"is nested more than {MAX_DEPTH} deep; write it flatter", line)
        if self._n_values > MAX_VALUES:
            raise UnreadableYaml(
                f"holds more than {MAX_VALUES:,} values, or an alias that contains itself; write it out", line
            )

    def _begin(self, anchor: str | None, *, is_open: bool) -> None:
        self._n_values += 1
        if is_open:
            self._open.append((anchor, self._n_values))
        elif anchor:
            self._sizes[anchor] = 1


def _require_no_tag(event: Any, line: int) -> None:
    tag = event.ctag if hasattr(event, "ctag") else event.tag
    if tag is not None and str(tag) not in _ALLOWED_TAGS:
        raise UnreadableYaml(f"has a tag ({tag}), and only plain values are read; take it away", line)
