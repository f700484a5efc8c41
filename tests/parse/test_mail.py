"""Messages: body and head, whatever program wrote them."""

import email.policy
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from servanda.errors import EmptyInput, InputError
from servanda.model.documents import DocumentText

MAIL = "message/rfc822"
ARABIC = "سقطت ثلاث قذائف على القرية."
Parse = Callable[..., DocumentText]


def message(**headers: str) -> EmailMessage:
    made = EmailMessage(policy=email.policy.SMTP)
    for name, value in {
        "From": "Greta Möser <greta@desk.test>",
        "Subject": "نداء: Shelling",
        "Date": "Thu, 06 May 2031 23:10:11 -0500",
        **headers,
    }.items():
        made[name] = value
    return made


def test_a_plain_message(read: Parse) -> None:
    made = message()
    made.set_content(f"Two shells fell on Oberdorf.\n\n{ARABIC}\n")
    made.add_attachment(b"Not this one.", maintype="text", subtype="plain", filename="note.txt")
    layer = read(bytes(made), MAIL)
    assert layer.text == f"Two shells fell on Oberdorf.\n\n{ARABIC}"
    assert [layer.text[part.start : part.end] for part in layer.paragraphs] == ["Two shells fell on Oberdorf.", ARABIC]
    assert (layer.title, layer.author, layer.published_on) == ("نداء: Shelling", "Greta Möser", "2031-05-06")
    assert (layer.parser, layer.publisher) == ("mail", None)


def test_plain_text_goes_before_a_page_and_a_page_before_nothing(read: Parse) -> None:
    both = message()
    both.set_content("Plain words.")
    both.add_alternative("<p>Words of the page.</p>", subtype="html")
    assert read(bytes(both), MAIL).text == "Plain words."
    page = message()
    page.set_content(f"<html><body><p>{ARABIC}</p></body></html>", subtype="html", charset="windows-1256")
    layer = read(bytes(page), MAIL)
    assert layer.text == ARABIC
    assert layer.parser == "mail.html"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"Content-Type: text/plain; charset=windows-1256\n\n" + ARABIC.encode("cp1256"), ARABIC),
        (b"Content-Type: text/plain; charset=nonsense\n\nWords.", "Words."),
        (b"Content-Transfer-Encoding: base64\n\nV29yZHMu", "Words."),
        (b"Content-Transfer-Encoding: quoted-printable\n\nWo=\nrds=2E", "Words."),
        (b"Subject: =?bad?q?x\nDate: never\nFrom: @@@\n\nWords.", "Words."),
        (b"\nWords.", "Words."),
    ],
)
def test_odd_messages(read: Parse, content: bytes, text: str) -> None:
    layer = read(content, MAIL)
    assert layer.text == text
    assert layer.published_on is None


def test_a_message_with_attached_files_only_says_so(read: Parse) -> None:
    made = message()
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="map.pdf")
    with pytest.raises(EmptyInput, match="attached"):
        read(bytes(made), MAIL)


def test_a_message_of_endless_parts_is_refused(read: Parse) -> None:
    body = b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: image/png\n\n\n" * 2000 + b"--x--"
    with pytest.raises(InputError):
        read(body, MAIL)
