package format

import (
	"context"
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
// hold what those of it come to: they would count them twice. Each has the key of
// the reason to leave it out: "-", or that it may be one of them.
func (m *Table) wholes(ctx context.Context) (map[int]string, error) {
	if !m.format.Subtotals || m.file.Size > maxStyled {
		return nil, nil
	}
	var whole, open []level
	err := eachRow(ctx, m, newTally(&Match{}, Visitor{}), func(r *row, number int) (string, []any, error) {
		l := level{row: number, currency: r.currency(m), sums: map[string]float64{}}
		for i, u := range m.use {
			if !slices.Contains(levelFields, u.field) {
				continue
			}
			cell := ""
			if i < len(r.cells) && !read.Missing(r.cells[i]) && !metaAll(r.cells[i]) {
				cell = string(read.Trim(r.cells[i]))
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
		return "", nil, nil
	})
	if err != nil {
		return nil, err
	}
	return subtotals(whole, open), nil
}

// subtotals are the rows of open that hold what the rows below them come to. The
// smallest are looked at first: one that is no subtotal is a part like the others.
// It may be one whose rows are not all there or were changed, where it is larger or
// others of its shape are subtotals.
func subtotals(rows, open []level) map[int]string {
	found := map[int]string{}
	for empty := 1; len(open) > 0; empty++ {
		var at, more []level
		below := map[string]*level{} // by which cells are empty, and by the others
		shapes := map[string]bool{}  // whether some of them are subtotals
		for _, o := range open {
			shape := o.shape()
			if strings.Count(shape, "0") > empty {
				more = append(more, o)
				continue
			}
			at = append(at, o)
			if _, ok := shapes[shape]; ok {
				continue
			}
			shapes[shape] = false
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
		for _, o := range at {
			if b := below[o.key(o.shape())]; b != nil && b.compare(o) == sameSums {
				found[o.row], shapes[o.shape()] = "-", true
			}
		}
		for _, o := range at {
			switch b := below[o.key(o.shape())]; {
			case found[o.row] != "":
			case b != nil && (shapes[o.shape()] || b.compare(o) == largerSums):
				found[o.row] = "read.skip.subtotal"
			default:
				rows = append(rows, o)
			}
		}
		open = more
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

// How a row compares with the rows below it.
const (
	otherSums  = iota
	sameSums   // it is what they come to
	largerSums // it is that or more, of every metric
)

// compare says how a row compares with what those below it come to, each of them
// rounded to the cent.
func (l level) compare(total level) int {
	some, result := false, sameSums
	for key, v := range total.sums {
		switch d := v - l.sums[key]; {
		case d < -0.005*float64(l.count+1):
			return otherSums
		case d > 0.005*float64(l.count+1):
			result = largerSums
		}
		some = some || v != 0
	}
	for key, v := range l.sums {
		if _, ok := total.sums[key]; !ok && v != 0 {
			return otherSums
		}
	}
	if !some {
		return otherSums
	}
	return result
}
