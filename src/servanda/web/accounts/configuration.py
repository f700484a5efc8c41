"""Django's settings where people have accounts: its users and sessions in a file of the dossier, and a second factor by allauth."""

import secrets
from pathlib import Path
from typing import Any, Final

from servanda.web.config import LANGUAGE

FOLDER: Final = "desk"
_DATABASE: Final = "accounts.sqlite"
_KEY: Final = "key"
_N_SECRET: Final = 50
_HOUR_SECONDS: Final = 3600
WORKDAY_SECONDS: Final = 12 * _HOUR_SECONDS
_LONGEST_WAIT: Final = 20
_LEAST_PASSWORD: Final = 12
_VALIDATION: Final = "django.contrib.auth.password_validation"
_HERE: Final = "servanda.web.accounts"
BEFORE_FORMS: Final = (
    "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.locale.LocaleMiddleware",
)  # fmt: skip
AFTER_FORMS: Final = (
    "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware", "allauth.usersessions.middleware.UserSessionsMiddleware",
    f"{_HERE}.gate.let_in",
)  # fmt: skip
"""What a request passes with accounts, before and after forged forms are refused."""


def account_settings(dossier: Path, *, public: str | None) -> dict[str, Any]:
    """Return the settings; ``public`` is the address under which a proxy serves the desk, ``None`` on this machine alone."""
    folder = dossier / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return (
        {"SECRET_KEY": _secret(folder / _KEY)} | _kept(folder / _DATABASE) | _pages() | _signing_in() | _lines(public)
    )


def _kept(database: Path) -> dict[str, Any]:
    """Return where accounts and sessions are kept."""
    return {
        "INSTALLED_APPS": [
            "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
            "django.contrib.humanize", "allauth", "allauth.account", "allauth.mfa", "allauth.usersessions", _HERE,
        ],
        "DATABASES": {
            "default": {
                "ENGINE": "django.db.backends.sqlite3", "NAME": database,
                "OPTIONS": {"timeout": _LONGEST_WAIT, "transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=wal"},
            },
        },
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    }  # fmt: skip


def _pages() -> dict[str, Any]:
    """Return how allauth's pages are made: in our frame, in both languages."""
    own = (
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    )
    return {
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
                "DIRS": [Path(__file__).parent / "templates"], "OPTIONS": {"context_processors": list(own)},
            },
        ],
        "STATIC_URL": "/own/", "USE_I18N": True, "LANGUAGES": [("en", "English"), ("ar", "العربية")], "LANGUAGE_COOKIE_NAME": LANGUAGE,
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
    }  # fmt: skip


def _signing_in() -> dict[str, Any]:
    """Return what passwords and second factors must be, and what is asked for when."""
    weak = ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
    checks: list[dict[str, Any]] = [{"NAME": f"{_VALIDATION}.{name}"} for name in weak]
    checks.append({"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": _LEAST_PASSWORD}})
    return {
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.ScryptPasswordHasher"], "AUTH_PASSWORD_VALIDATORS": checks,
        "LOGIN_REDIRECT_URL": "/", "LOGOUT_REDIRECT_URL": "/account/login/", "LOGIN_URL": "/account/login/",
        "ACCOUNT_ADAPTER": f"{_HERE}.adapters.Accounts", "ACCOUNT_LOGIN_METHODS": {"username"}, "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none", "ACCOUNT_SESSION_REMEMBER": False, "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": True, "ACCOUNT_PREVENT_ENUMERATION": True,
        "MFA_ADAPTER": f"{_HERE}.adapters.SecondFactors", "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"], "MFA_TOTP_ISSUER": "Servanda",
        "MFA_TOTP_TOLERANCE": 1, "MFA_ALLOW_UNVERIFIED_EMAIL": True,
        "USERSESSIONS_TRACK_ACTIVITY": True,
    }  # fmt: skip


def _lines(public: str | None) -> dict[str, Any]:
    """Return how sessions travel: over encrypted lines alone, but on this machine itself."""
    return {
        "SESSION_COOKIE_NAME": "servanda_session", "SESSION_COOKIE_AGE": WORKDAY_SECONDS, "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "SESSION_COOKIE_HTTPONLY": True, "SESSION_COOKIE_SAMESITE": "Strict", "SESSION_COOKIE_SECURE": public is not None,
        "CSRF_COOKIE_SECURE": public is not None, "CSRF_TRUSTED_ORIGINS": [public.rstrip("/")] if public else [],
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": public is None,
    }  # fmt: skip


def _secret(path: Path) -> str:
    """Return the secret that sessions and second factors are kept under; it is made once, for this user of the machine alone."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(_N_SECRET), encoding="ascii")
    return path.read_text(encoding="ascii")
