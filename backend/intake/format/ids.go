package format

import (
	"math"
	"strconv"
	"strings"
)

// spreadsheetDigits is how many digits a spreadsheet keeps of a number.
const spreadsheetDigits = 15

// roundedIDs reports whether a spreadsheet has rounded the ids in the head of a
// table: all that are longer than it can hold end in zeros, too many for chance.
func (m *Table) roundedIDs() bool {
	zeros := 0
	for _, record := range m.Head[m.header+1:] {
		for i, u := range m.use {
			if u.field != ID && u.field != OtherID || i >= len(record.Cells) {
				continue
			}
			n := lostDigits(strings.TrimSpace(record.Cells[i]))
			if n < 0 {
				return false
			}
			zeros += n
		}
	}
	return zeros >= 5
}

// lostDigits is how many digits of an id a spreadsheet may have made zeros: 0 of
// one that it can hold, -1 where one of them is none.
func lostDigits(id string) int {
	if len(id) <= spreadsheetDigits || strings.Trim(id, "0123456789") != "" {
		return 0
	}
	if strings.Trim(id[spreadsheetDigits:], "0") != "" {
		return -1
	}
	return len(id) - spreadsheetDigits
}

// inFull is the id that a spreadsheet has rounded, as the post's link gives it;
// "" where that does not. The link may name the account too.
func inFull(permalink, rounded, account string) string {
	if n := lostDigits(rounded); n > 0 {
		rounded = rounded[:spreadsheetDigits] + "e" + strconv.Itoa(n)
	}
	return linkID(permalink, rounded, account)
}

// linkID takes from a permalink the id that a spreadsheet has rounded to
// 1.47689E+18, where the two agree. A spreadsheet shows six digits at least, and
// leaves out zeros at their end: 7.1E+14.
func linkID(permalink, rounded, account string) string {
	rounded = strings.ToLower(strings.Replace(rounded, ",", ".", 1))
	want, err := strconv.ParseFloat(rounded, 64)
	mantissa, _, _ := strings.Cut(rounded, "e")
	if err != nil {
		return ""
	}
	near := want * math.Pow10(1-max(len(strings.ReplaceAll(mantissa, ".", "")), 6))
	for _, part := range strings.FieldsFunc(permalink, func(c rune) bool { return c < '0' || c > '9' }) {
		if v, err := strconv.ParseFloat(part, 64); err == nil && len(part) > 10 && part != account && math.Abs(v-want) <= near {
			return part
		}
	}
	return ""
}
