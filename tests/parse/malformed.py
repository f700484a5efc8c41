"""A seeded generator of damaged files: sound documents of every format, then cut, flipped, spliced, mixed or made up."""

import email.policy
import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping
from email.message import EmailMessage

import docx
import openpyxl
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

_SENTENCES = (
    "Three shells struck the village of Oberdorf before dawn, the mayor said.",
    "“Nobody was hurt,” he added; rebels denied the attack.",
    "سقطت ثلاث قذائف على القرية صباح اليوم.",
    "Перемирие не соблюдается, сообщил глава совета.",
)
Damage = Callable[[random.Random, bytes], bytes]


def sound_files(pdf: bytes) -> dict[str, bytes]:
    """Return one sound file per ending; ``pdf`` is made by the caller."""
    text = "\n\n".join(_SENTENCES)
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in _SENTENCES)
    page = f'<html><head><meta charset="utf-8"><title>Shells</title></head><body><article>{paragraphs * 4}</article></body></html>'
    rows = [
        {"id": str(number), "text": sentence, "published_on": "2021-05-06"}
        for number, sentence in enumerate(_SENTENCES)
    ]
    letter = _letter(text, page, pdf)
    archive = _archive(page.encode(), pdf)
    return {
        "txt": text.encode(),
        "html": page.encode(),
        "docx": _word_file(),
        "xlsx": _workbook(rows),
        "eml": letter,
        "mbox": b"From a@b.test Thu May  6 09:10:11 2021\n" + letter.replace(b"\r\n", b"\n") + b"\n",
        "warc": _archive(page.encode(), pdf, packed=False),
        "warc.gz": archive,
        "wacz": _package(archive),
        "pdf": pdf,
        "jsonl": "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode(),
        "json": json.dumps(rows).encode(),
        "csv": ("id,text\n" + "\n".join(f'{row["id"]},"{row["text"]}"' for row in rows)).encode(),
    }


def _word_file() -> bytes:
    document = docx.Document()
    for sentence in _SENTENCES:
        document.add_paragraph(sentence)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _workbook(rows: list[dict[str, str]]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _letter(text: str, page: str, pdf: bytes) -> bytes:
    letter = EmailMessage(policy=email.policy.SMTP)
    letter["From"], letter["Subject"], letter["Date"] = "Ann <ann@desk.test>", "نداء", "Thu, 06 May 2021 09:10:11 +0200"
    letter.set_content(text)
    letter.add_alternative(page, subtype="html")
    letter.add_attachment(pdf, maintype="application", subtype="pdf", filename="map.pdf")
    return bytes(letter)


def _archive(page: bytes, pdf: bytes, *, packed: bool = True) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed, warc_version="1.1")
    for kind, body in (("text/html", page), ("application/pdf", pdf)):
        head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        about = {"WARC-Date": "2021-05-06T07:08:09Z", "WARC-Record-ID": f"<urn:uuid:{hashlib.md5(body).hexdigest()}>"}  # noqa: S324 - a name
        record = writer.create_warc_record(
            "https://news.test/a", "response", io.BytesIO(body), len(body), http_headers=head, warc_headers_dict=about
        )
        writer.write_record(record)
    return buffer.getvalue()


def _package(archive: bytes) -> bytes:
    name = "archive/data.warc.gz"
    resource = {"path": name, "hash": f"sha256:{hashlib.sha256(archive).hexdigest()}", "bytes": len(archive)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("datapackage.json", json.dumps({"resources": [resource]}))
        package.writestr(name, archive)
    return buffer.getvalue()


def malformed_files(seed: int, n_files: int, sound: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield ``n_files`` names and contents; the same seed gives the same files."""
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    for number in range(n_files):
        ending = chance.choice(sorted(sound))
        content = sound[ending]
        for _ in range(chance.choice((1, 1, 2, 3))):
            content = chance.choice(_DAMAGES)(chance, content)
        if ending in {"docx", "xlsx", "wacz"} and chance.random() < 0.6:
            content = _within_archive(chance, sound[ending])
        named = chance.choice([ending, ending, ending, *sorted(sound), "bin"])
        yield f"{number:04}.{named}", content


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _behead(chance: random.Random, content: bytes) -> bytes:
    return content[chance.randrange(len(content) + 1) :]


def _flip(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(min(len(changed), chance.choice((1, 10, 200)))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _insert(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    junk = chance.choice(
        (
            chance.randbytes(50),
            b"\x00" * 20,
            b"\xff\xfe",
            b"<" * 500,
            b"<div>" * 3000,
            b'"',
            b"{" * 2000,
            b"[" * 5000,
            b"\r",
            b"&#x0;&#55296;",
        )
    )
    return content[:at] + junk + content[at:]


def _repeat(chance: random.Random, content: bytes) -> bytes:
    start, end = sorted((chance.randrange(len(content) + 1), chance.randrange(len(content) + 1)))
    return content[:end] + content[start:end] * 3 + content[end:]


def _shuffle(chance: random.Random, content: bytes) -> bytes:
    pieces = [content[at : at + 64] for at in range(0, len(content), 64)]
    chance.shuffle(pieces)
    return b"".join(pieces)


def _invent(chance: random.Random, _content: bytes) -> bytes:
    return chance.randbytes(chance.choice((1, 100, 5000)))


def _recode(chance: random.Random, content: bytes) -> bytes:
    return content.decode("utf-8", errors="replace").encode(
        chance.choice(("utf-16", "utf-32", "cp1256", "cp1251", "utf-7")), errors="replace"
    )


_DAMAGES: tuple[Damage, ...] = (_cut, _behead, _flip, _insert, _repeat, _shuffle, _invent, _recode)


def _within_archive(chance: random.Random, content: bytes) -> bytes:
    """Damage one member of the archive, so that the damage lies behind a sound checksum."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        victim = chance.choice(old.namelist())
        for member in old.namelist():
            whole = old.read(member)
            new.writestr(member, chance.choice(_DAMAGES)(chance, whole) if member == victim else whole)
    return buffer.getvalue()
