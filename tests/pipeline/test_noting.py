"""Notes of calls and interviews: protected, kept with their media, read like reports, and never more origins than are told apart."""

from pathlib import Path

import pytest

from servanda.errors import NotFoundError, UsageError
from servanda.model.codec import decode_json
from servanda.pipeline import expunge_document, open_case, read_note, read_notes, run_case, take_note, verify_case
from servanda.pipeline.documents import refusals
from servanda.pipeline.protecting import protected_fields
from servanda.pipeline.view import incidents_with_handles

PHOTO = b"\xff\xd8\xff\xe0" + b"invented picture" * 20
CALL = {
    "text": "The Rapid Support Forces shelled Nyala yesterday. Two people were killed, she said.",
    "channel": "phone", "received_at": "2031-05-06T09:30:00+02:00", "source": "the baker of the east gate", "code": "S-17", "language": "en",
    "collector": "ana", "consent": {"basis": "spoken on the phone", "uses": ["internal", "report"]},
    "media": [{"file": "crater.jpg", "shows": "A crater before the mill in Nyala."}],
}  # fmt: skip


def nothing(_what: str, _done: int, _total: int) -> None:
    """No progress bar in tests."""


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    (tmp_path / "crater.jpg").write_bytes(PHOTO)
    return tmp_path


def take(case: Path, folder: Path, **changes):
    with open_case(case, create=True, now=lambda: "2031-06-01T00:00:00Z") as opened:
        return take_note(opened, read_note({**CALL, **changes}), folder)


def every_byte(case: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(case.rglob("*")) if path.is_file())


def test_a_note_is_a_document_whose_source_stands_in_the_vault_only(dossier, photo):
    noted = take(dossier, photo)
    with open_case(dossier) as case:
        assert verify_case(case) == ()
        document = case.store.get("document", noted.document_id)
        (picture,) = (case.store.get("document", one) for one in noted.media_ids)
        assert (document.sensitivity, document.channel, document.collector) == ("internal", "phone", "ana")
        assert document.received_at == "2031-05-06T07:30:00Z"
        assert (document.publisher, document.published_on, document.consent.uses) == (
            "source S-17",
            "2031-05-06",
            ("internal", "report"),
        )
        assert case.store.object(picture.object_sha256) == PHOTO
        kept = decode_json(case.store.object(document.object_sha256))["media"]
        assert kept == [
            {
                "media_type": "image/jpeg",
                "n_bytes": len(PHOTO),
                "sha256": picture.object_sha256,
                "shows": "A crater before the mill in Nyala.",
            }
        ]
        assert ("witness", "the baker of the east gate") in protected_fields(case, noted.document_id, "ana")
        run_case(case, "local", 0, nothing)
        assert verify_case(case) == ()
        layers = {text.document_id: text for text in case.store.current("parse")}
        (incident,) = (i for i in incidents_with_handles(case) if i.kind == "ASSAULT")
    assert b"baker" not in every_byte(dossier)
    assert layers[picture.id].text == "A crater before the mill in Nyala."
    assert (incident.time.start, incident.place.name, incident.n_independent_origins) == ("2031-05-05", "Nyala", 1)


def test_the_same_note_again_changes_nothing(dossier, photo):
    first = take(dossier, photo)
    again = take(dossier, photo)
    assert (again.is_known, again.document_id, again.media_ids) == (True, first.document_id, first.media_ids)


@pytest.mark.parametrize(("codes", "origins"), [((None, None), 1), (("S-1", "S-2"), 2)])
def test_notes_without_a_code_are_one_origin_and_codes_tell_them_apart(dossier, photo, codes, origins):
    words = (
        CALL["text"],
        "On 5 May 2031 there was shelling of Nyala by the Rapid Support Forces; a man in the bazaar counted two dead.",
    )
    for code, text in zip(codes, words, strict=True):
        take(dossier, photo, code=code, media=[], source=None, text=text)
    with open_case(dossier) as case:
        run_case(case, "local", 0, nothing)
        assert max(i.n_independent_origins for i in incidents_with_handles(case)) == origins


def test_a_note_never_leaves_without_consent_and_goes_with_its_picture(dossier, photo):
    take(dossier, photo, consent=None)
    with open_case(dossier) as case:
        run_case(case, "local", 0, nothing)
        assert set(refusals(case, "public")) == {item.id for item in case.store.records("document")}
        assert refusals(case, "internal") == {}


def test_a_protected_note_hides_the_channel_too(dossier, photo):
    noted = take(dossier, photo, sensitivity="protected", channel="radio")
    with open_case(dossier) as case:
        document = case.store.get("document", noted.document_id)
    assert (document.channel, document.locator) == (None, "protected")


def test_expunging_a_note_takes_its_words(dossier, photo):
    noted = take(dossier, photo)
    with open_case(dossier) as case:
        run_case(case, "local", 0, nothing)
        expunge_document(case, noted.document_id, "ana", "she asked for it")
        assert verify_case(case) == ()
    assert b"shelled Nyala yesterday" not in every_byte(dossier)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text": " "}, "a note needs 'text'"),
        ({"channel": "phon"}, "did you mean 'phone'"),
        ({"received_at": "2031-05-06"}, "states no offset"),
        ({"received_at": "yesterday"}, "is no instant"),
        ({"sensitivity": "public"}, "internal, confidential or protected"),
        ({"sourc": "x"}, "did you mean 'source'"),
        ({"consent": {"basis": "x", "uses": ["everything"]}}, "cannot be read"),
    ],
)
def test_what_is_wrong_with_a_note_is_said(changes, told):
    with pytest.raises(UsageError, match=told):
        read_note({**CALL, **changes})


def test_a_picture_that_is_missing_or_not_described_keeps_the_note_out(dossier, photo):
    with pytest.raises(NotFoundError, match="no such file"):
        take(dossier, photo, media=[{"file": "none.jpg", "shows": "x"}])
    with pytest.raises(UsageError, match="say what it shows"):
        take(dossier, photo, media=[{"file": "crater.jpg", "shows": " "}])
    with open_case(dossier) as case:
        assert list(case.store.records("document")) == []


def test_lines_that_are_wrong_are_told_and_the_others_read(tmp_path):
    path = tmp_path / "notes.jsonl"
    path.write_text(
        '{"text": "x", "channel": "phone", "received_at": "2031-05-06T09:30:00Z"}\n\nno json\n[]\n', encoding="utf-8"
    )
    found = dict(read_notes(path))
    assert found[1].text == "x"
    assert {number: type(found[number]) for number in (3, 4)} == {3: UsageError, 4: UsageError}
