"""The table of clearances."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_SENSITIVITIES = ("public", "internal", "confidential", "protected")


class Migration(migrations.Migration):
    """Makes the table."""

    initial = True
    dependencies: ClassVar = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Clearance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sees",
                    models.CharField(
                        choices=[(name, name) for name in _SENSITIVITIES], default="internal", max_length=20
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clearance",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
