"""A report that names an agreement by a name that two have: one finding for each, marked as alternatives."""

from pathlib import Path

import pytest
from tests.pipeline.conftest import write_reports
from tests.truce import AGREEMENT

from servanda.pipeline import add_sources, build_view, open_case, run_case

TOLD = "The Rapid Support Forces shelled Nyala on Monday, 5 May 2031, in breach of the {}, the Red Crescent said."


def findings(dossier: Path, tmp_path: Path, name: str):
    for one, other in (("spring-truce", "harvest-truce"), ("harvest-truce", "spring-truce")):
        text = AGREEMENT.replace("id: spring-truce-2031", f"id: {one}").replace(
            "names: [Spring truce]",
            f"names: [{one.replace('-', ' ').title()}, {{name: Darfur Market Truce, also: [{other}]}}]",
        )
        (dossier / "agreements" / f"{one}.yaml").write_text(text, encoding="utf-8")
    row = {
        "id": "n1",
        "publisher": "Nile Dispatch",
        "published_on": "2031-05-06",
        "language": "en",
        "text": TOLD.format(name),
    }
    with open_case(dossier, create=True) as case:
        add_sources(case, [str(write_reports(tmp_path / "one.jsonl", (row,)))], lambda *_: None)
        run_case(case, "local", 0, lambda *_: None)
        view = build_view(case)
    return {f.agreement_id: f for f in view.findings if f.party}, view


@pytest.mark.parametrize(("name", "marked"), [("Darfur Market Truce", True), ("Spring Truce", False)])
def test_a_name_of_two_agreements_gives_alternatives(dossier, tmp_path, name, marked):
    found, view = findings(dossier, tmp_path, name)
    (incident,) = [one for one in view.incidents if one.kind == "ASSAULT"]
    named = incident.agreements[0]
    assert (named.agreement_id is None) is marked
    if marked:
        assert set(named.candidates) == {"spring-truce", "harvest-truce"}
    one, other = found["spring-truce"], found["harvest-truce"]
    assert one.alternative_to == ((other.id,) if marked else ())
    assert other.alternative_to == ((one.id,) if marked else ())


def test_a_name_in_another_sentence_is_not_taken():
    from servanda.model.spans import Span
    from servanda.pipeline.naming import _sentence

    text = "The truce held. The army shelled Ostra. Nobody spoke of the truce."
    start = text.index("shelled")
    assert text[slice(*_sentence(text, Span(start=start, end=start + 7, quote="shelled")))] == "The army shelled Ostra"
