# make run    builds and serves a sample at the address it prints
# make test   every test, in the browser too
# make check  format, lints, licences, unused dependencies, style sheets
# make assets builds assets/dist (done by the others)
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.PHONY: run test check assets tools

NPM_CI := ci --ignore-scripts --no-audit --no-fund --loglevel=error
CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)
# Tools of the check, by version, kept outside of the tree and of target/.
TOOLS := $(CACHE)/duban-tools
DENY := 0.20.2
MACHETE := 0.9.2

run: assets
	cargo run -p duban -- demo

test: assets tests/browser/node_modules/.stamp
	tests/prepare.sh
	cargo build -p duban
	@# A test that is skipped tells nothing, so it fails the run.
	if cargo nextest --version >/dev/null 2>&1; then \
	  log=$$(mktemp); cargo nextest run --workspace --no-fail-fast 2>&1 | tee $$log; \
	  ! grep -E '^ *Summary.* [1-9][0-9]* skipped' $$log; \
	else \
	  cargo test --workspace --no-fail-fast; \
	fi
	node tests/browser/run.mjs

check: assets tools
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	$(TOOLS)/bin/cargo-deny check licenses bans sources
	@# The advisory database lies outside of the registries: it is asked where it can be reached.
	if timeout -k 5 60 $(TOOLS)/bin/cargo-deny fetch db >/dev/null 2>&1; then \
	  $(TOOLS)/bin/cargo-deny check --disable-fetch advisories; \
	else \
	  echo "advisories: the database cannot be reached from here, not checked"; \
	fi
	$(TOOLS)/bin/cargo-machete
	npm --prefix assets run --silent check

assets: assets/dist/app.css

assets/dist/app.css: assets/node_modules/.stamp assets/build.mjs $(shell find assets/css assets/elements assets/img -type f)
	node assets/build.mjs

%/node_modules/.stamp: %/package-lock.json
	npm --prefix $* $(NPM_CI)
	touch $@

tools:
	$(TOOLS)/bin/cargo-deny --version 2>/dev/null | grep -qF $(DENY) || \
	  CARGO_TARGET_DIR=$(TOOLS)/target cargo install --locked --quiet --root $(TOOLS) cargo-deny@$(DENY)
	$(TOOLS)/bin/cargo-machete --version 2>/dev/null | grep -qF $(MACHETE) || \
	  CARGO_TARGET_DIR=$(TOOLS)/target cargo install --locked --quiet --root $(TOOLS) cargo-machete@$(MACHETE)
	rm -rf $(TOOLS)/target
