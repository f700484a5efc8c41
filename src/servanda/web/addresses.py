"""Where each thing has its page."""

from typing import Final

_PAGES: Final = {
    "clm_": "/claims/",
    "inc_": "/incidents/",
    "INC-": "/incidents/",
    "fnd_": "/findings/",
    "doc_": "/documents/",
}
_BEGINNING: Final = 4


def href_of(name: str) -> str:
    """Return the address of a record by its id or handle; an empty string for what has no page."""
    page = _PAGES.get(name[:_BEGINNING])
    return f"{page}{name}" if page else ""
