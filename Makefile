# The developer's interface. `make` shows what there is; each target sets up what it needs.
#
#   make demo PYTHON=/path/to/python3.12    use that Python instead of the newest one found
#   make test TESTS=tests/safety            only these tests

VENV ?= .venv
BIN = $(VENV)/bin
export NO_MKDOCS_2_WARNING = 1
PIP = $(BIN)/python -m pip -qq --disable-pip-version-check --no-input
BASE ?= HEAD~1
PEOPLE ?= 10000
TESTS ?= tests
LANGUAGE ?= nl
PORT ?= 8765
LOCK = $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-annotate --no-emit-index-url --custom-compile-command "make requirements" $(UPGRADE)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help app demo test check docs screenshots bench validate persona-diff package requirements clean

help: ## Show this list
	@echo "Magwise: do I get enough magnesium, and what should I do?"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

demo: $(VENV)/base.stamp ## Advise one example person from profile and diary (LANGUAGE=en for English)
	@"$(BIN)/magwise" advise examples/runner.yaml --lang $(LANGUAGE)

app: $(VENV)/app.stamp ## Open the app in your browser, on this computer only (PORT=8765)
	@"$(BIN)/magwise" serve --port $(PORT)

test: $(VENV)/dev.stamp ## Run all tests
	@"$(BIN)/python" -m pytest -n auto --dist worksteal $(TESTS)

check: $(VENV)/dev.stamp ## Style, types, layers, knowledge base, documentation, tracked files
	"$(BIN)/ruff" check .
	"$(BIN)/ruff" format --check .
	"$(BIN)/mypy"
	"$(BIN)/lint-imports"
	"$(BIN)/magwise" kb check
	"$(BIN)/python" -m tools.tracked_files
	"$(BIN)/python" -m mkdocs build --strict --quiet --site-dir .cache/site

docs: $(VENV)/dev.stamp ## Bring shown output up to date and build the documentation into site/
	"$(BIN)/python" -m tools.shown_sessions
	"$(BIN)/python" -m mkdocs build --strict --site-dir site

screenshots: $(VENV)/dev.stamp ## A picture of each page of the app, in .cache/screenshots/
	MAGWISE_SCREENSHOTS="$(CURDIR)/.cache/screenshots" "$(BIN)/python" -m pytest -p no:xdist \
		tests/web/test_everyone.py -k axe

bench: $(VENV)/dev.stamp ## Measure how fast it is and where the time goes
	"$(BIN)/python" -m pytest benchmarks -p no:xdist -s --benchmark-columns=min,median,iqr,rounds \
		--benchmark-sort=name --benchmark-group-by=group
	"$(BIN)/python" -m benchmarks.start
	"$(BIN)/python" -m benchmarks.foods.table
	"$(BIN)/python" -m benchmarks.diet.table
	"$(BIN)/python" -m benchmarks.web.load

validate: $(VENV)/dev.stamp ## The promises on PEOPLE=10000 generated people, and the outside references
	MAGWISE_PEOPLE=$(PEOPLE) "$(BIN)/python" -m pytest -n auto tests/end_to_end/test_generated_people.py
	@if [ -d validation ]; then "$(BIN)/python" -m pytest validation; fi

persona-diff: $(VENV)/base.stamp ## Whose advice changes between BASE=HEAD~1 and the files here
	@"$(BIN)/python" -m tools.persona_diff "$(BASE)"

package: $(VENV)/dev.stamp ## Build the wheel and the source archive into dist/
	"$(BIN)/python" -m hatchling build

requirements: $(VENV)/dev.stamp ## Pin the requirement files again (UPGRADE=--upgrade for newer ones)
	$(LOCK) pyproject.toml -o requirements/base.txt
	$(LOCK) --group build -c requirements/base.txt -o requirements/build.txt
	$(LOCK) pyproject.toml --extra web --extra fast -c requirements/base.txt -o requirements/web.txt
	$(LOCK) pyproject.toml --all-extras --group dev -c requirements/base.txt -o requirements/dev.txt

clean: ## Remove everything that was set up, built or cached here
	rm -rf "$(VENV)" dist build site .cache .mypy_cache .ruff_cache .hypothesis .benchmarks \
		.import_linter_cache src/magwise/knowledge/compiled
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# A virtual environment that still works is kept, whatever made it.
$(VENV)/made.stamp:
	@if ! "$(BIN)/python" -m pip --version >/dev/null 2>&1; then \
		python="$$(sh tools/find_python.sh "$(PYTHON)")" || exit 1; \
		echo "Setting up $(VENV) with $$python"; \
		"$$python" -m venv --clear "$(VENV)" || exit 1; \
	fi
	@touch $@

$(VENV)/base.stamp: requirements/base.txt requirements/build.txt pyproject.toml $(VENV)/made.stamp
	@echo "Installing what Magwise needs (hashes are checked; the first time takes a minute)"
	@$(PIP) install --require-hashes -r requirements/base.txt -r requirements/build.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/app.stamp: requirements/web.txt $(VENV)/base.stamp
	@echo "Installing what the app needs (hashes are checked)"
	@$(PIP) install --require-hashes -r requirements/web.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/base.stamp
	@echo "Installing what the checks and tests need (hashes are checked)"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@sh tools/install_pango.sh "$(BIN)/python"
	@sh tools/install_chromium.sh "$(BIN)/python"
	@touch $@
