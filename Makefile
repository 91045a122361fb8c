# Every target sets up what it needs; only Python 3.11+ and make are required.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SET_UP := $(VENV)/.set-up

.PHONY: run test check train faults fuzz audit screenshots recording benchmarks clean help

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

run: $(SET_UP)  ## set up and open the app on the bundled sample
	@$(BIN)/dossier

test: $(SET_UP)  ## set up and run the tests on all cores
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: $(SET_UP)  ## check style, types and imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

train: $(SET_UP)  ## learn weights of event matching and compare them with those in use; GOLD names the folder with the training data (see training/event_matching/train.py)
	@test -n "$(GOLD)" || { echo "Name the folder with the training data: make train GOLD=FOLDER. The head of training/event_matching/train.py says where the data is from."; exit 2; }
	$(BIN)/python -m training.event_matching.train $(GOLD)

faults: $(SET_UP)  ## kill the program at 300 random moments, fill the disk, damage files, use one dossier from 16 processes, and check that nothing is lost
	$(BIN)/python tests/faults/kills.py --trials 300
	$(BIN)/python tests/faults/full_disk.py
	$(BIN)/python tests/faults/damages.py --index 500 --notebook 200
	$(BIN)/python tests/faults/crowd.py

fuzz: $(SET_UP)  ## read 100,000 damaged and hostile files, queries and rows (takes about two hours)
	$(BIN)/python tests/faults/fuzz.py --cases 100000

audit: $(SET_UP)  ## list licences and look up known vulnerabilities of the locked packages
	$(BIN)/python audit/licences.py
	@test -x .audit/bin/pip-audit || { $(PYTHON) -m venv .audit && .audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit; } \
	  || { rm -rf .audit; echo "pip-audit could not be installed, so vulnerabilities were not checked. Try again with a connection to the package index."; exit 2; }
	$(BIN)/python audit/vulnerabilities.py .audit/bin/pip-audit

screenshots: $(SET_UP)  ## make the README's pictures from the running app (PNG if chromium is installed)
	$(BIN)/python screenshots/make.py

recording: $(SET_UP)  ## make the README's recording (with tmux; the GIF with chromium and ImageMagick)
	$(BIN)/python screenshots/record.py

benchmarks: $(SET_UP)  ## measure speed
	for program in benchmarks/*.py; do echo "== $$program"; $(BIN)/python $$program || exit 1; done

clean:  ## remove the environments and all caches
	rm -rf $(VENV) .audit .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(SET_UP): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dossier needs Python 3.11 or newer; name one with make PYTHON=python3.12 …")'
	@echo "Setting up in $(VENV) (once; about 540 MB with the language model) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
