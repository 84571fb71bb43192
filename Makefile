# Everything a contributor runs; each target sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WHEEL := build/wheel

.PHONY: demo test lint types drift tests wheel-tests generate goldens bench mutants giants fuzz coverage compare-vendor test-all clean

# Lint the examples; the findings are meant to be there, so exit code 1 is success.
demo: $(VENV)/.installed
	@$(BIN)/pmlint check --format full examples || test $$? -eq 1

test: lint types drift wheel-tests tests

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed
	$(BIN)/mypy

# Generated files must be what the generators make of the reference pages, the rules and the output.
drift: $(VENV)/.installed
	$(BIN)/python -m linter.schemagen --check
	$(BIN)/python -m linter.rulesdocs --check
	$(BIN)/python -m linter.config --check
	$(BIN)/python -m tools.picture --check

tests: $(VENV)/.installed
	$(BIN)/python -m pytest -n 2

# The same tests against the built wheel, in an environment and a folder of its own, where "."
# on the path (from pyproject.toml) holds the tests but no package. What needs the checkout itself
# is left out: what is marked so, the generator of the schemas, the benchmark. So is what tries the
# same code with random manifests once more.
wheel-tests: $(VENV)/.installed
	rm -rf $(WHEEL) && mkdir -p $(WHEEL)/elsewhere
	$(BIN)/python -m build --wheel --outdir $(WHEEL) . > $(WHEEL)/build.log || (cat $(WHEEL)/build.log; false)
	$(PYTHON) -m venv $(WHEEL)/env
	$(WHEEL)/env/bin/pip install --quiet --disable-pip-version-check $(WHEEL)/*.whl \
	  pytest pytest-xdist hypothesis hypothesis-jsonschema jsonschema
	cp -R tests examples benchmarks docs tools fuzz pyproject.toml $(WHEEL)/elsewhere/
	cd $(WHEEL)/elsewhere && PYTHONSAFEPATH=1 ../env/bin/python -m pytest -n 2 -p no:cacheprovider \
	  --import-mode=importlib -m "not checkout and not hypothesis" tests

generate: $(VENV)/.installed
	$(BIN)/python -m linter.schemagen
	$(BIN)/python -m linter.rulesdocs
	$(BIN)/python -m linter.config
	$(BIN)/python -m tools.picture

goldens: $(VENV)/.installed
	$(BIN)/python -m pytest -n 2 --update-goldens

bench: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(BIN)/python -m benchmarks.run

# Small mistakes in the rules, one at a time: nine in ten must make a test fail.
mutants: $(VENV)/.installed
	$(BIN)/python -m tests.mutation $(MUTANTS)

# Files as large and as unpleasant as the limits allow, within the promised time and memory.
giants: $(VENV)/.installed
	GIANT_BYTES=15900000 $(BIN)/python -m pytest tests/hostile/test_giants.py

# Bytes that nobody would write, for MINUTES in all; with atheris where it can be installed.
MINUTES ?= 30
fuzz: $(VENV)/.installed
	-$(BIN)/pip install --quiet --disable-pip-version-check atheris
	$(BIN)/python -m fuzz --minutes $(MINUTES) $(TARGETS)

# Branches of linter/ that the tests take, 95 % at least, the command's processes included. Left
# out is what measuring itself would break: tests of what is imported, opened and how long it takes.
UNMEASURED := --ignore tests/hostile/test_giants.py --ignore tests/hostile/test_harmless.py \
  --ignore tests/test_start.py --ignore tests/test_benchmarks.py --ignore tests/mutation \
  --deselect tests/config/test_configurations.py::test_what_is_loaded
coverage: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check 'coverage>=7.10'
	rm -rf build/coverage && mkdir -p build/coverage
	$(BIN)/coverage run -m pytest -n 2 -p no:cacheprovider $(UNMEASURED)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

# The vendor's own models as a judge; installs their packages into build/vendor.
compare-vendor: $(VENV)/.installed
	$(BIN)/python -m tools.compare_vendor

# The tests under every Python that is installed, with the newest and the oldest libraries.
test-all: $(VENV)/.installed
	$(BIN)/python -m tools.every_python

clean:
	rm -rf build dist $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .bench

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@
