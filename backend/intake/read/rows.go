package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/brandloop/brandloop/backend/fault"
)

// Rows walks the records of a table that are not blank.
type Rows interface {
	// Next goes to the next record that is not a blank line.
	Next() bool
	// Cells are the cells of the record, untrimmed. They are valid until Next.
	Cells() [][]byte
	// Number is the record's row as a spreadsheet shows it: from 1, the rows
	// before the header and blank ones counted, a sep= line not.
	Number() int
	// Read is how many bytes of the file have been read.
	Read() int64
	// Cut reports whether a text ended within the quotes of this last record.
	Cut() bool
	// Unended reports whether a text ended right behind this last record, without
	// the end of a line: it may have been cut off.
	Unended() bool
	// Err is why Next returned false, or nil at the end.
	Err() error
	// Close ends the walk.
	Close() error
}

// textRows walks the records of a text. It is a CSV reader of its own because
// encoding/csv has no limit on a cell, so that one open quote would read
// hundreds of megabytes into memory, and because cells as bytes cost no
// allocation.
//
// A quote inside an unquoted cell, and one inside a quoted cell that no
// delimiter follows, is taken as it stands. Records end with LF, CRLF or CR.
type textRows struct {
	ctx     context.Context
	name    string
	src     io.Reader
	file    io.Closer
	bytes   *counter
	comma   byte
	buf     []byte
	start   int // of the next record in buf
	end     int // of what is filled of buf
	eof     bool
	spans   []span
	cells   [][]byte
	number  int
	cut     bool
	unended bool
	stray   bool // the record holds a quote where none belongs
	err     error
}

// A span is one cell in the buffer.
type span struct {
	from, to int
	doubled  bool // holds doubled quotes
}

// counter counts the bytes that pass.
type counter struct {
	src io.Reader
	n   int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.src.Read(p)
	c.n += int64(n)
	return n, err
}

// Rows begins to walk the table from its first record; Close it. A file that
// has changed since Open is refused.
func (t *Table) Rows(ctx context.Context) (Rows, error) {
	if t.walk != nil {
		return t.walk(ctx)
	}
	file, err := t.text()
	if err != nil {
		return nil, err
	}
	count := &counter{src: file, n: int64(t.bom)}
	src := t.decoded(count)
	if t.Repaired {
		src = newUnwrap(src)
	}
	rows := newRows(ctx, src, t.Comma)
	rows.name, rows.file, rows.bytes = t.Title(), file, count
	if t.sepLine && rows.Next() {
		rows.number = 0
	}
	return rows, nil
}

// text opens the bytes of a text behind its byte order mark.
func (t *Table) text() (io.ReadCloser, error) {
	file, err := t.open()
	if err != nil {
		return nil, err
	}
	if _, err := io.CopyN(io.Discard, file, int64(t.bom)); err != nil {
		return nil, errors.Join(fmt.Errorf("read %s: %w", t.file.Path, err), file.Close())
	}
	return file, nil
}

func newRows(ctx context.Context, src io.Reader, comma byte) *textRows {
	return &textRows{ctx: ctx, src: src, comma: comma, bytes: &counter{}, buf: make([]byte, 64<<10)}
}

func (r *textRows) Close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}

func (r *textRows) Cells() [][]byte { return r.cells }

func (r *textRows) Number() int { return r.number }

func (r *textRows) Read() int64 { return r.bytes.n }

func (r *textRows) Cut() bool { return r.cut }

func (r *textRows) Unended() bool { return r.unended }

func (r *textRows) Err() error { return r.err }

func (r *textRows) Next() bool {
	for r.err == nil {
		if r.number&0xFFF == 0 && r.ctx.Err() != nil {
			r.err = canceled()
			break
		}
		next, whole := r.scan()
		if !whole {
			r.fill()
			continue
		}
		if next == r.start {
			break
		}
		r.unended = next == r.end && r.eof && r.buf[next-1] != '\n' && r.buf[next-1] != '\r'
		r.start = next
		r.number++
		if r.number > MaxRows {
			r.err = fault.New(fault.Invalid, "read.rows", r.name, MaxRows)
			break
		}
		if len(r.spans) == 1 && r.spans[0].from == r.spans[0].to {
			continue
		}
		if r.err = r.deliver(); r.err == nil {
			return true
		}
	}
	r.cells = nil
	return false
}

// scan finds the spans of the record at start and where the next one begins;
// false when the buffer ends before the record does.
func (r *textRows) scan() (next int, whole bool) {
	buf, pos, end := r.buf, r.start, r.end
	r.spans, r.stray = r.spans[:0], false
	if pos == end {
		return pos, r.eof
	}
	for {
		var s span
		if pos < end && buf[pos] == '"' {
			s.from = pos + 1
			if s.to, pos, s.doubled, whole = r.quoted(pos + 1); !whole {
				return 0, false
			}
		} else {
			s.from = pos
			for pos < end && buf[pos] != r.comma && buf[pos] != '\n' && buf[pos] != '\r' {
				pos++
			}
			s.to = pos
		}
		if pos == end && !r.eof {
			return 0, false
		}
		r.spans = append(r.spans, s)
		switch {
		case pos == end:
			return pos, true
		case buf[pos] == r.comma:
			pos++
			if pos == end && !r.eof {
				return 0, false
			}
		case buf[pos] == '\r':
			if pos+1 == end && !r.eof {
				return 0, false
			}
			if pos+1 < end && buf[pos+1] == '\n' {
				pos++
			}
			return pos + 1, true
		default:
			return pos + 1, true
		}
	}
}

// quoted finds the end of a quoted cell whose text begins at pos, and where
// its delimiter is.
func (r *textRows) quoted(pos int) (to, after int, doubled, whole bool) {
	buf, end := r.buf, r.end
	for {
		i := bytes.IndexByte(buf[pos:end], '"')
		if i < 0 {
			r.cut = r.eof
			return end, end, doubled, r.eof
		}
		pos += i
		if pos+1 == end {
			return pos, end, doubled, r.eof
		}
		if buf[pos+1] == '"' {
			doubled = true
			pos += 2
			continue
		}
		// Spaces between the quote and the delimiter are let pass.
		after = pos + 1
		for after < end && buf[after] == ' ' && r.comma != ' ' {
			after++
		}
		if after == end {
			if !r.eof {
				return 0, 0, false, false
			}
			return pos, end, doubled, true
		}
		if c := buf[after]; c == r.comma || c == '\n' || c == '\r' {
			return pos, after, doubled, true
		}
		r.stray = true
		pos++
	}
}

// fill reads more of the source behind what is in the buffer.
func (r *textRows) fill() {
	if r.start > 0 {
		copy(r.buf, r.buf[r.start:r.end])
		r.end -= r.start
		r.start = 0
	}
	if r.end == len(r.buf) {
		if len(r.buf) >= MaxRecord {
			r.err = fault.New(fault.Invalid, "read.record_long", r.name, r.number+1)
			return
		}
		r.buf = append(r.buf, make([]byte, len(r.buf))...)
	}
	n, err := io.ReadAtLeast(r.src, r.buf[r.end:], 1)
	r.end += n
	if errors.Is(err, io.EOF) {
		r.eof = true
	} else if err != nil {
		r.err = fmt.Errorf("read %s: %w", r.name, err)
	}
}

// deliver turns the spans of a whole record into cells.
func (r *textRows) deliver() error {
	if len(r.spans) > MaxColumns {
		return fault.New(fault.Invalid, "read.columns", r.name, MaxColumns)
	}
	r.cells = r.cells[:0]
	for _, s := range r.spans {
		cell := r.buf[s.from:s.to]
		if len(cell) > MaxCell {
			return fault.New(fault.Invalid, "read.cell_long", r.name, r.number)
		}
		if s.doubled {
			cell = undouble(cell)
		}
		r.cells = append(r.cells, cell)
	}
	return nil
}

// undouble makes doubled quotes single, in place.
func undouble(b []byte) []byte {
	n, from := 0, 0
	for {
		i := bytes.IndexByte(b[from:], '"')
		if i < 0 {
			return b[:n+copy(b[n:], b[from:])]
		}
		i += from + 1
		n += copy(b[n:], b[from:i])
		if from = i; from < len(b) && b[from] == '"' {
			from++
		}
	}
}
