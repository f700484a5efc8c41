"""The verb: what was asked of a record becomes a file of a period report; its ending says the form."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from servanda.errors import UsageError
from servanda.report.period.document import docx
from servanda.report.period.ground import Asked, Ground
from servanda.report.period.making import make_report
from servanda.report.period.page import PAGE, STYLE, Laid, Templates, html
from servanda.report.period.printing import pdf
from servanda.report.period.sheets import xlsx
from servanda.report.period.words import LANGUAGES, load_words, template_text

TEMPLATE_NAMES: Final = (PAGE, STYLE, *(f"period.{language}.toml" for language in LANGUAGES))
"""The files that a desk may have a copy of its own of."""
Own = Mapping[str, tuple[str, str]]
"""A desk's own templates by name, each with where it stands."""


def shipped_templates() -> Mapping[str, str]:
    """Return the shipped templates by the names of their files."""
    return {name: template_text(name) for name in TEMPLATE_NAMES}


def render_period(ground: Ground, asked: Asked, own: Own, output: Path) -> bytes:
    """Return the report of a period in the form that the ending of ``output`` says.

    Raises `UsageError` for an ending that has no form or a missing extra, `ConfigError` for a desk's template that cannot be used.
    """
    form = PERIOD_FORMS.get(output.suffix.lower())
    if form is None:
        raise UsageError(
            f"{output}: no report of a period has the ending {output.suffix!r}; take one of {', '.join(PERIOD_FORMS)}"
        )
    return form(lay_period(ground, asked, own), Templates(own), asked)


def lay_period(ground: Ground, asked: Asked, own: Own) -> Laid:
    """Return the report of a period before it has a form, in the words of a desk's ``own`` files. Raises `ConfigError`."""
    text, where = own.get(f"period.{asked.language}.toml", (None, ""))
    words = load_words(asked.language, text, where)
    report, entries = make_report(ground, asked, words)
    return Laid(report, entries, words)


def _html(laid: Laid, templates: Templates, _asked: Asked) -> bytes:
    return html(laid, templates).encode("utf-8")


def _pdf(laid: Laid, templates: Templates, asked: Asked) -> bytes:
    return pdf(html(laid.for_print(annex=asked.annex), templates, for_print=True))


def _docx(laid: Laid, _templates: Templates, asked: Asked) -> bytes:
    return docx(laid.for_print(annex=asked.annex))


def _xlsx(laid: Laid, _templates: Templates, _asked: Asked) -> bytes:
    return xlsx(laid)


PERIOD_FORMS: Final[Mapping[str, Callable[[Laid, Templates, Asked], bytes]]] = {
    ".html": _html,
    ".pdf": _pdf,
    ".xlsx": _xlsx,
    ".docx": _docx,
}
"""The forms of a period report by the ending of its file."""
