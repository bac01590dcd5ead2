#!/bin/sh
# Writes frontend/wailsjs from the bound Go types. Run from the repository's top.
#
#   build/bindings.sh           write them
#   build/bindings.sh --check   write them; status 1 where that changed anything
set -eu

written=frontend/wailsjs
# The Wails CLI builds the app for this into the folder for temporary files,
# under a fixed name: a folder of one's own keeps two runs apart.
TMPDIR=$(mktemp -d)
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT

mkdir -p "$written"
cp -Rp "$written" "$TMPDIR/before"
tags=$(sh build/tags.sh)
go tool wails generate module -nocolour -tags "$tags" >"$TMPDIR/log" || {
	cat "$TMPDIR/log" >&2
	exit 1
}
# The CLI makes every file executable.
find "$written" -type f -exec chmod 644 {} +

if diff -r "$TMPDIR/before" "$written" >"$TMPDIR/difference"; then
	# With their old times, so that nothing is built anew for them.
	rm -rf "$written"
	cp -Rp "$TMPDIR/before" "$written"
elif [ "${1:-}" = --check ]; then
	cat "$TMPDIR/difference" >&2
	echo "The bindings were stale. They are written anew now: commit $written." >&2
	exit 1
fi
