package format

import (
	"bytes"
	"math"
	"slices"
	"unicode"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// maxAmount is the largest whole number that a float64 holds exactly.
const maxAmount = 1 << 53

// amount reads a number as the table writes it, or says why it is none.
func (m *Table) amount(cell []byte, kind Amount) (v float64, reason string) {
	if m.mapped {
		cell, _ = unmarked(cell, kind)
	} else if kind == Money {
		cell = m.ownMoney(cell)
	}
	cell = ungrouped(cell)
	if m.style.Thousands == 0 && m.style.Decimal != ',' {
		v, reason = amount(cell, kind, m.Comma)
	} else {
		v, reason = styled(cell, kind, m.style)
	}
	switch {
	case reason != "":
	case kind == Hours:
		v = math.Round(v*3600*1000) / 1000
	case kind == Minutes:
		v = math.Round(v*60*1000) / 1000
	case kind == Fraction && v > 1, kind == Percentage && v > 100:
		reason = "read.skip.number"
	case kind == Fraction:
		v = math.Round(v*1e6) / 1e4
	}
	return v, reason
}

// ownMoney takes off a cell of money the sign that a spreadsheet shows beside it,
// where it may be that of the currency which the header names. Another sign stays, so
// that the cell is no number.
func (m *Table) ownMoney(cell []byte) []byte {
	if bare, sign := unmarked(cell, Money); sign != "" && slices.Contains(pricedIn(sign), m.currency) {
		return bare
	}
	return cell
}

// ungrouped takes out the spaces between thousands, 1 204,50: each stands between a
// digit and three others.
func ungrouped(cell []byte) []byte {
	cell = read.Trim(cell)
	if len(cell) > 40 || bytes.IndexFunc(cell, unicode.IsSpace) < 0 {
		return cell
	}
	groups := bytes.FieldsFunc(cell, unicode.IsSpace)
	for i, g := range groups {
		digits := bytes.TrimLeft(g, "0123456789")
		n := len(g) - len(digits)
		switch {
		case i == 0 && (len(bytes.TrimPrefix(g, []byte("-"))) > 3 || len(bytes.Trim(g, "-0123456789")) > 0),
			i > 0 && n != 3, i > 0 && i < len(groups)-1 && len(digits) > 0, len(digits) > 0 && i > 0 && digits[0] != ',' && digits[0] != '.':
			return cell
		}
	}
	return bytes.Join(groups, nil)
}

// styled reads a number in a style and no other.
func styled(cell []byte, kind Amount, style read.Style) (float64, string) {
	cell = read.Trim(cell)
	v, ok := style.Number(cell)
	if !ok {
		return 0, "read.skip.number"
	}
	return v, limits(v, kind, cell)
}

// limits is the key of why a number cannot be what its column counts, or "".
func limits(v float64, kind Amount, cell []byte) string {
	switch {
	case v < 0 && kind != Money && kind != Net:
		return "read.skip.negative"
	case math.Abs(v) > maxAmount:
		return "read.skip.large"
	case (kind == Count || kind == Net) && (v != math.Trunc(v) || read.Scientific(cell)):
		return "read.skip.whole"
	}
	return ""
}

// amount reads a number, or says why it is none.
func amount(cell []byte, kind Amount, comma byte) (v float64, reason string) {
	cell = read.Trim(cell)
	if n, ok := whole(cell); ok {
		return n, ""
	}
	if kind == Count || kind == Net {
		// No count has decimals: signs in it part thousands.
		if n, ok := grouped(cell); ok {
			return n, limits(n, kind, nil)
		}
	}
	v, ok := read.Style{Decimal: '.'}.Number(cell)
	if !ok && comma != ',' {
		// Saved again by a spreadsheet whose decimal sign is a comma.
		v, ok = read.Style{Decimal: ','}.Number(cell)
	}
	switch {
	case onlyZeros(cell) && (kind == Count || kind == Net):
		return 0, "read.skip.thousand"
	case !ok && dateLike(cell):
		return 0, "read.skip.date"
	case !ok:
		return 0, "read.skip.number"
	}
	return v, limits(v, kind, cell)
}

// decimals counts how the numbers of a column that may have decimals are written.
type decimals struct {
	whole int // without decimals, and not 0
	long  int // with three or more
}

// count takes in a number as it is written.
func (d *decimals) count(cell []byte, v float64) {
	switch {
	case v == 0:
	case v == math.Trunc(v):
		d.whole++
	case len(cell)-bytes.LastIndexAny(cell, ".,") > 3:
		d.long++
	}
}

// lostDecimals leaves out the columns whose decimals a spreadsheet took for
// thousands, as the last walk has found: where it writes a comma before decimals,
// it reads 22.391 as 22391.
func (m *Table) lostDecimals() []Note {
	var found []Note
	few := 1
	if m.Comma == ',' || m.Comma == 0 && !m.unread {
		few = 2 // nothing else tells of a spreadsheet
	}
	for i := range m.written {
		if d := m.written[i]; d.whole >= few && d.long == 0 || m.turned && d.whole > 0 {
			m.leaveOut(i)
			found = append(found, Note{"read.warn.decimals", []any{m.columns[i].Header}})
		}
	}
	m.written = nil
	return found
}

// groupSigns part the thousands of a number, one of them throughout it.
var groupSigns = []string{",", ".", "'", "’", " ", "\u00a0", "\u202f", "\u2009"}

// grouped reads a count that is written in groups of three digits: 1,234 or
// 12.345.678. One group of zeros behind a point or a comma, 1.000, is none: it may
// be decimals.
func grouped(cell []byte) (float64, bool) {
	digits := bytes.TrimPrefix(cell, []byte("-"))
	if len(digits) < 5 || len(digits) > 24 || digits[0] < '1' || digits[0] > '9' {
		return 0, false
	}
	for _, sign := range groupSigns {
		groups := bytes.Split(digits, []byte(sign))
		if len(groups) < 2 {
			continue
		}
		if len(groups[0]) > 3 || slices.ContainsFunc(groups[1:], func(g []byte) bool { return len(g) != 3 }) || onlyZeros(digits) {
			return 0, false
		}
		n, ok := whole(bytes.Join(groups, nil))
		if len(digits) < len(cell) {
			n = -n
		}
		return n, ok
	}
	return 0, false
}

// onlyZeros reports whether a number is a point or a comma and three zeros behind
// it: a thousand of something, or decimals.
func onlyZeros(cell []byte) bool {
	cell = bytes.TrimPrefix(cell, []byte("-"))
	i := bytes.IndexAny(cell, ".,")
	return i > 0 && i <= 3 && string(cell[i+1:]) == "000" && cell[0] != '0'
}

// whole reads plain digits, which nearly every cell is.
func whole(cell []byte) (float64, bool) {
	if len(cell) == 0 || len(cell) > 15 {
		return 0, false
	}
	n := int64(0)
	for _, c := range cell {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return float64(n), true
}

// dateLike reports whether a spreadsheet seems to have turned a number into a
// date: 3.4 into 3.apr or 03/04/2025.
func dateLike(cell []byte) bool {
	if len(cell) == 0 || cell[0] < '0' || cell[0] > '9' {
		return false
	}
	i := bytes.IndexFunc(cell, func(c rune) bool { return c < '0' || c > '9' })
	if i < 1 || i > 4 || bytes.IndexByte([]byte(".-/ "), cell[i]) < 0 {
		return false
	}
	rest := cell[i+1:]
	letters := 0
	for _, c := range string(rest) {
		if unicode.IsLetter(c) {
			letters++
		}
	}
	return letters >= 3 && !bytes.EqualFold(rest, []byte("mil")) || bytes.IndexByte(rest, cell[i]) >= 0
}
