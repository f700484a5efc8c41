"""The intake: what came in, what was set aside and why."""

from django.http import HttpRequest, HttpResponse

from servanda.web.rendering import desk_of, page


def intake(request: HttpRequest) -> HttpResponse:
    """Show what was set aside, each file with its reason."""
    view = desk_of(request).snapshot().view
    return page(request, "intake.html.j2", {"place": "intake", "n": len(view.texts), "aside": view.quarantined})
