"""Coverage-guided fuzzing of one parser: python tests/fuzz/fuzz.py TARGET SECONDS|TRIESx [FOLDER for what crashes it].

"list" instead of a target names them all. Ends with status 0 when every input that was tried (within the time, or as often as asked: 60x) became a document or an `InputError` with a reason; anything
else stops it, with the input kept in the folder. `make fuzz SECONDS=60` runs all targets.
"""

import importlib.util
import io
import os
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import atheris

# Only what reads foreign bytes in Python is instrumented: lxml and pdfium are machine code, the rest would be slowed down for nothing.
INSTRUMENTED = [
    "servanda.collect",
    "servanda.parse",
    "servanda.text",
    "warcio",
    "email",
    "feedparser",
    "protego",
    "docx",
    "zipfile",
]
with atheris.instrument_imports(include=INSTRUMENTED):
    from servanda.collect import CollectConfig, Collected, collect
    from servanda.collect.archives.http_blocks import read_http
    from servanda.collect.web.addresses import read_address
    from servanda.collect.web.decoding import decoded
    from servanda.collect.web.links import read_links
    from servanda.errors import InputError
    from servanda.model.codec import decode, encode
    from servanda.model.documents import Document, DocumentText, Quarantine
    from servanda.parse import ParseConfig, parse

HERE = Path(__file__).parent
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SMALL = CollectConfig(max_file_bytes=1_000_000, max_unpacked_bytes=20_000_000, max_members=1000)
HANGS = 600  # seconds for one input: what takes longer is stuck, on any machine
WORK = Path(tempfile.mkdtemp(prefix="fuzz"))
RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><item><link>/a</link></item></channel></rss>'
ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="a"/></entry></feed>'
SITEMAP = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://x.test/a</loc></url></urlset>'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>On\r\n0\r\n\r\n"


def parsed(kind: str) -> Callable[[bytes], None]:
    """Return a target that parses bytes of a media type and checks the layer."""

    def target(content: bytes) -> None:
        document = Document(id="d", object_sha256="0", n_bytes=len(content), media_type=kind, locator="item")
        check(document, content)

    return target


def check(document: Document, content: bytes) -> None:
    """Parse a document; a layer must survive its codec and have text in each paragraph, a refusal must say why."""
    try:
        layer = parse(document, content, ParseConfig())
    except InputError as error:
        if not str(error):
            raise AssertionError("a refusal without reason") from error
        return
    if decode(encode(layer), DocumentText) != layer or not layer.paragraphs:
        raise AssertionError("the layer is unsound")
    if not all(layer.text[part.start : part.end].strip() for part in (*layer.paragraphs, *layer.regions)):
        raise AssertionError("a blank paragraph or region")


def collected(name: str) -> Callable[[bytes], None]:
    """Return a target that collects a file of that name: nothing may be passed over in silence."""

    def target(content: bytes) -> None:
        path = WORK / name
        path.write_bytes(content)
        items = list(collect(path, SMALL))
        if not items or any(isinstance(item, Quarantine) and not item.reason for item in items):
            raise AssertionError("passed over in silence")
        for item in items:
            if isinstance(item, Collected):
                encode(item.document)

    return target


def web(content: bytes) -> None:
    """Read bytes as a feed or sitemap, as robots rules, as an answer and as an address."""
    from protego import Protego

    text = content.decode("utf-8", errors="replace")
    for attempt in (
        lambda: read_links(content, "https://x.test/feed"),
        lambda: read_http(content).content(1_000_000),
        lambda: decoded(content, "gzip", 1_000_000),
        lambda: read_address(text),
        lambda: Protego.parse(text).can_fetch("https://x.test/a?b", "Servanda"),
    ):
        try:
            attempt()
        except InputError:
            continue


def sound() -> dict[str, bytes]:
    """Return sound files of every format, to begin from."""
    path = HERE.parent / "parse" / "malformed.py"
    spec = importlib.util.spec_from_file_location("malformed", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return dict(module.sound_files((HERE.parent / "parse" / "golden" / "arabic.weasyprint.narrow.pdf").read_bytes()))


TARGETS: dict[str, tuple[Callable[[bytes], None], tuple[str, ...]]] = {
    "plain": (parsed("text/plain"), ("txt",)),
    "html": (parsed("text/html"), ("html",)),
    "pdf": (parsed("application/pdf"), ("pdf",)),
    "docx": (parsed(DOCX), ("docx",)),
    "mail": (parsed("message/rfc822"), ("eml",)),
    "message": (collected("a.eml"), ("eml",)),
    "mailbox": (collected("a.mbox"), ("mbox",)),
    "csv": (collected("a.csv"), ("csv",)),
    "jsonl": (collected("a.jsonl"), ("jsonl", "json")),
    "xlsx": (collected("a.xlsx"), ("xlsx",)),
    "warc": (collected("a.warc.gz"), ("warc", "warc.gz")),
    "wacz": (collected("a.wacz"), ("wacz",)),
    "web": (web, ()),
}


def within_zip(content: bytes, max_size: int, seed: int) -> bytes:
    """Change one member of an archive and put it together again, so that the change lies behind a sound checksum."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old:
            members = {name: old.read(name) for name in old.namelist()}
    except Exception:  # noqa: BLE001 - whatever is no archive any more is changed as plain bytes
        return bytes(atheris.Mutate(content, max_size))
    if not members or seed % 4 == 0:
        return bytes(atheris.Mutate(content, max_size))
    victim = sorted(members)[seed // 4 % len(members)]
    members[victim] = bytes(atheris.Mutate(members[victim], max(len(members[victim]) + 100, 100)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name, member in members.items():
            new.writestr(name, member)
    return buffer.getvalue()[:max_size]


def main(name: str, bound: str, crashes: str = "") -> None:
    """Fuzz one target."""
    target, endings = TARGETS[name]
    corpus = WORK / "corpus"
    corpus.mkdir()
    files = sound()
    begin = [files[ending] for ending in endings] or [RSS, ATOM, SITEMAP, ANSWER, b"User-agent: *\nDisallow: /*.pdf$\n"]
    for number, content in enumerate(begin):
        (corpus / str(number)).write_bytes(content)
    warnings.simplefilter("error")
    options = [
        f"-runs={bound.removesuffix('x')}" if bound.endswith("x") else f"-max_total_time={bound}",
        "-seed=4",
        f"-timeout={HANGS}",
        "-rss_limit_mb=3000",
        "-max_len=200000",
        "-verbosity=0",
        "-print_final_stats=1",
    ]
    kept = Path(crashes) if crashes else WORK
    kept.mkdir(parents=True, exist_ok=True)
    options.append(f"-artifact_prefix={kept}{os.sep}")
    mutator = within_zip if name in {"docx", "xlsx", "wacz"} else None
    atheris.Setup([sys.argv[0], *options, str(corpus)], target, custom_mutator=mutator)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:] == ["list"]:
        print("\n".join(TARGETS))
    else:
        main(*sys.argv[1:])
