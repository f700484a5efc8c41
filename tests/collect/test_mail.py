"""Messages and mailboxes: a document each, attached files too."""

import email.policy
import io
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from servanda.collect import CollectConfig, Collected, collect
from servanda.model.documents import Quarantine

PDF = b"%PDF-1.7 not really"


def message(subject: str = "Shelling", body: str = "Two shells fell on Oberdorf.\n") -> EmailMessage:
    made = EmailMessage(policy=email.policy.SMTP)
    made["From"], made["To"], made["Subject"] = "Greta Moser <greta@desk.test>", "desk@desk.test", subject
    made["Date"] = "Thu, 06 May 2031 09:10:11 +0200"
    made.set_content(body)
    return made


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Nobody was hurt.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def split(path: Path, config: CollectConfig | None = None) -> tuple[list[Collected], list[Quarantine]]:
    found = list(collect(path, config or CollectConfig()))
    return [item for item in found if isinstance(item, Collected)], [
        item for item in found if isinstance(item, Quarantine)
    ]


def test_a_message_keeps_its_bytes_and_is_not_public(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(message()))
    ((item,), quarantined) = split(path)
    assert not quarantined
    assert item.content == bytes(message())
    assert (item.document.media_type, item.document.channel, item.document.sensitivity) == (
        "message/rfc822",
        "mail",
        "internal",
    )


def test_attached_files_are_documents_with_the_protection_of_the_message(tmp_path: Path) -> None:
    outer, inner = message(), message("Inner")
    inner.add_attachment(PDF, maintype="application", subtype="octet-stream", filename="map.pdf")
    outer.add_attachment(word(), maintype="application", subtype="octet-stream", filename="نداء.docx")
    outer.add_attachment(b"", maintype="application", subtype="pdf", filename="empty.pdf")
    outer.add_attachment(inner)
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(outer))
    (tmp_path / "a.eml.meta.json").write_text('{"sensitivity": "protected", "title": "Letter"}', encoding="utf-8")
    found, (quarantine,) = split(path)
    kinds = [item.document.media_type.rsplit(".", maxsplit=1)[-1] for item in found]
    assert kinds == ["message/rfc822", "document", "message/rfc822", "application/pdf"]
    assert {item.document.sensitivity for item in found} == {"protected"}
    assert {item.document.title for item in found} == {None}
    assert [part.value for part in found[0].apart if part.field == "title"] == ["Letter"]
    assert found[1].content == word()
    assert found[3].content == PDF
    (where,) = (part.value for part in found[3].apart if part.field == "locator")
    assert where.endswith("a.eml#attachment-3#attachment-1")
    assert "empty" in quarantine.reason


def test_messages_within_messages_end(tmp_path: Path) -> None:
    nested = message("0")
    for number in range(1, 9):
        outer = message(str(number))
        outer.add_attachment(nested)
        nested = outer
    path = tmp_path / "a.eml"
    path.write_bytes(bytes(nested))
    found, (quarantine,) = split(path)
    assert len(found) == 6
    assert "deep" in quarantine.reason


def test_a_mailbox_is_a_row_of_messages(tmp_path: Path) -> None:
    plain = email.policy.default
    texts = [
        message("One").as_bytes(policy=plain),
        message("Two", "From here we saw smoke.\n\nFrom\nthere too.\n").as_bytes(policy=plain),
    ]
    path = tmp_path / "box.mbox"
    path.write_bytes(b"".join(b"From greta@desk.test Thu May  6 09:10:11 2031\n" + text + b"\n" for text in texts))
    found, quarantined = split(path)
    assert not quarantined
    assert [item.content for item in found] == texts
    assert [item.document.locator for item in found] == [f"{path}#1", f"{path}#2"]
    _, (first, second) = split(path, CollectConfig(max_file_bytes=60))
    assert (first.error, second.error) == ("TooLargeInput", "TooLargeInput")


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"", "no message"), (b"Subject: x\n\ny\n", "no mailbox"), (b"From x Thu May  6 09:10:11 2031\n", "empty")],
)
def test_what_is_no_mailbox_says_so(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "box.mbox"
    path.write_bytes(content)
    found, (quarantine,) = split(path)
    assert not found
    assert word in quarantine.reason
