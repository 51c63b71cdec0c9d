# What people do with the project. CI runs the same targets.

export CGO_ENABLED ?= 0
FUZZTIME ?= 10s

.PHONY: help build report test test-engine lint golden gallery lock fuzz identity browser vega look notebooks notebooks-check verify dist bench bench-store clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 18

build: ## the command, as ./periplus, with the engine for SQL where there is a C++ linker
	@if command -v "$$(go env CXX)" >/dev/null; then \
		echo "CGO_ENABLED=1 go build -trimpath -tags duckdb -o periplus ./cmd/periplus"; \
		CGO_ENABLED=1 go build -trimpath -tags duckdb -o periplus ./cmd/periplus; \
	else \
		echo "there is no C++ linker ($$(go env CXX)): building without the engine, so without periplus query"; \
		go build -trimpath -o periplus ./cmd/periplus; \
	fi

report: ## the built-in report, into out/
	go run ./cmd/periplus build

test: ## the README's test command
	go test ./...

test-engine: ## the tests of the engine for SQL; needs a C++ linker
	CGO_ENABLED=1 go vet -tags duckdb ./data/store
	CGO_ENABLED=1 go test -tags duckdb ./data/store ./cmd/periplus && CGO_ENABLED=1 go test -tags duckdb ./report -run Query

lint: ## formatting, vet, staticcheck, tidy modules
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); echo "run gofmt -w on these"; exit 1; }
	go vet ./...
	go vet -tags look,vega ./charts
	go tool staticcheck ./...
	go mod verify
	go mod tidy -diff

golden: ## rewrite golden files; look at every one that changed
	go test ./charts -update
	go test ./cmd/periplus -update

gallery: ## rewrite docs/gallery.md and its pictures; look at every one that changed
	go test ./cmd/periplus -run TestGallery -gallery

lock: ## rewrite the lock of the built-in report; look at the difference
	go test ./report/vietnam -update

fuzz: ## every fuzz target for FUZZTIME
	bash .ci/fuzz.sh $(FUZZTIME)

identity: ## the same bytes on three processors, in two places, at two times
	bash .ci/identity.sh

browser: ## the report in a real browser
	bash .ci/browser.sh

vega: ## the Vega-Lite specifications, read by vega-lite's own compiler; needs Node.js
	bash .ci/vega.sh

look: ## the same look in Chromium, librsvg, Poppler and LibreOffice as in the PNG, for those that are here
	bash .ci/look.sh

notebooks: ## execute the notebooks in place
	sh notebooks/run.sh

notebooks-check: ## fail where what a notebook shows is not what it gives now
	sh notebooks/run.sh --check

verify: ## build the report and prove it, byte for byte
	go run ./cmd/periplus build --out out
	go run ./cmd/periplus verify out --rebuild

dist: ## static binaries for six systems, with checksums, into dist/
	bash .ci/dist.sh dist

bench: ## against pandas, matplotlib and vega, side by side
	python3 bench/run.py
	python3 bench/charts.py

bench-store: ## a store against DuckDB and polars, on made-up files of 253 million rows
	python3 bench/store.py

clean: ## remove what these targets made
	rm -rf dist out periplus .cache bench/out
