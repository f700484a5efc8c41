"""The words of a period report in one language: shipped, or a desk's own copy."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from servanda.errors import ConfigError
from servanda.report.saying import Words
from servanda.text.suggesting import meant

LANGUAGES: Final = ("en", "ar")
_PACKAGE: Final = "servanda.report.period"


def template_text(name: str) -> str:
    """Return a shipped template of the period report by the name of its file."""
    return files(_PACKAGE).joinpath("templates", name).read_text(encoding="utf-8")


def load_words(language: str, own: str | None = None, where: str = "") -> Words:
    """Return the words of a language; those of a desk's ``own`` file (``where`` it stands) take the place of the shipped ones.

    Raises `ConfigError` for TOML that cannot be read, a key that there is none of, and braces that nothing fills.
    """
    shipped = _shipped(language)
    if own is None:
        return Words(language, shipped)
    try:
        given = tomllib.loads(own)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{where}: {error}. Mend that line; the file must be TOML in UTF-8.") from error
    for key, text in given.items():
        if key not in shipped:
            raise ConfigError(f"{where}, {key}: the report has no such words; {meant(key, shipped)}")
        if not isinstance(text, str):
            raise ConfigError(f"{where}, {key}: write the words in quotation marks")
        strange = _braces(text) - _braces(shipped[key])
        if strange:
            raise ConfigError(f"{where}, {key}: nothing fills {{{strange.pop()}}}; {meant('', _braces(shipped[key]))}")
    if given.get("direction", "ltr") not in {"ltr", "rtl"}:
        raise ConfigError(f"{where}, direction: write ltr or rtl")
    return Words(language, {**shipped, **given})


@cache
def _shipped(language: str) -> Mapping[str, str]:
    return tomllib.loads(template_text(f"period.{language}.toml"))


def _braces(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}
