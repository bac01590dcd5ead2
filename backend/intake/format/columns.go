package format

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// headerRows is how many of the first records may be the header row.
const headerRows = 15

// use is what one column of a file feeds.
type use struct {
	metric string
	also   string
	slot   int // of the metric among those of the file
	field  Field
	amount Amount
	other  bool // only where no other column feeds the metric
}

// match looks for a header row of the format; its score is how many headers
// are known.
func (f *Format) match(ctx context.Context, file *read.File, table *read.Table) (*Table, int, error) {
	uses := map[string]use{}
	for _, c := range f.Columns {
		for _, h := range c.Headers {
			uses[read.Header(h)] = use{metric: c.Metric, also: c.Also, field: c.Field, amount: c.Amount, other: c.Else}
		}
	}
	var best *Table
	most := 0
	for i, record := range table.Head[:min(len(table.Head), headerRows)] {
		m := &Table{Table: table, file: file, format: f, header: i, platform: f.Platform, style: read.Style{Decimal: '.'}}
		var has [fieldCount]bool
		var metrics []string
		score := 0
		for _, cell := range record.Cells {
			name, currency := money(cell)
			u, known := uses[name]
			if known && currency != "" && u.amount == Money {
				// A second currency is another number: it is not mixed in.
				if known = m.currency == "" || m.currency == currency; known {
					m.currency = currency
				}
			} else if u, known = uses[read.Header(cell)]; known && u.amount == Money && !f.pricedByColumn() {
				known = false
			}
			if !known {
				u = use{}
			} else {
				score++
				has[u.field] = true
				if u.metric != "" {
					if u.slot = slices.Index(metrics, u.metric); u.slot < 0 {
						u.slot = len(metrics)
						metrics = append(metrics, u.metric)
					}
				}
			}
			m.use = append(m.use, u)
			m.columns = append(m.columns, Source{Header: strings.TrimSpace(cell), Metric: u.metric, Field: u.field.String()})
		}
		has[ID] = has[ID] || has[OtherID]
		m.preferred()
		if score > most && !slices.ContainsFunc(f.Needs, func(n Field) bool { return !has[n] }) &&
			!slices.ContainsFunc(f.Never, func(n Field) bool { return has[n] }) &&
			(len(f.Of) == 0 || slices.ContainsFunc(f.Of, func(n Field) bool { return has[n] })) &&
			(len(f.Any) == 0 || slices.ContainsFunc(f.Any, func(metric string) bool { return slices.Contains(metrics, metric) })) {
			if f.Fit != nil && !f.Fit(m) {
				continue
			}
			if f.Shape == Days {
				if ok, err := m.dated(ctx); err != nil || !ok {
					if err != nil {
						return nil, 0, err
					}
					continue
				}
			}
			best, most = m, score
			if f.Network != nil {
				m.platform = f.Network(func(x Field) bool { return has[x] })
			}
		}
	}
	return best, most, nil
}

// preferred leaves out the columns that only stand in for others which are there.
func (m *Table) preferred() {
	for i, u := range m.use {
		if u.other && slices.ContainsFunc(m.use, func(o use) bool { return o.metric == u.metric && !o.other }) {
			m.leaveOut(i)
		}
	}
}

// leaveOut takes a metric from the column at index i.
func (m *Table) leaveOut(i int) {
	m.use[i], m.columns[i].Metric = use{}, ""
	var metrics []string
	for k, u := range m.use {
		if u.metric == "" {
			continue
		}
		if m.use[k].slot = slices.Index(metrics, u.metric); m.use[k].slot < 0 {
			m.use[k].slot = len(metrics)
			metrics = append(metrics, u.metric)
		}
	}
}

// dated reports whether the first row below the header begins with a day as the
// format writes it, or as a spreadsheet does in an order that the column tells.
func (m *Table) dated(ctx context.Context) (bool, error) {
	for _, record := range m.Head[m.header+1:] {
		for i, u := range m.use {
			if i >= len(record.Cells) || u.field != Day {
				continue
			}
			cell := []byte(strings.TrimSpace(record.Cells[i]))
			if len(cell) == 0 || isTotal(cell) {
				continue
			}
			_, ok := m.datedAs(string(cell))
			if !ok && !m.format.Slashed {
				if err := m.arrange(ctx); err != nil {
					return false, err
				}
			}
			if !ok {
				_, ok = m.time(cell)
			}
			return ok, nil
		}
	}
	return true, nil
}

// datedAs reads a day in the head of a table, whose order is not known yet.
func (m *Table) datedAs(cell string) (time.Time, bool) {
	at, ok := m.format.Time([]byte(cell))
	if !ok && m.format.Slashed {
		return slashedDay(cell, true)
	}
	return at, ok
}

// pricedByColumn reports whether the format says the currency of its money in a
// column, or leaves it to whoever imports the file.
func (f *Format) pricedByColumn() bool {
	return f.Shape != Posts || slices.ContainsFunc(f.Columns, func(c Column) bool { return c.Field == Currency })
}

// money splits a header such as "Estimated earnings (USD)".
func money(header string) (name, currency string) {
	header = strings.TrimSpace(header)
	if n := len(header); n > 5 && header[n-1] == ')' && header[n-5] == '(' {
		code := header[n-4 : n-1]
		if strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
			return read.Header(header[:n-5]), code
		}
	}
	return read.Header(header), ""
}
