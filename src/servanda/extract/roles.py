"""Role claims: who holds which office where, as the text states it."""

from collections.abc import Iterator
from functools import partial

from servanda.extract.document_analysis import DocumentAnalysis
from servanda.extract.names import Office
from servanda.extract.reading import guarded
from servanda.model.claims import RoleClaim, RoleDetail
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.parties import Participant


def find_roles(analysis: DocumentAnalysis) -> Iterator[RoleClaim | PassedOver]:
    """Yield a claim for each office stated beside a person's name; its span covers both and no more."""
    for office in analysis.names.offices:
        bounds = analysis.reading.sentence_around(office.start, office.end)
        yield from guarded("roles", analysis.reading.text, bounds, partial(_claim, analysis, office))


def _claim(analysis: DocumentAnalysis, office: Office) -> Iterator[RoleClaim]:
    span = analysis.reading.at(office.start, office.end)
    person = analysis.names.person(office.person)
    detail = RoleDetail(
        person=Participant(
            role="person", name=person.name or office.person.text, type="person", mention=person.mention
        ),
        organisation=_organisation(analysis, office),
        office=office.office,
    )
    yield sealed(RoleClaim(**analysis.common(office.rule, span), role=detail))


def _organisation(analysis: DocumentAnalysis, office: Office) -> Participant | None:
    body = office.organisation
    if body is None:
        return None
    kind = "organisation" if body.type == "other" else body.type
    return Participant(
        role="organisation", name=body.text, type=kind, mention=analysis.reading.at(body.start, body.end)
    )
