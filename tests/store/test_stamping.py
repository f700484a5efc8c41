"""Time-stamps by an authority of our own (OpenSSL): asked for, waited for, checked without a network."""

import random
import subprocess

import pytest

from servanda.errors import ConfigError, NetworkError, NotFoundError, RecordError
from servanda.model.codec import sha256
from servanda.store import Authority, Occasion, complete_stamp, notes, queue_stamp, verify

pytestmark = pytest.mark.openssl

AT = "2026-01-02T03:04:05Z"
OCCASION = Occasion("stamped", "desk", AT, {})


@pytest.fixture
def signed(store, case):
    store.make_key("desk", AT)
    case.fill(store, 3)
    return store


def _local(authority, ask=None):
    return Authority("test authority", ask or authority.answer, authority.root)


def _stamp(store, authority):
    return [complete_stamp(store, size, _local(authority), OCCASION) for size in queue_stamp(store)]


def test_the_newest_head_is_stamped_once(signed, case, authority, tmp_path):
    [stamped] = _stamp(signed, authority)
    assert stamped.size == 3
    assert stamped.at.endswith("Z")
    assert queue_stamp(signed) == ()
    assert [path.name for path in (tmp_path / "custody" / "stamps").iterdir()] == ["00000003.tsr"]
    assert [entry.event for entry in signed.log()][3:] == ["stamped"]
    assert list(verify(signed, authority.root)) == []
    case.fill(signed, 9)
    assert queue_stamp(signed) == (5,)


def test_openssl_says_the_same_of_the_head_that_was_stamped(signed, authority, tmp_path):
    _stamp(signed, authority)
    lines = (tmp_path / "custody" / "heads.jsonl").read_bytes().splitlines()
    for line, status in ((lines[2], 0), (lines[1], 1)):
        command = [
            "openssl",
            "ts",
            "-verify",
            "-digest",
            sha256(line),
            "-in",
            "00000003.tsr",
            "-CAfile",
            str(authority.root),
        ]
        done = subprocess.run(command, cwd=tmp_path / "custody" / "stamps", capture_output=True, check=False)
        assert done.returncode == status, done.stderr


def test_without_a_network_requests_wait_and_are_completed_later(signed, case, authority, tmp_path):
    def unreachable(_request):
        raise NetworkError("nobody answers")

    assert queue_stamp(signed) == (3,)
    with pytest.raises(NetworkError):
        complete_stamp(signed, 3, _local(authority, unreachable), OCCASION)
    case.fill(signed, 9)
    assert queue_stamp(signed) == (3, 4)
    assert list(verify(signed)) == []
    assert [stamped.size for stamped in _stamp(signed, authority)] == [3, 4]
    assert queue_stamp(signed) == ()
    assert list(verify(signed, authority.root)) == []


def test_stopped_after_logging_the_answer_it_is_not_logged_twice(signed, authority):
    queue_stamp(signed)
    request = signed.stamps.read(3, ".tsq")
    complete_stamp(signed, 3, _local(authority), OCCASION)
    signed.stamps.write(3, ".tsq", request)
    n_entries = signed.size()
    complete_stamp(signed, 3, _local(authority, lambda _: pytest.fail("asked again")), OCCASION)
    assert signed.size() == n_entries
    assert queue_stamp(signed) == ()


def test_an_answer_kept_but_not_yet_logged_is_no_difference(signed, authority):
    queue_stamp(signed)
    signed.stamps.write(3, ".tsr", authority.answer(signed.stamps.read(3, ".tsq")))
    assert list(verify(signed, authority.root)) == []
    complete_stamp(signed, 3, _local(authority, lambda _: pytest.fail("asked again")), OCCASION)
    assert [entry.event for entry in signed.log()][-1] == "stamped"
    assert list(verify(signed, authority.root)) == []


def test_an_answer_that_does_not_hold_is_refused_and_the_request_waits(signed, authority, stranger):
    queue_stamp(signed)
    request = signed.stamps.read(3, ".tsq")
    bad = {
        "another request": lambda _: authority.answer(_other_request()),
        "does not hold": stranger.answer,
        "no time-stamp": lambda _: b"<html>welcome</html>",
        "refused": lambda asked: authority.answer(asked.replace(bytes.fromhex("608648016503040201"), bytes.fromhex("608648016503040203"))),
    }  # fmt: skip
    for said, ask in bad.items():
        with pytest.raises(RecordError, match=said):
            complete_stamp(signed, 3, _local(authority, ask), OCCASION)
    assert signed.stamps.read(3, ".tsq") == request
    assert signed.stamps.sizes(".tsr") == ()
    assert len(list(signed.log())) == 3


def _other_request():
    from servanda.store.tokens import request_for

    return request_for(b"something else")


def test_roots_are_asked_for_in_words(signed, authority, tmp_path):
    queue_stamp(signed)
    for name, content, said in (("none.pem", None, "put the root certificate"), ("bad.pem", b"?", "no certificates")):
        path = tmp_path / name
        if content:
            path.write_bytes(content)
        with pytest.raises(ConfigError, match=said):
            complete_stamp(signed, 3, Authority("test", authority.answer, path), OCCASION)


def test_nothing_signed_is_nothing_to_stamp(store, case):
    case.fill(store, 3)
    with pytest.raises(NotFoundError, match="nothing to stamp"):
        queue_stamp(store)


def test_a_flipped_byte_anywhere_in_a_time_stamp_names_its_file(signed, authority):
    """Much of a token, such as certificates sent along, is not covered by its signature: the log's hash is."""
    _stamp(signed, authority)
    path = signed.stamps.path(3, ".tsr")
    content, chance = path.read_bytes(), random.Random(20260105)  # noqa: S311 - repeatable, no secret
    for _ in range(40):
        changed = bytearray(content)
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        assert any("00000003.tsr" in found.where for found in verify(signed, authority.root))
    path.unlink()
    assert [found.what for found in verify(signed)] == ["the time-stamp that it recorded is missing or changed"]


def test_a_time_stamp_by_a_stranger_is_told(signed, authority, stranger):
    _stamp(signed, stranger)
    assert list(verify(signed)) == []
    assert any("were not checked" in said for said in notes(signed, None))
    [found] = verify(signed, authority.root)
    assert "does not hold" in found.what


def test_a_record_without_time_stamp_is_said_to_be_one(signed):
    assert any("no time-stamp" in said for said in notes(signed, None))
