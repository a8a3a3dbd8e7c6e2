# Two commands do everything: `make demo` and `make test`. Both set the machine up first, and skip what is up to date.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.NOTPARALLEL:
TARGET := $(or $(CARGO_TARGET_DIR),target)
SEAMLINE := $(TARGET)/debug/seamline
# What `make demo` passes on, for example ARGS="--row S2".
ARGS ?=

# How many simulated worlds a check runs, and how long `make soak` goes on.
SEEDS ?= 0..60
SOAK_HOURS ?= 8

.DEFAULT_GOAL := help
.PHONY: help sim planted soak demo test build tools web format lint tidy licences rust-tests verifier web-tests openapi check-openapi demo-check browser-tests screens deny fuzz clean

help:
	@echo 'make demo           twelve nodes of four parties on this machine; prints the addresses, stays up until Ctrl-C'
	@echo 'make test           everything that must hold before a change goes in'
	@echo 'make sim            simulated worlds with faults; SEEDS=0..60, see docs/simulation.md'
	@echo 'make soak           simulated worlds for hours; SOAK_HOURS=8'
	@echo 'make build          the page and the program, target/debug/seamline'
	@echo 'make browser-tests  only the tests in a browser, against a demo of their own'
	@echo 'make screens        make the pictures of docs/screens anew'
	@echo 'make openapi        write docs/openapi.json and the page'"'"'s client from the program'
	@echo 'make fuzz           libFuzzer on every format, SECONDS_EACH=120 a target; the smoke run is in make test'
	@echo 'make deny           cargo-deny: bans, sources and licences of every package'
	@echo 'make clean          remove what was built, and the demo'"'"'s data'

demo: build
	exec $(SEAMLINE) demo --dir demo-data $(ARGS)

test: tools format lint tidy licences rust-tests sim planted verifier web-tests check-openapi demo-check browser-tests

build: tools web
	cargo build --locked --package seamline-cli

tools:
	@scripts/tools.sh

web: tools
	@scripts/web.sh

format:
	cargo fmt --all --check

# The program carries the built page, so the page comes first.
lint: web
	cargo clippy --locked --workspace --all-targets -- -D warnings

tidy:
	cargo xtask tidy

# After a build: it reads what cargo has downloaded and never the network.
licences: lint
	cargo xtask licences

rust-tests: web
	cargo test --locked --workspace

# Release: a world is some hundred thousand signatures.
sim: web
	cargo run --locked --release --package seamline-cli -- sim --seeds $(SEEDS)

# Each of the planted faults is found by a checker that is meant to find it.
planted:
	cargo test --locked --release --package seamline-sim --features planted

soak: web
	scripts/soak.sh $(SOAK_HOURS)

web-tests: web
	npm --prefix web run --silent lint
	npm --prefix web run --silent check
	npm --prefix web run --silent test
	npm --prefix web run --silent sizes

# Another implementation, in another language, must say the same of the test vectors.
verifier: build
	@scripts/verifier.sh $(SEAMLINE)

# The API's description and the page's client come from the program and must not lag behind it.
check-openapi: build
	@$(SEAMLINE) openapi | diff -u docs/openapi.json - \
	  || { echo 'docs/openapi.json is stale: run `make openapi` and commit what changes' >&2; exit 1; }

openapi: build
	$(SEAMLINE) openapi > docs/openapi.json
	npm --prefix web run --silent api

demo-check: build
	$(SEAMLINE) demo --check

browser-tests: build
	scripts/browser-tests.sh

screens: build
	scripts/with-demo.sh scripts/screens.sh

deny:
	@scripts/deny.sh

fuzz: tools
	@scripts/fuzz.sh

clean:
	cargo clean
	rm -rf web/dist web/node_modules demo-data
