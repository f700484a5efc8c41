"""Names that nobody could place: those that keep acts from being placed first."""

from django.http import HttpRequest, HttpResponse

from servanda.pipeline import open_names
from servanda.web.rendering import desk_of, page


def names(request: HttpRequest) -> HttpResponse:
    """List the names that wait to be settled."""
    view = desk_of(request).snapshot().view
    found = open_names(view)
    return page(request, "names.html.j2", {"place": "names", "rows": found})
