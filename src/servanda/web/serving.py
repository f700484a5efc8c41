"""The server: Django's requests on waitress, on this machine alone, for one dossier."""

import errno
import logging
import secrets
import signal
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from waitress import wasyncore
from waitress.server import create_server
from waitress.trigger import trigger

from servanda.errors import UsageError
from servanda.pipeline import Case
from servanda.web.bounds import MOST_BYTES, MOST_UPLOADED, bound
from servanda.web.config import HOST, DeskConfig
from servanda.web.desk import Desk
from servanda.web.sitting import Sitting

if TYPE_CHECKING:
    from servanda.web.accounts.register import Register

_N_SECRET: Final = 32
_THREADS: Final = 8
_PATIENCE_SECONDS: Final = 60
_GUARDS: Final = ("servanda.web.guarding.headed", "servanda.web.guarding.known_host")
_FORMS: Final = "django.middleware.csrf.CsrfViewMiddleware"
_TOLD: Final = "servanda.web.guarding.told"


class Served:
    """A desk that listens: its ``address`` with the token, and the way to run and to stop it."""

    def __init__(self, case: Case, config: DeskConfig) -> None:
        """Take the port; nobody is answered before `run`. Raises `UsageError` where the port is taken."""
        _set_up(case.folder, config)
        self.desk = Desk(case)
        self.token = secrets.token_urlsafe(_N_SECRET)
        self._cookie = secrets.token_urlsafe(_N_SECRET)
        self._config = config
        self._django = get_wsgi_application()
        self._sockets: dict[int, Any] = {}
        self._answering = threading.Lock()
        try:
            self._server = create_server(
                self._answer, map=self._sockets, host=config.host, port=config.port, threads=_THREADS, ident=None,
                max_request_body_size=MOST_UPLOADED, channel_timeout=_PATIENCE_SECONDS, clear_untrusted_proxy_headers=True, **_proxied(config),
            )  # fmt: skip
        except OSError as error:
            self._close()  # what was made before the port was asked for
            self.desk.close()
            raise _refused(config.port, error) from error
        bound(self._server)
        self.port = int(self._server.effective_port)

    @property
    def home(self) -> str:
        """The address without the token: for who has been let in, and with accounts for who signs in."""
        if self._config.public:
            return f"{self._config.public.rstrip('/')}/"
        name = "localhost" if self._config.accounts else HOST  # keys that sign in are for names, not for numbers
        return f"http://{name}:{self.port}/"

    @property
    def address(self) -> str:
        """The address that lets a browser in; with accounts it leads to the page where one signs in."""
        return self.home if self._config.accounts else f"{self.home}?token={self.token}"

    def run(self) -> None:
        """Answer until `stop`, or until the process is interrupted."""
        with self._answering:
            self._server.run()

    def stop(self) -> None:
        """Finish the answers that are being given, answer nobody any more, and finish what decisions asked for."""
        self._server.task_dispatcher.shutdown()
        if self._answering.locked():  # sockets are closed by the thread that waits for them
            with suppress(OSError, StopIteration):  # it may have closed them just now, of itself
                next(one for one in self._sockets.values() if isinstance(one, trigger)).pull_trigger(self._close)
        with self._answering:
            self._close()
        self.desk.close()

    def _close(self) -> None:
        wasyncore.close_all(self._sockets)

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        """Hand a request to Django with what it is about; what a client wrote under these names is gone."""
        mine = {
            "servanda.shared": self.desk, "servanda.token": self.token, "servanda.language": self._config.language,
            "servanda.cookie": (f"servanda_{self.port}", self._cookie), "servanda.hosts": self._hosts(),
        }  # fmt: skip
        if not self._config.accounts:
            mine["servanda.desk"] = Sitting(self.desk, self._config.by)
        return self._django(environ | mine, start)

    def _hosts(self) -> tuple[str, ...]:
        """Return the names that a request may call the desk by."""
        if self._config.public:
            return (urlsplit(self._config.public).netloc,)
        return (f"{HOST}:{self.port}", f"localhost:{self.port}")


def serve(case: Case, config: DeskConfig, say: Callable[[str], None], *, opens_browser: bool) -> None:
    """Serve a dossier until it is interrupted, and say where. Raises `UsageError` where the port is taken."""
    served = Served(case, config)
    say(f"the desk of {case.folder} is open at {served.address}")
    who = (
        "who has an account is let in (servanda user list)"
        if config.accounts
        else "only a browser that was given this address is let in"
    )
    say(f"{who}; stop with Ctrl+C")
    way = _open_browser(served.address) if opens_browser else None
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # who manages services stops them so: it ends as with Ctrl+C
    try:
        served.run()
    finally:
        served.stop()
        if way:
            way.unlink(missing_ok=True)


def register_of(case: Case, by: str) -> "Register":
    """Return the accounts of a dossier, to be changed by ``by``."""
    _set_up(case.folder, DeskConfig(accounts=True))
    from servanda.web.accounts.register import Register  # needs Django set up

    return Register(case, by)


def _open_browser(address: str) -> Path:
    """Open the address by a file that only this user can read, and return it: in the list of processes others would see the token."""
    with tempfile.NamedTemporaryFile("w", suffix=".html", prefix="servanda-desk-", delete=False) as file:
        file.write(
            f'<!doctype html><meta http-equiv="refresh" content="0;url={escape(address)}"><title>Servanda</title>'
        )
    webbrowser.open(Path(file.name).as_uri())
    return Path(file.name)


def _refused(port: int, error: OSError) -> UsageError:
    if error.errno == errno.EADDRINUSE:
        return UsageError(
            f"port {port} is taken by another program; give another one with --port, or none for any that is free"
        )
    if error.errno == errno.EACCES:
        return UsageError(f"port {port} is kept for the system; take one from 1024 on with --port")
    return UsageError(f"cannot listen on port {port}: {error.strerror or error}")


def _proxied(config: DeskConfig) -> dict[str, Any]:
    """Return what the server must know of the proxy before it: that the line is encrypted, and whom to believe who asks."""
    if config.public is None:
        return {}
    return {
        "url_scheme": "https",
        "trusted_proxy": config.proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for"},
    }


def _set_up(folder: Path, config: DeskConfig) -> None:
    """Set Django up once a process. Without accounts it has no database and no sessions; requests and forged forms are its work."""
    if settings.configured:
        return
    common: dict[str, Any] = {
        "DEBUG": False, "USE_TZ": True, "APPEND_SLASH": False, "LOGGING_CONFIG": None, "LANGUAGE_CODE": config.language,
        "ALLOWED_HOSTS": ["*"] if config.public else [HOST, "localhost"],  # which names are known is checked before, with the port
        "DATA_UPLOAD_MAX_MEMORY_SIZE": MOST_BYTES, "DATA_UPLOAD_MAX_NUMBER_FIELDS": 200,
        "CSRF_COOKIE_NAME": "servanda_csrf", "CSRF_COOKIE_HTTPONLY": True, "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_FAILURE_VIEW": "servanda.web.answers.forged",
    }  # fmt: skip
    settings.configure(**common | (_for_accounts(folder, config) if config.accounts else _for_one()))
    django.setup()
    logging.getLogger("django").setLevel(logging.ERROR)  # refusals are answers to a reader, no matter of the terminal
    if config.accounts:
        from servanda.web.accounts.people import prepare  # needs Django set up

        prepare()


def _for_one() -> dict[str, Any]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(_N_SECRET), "ROOT_URLCONF": "servanda.web.pages", "INSTALLED_APPS": [], "DATABASES": {},
        "MIDDLEWARE": (*_GUARDS, "servanda.web.guarding.let_in", _FORMS, _TOLD), "TEMPLATES": [], "USE_I18N": False,
    }  # fmt: skip


def _for_accounts(folder: Path, config: DeskConfig) -> dict[str, Any]:
    from servanda.web.accounts.configuration import AFTER_FORMS, BEFORE_FORMS, account_settings

    ways = (*_GUARDS, *BEFORE_FORMS, _FORMS, *AFTER_FORMS, _TOLD)
    own = {"ROOT_URLCONF": "servanda.web.accounts.pages", "MIDDLEWARE": ways}
    return own | account_settings(folder, public=config.public)
