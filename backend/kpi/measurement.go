package kpi

import (
	"database/sql"
	"fmt"
	"math"
	"strings"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// The grains of a measurement: the span that starts on its day.
const (
	Day   = "day"
	Week  = "week"
	Month = "month"
)

// Entry is a number that a person types: the value of a metric of a channel in
// a day, a week or a month.
type Entry struct {
	ChannelID string  `json:"channel_id"`
	Metric    string  `json:"metric"` // a key that Catalogue.Stored holds true for
	Grain     string  `json:"grain"`  // day, week or month
	Day       string  `json:"day"`    // any day of the span
	Value     float64 `json:"value"`
	Note      string  `json:"note"`
}

// settle checks an entry and moves its day to the start of its span.
func (e *Entry) settle(tx *store.Tx, known *metric.Catalogue) error {
	if !known.Stored(e.Metric) {
		found, err := known.Match(e.Metric)
		if err != nil {
			return err
		}
		return fault.Bad("metric", "kpi.not_stored", found[0].Said())
	}
	if math.IsNaN(e.Value) || math.IsInf(e.Value, 0) {
		return fault.Bad("value", "kpi.value_missing")
	}
	m := known.Find(e.Metric, metric.Channel)
	if e.Value < 0 {
		return fault.Bad("value", "kpi.value_negative", m.Said())
	}
	if known.Whole(e.Metric) && e.Value != math.Trunc(e.Value) {
		return fault.Bad("value", "kpi.value_whole", m.Said())
	}
	start, err := spanStart(e.Grain, e.Day, tx.FirstDay)
	if err != nil {
		return err
	}
	e.Day, e.Note = start, strings.TrimSpace(e.Note)
	return nil
}

// Set writes a typed number, or changes it. It counts in place of what imports
// say of the same, which stays beside it.
func Set(tx *store.Tx, e Entry) error { return SetAll(tx, []Entry{e}) }

// SetAll writes typed numbers as one action: all of them, or none when one
// cannot be.
func SetAll(tx *store.Tx, all []Entry) error {
	var handle string
	known, err := Catalogue(tx)
	if err != nil {
		return err
	}
	for i := range all {
		e := &all[i]
		if err := e.settle(tx, known); err != nil {
			return err
		}
		channel, err := store.Find[brand.Channel](tx, e.ChannelID)
		if err != nil {
			return err
		}
		handle = channel.Handle
		if _, err := tx.Exec(`INSERT INTO measurement (channel_id, metric, grain, day, import_id, value, as_of, counts, note, who, created_at)
			VALUES (?, ?, ?, ?, '', ?, '', 1, ?, ?, ?)
			ON CONFLICT DO UPDATE SET value = excluded.value, note = excluded.note, who = excluded.who, created_at = excluded.created_at
			WHERE value <> excluded.value OR note <> excluded.note`,
			e.ChannelID, e.Metric, e.Grain, e.Day, e.Value, e.Note, tx.By, tx.Now); err != nil {
			return fmt.Errorf("write a number: %w", err)
		}
	}
	switch len(all) {
	case 0:
	case 1:
		tx.Label("kpi.did_set", handle, all[0].Day)
	default:
		tx.Label("kpi.did_set_all", len(all))
	}
	return nil
}

// Clear takes a typed number away; what imports say of the same counts again.
// fault.NotFound when none was typed.
func Clear(tx *store.Tx, channel, key, grain, day string) error {
	done, err := unset(tx, GridPlace{channel, key, grain, day})
	if err != nil {
		return err
	}
	if !done {
		return fault.New(fault.NotFound, "kpi.not_typed")
	}
	start, err := spanStart(grain, day, tx.FirstDay)
	if err != nil {
		return err
	}
	tx.Label("kpi.did_clear", start)
	return nil
}

// unset takes a typed number away and reports whether there was one.
func unset(tx *store.Tx, p GridPlace) (bool, error) {
	start, err := spanStart(p.Grain, p.Day, tx.FirstDay)
	if err != nil {
		return false, err
	}
	done, err := tx.Exec("DELETE FROM measurement WHERE channel_id = ? AND metric = ? AND grain = ? AND day = ? AND import_id = ''",
		p.ChannelID, p.Metric, p.Grain, start)
	if err != nil {
		return false, fmt.Errorf("clear a number: %w", err)
	}
	n, err := done.RowsAffected()
	return n > 0, err
}

func first(err error, other error) error {
	if err != nil {
		return err
	}
	return other
}

// winner orders the numbers of one channel, metric, grain and day: a typed one
// first, then that of the file that tells of the latest day, then the larger.
// The last term only makes the choice certain: such values are equal.
const winner = "ORDER BY import_id = '' DESC, as_of DESC, value DESC, import_id DESC LIMIT 1"

// Elect marks the number that counts among those of one channel, metric, grain
// and day (the start of its span). The order in which they came does not
// matter.
func Elect(tx *store.Tx, channel, key, grain, day string) error {
	_, err := tx.Exec(`UPDATE measurement AS m SET counts = 1 - counts
		WHERE channel_id = ? AND metric = ? AND grain = ? AND day = ?
		AND counts <> (import_id = (SELECT w.import_id FROM measurement w
			WHERE w.channel_id = m.channel_id AND w.metric = m.metric AND w.grain = m.grain AND w.day = m.day `+winner+"))",
		channel, key, grain, day)
	if err != nil {
		return fmt.Errorf("elect a number: %w", err)
	}
	return nil
}

// ElectImport is Elect for everything that an import told of: of days, of runs
// of days and of parts. Call it once the import's rows are written.
func ElectImport(tx *store.Tx, importID string) error {
	_, err := tx.Exec(`UPDATE measurement AS m SET counts = 1 - counts
		WHERE (channel_id, metric, grain, day) IN (SELECT channel_id, metric, grain, day FROM measurement WHERE import_id = ?)
		AND counts <> (import_id = (SELECT w.import_id FROM measurement w
			WHERE w.channel_id = m.channel_id AND w.metric = m.metric AND w.grain = m.grain AND w.day = m.day `+winner+"))",
		importID)
	if err != nil {
		return fmt.Errorf("elect the numbers of an import: %w", err)
	}
	if err := electSpans(tx, importID, ""); err != nil {
		return err
	}
	return electBreakdowns(tx, importID, "")
}

// Withdraw takes the numbers of an import away and elects among those that
// stay.
func Withdraw(tx *store.Tx, importID string) error {
	_, err := tx.Exec(`UPDATE measurement AS m SET counts = 1
		WHERE (channel_id, metric, grain, day) IN (SELECT channel_id, metric, grain, day FROM measurement WHERE import_id = ?1 AND counts = 1)
		AND import_id = (SELECT w.import_id FROM measurement w
			WHERE w.channel_id = m.channel_id AND w.metric = m.metric AND w.grain = m.grain AND w.day = m.day AND w.import_id <> ?1 `+winner+")",
		importID)
	if err != nil {
		return fmt.Errorf("elect without an import: %w", err)
	}
	if err := electSpans(tx, importID, importID); err != nil {
		return err
	}
	if err := electBreakdowns(tx, importID, importID); err != nil {
		return err
	}
	for _, table := range []string{"measurement", "span_measurement", "breakdown"} {
		if _, err := tx.Exec("DELETE FROM "+table+" WHERE import_id = ?", importID); err != nil {
			return fmt.Errorf("take away the numbers of an import: %w", err)
		}
	}
	return nil
}

// Measurement is one number as the list shows it, with where it came from.
type Measurement struct {
	ChannelID string        `json:"channel_id"`
	Metric    string        `json:"metric"`
	Grain     string        `json:"grain"`
	Day       string        `json:"day"` // the first of its span
	Value     float64       `json:"value"`
	Counts    bool          `json:"counts"`    // false: another number of the same counts
	ImportID  string        `json:"import_id"` // "" is typed
	File      string        `json:"file"`      // of the import
	AsOf      string        `json:"as_of"`     // last day that the file tells of
	Note      string        `json:"note"`
	Who       string        `json:"who"`
	At        store.Instant `json:"at" ts_type:"string"`
}

// MeasurementFilter narrows a list; empty fields do not.
type MeasurementFilter struct {
	Brand    string   `json:"brand"` // id
	Channels []string `json:"channels"`
	Metric   string   `json:"metric"`
	From     string   `json:"from"`
	To       string   `json:"to"`
	Typed    bool     `json:"typed"`    // only what was typed
	Disputed bool     `json:"disputed"` // only where several tell of the same
	Offset   int      `json:"offset"`
	Limit    int      `json:"limit"` // 0 is 500
}

// MeasurementPage is a part of a list.
type MeasurementPage struct {
	Total int           `json:"total"`
	Rows  []Measurement `json:"rows"`
}

// Measurements lists numbers, the newest day first, then by channel and metric.
func Measurements(tx *store.Tx, f MeasurementFilter) (*MeasurementPage, error) {
	where := []string{"c.deleted_at IS NULL"}
	var args []any
	only := func(condition string, values ...any) { where, args = append(where, condition), append(args, values...) }
	if f.Brand != "" {
		only("c.brand_id = ?", f.Brand)
	}
	if len(f.Channels) > 0 {
		condition, ids := in("m.channel_id", f.Channels)
		only(condition, ids...)
	}
	if f.Metric != "" {
		only("m.metric = ?", f.Metric)
	}
	if f.From != "" {
		only("m.day >= ?", f.From)
	}
	if f.To != "" {
		only("m.day <= ?", f.To)
	}
	if f.Typed {
		only("m.import_id = ''")
	}
	if f.Disputed {
		only(`EXISTS (SELECT 1 FROM measurement o WHERE o.channel_id = m.channel_id AND o.metric = m.metric
			AND o.grain = m.grain AND o.day = m.day AND o.import_id <> m.import_id)`)
	}
	from := " FROM measurement m JOIN channel c ON c.id = m.channel_id LEFT JOIN import i ON i.id = m.import_id WHERE " + strings.Join(where, " AND ")
	page := &MeasurementPage{Rows: []Measurement{}}
	if _, err := tx.Get("SELECT count(*)"+from, args, &page.Total); err != nil {
		return nil, fmt.Errorf("count numbers: %w", err)
	}
	if f.Limit <= 0 {
		f.Limit = 500
	}
	err := tx.Rows(`SELECT m.channel_id, m.metric, m.grain, m.day, m.value, m.counts, m.import_id, coalesce(i.file, ''), m.as_of, m.note, m.who, m.created_at`+
		from+" ORDER BY m.day DESC, m.channel_id, m.metric, m.grain, m.counts DESC, m.import_id LIMIT ? OFFSET ?",
		append(args, f.Limit, f.Offset), func(r *sql.Rows) error {
			var m Measurement
			err := r.Scan(&m.ChannelID, &m.Metric, &m.Grain, &m.Day, &m.Value, &m.Counts, &m.ImportID, &m.File, &m.AsOf, &m.Note, &m.Who, &m.At)
			page.Rows = append(page.Rows, m)
			return err
		})
	if err != nil {
		return nil, fmt.Errorf("list numbers: %w", err)
	}
	return page, nil
}

// in is the condition that a column is one of ids, and its arguments.
func in(column string, ids []string) (string, []any) {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	return column + " IN (?" + strings.Repeat(", ?", len(ids)-1) + ")", args
}
