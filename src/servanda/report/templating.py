"""The templates of HTML reports. Every value is escaped, and what is not plain ASCII stands apart from the text around it.

Arabic, Hebrew or a sign that turns the direction of writing would otherwise move the words around a name: the element
``bdi`` keeps it to itself. It is added where a value stands in running text, not in attributes, titles, styles or scripts,
nor where a value alone gives its element the direction. In a page from right to left it is Latin letters that would move the others.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from servanda.report.together import link_words

_OPEN_TAG: Final = re.compile(r"<[^<>]*$")
_OPEN_RAW: Final = re.compile(r"<(title|style|script|textarea|option)\b(?!.*</\1>)", re.DOTALL)
_DIRECTED: Final = re.compile(r'<bdi\b[^<>]*>$|<[^<>]*\bdir="auto"[^<>]*>$')
"""The beginning of an element that takes its direction from what it holds; what stands in a ``bdi`` within it would not count."""


@cache
def template(name: str) -> Any:
    """Return a template of this room by the name of its file."""
    return environment("servanda.report").get_template(name)


@cache
def environment(package: str, direction: str = "ltr") -> Environment:
    """Return what makes templates of the files in the folder ``templates`` of a package; those may take macros from each other.

    ``direction`` is that of the pages: from right to left (``rtl``) all that has letters is kept apart.
    """
    loader = FunctionLoader(lambda name: files(package).joinpath("templates", name).read_text(encoding="utf-8"))
    made = Environment(autoescape=True, undefined=StrictUndefined, extensions=[_Apart], loader=loader)
    made.filters["apart"] = _lettered_apart if direction == "rtl" else apart
    made.filters["why"] = link_words
    return made


def own_template(text: str, keep_apart: Callable[[Any], Any] | None = None) -> Any:
    """Return a template that a desk wrote: it is given values and reaches nothing else (a sandbox), escaped as the shipped ones are.

    ``keep_apart`` stands in for `apart` where the page is written from right to left.
    """
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, extensions=[_Apart])
    environment.filters["apart"] = keep_apart or apart
    return environment.from_string(text)


def apart(value: Any) -> Any:
    """Return text with foreign letters or signs of direction inside ``bdi``; markup, numbers and plain ASCII as they are."""
    if not isinstance(value, str) or value.isascii() or isinstance(value, Markup) or not any(map(_is_foreign, value)):
        return value
    return Markup("<bdi>{}</bdi>").format(value)


def _lettered_apart(value: Any) -> Any:
    """Return text with any letters or signs of direction inside ``bdi``; markup, numbers and days as they are."""
    if not isinstance(value, str) or isinstance(value, Markup) or not any(map(_is_lettered, value)):
        return value
    return Markup("<bdi>{}</bdi>").format(value)


def _is_lettered(letter: str) -> bool:
    return letter.isalpha() or _is_foreign(letter)


def _is_foreign(letter: str) -> bool:
    return not letter.isascii() and (letter.isalpha() or unicodedata.category(letter) == "Cf")


class _Apart(Extension):
    """Sends the values that stand in running text through `apart`: ``{{ x }}`` becomes ``{{ (x)|apart }}``."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template with the filter added; the text around a value says whether it is running text."""
        before, is_text, tokens = "", False, list(stream)
        for at, token in enumerate(tokens):
            if token.type == "data":
                before += token.value
            if token.type == "variable_begin":
                is_text = not (_OPEN_TAG.search(before) or _OPEN_RAW.search(before) or _is_whole(before, tokens[at:]))
            if token.type == "variable_end" and is_text:
                yield from (
                    Token(token.lineno, "rparen", ")"),
                    Token(token.lineno, "pipe", "|"),
                    Token(token.lineno, "name", "apart"),
                )
            yield token
            if token.type == "variable_begin" and is_text:
                yield Token(token.lineno, "lparen", "(")


def _is_whole(before: str, tokens: Sequence[Token]) -> bool:
    """Tell whether a value, which begins the tokens, is all that stands in an element that takes its direction from it."""
    if before.endswith("<bdi>"):
        return True
    ends = next(at for at, token in enumerate(tokens) if token.type == "variable_end")
    following = tokens[ends + 1] if ends + 1 < len(tokens) else None
    closes = following is not None and following.type == "data" and following.value.startswith("</")
    return closes and _DIRECTED.search(before) is not None
