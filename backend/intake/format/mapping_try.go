package format

import (
	"context"
	"strconv"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// A Trial is a row of a mapped table as it stands and as it is read.
type Trial struct {
	Row    int
	Raw    []string // the cells of the mapped columns, in the order of the mapping
	Parsed []string // what they are read as; "" is missing
	Wrong  []*Note  // beside them: why a cell is not what its column holds, nil where it is
	Reason *Note    // why the row would be skipped, nil where it would not
}

// triedTail is how many rows Try looks at for some that would be skipped.
const triedTail = 10_000

// Try reads the first rows of a table as a mapping says, to be looked at, and behind
// them some that would be skipped; each at most so many.
func (m *Match) Try(ctx context.Context, by Mapping, most, wrong int) ([]Trial, error) {
	t := m.tables[0]
	rows, err := t.Rows(ctx)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := []Trial{}
	r, post := newRow(t), &Post{}
	for seen := 0; seen < triedTail && wrong > 0 && rows.Next(); {
		if rows.Number() <= t.Head[t.header].Number || blank(rows.Cells()) {
			continue
		}
		seen++
		trial := t.try(by, rows.Number(), rows.Cells(), r, post)
		switch {
		case seen <= most:
			all = append(all, trial)
		case trial.Reason != nil:
			all, wrong = append(all, trial), wrong-1
		}
	}
	return all, rows.Err()
}

// try reads one row.
func (t *Table) try(by Mapping, number int, cells [][]byte, r *row, post *Post) Trial {
	trial := Trial{Row: number}
	for _, c := range by.Columns {
		raw, parsed := "", ""
		var wrong *Note
		if c.Index < len(cells) {
			raw = clip(string(read.Trim(cells[c.Index])), 80)
			parsed, wrong = t.show(t.use[c.Index], cells[c.Index], t.columns[c.Index].Header)
		}
		trial.Raw, trial.Parsed, trial.Wrong = append(trial.Raw, raw), append(trial.Parsed, parsed), append(trial.Wrong, wrong)
		if trial.Reason == nil {
			trial.Reason = wrong
		}
	}
	if trial.Reason != nil {
		return trial
	}
	key, args := r.fill(t, cells)
	switch {
	case key != "":
	case t.format.Shape == Posts:
		key, args = r.post(t, post)
	case len(r.text(Day)) == 0:
		key, args = "read.skip.day", []any{""}
	}
	if key != "" {
		trial.Reason = &Note{Key: key, Args: args}
	}
	return trial
}

// show is what a cell is read as: a number with a point, a day as YYYY-MM-DD, a moment
// with its zone where one is written.
func (t *Table) show(u use, cell []byte, header string) (parsed string, wrong *Note) {
	if read.Missing(cell) {
		return "", nil
	}
	text := clip(string(read.Trim(cell)), 40)
	switch {
	case u.metric != "":
		v, reason := t.amount(cell, u.amount)
		if reason != "" {
			return "", &Note{Key: reason, Args: []any{header, text}}
		}
		return strconv.FormatFloat(v, 'f', -1, 64), nil
	case u.field == Day:
		at, ok := t.time(read.Trim(cell))
		if !ok {
			return "", &Note{Key: "read.skip.day", Args: []any{text}}
		}
		return at.Format(time.DateOnly), nil
	case u.field == Published:
		at, ok := t.time(read.Trim(cell))
		if !ok {
			return "", &Note{Key: "read.skip.time", Args: []any{text}}
		}
		shown := at.Format("2006-01-02 15:04")
		if _, zone, ok := moment(cell, t.order); ok && zone != nil {
			shown += time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, zone).Format(" -07:00")
		}
		return shown, nil
	}
	return clip(string(read.Trim(cell)), 80), nil
}
