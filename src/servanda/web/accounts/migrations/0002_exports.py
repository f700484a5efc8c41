"""The table of exports."""

from typing import ClassVar

from django.db import migrations, models

_WORDS = (
    ("since", 40),
    ("until", 40),
    ("audience", 20),
    ("language", 10),
    ("form", 10),
    ("asked_by", 150),
    ("asked_at", 40),
)
_LATER = (("approved_by", 150), ("expires_at", 40))


class Migration(migrations.Migration):
    """Makes the table."""

    dependencies: ClassVar = [("accounts", "0001_initial")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Export",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                *((name, models.CharField(max_length=most)) for name, most in _WORDS),
                *((name, models.CharField(max_length=most, blank=True)) for name, most in _LATER),
            ],
        ),
    ]
