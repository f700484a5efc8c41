"""Which addresses may be visited: http and https, public hosts only unless the configuration allows private ones.

A host is resolved once, every address it has is checked, and the connection goes to a checked address, never to the name:
a name that means something else a moment later (DNS rebinding) leads nowhere else.
"""

import ipaddress
import re
import socket
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

from servanda.collect.config import CollectConfig
from servanda.errors import BrokenInput, InputError, UnsupportedInput

Resolve = Callable[[str, int], list[str]]
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS = {"http": 80, "https": 443}
_FIRST_UNRESERVED_PORT = 1024
_MAX_CHARACTERS = 2000
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
_UNQUOTED = "/:?#[]@!$&'()*+,;=%~-._"
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address behind a translator
_LAST_32_BITS = 0xFFFFFFFF


class Address(NamedTuple):
    """A web address in one form: ``url`` without fragment, the host in ASCII, the port, path and query."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what robots rules and pace hold for."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """The host as a ``Host`` header names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def read_address(url: str) -> Address:
    """Return the address in ``url``. Raises `UnsupportedInput` (another scheme, a password in it) or `BrokenInput`."""
    try:
        if _UNFIT.search(url) or len(url) > _MAX_CHARACTERS:
            raise ValueError("spaces or control characters in it, or too long")  # noqa: TRY301
        parts = urlsplit(url)
        scheme, port = parts.scheme.lower(), parts.port
        host = _ascii(parts.hostname or "")
    except (ValueError, UnicodeError) as error:
        raise BrokenInput(f"{url[:200]!r} is no web address ({error}). Copy it again from the browser.") from error
    if scheme not in _PORTS:
        raise UnsupportedInput(f"{url}: only http and https addresses are visited, not {scheme or 'this'}.")
    if parts.username is not None or parts.password is not None:
        raise UnsupportedInput(
            f"{scheme}://{host}: an address with a user name or password would be kept in the record."
        )
    if not host:
        raise BrokenInput(f"{url}: names no host. Copy it again from the browser.")
    target = urlunsplit(("", "", quote(parts.path or "/", safe=_UNQUOTED), quote(parts.query, safe=_UNQUOTED), ""))
    address = Address("", scheme, host, _PORTS[scheme] if port is None else port, target)
    return address._replace(url=address.origin + target)


def checked_ips(address: Address, config: CollectConfig, resolve: Resolve) -> list[str]:
    """Return the IP addresses of a host, all of them checked.

    Raises `UnsupportedInput` where one of them is not public (private, loopback, link-local, reserved) or the port is one
    of another service, unless ``allow_private`` is set; `BrokenInput` where the name cannot be resolved.
    """
    try:
        found = list(dict.fromkeys(resolve(address.host, address.port)))
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BrokenInput(
            f"{address.url}: the host is not found ({reason}). Check the name and the network."
        ) from error
    if not found:
        raise BrokenInput(f"{address.url}: the host has no address. Check the name.")
    if not config.allow_private:
        for text in found:
            if not is_public(text):
                raise _refused(address, f"{address.host} is at {text}, which is not a public address")
        if address.port < _FIRST_UNRESERVED_PORT and address.port not in _PORTS.values():
            raise _refused(address, f"port {address.port} belongs to another service than the web")
    return found


def is_public(text: str) -> bool:
    """Tell whether an IP address is reached over the public Internet, and so is every IPv4 address within it."""
    try:
        ip = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in _unwrapped(ip))


def resolve_host(host: str, port: int) -> list[str]:
    """Return the IP addresses of ``host`` as the operating system knows them. Raises `OSError`."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _unwrapped(ip: IPAddress) -> list[IPAddress]:
    """Return ``ip``, or for an IPv6 address that carries an IPv4 one what it leads to."""
    if isinstance(ip, ipaddress.IPv4Address):
        return [ip]
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    if ip.sixtofour:
        return [ip.sixtofour]
    if ip.teredo:
        return list(ip.teredo)
    return [ipaddress.IPv4Address(int(ip) & _LAST_32_BITS)] if ip in _TRANSLATED else [ip]


def _refused(address: Address, why: str) -> InputError:
    return UnsupportedInput(
        f"{address.url}: refused, {why}. Where this is wanted, set allow_private = true under [collect] in dossier.toml."
    )


def _ascii(host: str) -> str:
    """Return a host name as the network knows it: lower case, other alphabets in their ASCII form."""
    return host.rstrip(".").lower() if host.isascii() else host.encode("idna").decode("ascii").lower()
