"""Making requests for time-stamps and checking the answers (RFC 3161), with libraries for both.

Apart from `stamps`, because these libraries take a tenth of a second to load and few commands need them.
"""

from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from typing import Any, ClassVar

from asn1crypto import cms, core, tsp
from cryptography.x509 import Certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerifierBuilder,
    decode_timestamp_response,
)

from servanda.errors import ConfigError, RecordError

_GRANTED = 0


def request_for(line: bytes) -> bytes:
    """Return a request (DER, with a nonce) for a time-stamp of a head's line."""
    builder = TimestampRequestBuilder().data(line).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=True).cert_request(cert_request=True).build().as_bytes()


def read_roots(path: Path) -> tuple[Certificate, ...]:
    """Return the certificates in a PEM file: the roots that time-stamps must lead to, and what stands between."""
    try:
        return tuple(load_pem_x509_certificates(path.read_bytes()))
    except OSError as error:
        raise ConfigError(
            f"{path} (stamp_roots): {error.strerror}; put the root certificate of your authority there, in PEM form"
        ) from error
    except ValueError as error:
        raise ConfigError(f"{path} (stamp_roots): holds no certificates in PEM form ({error})") from error


def stamped_at(response: bytes, line: bytes, roots: Sequence[Certificate]) -> str:
    """Return the instant at which the authority stamped a head's line, the whole chain checked against ``roots``.

    Certificates need to have been valid at that instant. Raises `RecordError` with what is wrong.
    """
    answer = _decoded(response)
    try:
        VerifierBuilder(roots=list(roots)).build().verify_message(answer, line)
        return answer.tst_info.gen_time.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except Exception as error:
        raise RecordError(f"the time-stamp does not hold: {error}") from error


def imprint_of(response: bytes) -> str:
    """Return the SHA-256 that an authority stamped, in hexadecimal digits. Raises `RecordError` for what is no time-stamp."""
    return bytes(_decoded(response).tst_info.message_imprint.message).hex()


def imprint_of_request(request: bytes) -> str:
    """Return the SHA-256 that a request asks an authority to stamp. Raises `RecordError` for what is no request."""
    try:
        return bytes(tsp.TimeStampReq.load(request)["message_imprint"]["hashed_message"].native).hex()
    except (ValueError, TypeError, KeyError) as error:
        raise RecordError(f"this is no request for a time-stamp: {error}") from error


def require_answer(response: bytes, request: bytes) -> None:
    """Raise `RecordError` unless ``response`` grants a time-stamp for ``request`` (its nonce)."""
    answer = _decoded(response)
    nonce = tsp.TimeStampReq.load(request)["nonce"].native
    if answer.tst_info.nonce != nonce:
        raise RecordError("the time-stamp answers another request (its nonce differs)")


class _Answer(core.Sequence):  # type: ignore[misc]
    """A response of RFC 3161, 2.4.2; one that refuses has no token."""

    _fields: ClassVar[list[Any]] = [("status", tsp.PKIStatusInfo), ("token", cms.ContentInfo, {"optional": True})]


def _decoded(response: bytes) -> TimeStampResponse:
    try:
        answer = _Answer.load(response)
        status = answer["status"]
        if int(status["status"]) != _GRANTED:
            said = status["status_string"].native or [status["fail_info"].native or "no reason given"]
            raise RecordError(f"the authority refused: {status['status'].native} ({'; '.join(map(str, said))})")
        return decode_timestamp_response(_in_order(response, answer))
    except (ValueError, TypeError, KeyError) as error:
        raise RecordError(f"this is no time-stamp: {error}") from error


def _in_order(response: bytes, answer: _Answer) -> bytes:
    """Return the response with the certificates in it sorted as DER asks for: many authorities send them as they come.

    They stand outside of what is signed, and the library that checks them takes sorted ones only.
    """
    certificates = answer["token"]["content"]["certificates"]
    if not certificates:
        return response
    given = certificates.contents
    return response.replace(given, b"".join(sorted(certificate.dump() for certificate in certificates)), 1)
