package read

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// The records of a workbook of Excel 97 to 2003 that hold what is shown, by
// [MS-XLS] of Microsoft.
const (
	recFormula   = 0x0006
	recEOF       = 0x000A
	recDate1904  = 0x0022
	recFilePass  = 0x002F
	recContinue  = 0x003C
	recSheet     = 0x0085
	recMulRK     = 0x00BD
	recRichText  = 0x00D6
	recXF        = 0x00E0
	recSST       = 0x00FC
	recLabelSST  = 0x00FD
	recNumber    = 0x0203
	recLabel     = 0x0204
	recBoolErr   = 0x0205
	recString    = 0x0207
	recRK        = 0x027E
	recFormat    = 0x041E
	recBOF       = 0x0809
	biff8        = 0x0600
	oldColumns   = 256
	formulaAhead = 4 // records between a formula and its text
)

var (
	errLocked  = errors.New("locked, or older than Excel 97")
	errDamaged = errors.New("damaged")
)

// oldBook is the stream of a workbook: its sheets, its texts, and which cell
// formats show dates.
type oldBook struct {
	raw      []byte
	sheets   []oldSheet
	texts    []string
	dates    []bool // by the index of a cell format
	from1904 bool
}

type oldSheet struct {
	name string
	at   int // offset of its first record
}

// oldCell is where a record of cells begins, and its row.
type oldCell struct{ row, at int }

// record reads the record at an offset, and where the next one begins; false
// where the stream ends before it does, or zeros stand where a record should.
func (b *oldBook) record(at int) (kind int, data []byte, next int, ok bool) {
	if at < 0 || len(b.raw)-at < 4 {
		return 0, nil, 0, false
	}
	kind, size := u16(b.raw[at:]), u16(b.raw[at+2:])
	if kind == 0 || len(b.raw)-at-4 < size {
		return 0, nil, 0, false
	}
	return kind, b.raw[at+4 : at+4+size], at + 4 + size, true
}

// u16 is the number in the first two bytes.
func u16(b []byte) int { return int(binary.LittleEndian.Uint16(b)) }

// openOldBook reads the part of the stream that all sheets share.
func openOldBook(ctx context.Context, raw []byte) (*oldBook, error) {
	b := &oldBook{raw: raw}
	kind, data, at, ok := b.record(0)
	if !ok || kind&0xFF != recBOF&0xFF || len(data) < 2 {
		return nil, errDamaged
	}
	if kind != recBOF || u16(data) != biff8 {
		return nil, errLocked
	}
	formats := map[int]bool{}
	var shown []int // the format of each cell format
	for n := 0; ; n++ {
		if n&0xFFF == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		kind, data, next, ok := b.record(at)
		if !ok {
			return nil, errDamaged
		}
		switch kind {
		case recFilePass:
			return nil, errLocked
		case recDate1904:
			b.from1904 = len(data) >= 2 && u16(data) == 1
		case recFormat:
			if len(data) > 2 {
				text, _ := wideText(data[2:])
				formats[u16(data)] = dateFormat(text)
			}
		case recXF:
			if len(data) < 4 {
				return nil, errDamaged
			}
			shown = append(shown, u16(data[2:]))
		case recSheet:
			if len(data) < 8 {
				return nil, errDamaged
			}
			name, ok := briefText(data[6:])
			offset := int(binary.LittleEndian.Uint32(data))
			if !ok || slices.ContainsFunc(b.sheets, func(s oldSheet) bool { return s.at == offset }) {
				return nil, errDamaged
			}
			// Charts and macros are no sheets of cells.
			if data[5] == 0 {
				b.sheets = append(b.sheets, oldSheet{name, offset})
			}
		case recSST:
			var ok bool
			if next, ok = b.sharedTexts(data, next); !ok {
				return nil, errDamaged
			}
		case recEOF:
			for _, format := range shown {
				date, own := formats[format]
				b.dates = append(b.dates, own && date || !own && builtInDate(format))
			}
			return b, nil
		}
		at = next
	}
}

// builtInDate reports whether a format that every workbook has shows a date.
func builtInDate(format int) bool {
	return format >= 14 && format <= 22 || format >= 27 && format <= 36 || format >= 45 && format <= 47 || format >= 50 && format <= 58
}

// dateFormat reports whether a format such as dd/mm/yyyy shows a date: it has a
// letter of days, months, years or hours outside quotes and brackets.
func dateFormat(format string) bool {
	quoted, bracket, escaped := false, false, false
	for _, c := range strings.ToLower(format) {
		switch {
		case escaped:
			escaped = false
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			escaped = true
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case bracket:
		case c == ';':
			return false // only the first part is for positive numbers
		case strings.ContainsRune("dmyhs", c):
			return true
		case c == 'g': // General
			return false
		}
	}
	return false
}

// index finds the records of cells of the sheet at an offset, in the order of
// their rows.
func (b *oldBook) index(ctx context.Context, at int) ([]oldCell, error) {
	kind, data, at, ok := b.record(at)
	if !ok || kind != recBOF || len(data) < 2 {
		return nil, errDamaged
	}
	var cells []oldCell
	sorted := true
	for n, depth := 0, 1; depth > 0; n++ {
		if n&0xFFF == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		kind, data, next, ok := b.record(at)
		if !ok {
			return nil, errDamaged
		}
		switch kind {
		case recBOF: // of a chart within the sheet
			depth++
		case recEOF:
			depth--
		case recFormula, recMulRK, recRichText, recLabelSST, recNumber, recLabel, recBoolErr, recRK:
			if depth > 1 {
				break
			}
			if len(data) < 6 {
				return nil, errDamaged
			}
			row := u16(data)
			sorted = sorted && (len(cells) == 0 || cells[len(cells)-1].row <= row)
			cells = append(cells, oldCell{row, at})
		}
		at = next
	}
	if !sorted {
		slices.SortStableFunc(cells, func(a, b oldCell) int { return cmp.Compare(a.row, b.row) })
	}
	return cells, nil
}

// put puts the cells of a record into their row. What the record is too short
// for stays blank.
func (b *oldBook) put(row []string, at int) []string {
	kind, data, next, ok := b.record(at)
	if !ok || len(data) < 6 {
		return row
	}
	column, format := u16(data[2:]), u16(data[4:])
	set := func(column int, text string) {
		if column >= oldColumns || text == "" {
			return
		}
		for len(row) <= column {
			row = append(row, "")
		}
		row[column] = text
	}
	body := data[6:]
	switch kind {
	case recMulRK:
		// The format is the first of pairs of format and number; two bytes end them.
		for pairs := data[4:]; len(pairs) >= 8; pairs = pairs[6:] {
			set(column, b.number(rk(pairs[2:]), u16(pairs)))
			column++
		}
	case recRK:
		if len(body) >= 4 {
			set(column, b.number(rk(body), format))
		}
	case recNumber:
		if len(body) >= 8 {
			set(column, b.number(float(body), format))
		}
	case recLabelSST:
		if len(body) >= 4 {
			if i := binary.LittleEndian.Uint32(body); int64(i) < int64(len(b.texts)) {
				set(column, b.texts[i])
			}
		}
	case recLabel, recRichText:
		text, _ := wideText(body)
		set(column, text)
	case recBoolErr:
		if len(body) >= 2 {
			set(column, boolErr(body[0], body[1] == 1))
		}
	case recFormula:
		if len(body) >= 8 {
			set(column, b.result(body, format, next))
		}
	}
	return row
}

// result is what a formula came to when the workbook was saved.
func (b *oldBook) result(body []byte, format, next int) string {
	if u16(body[6:]) != 0xFFFF {
		return b.number(float(body), format)
	}
	switch body[0] {
	case 0: // a text, in a record behind
		for range formulaAhead {
			kind, data, after, ok := b.record(next)
			if !ok || kind == recFormula || kind == recEOF {
				return ""
			}
			if kind == recString {
				text, _ := wideText(data)
				return text
			}
			next = after
		}
	case 1, 2:
		return boolErr(body[2], body[0] == 2)
	}
	return ""
}

// number is an amount as text, or the day that its format shows. One that has
// more digits than it holds is written with an exponent.
func (b *oldBook) number(v float64, format int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	if format < len(b.dates) && b.dates[format] {
		if day, ok := dayOf(v, b.from1904); ok {
			return day
		}
	}
	if size := math.Abs(v); size >= 1e15 || size < 1e-6 && size > 0 {
		return strconv.FormatFloat(v, 'E', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func float(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }

// rk is a number in four bytes: the upper part of a float or a whole number,
// either perhaps a hundred times as large.
func rk(b []byte) float64 {
	bits := binary.LittleEndian.Uint32(b)
	var v float64
	if bits&2 != 0 {
		v = float64(int32(bits) >> 2)
	} else {
		v = math.Float64frombits(uint64(bits&^3) << 32)
	}
	if bits&1 != 0 {
		v /= 100
	}
	return v
}

// boolErr is a truth value, or the name of an error.
func boolErr(value byte, isError bool) string {
	switch {
	case !isError && value == 0:
		return "FALSE"
	case !isError:
		return "TRUE"
	case value == 0x07:
		return "#DIV/0!"
	case value == 0x2A:
		return "#N/A"
	}
	return "#VALUE!"
}

// briefText reads a text whose length is one byte.
func briefText(b []byte) (string, bool) {
	if len(b) < 2 {
		return "", false
	}
	return letters(b[2:], int(b[0]), b[1]&1 != 0)
}

// wideText reads a text whose length is two bytes; false where it is cut.
func wideText(b []byte) (string, bool) {
	if len(b) < 3 {
		return "", false
	}
	return letters(b[3:], u16(b), b[2]&1 != 0)
}

// letters reads n characters of one or two bytes each.
func letters(b []byte, n int, wide bool) (string, bool) {
	if !wide {
		whole := len(b) >= n
		return latin(b[:min(n, len(b))]), whole
	}
	whole := len(b)/2 >= n
	units := make([]uint16, min(n, len(b)/2))
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units)), whole
}

// latin makes text of the lower halves of its characters.
func latin(b []byte) string {
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}
