"""Write the compiled copies of the registries, of the lexicon and of other shipped files; with ``--check`` only say whether they differ (exit status 1)."""

import sys

from generated import settle

from servanda.reference.actors import SHIPPED as ACTORS
from servanda.reference.agreements import SHIPPED as AGREEMENTS
from servanda.reference.compiled import COMPILED as OTHERS
from servanda.reference.compiled import compiled_text
from servanda.reference.lexicon_files import COMPILED, DATA, compiled_lexicon

if __name__ == "__main__":
    pages = {registry.compiled: registry.text() for registry in (ACTORS, AGREEMENTS)}
    pages[DATA / COMPILED] = compiled_lexicon()
    pages[OTHERS] = compiled_text()
    sys.exit(settle(pages, pages, check="--check" in sys.argv[1:]))
