# make run: the playground in your browser, on the real content.  make test: lint, types, tests.  make help: the rest.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
COLLECTIONS ?= ../shared/collections
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help run install ask test browser systemd screenshots lint types bench bench-lookup chaos fit-lookup ablate-lookup audit constraints clean

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1	/' | expand -t 22

run: .venv/.run ## Open the playground: the whole bot in your browser, with no Slack workspace
	@$(BIN)/brief run --playground

install: .venv/.run ## Install Briefbot into .venv, and no more

ask: .venv/.run ## Ask the library in this terminal
	@$(BIN)/brief ask

test: .venv/.dev browser systemd lint types ## Install what it needs, then lint, types and tests
	@$(BIN)/python -m pytest

lint: .venv/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: .venv/.dev
	@$(BIN)/mypy

browser: # Debian's Chromium for the page's tests, where it can be installed; without it they are skipped
	@command -v chromium >/dev/null || { \
	  command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && echo "Installing Chromium for the page's tests" && \
	  { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium fonts-noto-color-emoji; } >/dev/null 2>&1; } || \
	  echo "No Chromium here, and no way to install it: the page's tests will be skipped"

systemd: # Debian's systemd-analyze for the test of the unit, where it can be installed; nothing of systemd is started
	@command -v systemd-analyze >/dev/null || { \
	  command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && echo "Installing systemd-analyze for the unit's test" && \
	  { apt-get update -qq && apt-get install -qq -y --no-install-recommends systemd; } >/dev/null 2>&1; } || \
	  echo "No systemd-analyze here, and no way to install it: the unit's test will be skipped"

screenshots: .venv/.dev browser ## Take the pictures in docs/ anew
	@$(BIN)/python -m tests.tools.screenshots

bench: .venv/.dev ## Measure replies over HTTP, start-up, memory, digests, 1,000 reports, lookup in 100,000 sections
	@$(BIN)/python -m tests.bench.serving
	@$(BIN)/python -m tests.bench.ticking
	@$(BIN)/python -m tests.bench.library_size
	@$(BIN)/python -m tests.bench.lookup_size $(if $(wildcard $(COLLECTIONS)),--collections $(COLLECTIONS))

bench-lookup: .venv/.bench ## Measure lookup beside other engines, write it into docs/lookup.md (about 7 minutes)
	@$(BIN)/python -m tests.bench.lookup $(COLLECTIONS)

chaos: .venv/.dev ## Ask 200 questions while processes are killed and Slack fails; count the replies (about 10 minutes)
	@$(BIN)/python -m tests.chaos

fit-lookup: .venv/.dev ## Fit the ranker's weights anew on the labelled questions
	@$(BIN)/python -m tests.tools.fit_lookup --collections $(COLLECTIONS) content/*/questions.jsonl ../shared/queries/dev.jsonl

ablate-lookup: .venv/.dev ## Write what each feature of the ranking is good for into docs/lookup.md (about 4 minutes)
	@$(BIN)/python -m tests.tools.ablate_lookup $(COLLECTIONS) content/*/questions.jsonl ../shared/queries/dev.jsonl

audit: .venv/.dev ## Ask the package index whether any pin was withdrawn
	@$(BIN)/python -m tests.tools.audit

constraints: ## Pin the newest versions that pyproject.toml allows
	@rm -rf .venv && $(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet --editable '.[dev]'
	@(head -n 1 constraints.txt; $(BIN)/python -m pip freeze --all --exclude pip --exclude-editable) > constraints.new
	@mv constraints.new constraints.txt

clean: ## Remove what make has installed
	@rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/.made:
	@echo "Making a virtual environment in .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; say which: make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.run: .venv/.made pyproject.toml constraints.txt
	@echo "Installing Briefbot and what it needs (about 20 seconds)"
	@$(PIP) --editable '.[playground]'
	@touch $@

.venv/.dev: .venv/.made pyproject.toml constraints.txt
	@echo "Installing Briefbot and its development tools (about 30 seconds)"
	@$(PIP) --editable '.[dev]'
	@touch $@ .venv/.run

.venv/.bench: .venv/.dev
	@echo "Installing the engines that lookup is measured beside (about 30 seconds)"
	@$(PIP) --editable '.[bench]'
	@touch $@
