package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
)

// layoutText is how much of the text decides delimiter and damage.
const layoutText = 64 << 10

// layout finds the delimiter, a sep= line, and the damage of lines that were
// wrapped in one more pair of quotes.
func (t *Table) layout(ctx context.Context) error {
	file, err := t.text()
	if err != nil {
		return err
	}
	defer file.Close()
	text := make([]byte, layoutText)
	n, err := io.ReadFull(t.decoded(file), text)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("read %s: %w", t.file.Path, err)
	}
	text = text[:n]
	if t.Repaired = wrapped(text); t.Repaired {
		unwrapped, err := io.ReadAll(newUnwrap(bytes.NewReader(text)))
		if err != nil {
			return fmt.Errorf("read %s: %w", t.file.Path, err)
		}
		text = unwrapped
	}
	if comma, ok := sepLine(text); ok {
		t.Comma, t.sepLine = comma, true
		return nil
	}
	t.Comma = delimiter(ctx, text)
	return nil
}

// sepLine reads the first line that tells Excel the delimiter: sep=;
func sepLine(text []byte) (byte, bool) {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	line = bytes.Trim(bytes.TrimRight(line, "\r"), `"`)
	if len(line) != 5 || !bytes.EqualFold(line[:4], []byte("sep=")) || bytes.IndexByte(delimiters, line[4]) < 0 {
		return 0, false
	}
	return line[4], true
}

var delimiters = []byte(",;\t|")

// delimiter is the one by which the first records come out most alike: most
// of them with the same, large number of cells. Counting characters alone
// would be fooled by the commas of captions in a file of semicolons.
func delimiter(ctx context.Context, text []byte) byte {
	best, bestScore := delimiters[0], 0
	for _, comma := range delimiters {
		widths := map[int]int{}
		rows := newRows(ctx, bytes.NewReader(text), comma)
		for n := 0; n < 30 && rows.Next(); n++ {
			if !rows.stray {
				widths[len(rows.Cells())]++
			}
		}
		for width, n := range widths {
			if score := n * (width - 1); score > bestScore {
				best, bestScore = comma, score
			}
		}
	}
	return best
}

// wrapped reports whether every line was wrapped in one more pair of quotes,
// as a spreadsheet does that took each line for one cell: then a line with a
// quote is one quoted cell, and the first one holds several when it is
// unwrapped. Inner lines of a caption stand bare.
func wrapped(text []byte) bool {
	several := false
	var inner []byte
	for n := 0; n < 15 && len(text) > 0; n++ {
		var line []byte
		line, text, _ = bytes.Cut(text, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		if bytes.IndexByte(line, '"') < 0 && (several || len(line) == 0) {
			continue
		}
		var ok bool
		if inner, ok = unwrap(inner[:0], line); !ok {
			return false
		}
		several = several || cells(inner) > 3 || cells(inner) > 1 && bytes.Contains(line, []byte(`""`))
	}
	return several
}

// cells counts the cells of one line at commas outside quotes.
func cells(line []byte) int {
	n, quoted := 1, false
	for _, c := range line {
		switch {
		case c == '"':
			quoted = !quoted
		case c == ',' && !quoted:
			n++
		}
	}
	return n
}

// unwrap appends to dst the line without the pair of quotes around it and
// with its doubled quotes single; the line as it is, and false, when it is not
// wrapped or a quote within it is not doubled.
func unwrap(dst, line []byte) ([]byte, bool) {
	if len(line) < 2 || line[0] != '"' || line[len(line)-1] != '"' {
		return append(dst, line...), false
	}
	was, inner := len(dst), line[1:len(line)-1]
	for {
		i := bytes.IndexByte(inner, '"')
		if i < 0 {
			return append(dst, inner...), true
		}
		if i+1 == len(inner) || inner[i+1] != '"' {
			return append(dst[:was], line...), false
		}
		dst = append(dst, inner[:i+1]...)
		inner = inner[i+2:]
	}
}
