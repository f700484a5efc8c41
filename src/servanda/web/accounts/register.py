"""Changes of accounts, each with its entry in the custody log: the one door of the program and of an administrator's page."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from servanda.pipeline import Case
from servanda.web.accounts import people
from servanda.web.accounts.audit import note


class Register:
    """The accounts of a dossier, as changed by ``by``."""

    def __init__(self, case: Case, by: str) -> None:
        """Take an opened dossier and the pseudonym of who changes accounts."""
        self._case, self._by = case, by

    def people(self) -> list[people.Person]:
        """Return the accounts by name."""
        return people.people()

    def add(self, name: str, group: str, sees: str, password: str) -> None:
        """Make an account. Raises `UsageError` where the name is taken or no name, or the password is too weak."""
        with self._noted("added", name, group=group, sees=sees):
            people.add(name, group, sees, password)

    def assign(self, name: str, group: str, sees: str) -> None:
        """Give an account another group and clearance. Raises `UsageError` or `NotFoundError`."""
        with self._noted("assigned", name, group=group, sees=sees):
            people.clear(name, sees)
            people.assign(name, group)

    def shut(self, name: str) -> None:
        """Let an account in no more. Raises `UsageError` for the last administrator, or `NotFoundError`."""
        with self._noted("shut", name):
            people.shut(name)

    def reopen(self, name: str) -> None:
        """Let an account in again. Raises `NotFoundError`."""
        with self._noted("opened", name):
            people.reopen(name)

    def reset(self, name: str, password: str) -> None:
        """Give an account a new password, and take its second factors away. Raises `UsageError` or `NotFoundError`."""
        with self._noted("reset", name):
            people.reset(name, password)

    @contextmanager
    def _noted(self, what: str, name: str, **details: str) -> Iterator[None]:
        """Change an account and note it, both or neither."""
        with transaction.atomic():
            yield
            note(self._case, what, self._by, {"name": name, **details})
