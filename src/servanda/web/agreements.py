"""The agreements of the dossier: read in plain words."""

from django.http import HttpRequest, HttpResponse

from servanda.pipeline import explain_agreement, own_agreements, shipped_agreements
from servanda.reference.agreement_files import AgreementFile
from servanda.web.rendering import desk_of, known, page, say_of


def agreements(request: HttpRequest) -> HttpResponse:
    """List the agreements of the dossier, and those that are shipped with the program."""
    desk = desk_of(request)
    findings = desk.snapshot().view.counted_findings
    files = own_agreements(desk.case.folder)
    own = [(one, sum(found.agreement_id == _name(one) for found in findings)) for one in files]
    taken = {_name(one) for one in files}
    shipped = [(name, title) for name, title in shipped_agreements() if name not in taken]
    return page(
        request, "agreements.html.j2", {"place": "agreements", "own": own, "shipped": shipped, "name_of": _name}
    )


def agreement(request: HttpRequest, name: str) -> HttpResponse:
    """Show one agreement in plain words."""
    file = known({_name(one): one for one in own_agreements(desk_of(request).case.folder)}, name, say_of(request))
    lines = list(explain_agreement(str(file.path))) if file.agreement else []
    return page(request, "agreement.html.j2", {"place": "agreements", "name": name, "file": file, "lines": lines})


def _name(file: AgreementFile) -> str:
    """Return the name of an agreement's page: its id, of a file that cannot be read the name of the file."""
    return file.agreement.id if file.agreement else file.path.stem
