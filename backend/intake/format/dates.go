package format

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// The platforms write the month first in most languages, a spreadsheet that has
// saved the file again may write the day first, and some exports follow the
// language of the person. So the order of days and months is told from the dates
// of the whole file: a number above 12 is no month, and days that follow each
// other are a day apart.

// evidence is what the slashed dates of a file tell of their order.
type evidence struct {
	dayFirst, monthFirst bool // a date that can only be read so
	days, months         int  // neighbours a day apart, when read either way
	before               string
}

// date takes in a date as it is written; others are passed over.
func (e *evidence) date(cell string) {
	first, second, _, ok := slashes(cell)
	if !ok {
		return
	}
	e.dayFirst = e.dayFirst || first > 12 && second <= 12
	e.monthFirst = e.monthFirst || second > 12 && first <= 12
	for _, way := range []struct {
		turned bool
		count  *int
	}{{true, &e.days}, {false, &e.months}} {
		a, ok1 := slashedDay(e.before, way.turned)
		b, ok2 := slashedDay(cell, way.turned)
		if gap := b.Sub(a); ok1 && ok2 && (gap == 24*time.Hour || gap == -24*time.Hour) {
			*way.count++
		}
	}
	e.before = cell
}

// sure reports whether the dates tell, and whether the day comes first.
func (e *evidence) sure() (dayFirst, sure bool) {
	if e.dayFirst != e.monthFirst {
		return e.dayFirst, true
	}
	return e.days > e.months, e.days != e.months
}

// order tells whether days come first in the slashed dates of the file: from the
// heads of its tables, else from all of its rows.
func (m *Match) order(ctx context.Context) error {
	tables := slices.DeleteFunc(slices.Clone(m.tables), func(t *Table) bool { return !t.format.Slashed })
	if len(tables) == 0 {
		return nil
	}
	e := &evidence{}
	for _, t := range tables {
		if t.format.dates != nil {
			for _, cell := range t.format.dates(t) {
				e.date(cell)
			}
		}
		for _, record := range t.Head[min(t.header+1, len(t.Head)):] {
			t.evident(record.Cells, e)
		}
	}
	dayFirst, sure := e.sure()
	if !sure {
		for _, t := range tables {
			if err := t.dates(ctx, func(cell string, _ bool) { e.date(cell) }); err != nil {
				return err
			}
		}
		dayFirst, sure = e.sure()
	}
	for _, t := range tables {
		t.dayFirst = dayFirst
		if t.Comma == 0 {
			if err := t.exchanged(ctx); err != nil {
				return err
			}
		}
	}
	if !sure && e.before != "" && m.tables[0].format.Localised {
		m.Warnings = append(m.Warnings, Note{"read.warn.month_first", []any{clip(e.before, 40)}})
	}
	return nil
}

// evident takes in the dates of a row.
func (t *Table) evident(cells []string, e *evidence) {
	for i, u := range t.use {
		if i < len(cells) && slices.Contains(dateFields, u.field) {
			e.date(cells[i])
		}
	}
}

// dateFields are those of a date.
var dateFields = []Field{Day, Published, From, To}

// dates calls f with each date of the table below its header, and whether a
// workbook holds it as one.
func (t *Table) dates(ctx context.Context, f func(cell string, held bool)) error {
	rows, err := t.Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if t.use == nil || rows.Number() <= t.Head[t.header].Number {
			continue
		}
		for i, u := range t.use {
			if i < len(rows.Cells()) && slices.Contains(dateFields, u.field) {
				cell := string(read.Trim(rows.Cells()[i]))
				_, held := isoDay([]byte(cell))
				f(cell, held)
			}
		}
	}
	return rows.Err()
}

// exchanged tells whether a spreadsheet has exchanged days and months: it was
// given the month first where it expects the day, so that it took 1/2 for the
// first of February, and left 1/31, which is no day to it, as a text.
func (t *Table) exchanged(ctx context.Context) error {
	held, texts, both := 0, 0, false
	err := t.dates(ctx, func(cell string, asDate bool) {
		if asDate {
			at, _ := isoDay([]byte(cell))
			held++
			both = both || at.Day() > 12
			return
		}
		if _, _, _, ok := slashes(cell); ok {
			texts++
			both = both || !t.certain(cell)
		}
	})
	t.turned, t.unread = held > 0 && texts > 0 && !both, texts > 0
	return err
}

// certain reports whether a slashed date can be read in the order of the table
// only.
func (t *Table) certain(cell string) bool {
	first, second, _, _ := slashes(cell)
	if t.dayFirst {
		first, second = second, first
	}
	return second > 12 && first <= 12
}

// rewritten is exchanged of a text whose dates were seen in several lengths: those
// that a spreadsheet has read and written again look different from those that it
// left, 1/2/25 and 01/31/2025. It wrote them in the order that brings them nearer to
// their neighbours; where neither does, they tell nothing.
func (t *Table) rewritten(ctx context.Context) error {
	looks := map[string]bool{} // whether all dates of a look are certain
	var all []string
	mixed := false
	err := t.dates(ctx, func(cell string, _ bool) {
		if _, _, _, ok := slashes(cell); ok {
			all = append(all, cell)
			certain, seen := looks[look(cell)]
			looks[look(cell)] = t.certain(cell) && (certain || !seen)
		}
	})
	if err != nil || len(looks) != 2 {
		return err
	}
	odd := ""
	for l, certain := range looks {
		if !certain {
			mixed, odd = odd != "", l
		}
	}
	if mixed || odd == "" || slices.ContainsFunc(all, func(cell string) bool { return look(cell) == odd && t.certain(cell) }) {
		return nil
	}
	asIs, turned := t.strangeness(all, odd, t.dayFirst), t.strangeness(all, odd, !t.dayFirst)
	t.odd, t.turned, t.unsure = odd, turned*2 < asIs, asIs*2 >= turned && turned*2 >= asIs
	return nil
}

// strangeness is how many days the dates of a look are from the nearest other
// dates above and below them, in all.
func (t *Table) strangeness(all []string, odd string, dayFirst bool) float64 {
	total := 0.0
	near := func(at time.Time, i, step int) float64 {
		for i += step; i >= 0 && i < len(all); i += step {
			if look(all[i]) != odd {
				other, _ := slashedDay(all[i], t.dayFirst)
				return math.Abs(at.Sub(other).Hours() / 24)
			}
		}
		return math.Inf(1)
	}
	for i, cell := range all {
		if look(cell) != odd {
			continue
		}
		if at, ok := slashedDay(cell, dayFirst); ok {
			total += min(near(at, i, -1), near(at, i, 1))
		}
	}
	return total
}

// look is how a date is written, whatever its digits.
func look(cell string) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return '0'
		}
		return c
	}, strings.TrimSpace(cell))
}

// time reads a date of the table, with its time or without.
func (t *Table) time(cell []byte) (time.Time, bool) {
	turned := t.dayFirst
	t.lengths |= 1 << min(len(cell), 63)
	switch {
	case t.odd != "" && len(cell) <= 40 && look(string(cell)) == t.odd:
		if t.unsure {
			return time.Time{}, false
		}
		turned = t.dayFirst != t.turned
	case t.turned && t.odd == "":
		if at, ok := isoDay(cell); ok && at.Day() <= 12 {
			s := string(cell)
			cell = []byte(s[:5] + s[8:10] + "-" + s[5:7] + s[10:])
		}
	}
	if turned && len(cell) > 0 && len(cell) <= 40 {
		if first, second, rest, ok := slashes(string(cell)); ok {
			cell = []byte(strconv.Itoa(second) + "/" + strconv.Itoa(first) + "/" + rest)
		}
	}
	if at, ok := t.format.Time(cell); ok {
		return at, true
	}
	return t.respelled(cell)
}

// slashes takes apart a date of two short numbers and a year: 12/31/2025 18:30.
func slashes(cell string) (first, second int, rest string, ok bool) {
	var n [2]int
	for i := range n {
		at := strings.IndexAny(cell, "/-.")
		if at < 1 || at > 2 {
			return 0, 0, "", false
		}
		v, err := strconv.Atoi(cell[:at])
		if err != nil || v < 1 || v > 31 {
			return 0, 0, "", false
		}
		n[i], cell = v, cell[at+1:]
	}
	year := strings.IndexFunc(cell, func(c rune) bool { return c < '0' || c > '9' })
	if year < 0 {
		year = len(cell)
	}
	return n[0], n[1], cell, year == 4 || year == 2
}

// slashedDay reads the day of a slashed date in one order.
func slashedDay(cell string, dayFirst bool) (time.Time, bool) {
	first, second, rest, ok := slashes(cell)
	if !ok {
		return time.Time{}, false
	}
	if dayFirst {
		first, second = second, first
	}
	digits := strings.IndexFunc(rest, func(c rune) bool { return c < '0' || c > '9' })
	if digits < 0 {
		digits = len(rest)
	}
	year, _ := strconv.Atoi(rest[:digits])
	if digits == 2 {
		year += 2000
	}
	at := time.Date(year, time.Month(first), second, 0, 0, 0, 0, time.UTC)
	return at, year >= 1990 && year < 2200 && int(at.Month()) == first && at.Day() == second
}

// americanDay reads M/D/YYYY or MM-DD-YYYY, with or without a time, or a day as
// a workbook holds it.
func americanDay(cell []byte) (time.Time, bool) {
	if at, ok := serial(cell); ok {
		return at.Truncate(24 * time.Hour), true
	}
	s := plainDate(cell)
	if day, ok := isoDay([]byte(s)); ok {
		return day, true
	}
	s, _, _ = strings.Cut(s, " ")
	if first, second, rest, ok := slashes(s); ok && strings.Trim(rest, "0123456789") == "" {
		return slashedDay(strconv.Itoa(first)+"/"+strconv.Itoa(second)+"/"+rest, false)
	}
	return time.Time{}, false
}

// clocks are how the time stands behind a day.
var clocks = []string{"15:04", "15:04:05", "3:04 PM", "3:04:05 PM", "3:04PM", "3:04:05PM"}

// americanMoment reads M/D/YYYY with a time behind it, in a clock of 12 hours or
// of 24, or a moment as a workbook holds it.
func americanMoment(cell []byte) (time.Time, bool) {
	if at, ok := monthDay(cell); ok {
		return at, true
	}
	if at, ok := serial(cell); ok {
		return at, true
	}
	s := plainDate(cell)
	day, ok := americanDay([]byte(s))
	if !ok {
		return time.Time{}, false
	}
	at := strings.IndexAny(s, " T")
	if at < 0 {
		// A workbook writes midnight without a time.
		return day, len(s) == 10 && s[4] == '-'
	}
	clock := strings.NewReplacer("A. M.", "AM", "P. M.", "PM", "A.M.", "AM", "P.M.", "PM").Replace(strings.ToUpper(s[at+1:]))
	for _, layout := range clocks {
		if c, err := time.Parse(layout, clock); err == nil {
			return day.Add(c.Sub(time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC))), true
		}
	}
	return time.Time{}, false
}

// americanTime is americanMoment where the time may be missing.
func americanTime(cell []byte) (time.Time, bool) {
	if at, ok := americanMoment(cell); ok {
		return at, true
	}
	return americanDay(cell)
}

// plainDate is a cell with single, plain spaces.
func plainDate(cell []byte) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(string(read.Trim(cell)), ",", " ")), " ")
}

// serial reads a day as a spreadsheet counts it, where it shows the bare number.
func serial(cell []byte) (time.Time, bool) {
	s := string(read.Trim(cell))
	if len(s) < 5 || len(s) > 20 || len(s) > 5 && s[5] != '.' && s[5] != ',' {
		return time.Time{}, false
	}
	days, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil || days < 32874 || days >= 73051 { // 1990 to 2099
		return time.Time{}, false
	}
	at, err := excelize.ExcelDateToTime(days, false)
	return at.Round(time.Second), err == nil
}

// monthDay reads MM/DD/YYYY HH:MM, with seconds or without, as a wall clock.
func monthDay(cell []byte) (time.Time, bool) {
	var n [6]int
	part, digits := 0, 0
	for i, c := range cell {
		if c >= '0' && c <= '9' {
			if digits++; digits > 4 || digits > 2 && part != 2 {
				return time.Time{}, false
			}
			n[part] = n[part]*10 + int(c-'0')
			continue
		}
		if part == 5 || c != "// ::"[part] || digits == 0 || i == len(cell)-1 {
			return time.Time{}, false
		}
		if part == 2 && digits != 4 {
			return time.Time{}, false
		}
		part, digits = part+1, 0
	}
	if part < 4 || digits == 0 {
		return time.Time{}, false
	}
	at := time.Date(n[2], time.Month(n[0]), n[1], n[3], n[4], n[5], 0, time.UTC)
	ok := n[2] >= 1990 && n[2] < 2200 && int(at.Month()) == n[0] && at.Day() == n[1] && n[3] < 24 && n[4] < 60 && n[5] < 60
	return at, ok
}
