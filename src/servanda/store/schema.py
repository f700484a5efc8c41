"""The tables. All are append-only: triggers refuse UPDATE and DELETE (see ``migrations/``).

Two narrow ways lead through: the body of a record may be emptied where a row of ``tombstones`` names it (decision 0059), and
a plain body may be sealed where ``sealed_names`` has its id (decision 0146).

``entry`` is the number of the custody entry whose batch wrote a row; ``sha256`` is over the plain ``body``, also where a sealed one is stored.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

HEAD = "0003"
"""The newest migration. A test keeps it equal to the head in ``migrations/versions``."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_Number = BigInteger().with_variant(Integer, "sqlite")


def _numbered() -> tuple[Column[int], Column[int]]:
    """Return the columns every row starts with; the single writer gives the numbers, without gaps."""
    number = Column("seq", _Number, primary_key=True, autoincrement=False)
    return number, Column("entry", _Number, nullable=False, index=True)


records = Table(
    "records",
    metadata,
    *_numbered(),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False, index=True),
    Column("document_id", String),
    Column("key", String),
    Column("sha256", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("kind", "id", "sha256"),
    Index(None, "kind", "key"),
    Index(None, "kind", "document_id"),
)

derivations = Table(
    "derivations",
    metadata,
    *_numbered(),
    Column("id", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("input_id", String, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index(None, "stage", "input_id", "seq"),
)

outputs = Table(
    "outputs",
    metadata,
    Column("derivation", _Number, ForeignKey("derivations.seq"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("record", _Number, ForeignKey("records.seq"), nullable=False, index=True),
)

handles = Table(
    "handles",
    metadata,
    *_numbered(),
    Column("handle", String, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index(None, "handle", "seq"),
)

objects = Table(
    "objects",
    metadata,
    *_numbered(),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("n_bytes", _Number, nullable=False),
)

tombstones = Table(
    "tombstones",
    metadata,
    *_numbered(),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("sha256", String(64), nullable=False),
    UniqueConstraint("kind", "id", "sha256"),
)

sealed_names = Table("sealed_names", metadata, Column("name", String, primary_key=True))
"""Names of what is sealed: ids, keys of claims, handles, hashes of objects (see the module of that name)."""

custody = Table(
    "custody",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
)
