package report

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// The kinds of a Column, and what its cells may hold beside nil, which is an
// empty cell.
const (
	Text     = "text"     // string
	Number   = "number"   // int, int64, float64, *int, *int64, *float64
	Percent  = "percent"  // like Number, 12.5 for 12.5 %
	Date     = "date"     // string YYYY-MM-DD, or time.Time
	DateTime = "datetime" // time.Time: its wall clock is shown, so hand it over in the client's zone
	Link     = "link"     // string: a link where it starts with http:// or https://, else text
)

// Column is one of a list's.
type Column struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
}

const (
	mostRows  = 1<<20 - 1 // below the header
	mostLinks = 5000      // beyond them an address is text: excelize looks through all links for each one
)

// List is one that is written as it is on screen. Next gives the cells of one
// row after the other, and nil at the end; the slice may be used again.
type List struct {
	Sheet   string
	Columns []Column
	Next    func() ([]any, error)
}

// WriteList writes one list, as WriteLists does.
func WriteList(ctx context.Context, path, sheet string, columns []Column, next func() ([]any, error)) error {
	return WriteLists(ctx, path, List{sheet, columns, next})
}

// WriteLists writes lists: an Excel workbook of one sheet with a table for each,
// or a CSV in UTF-8, which has room for the first alone, as the ending of path
// says. The file appears whole or not at all. A text never becomes a formula: a
// cell of the workbook is typed, one of the CSV that starts like a formula gets
// an apostrophe before it.
func WriteLists(ctx context.Context, path string, lists ...List) error {
	for i := range lists {
		next := lists[i].Next
		lists[i].Next = func() ([]any, error) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			return next()
		}
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv":
		return SaveFile(ctx, path, func(out io.Writer) error { return listCSV(out, lists[0].Columns, lists[0].Next) })
	case ".xlsx":
		return SaveFile(ctx, path, func(out io.Writer) error { return listXLSX(out, lists) })
	}
	return fault.Bad("out", "report.out_ending", filepath.Base(path))
}

func listCSV(out io.Writer, columns []Column, next func() ([]any, error)) error {
	if _, err := io.WriteString(out, "\ufeff"); err != nil {
		return err
	}
	w := csv.NewWriter(out)
	w.UseCRLF = true
	record := make([]string, len(columns))
	for i, c := range columns {
		record[i] = harmless(c.Name)
	}
	for {
		if err := w.Write(record); err != nil {
			return err
		}
		row, err := next()
		if err != nil {
			return err
		}
		if row == nil {
			w.Flush()
			return w.Error()
		}
		if len(row) != len(columns) {
			return fmt.Errorf("a row of %d cells in a list of %d columns", len(row), len(columns))
		}
		for i, c := range columns {
			if record[i], err = csvCell(c.Kind, row[i]); err != nil {
				return fmt.Errorf("column %s: %w", c.Name, err)
			}
		}
	}
}

// harmless is text that no spreadsheet runs as a formula.
// https://owasp.org/www-community/attacks/CSV_Injection
func harmless(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20", firstRune(text)) {
		return "'" + text
	}
	return text
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

func csvCell(kind string, value any) (string, error) {
	switch kind {
	case Number, Percent:
		n, ok, err := number(value)
		if err != nil || !ok {
			return "", err
		}
		return strconv.FormatFloat(n, 'f', -1, 64), nil
	case Date, DateTime:
		t, ok, err := moment(value)
		if err != nil || !ok {
			return "", err
		}
		if kind == Date {
			return t.Format(time.DateOnly), nil
		}
		return t.Format("2006-01-02 15:04:05"), nil
	}
	text, _, err := words(value)
	return harmless(text), err
}

func listXLSX(out io.Writer, lists []List) error {
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	styles, err := newStyles(book, plain)
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	for i, l := range lists {
		sheet := sheetName(l.Sheet, taken)
		name := "List"
		if i == 0 {
			err = book.SetSheetName("Sheet1", sheet)
		} else {
			name += strconv.Itoa(i + 1)
			_, err = book.NewSheet(sheet)
		}
		if err != nil {
			return err
		}
		if err := fill(book, styles, sheet, name, l); err != nil {
			return err
		}
	}
	return pack(book, nil, out)
}

// fill writes a list to an empty sheet as a table of a name.
func fill(book *excelize.File, styles *styles, sheet, name string, l List) error {
	t, err := newTable(book, styles, sheet, name, l.Columns)
	if err != nil {
		return err
	}
	for {
		row, err := l.Next()
		if err != nil {
			return err
		}
		if row == nil {
			return t.close()
		}
		if err := t.add(row); err != nil {
			return err
		}
	}
}

// number reads what a Number cell may hold; false when it is empty.
func number(value any) (float64, bool, error) {
	switch v := value.(type) {
	case nil:
		return 0, false, nil
	case int:
		return float64(v), true, nil
	case int64:
		return float64(v), true, nil
	case float64:
		return v, true, nil
	case *int:
		if v != nil {
			return float64(*v), true, nil
		}
		return 0, false, nil
	case *int64:
		if v != nil {
			return float64(*v), true, nil
		}
		return 0, false, nil
	case *float64:
		if v != nil {
			return *v, true, nil
		}
		return 0, false, nil
	}
	return 0, false, fmt.Errorf("%T is no number", value)
}

// moment reads what a Date or DateTime cell may hold; false when it is empty.
func moment(value any) (time.Time, bool, error) {
	switch v := value.(type) {
	case nil:
		return time.Time{}, false, nil
	case string:
		if v == "" {
			return time.Time{}, false, nil
		}
		t, err := time.Parse(time.DateOnly, v)
		return t, err == nil, err
	case time.Time:
		return v, !v.IsZero(), nil
	case *time.Time:
		if v != nil {
			return *v, true, nil
		}
		return time.Time{}, false, nil
	case store.Instant:
		return v.Time(), v != 0, nil
	}
	return time.Time{}, false, fmt.Errorf("%T is no day and no moment", value)
}

// words reads what a Text or Link cell may hold; false when it is empty.
func words(value any) (string, bool, error) {
	switch v := value.(type) {
	case nil:
		return "", false, nil
	case string:
		return v, v != "", nil
	case *string:
		if v != nil {
			return *v, *v != "", nil
		}
		return "", false, nil
	}
	return "", false, fmt.Errorf("%T is no text", value)
}

// serial is the number that Excel keeps for the wall clock of a moment: days
// since the end of 1899.
func serial(t time.Time) float64 {
	wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	days := wall.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Seconds() / 86400
	// excelize drops what is beyond 15 digits; a second too early would show as the minute before.
	return math.Ceil(days*1e10-0.01) / 1e10
}
