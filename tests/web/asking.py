"""A browser without scripts, for tests: it keeps cookies, and fills in the token of forms."""

import re
from http.client import HTTPConnection
from typing import Any, ClassVar, NamedTuple
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    headers: dict[str, str]
    text: str


class Asker:
    """Somebody who asks the server at a port of this machine, and calls it by the name of ``host``."""

    form: ClassVar = "/"
    """The page from which a form's token is taken where none is named."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.port, self.host, self.cookies = port, f"{host}:{port}", {}

    def ask(self, method: str, path: str, fields: dict[str, Any] | None = None, **headers: str) -> Answer:
        sent = {"Host": self.host, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = urlencode(fields, doseq=True) if fields is not None else None
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        link = HTTPConnection("127.0.0.1", self.port, timeout=300)
        link.request(method, path, body, sent | {name.replace("_", "-"): value for name, value in headers.items()})
        response = link.getresponse()
        text = response.read().decode("utf-8", "replace")
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        link.close()
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, text)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, address: str, form: str | None = None, /, **fields: Any) -> Answer:
        """Send the fields with the token of the page at ``form``."""
        found = TOKEN.search(self.get(form or self.form).text)
        return self.ask("POST", address, {"csrfmiddlewaretoken": found.group(1) if found else "", **fields})
