package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/fault"
)

// table writes the rows of one sheet that is an Excel table as they come, its
// header in the first row, frozen and repeated on every page.
type table struct {
	book    *excelize.File
	stream  *excelize.StreamWriter
	sheet   string
	name    string // of the table, for formulas
	columns []Column
	faces   []int // style of each column
	quoted  []int // style of each column for text that looks like a formula
	linked  int
	cells   []any
	boxes   []excelize.Cell // what cells point to: one row's, used again for the next
	said    []string        // the text that each box holds, as it came: columns of data repeat themselves
	row     int             // the last one written
	links   int
}

// newTable begins a table on an empty sheet.
func newTable(book *excelize.File, s *styles, sheet, name string, columns []Column) (*table, error) {
	stream, err := book.NewStreamWriter(sheet)
	if err != nil {
		return nil, err
	}
	t := &table{book: book, stream: stream, sheet: sheet, name: name, columns: headers(columns), row: 1}
	t.cells, t.boxes, t.said = make([]any, len(columns)), make([]excelize.Cell, len(columns)), make([]string, len(columns))
	if t.linked, err = s.id(face{color: linkColor, underline: true, align: "left", indent: 1}); err != nil {
		return nil, err
	}
	for i, c := range t.columns {
		f := face{format: formatOf(c.Kind)}
		f.align, f.indent = alignmentOf(c.Kind)
		head, err := s.id(face{bold: true, color: "FFFFFF", fill: s.theme.accent, valign: "center", align: f.align, indent: f.indent})
		if err != nil {
			return nil, err
		}
		plainID, err := s.id(f)
		if err != nil {
			return nil, err
		}
		f.quote = true
		quotedID, err := s.id(f)
		if err != nil {
			return nil, err
		}
		t.faces, t.quoted = append(t.faces, plainID), append(t.quoted, quotedID)
		if err := stream.SetColWidth(i+1, i+1, columnLetters(c)); err != nil {
			return nil, err
		}
		t.cells[i] = excelize.Cell{StyleID: head, Value: c.Name}
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	return t, stream.SetRow("A1", t.cells, excelize.RowOpts{Height: 22})
}

const linkColor = "1D4ED8"

// headers are the columns with names that a table can have: of one line, none
// twice.
func headers(columns []Column) []Column {
	named, taken := make([]Column, len(columns)), map[string]bool{}
	for i, c := range columns {
		name := strings.Join(strings.Fields(printable(c.Name)), " ")
		if name == "" {
			name = strconv.Itoa(i + 1)
		}
		for n, base := 2, name; taken[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s %d", base, n)
		}
		taken[strings.ToLower(name)] = true
		named[i] = Column{name, c.Kind}
	}
	return named
}

func formatOf(kind string) string {
	switch kind {
	case Number:
		return "#,##0.##"
	case Percent:
		return "0.0%"
	case Date:
		return "yyyy-mm-dd"
	case DateTime:
		return "yyyy-mm-dd hh:mm"
	}
	return ""
}

// alignmentOf is how the cells of a column and its head stand: numbers at the
// right, what is read at the left with room to the number before it.
func alignmentOf(kind string) (align string, indent int) {
	switch kind {
	case Number, Percent:
		return "right", 0
	}
	return "left", 1
}

func widthOf(kind string) float64 {
	switch kind {
	case Text:
		return 26
	case Link:
		return 40
	case DateTime:
		return 17
	}
	return 13
}

// columnLetters is how wide a column is.
func columnLetters(c Column) float64 {
	return max(widthOf(c.Kind), float64(utf8.RuneCountInString(c.Name))+4)
}

// add writes one row. The slice may be used again.
func (t *table) add(row []any) error {
	if len(row) != len(t.columns) {
		return fmt.Errorf("a row of %d cells in a table of %d columns", len(row), len(t.columns))
	}
	if t.row++; t.row > mostRows {
		return fault.New(fault.Invalid, "report.too_many_rows", mostRows)
	}
	for i, c := range t.columns {
		filled, err := t.fill(i, c.Kind, row[i])
		if err != nil {
			return fmt.Errorf("column %s: %w", c.Name, err)
		}
		if t.cells[i] = nil; filled {
			t.cells[i] = &t.boxes[i]
		}
	}
	return t.stream.SetRow("A"+strconv.Itoa(t.row), t.cells)
}

// fill puts a value into the box of a column; false when the cell is empty.
func (t *table) fill(i int, kind string, value any) (bool, error) {
	box := &t.boxes[i]
	if text, ok := value.(string); ok && kind == Text && text != "" && text == t.said[i] {
		return true, nil
	}
	box.StyleID = t.faces[i]
	switch kind {
	case Number, Percent:
		n, ok, err := number(value)
		if err != nil || !ok || math.IsNaN(n) || math.IsInf(n, 0) {
			return false, err
		}
		if kind == Percent {
			n /= 100
		}
		if whole := int64(n); float64(whole) == n {
			box.Value = whole
		} else {
			box.Value = n
		}
		return true, nil
	case Date, DateTime:
		when, ok, err := moment(value)
		if err != nil || !ok {
			return false, err
		}
		if box.Value = serial(when); kind == Date {
			box.Value = int64(serial(when))
		}
		return true, nil
	}
	text, ok, err := words(value)
	if err != nil || !ok {
		return false, err
	}
	t.said[i] = text
	text = printable(text)
	box.Value = text
	if looksLikeFormula(text) {
		box.StyleID = t.quoted[i]
	}
	if kind == Link && webLink(text) && t.links < mostLinks {
		t.links++
		box.StyleID = t.linked
		cell, err := excelize.CoordinatesToCellName(i+1, t.row)
		if err != nil {
			return false, err
		}
		return true, t.book.SetCellHyperLink(t.sheet, cell, text, "External")
	}
	return true, nil
}

// close ends the sheet. A table without rows keeps an empty one, as Excel asks.
func (t *table) close() error {
	last, err := excelize.CoordinatesToCellName(len(t.columns), max(t.row, 2))
	if err != nil {
		return err
	}
	stripes := false
	if err := t.stream.AddTable(&excelize.Table{Range: "A1:" + last, Name: t.name, StyleName: "TableStyleLight1", ShowRowStripes: &stripes}); err != nil {
		return err
	}
	return t.stream.Flush()
}

// maxLink is the length that Excel allows for an address.
const maxLink = 2079

// webLink tells whether a text is an address that a cell may link to.
func webLink(text string) bool {
	lower := strings.ToLower(text)
	return (strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "http://")) &&
		len(text) <= maxLink && !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '"' || r == '<' || r == '>' })
}

// printable is text without what XML cannot carry.
func printable(text string) string {
	clean := func(r rune) bool {
		return r < 0x20 && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError
	}
	if !strings.ContainsFunc(text, clean) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if clean(r) {
			return -1
		}
		return r
	}, text)
}

// sheetName is a name that Excel allows for a sheet, and none of taken, which
// it joins: at most 31 characters of UTF-16, without []:*?/\.
func sheetName(name string, taken map[string]bool) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) {
			return '-'
		}
		return r
	}, strings.Join(strings.Fields(printable(name)), " "))
	name = strings.Trim(name, "' ")
	if name == "" || strings.EqualFold(name, "history") {
		name = "_" + name
	}
	short := cut(name, 31)
	for n := 2; taken[strings.ToLower(short)]; n++ {
		end := " " + strconv.Itoa(n)
		short = cut(name, 31-len(end)) + end
	}
	if taken != nil {
		taken[strings.ToLower(short)] = true
	}
	return short
}

// cut keeps the first n units of UTF-16 of a text.
func cut(text string, n int) string {
	units := 0
	for i, r := range text {
		if units++; r > 0xFFFF {
			units++
		}
		if units > n {
			return strings.Trim(text[:i], "' ")
		}
	}
	return text
}
