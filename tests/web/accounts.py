"""A desk with accounts in a process of its own, and people who sign in at it with a second factor."""

import base64
import hmac
import re
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from tests.web.asking import TOKEN, Answer, Asker
from tests.web.forking import Begun

_SECRET = re.compile(r'value="([A-Z2-7]{32})"')


class Person(Asker):
    """Somebody who has an account, and perhaps an app with codes."""

    form: ClassVar = "/account/login/"

    def __init__(self, port: int, name: str = "", password: str = "") -> None:
        super().__init__(port, "localhost")
        self.name, self.password, self.secret = name, password, ""

    def sign_in(self, password: str | None = None) -> Answer:
        """Give name and password; what follows is the second factor, or the way to set one up."""
        self.cookies.clear()
        return self.post("/account/login/", login=self.name, password=password or self.password)

    def set_up(self) -> Answer:
        """Set up an app with codes; each look at the page makes another secret."""
        way = "/account/2fa/totp/activate/"
        shown = self.get(way).text
        self.secret = _SECRET.search(shown).group(1)
        return self.ask("POST", way, {"csrfmiddlewaretoken": TOKEN.search(shown).group(1), "code": code(self.secret)})

    def come_in(self) -> "Person":
        self.sign_in()
        if self.secret:
            self.post("/account/2fa/authenticate/", "/account/2fa/authenticate/", code=code(self.secret))
        else:
            self.set_up()
        return self


def code(secret: str, later: int = 0) -> str:
    """Return the code of an app now, by RFC 6238: SHA-1, 30 seconds, six digits."""
    counter = struct.pack(">Q", int(time.time()) // 30 + later)
    made = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = made[-1] & 15
    return f"{(struct.unpack('>I', made[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def user(folder: Path, *words: str, says: str = "") -> subprocess.CompletedProcess[str]:
    done = Begun("user", words[0], folder, *words[1:]).wait()
    assert says in done.stderr + done.stdout, done.stderr
    return done


def add(folder: Path, name: str, group: str, sees: str = "internal") -> str:
    """Make an account and return its password."""
    return add_all(folder, {name: (group, sees)})[name]


def with_accounts(folder: Path, script: str) -> str:
    """Run a script with the accounts of a dossier at hand, as ``register``, and return what it prints: Django is set up once a process."""
    start = (
        "import sys\nfrom pathlib import Path\nfrom servanda.pipeline import open_case\nfrom servanda.web import register_of\n"
        "with open_case(Path(sys.argv[1])) as case:\n    register = register_of(case, 'tests')\n"
    )
    body = "".join(f"    {line}\n" for line in script.splitlines())
    done = Begun(folder, script=start + body).wait()
    assert done.returncode == 0, done.stderr
    return done.stdout


def add_all(folder: Path, staff: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Make accounts, each with group and clearance, and return their passwords."""
    made = {name: f"correct horse battery {name}" for name in staff}
    with_accounts(
        folder,
        "\n".join(
            f"register.add({name!r}, {group!r}, {sees!r}, {made[name]!r})" for name, (group, sees) in staff.items()
        ),
    )
    return made


@contextmanager
def desk_of(folder: Path, *options: str) -> Iterator[int]:
    """Serve a dossier with accounts in a process of its own, and give the port."""
    desk = Begun("desk", folder, "--accounts", "--no-browser", *options)
    line = desk.first_line()
    try:
        yield (
            int(re.search(r":(\d+)/", line).group(1))
            if "--port" not in options
            else int(options[options.index("--port") + 1])
        )
    finally:
        desk.end()
        desk.wait()
