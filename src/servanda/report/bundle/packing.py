"""The files of an evidence bundle, its list of files, and the zip file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources import files
from typing import IO, Any, NamedTuple

from servanda.model.codec import canonical, encode
from servanda.model.documents import Document
from servanda.report.bundle.contents import BundleContents
from servanda.report.bundle.index_page import index_page
from servanda.report.bundle.verify import MANIFEST, RELEASE, SIGNATURE, release_leaf, tree_root
from servanda.report.bundle.wacz import Resource, wacz
from servanda.report.bundle.zipping import Entry, Zip, temporary_beside
from servanda.report.config import ReportConfig
from servanda.report.page import html_page

SCHEMA = "servanda/bundle/1"
Sign = Callable[[bytes], tuple[str, str]]
"""Signs bytes; gives the public key and the signature in hexadecimal digits."""
_ENDINGS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.servanda.row+json": "json",
    "application/xhtml+xml": "html",
    "message/rfc822": "eml",
    "text/html": "html",
    "text/plain": "txt",
}


class Exhibit(NamedTuple):
    """A document under the number by which people refer to it: ``path`` is that of its original bytes."""

    number: str
    document: Document
    path: str
    title: str


def exhibits(contents: BundleContents) -> tuple[Exhibit, ...]:
    """Return the documents, numbered from E-001 in the order of their publication."""
    titles = {text.document_id: text.title for text in contents.view.texts}
    order = {text.document_id: place for place, text in enumerate(contents.view.texts)}
    ranked = sorted(contents.documents, key=lambda document: (order.get(document.id, len(order)), document.id))
    found = []
    for place, document in enumerate(ranked, start=1):
        number = f"E-{place:03d}"
        ending = _ENDINGS.get(document.media_type.partition(";")[0].strip(), "bin")
        title = titles.get(document.id) or document.title or "untitled"
        found.append(Exhibit(number, document, f"exhibits/{number}.{ending}", title))
    return tuple(found)


def bundle(contents: BundleContents, config: ReportConfig, sign: Sign, out: IO[bytes]) -> None:
    """Write the evidence bundle as a zip file, its list of files signed. ``out`` is a file with a name that can be read and moved in.

    Originals and captures go from disk to disk, one in memory at a time.
    """
    numbered = exhibits(contents)
    with Zip(out) as file, temporary_beside(out) as captures, temporary_beside(out) as archive:
        wacz(
            captures,
            archive,
            (contents.objects[digest] for digest in contents.warcs),
            _resources(contents, numbered),
            (_instant(contents.made_at), f"servanda {config.version}"),
        )
        written = {name: file.add(name, content) for name, content in _files(contents, numbered, captures, config)}
        manifest = canonical(_manifest(contents, numbered, written, config.version))
        public_key, signature = sign(manifest)
        file.add(MANIFEST, manifest)
        file.add(SIGNATURE, canonical({"public_key": public_key, "signature": signature}) + b"\n")


def _files(
    contents: BundleContents, numbered: Iterable[Exhibit], captures: IO[bytes], config: ReportConfig
) -> Iterator[tuple[str, bytes | IO[bytes]]]:
    """Yield the files of a bundle, each made when its turn comes."""
    yield "index.html", index_page(contents, tuple(numbered), config.version)
    yield "verify.py", files("servanda.report.bundle").joinpath("verify.py").read_bytes()
    yield "report.html", html_page(contents.view, config)
    for item in numbered:
        yield item.path, contents.objects[item.document.object_sha256]
    yield "captures.wacz", captures
    yield "records.jsonl", _lines(contents.records)
    yield from _proofs(contents).items()
    for digest in contents.warcs:
        yield f"warcs/{digest}.warc.gz", contents.objects[digest]
    yield from contents.files.items()
    for name, lines in (("release", contents.release), ("disclosed", contents.disclosed), ("opened", contents.opened)):
        if lines:
            yield f"{name}.jsonl", _lines(lines)


def _proofs(contents: BundleContents) -> dict[str, bytes]:
    """Return the files that prove the rows: the log's, or of a release the keys that lead to the one that signs it."""
    if contents.is_release:
        return {"keys.jsonl": _lines(contents.keys)}
    return {
        "entries.jsonl": _lines(contents.entries),
        "heads.jsonl": b"".join(head + b"\n" for head in contents.heads),
        "consistency.jsonl": _lines(contents.consistency),
    }


def _instant(at: str) -> str:
    """Return an instant; of a day its first, where a format asks for one."""
    return at if "T" in at else f"{at}T00:00:00Z"


def _manifest(
    contents: BundleContents, numbered: Iterable[Exhibit], written: Mapping[str, Entry], version: str
) -> dict[str, Any]:
    rows = [release_leaf(line) for line in contents.records] if contents.is_release else []
    tree = {"tree": {"n": len(rows), "root": tree_root(rows).hex()}} if contents.is_release else {}
    return {
        "schema": RELEASE if contents.is_release else SCHEMA,
        **tree,
        "title": contents.view.title,
        "made_at": contents.made_at,
        "made_by": contents.made_by,
        "made_with": f"servanda {version}",
        "audience": contents.audience,
        "findings": list(contents.chosen),
        "exhibits": [
            {
                "number": item.number,
                "document_id": item.document.id,
                "path": item.path,
                "sha256": item.document.object_sha256,
            }
            for item in numbered
        ],
        "left_out": [item._asdict() for item in contents.left_out],
        "files": {name: {"sha256": entry.sha256, "n_bytes": entry.n_bytes} for name, entry in written.items()},
    }


def _resources(contents: BundleContents, numbered: Iterable[Exhibit]) -> Iterator[Resource]:
    """Yield the documents that did not come from the web; those that did have WARC records of their own."""
    for item in numbered:
        one = item.document
        if one.id not in contents.captured:
            received_at = _instant(one.received_at or contents.made_at)
            yield Resource(contents.objects[one.object_sha256], one.media_type, received_at, item.title)


def _lines(items: Iterable[Mapping[str, Any]]) -> bytes:
    return b"".join(encode(item) + b"\n" for item in items)
