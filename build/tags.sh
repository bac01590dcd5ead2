#!/bin/sh
# Prints the Go build tag that chooses this machine's WebKitGTK: webkit2_41
# where version 4.1 is installed, nothing for 4.0 and for other systems.
[ "$(uname -s)" = Linux ] || exit 0
if pkg-config --exists webkit2gtk-4.1 2>/dev/null || ! pkg-config --exists webkit2gtk-4.0 2>/dev/null; then
	echo webkit2_41
fi
