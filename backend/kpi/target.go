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

// Target is what a metric is to come to within a span of days.
type Target struct {
	store.Row
	BrandID   string  `json:"brand_id"`
	ChannelID *string `json:"channel_id"` // nil is the whole brand
	Metric    string  `json:"metric"`
	Level     string  `json:"level"`    // channel, post or log
	Baseline  float64 `json:"baseline"` // where it starts; above Value when it is to fall
	Value     float64 `json:"value"`
	FromDay   string  `json:"from"`
	ToDay     string  `json:"to"` // within the span
	Note      string  `json:"note"`
}

// TargetPatch changes the fields that are not nil. ChannelID "" is the whole
// brand.
type TargetPatch struct {
	ChannelID *string  `json:"channel_id,omitempty"`
	Metric    *string  `json:"metric,omitempty"` // a key, or level.key
	Level     *string  `json:"level,omitempty"`  // left out: the first level that the metric has
	Baseline  *float64 `json:"baseline,omitempty"`
	Value     *float64 `json:"value,omitempty"`
	From      *string  `json:"from,omitempty"`
	To        *string  `json:"to,omitempty"`
	Note      *string  `json:"note,omitempty"`
}

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

func (t *Target) apply(tx *store.Tx, p TargetPatch) error {
	known, err := Catalogue(tx)
	if err != nil {
		return err
	}
	if p.ChannelID != nil {
		t.ChannelID = nil
		if *p.ChannelID != "" {
			t.ChannelID = p.ChannelID
		}
	}
	if p.Metric != nil {
		found, err := known.Match(*p.Metric)
		if err != nil {
			return err
		}
		t.Metric, t.Level = found[0].Key, found[0].Level
	}
	set(&t.Level, p.Level)
	set(&t.Baseline, p.Baseline)
	set(&t.Value, p.Value)
	set(&t.FromDay, p.From)
	set(&t.ToDay, p.To)
	set(&t.Note, p.Note)
	t.Note = strings.TrimSpace(t.Note)
	m := known.Find(t.Metric, t.Level)
	if m == nil {
		_, err := known.Match(t.Level + "." + t.Metric)
		return first(err, fault.Bad("metric", "metric.unknown", t.Metric, ""))
	}
	if m.OfOnePost() {
		return fault.Bad("metric", "kpi.target_post_only", m.Said())
	}
	if t.ChannelID != nil {
		c, err := store.Find[brand.Channel](tx, *t.ChannelID)
		if err != nil {
			return err
		}
		if c.BrandID != t.BrandID {
			return fault.Bad("channel_id", "kpi.target_channel")
		}
	} else if known.NeverAdds(m) {
		return fault.Bad("channel_id", "kpi.target_unique", m.Said())
	}
	for field, v := range map[string]float64{"baseline": t.Baseline, "value": t.Value} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fault.Bad(field, "kpi.value_missing")
		}
	}
	if t.Value == t.Baseline {
		return fault.Bad("value", "kpi.target_same")
	}
	if _, err := parseDay("from", t.FromDay); err != nil {
		return err
	}
	if _, err := parseDay("to", t.ToDay); err != nil {
		return err
	}
	if t.ToDay < t.FromDay {
		return fault.Bad("to", "kpi.to_before_from")
	}
	return nil
}

// Targets lists the targets of a brand ("": of all), the one that ends last
// first.
func Targets(tx *store.Tx, brandID string) ([]Target, error) {
	all := []Target{}
	err := tx.DB().Where("deleted_at IS NULL AND (? = '' OR brand_id = ?)", brandID, brandID).
		Order("to_day DESC, from_day DESC, metric, channel_id, id").Find(&all).Error
	return all, err
}

// AddTarget makes a target of a brand.
func AddTarget(tx *store.Tx, brandID string, p TargetPatch) (*Target, error) {
	if _, err := store.Find[brand.Brand](tx, brandID); err != nil {
		return nil, err
	}
	t := &Target{BrandID: brandID}
	if err := t.apply(tx, p); err != nil {
		return nil, err
	}
	tx.Label("kpi.did_add_target")
	return t, store.Create(tx, t, &t.Row)
}

// UpdateTarget changes a target.
func UpdateTarget(tx *store.Tx, id string, p TargetPatch) (*Target, error) {
	t, err := store.Find[Target](tx, id)
	if err != nil {
		return nil, err
	}
	if err := t.apply(tx, p); err != nil {
		return nil, err
	}
	tx.Label("kpi.did_change_target")
	return t, store.Save(tx, t, &t.Row)
}

// DeleteTarget takes a target away.
func DeleteTarget(tx *store.Tx, id string) error {
	t, err := store.Find[Target](tx, id)
	if err != nil {
		return err
	}
	tx.Label("kpi.did_delete_target")
	t.DeletedAt = &tx.Now
	return store.Save(tx, t, &t.Row)
}

// The statuses of a target.
const (
	OnTrack  = "on_track"  // pace of 0.95 and more
	AtRisk   = "at_risk"   // pace of 0.8 and more
	OffTrack = "off_track" // below
	NoData   = "no_data"   // the metric has no value in the span
	Stale    = "stale"     // its newest number is older than 14 days
	Upcoming = "upcoming"  // the span has not begun
)

// The thresholds of the statuses.
const (
	onTrackFrom = 0.95
	atRiskFrom  = 0.8
	staleAfter  = 14 // days before today, or before the end of the span
)

// Stand is how far a target is.
type Stand struct {
	Target     Target   `json:"target"`
	Actual     *float64 `json:"actual"`     // from the first day of the span to today
	Attainment *float64 `json:"attainment"` // (actual − baseline) / (target − baseline) × 100
	Expected   *float64 `json:"expected"`   // elapsed days, today counted, / all days × 100; nil before the span
	Pace       *float64 `json:"pace"`       // attainment / expected
	Status     string   `json:"status"`
	LastData   string   `json:"last_data"` // newest day that numbers tell of, or ""
	Unit       string   `json:"unit"`
	Kind       string   `json:"kind"`
	Direction  string   `json:"direction"`
}

// judge works out where a target stands on a day.
func judge(m *metric.Metric, t Target, actual *float64, lastData, today string) Stand {
	s := Stand{Target: t, LastData: lastData}
	if m != nil {
		s.Unit, s.Kind, s.Direction = m.Unit, m.Kind, m.Direction
	}
	all := Span{t.FromDay, t.ToDay}
	if today < t.FromDay {
		s.Status = Upcoming
		return s
	}
	s.Actual = actual
	until := min(today, t.ToDay)
	expected := float64(Span{t.FromDay, until}.days()) / float64(all.days()) * 100
	s.Expected = &expected
	if actual == nil {
		s.Status = NoData
		return s
	}
	attainment := (*actual - t.Baseline) / (t.Value - t.Baseline) * 100
	pace := attainment / expected
	s.Attainment, s.Pace = &attainment, &pace
	switch {
	case lastData != "" && Span{lastData, until}.days()-1 > staleAfter:
		s.Status = Stale
	case pace >= onTrackFrom:
		s.Status = OnTrack
	case pace >= atRiskFrom:
		s.Status = AtRisk
	default:
		s.Status = OffTrack
	}
	return s
}

// Stands judges every target of a brand ("": of all brands) on a day of the
// client's calendar.
func Stands(tx *store.Tx, brandID, today, currency string) ([]Stand, error) {
	targets, err := Targets(tx, brandID)
	if err != nil {
		return nil, err
	}
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	stands := make([]Stand, len(targets))
	for i, t := range targets {
		var actual *float64
		last := ""
		m := known.Find(t.Metric, t.Level) // nil: an own metric that was taken away since
		if today >= t.FromDay && m != nil {
			if actual, last, err = standing(tx, known, m, t, Span{t.FromDay, min(today, t.ToDay)}, currency); err != nil {
				return nil, err
			}
		}
		stands[i] = judge(m, t, actual, last, today)
	}
	return stands, nil
}

// standing is the value of a target's metric in a span, and the newest day that
// its numbers tell of.
func standing(tx *store.Tx, known *metric.Catalogue, m *metric.Metric, t Target, span Span, currency string) (*float64, string, error) {
	q := Query{Brand: t.BrandID, From: span.From, To: span.To, Metrics: []string{t.Level + "." + t.Metric}, Currency: currency}
	if t.ChannelID != nil {
		q.Channels = []string{*t.ChannelID}
	}
	rows, err := Numbers(tx, q)
	if err != nil {
		if fault.Is(err, fault.NotFound) {
			return nil, "", nil // its brand was deleted
		}
		return nil, "", err
	}
	var actual *float64
	for _, r := range rows {
		if (r.ChannelID == nil) == (t.ChannelID == nil) {
			actual = r.Value
		}
	}
	if actual == nil {
		return nil, "", nil
	}
	last, err := lastData(tx, known, m, t, span.To)
	return actual, last, err
}

// lastData is the newest day, up to a day, that the numbers of a target's metric
// tell of.
func lastData(tx *store.Tx, known *metric.Catalogue, m *metric.Metric, t Target, to string) (string, error) {
	where, args := "channel_id IN (SELECT id FROM channel WHERE brand_id = ? AND deleted_at IS NULL)", []any{t.BrandID}
	if t.ChannelID != nil {
		where, args = "channel_id = ?", []any{*t.ChannelID}
	}
	last := ""
	newest := func(query string, more ...any) error {
		var day sql.NullString
		if _, err := tx.Get(query, append(append([]any{}, args...), more...), &day); err != nil {
			return fmt.Errorf("newest number: %w", err)
		}
		last = max(last, min(day.String, to))
		return nil
	}
	switch m.Level {
	case metric.Log:
		return last, newest("SELECT max(day) FROM activity WHERE "+where+" AND deleted_at IS NULL AND day <= ?", to)
	case metric.Post:
		if err := newest("SELECT max(day) FROM post WHERE "+where+" AND deleted_at IS NULL AND day <= ?", to); err != nil {
			return "", err
		}
		// A file without a newer post tells of the days up to its own.
		return last, newest(`SELECT max(i.as_of) FROM import i, json_each(i.channels) c
			WHERE `+strings.ReplaceAll(where, "channel_id", "c.value")+" AND i.undone_at IS NULL AND i.id IN (SELECT import_id FROM post)", []any{}...)
	}
	for _, key := range measuredKeys(known, m) {
		for _, grain := range []string{Day, Week, Month} {
			end := map[string]string{Day: "day", Week: "date(day, '+6 days')", Month: "date(day, '+1 month', '-1 day')"}[grain]
			if err := newest("SELECT max("+end+") FROM measurement WHERE "+where+" AND metric = ? AND grain = ? AND day <= ? AND counts = 1", key, grain, to); err != nil {
				return "", err
			}
		}
	}
	return last, nil
}
