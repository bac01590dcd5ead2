package read

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Header is a header as it is compared: composed, in lower case, without
// marks that cannot be seen, with single spaces.
func Header(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00AD', r == '\uFEFF', r == '\u200B', r == '\u200E', r == '\u200F':
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
	return strings.ToLower(norm.NFC.String(strings.Join(strings.Fields(s), " ")))
}

// Trim takes spaces, no-break ones too, off both ends.
func Trim(cell []byte) []byte {
	// The common cell is plain and needs no decoding.
	if n := len(cell); n > 0 && cell[0] > ' ' && cell[0] < 0x80 && cell[n-1] > ' ' && cell[n-1] < 0x80 {
		return cell
	}
	return bytes.TrimFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' })
}

// Missing reports whether a cell says that there is no value, in one of the
// ways that platforms were seen to. That is never 0.
func Missing(cell []byte) bool {
	cell = Trim(cell)
	if len(cell) == 0 {
		return true
	}
	// Nearly every cell is told by its first byte.
	if len(cell) > 9 || bytes.IndexByte([]byte("-\xE2nNuU(<"), cell[0]) < 0 {
		return false
	}
	switch strings.ToLower(string(cell)) {
	case "-", "--", "–", "—", "n/a", "nan", "null", "undefined", "(not set)", "< 1%", "< 10%", "<1%", "<10%":
		return true
	}
	return false
}

// Style is how a file writes numbers: its decimal sign, and the sign between
// thousands or 0.
type Style struct{ Decimal, Thousands byte }

// Number reads a cell as a number in that style and nothing else: no NaN, no
// infinity, no hexadecimal, no unit, thousands only where each group has its
// three digits. An exponent is accepted: 7.48E-6.
func (s Style) Number(cell []byte) (float64, bool) {
	cell = Trim(cell)
	if len(cell) == 0 || len(cell) > 40 {
		return 0, false
	}
	var plain [44]byte
	n, i := 0, 0
	if minus := []byte("−"); bytes.HasPrefix(cell, minus) {
		plain[0], n, i = '-', 1, len(minus)
	} else if cell[0] == '-' || cell[0] == '+' {
		plain[0], n, i = cell[0], 1, 1
	}
	digits, group, grouped := 0, 0, false
	for ; i < len(cell); i++ {
		switch c := cell[i]; {
		case c >= '0' && c <= '9':
			plain[n] = c
			n++
			digits++
			group++
			continue
		case s.Thousands != 0 && c == s.Thousands:
			if group == 0 || group > 3 || grouped && group != 3 {
				return 0, false
			}
			grouped, group = true, 0
			continue
		}
		break
	}
	if grouped && group != 3 {
		return 0, false
	}
	if i < len(cell) && cell[i] == s.Decimal {
		plain[n] = '.'
		n++
		for i++; i < len(cell) && cell[i] >= '0' && cell[i] <= '9'; i++ {
			plain[n] = cell[i]
			n++
			digits++
		}
	}
	if digits == 0 {
		return 0, false
	}
	if i < len(cell) && (cell[i] == 'e' || cell[i] == 'E') {
		exponent := cell[i+1:]
		bare := bytes.TrimLeft(exponent, "+-")
		if len(bare) == 0 || len(exponent)-len(bare) > 1 || len(bare) > 3 || len(bytes.Trim(bare, "0123456789")) > 0 {
			return 0, false
		}
		n += copy(plain[n:], cell[i:])
		i = len(cell)
	}
	if i < len(cell) {
		return 0, false
	}
	v, err := strconv.ParseFloat(string(plain[:n]), 64)
	if err != nil || math.IsInf(v, 0) {
		return 0, false
	}
	return v, true
}

// Scientific reports whether a number is written with an exponent, as a
// spreadsheet does that has dropped its last digits.
func Scientific(cell []byte) bool {
	cell = Trim(cell)
	if len(cell) < 3 || cell[0] < '0' || cell[0] > '9' || !bytes.ContainsAny(cell, "eE") {
		return false
	}
	_, point := Style{Decimal: '.'}.Number(cell)
	_, comma := Style{Decimal: ','}.Number(cell)
	return point || comma
}
