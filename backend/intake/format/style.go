package format

import (
	"bytes"
	"context"
	"strings"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// maxStyled is how large a file is at most, in bytes, that is walked once more
// for the way in which it writes numbers. Only files that a spreadsheet saved
// again write them in another way than their format does, and those are small.
const maxStyled = 16 << 20

// seenNumbers tells the way of writing numbers from the cells themselves: 1,286.58
// or 1.286,58. A sign with other than three digits behind it stands before
// decimals, and one with three digits in a count stands between thousands. Where
// the cells tell nothing, or contradict each other, it is otherwise.
func (t *Table) seenNumbers(otherwise read.Style) read.Style {
	if t.file.Size > maxStyled {
		return otherwise
	}
	rows, err := t.Rows(context.Background())
	if err != nil {
		return otherwise
	}
	defer rows.Close()
	var point, comma bool // is the decimal sign
	for rows.Next() {
		if rows.Number() <= t.Head[t.header].Number {
			continue
		}
		for i, cell := range rows.Cells() {
			cell = read.Trim(cell)
			percent := bytes.HasSuffix(cell, []byte("%"))
			if i >= len(t.use) || t.use[i].metric == "" && !percent || bytes.IndexByte(cell, '.') < 0 && bytes.IndexByte(cell, ',') < 0 {
				continue
			}
			cell = ungrouped(bytes.TrimSuffix(cell, []byte("%")))
			if t.use[i].amount == Money {
				cell, _ = unmarked(cell, Money)
			}
			if len(bytes.Trim(cell, "-+0123456789.,")) > 0 {
				continue
			}
			sign := decimalSign(string(cell))
			if sign == '?' && t.use[i].metric != "" && (t.use[i].amount == Count || t.use[i].amount == Net) {
				sign = '.'
				if strings.Contains(string(cell), ".") {
					sign = ','
				}
			}
			point, comma = point || sign == '.', comma || sign == ','
		}
	}
	switch {
	case point && !comma:
		return read.Style{Decimal: '.', Thousands: ','}
	case comma && !point:
		return read.Style{Decimal: ',', Thousands: '.'}
	}
	return otherwise
}

// plainNumbers is how most exports write numbers, 1234.5, unless a spreadsheet
// wrote them anew.
func plainNumbers(t *Table) read.Style { return t.seenNumbers(read.Style{Decimal: '.'}) }
