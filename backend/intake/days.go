package intake

import (
	"fmt"
	"strings"

	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/kpi"
)

// days are the readings of a file of daily results.
type days struct {
	*taking
	pending []any // cells of rows not written yet
}

const (
	dayCells    = 8
	mostPending = 50 * dayCells
)

var (
	insertDays = func(n int) string {
		one := "(?, ?, ?, ?, ?, ?, ?, ?, 0)"
		return `INSERT INTO measurement (channel_id, metric, grain, day, import_id, value, as_of, created_at, counts) VALUES ` +
			one + strings.Repeat(", "+one, n-1) + ` ON CONFLICT (channel_id, metric, grain, day, import_id) DO UPDATE SET value = max(value, excluded.value)`
	}
	insertDay      = insertDays(1)
	insertManyDays = insertDays(mostPending / dayCells)
)

func (d *days) take(r *format.Reading) error {
	feed := d.feeds[r.Platform]
	if feed == nil {
		d.skip(format.Skip{Row: r.Row, Note: format.Note{Key: "intake.skip_platform", Args: []any{r.Platform}}})
		return nil
	}
	feed.Rows++
	if err := d.count(feed.Channel, r); err != nil || d.opt.DryRun {
		return err
	}
	d.pending = append(d.pending, feed.Channel, r.Metric, r.Grain, r.Day, d.id, r.Amount, d.sum.To, d.tx.Now)
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

// count counts a reading against the best that other imports say of the same
// day, whether or not a typed number counts in its place.
func (d *days) count(channel string, r *format.Reading) error {
	var value float64
	var asOf string
	found, err := d.tx.Get(`SELECT value, as_of FROM measurement WHERE channel_id = ? AND metric = ? AND grain = ? AND day = ?
		AND import_id NOT IN ('', ?) ORDER BY as_of DESC, value DESC LIMIT 1`, []any{channel, r.Metric, r.Grain, r.Day, d.id}, &value, &asOf)
	switch {
	case err != nil:
		return fmt.Errorf("look up a measurement: %w", err)
	case !found:
		d.o.Added++
	case r.Amount != value && (d.sum.To > asOf || d.sum.To == asOf && r.Amount > value):
		d.o.Updated++
	default:
		d.o.Unchanged++
	}
	return nil
}

// flush writes the rest and elects which of several numbers of one day counts.
func (d *days) flush() error {
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
