package intake

import (
	"fmt"
	"strings"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
)

// days are the numbers of an account in a file: of days and of runs of days.
type days struct {
	*taking
	pending []any // cells of rows not written yet
	row     rowCount
	checked string // the metric of the last reading, which the client has
}

// rowCount tells what became of a row of a file that holds several numbers: it
// is new where all of them are, unchanged where all of them stood, else changed.
type rowCount struct {
	feed                      *Feed
	table, row                int
	added, updated, unchanged int
}

// begin closes the row before when another one begins.
func (c *rowCount) begin(o *Outcome, feed *Feed, table, row int) {
	if c.feed != feed || c.table != table || c.row != row {
		c.end(o)
		*c = rowCount{feed: feed, table: table, row: row}
		feed.Rows++
	}
}

// end counts the row.
func (c *rowCount) end(o *Outcome) {
	switch {
	case c.feed == nil:
	case c.updated == 0 && c.added == 0:
		o.Unchanged++
	case c.updated == 0 && c.unchanged == 0:
		o.Added++
	default:
		o.Updated++
	}
	*c = rowCount{}
}

const (
	dayCells    = 9
	mostPending = 50 * dayCells
)

var (
	insertDays = func(n int) string {
		one := "(?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
		return `INSERT INTO measurement (channel_id, metric, grain, day, import_id, value, currency, as_of, created_at, counts) VALUES ` +
			one + strings.Repeat(", "+one, n-1) + ` ON CONFLICT (channel_id, metric, grain, day, import_id) DO UPDATE SET value = max(value, excluded.value)`
	}
	insertDay      = insertDays(1)
	insertManyDays = insertDays(mostPending / dayCells)
)

const insertSpan = `INSERT INTO span_measurement (channel_id, metric, from_day, to_day, import_id, value, currency, as_of, created_at, counts)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO UPDATE SET value = max(value, excluded.value)`

func (d *days) take(r *format.Reading) error {
	feed := d.feedOf(r.Platform, r.Account)
	if feed == nil {
		if !r.Derived {
			d.leave(r.Table, r.Row, r.Platform, r.Account)
		}
		return nil
	}
	if r.Metric != d.checked {
		if !d.counted.Stored(r.Metric) {
			return fault.Bad("metric", "intake.metric_unknown", r.Metric, d.w.Client.Name)
		}
		d.checked = r.Metric
	}
	if !r.Derived {
		d.row.begin(d.o, feed, r.Table, r.Row)
	}
	grain, exact := kpi.GrainOf(d.tx, r.Day, r.To)
	d.kept.reading(r)
	if !r.Derived {
		if err := d.count(feed.Channel, grain, exact, r); err != nil {
			return err
		}
	}
	currency := d.currency(r.Metric, r.Currency)
	if d.opt.DryRun {
		return nil
	}
	if !exact {
		if _, err := d.tx.Exec(insertSpan, feed.Channel, r.Metric, r.Day, r.To, d.id, r.Amount, currency, d.sum.To, d.tx.Now); err != nil {
			return fmt.Errorf("add a measurement: %w", err)
		}
		return nil
	}
	d.pending = append(d.pending, feed.Channel, r.Metric, grain, r.Day, d.id, r.Amount, currency, d.sum.To, d.tx.Now)
	if len(d.pending) < mostPending {
		return nil
	}
	_, err := d.tx.Exec(insertManyDays, d.pending...)
	d.pending = d.pending[:0]
	if err != nil {
		return fmt.Errorf("add measurements: %w", err)
	}
	return nil
}

// currency is what is kept beside an amount of money: "" for the client's own.
// Of a file that names none it is the client's, and the outcome says so.
func (t *taking) currency(key, named string) string {
	m := t.counted.Find(key, metric.Channel)
	if m == nil || m.Unit != metric.Money || named == t.w.Client.Currency {
		return ""
	}
	if named == "" && !t.unpriced {
		t.unpriced = true
		t.o.Warnings = append(t.o.Warnings, lang.T(t.opt.Language, "intake.no_currency", t.w.Client.Currency))
	}
	return named
}

// count counts a reading against the best that other imports say of the same
// days, whether or not a typed number counts in its place.
func (d *days) count(channel, grain string, exact bool, r *format.Reading) error {
	var value float64
	var asOf string
	query, args := `SELECT value, as_of FROM measurement WHERE channel_id = ? AND metric = ? AND grain = ? AND day = ?
		AND import_id NOT IN ('', ?) ORDER BY as_of DESC, value DESC LIMIT 1`, []any{channel, r.Metric, grain, r.Day, d.id}
	if !exact {
		query, args = `SELECT value, as_of FROM span_measurement WHERE channel_id = ? AND metric = ? AND from_day = ? AND to_day = ?
			AND import_id <> ? ORDER BY as_of DESC, value DESC LIMIT 1`, []any{channel, r.Metric, r.Day, r.To, d.id}
	}
	found, err := d.tx.Get(query, args, &value, &asOf)
	switch {
	case err != nil:
		return fmt.Errorf("look up a measurement: %w", err)
	case !found:
		d.row.added++
	case r.Amount != value && (d.sum.To > asOf || d.sum.To == asOf && r.Amount > value):
		d.row.updated++
	default:
		d.row.unchanged++
	}
	return nil
}

// flush writes the rest and elects which of several numbers of one day counts.
func (d *days) flush() error {
	d.row.end(d.o)
	if d.opt.DryRun {
		return nil
	}
	for i := 0; i < len(d.pending); i += dayCells {
		if _, err := d.tx.Exec(insertDay, d.pending[i:i+dayCells]...); err != nil {
			return fmt.Errorf("add a measurement: %w", err)
		}
	}
	return kpi.ElectImport(d.tx, d.id)
}
