#!/usr/bin/env bash
# Compiles requirements/*.txt from pyproject.toml: exact versions, hashes, no address of a package index.
# Usage: scripts/lock.sh [FILE...]   (build core pdf web print frames parquet postgresql dev spark oracle; all without arguments)
# Existing versions are kept where the ranges allow it; delete a file first to take newer ones.
set -euo pipefail
cd "$(dirname "$0")/.."
# Extras stay in the names ("smart-open[http]==9.0.2"): without them pip 23 takes the newest release for what a package asks of an extra, and has no hash for it.
compile=("${PIP_COMPILE:-.venv/bin/pip-compile}" --quiet --no-header --generate-hashes --no-strip-extras --allow-unsafe
    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links)
constraints=build/constraints # the same locks without extras, which pip refuses in a constraint
lock() { # NAME ARGUMENT...
    local name=$1 lock
    shift
    mkdir -p "$constraints"
    for lock in requirements/*.txt; do sed -E 's/^([A-Za-z0-9._-]+)\[[^]]*\]==/\1==/' "$lock" > "$constraints/${lock##*/}"; done
    "${compile[@]}" --output-file "requirements/$name.txt" "$@"
    sed -i "s#$constraints/#requirements/#" "requirements/$name.txt"
    echo "locked requirements/$name.txt" >&2
}
[ $# -gt 0 ] || set -- build core pdf web print frames parquet postgresql dev spark oracle
for name in "$@"; do
    case "$name" in
        build) lock build requirements/build.in ;;
        oracle) lock oracle --constraint "$constraints/build.txt" requirements/oracle.in ;;
        core) lock core --constraint "$constraints/build.txt" pyproject.toml ;;
        pdf | web | print | frames | parquet | postgresql | spark) lock "$name" --constraint "$constraints/core.txt" --constraint "$constraints/build.txt" --extra "$name" pyproject.toml ;;
        dev) lock dev --constraint "$constraints/pdf.txt" --constraint "$constraints/web.txt" --constraint "$constraints/print.txt" --constraint "$constraints/frames.txt" --constraint "$constraints/postgresql.txt" --constraint "$constraints/build.txt" --extra pdf --extra web --extra print --extra frames --extra postgresql --extra dev pyproject.toml ;;
        *) echo "lock.sh: no lock file named '$name' (build core pdf web print frames parquet postgresql dev spark oracle)" >&2; exit 2 ;;
    esac
done
