# `make demo` and `make test` set everything up by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
REFERENCE := .venv-reference
SITE := .venv-docs
WORKERS ?= auto

.PHONY: setup demo test slow bench docs site pictures validate reference agreement lock clean

setup: $(READY)

# The stamp holds the lock file's digest: nothing is done while it still fits.
$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("speciosa needs Python 3.11 or newer, found " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.lock \
	  && uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock \
	  && $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@$(BIN)/python -m compileall -q src
	@touch $(READY)

demo: setup
	@$(BIN)/speciosa demo

test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n $(WORKERS) -m "not slow"

slow: setup
	$(BIN)/pytest -q -n $(WORKERS) -m slow

bench: setup
	$(BIN)/python -m benchmarks

docs: setup
	$(BIN)/python -m scripts.make_docs

# The same pages as a site, in site/; a link that does not arrive stops it.
site: docs $(SITE)/.ready
	NO_MKDOCS_2_WARNING=1 $(SITE)/bin/mkdocs build --strict --quiet
	@echo "Open site/index.html; its search needs a server: $(PYTHON) -m http.server -d site"

$(SITE)/.ready: requirements-docs.lock
	@test -x $(SITE)/bin/python || $(PYTHON) -m venv $(SITE)
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(SITE)/bin/python --require-hashes -r requirements-docs.lock; \
	else \
	  $(SITE)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-docs.lock; \
	fi
	@touch $@

# Needs a Chromium on the PATH.
pictures: setup
	$(BIN)/python -m scripts.make_pictures

# Long (an hour on two cores), and goes on where it stopped.
validate: setup
	$(BIN)/python -m validation

# An independent sampler, in an environment of its own.
reference: $(REFERENCE)/.ready

$(REFERENCE)/.ready: requirements-reference.lock
	@test -x $(REFERENCE)/bin/python || $(PYTHON) -m venv $(REFERENCE)
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --quiet --python $(REFERENCE)/bin/python --require-hashes -r requirements-reference.lock; \
	else \
	  $(REFERENCE)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-reference.lock; \
	fi
	@touch $@

agreement: setup reference
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m validation.agreement

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements-dev.lock
	uv pip compile --group reference --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements-reference.lock
	uv pip compile --group docs --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements-docs.lock

clean:
	rm -rf $(VENV) $(REFERENCE) $(SITE) site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
