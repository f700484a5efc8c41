"""Check an evidence bundle made by Servanda, with nothing but Python 3.11 or newer and its standard library.

    python3 -I -S verify.py [FOLDER or FILE.zip] [--key ID] [--head LINE] [--stamp FILE.tsr] [--roots ROOTS.pem] [--release FILE]

Without an argument it checks the folder it lies in. It says every difference it finds and ends with status 1, or 0 where
there is none. What it checks, from the bytes up:

1. every file against the list `bundle.json`, and that list against its signature (Ed25519, RFC 8032);
2. every record against its hash; that hash against the batch it was written in, the batch against its entry in the
   custody log, the entry against the signed tree head (Merkle trees of RFC 6962), the head against its key, and each later
   key against the one before, which must have endorsed it by its signature;
3. every quotation against the characters of the text it is taken from, and every text against its hash;
4. that everything which a finding, incident or claim names lies here, or is named among what was left out;
5. disclosed fields against their salted commitments, and agreement files against the hashes that findings state;
6. time-stamps (RFC 3161) by `openssl ts -verify`, where OpenSSL is installed; otherwise it says that they are unchecked.

A *release* shows no log: in place of 2 and 6 its rows make a tree of their own, whose root stands in the signed list, and each
later key that it names must have been endorsed by the one before. Documents, texts and claims carry a salted hash of their row in
the log; the makers can open these later in a bundle with proofs, which is held against the release by --release.

It cannot tell whether what was written is true, nor whose key it is: give the id of a key that you had from the makers by
another way (--key). Whoever holds the key can also write the log anew: only a head (--head, the line that `servanda head`
printed) or a time-stamp (--stamp) that somebody outside kept since shows that.
"""

import argparse
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

Differences = Iterator[tuple[str, str]]
MANIFEST, SIGNATURE = "bundle.json", "bundle.sig"
RELEASE = "servanda/release/1"
ROW = "application/vnd.servanda.row+json"
SIGNATURES = ("possession", "endorsement", "passed_on")
REFERENCE = re.compile(r'"((?:clm|inc|fnd|doc|txt)_[0-9a-f]{24})"')
HEAD = re.compile(r"(?i)servanda-head/1\s+(\d{1,12})\s+\S+\s+([0-9a-f](?:[\s-]*[0-9a-f]){63})\s+sgk_[0-9a-f]{24}")
COMPLETE = ("finding", "incident", "claim", "document_text", "identification")


class Known(NamedTuple):
    """What the reader had by another way: the id of a key, the line of a head, a time-stamp of a head, a release given out before."""

    key: str | None = None
    head: str | None = None
    stamp: bytes | None = None
    release: Path | None = None


def plain(text: str) -> str:
    """Return text with everything escaped that does not print: it could steer a terminal, or pass for a line of ours."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)


def key_id(public: str) -> str:
    """Return the id of a public key, which follows from its bytes alone."""
    return f"sgk_{sha256(bytes.fromhex(public))[:24]}"


def sha256(data: bytes) -> str:
    """Return the SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


# --- Ed25519 (RFC 8032): the curve -x^2 + y^2 = 1 + d x^2 y^2 over the integers modulo P, points as (X, Y, Z, T)

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]
NEUTRAL: Point = (0, 1, 1, 0)


def add(a: Point, b: Point) -> Point:
    """Return the sum of two points (RFC 8032, 5.1.4)."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    return (f - e) * (d - c) % P, (d + c) * (f + e) % P, (d - c) * (d + c) % P, (f - e) * (f + e) % P


def times(number: int, point: Point) -> Point:
    """Return ``number`` times a point."""
    total = NEUTRAL
    while number:
        if number & 1:
            total = add(total, point)
        point, number = add(point, point), number >> 1
    return total


def decoded(data: bytes) -> Point | None:
    """Return the point in 32 bytes (RFC 8032, 5.1.3); ``None`` where there is none."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = decoded((4 * pow(5, -1, P) % P).to_bytes(32, "little")) or NEUTRAL


def signed(key: str, message: bytes, signature: str) -> bool:
    """Tell whether ``signature`` of ``message`` was made with the private part of ``key`` (both in hexadecimal digits)."""
    public, made = bytes.fromhex(key), bytes.fromhex(signature)
    if (len(public), len(made), public.hex(), made.hex()) != (32, 64, key, signature):
        return False
    point, first, second = decoded(public), decoded(made[:32]), int.from_bytes(made[32:], "little")
    if point is None or first is None or second >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(made[:32] + public + message).digest(), "little") % ORDER
    a, b = times(second, BASE), add(first, times(challenge, point))
    return not (a[0] * b[2] - b[0] * a[2]) % P and not (a[1] * b[2] - b[1] * a[2]) % P


# --- Merkle trees (RFC 6962, 2.1): proofs that a leaf stands in a tree, and that a tree begins with an older one


def leaf(content: bytes) -> bytes:
    """Return the hash of a leaf."""
    return hashlib.sha256(b"\x00" + content).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_root(leaves: list[bytes]) -> bytes:
    """Return the root of the tree over some leaf hashes."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    return node(tree_root(leaves[:middle]), tree_root(leaves[middle:]))


def release_leaf(item: Mapping[str, Any]) -> bytes:
    """Return the leaf hash of a row of a release: kind, id, hash of its body, salted hash of its row in the log or ``-``."""
    return leaf(f"{item['kind']} {item['id']} {sha256(item['body'].encode())} {item.get('commitment', '-')}\n".encode())


def climb(index: int, last: int, path: list[str]) -> list[tuple[bytes, bool]] | None:
    """Return the hashes on the way up from leaf ``index``, each with whether it stands on the left; ``None`` for a wrong path.

    ``last`` is the index of the last leaf.
    """
    steps = []
    for step in path:
        if last == 0:
            return None
        on_the_left = bool(index & 1) or index == last
        steps.append((bytes.fromhex(step), on_the_left))
        while on_the_left and index and not index & 1:
            index, last = index >> 1, last >> 1
        index, last = index >> 1, last >> 1
    return steps if last == 0 else None


def root_of(found: bytes, place: tuple[int, int], path: list[str]) -> str | None:
    """Return the root that leads from leaf hash ``found`` at ``place`` (index, size); ``None`` for a path that fits no tree."""
    steps = climb(place[0], place[1] - 1, path) if 0 <= place[0] < place[1] else None
    for other, on_the_left in steps or ():
        found = node(other, found) if on_the_left else node(found, other)
    return None if steps is None else found.hex()


def continues(old: tuple[int, str], new: tuple[int, str], path: list[str]) -> bool:
    """Tell whether the tree ``new`` (size, root) begins with the tree ``old``."""
    if not 0 < old[0] <= new[0]:
        return False
    if old[0] == new[0]:
        return not path and old[1] == new[1]
    first, *rest = path if old[0] & (old[0] - 1) else [old[1], *path]
    index, last = old[0] - 1, new[0] - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    steps = climb(index, last, rest)
    before = after = bytes.fromhex(first)
    for other, on_the_left in steps or ():
        before, after = (node(other, before), node(other, after)) if on_the_left else (before, node(after, other))
    return steps is not None and before.hex() == old[1] and after.hex() == new[1]


# --- Reading a bundle


def files_in(place: Path) -> dict[str, bytes]:
    """Return the files of a bundle by name, in a folder or a zip file (of which no more is unpacked than a bundle may hold)."""
    if place.is_file():
        found, left = dict[str, bytes](), 20 * place.stat().st_size + 10_000_000
        with zipfile.ZipFile(place) as opened:
            for name in opened.namelist():
                found[name] = opened.open(name).read(left + 1)
                left -= len(found[name])
                if left < 0:
                    raise ValueError("it unpacks too far for a bundle; unpack it yourself and check the folder")
        return found
    inside = [path for path in sorted(place.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in inside}


class Bundle:
    """The files of a bundle by name, and what its lists hold."""

    def __init__(self, files: dict[str, bytes], known: Known) -> None:
        self.files, self.known = files, known
        self.notes: list[str] = []
        self.manifest: dict[str, Any] = json.loads(files[MANIFEST])
        self.is_release = self.manifest["schema"] == RELEASE
        self.records, self.heads = self.lines("records.jsonl"), self.lines("heads.jsonl")
        self.entries = {json.loads(item["entry"])["seq"]: item for item in self.lines("entries.jsonl")}
        self.bodies = [(item["kind"], json.loads(item["body"])) for item in self.records if item.get("body")]
        self.release = [(item["kind"], item["body"]) for item in self.lines("release.jsonl")]
        self.bodies += self.release

    def lines(self, name: str) -> list[dict[str, Any]]:
        """Return the objects of a JSON Lines file; none where the file is missing, which `files` finds."""
        return [json.loads(line) for line in self.files.get(name, b"").splitlines()]

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Return the bodies of the records of a kind."""
        return [body for named, body in self.bodies if named == kind]


def canonical(value: Any) -> bytes:
    """Return canonical JSON (RFC 8785) of a value whose only numbers are whole."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


# --- The checks, each yielding (where, what is wrong)


def check_files(files: dict[str, bytes], place: Path) -> Differences:
    """Compare every file with the list, the list with its signature, and a zip with the form in which it was written."""
    if place.is_file() and packed(files) != place.read_bytes():
        yield "the zip file", "is not in the form in which it was written (its files are checked one by one)"
    listed, seal = json.loads(files.get(MANIFEST, b"{}"))["files"], json.loads(files.get(SIGNATURE, b"{}"))
    for name in sorted(listed.keys() | files.keys() - {MANIFEST, SIGNATURE}):
        if name not in files:
            yield name, "is missing"
        elif name not in listed:
            yield name, "is not on the list of files: it was added"
        elif sha256(files[name]) != listed[name]["sha256"]:
            yield name, "its bytes do not have the hash on the list of files"
    if not signed(seal["public_key"], files[MANIFEST], seal["signature"]):
        yield MANIFEST, "is not signed, or was changed after it was signed"
    if files[SIGNATURE] != canonical(seal) + b"\n" or len(seal) != 2:
        yield SIGNATURE, "is not in the form in which it was written"
    keys = files.get("heads.jsonl") or files["keys.jsonl"]
    if json.loads(keys.splitlines()[-1])["public_key"] != seal["public_key"]:
        yield SIGNATURE, "was made with another key than the newest tree head, or than the last key listed"


def packed(files: dict[str, bytes]) -> bytes:
    """Return files as a zip file: stored, in the given order, without times, so that the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()


def check_release(bundle: Bundle) -> Differences:
    """Check the tree of a release and the keys that lead to its own, and say what it does not show."""
    tree, keys = bundle.manifest["tree"], [item["public_key"] for item in bundle.lines("keys.jsonl")]
    if (tree_root([release_leaf(item) for item in bundle.records]).hex(), len(bundle.records)) != (
        tree["root"],
        tree["n"],
    ):
        yield "records.jsonl", "its rows do not make the tree whose root was signed"
    for item in bundle.records:
        if item["kind"] != "decision" and json.loads(item["body"])["id"] != item["id"]:
            yield f"{item['kind']} {item['id']}", "calls itself something else"
    yield from check_release_keys(bundle, bundle.lines("keys.jsonl"))
    for name, given in (("head", bundle.known.head), ("time-stamp", bundle.known.stamp)):
        if given is not None:
            yield (
                f"the {name} kept elsewhere",
                "a release shows no log to hold it against; ask for the bundle with proofs",
            )
    n_open = sum("commitment" in item for item in bundle.records)
    not_shown = "not shown, and for the holder of the dossier alone to prove: that the rows stand in its log, since when, under which time-stamps"
    bundle.notes += [
        f"signed on {bundle.manifest['made_at']} under the public key {keys[-1]}, id {key_id(keys[-1])}",
        "shown here: these words stand in these bytes, and whoever holds that key signed all of it; nothing was changed since",
        f"{not_shown}; {n_open} of {len(bundle.records)} rows carry a salted hash that can be opened against it",
    ]


def check_release_keys(bundle: Bundle, keys: list[dict[str, Any]]) -> Differences:
    """Check that each key was endorsed by the one before, in the form that tells neither who changed keys nor why."""
    ids, trusted = [key_id(item["public_key"]) for item in keys], bundle.known.key
    if trusted is not None and trusted not in ids:
        said = "is none of this log's keys that a release shows; ask for the id of the newest, or for the bundle with proofs"
        yield f"signing key {trusted}", said
    for number, (before, item) in enumerate(pairwise(keys), start=1):
        change = {"type": "servanda/key-change/1", "from": before["public_key"], "to": item["public_key"]}
        if signed(before["public_key"], canonical(change), item["passed_on"] or ""):
            continue
        said = f"took the place of {ids[number - 1]} without the endorsement of that key"
        if trusted in ids and number <= ids.index(trusted):
            bundle.notes.append(f"signing key {ids[number]} {said}; you vouch for it with {trusted}")
        else:
            yield f"signing key {ids[number]}", said


def check_opened(bundle: Bundle) -> Differences:
    """Hold the rows of a bundle with proofs against a release that was given out before, whose salted hashes it opens."""
    if bundle.known.release is None:
        return
    try:
        earlier = Bundle(files_in(bundle.known.release), Known())
    except Exception as error:  # noqa: BLE001 - as with the bundle itself
        yield str(bundle.known.release), f"is not in the form of a release: {error!r}"
        return
    salts = {(item["kind"], item["id"]): bytes.fromhex(item["salt"]) for item in bundle.lines("opened.jsonl")}
    rows = {(item["kind"], item["id"]): item for item in bundle.records}
    kept = [item for item in earlier.records if "commitment" in item]
    exhibits = {item["sha256"]: bundle.files[item["path"]] for item in bundle.manifest["exhibits"]}
    n_opened = 0
    for item in kept:
        name = item["kind"], item["id"]
        if name not in salts or name not in rows:
            continue
        n_opened += 1
        if sha256(salts[name] + rows[name]["sha256"].encode()) != item["commitment"]:
            yield " ".join(name), "is not the row that the release was made of"
        for field in differing(json.loads(item["body"]), json.loads(rows[name]["body"]), exhibits):
            yield " ".join(name), f"says something else in {field} than the release"
    bundle.notes.append(f"{n_opened} of the {len(kept)} rows of the release that can be opened are opened here")
    if not n_opened:
        yield str(bundle.known.release), "nothing in this bundle opens a row of that release"


def differing(shown: dict[str, Any], whole: dict[str, Any], exhibits: Mapping[str, bytes]) -> list[str]:
    """Return the fields in which a row of a release differs from the log's: a release tells days, and of a table's row its text."""
    given = {**whole, "details": [item for item in whole.get("details") or () if item["by"] in {"format", "text"}]}
    given |= {"received_at": (whole.get("received_at") or "")[:10]}
    if whole.get("media_type") == ROW:
        text = json.loads(exhibits[whole["object_sha256"]])["text"].encode()
        given |= {"object_sha256": sha256(text), "n_bytes": len(text), "media_type": "text/plain"}
    return [name for name, value in shown.items() if value != given.get(name)]


def check_records(bundle: Bundle) -> Differences:
    """Follow every record from its bytes to its entry in the log."""
    held = {row["sha256"] for row in bundle.manifest["files"].values()}
    for item in bundle.records:
        where = f"{item['kind']} {item['id']}"
        body, entry = item.get("body"), bundle.entries.get(item["entry"])
        if body is not None:
            found = sha256((body + "".join(f"\n{digest}" for digest in item.get("outputs", ()))).encode())
            if found != item["sha256"]:
                yield where, "its bytes do not have the hash they were written under"
            if json.loads(body).get("handle" if item["kind"] == "handle" else "id") != item["id"]:
                yield where, "calls itself something else"
        elif item["kind"] != "object" or item["sha256"] not in held:
            yield where, "its content is not in the bundle"
        line = f"{item['kind']} {item['id']} {item['sha256']}\n".encode()
        root = root_of(leaf(line), (item["index"], item["size"]), item["path"])
        subject = json.loads(entry["entry"])["subject"] if entry else {}
        if root is None or subject.get("kind") != "batch" or subject.get("sha256") != root:
            yield where, f"is not what entry {item['entry']} of the custody log was written for"


def check_log(bundle: Bundle) -> Differences:
    """Check the entries against the newest head, older heads against it, heads against their keys, keys against each other."""
    newest = bundle.heads[-1]
    for seq, item in bundle.entries.items():
        if root_of(leaf(item["entry"].encode()), (seq - 1, newest["size"]), item["path"]) != newest["root"]:
            yield f"log entry {seq}", "does not stand in the tree under the signed head"
    paths = {item["old_size"]: item["path"] for item in bundle.lines("consistency.jsonl")}
    lines = bundle.files.get("heads.jsonl", b"").splitlines()
    made_in = {item["id"]: item["entry"] for item in bundle.records}
    keys = sorted(((made_in[key["id"]], key) for key in bundle.of("signing_key")), key=lambda pair: pair[0])
    for line, head in zip(lines, bundle.heads, strict=True):
        where, unsigned = f"tree head of size {head['size']}", {k: v for k, v in head.items() if k != "signature"}
        if line != canonical(head) or not signed(head["public_key"], canonical(unsigned), head["signature"]):
            yield where, "its signature does not fit"
        valid = [key["public_key"] for entry, key in keys if entry <= head["size"]]
        if not valid or valid[-1] != head["public_key"]:
            yield where, "is not signed with the key that the log names for it"
        path = paths.get(head["size"], [])
        if not continues((head["size"], head["root"]), (newest["size"], newest["root"]), path):
            yield where, "the newest tree does not continue it"
    bundle.notes.append(f"signed under the public key {newest['public_key']}, id {key_id(newest['public_key'])}")
    note_clocks(bundle)
    yield from check_keys(bundle, [key for _, key in keys])


def note_clocks(bundle: Bundle) -> None:
    """Note each entry that is dated before one in front of it, of those that are here or that a head ends with."""
    dated = {head["size"]: head["at"] for head in bundle.heads}
    dated |= {seq: json.loads(item["entry"])["at"] for seq, item in bundle.entries.items()}
    back = [(after, before) for before, after in pairwise(sorted(dated)) if dated[after] < dated[before]]
    bundle.notes += [f"entry {after} is dated before entry {before}: a clock was set back" for after, before in back]


def check_keys(bundle: Bundle, keys: list[dict[str, Any]]) -> Differences:
    """Check that each key signed its own record, and that each later one was endorsed by the signature of the one before.

    The key that the reader had by another way vouches for what came before it, and must lead to the newest.
    """
    ids, trusted = [key_id(key["public_key"]) for key in keys], bundle.known.key
    if trusted is not None and trusted not in ids:
        yield f"signing key {trusted}", "is none of this log's keys: another log, or exchanged keys"
    for number, key in enumerate(keys):
        where, before = f"signing key {ids[number]}", keys[number - 1] if number else None
        message = canonical({name: value for name, value in key.items() if name not in SIGNATURES})
        if key["id"] != ids[number] or not signed(key["public_key"], message, key["possession"]):
            yield where, "did not sign its own record"
        if key["replaces"] != (before and before["id"]):
            yield where, "does not replace the key before it"
        if before is None or signed(before["public_key"], message, key["endorsement"] or ""):
            continue
        said = f"took the place of {ids[number - 1]} without the endorsement of that key"
        if trusted in ids and number <= ids.index(trusted):
            bundle.notes.append(f"{where} {said}; you vouch for it with {trusted}")
        else:
            yield where, said


def check_known(bundle: Bundle) -> Differences:
    """Hold the log against a head and a time-stamp that somebody outside kept."""
    newest, line, stamp = bundle.heads[-1], bundle.known.head, bundle.known.stamp
    if line is None and stamp is None:
        said = "no outside witness was asked: a log that its own desk wrote anew looks whole (--head, --stamp)"
        bundle.notes.append(said)
    found = HEAD.search(line or "")
    if line is not None and not found:
        yield "the head kept elsewhere", "is no line that `servanda head` printed"
    elif found:
        size, root = int(found[1]), re.sub(r"[\s-]", "", found[2]).lower()
        paths = {item["old_size"]: item["path"] for item in bundle.lines("consistency.jsonl")} | {newest["size"]: []}
        if size not in paths:
            said = "covers more entries (an older bundle, or a log cut back), or no proof for it is here"
            yield "the head kept elsewhere", said
        elif not continues((size, root), (newest["size"], newest["root"]), paths[size]):
            yield "the head kept elsewhere", "is no beginning of this log: it was written anew since, or is another"
    heads = bundle.files["heads.jsonl"].splitlines()
    if stamp is not None and not any(bytes.fromhex(sha256(head)) in stamp for head in heads):
        yield "the time-stamp kept elsewhere", "is of no head here: the log was written anew since, or is another"


def check_texts(bundle: Bundle) -> Differences:
    """Compare every text with its hash, and every quotation with the characters it points at."""
    texts = {text["id"]: text["text"] for text in bundle.of("document_text")}
    for text in bundle.of("document_text"):
        if sha256(text["text"].encode()) != text["text_sha256"]:
            yield f"document_text {text['id']}", "its text does not have the hash it states"
    for kind, body in bundle.bodies:
        if kind in {"claim", "identification", "document_text"}:
            text = texts.get(body["id" if kind == "document_text" else "text_id"], "")
            for start, end, quote in spans(body):
                if text[start:end] != quote:
                    yield f"{kind} {body['id']}", f"characters {start}-{end} of its text are not what it quotes"


def spans(value: Any) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and quote of every span in a record."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "quote"}:
            yield value["start"], value["end"], value["quote"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def check_complete(bundle: Bundle) -> Differences:
    """Look for everything that a finding, an incident, a claim or a text names: it must be here, or be named as left out."""
    held = {item["id"] for item in bundle.records} | {body["id"] for _, body in bundle.release}
    known = held | {item["id"] for item in bundle.manifest["left_out"]}
    if bundle.release:
        bundle.notes.append(f"records in release.jsonl, made for this audience and in no log: {len(bundle.release)}")
    for kind, body in bundle.bodies:
        if kind in COMPLETE:
            for name in sorted(set(REFERENCE.findall(json.dumps(body))) - known):
                yield f"{kind} {body['id']}", f"names {name}, which is neither here nor among what was left out"
    for wanted in sorted(set(bundle.manifest["findings"]) - held):
        yield f"finding {wanted}", "is what the bundle is about, and is not here"
    hashes = {item["sha256"] for item in bundle.records if item["kind"] == "object"}
    hashes |= {item["sha256"] for item in bundle.manifest["exhibits"]} if bundle.is_release else set()
    for document in bundle.of("document"):
        if document["object_sha256"] not in hashes:
            yield f"document {document['id']}", "the bytes that were collected are not here"


def check_sources(bundle: Bundle) -> Differences:
    """Compare agreement files with the hashes that findings state, and disclosed fields with their commitments."""
    files = {sha256(content) for name, content in bundle.files.items() if name.startswith("agreements/")}
    for finding in bundle.of("finding"):
        if finding["assessed_with"]["agreement_sha256"] not in files:
            yield f"finding {finding['id']}", f"the file of {finding['agreement_id']} that it rests on is not here"
    kept = [part for document in bundle.of("document") for part in document["protected"]]
    promised = {(part["field"], part["commitment"]) for part in kept}
    for number, item in enumerate(bundle.lines("disclosed.jsonl"), start=1):
        made = sha256(bytes.fromhex(item["salt"]) + item["value"].encode())
        if (item["field"], made) not in promised or made != item["commitment"]:
            yield f"disclosed.jsonl, line {number}", "its salt and value open no commitment of a document here"


def check_stamps(bundle: Bundle, roots: Path | None) -> Differences:
    """Check the time-stamps on tree heads with OpenSSL, or say that they are unchecked."""
    lines = {json.loads(line)["size"]: line for line in bundle.files.get("heads.jsonl", b"").splitlines()}
    stamps = {
        name: (lines.get(int(Path(name).stem), b""), content)
        for name, content in bundle.files.items()
        if name.endswith(".tsr")
    }
    if kept := bundle.known.stamp:
        stamped = [line for line in lines.values() if bytes.fromhex(sha256(line)) in kept]
        stamps["the time-stamp kept elsewhere"] = (stamped[0] if stamped else b"", kept)
    trusted = roots.read_bytes() if roots else bundle.files.get("stamp-roots.pem")
    program = shutil.which("openssl")
    if not stamps or not program or not trusted:
        why = "there are none" if not stamps else "no OpenSSL here" if not program else "no roots: --roots FILE"
        bundle.notes.append(f"time-stamps: UNCHECKED ({why})")
        return
    with tempfile.TemporaryDirectory() as folder:
        token, pinned = Path(folder, "token.tsr"), Path(folder, "roots.pem")
        pinned.write_bytes(trusted)
        for name, (line, content) in sorted(stamps.items()):
            token.write_bytes(content)
            command = [program, "ts", "-verify", "-digest", sha256(line), "-in", str(token)]
            done = subprocess.run([*command, "-CAfile", str(pinned)], capture_output=True, check=False)
            if done.returncode:
                yield name, "is no time-stamp of the tree head of that size by a trusted authority"
    bundle.notes.append(f"time-stamps: {len(stamps)} checked against roots with SHA-256 {sha256(trusted)}")


def examined(place: Path, roots: Path | None = None, known: Known | None = None) -> tuple[list[Any], list[str]]:
    """Return every difference (where, what) in the bundle at ``place``, a folder or a zip file, and notes for the reader."""
    found, notes = list[tuple[str, str]](), list[str]()
    try:
        files = files_in(place)
        found.extend(check_files(files, place))
        bundle = Bundle(files, known or Known())
        notes = bundle.notes
        of_log = (check_release,) if bundle.is_release else (check_records, check_log, check_known, check_opened)
        for check in (*of_log, check_texts, check_complete, check_sources):
            found.extend(check(bundle))
        found.extend(() if bundle.is_release else check_stamps(bundle, roots))
        notes.append(f"records: {len(bundle.records)}, files: {len(bundle.files)}")
    except Exception as error:  # noqa: BLE001 - whatever a changed bundle does to a reader is a difference
        found.append((str(place), f"is not in the form of a bundle, and the check could not go on: {error!r}"))
    return [(plain(where), plain(what)) for where, what in found], [plain(note) for note in notes]


def main(arguments: list[str]) -> int:
    """Check the bundle named on the command line, or the one around this file; return the exit status."""
    parser = argparse.ArgumentParser(description="Check an evidence bundle; exit status 1 where anything differs.")
    parser.add_argument("place", nargs="?", type=Path, default=Path(__file__).parent, help="folder or zip file")
    parser.add_argument("--key", help="id of a signing key that you had from the makers by another way")
    parser.add_argument("--head", help="line that `servanda head` printed and somebody outside kept")
    parser.add_argument("--stamp", type=Path, help="time-stamp (.tsr) that somebody outside kept")
    parser.add_argument("--roots", type=Path, help="root certificates (PEM) that time-stamps must lead to")
    parser.add_argument("--release", type=Path, help="release given out before, whose rows a bundle with proofs opens")
    given = parser.parse_args(arguments)
    known = Known(given.key, given.head, given.stamp.read_bytes() if given.stamp else None, given.release)
    found, notes = examined(given.place, given.roots, known)
    print("\n".join([*notes, *(f"DIFFERS: {where}: {what}" for where, what in found)]))
    print(f"differences: {len(found)}" if found else "every check passed: nothing was changed since it was signed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
