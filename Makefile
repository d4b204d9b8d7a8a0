# The index of work. `make demo` shows the product, `make test` proves it; each sets itself up.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
HOME_DIR ?= $(or $(BINHYEN_HOME),var)
SERVE ?= 1
PORT ?= 8000
# Tests run side by side, a file staying in one process so that its fixtures are made once.
WORKERS ?= 2
TESTS := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile
# What touches no database, or brings its own, need not run a second time.
ONCE := tests/architecture tests/browser tests/catalogue tests/docs tests/installation tests/tools src/binhyen/kernel src/binhyen/solver src/binhyen/engines/documents tests/sitting tests/media tests/conference $(addprefix src/binhyen/worlds/thanh_hoa/tests/test_,plan_the_waves.py deploy_by_plan.py staff_the_province.py publish_rosters.py)

.PHONY: help setup setup-dev setup-distributed demo serve test test-sqlite test-postgres check lint types contracts bench bench-planning bench-country bench-conference docs shots lock messages clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

setup: ## everything a user needs; the command is then .venv/bin/binhyen
	@$(PYTHON) tools/setup.py

setup-dev:
	@$(PYTHON) tools/setup.py --dev

setup-distributed: ## the optional distributed engine (Spark, half a gigabyte; needs Java 17)
	@$(PYTHON) tools/setup.py --dev --distributed

demo: setup ## load Thanh Hóa, write the review of 3-6-2022, serve the site (SERVE=0: do not serve)
	@BINHYEN_HOME="$(HOME_DIR)" $(BIN)/binhyen demo $(if $(filter 0,$(SERVE)),--no-serve,--port $(PORT))

serve: setup ## the site on http://127.0.0.1:8000
	@BINHYEN_HOME="$(HOME_DIR)" $(BIN)/binhyen serve --port $(PORT)

test: setup-dev test-sqlite test-postgres ## all tests, on SQLite and on PostgreSQL

test-sqlite: setup-dev
	@$(TESTS) $(PYTEST)

test-postgres: setup-dev
	@$(BIN)/python tools/with_postgres.py $(TESTS) $(ONCE:%=--ignore=%) $(PYTEST)

check: setup-dev lint types contracts ## format, lint, types, contracts, migrations, messages, docs

lint:
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/python tools/house_lint.py
	@$(BIN)/python -m django makemigrations --check --dry-run --settings binhyen.project.settings
	@$(BIN)/python tools/messages.py --check
	@$(BIN)/python tools/reference.py --check

types:
	@$(BIN)/mypy

contracts:
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/architecture

bench: setup-dev ## measured figures and ratios, printed as a table; never a test
	@$(BIN)/python -m benchmarks

bench-planning: setup-dev ## the planner against its goals, greedy, the flow bound and a peer (PLANNING="--country" for all provinces)
	@$(BIN)/python -m benchmarks.planning $(PLANNING)

bench-country: setup-dev ## the country's figures against a peer shaped like DHIS2's tables (COUNTRY="--values 3e6 --only reads")
	@$(BIN)/python -m benchmarks.country_figures $(COUNTRY)

bench-conference: setup-dev ## directives, boards, live figures, joining and Janus against their goals (CONFERENCE="--only giving")
	@$(BIN)/python -m benchmarks.conference $(CONFERENCE)

docs: setup-dev ## write the generated reference anew
	@$(BIN)/python tools/reference.py

shots: setup-dev ## pictures of the main pages for the README
	@$(BIN)/python tools/shots.py

messages: setup-dev ## collect texts to translate
	@$(BIN)/python tools/messages.py

lock: ## compile the hashed requirement files anew
	@$(PYTHON) tools/setup.py --lock

clean: ## remove what set-up made, but no installation
	rm -rf .venv node_modules src/binhyen/foundation/ui/static/ui/dist src/binhyen/engines/documents/assets/built
