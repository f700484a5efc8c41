"""Write the compiled copies of the registries; with ``--check`` only say whether they differ (exit status 1)."""

import sys

from generated import settle

from servanda.reference.actors import SHIPPED as ACTORS
from servanda.reference.agreements import SHIPPED as AGREEMENTS

if __name__ == "__main__":
    pages = {registry.compiled: registry.text() for registry in (ACTORS, AGREEMENTS)}
    sys.exit(settle(pages, pages, check="--check" in sys.argv[1:]))
