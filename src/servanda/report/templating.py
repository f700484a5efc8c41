"""The templates of HTML reports. Every value is escaped, and what is not plain ASCII stands apart from the text around it.

Arabic, Hebrew or a sign that turns the direction of writing would otherwise move the words around a name: the element
``bdi`` keeps it to itself. It is added where a value stands in running text, not in attributes, titles, styles or scripts.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from servanda.report.together import link_words

_OPEN_TAG: Final = re.compile(r"<[^<>]*$")
_OPEN_RAW: Final = re.compile(r"<(title|style|script)\b(?!.*</\1>)", re.DOTALL)


@cache
def template(name: str) -> Any:
    """Return a template of this room by the name of its file."""
    return environment("servanda.report").get_template(name)


@cache
def environment(package: str) -> Environment:
    """Return what makes templates of the files in the folder ``templates`` of a package; those may take macros from each other."""
    loader = FunctionLoader(lambda name: files(package).joinpath("templates", name).read_text(encoding="utf-8"))
    made = Environment(autoescape=True, undefined=StrictUndefined, extensions=[_Apart], loader=loader)
    made.filters["apart"] = apart
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


def _is_foreign(letter: str) -> bool:
    return not letter.isascii() and (letter.isalpha() or unicodedata.category(letter) == "Cf")


class _Apart(Extension):
    """Sends the values that stand in running text through `apart`: ``{{ x }}`` becomes ``{{ (x)|apart }}``."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template with the filter added; the text before a value says whether it is running text."""
        before, is_text = "", False
        for token in stream:
            if token.type == "data":
                before += token.value
            if token.type == "variable_begin":
                is_text = not _OPEN_TAG.search(before) and not _OPEN_RAW.search(before) and not before.endswith("<bdi>")
            if token.type == "variable_end" and is_text:
                yield from (
                    Token(token.lineno, "rparen", ")"),
                    Token(token.lineno, "pipe", "|"),
                    Token(token.lineno, "name", "apart"),
                )
            yield token
            if token.type == "variable_begin" and is_text:
                yield Token(token.lineno, "lparen", "(")
