# make demo   a first result: one routine into everything, in ./out
# make test   style, types and all tests
# make bench  speed, as ratios measured in one run
# make gallery  the drawings of all poses of the tests on one page, out/gallery.html
# Each makes .venv first, if it is not there or the project's requirements have changed.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test lint types unit bench gallery golden clean

demo: $(VENV)/.installed
	$(BIN)/stretchexport export examples/mid-back-release.yaml --out out

test: lint types unit

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-test
	$(BIN)/mypy

unit: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n auto

golden: $(VENV)/.installed-test
	$(BIN)/python -m pytest -q --update-golden

gallery: $(VENV)/.installed-test
	PYTHONPATH=tests $(BIN)/python -m figure.contact_sheet

bench: $(VENV)/.installed-test
	$(BIN)/python bench/run.py
	$(BIN)/python bench/validate.py
	$(BIN)/python bench/feed.py
	$(BIN)/python bench/programme.py
	$(BIN)/python bench/cards.py
	$(BIN)/python bench/workouts.py
	PYTHONPATH=tests $(BIN)/python bench/review.py

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'stretchexport needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)'; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --editable .
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP) install --editable '.[test]'
	touch $@

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
