"""First tables: records, derivations, outputs, handles, objects, custody; all append-only by trigger.

There is no way down: rows are never deleted, and an older program refuses a newer database.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TABLES = ("records", "derivations", "outputs", "handles", "objects", "custody")


def upgrade() -> None:
    """Make the tables, their indexes and the triggers that refuse UPDATE and DELETE."""
    _create_records()
    _create_derivations()
    _create_others()
    for table in _TABLES:
        _refuse_changes(table)


def _numbered(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("seq", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("entry", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("seq", name=f"pk_{table}"),
    )


def _content() -> tuple[sa.schema.SchemaItem, ...]:
    return (sa.Column("sha256", sa.String(64), nullable=False), sa.Column("body", sa.LargeBinary, nullable=False))


def _create_records() -> None:
    op.create_table(
        "records",
        *_numbered("records"),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("document_id", sa.String),
        sa.Column("key", sa.String),
        *_content(),
        sa.UniqueConstraint("kind", "id", "sha256", name="uq_records_kind_id_sha256"),
    )
    op.create_index("ix_records_entry", "records", ["entry"])
    op.create_index("ix_records_id", "records", ["id"])
    op.create_index("ix_records_kind_key", "records", ["kind", "key"])
    op.create_index("ix_records_kind_document_id", "records", ["kind", "document_id"])


def _create_derivations() -> None:
    op.create_table(
        "derivations",
        *_numbered("derivations"),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("input_id", sa.String, nullable=False),
        *_content(),
    )
    op.create_index("ix_derivations_entry", "derivations", ["entry"])
    op.create_index("ix_derivations_stage_input_id_seq", "derivations", ["stage", "input_id", "seq"])
    op.create_table(
        "outputs",
        sa.Column("derivation", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("record", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("derivation", "position", name="pk_outputs"),
        sa.ForeignKeyConstraint(["derivation"], ["derivations.seq"], name="fk_outputs_derivation"),
        sa.ForeignKeyConstraint(["record"], ["records.seq"], name="fk_outputs_record"),
    )
    op.create_index("ix_outputs_record", "outputs", ["record"])


def _create_others() -> None:
    op.create_table("handles", *_numbered("handles"), sa.Column("handle", sa.String, nullable=False), *_content())
    op.create_index("ix_handles_entry", "handles", ["entry"])
    op.create_index("ix_handles_handle_seq", "handles", ["handle", "seq"])
    op.create_table(
        "objects",
        *_numbered("objects"),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("n_bytes", _NUMBER, nullable=False),
        sa.UniqueConstraint("sha256", name="uq_objects_sha256"),
    )
    op.create_index("ix_objects_entry", "objects", ["entry"])
    op.create_table(
        "custody",
        sa.Column("seq", _NUMBER, nullable=False, autoincrement=False),
        *_content(),
        sa.PrimaryKeyConstraint("seq", name="pk_custody"),
    )


def _refuse_changes(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        _refuse_changes_postgresql(table)
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: {verb} refused'); END"
        )


def _refuse_changes_postgresql(table: str) -> None:
    op.execute(
        "CREATE OR REPLACE FUNCTION servanda_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION servanda_refuse()"
    )
