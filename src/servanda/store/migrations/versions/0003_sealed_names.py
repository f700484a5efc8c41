"""Names of what is sealed, and the second narrow way through the triggers: a plain body may become a sealed one.

It must have the form of one: the magic bytes, and as much longer as sealing makes it. Nothing else of the row may change.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_KEPT = ("seq", "entry", "kind", "id", "document_id", "key", "sha256")
_MAGIC = b"\x00sealed1".hex()  # both as in servanda.store.sealing: a test holds them together
_OVERHEAD = 128


def upgrade() -> None:
    """Make the table, its triggers, and the trigger on records that knows it."""
    op.create_table(
        "sealed_names",
        sa.Column("name", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_sealed_names"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()


def _guard_sqlite() -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER sealed_names_no_{verb.lower()} BEFORE {verb} ON sealed_names "
            f"BEGIN SELECT RAISE(ABORT, 'sealed_names is append-only: {verb} refused'); END"
        )
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in _KEPT)
    begins = f"substr(NEW.body, 1, 8) IS x'{_MAGIC}' AND substr(OLD.body, 1, 8) IS NOT x'{_MAGIC}'"
    op.execute("DROP TRIGGER records_no_update")
    op.execute(
        f"CREATE TRIGGER records_no_update BEFORE UPDATE ON records WHEN NOT ({same} AND "
        f"((NEW.body IS x'' AND {_BURIED}) OR ({begins} AND {_LONGER} IS 1 AND {_NAMED}))) "
        "BEGIN SELECT RAISE(ABORT, 'records is append-only: UPDATE refused'); END"
    )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE TRIGGER sealed_names_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sealed_names "
        "FOR EACH STATEMENT EXECUTE FUNCTION servanda_refuse()"
    )
    same = " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in _KEPT)
    magic = f"decode('{_MAGIC}', 'hex')"
    begins = f"substring(NEW.body FROM 1 FOR 8) = {magic} AND substring(OLD.body FROM 1 FOR 8) <> {magic}"
    op.execute(
        "CREATE OR REPLACE FUNCTION servanda_bury() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {same} AND ((NEW.body = ''::bytea AND {_BURIED}) OR ({begins} AND {_LONGER} AND {_NAMED})) "
        "THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP; END $$"
    )


_BURIED = "EXISTS (SELECT 1 FROM tombstones t WHERE t.kind = OLD.kind AND t.id = OLD.id AND t.sha256 = OLD.sha256)"
_NAMED = "EXISTS (SELECT 1 FROM sealed_names s WHERE s.name = OLD.id)"
_LONGER = f"(length(OLD.body) > 0 AND length(NEW.body) = length(OLD.body) + {_OVERHEAD})"
