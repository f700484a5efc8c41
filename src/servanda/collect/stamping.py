"""Asking an authority for a time-stamp (RFC 3161, section 3.4: over HTTP).

Only the exchange: what is asked is made, and what is answered is checked, in the store.
"""

import urllib3

from servanda.errors import ConfigError, NetworkError
from servanda.model.base import Record

_ASKED = "application/timestamp-query"
_ANSWERED = "application/timestamp-reply"
_OK = 200


class StampConfig(Record, frozen=True, kw_only=True):
    """How long an authority may be silent (``seconds``), how much it may answer (``max_bytes``), and our ``user_agent``."""

    seconds: float = 15.0
    max_bytes: int = 65_536
    user_agent: str = "Servanda"


def request_stamp(authority: str, request: bytes, config: StampConfig) -> bytes:
    """Send a request (DER) to the authority at that http(s) address and return its answer (DER), unchecked.

    Redirects are not followed: the address is the one that was configured. Raises `ConfigError` for what is no such
    address, `NetworkError` where nobody answers, or something else than a time-stamp.
    """
    if not authority.startswith(("http://", "https://")):
        raise ConfigError(f"dossier.toml, stamp_authority: {authority!r} is no http or https address")
    timeout = urllib3.Timeout(connect=config.seconds, read=config.seconds)
    headers = {"Content-Type": _ASKED, "Accept": _ANSWERED, "User-Agent": config.user_agent}
    try:
        with urllib3.PoolManager(retries=False, timeout=timeout) as pool:
            answer = pool.request(
                "POST", authority, body=request, headers=headers, redirect=False, preload_content=False
            )
            content = answer.read(config.max_bytes + 1, decode_content=False)
            status, kind = answer.status, answer.headers.get("Content-Type", "none").partition(";")[0].strip().lower()
            answer.close()
    except urllib3.exceptions.HTTPError as error:
        raise NetworkError(f"{authority} cannot be reached: {error}") from error
    if status != _OK or kind != _ANSWERED:
        raise NetworkError(f"{authority} answered with status {status} and {kind}, not with a time-stamp ({_ANSWERED})")
    if len(content) > config.max_bytes:
        raise NetworkError(f"{authority} answered with more than {config.max_bytes} bytes")
    return content
