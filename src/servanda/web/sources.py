"""The sources: how far each is trusted by the desk, whose they are, and who draws on whom."""

from django.http import HttpRequest, HttpResponse

from servanda.report import ROWS
from servanda.web.rendering import desk_of, page


def sources(request: HttpRequest) -> HttpResponse:
    """Show the sources with their grade and number of documents."""
    laid = desk_of(request).snapshot().laid
    rows = sorted((row for _, row in ROWS["sources"](laid.view)), key=lambda row: -row["documents"])
    return page(request, "sources.html.j2", {"place": "sources", "rows": rows})
