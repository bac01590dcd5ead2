# Brandloop. `make run` shows it, `make test` tries all of it; each sets up what
# it needs. Works with GNU make 3.81 and later, so with the one of macOS too.

# Read when used: the first run installs what it looks for.
TAGS      = $(shell sh build/tags.sh)
COMMA    := ,
APP_TAGS  = desktop,production$(addprefix $(COMMA),$(TAGS))
DEV_TAGS  = dev$(addprefix $(COMMA),$(TAGS))
VERSION  := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS  := -s -w -X github.com/brandloop/brandloop/app.Version=$(VERSION)
EXE      := $(shell go env GOEXE)
APP      := build/bin/brandloop$(EXE)
# Serves the pages to a browser, with the real backend behind them.
DEV_APP  := out/e2e/brandloop-dev$(EXE)

PAGES := $(shell find frontend/src frontend/public frontend/wailsjs frontend/index.html \
	frontend/*.json frontend/vite.config.ts -type f 2>/dev/null)

# Rooms where goroutines meet: tried under the race detector too.
RACED := ./backend/store/... ./app/...

.PHONY: run test build gen lint bench package install setup setup-test modules \
	test-go test-race test-frontend test-e2e dev-app

run: build
	@sh build/run.sh $(APP)

build: setup frontend/dist/index.html
	go build -trimpath -tags $(APP_TAGS) -ldflags '$(LDFLAGS)' -o $(APP) .

test: test-go test-frontend test-e2e test-race

test-go: setup setup-test frontend/dist/index.html
	go test $(addprefix -tags ,$(TAGS)) ./...

# The race detector needs a compiler for C.
test-race: setup frontend/dist/index.html
	go test -race -short $(addprefix -tags ,$(TAGS)) $(RACED)

test-frontend: modules
	cd frontend && npm test

# In Chromium and in the real window, each under a virtual display of its own.
test-e2e: setup-test build dev-app
	@if [ "$$(uname -s)" = Linux ]; then cd frontend && npx vitest run --config e2e/vitest.config.ts; \
	else echo 'The end-to-end tests need a virtual display: they run on Linux only.'; fi

dev-app: setup frontend/dist/index.html
	go build -tags $(DEV_TAGS) -o $(DEV_APP) .

# Writes frontend/wailsjs from the bound Go types.
gen: setup frontend/dist/.gitkeep
	sh build/bindings.sh

lint: setup modules frontend/dist/index.html
	sh build/lint.sh $(APP_TAGS)

# One table of ratios, each side measured in turn. The first time it seeds a
# client of a million rows, which takes minutes; it stays in out/bench.
bench: setup setup-test build
	go run $(addprefix -tags ,$(TAGS)) ./backend/bench -app $(APP) -write backend/bench/RESULTS.md

# Windows: an installer, from any system that has NSIS. macOS: an app bundle.
package: setup frontend/dist/index.html
	sh build/package.sh '$(LDFLAGS)'

# Puts the app among a Linux desktop's programs.
PREFIX := $(HOME)/.local
install: build
	install -D $(APP) $(PREFIX)/bin/brandloop
	install -D -m 644 build/linux/brandloop.desktop $(PREFIX)/share/applications/brandloop.desktop
	install -D -m 644 build/appicon.svg $(PREFIX)/share/icons/hicolor/scalable/apps/brandloop.svg

setup:
	@sh build/setup.sh build

setup-test:
	@sh build/setup.sh test

# npm ci, but only for another package-lock.json than the last time.
modules: setup
	@cmp -s frontend/package-lock.json frontend/node_modules/.installed || \
		{ cd frontend && npm ci --no-audit --no-fund && cp package-lock.json node_modules/.installed; }

frontend/dist/index.html: $(PAGES) | modules
	cd frontend && npm run build

# The folder must hold a file for Go to embed it.
frontend/dist/.gitkeep:
	@mkdir -p frontend/dist && touch $@
