#!/bin/sh
# Installs the system libraries that Brandloop needs beside Go and Node.
#
#   build/setup.sh build   what the window needs
#   build/setup.sh test    what the tests need besides: a virtual display,
#                          Chromium, tools to look at a window, LibreOffice
#
# Does nothing where all of it is there already.
set -eu

stage=${1:?usage: build/setup.sh build|test}

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

has go || stop "Brandloop is built with Go: install it from https://go.dev/dl and try again."
has node && has npm || stop "Brandloop's pages are built with Node: install it from https://nodejs.org and try again."

case $(uname -s) in
Linux) ;;
Darwin)
	# WebKit is part of macOS; the compiler comes with Apple's tools.
	xcode-select -p >/dev/null 2>&1 || stop "Apple's command line tools are missing: run 'xcode-select --install' and try again."
	if [ "$stage" = test ] && ! has soffice && [ ! -x /Applications/LibreOffice.app/Contents/MacOS/soffice ]; then
		has brew || stop "The tests of workbooks need LibreOffice: install it from https://libreoffice.org or with Homebrew (https://brew.sh) and try again."
		say "Installing with Homebrew: libreoffice"
		brew install --cask libreoffice
	fi
	exit 0
	;;
*) exit 0 ;; # WebView2 is part of Windows, and no compiler for C is needed there.
esac

# The browser of the tests: Chromium under one of its names.
browser() {
	for name in chromium chromium-browser google-chrome-stable google-chrome; do
		has "$name" && return 0
	done
	return 1
}

ready() {
	case $stage in
	build)
		has gcc && has pkg-config && pkg-config --exists gtk+-3.0 &&
			{ pkg-config --exists webkit2gtk-4.1 || pkg-config --exists webkit2gtk-4.0; }
		;;
	test)
		has Xvfb && has xdotool && has import && has soffice && browser
		;;
	*) stop "build/setup.sh knows the stages build and test, not '$stage'." ;;
	esac
}

ready && exit 0

# webkit2gtk 4.1 where the distribution has it, 4.0 on older ones.
if has apt-get; then
	refresh='apt-get update -q'
	install='apt-get install -q -y --no-install-recommends'
	build='build-essential pkg-config libgtk-3-dev'
	webkit='libwebkit2gtk-4.1-dev'
	older='libwebkit2gtk-4.0-dev'
	known() { apt-cache show "$1" 2>/dev/null | grep -q .; }
	test='xvfb xdotool imagemagick chromium libreoffice-calc'
	export DEBIAN_FRONTEND=noninteractive
elif has dnf; then
	refresh=
	install='dnf install -y'
	build='gcc pkgconf-pkg-config gtk3-devel'
	webkit='webkit2gtk4.1-devel'
	older='webkit2gtk3-devel'
	known() { dnf -q info "$1" >/dev/null 2>&1; }
	test='xorg-x11-server-Xvfb xdotool ImageMagick chromium libreoffice-calc'
elif has pacman; then
	refresh=
	install='pacman -S --needed --noconfirm'
	build='base-devel pkgconf gtk3'
	webkit='webkit2gtk-4.1'
	older='webkit2gtk'
	known() { pacman -Si "$1" >/dev/null 2>&1; }
	test='xorg-server-xvfb xdotool imagemagick chromium libreoffice-still'
else
	stop "Install GTK 3 and WebKitGTK 4.1 with their headers, gcc and pkg-config (for the tests also Xvfb, xdotool, ImageMagick, Chromium and LibreOffice): this system has none of apt, dnf and pacman."
fi

packages="$build $webkit"
[ "$stage" = build ] || packages=$test

as_root=
if [ "$(id -u)" -ne 0 ]; then
	has sudo || stop "These packages are missing, and neither root nor sudo is there to install them; ask whoever looks after this computer for: $packages"
	as_root=sudo
fi
say "Some system libraries are missing. Installing with ${as_root:+sudo }${install%% *}: $packages"

# shellcheck disable=SC2086 # the commands and lists are words
{
	[ -z "$refresh" ] || $as_root $refresh >&2
	if [ "$stage" = build ] && ! known "$webkit"; then
		say "$webkit is not to be had here: $older instead."
		packages="$build $older"
	fi
	$as_root $install $packages >&2
}

ready || stop "The packages were installed, but something is still missing: see the lines above."
