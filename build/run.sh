#!/bin/sh
# Shows Brandloop with the sample agency: fills out/demo if there is none,
# writes one client's workbook of the last full month, opens the window.
#
#   build/run.sh PATH/TO/brandloop
set -eu

app=${1:?usage: build/run.sh PATH/TO/brandloop}
data=out/demo
# The sample ends on the day it was made; its last full month is before that.
day_file=out/demo.day

mkdir -p out
if [ ! -f "$data/agency.db" ]; then
	# Under another name until it is whole: the next run must not take a part for it.
	rm -rf "$data.part"
	date +%Y-%m-%d >"$day_file"
	"$app" --data "$data.part" demo --today "$(cat "$day_file")"
	[ ! -d "$data" ] || rmdir "$data"
	mv "$data.part" "$data"
fi
day=$(cat "$day_file" 2>/dev/null || date +%Y-%m-%d)

year=${day%%-*}
month=${day#*-}
month=${month%-*}
month=$((${month#0} - 1))
if [ "$month" -eq 0 ]; then
	month=12
	year=$((year - 1))
fi
period=$(printf '%d-%02d' "$year" "$month")

client=$("$app" --data "$data" client list --json |
	node -p 'JSON.parse(fs.readFileSync(0, "utf8")).find((c) => !c.archived)?.slug ?? ""')
if [ -n "$client" ]; then
	workbook=out/$client-$period.xlsx
	"$app" --data "$data" report --client "$client" --kind client-monthly --period "$period" --out "$workbook"
	echo "Workbook: $PWD/$workbook"
else
	echo "No workbook: $data holds no client. Delete the folder to get the sample agency again."
fi

if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
	echo "No display here, so no window. Where there is one: $app --data $data"
	exit 0
fi
echo "Opening the window on $PWD/$data"
exec "$app" --data "$data"
