# What one does with FrontDesk on a developer's machine. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test test-long bench format lint rust-tests doc-tests interface-tests browser-tests day-tests pictures

CARGO ?= cargo

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

run: ## Build and start the demo on http://127.0.0.1:8080, with a SQLite file under ./data/
	@scripts/prerequisites run
	@$(CARGO) run --bin frontdesk -- demo

test: ## Install what the tests need and run everything: format, lints, all tests, the interface fuzzed, the surfaces in a browser
	@scripts/prerequisites test
	@$(MAKE) --no-print-directory format lint rust-tests doc-tests interface-tests browser-tests

test-long: ## What is too long for every run: more seeds, more kills, more fuzz, every page in every language, both recorded days
	@scripts/prerequisites test
	@TEST_LONG=1 $(MAKE) --no-print-directory rust-tests interface-tests day-tests browser-tests

bench: ## Measure, and print the table of docs/measures.md
	@scripts/prerequisites bench
	@scripts/bench

format: ## Is everything formatted?
	$(CARGO) fmt --all --check

lint: ## Does the compiler or clippy object to anything?
	$(CARGO) clippy --workspace --all-targets -- -D warnings

rust-tests: ## Unit, contract, simulation, snapshot and property tests, the kill test and the disk tests
	@scripts/rust-tests

doc-tests: ## The examples in the documentation
	$(CARGO) test --doc --workspace

interface-tests: ## schemathesis against the real binary, driven by its own OpenAPI document
	@scripts/schemathesis

browser-tests: ## Every walkthrough in a real Chromium, axe on every page, the scripts' types
	@scripts/browser-tests

pictures: ## Pictures of every surface, into docs/pictures
	@scripts/prerequisites test
	@scripts/pictures

day-tests: ## Both recorded days to their end, 20 % of the requests sent twice
	$(CARGO) run --bin frontdesk -- import-day examples/recorded-day/office-4-2020-01-13 --speed max --repeat 20
	$(CARGO) run --bin frontdesk -- import-day examples/recorded-day/office-7-2020-01-13 --speed max --repeat 20
