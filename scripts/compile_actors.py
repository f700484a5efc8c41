"""Write ``reference/data/actors.jsonl`` from the YAML files; with ``--check`` only say whether it differs (exit status 1)."""

import sys

from generated import settle

from servanda.reference.actor_files import COMPILED, compiled_actors

if __name__ == "__main__":
    sys.exit(settle({COMPILED: compiled_actors()}, [COMPILED], check="--check" in sys.argv[1:]))
