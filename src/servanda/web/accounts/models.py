"""What Django does not know of an account: up to which sensitivity of documents it sees."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from servanda.review import SENSITIVITIES


class Export(models.Model):
    """A report that somebody asked for, another person approved, and those who may have it until it expires; instants in UTC, ISO."""

    since = models.CharField(max_length=40)
    until = models.CharField(max_length=40)
    audience = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    form = models.CharField(max_length=10)
    asked_by = models.CharField(max_length=150)
    asked_at = models.CharField(max_length=40)
    approved_by = models.CharField(max_length=150, blank=True)
    expires_at = models.CharField(max_length=40, blank=True)

    class Meta:
        """Where the table belongs."""

        app_label: ClassVar = "accounts"

    def __str__(self) -> str:
        """Return the name of its file."""
        return f"{self.pk}-{self.since}-{self.until}-{self.audience}-{self.language}{self.form}"


class Clearance(models.Model):
    """One account's clearance: documents of a higher sensitivity, and all that rests on them, are not there for it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="clearance")
    sees = models.CharField(max_length=20, choices=[(name, name) for name in SENSITIVITIES], default="internal")

    class Meta:
        """Where the table belongs."""

        app_label: ClassVar = "accounts"

    def __str__(self) -> str:
        """Return whose clearance it is."""
        return f"{self.user}: {self.sees}"
