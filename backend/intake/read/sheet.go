package read

import (
	"context"

	"github.com/brandloop/brandloop/backend/fault"
)

// sheetRows walks the rows of a sheet. next gives the cells of the next row, in
// order and blank rows included, and false at the end.
type sheetRows struct {
	ctx    context.Context
	name   string
	size   int64
	next   func() ([]string, bool, error)
	close  func() error
	cells  [][]byte
	number int
	err    error
}

func (r *sheetRows) Next() bool {
	for r.err == nil {
		if r.number&0xFF == 0 && r.ctx.Err() != nil {
			r.err = canceled()
			break
		}
		row, more, err := r.next()
		if err != nil {
			r.err = err
			break
		}
		if !more {
			break
		}
		r.number++
		if r.err = r.deliver(row); r.err == nil && len(r.cells) > 0 {
			return true
		}
	}
	r.cells = nil
	return false
}

// deliver makes the cells of a row, none of a blank one.
func (r *sheetRows) deliver(row []string) error {
	for len(row) > 0 && row[len(row)-1] == "" {
		row = row[:len(row)-1]
	}
	switch {
	case r.number > MaxRows:
		return fault.New(fault.Invalid, "read.rows", r.name, MaxRows)
	case len(row) > MaxColumns:
		return fault.New(fault.Invalid, "read.columns", r.name, MaxColumns)
	}
	r.cells = r.cells[:0]
	for _, cell := range row {
		if len(cell) > MaxCell {
			return fault.New(fault.Invalid, "read.cell_long", r.name, r.number)
		}
		r.cells = append(r.cells, []byte(cell))
	}
	return nil
}

func (r *sheetRows) Cells() [][]byte { return r.cells }
func (r *sheetRows) Number() int     { return r.number }

// Read is the whole file, which is in memory once its first sheet is walked.
func (r *sheetRows) Read() int64 { return r.size }
func (r *sheetRows) Cut() bool   { return false }

// Unended is false: a sheet is whole or cannot be opened.
func (r *sheetRows) Unended() bool { return false }
func (r *sheetRows) Err() error    { return r.err }

func (r *sheetRows) Close() error {
	if r.close == nil {
		return nil
	}
	return r.close()
}

// held are rows that lie in memory.
func (t *Table) held(rows [][]string) func(context.Context) (Rows, error) {
	return func(ctx context.Context) (Rows, error) {
		i := -1
		return &sheetRows{ctx: ctx, name: t.Title(), size: t.file.Size, next: func() ([]string, bool, error) {
			if i++; i >= len(rows) {
				return nil, false, nil
			}
			return rows[i], true, nil
		}}, nil
	}
}
