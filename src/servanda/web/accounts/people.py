"""The accounts of a dossier: made, put into a group, cleared, shut and reset, by the program and by the page of an administrator alike."""

from typing import Any, Final, NamedTuple

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError

from servanda.errors import NotFoundError, StoreCorrupt, UsageError
from servanda.review import SENSITIVITIES
from servanda.web.accounts.models import Clearance
from servanda.web.rights import GROUPS, Right

_SECOND: Final = ("totp", "webauthn")


class Person(NamedTuple):
    """An account: its name, group, what it sees, whether it is open and has a second factor, and the last login (UTC, ISO)."""

    name: str
    group: str
    sees: str
    is_open: bool
    has_second: bool
    last_login: str


def prepare() -> None:
    """Make the tables of accounts, or bring them up to date. Raises `StoreCorrupt` where the file of accounts cannot be read; it stays as it is."""
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise StoreCorrupt(
            f"the accounts in {settings.DATABASES['default']['NAME']} cannot be read or brought up to date ({error}). Put back the copy from before; without one "
            "move the file away, and make the accounts anew with: servanda user add DIR NAME --group GROUP"
        ) from error
    for name in GROUPS:
        Group.objects.get_or_create(name=name)


def people() -> list[Person]:
    """Return the accounts by name."""
    return [_person(user) for user in User.objects.order_by("username")]


def right_of(user: Any) -> Right:
    """Return the highest right of an account's groups; signed in alone where it is in none."""
    names = user.groups.values_list("name", flat=True)
    return max((GROUPS[name] for name in names if name in GROUPS), default=Right.SIGNED_IN)


def sees(user: Any) -> str:
    """Return up to which sensitivity an account sees documents."""
    return str(user.clearance.sees) if Clearance.objects.filter(user=user).exists() else SENSITIVITIES[0]


def has_second(user: Any) -> bool:
    """Tell whether an account has a second factor."""
    return bool(Authenticator.objects.filter(user=user, type__in=_SECOND).exists())


def add(name: str, group: str, cleared: str, password: str) -> None:
    """Make an account. Raises `UsageError` where the name is taken, is no name, or the password is too weak."""
    if User.objects.filter(username__iexact=name).exists():
        raise UsageError(f"there is an account {name} already; servanda user list DIR shows all")
    user = User(username=name)
    _checked(lambda: user.clean_fields(exclude=["password"]))
    _checked(lambda: validate_password(password, user))
    user.set_password(password)
    user.save()
    assign(name, group)
    clear(name, cleared)


def assign(name: str, group: str) -> None:
    """Put an account into a group, and no other. Raises `UsageError` or `NotFoundError`."""
    if group not in GROUPS:
        raise UsageError(f"there is no group {group}; take one of: {', '.join(GROUPS)}")
    user = _found(name)
    if GROUPS[group] < Right.ADMINISTRATOR:
        _keep_an_administrator(user)
    user.groups.set([Group.objects.get(name=group)])
    _sign_out(user)


def clear(name: str, cleared: str) -> None:
    """Say up to which sensitivity an account sees documents. Raises `UsageError` or `NotFoundError`."""
    if cleared not in SENSITIVITIES:
        raise UsageError(f"there is no sensitivity {cleared}; take one of: {', '.join(SENSITIVITIES)}")
    Clearance.objects.update_or_create(user=_found(name), defaults={"sees": cleared})


def shut(name: str) -> None:
    """Let an account in no more, and end its sessions. Raises `UsageError` for the last administrator, or `NotFoundError`."""
    user = _found(name)
    _keep_an_administrator(user)
    user.is_active = False
    user.save()
    _sign_out(user)


def reopen(name: str) -> None:
    """Let an account in again. Raises `NotFoundError`."""
    user = _found(name)
    user.is_active = True
    user.save()


def reset(name: str, password: str) -> None:
    """Give an account a password, take its second factors away and end its sessions. Raises `UsageError` or `NotFoundError`."""
    user = _found(name)
    _checked(lambda: validate_password(password, user))
    user.set_password(password)
    user.save()
    Authenticator.objects.filter(user=user).delete()
    _sign_out(user)


def _person(user: Any) -> Person:
    right = right_of(user)
    last = user.last_login.strftime("%Y-%m-%dT%H:%MZ") if user.last_login else ""
    group = right.name.lower() if right >= Right.READER else ""
    return Person(user.username, group, sees(user), bool(user.is_active), has_second(user), last)


def _found(name: str) -> Any:
    user = User.objects.filter(username=name).first()
    if user is None:
        raise NotFoundError(f"there is no account {name}; servanda user list DIR shows all")
    return user


def _keep_an_administrator(user: Any) -> None:
    """Raise `UsageError` where an account is the last open one of an administrator."""
    others = User.objects.filter(is_active=True, groups__name="administrator").exclude(pk=user.pk)
    if user.groups.filter(name="administrator").exists() and not others.exists():
        raise UsageError(f"{user.username} is the last administrator; make another one first")


def _sign_out(user: Any) -> None:
    """End all sessions of an account: what it may do has changed."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def _checked(check: Any) -> None:
    try:
        check()
    except ValidationError as error:
        raise UsageError(" ".join(error.messages)) from error
