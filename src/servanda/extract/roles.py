"""Role claims: who holds which office where, as the text states it."""

from collections.abc import Iterator
from functools import partial

from servanda.extract.guarding import guarded
from servanda.extract.offices import Office
from servanda.extract.scene import Scene
from servanda.model.claims import RoleClaim, RoleDetail
from servanda.model.documents import PassedOver
from servanda.model.making import sealed
from servanda.model.parties import Participant


def find_roles(scene: Scene) -> Iterator[RoleClaim | PassedOver]:
    """Yield a claim for each office stated beside a person's name; its span covers both and no more."""
    for office in scene.names.offices:
        bounds = scene.reading.sentence_around(office.start, office.end)
        yield from guarded("roles", scene.reading.text, bounds, partial(_claim, scene, office))


def _claim(scene: Scene, office: Office) -> Iterator[RoleClaim]:
    span = scene.reading.at(office.start, office.end)
    person = scene.names.person(office.person)
    detail = RoleDetail(
        person=Participant(
            role="person", name=person.name or office.person.text, type="person", mention=person.mention
        ),
        organisation=_organisation(scene, office),
        office=office.office,
    )
    yield sealed(RoleClaim(**scene.common(office.rule, span), role=detail))


def _organisation(scene: Scene, office: Office) -> Participant | None:
    body = office.organisation
    if body is None:
        return None
    kind = "organisation" if body.type == "other" else body.type
    return Participant(role="organisation", name=body.text, type=kind, mention=scene.reading.at(body.start, body.end))
