#!/usr/bin/env bash
# Compiles requirements/*.txt from pyproject.toml: exact versions, hashes, no address of a package index.
# Usage: scripts/lock.sh [FILE...]   (build core pdf web print frames parquet postgresql dev spark oracle; all without arguments)
# Existing versions are kept where the ranges allow it; delete a file first to take newer ones.
set -euo pipefail
cd "$(dirname "$0")/.."
compile=("${PIP_COMPILE:-.venv/bin/pip-compile}" --quiet --no-header --generate-hashes --strip-extras --allow-unsafe
    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links)
lock() {
    local name=$1
    shift
    "${compile[@]}" --output-file "requirements/$name.txt" "$@"
    echo "locked requirements/$name.txt" >&2
}
[ $# -gt 0 ] || set -- build core pdf web print frames parquet postgresql dev spark oracle
for name in "$@"; do
    case "$name" in
        build) lock build requirements/build.in ;;
        oracle) lock oracle --constraint requirements/build.txt requirements/oracle.in ;;
        core) lock core --constraint requirements/build.txt pyproject.toml ;;
        pdf | web | print | frames | parquet | postgresql | spark) lock "$name" --constraint requirements/core.txt --constraint requirements/build.txt --extra "$name" pyproject.toml ;;
        dev) lock dev --constraint requirements/pdf.txt --constraint requirements/web.txt --constraint requirements/print.txt --constraint requirements/frames.txt --constraint requirements/postgresql.txt --constraint requirements/build.txt --extra pdf --extra web --extra print --extra frames --extra postgresql --extra dev pyproject.toml ;;
        *) echo "lock.sh: no lock file named '$name' (build core pdf web print frames parquet postgresql dev spark oracle)" >&2; exit 2 ;;
    esac
done
