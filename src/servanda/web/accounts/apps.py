"""Accounts as a part of Django's."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Names the part, and has the custody log told what happens to accounts."""

    name = "servanda.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to what happens to accounts."""
        from servanda.web.accounts.audit import listen  # needs the tables, which are ready only now

        listen()
