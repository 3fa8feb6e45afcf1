# Nothing else is needed to work on Parley: `make run` and `make test`.
# Every target installs what it misses first; see .ci/setup.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := bash

UI_SOURCES := $(shell find ui/src ui/static ui/project.inlang ui/messages -type f \
	-not -path '*/paraglide/*' 2>/dev/null) \
	$(wildcard ui/*.js ui/*.ts ui/*.json)

BENCHES := $(wildcard src-tauri/crates/*/examples/*_bench.rs)

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: ## build Parley, make the demo workspace the first time, open the window
	@.ci/setup run
	@$(MAKE) --no-print-directory ui
	cargo build -p parley -p parley-ctl
	@.ci/open

.PHONY: test
test: ## every test: rules, store, page, terminal, and the real window with real sound
	@.ci/setup test
	@.ci/check test

.PHONY: lint
lint: ## formatting, clippy, the page's types and style, licences, stray names
	@.ci/setup test
	@.ci/check lint

.PHONY: e2e
e2e: ## only the tests that drive the window and the page
	@.ci/setup test
	@.ci/check e2e

.PHONY: bench
bench: ## measure the paths that must keep up, then the window (some forty minutes)
	@.ci/setup test
	@$(MAKE) --no-print-directory ui
	@# All at once: crate by crate, cargo would build what they share anew for each.
	cargo build --quiet --release --workspace --bins --examples
	@set -e; for name in $(notdir $(basename $(BENCHES))); do \
		echo "── $$name"; target/release/examples/$$name; \
	done
	@node tests/window/on-stage.mjs --home target/bench --fresh node tests/window/bench/main.mjs

.PHONY: gen
gen: ## the page's TypeScript from the command table
	PARLEY_GEN=write cargo test --quiet -p parley-ipc --lib typescript

.PHONY: fuzz
fuzz: ## feed every parser noise, FOR=30 seconds each
	@.ci/fuzz $(or $(FOR),30)

.PHONY: setup
setup: ## install what is missing on this machine
	@.ci/setup test

.PHONY: ui
ui: ui/build/index.html
	@:

ui/build/index.html: $(UI_SOURCES)
	npm --prefix ui run --silent build
	@# The window embeds the page as it is compiled, and cargo does not look there.
	@touch $@ src-tauri/build.rs
