# Two commands: `make site` and `make test`. Needs Python 3.11 or newer, and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

# The guides of many municipalities, a folder each; see README.
MUNICIPALITIES ?= municipalities
SITES := $(patsubst $(MUNICIPALITIES)/%/,sites/%,$(sort $(wildcard $(MUNICIPALITIES)/*/)))

.PHONY: site folder sites $(SITES) test serve check bench audit lighthouse golden clean

## Check the data and build the site into site/. A site that is already there stays until the new one is whole.
site: $(VENV)/.site
	@$(BIN)/guide check
	@rm -rf .site-new
	@$(BIN)/mkdocs build --strict --site-dir .site-new
	@rm -rf site && mv .site-new site
	@echo "The site is in $(CURDIR)/site"

## A copy of the site in folder/ that is opened without a web server: from a disk or a memory stick.
folder: site
	@rm -rf folder
	@$(BIN)/guide folder site folder

## Many municipalities, each into sites/NAME: `make -j4 sites`, side by side. One that fails does not stop the others.
sites: $(VENV)/.site
	@test -n "$(SITES)" || { echo "There is no folder in $(MUNICIPALITIES)/"; exit 1; }
	@$(MAKE) --keep-going --no-print-directory $(SITES)

$(SITES): sites/%: $(VENV)/.site
	@$(BIN)/python deploy/many.py $(MUNICIPALITIES)/$*

## All that must hold: style, types, and the tests, some of them in a real browser.
test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@sh tests/browser.sh $(BIN)
	@sh tests/nu.sh
	@sh tests/nginx.sh
	$(BIN)/python -m pytest -n auto --dist loadfile

## Look at the site while you write; it builds anew when data/, docs/, overrides/ or hooks/ change.
serve: $(VENV)/.site
	@$(BIN)/mkdocs serve

## The data and the texts only.
check: $(VENV)/.site
	@$(BIN)/guide check
	@$(BIN)/guide wording

## Speed: this generator beside plain MkDocs, Zensical and Hugo.
bench: $(VENV)/.bench
	@$(BIN)/python tests/bench/bench.py

## Every page of every locale in a real browser: accessibility, traces, other hosts. Takes a quarter of an hour.
audit: $(VENV)/.test
	@sh tests/browser.sh $(BIN)
	@$(BIN)/python tests/audit.py

## Speed on a slow phone, accessibility, search engines: 100 each, by Lighthouse. Needs Node.js and npm.
lighthouse: $(VENV)/.test
	@sh tests/browser.sh $(BIN)
	@$(BIN)/python tests/lighthouse.py

## Write the golden pages anew after a wanted change; read the difference before you commit it.
golden: $(VENV)/.test
	$(BIN)/python -m pytest tests/test_golden.py --update-golden

clean:
	rm -rf $(VENV) .npm site sites .site-new folder .bench build

$(VENV)/.site: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=python3.11 (or newer).")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements-test.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	@touch $@

# Zensical wants other versions of the same libraries, so the engines compared have an environment of their own.
$(VENV)/.bench: $(VENV)/.site requirements-bench.txt
	@test -x .bench/bin/python || $(PYTHON) -m venv .bench
	@.bench/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@
