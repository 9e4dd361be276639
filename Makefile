# The program is built and run with Go alone: go run ./cmd/handrail build
# These targets are for people who change it.

.PHONY: help build setup lint test bench

# What there is to make.
help:
	@echo 'make build   the site that ships, in public/'
	@echo 'make test    every check that a change must pass; installs what the tests need'
	@echo 'make lint    vet, staticcheck and the TypeScript type check alone'
	@echo 'make bench   how long each press of a button takes with many questions and results, on a slow processor'
	@echo 'make setup   what the tests need, and nothing else'

# The site that ships, in public/.
build:
	go run ./cmd/handrail build

# A browser, Java, Node and the npm packages, where they are missing.
setup:
	@scripts/setup

# What can be said of the sources without running them.
lint: setup
	go vet ./...
	go tool staticcheck ./...
	node_modules/.bin/tsc --project tsconfig.json

# Every check that a change must pass. The time limit is for a slow machine: two cores need a few minutes.
test: lint
	go test -race -timeout 20m ./...

# The longest interaction of each kind, with 1,000 results on a board and 500 questions in a quiz. Nothing fails by it.
bench: setup
	go test ./test/browser -run '^$$' -bench . -benchtime 1x
