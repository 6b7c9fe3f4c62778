# Makefile: the words of this project over meson
# SPDX-License-Identifier: GPL-3.0-or-later

BUILD ?= build
ASAN_BUILD ?= build-asan
TSAN_BUILD ?= build-tsan
FUZZ_BUILD ?= build-fuzz
COVERAGE_BUILD ?= build-coverage
FUZZ_SECONDS ?= 60
FLATPAK_BUILD ?= build-flatpak
DEB_BUILD ?= build-deb

# UI tests start their own display; a test that hangs is ended by its timeout.
MESON_TEST = meson test --no-rebuild --print-errorlogs

.PHONY: all run deb pseudo test check-corpus bench coverage fuzz screenshots test-scale flatpak test-flatpak install-deps install-flatpak-deps clean

all: $(BUILD)/build.ninja
	ninja -C $(BUILD)

run: install-deps
	$(MAKE) all
	build-aux/run $(BUILD)

# The window in a language of brackets and accents, which shows what translators do not get.
pseudo: install-deps
	$(MAKE) all
	build-aux/template $(BUILD)/template.pot
	build-aux/pseudo-locale $(BUILD)/template.pot $(BUILD)/po
	LANGUAGE=en_XA LC_ALL=C.UTF-8 build-aux/run $(BUILD)

# Tests of what has threads, which ThreadSanitizer watches.
THREAD_TESTS = base/test-job capture/test-batch-queue capture/test-capture capture/test-capture-loading \
  capture/test-view capture/test-object capture/test-object-work capture/test-stream-lines files/test-examination \
  files/test-hash-database

# LEAVE_OUT=long runs without the tests of the window that take longest, as .ci/run does. Captures of
# others are looked at once, without sanitizers.
LEAVE_OUT ?=

# Suites that run once, without sanitizers: the window's take too long, the others run no code of ours.
UNSANITIZED = ui slow style data

# All runs happen whatever the first finds, so that one push shows everything.
test: install-deps
	$(MAKE) all $(ASAN_BUILD)/build.ninja $(TSAN_BUILD)/build.ninja
	ninja -C $(ASAN_BUILD) wirecase-gmo $$(build-aux/test-programs $(ASAN_BUILD) $(UNSANITIZED))
	ninja -C $(TSAN_BUILD) $(addprefix tests/,$(THREAD_TESTS))
	status=0; \
	$(MESON_TEST) -C $(BUILD) $(addprefix --no-suite ,$(LEAVE_OUT)) || status=1; \
	WIRECASE_SHARED_DATA=$(CURDIR)/none build-aux/asan $(MESON_TEST) -C $(ASAN_BUILD) -t 4 $(addprefix --no-suite ,$(UNSANITIZED)) || status=1; \
	build-aux/tsan $(MESON_TEST) -C $(TSAN_BUILD) -t 5 $(patsubst test-%,%,$(notdir $(THREAD_TESTS))) || status=1; \
	exit $$status

bench: install-deps
	$(MAKE) all
	ninja -C $(BUILD) bench

# How much of the library, the command line and the window the tests reach.
coverage: install-deps
	build-aux/install-deps build-aux/coverage-packages
	$(MAKE) $(COVERAGE_BUILD)/build.ninja
	ninja -C $(COVERAGE_BUILD)
	$(MESON_TEST) -C $(COVERAGE_BUILD) $(addprefix --no-suite ,$(LEAVE_OUT)) || true
	build-aux/coverage $(COVERAGE_BUILD)

# How well types (and whatever else tests/corpus has a script for) are told over real files. Set
# WIRECASE_SHARED_DATA to the folder that has them, and CORPUS to more folders of honest files.
# Filters are asked for CORPUS_MINUTES (10).
check-corpus: install-deps
	$(MAKE) all
	tests/corpus/run.sh $(BUILD) $(CORPUS)

# Logs of many captures in two ClickHouse servers on this machine, and in DuckDB where DUCKDB_NODE names a
# folder in which `npm install @duckdb/node-api` was run. Not a part of make test.
test-scale: install-deps
	build-aux/install-deps build-aux/scale-packages
	$(MAKE) all
	/usr/bin/python3 -B tests/scale/test-scale.py $(BUILD)/src/cli/wirecase-cli .

fuzz: install-deps
	$(MAKE) $(FUZZ_BUILD)/build.ninja
	ninja -C $(FUZZ_BUILD) fuzzers
	tests/fuzz/run.sh $(FUZZ_SECONDS) $(FUZZ_BUILD)

# The pictures in docs/images, taken anew.
screenshots: install-deps
	$(MAKE) all
	tests/ui/whole/session.sh /usr/bin/python3 -B tests/ui/whole/take-screenshots.py $(BUILD)/src/wirecase data docs/images

flatpak: install-flatpak-deps
	flatpak/build $(FLATPAK_BUILD) --run

# Built and installed as a user would, then worked inside its sandbox.
test-flatpak: install-deps install-flatpak-deps
	flatpak/test $(FLATPAK_BUILD)

# A Debian package of what is committed.
deb: install-deps
	@build-aux/install-deps build-aux/deb-packages
	build-aux/deb $(DEB_BUILD)

install-flatpak-deps:
	@build-aux/install-deps flatpak/debian-packages

install-deps:
	@build-aux/install-deps

clean:
	rm -rf $(BUILD) $(ASAN_BUILD) $(TSAN_BUILD) $(FUZZ_BUILD) $(COVERAGE_BUILD) $(FLATPAK_BUILD) $(DEB_BUILD)

$(BUILD)/build.ninja:
	meson setup $(BUILD) -Dwerror=true

# Half of the time goes into these builds: what their reports need is the lines of functions, and headers
# that all include are read once.
SANITIZED = -Dwerror=true -Db_lundef=false -Doptimization=1 -Ddebug=false -Dc_args=-g1 -Db_pch=true

$(ASAN_BUILD)/build.ninja:
	meson setup $(ASAN_BUILD) $(SANITIZED) -Db_sanitize=address,undefined

$(TSAN_BUILD)/build.ninja:
	meson setup $(TSAN_BUILD) $(SANITIZED) -Db_sanitize=thread

$(COVERAGE_BUILD)/build.ninja:
	meson setup $(COVERAGE_BUILD) -Dwerror=true -Dbuildtype=debug -Db_coverage=true

$(FUZZ_BUILD)/build.ninja:
	CC=clang meson setup $(FUZZ_BUILD) -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false
