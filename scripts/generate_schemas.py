"""Write ``schemas/*.json`` from the records; with ``--check`` only say whether they differ (exit status 1)."""

import json
import sys
from pathlib import Path

from generated import settle

from servanda.model.schemas import schemas
from servanda.reference.agreement_files import agreement_schema

FOLDER = Path(__file__).resolve().parent.parent / "schemas"


def pages() -> dict[Path, str]:
    """Return the text of each schema file by its path."""
    return {
        FOLDER / f"{name}.json": json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        for name, schema in sorted({**schemas(), "agreement_file": agreement_schema()}.items())
    }


if __name__ == "__main__":
    sys.exit(settle(pages(), FOLDER.glob("*.json"), check="--check" in sys.argv[1:]))
