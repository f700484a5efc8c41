"""What Django does not know of an account: up to which sensitivity of documents it sees."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from servanda.review import SENSITIVITIES


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
