"""The counting rule of a dossier: ``counting.yaml``, else the shipped one; words from closed lists, mistakes by file and line."""

from collections.abc import Collection, Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args, get_type_hints
from zoneinfo import ZoneInfo

from servanda.errors import ConfigError, RecordError
from servanda.model.base import Record
from servanda.model.claims import ObservationDetail
from servanda.model.codec import encode, from_plain, sha256
from servanda.model.counting import (
    Area,
    Category,
    CountingRule,
    Monitors,
    PersonGroup,
    ReportingDay,
    Side,
    TollRule,
)
from servanda.reference.agreement_files.vocabulary import PARTICIPANT_TYPES, vocabulary
from servanda.reference.bounded_yaml import UnreadableYaml
from servanda.reference.compiled import shipped_content
from servanda.reference.lined_yaml import read_lines
from servanda.reference.shipped import DATA
from servanda.text.suggesting import meant

COUNTING_FILE: Final = "counting.yaml"
OBSERVATION: Final = "OBSERVATION"
LANGUAGES: Final = ("en", "ar")
ACLED_LABELS: Final = (
    "Abduction/forced disappearance", "Agreement", "Air/drone strike", "Armed clash", "Arrests", "Attack",
    "Change to group/activity", "Chemical weapon", "Disrupted weapons use", "Excessive force against protesters",
    "Government regains territory", "Grenade", "Headquarters or base established", "Looting/property destruction",
    "Mob violence", "Non-state actor overtakes territory", "Non-violent transfer of territory", "Other",
    "Peaceful protest", "Protest with intervention", "Remote explosive/landmine/IED", "Sexual violence",
    "Shelling/artillery/missile attack", "Suicide bomb", "Violent demonstration",
)  # fmt: skip
"""The sub-event types of ACLED's codebook."""
OBSERVED: Final = frozenset(get_args(get_type_hints(ObservationDetail)["object"]))
_SHIPPED: Final = DATA / COUNTING_FILE
_Path = tuple[str | int, ...]
_RECORDS: Final[dict[str, type[Record]]] = {
    "reporting_day": ReportingDay,
    "area": Area,
    "sides": Side,
    "monitors": Monitors,
    "categories": Category,
    "tolls": TollRule,
    "persons": PersonGroup,
}


class Known(NamedTuple):
    """What names in a rule may stand for: ids of actors, ids of provisions (``agreement/provision``), kinds of sources."""

    actors: Collection[str] = ()
    articles: Collection[str] = ()
    source_kinds: Collection[str] = ()


class _Fault(NamedTuple):
    """Where in a file something cannot stand, and why."""

    path: _Path
    why: str


@lru_cache(maxsize=1)
def shipped_rule() -> CountingRule:
    """Return the rule that counts where a dossier has none of its own."""
    rule: CountingRule = from_plain(shipped_content(_SHIPPED), CountingRule)
    return rule


def shipped_rule_text() -> str:
    """Return the file of the shipped rule, for a desk to copy and change."""
    return files("servanda.reference").joinpath("data", COUNTING_FILE).read_text(encoding="utf-8")


def load_counting(path: Path, known: Known | None = None) -> CountingRule:
    """Return the rule in a file. With ``known`` actors, articles and kinds of sources are checked too.

    Raises `ConfigError` naming file, line, field, and what may have been meant.
    """
    try:
        content, lines = read_lines(path)
    except UnreadableYaml as error:
        raise ConfigError(f"{path}, line {error.line}: {error}") from error
    fault = next(_strange(content, known or Known()), None)
    if fault:
        raise ConfigError(f"{path}, line {_line(lines, fault.path)}, {_told(fault.path)}: {fault.why}")
    try:
        rule: CountingRule = from_plain(content, CountingRule)
    except RecordError as error:
        raise ConfigError(f"{path}: {error}. See docs/reference/counting.md for what each field takes.") from error
    if path != _SHIPPED and rule.id == shipped_rule().id and rule != shipped_rule():
        raise ConfigError(
            f"{path}, line {lines.get(('id',), 1)}, id: {rule.id!r} is the name of the shipped rule, and this one counts "
            "otherwise; give it a name of its own"
        )
    return rule


def rule_hash(rule: CountingRule) -> str:
    """Return the SHA-256 of what a rule says, whatever its comments and its order of fields."""
    return sha256(encode(rule))


def _strange(content: Any, known: Known) -> Iterator[_Fault]:
    """Yield what is no word of the closed lists, in the order of the file."""
    yield from _fields(content, CountingRule, ())
    for name, kind in _RECORDS.items():
        value = content.get(name)
        items = enumerate(value) if isinstance(value, list) else [(None, value)] if value is not None else []
        for number, item in items:
            path: _Path = (name,) if number is None else (name, number)
            yield from _fields(item, kind, path)
            if isinstance(item, dict):
                yield from _words(name, item, path, known)
    yield from _zone(content.get("reporting_day"))


def _fields(item: Any, kind: type[Record], path: _Path) -> Iterator[_Fault]:
    if not isinstance(item, dict):
        yield _Fault(path, "fields are expected, such as id: ...")
        return
    for name in item:
        if name not in kind.__struct_fields__:
            yield _Fault((*path, name), f"there is no field {name!r}; {meant(name, kind.__struct_fields__)}")
    for name in ("name", "description"):
        for language in item.get(name) or {} if isinstance(item.get(name), dict) else ():
            if language not in LANGUAGES:
                yield _Fault(
                    (*path, name, language), f"{language!r} is no language of the reports; {meant(language, LANGUAGES)}"
                )


def _words(name: str, item: dict[str, Any], path: _Path, known: Known) -> Iterator[_Fault]:
    """Yield the words of lists in a record that are none of those they may be."""
    lists: dict[str, tuple[str, Collection[str]]] = {}
    if name == "categories":
        kinds = _listed(item, "kinds")
        lists = {
            "kinds": ("kind of act", (*vocabulary().types, OBSERVATION)),
            "modes": (f"mode of {', '.join(kinds) or 'no kind'}", _modes_of(kinds)),
            "against": ("type of target", PARTICIPANT_TYPES),
            "acled": ("label of ACLED", ACLED_LABELS),
            "articles": ("provision of the dossier's agreements", known.articles),
        }
    elif name in {"sides", "monitors"}:
        lists = {
            "parties": ("actor that the registry knows", known.actors),
            "actors": ("actor that the registry knows", known.actors),
            "source_kinds": ("kind of the dossier's sources", known.source_kinds),
        }
    for field, (what, words) in lists.items():
        unchecked = field in {"articles", "parties", "actors", "source_kinds"} and not words
        for number, word in enumerate(_listed(item, field)):
            if not unchecked and word not in words:
                yield _Fault((*path, field, number), f"{word!r} is no {what}; {meant(str(word), words)}")


def _modes_of(kinds: list[str]) -> frozenset[str]:
    modes = {mode for kind in kinds for mode in vocabulary().modes.get(kind, {})}
    return frozenset(modes | (OBSERVED if OBSERVATION in kinds else set()))


def _listed(item: dict[str, Any], field: str) -> list[str]:
    value = item.get(field)
    return [str(one) for one in value] if isinstance(value, list) else []


def _zone(day: Any) -> Iterator[_Fault]:
    from zoneinfo import available_timezones

    name = day.get("timezone") if isinstance(day, dict) else None
    if name is None:
        return
    try:
        ZoneInfo(str(name))
    except (KeyError, ValueError, OSError):
        yield _Fault(
            ("reporting_day", "timezone"), f"{name!r} is no time zone; {meant(str(name), available_timezones())}"
        )


def _line(lines: Any, path: _Path) -> int:
    """Return the line of a place in a file, of what holds it where it has none of its own."""
    while path and path not in lines:
        path = path[:-1]
    return int(lines.get(path, 1))


def _told(path: _Path) -> str:
    words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return words.removeprefix(".") or "the file"
