"""Grading a source: how far a desk trusts a publisher, written into dossier.toml and kept on record."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any, Final, get_args

from servanda.errors import ConfigError, UsageError
from servanda.model.decisions import Decision
from servanda.model.sources import Reliability
from servanda.pipeline.case import Case
from servanda.pipeline.changing import changing
from servanda.pipeline.dossier import SETTINGS_FILE
from servanda.pipeline.person_decisions import Said
from servanda.text.folds import plain

GRADES: Final[tuple[str, ...]] = get_args(Reliability)
"""The Admiralty letters: A reliable, B usually, C fairly, D not usually reliable, E unreliable, F cannot be judged."""
GRADED: Final = "source"
_TABLE: Final = re.compile(r"^\s*\[\[sources\]\]\s*(?:#.*)?$")
_ANY_TABLE: Final = re.compile(r"^\s*\[")
_FIELD: Final = re.compile(r"^(\s*reliability\s*=\s*)(?:\"[A-Z]\"|'[A-Z]')")
_NAME: Final = re.compile(r"^\s*name\s*=")


def grade_source(case: Case, name: str, grade: str, said: Said) -> tuple[Decision, ...]:
    """Say how far a source is trusted; one that the settings do not name yet is added to them. Return the decision, none where nothing changes.

    Everything else in the file stays as it is written. Raises `UsageError` for what is no grade and for a source that the dossier
    has none of, and `ConfigError` where the file is written in a way that only a person can change.
    """
    if grade not in GRADES:
        raise UsageError(
            f"{grade!r} is no grade; take one of {', '.join(GRADES)} (A reliable ... E unreliable, F cannot be judged)"
        )
    if not name.strip():
        raise UsageError("name the source to be graded, as servanda sources DIR lists it")
    path = case.folder / SETTINGS_FILE
    about = {"what": GRADED, "source": name, "reliability": grade}
    with changing(case, path, about, said) as made:
        before = path.read_text(encoding="utf-8")
        after = _graded(before, name, grade)
        _check(path, before, after, (name, grade))
        draft = path.with_name(f".{path.name}.tmp")
        draft.write_text(after, encoding="utf-8")
        draft.replace(path)
    return tuple(made)


def _place(settings: dict[str, Any], name: str) -> int | None:
    """Return the number of the source that goes by a name, ``None`` where none does."""
    named = ((n, [one.get("name", ""), *one.get("aliases", ())]) for n, one in enumerate(settings.get("sources", ())))
    return next((n for n, names in named if plain(name) in map(plain, names)), None)


def _graded(text: str, name: str, grade: str) -> str:
    """Return the settings with the grade of one source written anew."""
    number = _place(tomllib.loads(text), name)
    if number is None:
        quoted = json.dumps(name, ensure_ascii=False)
        return f'{text.rstrip()}\n\n[[sources]]\nname = {quoted}\nreliability = "{grade}"\n'
    lines = text.split("\n")
    starts = [n for n, line in enumerate(lines) if _TABLE.match(line)]
    if number < len(starts):
        _write_grade(lines, starts[number] + 1, grade)
    return "\n".join(lines)


def _write_grade(lines: list[str], first: int, grade: str) -> None:
    """Write a grade into the table that begins with line ``first``: in place of the one there, else behind the name."""
    end = next((n for n in range(first, len(lines)) if _ANY_TABLE.match(lines[n])), len(lines))
    written = next((n for n in range(first, end) if _FIELD.match(lines[n])), None)
    if written is not None:
        lines[written] = _FIELD.sub(rf'\g<1>"{grade}"', lines[written])
        return
    name = next((n for n in range(first, end) if _NAME.match(lines[n])), first - 1)
    lines.insert(name + 1, f'reliability = "{grade}"')


def _check(path: Path, before: str, after: str, wanted: tuple[str, str]) -> None:
    """Raise `ConfigError` where the new text says anything else than the old one with that grade."""
    name, grade = wanted
    expected = tomllib.loads(before)
    number = _place(expected, name)
    if number is None:
        expected.setdefault("sources", []).append({"name": name, "reliability": grade})
    else:
        expected["sources"][number]["reliability"] = grade
    try:
        is_so = tomllib.loads(after) == expected
    except tomllib.TOMLDecodeError:
        is_so = False
    if not is_so:
        raise ConfigError(
            f'{path}: the table of {name!r} is written in a way that only a person can change; write reliability = "{grade}" into it'
        )
