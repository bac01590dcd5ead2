#!/bin/sh
# Reads the code without running it; ends with status 1 where it finds fault.
# Run from the repository's top.
#
#   build/lint.sh GO_BUILD_TAGS
set -eu

tags=${1:?usage: build/lint.sh GO_BUILD_TAGS}
step() { printf '== %s\n' "$*"; }

step gofmt
unformatted=$(gofmt -l ./*.go app backend build frontend/*.go)
if [ -n "$unformatted" ]; then
	printf 'Run gofmt -w on:\n%s\n' "$unformatted" >&2
	exit 1
fi

step go vet
go vet -tags "$tags" ./...

step staticcheck
go tool staticcheck -tags "$tags" ./...

step generated bindings
sh build/bindings.sh --check
# A name that the generator left undeclared is `any` to every caller, silently,
# as soon as a project skips the check of libraries. Here it is an error.
(cd frontend && npx tsc -p ../build/bindings.tsconfig.json)

step TypeScript
(cd frontend && npx tsc -p e2e)
(cd frontend && npm run lint)
