package format

import (
	"bytes"
	"strings"
	"time"
	"unicode"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// unmarked takes off a cell of a mapped number what spreadsheets write beside it: the
// sign or the code of a currency where the number may be money, which comes back as
// written, and a percent sign where it may be a percentage.
func unmarked(cell []byte, kind Amount) (bare []byte, sign string) {
	bare = read.Trim(cell)
	if digits := bytes.TrimPrefix(bare, []byte("-")); len(digits) > 0 && isDigit(digits[0]) && isDigit(digits[len(digits)-1]) {
		return bare, ""
	}
	if kind == Money || kind == Own {
		minus := bytes.HasPrefix(bare, []byte("-"))
		if minus {
			bare = read.Trim(bare[1:])
		}
		bare, sign = unpriced(bare)
		if minus {
			bare = append([]byte("-"), bare...)
		}
	}
	if kind == Own {
		bare = read.Trim(bytes.TrimSuffix(bare, []byte("%")))
	}
	return bare, sign
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// unpriced parts a number from the currency before or behind it.
func unpriced(cell []byte) (bare []byte, sign string) {
	for _, sign := range signs {
		if rest, ok := bytes.CutPrefix(cell, []byte(sign)); ok {
			return read.Trim(rest), sign
		}
		if rest, ok := bytes.CutSuffix(cell, []byte(sign)); ok {
			return read.Trim(rest), sign
		}
	}
	isCode := func(b []byte) bool {
		return len(b) == 3 && bytes.IndexFunc(b, func(r rune) bool { return r < 'A' || r > 'Z' }) < 0
	}
	if n := len(cell); n > 3 && isCode(cell[:3]) {
		return read.Trim(cell[3:]), string(cell[:3])
	} else if n > 3 && isCode(cell[n-3:]) {
		return read.Trim(cell[:n-3]), string(cell[n-3:])
	}
	return cell, ""
}

// priced takes note of the sign of money in a cell.
func (a *asks) priced(cell, sign string) {
	if sign == "" {
		return
	}
	a.money = firstOf(a.money, cell)
	currency := ""
	if of := pricedIn(sign); len(of) == 1 {
		currency = of[0]
	}
	switch {
	case currency == "":
	case a.currency == "":
		a.currency = currency
	case a.currency != currency:
		a.other = currency
	}
}

// inOrder reads days, with a time behind them or without, in one order. A zone behind
// the time is left to mendMoment: what is read is the clock on that zone's wall.
func inOrder(order string) func([]byte) (time.Time, bool) {
	return func(cell []byte) (time.Time, bool) {
		at, _, ok := moment(cell, order)
		return at, ok
	}
}

// mendMoment makes the moment of a post exact whose time is written with its zone.
func mendMoment(order string) func(*row, *Post) {
	return func(r *row, p *Post) {
		if at, zone, ok := moment(r.text(Published), order); ok && zone != nil {
			p.moment(time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), 0, zone).UTC())
		}
	}
}

// moment reads a day in one order, the time behind it, and the zone behind that; zone
// is nil where none is written.
func moment(cell []byte, order string) (at time.Time, zone *time.Location, ok bool) {
	s := plainDate(cell)
	date, clock := s, ""
	if i := strings.IndexAny(s, " T"); i >= 0 {
		date, clock = s[:i], strings.TrimSpace(s[i+1:])
	}
	parts := strings.FieldsFunc(date, func(r rune) bool { return r == '/' || r == '-' || r == '.' })
	if len(parts) != 3 {
		return time.Time{}, nil, false
	}
	if order == "ymd" || len(parts[0]) == 4 {
		parts[0], parts[2] = parts[2], parts[0]
	} else if order == "mdy" {
		parts[0], parts[1] = parts[1], parts[0]
	}
	if len(parts[2]) == 2 {
		parts[2] = "20" + parts[2]
	}
	at, err := time.Parse("2-1-2006", strings.Join(parts, "-"))
	if err != nil || at.Year() < 1990 || at.Year() >= 2200 {
		return time.Time{}, nil, false
	}
	if clock == "" {
		return at, nil, true
	}
	clock, zone = zoned(strings.NewReplacer("A. M.", "AM", "P. M.", "PM", "A.M.", "AM", "P.M.", "PM").Replace(strings.ToUpper(clock)))
	for _, layout := range clocks {
		if c, err := time.Parse(layout, clock); err == nil {
			c = c.Truncate(time.Second)
			return at.Add(c.Sub(time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC))), zone, true
		}
	}
	return time.Time{}, nil, false
}

// zoned parts a clock from the zone behind it: Z, UTC, GMT, +02:00, +0200, GMT+2. What
// is no such zone stays with the clock, which then is none: the letters of other zones
// mean several.
func zoned(clock string) (string, *time.Location) {
	end := strings.LastIndexFunc(clock, unicode.IsDigit)
	for _, name := range []string{"UTC", "GMT", "Z"} {
		if rest, ok := strings.CutSuffix(clock, name); ok && end < len(rest) {
			return strings.TrimSpace(rest), time.UTC
		}
	}
	i := strings.LastIndexAny(clock, "+-−")
	if i < 0 {
		return clock, nil
	}
	rest := strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(clock[:i]), "UTC"), "GMT"))
	offset := strings.Replace(clock[i:], "−", "-", 1)
	for _, layout := range []string{"-07:00", "-0700", "-07"} {
		if at, err := time.Parse(layout, offset); err == nil {
			return rest, at.Location()
		}
	}
	if len(offset) == 2 { // GMT+2
		if at, err := time.Parse("-07", offset[:1]+"0"+offset[1:]); err == nil {
			return rest, at.Location()
		}
	}
	return clock, nil
}
