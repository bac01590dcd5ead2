package read

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/fault"
)

// What a workbook may unpack to, in all and of one sheet; a larger sheet goes
// through a temporary file.
const (
	maxUnpacked = 1 << 30
	maxSheet    = 64 << 20
	maxSheets   = 100
)

// sheets are the sheets of an .xlsx workbook that are not empty.
func (f *File) sheets(ctx context.Context, open func() (io.ReadCloser, error)) ([]*Table, error) {
	if err := f.whole(open); err != nil {
		return nil, err
	}
	book, err := f.book(open)
	if err != nil {
		return nil, err
	}
	defer book.Close()
	names := book.GetSheetList()
	if len(names) > maxSheets {
		return nil, fault.New(fault.Invalid, "read.sheets", f.Name, maxSheets)
	}
	var tables []*Table
	for _, name := range names {
		t := &Table{Name: name, file: f}
		t.walk = func(ctx context.Context) (Rows, error) {
			book, err := f.book(open)
			if err != nil {
				return nil, err
			}
			rows, err := t.sheet(ctx, book, name)
			if err != nil {
				return nil, errors.Join(err, book.Close())
			}
			end := rows.close
			rows.close = func() error { return errors.Join(end(), book.Close()) }
			return rows, nil
		}
		rows, err := t.sheet(ctx, book, name)
		if err == nil {
			err = t.head(rows)
		}
		if err != nil {
			return nil, err
		}
		if len(t.Head) > 0 {
			tables = append(tables, t)
		}
	}
	if len(tables) == 1 && len(names) == 1 {
		tables[0].Name = ""
	}
	return tables, nil
}

// head reads the first records and closes the rows.
func (t *Table) head(rows Rows) error {
	for len(t.Head) < headRecords && rows.Next() {
		cells := make([]string, len(rows.Cells()))
		for i, cell := range rows.Cells() {
			cells[i] = string(cell[:min(len(cell), headCell)])
		}
		t.Head = append(t.Head, Record{Number: rows.Number(), Cells: cells})
	}
	return errors.Join(rows.Err(), rows.Close())
}

// book opens an .xlsx workbook.
func (f *File) book(open func() (io.ReadCloser, error)) (book *excelize.File, err error) {
	file, err := open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	broken := fault.New(fault.Invalid, "read.book_damaged", f.Name)
	defer func() {
		// A damaged workbook must not end the program.
		if r := recover(); r != nil {
			book, err = nil, broken
		}
	}()
	book, err = excelize.OpenReader(file, excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxSheet})
	switch {
	case errors.Is(err, excelize.ErrWorkbookPassword), errors.Is(err, excelize.ErrWorkbookFileFormat):
		return nil, fault.New(fault.Invalid, "read.book_locked", f.Name)
	case err != nil:
		return nil, broken
	}
	return book, nil
}

// whole refuses a workbook of which a part is not as its checksum says; excelize
// reads a part up to where it is damaged, and says nothing. What is no archive,
// or too large, excelize refuses by itself.
func (f *File) whole(open func() (io.ReadCloser, error)) error {
	file, err := open()
	if err != nil {
		return err
	}
	defer file.Close()
	broken := fault.New(fault.Invalid, "read.book_damaged", f.Name)
	raw, err := io.ReadAll(file)
	if err != nil {
		return broken
	}
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil
	}
	var size uint64
	for _, part := range archive.File {
		if size += part.UncompressedSize64; size > maxUnpacked {
			return nil
		}
	}
	for _, part := range archive.File {
		in, err := part.Open()
		if err != nil {
			return broken
		}
		if _, err := io.Copy(io.Discard, in); err != nil {
			return broken
		}
	}
	return nil
}

// sheet walks one sheet. A number that the sheet shows as a date comes as
// YYYY-MM-DD, with T and the time behind it where there is one; any other
// number as it is, however the sheet rounds it.
func (t *Table) sheet(ctx context.Context, book *excelize.File, name string) (*sheetRows, error) {
	damaged := fault.New(fault.Invalid, "read.book_damaged", t.file.Name)
	raw, err := book.Rows(name)
	if err != nil {
		return nil, damaged
	}
	shown, err := book.Rows(name)
	if err != nil {
		return nil, errors.Join(damaged, raw.Close())
	}
	props, err := book.GetWorkbookProps()
	from1904 := err == nil && props.Date1904 != nil && *props.Date1904
	return &sheetRows{ctx: ctx, name: t.Title(), size: t.file.Size,
		close: func() error { return errors.Join(raw.Close(), shown.Close()) },
		next: func() (cells []string, more bool, err error) {
			defer func() {
				if r := recover(); r != nil {
					cells, more, err = nil, false, damaged
				}
			}()
			if !raw.Next() || !shown.Next() {
				if raw.Error() != nil {
					return nil, false, damaged
				}
				return nil, false, nil
			}
			cells, err = raw.Columns(excelize.Options{RawCellValue: true})
			if err != nil {
				return nil, false, damaged
			}
			formatted, err := shown.Columns()
			if err != nil {
				return nil, false, damaged
			}
			for i := range cells {
				if i < len(formatted) && cells[i] != formatted[i] {
					cells[i] = asDate(cells[i], formatted[i], from1904)
				}
			}
			return cells, true, nil
		}}, nil
}

// asDate is the day and time of a number that is shown as a date, or the number
// as it is.
func asDate(number, shown string, from1904 bool) string {
	serial, err := strconv.ParseFloat(number, 64)
	if err != nil || !dateShown(shown) {
		return number
	}
	if day, ok := dayOf(serial, from1904); ok {
		return day
	}
	return number
}

// dayOf is the day that a workbook counts as a number, with T and the time
// behind it where there is one; false where it is none.
func dayOf(serial float64, from1904 bool) (string, bool) {
	if serial < 1 || serial > 2_958_465 {
		return "", false
	}
	at, err := excelize.ExcelDateToTime(serial, from1904)
	if err != nil {
		return "", false
	}
	at = at.Round(time.Second)
	if at.Hour() == 0 && at.Minute() == 0 && at.Second() == 0 {
		return at.Format(time.DateOnly), true
	}
	return at.Format("2006-01-02T15:04:05"), true
}

// dateShown reports whether a text is a date rather than an amount: it has two
// signs of one kind that part days, months and years, or the name of a month.
func dateShown(s string) bool {
	if strings.ContainsAny(s, "%$€£") {
		return false
	}
	letters := 0
	for _, r := range s {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			letters++
		}
	}
	return strings.Count(s, "/") == 2 || strings.Count(s, "-") == 2 || strings.Count(s, ".") == 2 || strings.Count(s, ":") >= 1 ||
		letters >= 3 && strings.Count(s, "-")+strings.Count(s, " ") >= 1
}

// unpacked reads an entry of an archive into memory, at most maxSheet of it.
func unpacked(name string, open func() (io.ReadCloser, error)) ([]byte, error) {
	entry, err := open()
	if err != nil {
		return nil, err
	}
	defer entry.Close()
	raw, err := io.ReadAll(io.LimitReader(entry, maxSheet+1))
	if err != nil {
		return nil, fault.New(fault.Invalid, "read.looks.zip_cut", name)
	}
	if len(raw) > maxSheet {
		return nil, fault.New(fault.Invalid, "read.big", name, len(raw)>>20, maxSheet>>20)
	}
	return raw, nil
}
