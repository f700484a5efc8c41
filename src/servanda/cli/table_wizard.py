"""The wizard of ``servanda import``: it shows what a sheet looks like, asks what nobody can tell from it, and writes the map."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.cli.output import say
from servanda.cli.questions import ask, choose, one_of
from servanda.errors import UsageError

if TYPE_CHECKING:
    from servanda.pipeline.proposing import DateQuestion, Proposal

_NEEDED = (
    ("id", "the column that tells a row from all others, for good"),
    ("date", "the column with the day"),
    ("event", "the column with the kind of event"),
)
_MAYBE = (
    ("place", "the place"), ("latitude", "latitude"), ("longitude", "longitude"), ("a", "who acted"), ("b", "whom it hit"),
    ("killed", "how many were killed"), ("injured", "how many were injured"), ("text", "what happened, in words"),
)  # fmt: skip
_NONE = "-"
_SKIP = "skip"


def need_map(file: Path, folder: Path) -> str:
    """Say off a terminal what a map must hold for this sheet; on one ask and return the path of the map that was written.

    Raises `UsageError`.
    """
    from servanda.pipeline import look_at_table

    raw, seen = look_at_table(file, folder)
    if not sys.stdin.isatty():
        raise UsageError(_what_to_do(file, raw.columns, seen))
    if (
        seen.shipped
        and ask(f"these are the columns of {seen.shipped}: take the shipped map? (yes, no)", "yes") == "yes"
    ):
        return seen.shipped
    answers = _asked(file, raw.columns, seen)
    return _written(folder / "maps" / f"{answers['name']}.yaml", answers)


def _what_to_do(file: Path, columns: tuple[str, ...], seen: "Proposal") -> str:
    lines = [f"{file.name}: say how to read it: --map MAP.yaml, or a shipped map (acled, ucdp-ged, kobo, odk)."]
    if seen.shipped:
        lines.append(f"These are the columns of a shipped map: --map {seen.shipped}")
    lines.append(f"Columns found: {', '.join(columns[:60])}")
    lines += [f"{role} looks like: {column!r}" for role, column in seen.columns.items()]
    lines += [_question(one) for one in seen.dates]
    lines.append("On a terminal the same command asks and writes the map. See docs/how-to/import-tables.md")
    return "\n".join(lines)


def _question(one: "DateQuestion") -> str:
    fits = (
        ", ".join(f"{form} reads {n} of {one.n_figures}" for form, n in one.fits.items()) or "no known form reads them"
    )
    mixed = f"; {one.n_typed} others are real dates, in which day and month may be exchanged" if one.n_typed else ""
    return f"days in {one.column!r} such as {', '.join(one.examples)} may be read in several ways: {fits}{mixed}"


def _asked(file: Path, heads: tuple[str, ...], seen: "Proposal") -> dict[str, Any]:
    say(f"{len(heads)} columns: {', '.join(heads)}")
    answers: dict[str, Any] = {
        "name": ask("a short name for this kind of table", file.stem.casefold().replace(" ", "-")),
        "publisher": ask("who made the table (an organisation, or your desk)", check=_not_blank),
        "rows": choose(
            "its rows are coded from what others reported (compiled), or are reports of what somebody saw or was told",
            ("compiled", "reports"),
        ),
        "within": seen.within,
    }
    columns = {role: ask(words, seen.columns.get(role), lambda head: one_of(head, heads)) for role, words in _NEEDED}
    for role, words in _MAYBE:
        given = ask(f"{words} ({_NONE}: none)", seen.columns.get(role) or _NONE, lambda head: _one_or_none(head, heads))
        columns |= {role: given} if given else {}
    other = ("source", "the sources of a row") if answers["rows"] == "compiled" else ("reporter", "who told it")
    given = ask(
        f"{other[1]} ({_NONE}: none)", seen.columns.get(other[0]) or _NONE, lambda head: _one_or_none(head, heads)
    )
    columns |= {other[0]: given} if given else {}
    return {**answers, "columns": columns, "words": _words(seen), **_days(seen)}


def _not_blank(answer: str) -> str:
    if not answer.strip():
        raise UsageError("it cannot be left empty: every claim of the table is attributed to it")
    return answer


def _one_or_none(answer: str, heads: tuple[str, ...]) -> str:
    return "" if answer == _NONE else one_of(answer, heads)


def _days(seen: "Proposal") -> dict[str, Any]:
    """Ask how days in figures are meant, and what real dates mean that stand among them."""
    answers: dict[str, Any] = {}
    for one in seen.dates:
        say(_question(one))
        if one.fits and "formats" not in answers:
            answers["formats"] = [choose("how are they meant", tuple(one.fits))]
        if one.n_typed and "typed" not in answers:
            answers["typed"] = choose(
                "the real dates are right as shown, or have day and month exchanged",
                ("as_shown", "day_and_month_swapped"),
            )
    return answers


def _words(seen: "Proposal") -> dict[str, Any]:
    """Ask what each label means; what a shipped map says of it is offered, and taken only where a person says so."""
    from servanda.pipeline import agreement_words, guessed_word

    known = agreement_words()
    words: dict[str, Any] = {}
    say(f"PLOVER types: {', '.join(known.types)}; {_SKIP} leaves rows of that label out")
    for label in seen.labels:
        offered = guessed_word(label)
        kind = ask(
            f"what is {label!r}",
            str(offered["type"]) if offered else None,
            lambda word: one_of(word, (*known.types, _SKIP)),
        )
        if kind == _SKIP:
            words[label] = {"skip": "the desk leaves it out"}
            continue
        mode = _mode(tuple(sorted(known.modes_of([kind]))), (offered or {}).get("mode"))
        sides = choose(
            "the first side acted on the second (directed), or both fought (both)",
            ("directed", "both"),
            (offered or {}).get("sides", "directed"),
        )
        words[label] = {"type": kind, **({"mode": mode} if mode else {}), "sides": sides}
    return words


def _mode(modes: tuple[str, ...], offered: str | None) -> str:
    words = f"its mode ({', '.join(modes)}; {_NONE}: not known)"
    return ask(words, offered or _NONE, lambda word: _one_or_none(word, modes))


def _written(path: Path, answers: dict[str, Any]) -> str:
    from ruamel.yaml import YAML

    from servanda.pipeline import map_of_answers

    if path.exists():
        raise UsageError(f"{path} is there already: use it with --map {path}, or take another name")
    path.parent.mkdir(exist_ok=True)
    yaml = YAML()
    yaml.width = 120
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(map_of_answers(answers), file)
    say(f"written: {path} (look at it, and use it again with --map {path})")
    return str(path)
