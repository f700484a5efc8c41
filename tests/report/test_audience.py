"""Consent, sensitivity and retention against each audience."""

import pytest

from servanda.model.documents import Consent, Document, ProtectedField
from servanda.report import AUDIENCES, refusal

AT = "2031-06-01T12:00:00Z"
EVERY_USE = ("internal", "report", "un", "court", "public")


def _document(**fields: object) -> Document:
    common = {"id": "doc_1", "object_sha256": "", "n_bytes": 0, "media_type": "text/plain", "locator": "a.txt"}
    return Document(**common, **fields)


def _allowed(**fields: object) -> set[str]:
    return {audience for audience in AUDIENCES if refusal(_document(**fields), audience, AT) is None}


@pytest.mark.parametrize(
    ("sensitivity", "uses", "allowed"),
    [
        ("public", None, {"internal", "partner", "public", "court"}),
        ("internal", None, {"internal"}),
        ("confidential", None, {"internal"}),
        ("protected", None, {"internal"}),
        ("public", (), set()),
        ("public", ("internal",), {"internal"}),
        ("public", ("internal", "report"), {"internal", "partner"}),
        ("public", ("un",), set()),
        ("internal", EVERY_USE, {"internal", "partner", "public", "court"}),
        ("protected", ("internal", "court"), {"internal", "court"}),
        ("protected", ("court",), {"court"}),
    ],
)
def test_who_may_see_it(sensitivity, uses, allowed):
    consent = None if uses is None else Consent(basis="spoken", uses=uses)
    assert _allowed(sensitivity=sensitivity, consent=consent) == allowed


@pytest.mark.parametrize(
    ("field", "moment", "is_over"),
    [
        ("retain_until", "2031-05-31", True),
        ("retain_until", "2031-06-01", False),
        ("retain_until", "2031-06-01T11:59:59Z", True),
        ("retain_until", "2031-06-01T12:00:01Z", False),
        ("until", "2031-05-31", True),
        ("until", "2031-06-01", False),
        ("withdrawn_at", "2031-06-01T12:00:00Z", True),
        ("withdrawn_at", "2031-06-02T00:00:00Z", False),
    ],
)
def test_time_binds_every_audience(field, moment, is_over):
    if field == "retain_until":
        fields: dict[str, object] = {"retain_until": moment, "sensitivity": "public"}
    else:
        fields = {"consent": Consent(basis="spoken", uses=EVERY_USE, **{field: moment})}
    assert _allowed(**fields) == (set() if is_over else set(AUDIENCES))
    reason = refusal(_document(**fields), "internal", AT)
    assert (reason is None) is not is_over
    assert reason is None or (moment in reason.reason and moment not in reason.kind)


def test_a_text_that_names_its_witness_stays_inside():
    told = (ProtectedField(field="witness", commitment="00", in_text=True),)
    consent = Consent(basis="spoken", uses=EVERY_USE)
    assert _allowed(protected=told, consent=consent) == {"internal"}
    assert _allowed(protected=(ProtectedField(field="witness", commitment="00"),), consent=consent) == set(AUDIENCES)
