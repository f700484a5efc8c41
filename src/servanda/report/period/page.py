"""The report of a period as a page: shipped template and style, or a desk's own; it loads nothing."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

from markupsafe import Markup

from servanda.errors import ConfigError
from servanda.report.config import VERSION
from servanda.report.period.blocks import PeriodReport
from servanda.report.period.both_voices import Entry
from servanda.report.period.words import template_text
from servanda.report.saying import Words
from servanda.report.templating import own_template
from servanda.text.directions import direction_of, isolated

PAGE: Final = "period.html.j2"
STYLE: Final = "period.css"
MADE_BY: Final = f"Servanda, report {VERSION}"


@dataclass(frozen=True)
class Templates:
    """A desk's own page and style, each with where it stands; absent: the shipped one."""

    own: Mapping[str, tuple[str, str]]

    def text(self, name: str) -> str:
        """Return a template by the name of its file."""
        return self.own[name][0] if name in self.own else template_text(name)

    def where(self, name: str) -> str:
        """Return where it stands."""
        return self.own[name][1] if name in self.own else f"the shipped {name}"


@dataclass(frozen=True)
class Laid:
    """A report with the acts that its numbers open to and the words it is told in."""

    report: PeriodReport
    entries: Sequence[Entry]
    words: Words

    def for_print(self, *, annex: bool) -> "Laid":
        """Return the same for paper: the acts of the period alone, as the annex, or none."""
        return replace(self, entries=[entry for entry in self.entries if entry.is_now] if annex else [])


def html(laid: Laid, templates: Templates, *, for_print: bool = False) -> str:
    """Return the page. On the screen every number leads to its acts; for print the notes name them.

    Raises `ConfigError` for a desk's template or style that cannot be used.
    """
    css = templates.text(STYLE)
    if "</" in css:
        raise ConfigError(f"{templates.where(STYLE)}: a style holds no markup; take '</' away")
    values: dict[str, Any] = {
        "report": laid.report,
        "entries": laid.entries,
        "say": laid.words,
        "css": Markup(css),  # noqa: S704 - the desk's own style, without markup
        "csp": None if for_print else _policy(css),
        "linked": not for_print or bool(laid.entries),
        "made_by": MADE_BY,
        "dir_of": direction_of,
    }
    return _rendered(templates, values)


def _rendered(templates: Templates, values: Mapping[str, Any]) -> str:
    from jinja2 import TemplateError

    try:
        is_rtl = values["report"].direction == "rtl"
        return str(own_template(templates.text(PAGE), _turned if is_rtl else None).render(values))
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        place = f"{templates.where(PAGE)}{f', line {line}' if line else ''}"
        raise ConfigError(f"{place}: {error}. Mend the template, or take it away to have the shipped one.") from error


def _turned(value: Any) -> Any:
    """Return a value for a page that is written from right to left."""
    return isolated(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _policy(css: str) -> str:
    """Return a content security policy: nothing from anywhere, this style alone, and the drawings that stand inside."""
    digest = b64encode(sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
