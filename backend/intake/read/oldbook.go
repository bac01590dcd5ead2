package read

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"

	"github.com/richardlehane/mscfb"

	"github.com/brandloop/brandloop/backend/fault"
)

// oldSheets are the sheets of a workbook of Excel 97 to 2003 (BIFF8 in a
// compound file) that are not empty. Its bytes are held in memory, its rows are
// made as they are walked.
func (f *File) oldSheets(ctx context.Context, open func() (io.ReadCloser, error)) ([]*Table, error) {
	raw, err := unpacked(f.Name, open)
	if err != nil {
		return nil, err
	}
	stream, err := f.workbook(raw)
	if err != nil {
		return nil, err
	}
	damaged := fault.New(fault.Invalid, "read.book_damaged", f.Name)
	book, err := openOldBook(ctx, stream)
	switch {
	case ctx.Err() != nil:
		return nil, canceled()
	case err == errLocked:
		return nil, fault.New(fault.Invalid, "read.book_locked", f.Name)
	case err != nil:
		return nil, damaged
	}
	if len(book.sheets) > maxSheets {
		return nil, fault.New(fault.Invalid, "read.sheets", f.Name, maxSheets)
	}
	var tables []*Table
	for _, s := range book.sheets {
		t := &Table{Name: s.name, file: f}
		t.walk = func(ctx context.Context) (Rows, error) {
			cells, err := book.index(ctx, s.at)
			if ctx.Err() != nil {
				return nil, canceled()
			}
			if err != nil {
				return nil, damaged
			}
			rows := oldRows{book: book, cells: cells}
			return &sheetRows{ctx: ctx, name: t.Title(), size: f.Size, next: rows.next}, nil
		}
		rows, err := t.walk(ctx)
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
	if len(tables) == 1 && len(book.sheets) == 1 {
		tables[0].Name = ""
	}
	return tables, nil
}

// workbook takes the stream of a workbook out of a compound file. Other Office
// files, older workbooks and encrypted ones are refused.
func (f *File) workbook(raw []byte) (stream []byte, err error) {
	damaged := fault.New(fault.Invalid, "read.book_damaged", f.Name)
	defer func() {
		// A damaged file must not end the program.
		if r := recover(); r != nil {
			stream, err = nil, damaged
		}
	}()
	container, err := mscfb.New(bytes.NewReader(raw))
	if err != nil {
		return nil, damaged
	}
	var names []string
	for _, entry := range container.File {
		if len(entry.Path) > 0 {
			continue
		}
		if strings.EqualFold(entry.Name, "Workbook") {
			if entry.Size < 1 || entry.Size > int64(len(raw)) {
				return nil, damaged
			}
			stream = make([]byte, entry.Size)
			if _, err := io.ReadFull(entry, stream); err != nil {
				return nil, damaged
			}
			return stream, nil
		}
		names = append(names, entry.Name)
	}
	if slices.Contains(names, "Book") || slices.Contains(names, "EncryptedPackage") {
		return nil, fault.New(fault.Invalid, "read.book_locked", f.Name)
	}
	return nil, fault.New(fault.Invalid, "read.looks.document", f.Name)
}

// oldRows makes the rows of a sheet out of its cells, blank ones included.
type oldRows struct {
	book  *oldBook
	cells []oldCell
	row   int
}

func (r *oldRows) next() ([]string, bool, error) {
	if len(r.cells) == 0 {
		return nil, false, nil
	}
	var row []string
	for len(r.cells) > 0 && r.cells[0].row == r.row {
		row = r.book.put(row, r.cells[0].at)
		r.cells = r.cells[1:]
	}
	r.row++
	return row, true, nil
}
