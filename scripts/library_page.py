"""docs/reference/library.md, from the docstrings and signatures of what `servanda` offers."""

import inspect
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import servanda
from servanda import library

SECTION = re.compile(r"^(Args|Attributes|Returns|Raises|Example):$", re.MULTILINE)
ENTRY = re.compile(r"^    (\w+): ", re.MULTILINE)
HEAD = """\
`import servanda` offers what stands on this page, and promises nothing else: other modules may change with any version.
The records that it gives are those of [records](records.md); the columns of frames are those of `--format csv`. Every error is a
`servanda.errors.ServandaError`, with a text that says what to do; `servanda.errors` lists them. `servanda.__version__` is the version.
How to use it: [use it as a library](../how-to/use-as-a-library.md).
"""
OWN = ("read", "open", "OpenDossier", "Reading", "Records")
GIVEN = ("AddSummary", "RunSummary", "Written")


def blocks() -> Iterator[str]:
    """Yield the page piece by piece: functions, classes with their members, then what calls give back."""
    yield HEAD
    for name in OWN:
        part = getattr(library, name)
        yield _block(f"servanda.{name}", part, 2)
        for inner in members(part) if inspect.isclass(part) else ():
            member = getattr(part, inner, None)
            if inspect.isfunction(member):
                yield _block(f"{name}.{inner}", member, 3)
    for name in GIVEN:
        part = getattr(library, name)
        yield f"## servanda.{name}\n\n{inspect.getdoc(part)}\n\nFields: {', '.join(f'`{one}`' for one in members(part))}.\n"


def members(kind: Any) -> list[str]:
    """Return the public names of a class: its own attributes and methods, not those of the library it builds on."""
    names = {
        name for name, value in vars(kind).items() if isinstance(value, cached_property) or inspect.isfunction(value)
    }
    names |= set(getattr(kind, "__dataclass_fields__", ())) | set(
        _sections(inspect.getdoc(kind) or "").get("Attributes", {})
    )
    return sorted(name for name in names if not name.startswith("_"))


def promised() -> set[str]:
    """Return every name that the page promises of the package."""
    return {*OWN, *GIVEN, "errors", "__version__"}


def _block(title: str, part: Any, level: int) -> str:
    text = inspect.getdoc(part) or ""
    first = SECTION.search(text)
    lead = text[: first.start()] if first else text
    found = _sections(text)
    rows = {name: _table(head, found[name], part) for name, head in _TABLES.items() if name in found}
    pieces = [f"{'#' * level} {title}\n", *_example(text), lead.strip() + "\n"]
    pieces += [rows[name] for name in ("Attributes", "Args") if name in rows]
    pieces += [f"**Returns** {found['Returns']['']}\n"] if "Returns" in found else []
    pieces += [rows["Raises"]] if "Raises" in rows else []
    return "\n".join(pieces)


_TABLES = {"Attributes": "attribute", "Args": "argument", "Raises": "raises"}


def _example(text: str) -> list[str]:
    body = _bodies(text).get("Example")
    return [f"```python\n{inspect.cleandoc(body)}\n```\n"] if body else []


def _bodies(text: str) -> dict[str, str]:
    parts = SECTION.split(text)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _sections(text: str) -> dict[str, dict[str, str]]:
    """Return the entries of each section; what is returned has no name."""
    found = {}
    for title, body in _bodies(text).items():
        parts = ENTRY.split(body) if title not in {"Returns", "Example"} else ["", "", body]
        found[title] = {name: " ".join(words.split()) for name, words in zip(parts[1::2], parts[2::2], strict=True)}
    return found


def _table(head: str, entries: dict[str, str], part: Any) -> str:
    known = inspect.signature(part).parameters if inspect.isfunction(part) else {}
    lines = (
        [f"| {head} | meaning | default |", "| --- | --- | --- |"]
        if known and head == "argument"
        else [f"| {head} | meaning |", "| --- | --- |"]
    )
    for name, words in entries.items():
        cells = [f"`{name}`", words]
        cells += [_default(known[name])] if known and head == "argument" else []
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _default(parameter: inspect.Parameter) -> str:
    if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
        return "one or more"
    if parameter.kind is inspect.Parameter.VAR_KEYWORD:
        return "none"
    return "required" if parameter.default is inspect.Parameter.empty else f"`{parameter.default!r}`"


def undocumented() -> list[str]:
    """Return what is offered and not on the page, or on it and not offered."""
    return sorted(promised() ^ set(servanda.__all__))
