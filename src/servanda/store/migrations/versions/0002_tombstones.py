"""Tombstones, and the one narrow way through the triggers: a body may be emptied where a tombstone names it.

Nothing else of a row may change, no row may go, and a tombstone itself is append-only like all other rows.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_KEPT = ("seq", "entry", "kind", "id", "document_id", "key", "sha256")


def upgrade() -> None:
    """Make the table, its triggers, and the trigger on records that knows it."""
    op.create_table(
        "tombstones",
        sa.Column("seq", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("entry", _NUMBER, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_tombstones"),
        sa.UniqueConstraint("kind", "id", "sha256", name="uq_tombstones_kind_id_sha256"),
    )
    op.create_index("ix_tombstones_entry", "tombstones", ["entry"])
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()


def _guard_sqlite() -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER tombstones_no_{verb.lower()} BEFORE {verb} ON tombstones "
            f"BEGIN SELECT RAISE(ABORT, 'tombstones is append-only: {verb} refused'); END"
        )
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in _KEPT)
    op.execute("DROP TRIGGER records_no_update")
    op.execute(
        f"CREATE TRIGGER records_no_update BEFORE UPDATE ON records WHEN NOT (NEW.body IS x'' AND {same} AND {_NAMED}) "
        "BEGIN SELECT RAISE(ABORT, 'records is append-only: UPDATE refused'); END"
    )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE TRIGGER tombstones_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tombstones "
        "FOR EACH STATEMENT EXECUTE FUNCTION servanda_refuse()"
    )
    same = " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in _KEPT)
    op.execute("DROP TRIGGER records_append_only ON records")
    op.execute(
        "CREATE TRIGGER records_append_only BEFORE DELETE OR TRUNCATE ON records "
        "FOR EACH STATEMENT EXECUTE FUNCTION servanda_refuse()"
    )
    op.execute(
        "CREATE FUNCTION servanda_bury() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NEW.body = ''::bytea AND {same} AND {_NAMED} THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP; END $$"
    )
    op.execute(
        "CREATE TRIGGER records_bury_only BEFORE UPDATE ON records FOR EACH ROW EXECUTE FUNCTION servanda_bury()"
    )


_NAMED = "EXISTS (SELECT 1 FROM tombstones t WHERE t.kind = OLD.kind AND t.id = OLD.id AND t.sha256 = OLD.sha256)"
