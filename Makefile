# The program is built and run with Go alone: go run ./cmd/handrail build
# These targets are for people who change it.

.PHONY: help build setup lint vet test browser raced rest sampled sweep sweep-browser sweep-rest sweep-sampled fuzz chaos conformance bench lighthouse load pictures docs vuln sbom release release-check

# What there is to make.
help:
	@echo 'make build   the site that ships, in public/'
	@echo 'make test    every check that a change must pass; installs what the tests need'
	@echo 'make sweep   all of which make test tries a sample, as CI does after it: flows in Firefox and WebKit, pages, states and hostile sources'
	@echo 'make test EVERY=-every   make test with all of it, each flow in each browser, and each page: before a release'
	@echo 'make lint    vet, staticcheck and the TypeScript type check alone'
	@echo 'make fuzz    each fuzz target for FUZZTIME, 5m unless told: almost three hours'
	@echo 'make chaos   builds, serve and deploys killed KILLS times each, 100 unless told, and every fault against every S3 server;'
	@echo '             builds five servers the first time, which takes most of an hour on two cores, and fails if one cannot be had'
	@echo 'make conformance SCHEMAS=DIR   what the program writes for learning systems, held to the schemas of cmi5 and QTI and to what a'
	@echo '             Moodle answered, which are in a folder of their own; fails if no such test runs'
	@echo 'make bench   how fast Handrail is beside Hugo, what pages weigh, and how long each press of a button takes;'
	@echo '             writes docs/performance.md, and takes about a quarter of an hour'
	@echo 'make lighthouse   what Lighthouse says of the site that ships; writes its part of docs/performance.md'
	@echo 'make load    how many pages a second nginx and Caddy serve on this machine; writes its part of docs/performance.md'
	@echo 'make pictures   the pictures of docs/style.md, what each part of a page and each state of a widget looks like, and of the guide learning-systems.md'
	@echo 'make docs    the documentation, in docs/site/public/'
	@echo 'make vuln    whether a known vulnerability reaches the program; fails where vuln.go.dev cannot be asked'
	@echo 'make sbom    what the program is made of, as CycloneDX, in handrail.cdx.json'
	@echo 'make release   what people download, in dist/: docs/releasing.md says more; some minutes'
	@echo 'make release-check   the same twice, and whether each byte is the same'
	@echo 'make setup   what the tests need, and nothing else'

# The site that ships, in public/.
build:
	go run ./cmd/handrail build

# A browser, Java, Node and the npm packages, where they are missing.
setup:
	@scripts/setup

# The documentation, in docs/site/public/.
docs:
	go run ./cmd/handrail build docs/site

# What can be said of the sources without running them.
lint: setup vet

vet:
	go vet ./...
	go tool staticcheck ./...
	node_modules/.bin/tsc --project tsconfig.json
	node_modules/.bin/tsc --project templates/worker
	node_modules/.bin/tsc --project test/modules

# Every check that a change must pass. The last line says what is known of vulnerabilities, or that nothing is.
# Where there are many of a kind, a sample of them is tried, always the same: each flow is run in Chromium, and a few in Firefox or WebKit too. make sweep
# tries what is left out. EVERY=-every has each flow run in each engine, and each page and state tried in full, which takes too long for each change.
EVERY ?=
# make lint vets everything, and with more of vet than go test does.
GO_TEST = go test -vet=off
test: setup
	@$(MAKE) --no-print-directory --jobs 3 --keep-going vet browser raced rest sampled
	@go run ./test/advisories

browser:
	$(GO_TEST) -timeout 80m ./test/browser $(EVERY)

# The race detector makes work ten times as long, so it watches the packages that start work side by side, with all that they call, and not
# again what commands, cases and browsers ask of them, nor parsers alone. Of the packages with many tests of what bytes come out, it watches the
# tests in which all that runs side by side does so. test/arch holds the lists to the code. Much of it waits for
# stores, while the browsers keep the processor busy. The time limits are for a slow machine. Without GORACE, each program that a test runs
# would wait for a second before it ends.
RACED = book cache check desk language output parallel pattern serve site
PARTLY_RACED = builder deploy importer
RACED_TESTS = TestKeptWords|TestShippedSite|TestWrite|TestExchangeLosses|TestRefreshOfLargeSite|TestListingIsLast|TestFolders|TestReleases|TestLarge|TestStores|TestStops|TestEach|TestBrokenConnections|TestKilledServer|TestFewConnections
raced:
	GORACE=atexit_sleep_ms=0 $(GO_TEST) -race -timeout 40m $(RACED:%=./internal/%)
	GORACE=atexit_sleep_ms=0 $(GO_TEST) -race -timeout 40m $(PARTLY_RACED:%=./internal/%) -run '^($(RACED_TESTS))$$'

# What of a package has run with the race detector is not run again without. The packages in SAMPLED try a sample without -every: test/arch holds the
# list to the code. Those in SWEPT are about what changes seldom, and take long: make sweep alone runs them, or EVERY=-every.
SAMPLED = cmd/handrail internal/markdown test/cases test/hostile test/import test/windows
SWEPT = bench documents engine
# What is said of SWEPT holds for these tests of other packages too, and each leaves a smaller test of the same in make test. SWEPT_FROM are the
# packages that have them and are not in SAMPLED.
SWEPT_FROM = internal/deploy internal/statement release test/advisories test/book test/docs test/exchange test/modules test/search
SWEPT_TESTS = TestAdvisories|TestCalc|TestCost|TestEvaluator|TestFreshMachine|TestHelpExamples|TestInstall|TestKilledBucket|TestKilledFolder|TestLargeHoldsNoFile|TestLinksInLibreOffice|TestOffice|TestPermissions|TestQR|TestQTIScores|TestSchemasAllowWhatCanBeUsed|TestServerIsFull|TestServers|TestSlowList|TestWindows
UNSWEPT = $(if $(EVERY),,-skip '^($(SWEPT_TESTS))$$')
rest:
	$(GO_TEST) -timeout 40m $(UNSWEPT) \
		$$(go list ./... | grep -v -e /test/browser $(patsubst %,-e '/%$$',$(SAMPLED)) $(if $(EVERY),,$(patsubst %,-e '/test/%$$',$(SWEPT))) \
		$(patsubst %,-e '/internal/%$$',$(RACED) $(PARTLY_RACED)))
	$(GO_TEST) -timeout 40m $(PARTLY_RACED:%=./internal/%) -skip '^($(RACED_TESTS)$(if $(EVERY),,|$(SWEPT_TESTS)))$$'

sampled:
	$(GO_TEST) -timeout 40m $(UNSWEPT) $(SAMPLED:%=./%) $(EVERY)

# What make test leaves out, and CI runs after it.
sweep: setup
	@$(MAKE) --no-print-directory --jobs 3 --keep-going sweep-browser sweep-rest sweep-sampled

sweep-browser:
	$(GO_TEST) -timeout 80m ./test/browser -sweep

sweep-rest:
	$(GO_TEST) -timeout 40m $(SWEPT:%=./test/%)
	$(GO_TEST) -timeout 40m $(SWEPT_FROM:%=./%) -run '^($(SWEPT_TESTS))$$'

sweep-sampled:
	$(GO_TEST) -timeout 40m $(SAMPLED:%=./%) -every

# Each fuzz target alone, for FUZZTIME. What it finds is kept in testdata/fuzz, and tried by each later test.
FUZZTIME ?= 5m
fuzz:
	@grep -ro --include='*_test.go' '^func Fuzz[A-Za-z]*' internal quiz | sed 's|/[^/]*:func | |' | while read -r package target; do \
		echo "$$package $$target"; go test "./$$package" -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) || exit 1; done

# Processes killed at moments chosen by chance, stores that cannot be trusted, and browsers that keep anything at all. The seed is
# printed, to be given again as SEED: it gives the same choices, though not the same moments. -p 1: what else runs would change
# which moments those are.
KILLS ?= 100
SEED ?= $(shell date +%s)
chaos:
	@echo 'SEED=$(SEED)'
	go test -p 1 -count 1 -v -timeout 3h ./cmd/handrail ./internal/deploy -run '^TestKilled' -kills $(KILLS) -seed $(SEED)
	go test -count 1 -v -timeout 3h ./internal/deploy -run '^(TestStores|TestLaggingList|TestStale.*)$$' -chaos -seed $(SEED)
	go test -count 1 -v -timeout 1h ./test/browser -run '^TestHostileStorage$$' -storages 750 -seed $(SEED)

# What the program writes for learning systems, held to the schemas of cmi5 and QTI, and what it reads, held to what a Moodle made of the same
# files. The licences of those keep them out of this repository: SCHEMAS is a folder that has them. Fails when no such test ran.
SCHEMAS ?=
conformance:
	@test -n '$(SCHEMAS)' || { echo 'make conformance: name the folder of the schemas: make conformance SCHEMAS=DIR' >&2; exit 1; }
	go test -count 1 -timeout 20m ./test/exchange -run '^TestConformance' -schemas '$(abspath $(SCHEMAS))'

# Builds and servers beside Hugo and a bare loop, and how they grow, into docs/performance.md with what pages weigh. Then
# the longest interaction of each kind, with 1,000 results on a board and 500 questions in a quiz, on a slow processor.
# Between them each stage on its own: for benchstat, run that line with -count 10 before a change and after it.
# Nothing fails by a time. Let the machine be quiet.
bench: setup
	go run ./test/bench -write docs/performance.md
	go test ./internal/... ./cmd/... -run '^$$' -bench . -benchtime 1x
	go test ./test/browser -run '^TestWeight$$' -update -bench . -benchtime 1x

# The site that ships, as Lighthouse sees it on a phone. A score below 100 fails. Lighthouse is installed the first time.
lighthouse: setup
	go run ./test/lighthouse -write docs/performance.md

# The site that ships, from nginx and Caddy on this machine, asked for as fast as they can answer. It needs wrk.
load: setup
	go run ./test/load -write docs/performance.md

# What each part of a page and each state of a widget looks like, for docs/style.md, and a package in a frame, for the guide learning-systems.md.
# Look at what has changed.
pictures: setup
	go test -count 1 ./test/browser -run '^(TestStyle|TestLearningSystems)$$' -update

# Known vulnerabilities in what the program is made of, and whether it calls them. It needs the Go vulnerability database.
vuln:
	go run ./test/advisories -require

# What the program is made of. The list is held to what is linked into the program.
sbom:
	go run ./release -sbom handrail.cdx.json

# What people download, for every system, in dist/. It fails where a file is too large.
release:
	go run ./release

# The same again, into another folder and with another umask. Fails where a byte differs.
release-check: release
	umask 077 && go run ./release -out dist-again
	diff -r dist dist-again
	rm -r dist-again
