# Servanda: what one does with this repository. `make help` lists it.
# Needs only make and Python 3.11 or newer; everything else goes into .venv from hash-checked lock files.

VENV   := .venv
BIN    := $(VENV)/bin
STAMPS := $(VENV)/.stamps
# The oldest supported interpreter first, because the lock files are compiled for it.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3 || echo python3)
# Tests run two at a time by default; CI and laptops both have two cores. Each process takes a half of them, so that what a room
# prepares for its tests is mostly prepared once, and what is left of the other half when it is through.
JOBS   ?= 2
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED := $(PIP) install --require-hashes

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup setup-dev setup-all demo test check lint fuzz torture eval same mutate bench docs lock schemas clean

help: ## list what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMPS)/setup ## make .venv with the core, pdf, web and print
setup-dev: $(STAMPS)/dev ## the same and the tools for tests and checks
setup-all: $(STAMPS)/all ## everything, Spark too (a download of 434 MB; running it needs Java 17)

demo: $(STAMPS)/setup ## the shipped example, from reports to findings
	@$(BIN)/servanda demo

test: $(STAMPS)/dev ## all tests
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(PYTEST_ARGS)

check: lint ## what lint holds, and the tests of the house
	$(BIN)/python -m pytest tests/house -q -n $(JOBS)

lint: $(STAMPS)/dev ## style, types, layers, schemas, docs, licences
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/generate_schemas.py --check
	$(BIN)/python scripts/generate_reference.py --check
	$(BIN)/python scripts/compile_registries.py --check
	$(BIN)/python scripts/licence_gate.py

SECONDS ?= 60
fuzz: $(STAMPS)/dev ## fuzz every parser for SECONDS each; what breaks one is kept in build/fuzz
	@mkdir -p build
	@for target in $$($(BIN)/python tests/fuzz/fuzz.py list 2> /dev/null); do echo "$$target"; \
	  $(BIN)/python tests/fuzz/fuzz.py $$target $(SECONDS) build/fuzz/$$target > build/fuzz.log 2>&1 || \
	    { tail -n 30 build/fuzz.log >&2; exit 1; }; done

# Rounds that make test samples: 800 flips in a dossier, 600 in a bundle, 200 kills, shapes and lengths of text.
TORTURE := tests/torture tests/attacks tests/store/test_flips.py tests/bundle/test_tampering.py tests/pipeline/test_kills.py
torture: $(STAMPS)/dev ## the long rounds: flips, kills, attacks, texts that once took time without end, timed
	@$(BIN)/python -m pytest $(TORTURE) -n $(JOBS) --torture -q
	@$(BIN)/python -m pytest -m hypothesis --hypothesis-profile fresh -n $(JOBS) -q
	@$(BIN)/python -m benchmarks.torture

eval: $(STAMPS)/dev ## measure against the gold data beside the repository, with floors
	$(BIN)/python -m evaluation --jobs $(JOBS)

# SAME_ARGS="--show", "--write", or beginnings of names ("own/ examples/"). Not part of CI: parses may differ by processor.
same: $(STAMPS)/dev ## compare claims and identifications with evaluation/same.tsv, document by document
	@$(BIN)/python -m evaluation.same $(SAME_ARGS)

# MUTATE_ARGS="--count 50 --seed 2 --show". Forks; not part of CI.
PACKAGE ?= clauses
mutate: $(STAMPS)/dev ## change a package of extract in 300 seeded places: how many changes do its tests notice?
	@$(BIN)/python scripts/mutate.py $(PACKAGE) $(MUTATE_ARGS)

bench: $(STAMPS)/dev ## measure speed and memory
	$(BIN)/python -m benchmarks

docs: $(STAMPS)/dev ## write the generated pages of docs/reference and schemas again
	$(BIN)/python scripts/generate_schemas.py
	$(BIN)/python scripts/generate_reference.py
	$(BIN)/python scripts/compile_registries.py

lock: $(STAMPS)/dev ## compile requirements/*.txt again (not the slow ones: scripts/lock.sh spark oracle)
	scripts/lock.sh build core pdf web print frames parquet postgresql dev

clean: ## remove what was generated, the environment too
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache src/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp stands for an installed lock file; when the lock is unchanged, nothing happens.
$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Servanda needs Python 3.11 or newer; '$(PYTHON)' is missing or older. Install it, or name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
	  echo "Python's venv module failed; on Debian or Ubuntu install the package python3-venv." >&2; rm -rf $(VENV); exit 1; }
	@mkdir -p $(STAMPS)
	@touch $@

$(STAMPS)/build: requirements/build.txt | $(STAMPS)/venv
	@echo "Installing what builds the package ..."
	@$(LOCKED) --requirement requirements/build.txt
	@touch $@

# The package itself: editable, so that it is installed once and never again for a change of its code.
$(STAMPS)/package: pyproject.toml $(STAMPS)/build
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(STAMPS)/locked: requirements/pdf.txt requirements/web.txt requirements/print.txt $(STAMPS)/build
	@echo "Installing the core, pdf, web and print (hash-checked; some minutes the first time) ..."
	@$(LOCKED) --requirement requirements/pdf.txt --requirement requirements/web.txt --requirement requirements/print.txt
	@touch $@

$(STAMPS)/setup: $(STAMPS)/locked $(STAMPS)/package
	@touch $@

$(STAMPS)/dev-locked: requirements/dev.txt $(STAMPS)/locked
	@echo "Installing the tools for tests and checks (hash-checked) ..."
	@$(LOCKED) --requirement requirements/dev.txt
	@touch $@

$(STAMPS)/dev: $(STAMPS)/dev-locked $(STAMPS)/setup
	@touch $@

$(STAMPS)/all: requirements/spark.txt $(STAMPS)/dev
	@echo "Installing Spark (hash-checked; a download of 434 MB) ..."
	@$(LOCKED) --no-build-isolation --requirement requirements/spark.txt
	@touch $@
