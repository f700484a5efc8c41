"""The few words of SOCKS 5 (RFC 1928) that ask a proxy to connect to an address: no password, no name."""

import ipaddress
import socket

_VERSION, _NO_PASSWORD, _CONNECT = 5, 0, 1
_IPV4, _NAME, _IPV6 = 1, 3, 4
_N_BYTES = {_IPV4: 4, _IPV6: 16}
_REFUSALS = {
    1: "it failed",
    2: "its rules forbid it",
    3: "the network cannot be reached",
    4: "the host cannot be reached",
    5: "the host refused",
    6: "it took too long",
    7: "it does not know CONNECT",
    8: "it does not know this kind of address",
}


def ask(proxy: socket.socket, ip: str, port: int) -> None:
    """Ask a SOCKS 5 proxy over a fresh connection to connect to an address. Raises `OSError` saying why it does not."""
    proxy.sendall(bytes([_VERSION, 1, _NO_PASSWORD]))
    version, method = _exactly(proxy, 2)
    if version != _VERSION:
        raise OSError("the proxy does not speak SOCKS 5")
    if method != _NO_PASSWORD:
        raise OSError("the SOCKS proxy asks for a password, which is not supported")
    address = ipaddress.ip_address(ip.partition("%")[0])
    kind = _IPV4 if address.version == 4 else _IPV6  # noqa: PLR2004 - as the versions are called
    proxy.sendall(bytes([_VERSION, _CONNECT, 0, kind]) + address.packed + port.to_bytes(2, "big"))
    _, reply, _, kind = _exactly(proxy, 4)
    if reply:
        raise OSError(f"the SOCKS proxy did not connect: {_REFUSALS.get(reply, f'reply {reply}')}")
    n_bytes = _N_BYTES[kind] if kind in _N_BYTES else _exactly(proxy, 1)[0] if kind == _NAME else None
    if n_bytes is None:
        raise OSError("the proxy does not speak SOCKS 5")
    _exactly(proxy, n_bytes + 2)


def _exactly(proxy: socket.socket, n_bytes: int) -> bytes:
    """Return so many bytes, and take not one more: what follows is the site's."""
    found = b""
    while len(found) < n_bytes:
        piece = proxy.recv(n_bytes - len(found))
        if not piece:
            raise OSError("the SOCKS proxy hung up")
        found += piece
    return found
