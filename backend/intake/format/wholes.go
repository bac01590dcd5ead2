package format

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/intake/read"
	"github.com/brandloop/brandloop/backend/metric"
)

// levelFields are those that say of what a row of a table of parts is.
var levelFields = []Field{Name, Name2, Name3, Group, Day}

// level is a row of a table of parts: its cells of levelFields, "" where it is of
// all, and its numbers that add up.
type level struct {
	row      int
	count    int // of rows that it sums up
	cells    []string
	currency string
	sums     map[string]float64
}

// wholes are the rows of a table that are of all groups, days or smaller parts, and
// hold what those of it come to: they would count them twice.
func (m *Table) wholes(ctx context.Context) (map[int]bool, error) {
	if !m.format.Subtotals || m.file.Size > maxStyled {
		return nil, nil
	}
	rows, err := m.Rows(ctx)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var whole, open []level
	r := newRow(m)
	m.written = make([]decimals, len(m.use))
	for rows.Next() {
		if rows.Number() <= m.Head[m.header].Number || blank(rows.Cells()) {
			continue
		}
		if key, _ := r.fill(m, rows.Cells()); key != "" {
			continue
		}
		l := level{row: rows.Number(), currency: r.currency(m), sums: map[string]float64{}}
		for i, u := range m.use {
			if !slices.Contains(levelFields, u.field) {
				continue
			}
			cell := ""
			if i < len(rows.Cells()) && !read.Missing(rows.Cells()[i]) && !metaAll(rows.Cells()[i]) {
				cell = string(read.Trim(rows.Cells()[i]))
			}
			l.cells = append(l.cells, cell)
		}
		if !m.has(Day) {
			l.cells = append(l.cells, string(r.text(From))+" – "+string(r.text(To)))
		}
		r.each(func(key string, amount float64) {
			if f := metric.Find(key, metric.Channel); f != nil && f.Kind == metric.Flow {
				l.sums[key] = amount
			}
		})
		if slices.Contains(l.cells, "") {
			open = append(open, l)
		} else {
			whole = append(whole, l)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return subtotals(whole, open), nil
}

// subtotals are the rows of open that hold what the rows below them come to. The
// smallest are looked at first: one that is no subtotal is a part like the others.
func subtotals(rows, open []level) map[int]bool {
	found := map[int]bool{}
	for empty := 1; len(open) > 0; empty++ {
		var parts, more []level
		below := map[string]*level{} // by which cells are empty, and by the others
		shapes := map[string]bool{}
		for _, o := range open {
			if shape := o.shape(); strings.Count(shape, "0") > empty {
				more = append(more, o)
			} else if !shapes[shape] {
				shapes[shape] = true
				for _, l := range rows {
					key := l.key(shape)
					if below[key] == nil {
						below[key] = &level{sums: map[string]float64{}}
					}
					below[key].count++
					for metric, v := range l.sums {
						below[key].sums[metric] += v
					}
				}
			}
		}
		for _, o := range open {
			shape := o.shape()
			if strings.Count(shape, "0") > empty {
				continue
			}
			if b := below[o.key(shape)]; b != nil && sameSums(o.sums, b.sums, b.count) {
				found[o.row] = true
			} else {
				parts = append(parts, o)
			}
		}
		rows, open = append(rows, parts...), more
	}
	return found
}

// shape has a 0 for each empty cell and a 1 for each other.
func (l level) shape() string {
	var shape strings.Builder
	for _, cell := range l.cells {
		if cell == "" {
			shape.WriteByte('0')
		} else {
			shape.WriteByte('1')
		}
	}
	return shape.String()
}

// key is what a row shares with a subtotal of that shape and its other rows.
func (l level) key(shape string) string {
	kept := []string{shape, l.currency}
	for i, cell := range l.cells {
		if shape[i] == '1' {
			kept = append(kept, cell)
		}
	}
	return strings.Join(kept, "\x00")
}

// sameSums reports whether a total is what that many rows come to, each of them
// rounded to the cent.
func sameSums(total, sums map[string]float64, rows int) bool {
	some := false
	for key, v := range total {
		if math.Abs(v-sums[key]) > 0.005*float64(rows+1) {
			return false
		}
		some = some || v != 0
	}
	for key, v := range sums {
		if _, ok := total[key]; !ok && v != 0 {
			return false
		}
	}
	return some
}
