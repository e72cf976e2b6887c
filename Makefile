# Lint, bench and soak, once ./test.sh has set the machine up. The two commands for daily use are ./run.sh and ./test.sh.
PYTHON := .venv/bin/python
export QT_QPA_PLATFORM ?= offscreen

.PHONY: lint bench bench-ledger soak picture templates lock

lint:
	bash -c 'source ./run.sh && set_up requirements-dev.lock'
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports --no-logo
	$(PYTHON) -m pytest -q tests/test_house_rules.py

bench:
	$(PYTHON) -m pytest -q -s -m bench tests/bench/bench_*.py
	$(PYTHON) -m tests.bench.bench_plans
	$(PYTHON) -m tests.bench.bench_importers

# How much of the sets of messy ledgers is understood, beside the floors; the sets lie in ../shared/ledgers.
bench-ledger:
	$(PYTHON) -m tests.bench.bench_ledger

# Tries the laws of reading on many more tables, reads ten thousand broken workbooks, kills the program a thousand times and
# fails every call to its storage, then builds the frozen program and lets it open the demonstration without a display; each
# step is kept in build/soak.
soak:
	$(PYTHON) -m tests.importers.laws_soak
	$(PYTHON) -m tests.importers.fuzz_soak
	$(PYTHON) -m tests.store.kill_soak
	$(PYTHON) -m tests.store.lives_soak
	$(PYTHON) tests/flows/soak.py

# Takes the readme's picture of the demonstration anew.
picture:
	$(PYTHON) tests/flows/readme_picture.py

# Makes the empty lists in resources/templates anew.
templates:
	$(PYTHON) -m kzzq_desktop.services.templates

# Writes both locks anew from pyproject.toml; needs uv.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra dev pyproject.toml -o requirements-dev.lock
