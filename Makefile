# make demo   set everything up, build the graph of corpus/, ask it, draw it
# make test   set everything up, lint, check types, run all tests
# make bench  measure speed, size, growth and queries (needs ../shared/bench; slow)
# make fuzz   hostile input and every fault, for FUZZ_MINUTES (10)
# make evaluation  measure quality and write docs/evaluation.md (likewise)

# The first of these that is there; name another with PYTHON=…
PYTHON ?= $(or $(firstword $(foreach name,python3.11 python3.12 python3.13 python3.14,$(shell command -v $(name)))),python3.11)
VENV := .venv
BIN := $(VENV)/bin
OUT := out
DEMO := $(OUT)/demo
ASSETS := kg/views/assets/explorer.js

.PHONY: demo test fuzz setup setup-dev lint types docs bench evaluation clean

demo: setup
	@rm -rf $(DEMO)
	@mkdir -p $(OUT)
	$(BIN)/kg build corpus/articles -s $(DEMO)
	$(BIN)/kg validate -s $(DEMO)
	$(BIN)/kg view -s $(DEMO) -o $(OUT)/demo.html --title "Rare earths, spring 2025"
	$(BIN)/kg explore -s $(DEMO) -o $(OUT)/explorer.html --title "Rare earths, spring 2025" --with-sparql
	@echo
	$(BIN)/kg brief -s $(DEMO) --title "Rare earths, spring 2025" --lines 15
	@echo
	@echo "Open in a browser: $(abspath $(OUT)/demo.html), one picture,"
	@echo "and $(abspath $(OUT)/explorer.html), the whole story to walk through."

test: lint types
	$(BIN)/python -m pytest -n 2 --dist loadfile

setup: $(VENV)/.installed $(ASSETS)

setup-dev: $(VENV)/.installed-dev $(ASSETS) chromium

# The explorer's page: npm's packages, as the lock file pins them, and our modules, bundled; see kg/views/web/explorer/README.md.
$(ASSETS): package-lock.json tools/bundle.mjs tools/set_up_assets.py kg/views/web/colours.css $(wildcard kg/views/web/explorer/*.js kg/views/web/explorer/*.css) | $(BIN)/python
	$(BIN)/python tools/set_up_assets.py
	@touch $@

# setup.cfg says what we run with, constraints.txt pins what is tested.
$(VENV)/.installed: setup.cfg constraints.txt | $(BIN)/python
	@echo "Installing what is needed into $(VENV): some minutes, the first time."
	@$(BIN)/pip install -qq --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: setup.cfg constraints.txt | $(BIN)/python
	@echo "Installing what is needed into $(VENV): some minutes, the first time."
	@$(BIN)/pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.installed

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is needed; name another with PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); apt-get update -q && apt-get install -qy $(notdir $(PYTHON))-venv && $(PYTHON) -m venv $(VENV); }

# The browser tests drive Debian's Chromium.
.PHONY: chromium
chromium:
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null || \
	{ apt-get update -q && apt-get install -qy --no-install-recommends chromium chromium-driver; }

# Style, and who imports whom (the contracts in setup.cfg).
lint: setup-dev
	$(BIN)/ruff check kg tests benchmarks tools setup.py
	$(BIN)/lint-imports

types: setup-dev
	$(BIN)/mypy

docs: setup-dev
	$(BIN)/python docs/make_cli_reference.py

bench: setup-dev
	$(BIN)/python -m benchmarks

# Hostile input against all that takes any, then every fault of what writes: tests/fuzz/run.py says how to repeat one.
fuzz: setup-dev
	$(BIN)/python tests/fuzz/run.py --faults

evaluation: setup-dev
	$(BIN)/python -m benchmarks quality --write

clean:
	rm -rf $(OUT) build dist *.egg-info
