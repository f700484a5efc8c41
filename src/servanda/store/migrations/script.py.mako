"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Bring the tables from ${down_revision or "nothing"} to ${up_revision}; nothing stored is lost."""
    ${upgrades if upgrades else "pass"}
