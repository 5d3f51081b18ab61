# Everything that is done here is one of these targets; `make` alone lists them.
# Needed beforehand: python3 (3.11 or later) with its venv module, git and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# The lists are complete, so nothing is left to resolve: a resolver would look at the newest release
# of what another package names with an extra, and stop because that one has no hash here. Nothing is
# compiled: the source of a package says itself what is to be fetched to build it, and pins nothing.
LOCKED := install --no-deps --require-hashes --only-binary :all: -r

# Stamps: a target below is done again only when the files that it depends on have changed.
RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready
BENCH_READY := $(VENV)/.bench-ready
SERVE_READY := $(VENV)/.serve-ready
DESK_READY := $(VENV)/.desk-ready
PACKAGE_READY := $(VENV)/.package-ready
# Programs of others that check pages, for machines that have npm; without it, tests say what they skip.
CHECKERS := tests/checkers
CHECKERS_READY := $(CHECKERS)/node_modules/.ready
LIGHTHOUSE_READY := $(CHECKERS)/lighthouse/node_modules/.ready
ifneq ($(shell command -v npm),)
WITH_NPM := $(CHECKERS_READY)
WITH_NPM_LONG := $(CHECKERS_READY) $(LIGHTHOUSE_READY)
endif

.PHONY: help site serve editor test test-long bench check format lock
.PHONY: coverage core-covered docs golden messages
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Two pips at once spoil one environment.
.NOTPARALLEL:

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r name what; do \
	  printf '%-16s %s\n' "$$name" "$$what"; done

site: $(PACKAGE_READY) ## set up what is missing, then build content/ into build/site
	$(BIN)/defectarchive build --content content --output build/site

# Ctrl-C is how a preview ends, and no failure of this target.
serve: $(SERVE_READY) $(PACKAGE_READY) ## preview content/ on this machine, with live reload
	@$(BIN)/defectarchive serve --content content $(SERVE) || [ $$? -eq 130 ]

editor: $(SERVE_READY) $(DESK_READY) $(PACKAGE_READY) ## set up what editors' commands need: serve, keep, clip

test: $(DEV_READY) $(PACKAGE_READY) $(WITH_NPM) ## set up what is missing, then run the tests
	$(BIN)/python -m pytest -n auto --dist loadgroup -m "not long" $(PYTEST_OPTIONS)

test-long: $(DEV_READY) $(PACKAGE_READY) $(WITH_NPM_LONG) ## the same with the tests that take long
	$(BIN)/python -m pytest -n auto --dist loadgroup --hypothesis-profile=thorough $(PYTEST_OPTIONS)

coverage: ## the tests, and how much of the pure core they cover
	$(MAKE) test PYTEST_OPTIONS="$(PYTEST_OPTIONS) --cov --cov-report="
	$(MAKE) core-covered

core-covered: $(DEV_READY) ## what the last run with --cov did not reach in the pure core
	$(BIN)/coverage report

golden: $(DEV_READY) $(PACKAGE_READY) ## write the golden sites anew; read the difference
	$(BIN)/python -m pytest tests/test_golden_sites.py --update-golden
	@git status --short tests/sites

bench: $(BENCH_READY) $(PACKAGE_READY) ## measure builds beside Hugo's; options: make bench BENCH=--help
	$(BIN)/python -m tests.bench.run $(BENCH)

check: $(DEV_READY) $(PACKAGE_READY) ## format, lint, types, import contract, content checks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/defectarchive check --content content

format: $(DEV_READY) ## put the code into its standard format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Versions and hashes of all that is installed. Ask for newer ones: make lock LOCK=--upgrade
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
  --no-emit-trusted-host --strip-extras --allow-unsafe --no-header $(LOCK)

docs: $(DEV_READY) $(PACKAGE_READY) ## write docs/diagnostics.md and docs/views.md from the source
	$(BIN)/python tools/diagnostics_page.py
	$(BIN)/python tools/views_page.py

messages: $(DEV_READY) ## add the words that are new to the catalogues of translations
	@mkdir -p build
	$(BIN)/pybabel -q extract -F babel.cfg --no-location -o build/messages.pot .
	for catalogue in templates/locale/*.po; do $(BIN)/pybabel -q update --no-fuzzy-matching \
	  --ignore-obsolete --ignore-pot-creation-date -i build/messages.pot -o $$catalogue \
	  -l $$(basename $$catalogue .po); done

lock: $(DEV_READY) ## work out the six lists of requirements anew
	$(COMPILE) --extra setup --extra search --extra cards --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra setup --extra search --extra cards --extra dev --extra serve --extra desk \
	  --extra browser --output-file requirements-dev.txt pyproject.toml
	$(COMPILE) --extra serve --constraint requirements-dev.txt --output-file requirements-serve.txt \
	  pyproject.toml
	$(COMPILE) --extra desk --constraint requirements-dev.txt --output-file requirements-desk.txt \
	  pyproject.toml
	$(COMPILE) --extra bench --constraint requirements.txt --output-file requirements-bench.txt \
	  pyproject.toml
	echo pip | $(COMPILE) --constraint requirements-dev.txt --output-file requirements-pip.txt -

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "python3 must be 3.11 or later; this is: $$($(PYTHON) --version 2>&1)." \
	    "Name another: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
	  echo "python3 cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; \
	  exit 1; }
# From here on with a pip that is pinned as well, and without what else came with the host's Python.
	@$(PIP) $(LOCKED) requirements-pip.txt
	@$(PIP) uninstall --yes setuptools wheel 2>/dev/null

$(RUN_READY): requirements.txt | $(BIN)/python
	$(PIP) $(LOCKED) requirements.txt
	@touch $@

# The tools' list holds everything of the other list as well.
$(DEV_READY): requirements-dev.txt requirements.txt | $(BIN)/python
	$(PIP) $(LOCKED) requirements-dev.txt
	@touch $(RUN_READY) $@

$(SERVE_READY): requirements-serve.txt | $(RUN_READY)
	$(PIP) $(LOCKED) requirements-serve.txt
	@touch $@

$(DESK_READY): requirements-desk.txt | $(RUN_READY)
	$(PIP) $(LOCKED) requirements-desk.txt
	@touch $@

$(BENCH_READY): requirements-bench.txt | $(RUN_READY)
	$(PIP) $(LOCKED) requirements-bench.txt
	@touch $@

# After the requirements, whichever of the two lists was installed.
$(PACKAGE_READY): pyproject.toml $(RUN_READY)
	$(PIP) install --no-deps --no-build-isolation --editable .
# As for every installed package, also where Python is told to keep no bytecode by itself.
	@$(BIN)/python -m compileall -q src
	@touch $@

# Where the registry cannot be reached, the tests say what they skip.
%/node_modules/.ready: %/package-lock.json
	@cd $* && if npm ci --silent --fetch-retries=1; then touch node_modules/.ready; \
	  else echo "npm ci failed in $*: its tests are skipped" >&2; fi
