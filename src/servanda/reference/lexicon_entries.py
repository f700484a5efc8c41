"""Entries of words: one a lemma, with all that it does. They are put into the lists and frames that the rules look up.

An entry names lists by the file they are described in (``cues: [speech]``, ``modality: [governors.planned]``; a value is given as
``cues: [{preposition: [of]}]``), and frames by their names: ``triggers`` of ``events.yaml``, ``attitudes`` of ``stances.yaml``,
``duties`` of ``performance.yaml``, ``blame`` of ``blame.yaml``, ``checks`` of ``verification.yaml``.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from servanda.errors import ConfigError

Plain = dict[str, Any]


class Frames(NamedTuple):
    """Where frames stand: the file, the section and the field for the words, both by part of speech, and the field that names a frame."""

    file: str
    sections: Mapping[str, str]
    fields: Mapping[str, str]
    named_by: str
    is_named: bool = False
    """Whether the name is a field of the record, so that it stays."""


_PARTS: Final = ("verbs", "nouns", "adjectives")
FRAMES: Final = {
    "triggers": Frames("events", {"verbs": "verbs", "nouns": "nouns"}, {"verbs": "verbs", "nouns": "nouns"}, "name"),
    "attitudes": Frames("stances", {part: part for part in _PARTS}, dict.fromkeys(_PARTS, "words"), "name"),
    "duties": Frames("performance", dict.fromkeys(_PARTS[:2], "duties"), {"verbs": "verbs", "nouns": "nouns"}, "act", is_named=True),
    "blame": Frames("blame", {"verbs": "frames"}, {"verbs": "words"}, "name"),
    "checks": Frames("verification", {"verbs": "frames"}, {"verbs": "words"}, "name"),
}  # fmt: skip

AS_TAGGED: Final = "as_tagged"
"""The list of ``grammar.yaml`` for words that are entered for other ends: what part of speech they are is left to the tagger."""


def with_entries(files: Mapping[str, Plain], entries: Mapping[str, Plain]) -> Plain:
    """Return the plain values of ``files`` with the words of ``entries`` (by part of speech) in their lists and frames.

    Raises `ConfigError` naming the file, the word and what it names.
    """
    for part, words in entries.items():
        for lemma, entry in words.items():
            where = f"lexicon/en/{part}.yaml, {lemma}"
            if not isinstance(entry, dict):
                raise ConfigError(f"{where}: fields are expected, such as {{cues: [speech]}}")
            for field, named in entry.items():
                _put(files, where, (part, str(lemma), field), named)
        if part in files["grammar"]:
            files["grammar"][part] = [
                word for word, entry in words.items() if AS_TAGGED not in entry.get("grammar", ())
            ]
    return {name: _without_names(name, content) for name, content in files.items()}


def _put(files: Mapping[str, Plain], where: str, place: tuple[str, str, str], named: Any) -> None:
    """Put a word into all that one field of its entry names."""
    part, lemma, field = place
    if not isinstance(named, list):
        raise ConfigError(f"{where}: {field} needs a list of names")
    frames = FRAMES.get(field)
    if frames is None and field not in files:
        raise ConfigError(f"{where}: there is no field {field!r}; fields are {', '.join(sorted({*FRAMES, *files}))}")
    for name in named:
        if frames is not None:
            words = _frame(files, where, (frames, part), name).setdefault(frames.fields[part], [])
            words.insert(0 if _is_called_after(name, lemma) else len(words), lemma)
        elif isinstance(name, dict):
            for table, value in name.items():
                _found(files[field], where, f"{field}.yaml", table, dict)[lemma] = value
        else:
            _found(files[field], where, f"{field}.yaml", name, list).append(lemma)


def _is_called_after(name: str, lemma: str) -> bool:
    """Tell whether a frame has its name from a word, which then comes first of those that pages give as examples: "call-2"."""
    return name == lemma.replace(" ", "-") or name.rpartition("-")[0] == lemma.replace(" ", "-")


def _frame(files: Mapping[str, Plain], where: str, place: tuple[Frames, str], name: str) -> Plain:
    frames, part = place
    section = frames.sections.get(part)
    found: list[Plain] = files[frames.file][section] if section else []
    frame = next((one for one in found if one.get(frames.named_by) == name), None)
    if frame is None:
        raise ConfigError(
            f"{where}: {frames.file}.yaml has no entry for {part} with {frames.named_by}: {name}; add it or mend the name"
        )
    return frame


def _found(content: Any, where: str, file: str, path: str, kind: type) -> Any:
    """Return the list or table at a dotted path."""
    for key in path.split("."):
        content = content.get(key) if isinstance(content, dict) else None
    if not isinstance(content, kind):
        what = "list" if kind is list else "table"
        raise ConfigError(f"{where}: {file} has no {what} {path!r}; its head explains its lists")
    return content


def _without_names(name: str, content: Plain) -> Plain:
    """Return the content of a file without the names of frames, which only entries use."""
    named = [(frames, section) for frames in FRAMES.values() for section in set(frames.sections.values())
             if frames.file == name and not frames.is_named]  # fmt: skip
    return {
        key: list(_plain(value, next((frames.named_by for frames, section in named if section == key), None)))
        if isinstance(value, list)
        else value
        for key, value in content.items()
    }


def _plain(frames: list[Any], name: str | None) -> Iterator[Any]:
    for frame in frames:
        yield {key: value for key, value in frame.items() if key != name} if isinstance(frame, dict) else frame
