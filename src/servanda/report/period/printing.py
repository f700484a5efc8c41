"""Print: the page as PDF by WeasyPrint (extra ``print``), with our own fonts and nothing from any network."""

import logging
from importlib.resources import files
from typing import Any, Final

from servanda.errors import UsageError

_SCHEME: Final = "servanda-font:"
_FONTS: Final = (
    ("Servanda Sans", 400, "NotoSans-Regular.subset.ttf"),
    ("Servanda Sans", 700, "NotoSans-Bold.subset.ttf"),
    ("Servanda Arabic", 400, "NotoSansArabic-Regular.subset.ttf"),
    ("Servanda Arabic", 700, "NotoSansArabic-Bold.subset.ttf"),
)
_NO_EXTRA: Final = (
    "a PDF needs the extra 'print': pip install 'servanda[print]' (or write .html and print it from a browser)"
)
_NO_PANGO: Final = (
    "a PDF needs Pango, which is not on this machine: on Debian or Ubuntu apt install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0, on macOS brew install pango (or write .html and print it from a browser)"
)


def pdf(page: str) -> bytes:
    """Return a page of HTML as PDF. The same page gives the same bytes.

    Raises `UsageError` where the extra or Pango is missing, in one line that says what to install.
    """
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    except ImportError as error:
        raise UsageError(_NO_EXTRA) from error
    except OSError as error:
        raise UsageError(_NO_PANGO) from error
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.ERROR)
    fonts, inside = FontConfiguration(), _inside(weasyprint.urls)
    faces = weasyprint.CSS(string=_faces(), url_fetcher=inside, font_config=fonts)
    made: bytes = weasyprint.HTML(string=page, url_fetcher=inside).write_pdf(stylesheets=[faces], font_config=fonts)
    return made


def _faces() -> str:
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{_SCHEME}{name}"); }}'
        for family, weight, name in _FONTS
    )


def _inside(urls: Any) -> Any:
    """Return what gives the page what it holds itself, and our fonts; nothing else is fetched."""

    class Inside(urls.URLFetcher):  # type: ignore[misc,name-defined,unused-ignore]
        """Knows addresses that hold their content, and those of the fonts."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """Return what an address holds. Raises ``ValueError`` for all others."""
            if url.startswith("data:"):
                return super().fetch(url, headers)
            name = url.removeprefix(_SCHEME)
            if name not in {name for _, _, name in _FONTS}:
                raise ValueError(f"{url}: nothing is fetched for a report")
            font = files("servanda.report").joinpath("fonts", name).read_bytes()
            return urls.URLFetcherResponse(url, font, {"Content-Type": "font/ttf"})

    return Inside()
