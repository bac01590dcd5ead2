#!/bin/sh
# Packages the app into build/bin: a bundle on macOS, elsewhere an installer for
# Windows. Run from the repository's top, with the pages built.
#
#   build/package.sh GO_LINKER_FLAGS
set -eu

flags=${1:?usage: build/package.sh GO_LINKER_FLAGS}

# -s, -m and -skipbindings: the pages, the modules and the bindings are ready.
if [ "$(uname -s)" = Darwin ]; then
	go tool wails build -nocolour -s -m -skipbindings -trimpath -ldflags "$flags" -platform darwin/universal
	exit 0
fi
if ! command -v makensis >/dev/null 2>&1; then
	echo "The installer for Windows is made by NSIS: install the package nsis (apt), mingw32-nsis (dnf), nsis (pacman) or makensis (brew) and try again." >&2
	exit 1
fi
go tool wails build -nocolour -s -m -skipbindings -trimpath -ldflags "$flags" -platform windows/amd64 -nsis
