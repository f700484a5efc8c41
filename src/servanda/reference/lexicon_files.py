"""The files of the lexicon: YAML for people, and the same compiled to JSON Lines, which a start reads in a few milliseconds.

Lists and frames say what a class of words does; the words of a language stand in ``lexicon/en``, each with all that it does.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from servanda.errors import ConfigError
from servanda.model.codec import decode_json, sha256
from servanda.reference import inert_nouns, noun_kinds
from servanda.reference.lexicon_entries import with_entries

DATA: Final = Path(__file__).parent / "data"
COMPILED: Final = "lexicon.jsonl"
CUES: Final = ("cues", "confidence")
WORDS: Final = (
    "events", "foreign", "modality", "casualties", "places", "times", "references", "observations", "performance", "stances", "triage",
    "blame", "grammar", "provenance", "verification", "again", "verdicts", "second_reading",
)  # fmt: skip
ENTRIES: Final = ("lexicon/en/verbs", "lexicon/en/nouns", "lexicon/en/adjectives")


def read_lexicon_files(folder: Path = DATA) -> dict[str, Any]:
    """Return the plain values of each file of the lexicon in ``folder``, by its name without ending, with the words of the entries.

    The compiled file is taken where it was made from the files as they are. Raises `ConfigError` naming file and line or word.
    """
    contents = _contents(folder)
    lines = (folder / COMPILED).read_bytes().splitlines() if (folder / COMPILED).exists() else []
    if lines and decode_json(lines[0]) == _head(contents):
        return {row["file"]: row["content"] for row in map(decode_json, lines[1:])}
    return _joined(folder, contents)


def compiled_lexicon(folder: Path = DATA) -> str:
    """Return what the compiled file should hold: the hash of the files, then a line for each. Raises `ConfigError`."""
    contents = _contents(folder)
    rows = [_head(contents), *({"file": name, "content": raw} for name, raw in _joined(folder, contents).items())]
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def lexicon_digest(folder: Path = DATA) -> str:
    """Return the name of the state of all files."""
    contents = _contents(folder)
    derived = b"".join((DATA / one.CHECKSUMS).read_bytes() for one in (inert_nouns, noun_kinds))
    return sha256(cues_digest(folder).encode() + b"".join(contents[name] for name in WORDS) + derived)


def cues_digest(folder: Path = DATA) -> str:
    """Return the name of the state of the cues, of the entries and of the measured precision."""
    contents = _contents(folder)
    return sha256(b"".join(contents[name] for name in (*CUES, *ENTRIES)))


def _contents(folder: Path) -> dict[str, bytes]:
    names = (*CUES, *WORDS, *ENTRIES)
    try:
        return {name: (folder / f"{name}.yaml").read_bytes() for name in names}
    except OSError as error:
        raise ConfigError(f"{error.filename}: {error.strerror}; restore the file") from error


def _head(contents: Mapping[str, bytes]) -> dict[str, str]:
    framed = (f"{name} {len(content)}\n".encode() + content for name, content in contents.items())
    return {"sources_sha256": sha256(b"".join(framed))}


def _joined(folder: Path, contents: Mapping[str, bytes]) -> dict[str, Any]:
    parsed = {name: _parsed(folder / f"{name}.yaml", content) for name, content in contents.items()}
    entries = {Path(name).name: parsed.pop(name) for name in ENTRIES}
    return with_entries(parsed, entries)


def _parsed(path: Path, content: bytes) -> dict[str, Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        parsed = YAML(typ="safe").load(content.decode())
    except (UnicodeDecodeError, YAMLError) as error:
        raise ConfigError(f"{path}: {error}; mend the named line") from error
    if not isinstance(parsed, dict):
        raise ConfigError(f"{path}: a mapping of lists is needed")
    return parsed
