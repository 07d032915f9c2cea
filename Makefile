# What one does with this project. `make help` lists it.
#
# `make run` and `make test` are all a fresh machine with Swift needs: each sets up first.

SWIFT_CHECK = --explicit-target-dependency-import-check error
WIRING      = wiring/doorbell.yaml
SCENARIO    = wiring/doorbell.scenario.yaml
CODE        = Package.swift Sources Tests $(wildcard Benchmarks)

.PHONY: help setup run build test test-tsan test-board test-arm64 package-arm64 format lint \
  waveforms layering rows embedded docs install bench guard build-debian clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what the build needs and this machine lacks
	@scripts/setup

# The debug build: ready in half the time of the release one, and `make test` reuses it.
run: setup ## play the doorbell on the mock board; no hardware needed
	swift run $(SWIFT_CHECK) board-cli run $(WIRING) --scenario $(SCENARIO)

build: setup ## build everything, tests included
	swift build --build-tests $(SWIFT_CHECK)

test: setup ## run every test
	swift test --disable-xctest $(SWIFT_CHECK)

test-tsan: setup ## run every test with the thread sanitizer
	@scripts/test-tsan

test-board: setup ## test the real board on an emulated one; builds a kernel the first time
	@scripts/virtual-board

test-arm64: ## run the host-side tests built for the Pi's processor, under emulation
	@scripts/arm64 test

package-arm64: ## make one static board-cli for Raspberry Pi OS
	@scripts/arm64 package

format: ## lay the sources out
	swift format -i -r -p $(CODE)

lint: ## check layout, documentation and house rules
	swift format lint --strict -r -p $(CODE)
	@scripts/tidy

waveforms: setup ## read recordings' waveforms with sigrok-cli and GTKWave
	@scripts/waveforms

layering: ## show that the build refuses imports across the layers
	@scripts/layering

rows: ## list the semantics rows and the tests that carry them
	@scripts/rows

embedded: ## compile the core as Embedded Swift for a Cortex-M4
	@scripts/embedded

docs: setup ## build the reference, and check its links
	@scripts/docs

install: setup ## install the program below PREFIX, with manual page and completions
	@scripts/install

bench: setup ## measure
	@scripts/bench

guard: setup ## count the instructions of the hot paths; fails when one has grown
	@scripts/guard

build-debian: ## build and test with Debian's own Swift 6.2.3
	scripts/debian/swift .build-debian \
	  swift test --disable-xctest --scratch-path .build-debian $(SWIFT_CHECK)

clean: ## remove what was built
	rm -rf .build .build-*
