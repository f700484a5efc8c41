"""The agreements of the dossier: read in plain words, written with checks as one types, and what each provision would meet."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from servanda.errors import UsageError
from servanda.pipeline import (
    AGREEMENT_BEGINNING,
    Said,
    check_text,
    explain_agreement,
    own_agreements,
    shipped_agreements,
    take_shipped,
    write_agreement,
)
from servanda.reference.agreement_files import AgreementFile
from servanda.web.answers import require_post
from servanda.web.rendering import SINCE, desk_of, known, page, part, say_of
from servanda.web.telling import provisions
from servanda.web.words import Say

_MOST_SENTENCES: Final = 3
_AFTER_READING: Final = "): "
"""What stands before a provision in its line."""


def agreements(request: HttpRequest) -> HttpResponse:
    """List the agreements of the dossier, and those that are shipped with the program."""
    desk = desk_of(request)
    n_findings = desk.snapshot().view.n_findings
    files = own_agreements(desk.case.folder)
    own = [(one, n_findings.get(_name(one), 0)) for one in files]
    taken = {_name(one) for one in files}
    shipped = [(name, title) for name, title in shipped_agreements() if name not in taken]
    return page(
        request, "agreements.html.j2", {"place": "agreements", "own": own, "shipped": shipped, "name_of": _name}
    )


def agreement(request: HttpRequest, name: str) -> HttpResponse:
    """Show one agreement in plain words."""
    file = _file(request, name)
    lines = list(_explained(file, say_of(request))) if file.agreement else []
    return page(request, "agreement.html.j2", {"place": "agreements", "name": name, "file": file, "lines": lines})


def _explained(file: AgreementFile, say: Say) -> Iterator[tuple[str, str, bool]]:
    """Yield the lines of an explanation: how far each is set in, its words, and whether they are in the language of the page."""
    sentences = provisions(file.agreement, say)
    for line in explain_agreement(str(file.path)):
        text = line.lstrip()
        told = _told(text, sentences, say)
        yield line[: -len(text)] if text else "", told or text, bool(told)


def _told(text: str, sentences: Mapping[str, str], say: Say) -> str:
    """Return a line in the language of the page, an empty text where there is no telling it; provisions are told by themselves."""
    head, end, _ = text.partition(_AFTER_READING)
    sentence = sentences.get(head.partition(" (")[0]) if end else None
    if sentence is None:
        return say.phrase(text)
    reading = say.phrase(head + end.rstrip())
    return f"{reading} {sentence}" if reading else ""


def write_new(request: HttpRequest) -> HttpResponse:
    """Show the beginning of a new agreement, check what was written, or keep it."""
    return _written(request, None, AGREEMENT_BEGINNING)


def write(request: HttpRequest, name: str) -> HttpResponse:
    """Show the text of an agreement file, check it as it was changed, or keep it."""
    file = _file(request, name)
    return _written(request, file, file.path.read_text(encoding="utf-8"))


def take(request: HttpRequest) -> HttpResponse:
    """Take an agreement that is shipped into the dossier."""
    require_post(request)
    desk, say = desk_of(request), say_of(request)
    name = str(request.POST.get("agreement", ""))
    known(dict(shipped_agreements()), name, say)
    number = desk.turned_since(0)[0]
    desk.change(lambda by: take_shipped(desk.case, name, Said(by, say("taken_at_desk"))))
    return HttpResponseRedirect(f"/agreements/{name}?{SINCE}={number}")


def _written(request: HttpRequest, file: AgreementFile | None, text: str) -> HttpResponse:
    desk, say = desk_of(request), say_of(request)
    context: dict[str, Any] = {
        "place": "agreements",
        "file": file,
        "name": _name(file) if file else "",
        "text": text,
        "checked": None,
    }
    if request.method != "POST":
        return page(request, "agreement_write.html.j2", context)
    desk.person()
    text = str(request.POST.get("text", "")).replace("\r\n", "\n")
    if request.POST.get("act") == "keep":
        because = str(request.POST.get("because", "")).strip()
        if not because:
            raise UsageError(say("reason_needed"))
        number = desk.turned_since(0)[0]
        stem = file.path.stem if file else None
        made = desk.change(lambda by: write_agreement(desk.case, stem, text, Said(by, because)))
        name = (made[0].patch or {})["agreement"] if made else context["name"]
        return HttpResponseRedirect(f"/agreements/{name}?{SINCE}={number}")
    checked = {"checked": check_text(desk.case, text, _MOST_SENTENCES)}
    if request.headers.get("X-Desk"):
        return HttpResponse(part(request, "checked.html.j2", checked))
    return page(request, "agreement_write.html.j2", context | checked | {"text": text})


def _file(request: HttpRequest, name: str) -> AgreementFile:
    return known({_name(one): one for one in own_agreements(desk_of(request).case.folder)}, name, say_of(request))


def _name(file: AgreementFile) -> str:
    """Return the name of an agreement's page: its id, of a file that cannot be read the name of the file."""
    return file.agreement.id if file.agreement else file.path.stem
