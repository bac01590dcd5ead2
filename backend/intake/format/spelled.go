package format

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// arrange finds the order of day and month in a table whose format writes neither
// with slashes: a spreadsheet did that saved the file again. Where nothing tells, the
// order stays open, and such rows are left out.
func (t *Table) arrange(ctx context.Context) error {
	if f := t.format; f.Time == nil || f.Undated || f.Slashed || f.find != nil || t.resaved != "" || !t.strange() {
		return nil
	}
	e := &evidence{}
	if err := t.dates(ctx, func(cell string, _ bool) { e.date(cell) }); err != nil {
		return err
	}
	if dayFirst, sure := e.sure(); sure {
		t.resaved = "mdy"
		if dayFirst {
			t.resaved = "dmy"
		}
	}
	return nil
}

// strange reports whether a day near the beginning is not written as the format
// writes it, but in numbers.
func (t *Table) strange() bool {
	for _, record := range t.Head[t.header+1:] {
		for i, u := range t.use {
			if i >= len(record.Cells) || !slices.Contains(dateFields, u.field) {
				continue
			}
			cell := read.Trim([]byte(record.Cells[i]))
			if _, _, _, ok := slashes(string(cell)); !ok {
				continue
			}
			if _, ok := t.format.Time(cell); !ok {
				return true
			}
		}
	}
	return false
}

// respelled reads a date that is not written as its format does: in the order that
// the table was found to have, or with the name of its month.
func (t *Table) respelled(cell []byte) (time.Time, bool) {
	if t.format.Slashed || t.format.Undated || len(cell) > 60 {
		return time.Time{}, false
	}
	if t.resaved != "" {
		if _, _, _, ok := slashes(string(cell)); ok {
			return inOrder(t.resaved)(cell)
		}
	}
	return spelledTime(string(cell))
}

// spelledTime reads a day with the name of its month, and a time behind it where
// there is one: "3-Jun-26", "6 ene 2023 18:30".
func spelledTime(s string) (time.Time, bool) {
	var clock time.Duration
	if i := strings.IndexByte(s, ':'); i > 0 {
		at := strings.LastIndexByte(s[:i], ' ')
		if at < 0 {
			return time.Time{}, false
		}
		c, ok := clockTime(s[at+1:])
		if !ok {
			return time.Time{}, false
		}
		s, clock = s[:at], c
	}
	at, ok := spelledDay(s)
	return at.Add(clock), ok
}

// clockTime reads a time of day.
func clockTime(s string) (time.Duration, bool) {
	s = strings.ToUpper(strings.TrimSuffix(strings.TrimSpace(s), "Z"))
	for _, layout := range []string{"15:04:05", "15:04", "3:04 PM", "3:04:05 PM", "3:04PM"} {
		if c, err := time.Parse(layout, s); err == nil {
			return c.Sub(time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)), true
		}
	}
	return 0, false
}

// spelledDay reads a day with the name of its month, in the order of any
// language. A year of two digits stands last: "3-Jun-26".
func spelledDay(s string) (time.Time, bool) {
	day, year, month := 0, 0, time.Month(0)
	for _, word := range strings.FieldsFunc(read.Header(s), func(r rune) bool { return strings.ContainsRune(" ,.\"-/", r) }) {
		switch n, err := strconv.Atoi(word); {
		case err == nil && n >= 1990 && n < 2200 && year == 0:
			year = n
		case err == nil && n >= 1 && n <= 31 && day == 0:
			day = n
		case err == nil && len(word) == 2 && month != 0 && year == 0:
			year = 2000 + n
		case months[word] != 0 && month == 0:
			month = months[word]
		case word != "de" && word != "del" && !weekdays[word]:
			return time.Time{}, false
		}
	}
	at := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return at, day > 0 && month > 0 && year > 0 && at.Day() == day
}

// weekdays may stand before a day and say nothing more.
var weekdays = func() map[string]bool {
	all := map[string]bool{}
	for _, name := range strings.Fields(`mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday
		lun mié mie jue vie sáb sab dom lunes martes miércoles jueves viernes sábado domingo
		seg ter qua qui sex segunda terça quarta quinta sexta feira mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag`) {
		all[name] = true
	}
	return all
}()

// totals are the words that stand in place of a name or a day in the row of a
// total.
var totals = map[string]bool{"total": true, "totals": true, "totales": true, "totais": true, "gesamt": true, "gesamtsumme": true,
	"gesamtergebnis": true, "summe": true, "grand total": true, "total general": true, "total geral": true, "suma total": true,
	"resultados totales": true, "total de resultados": true, "total results": true, "resultados totais": true, "insgesamt": true, "totale": true, "totaux": true, "risultati totali": true, "gesamtergebnisse": true}

// isTotal reports whether a cell names the total of the rows: "Total", "Gesamt: Konto".
func isTotal(cell []byte) bool {
	if len(cell) == 0 || len(cell) > 60 {
		return false
	}
	name := read.Header(string(cell))
	if before, _, ok := strings.Cut(name, ":"); ok {
		name = strings.TrimSpace(before)
	}
	return totals[name]
}
