PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help solutions test slow lint types check bench clean tex

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "pushthrough needs Python 3.11 or newer; set PYTHON=… to one"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "no virtual environment could be made; on Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

tex:
	@scripts/install-tex

solutions: $(STAMP) tex ## verify every sheet and write build/solutions/*.pdf, .html and .tex
	@$(BIN)/pushthrough verify
	@$(BIN)/pushthrough report --out build/solutions

test: $(STAMP) ## the fast test suite
	@$(BIN)/python -m pytest -n auto

slow: $(STAMP) ## the slow tests
	@$(BIN)/python -m pytest -m slow -n auto

lint: $(STAMP) ## ruff
	@$(BIN)/ruff check .

types: $(STAMP) ## mypy, strict
	@$(BIN)/mypy

check: lint types test ## lint, types, tests

bench: $(STAMP) ## time and verdicts, side by side with SymPy and egglog (about ten minutes)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,bench]'
	@$(BIN)/python -m tests.bench

clean: ## remove what was built
	@rm -rf build .mypy_cache .ruff_cache .pytest_cache
