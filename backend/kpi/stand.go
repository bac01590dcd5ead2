package kpi

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// The statuses of a target.
const (
	OnTrack  = "on_track"  // pace of 0.95 and more
	AtRisk   = "at_risk"   // pace of 0.8 and more
	OffTrack = "off_track" // below
	NoData   = "no_data"   // the metric has no value in the span
	Stale    = "stale"     // its newest number is older than 14 days
	Upcoming = "upcoming"  // the span has not begun
)

// The reasons why there is no actual value though there are numbers.
const (
	Claimed    = "claimed"    // ads and the site's own analytics both tell of the same sales
	Currencies = "currencies" // there are several, or one that is not the client's
)

// The thresholds of the statuses.
const (
	onTrackFrom = 0.95
	atRiskFrom  = 0.8
	staleAfter  = 14 // days before today, or before the end of the span
)

// Stand is how far a target is, or one of its repetitions.
type Stand struct {
	Target Target `json:"target"`
	From   string `json:"from"` // of the repetition
	To     string `json:"to"`
	Number int    `json:"number"` // of the repetition, from 1 on
	Of     int    `json:"of"`     // how many repetitions there are; 0 is without end

	Actual        *float64 `json:"actual"`         // from the first day of the span to today
	NoActual      string   `json:"no_actual"`      // why Actual is nil though there are numbers: claimed or currencies; or ""
	Attainment    *float64 `json:"attainment"`     // (actual − baseline) / (target − baseline) × 100
	Expected      *float64 `json:"expected"`       // what share of the span's days, or of their weights, has passed, today counted, × 100; nil before the span
	ExpectedValue *float64 `json:"expected_value"` // baseline + (target − baseline) × expected / 100
	Gap           *float64 `json:"gap"`            // attainment − expected, in points: behind below 0
	Pace          *float64 `json:"pace"`           // attainment / expected; nil where nothing is expected yet
	Status        string   `json:"status"`
	LastData      string   `json:"last_data"` // newest day that numbers tell of, or ""
	LeftOut       int      `json:"left_out"`  // of a campaign: runs of days with numbers that stick out of the span, and are not in Actual

	Rate   *float64 `json:"rate"`   // what a day brought from the first day to today; nil of what has no sum over days
	Needed *float64 `json:"needed"` // what each day after today has to bring to reach the target, at least 0; of a flow that is to fall, what it may bring at most

	Forecast   *float64 `json:"forecast"` // at the end of the span; nil for the reason in NoForecast
	Low        *float64 `json:"low"`      // one in ten past forecasts of as many days was too high by more
	High       *float64 `json:"high"`     // one in ten was too low by more
	NoForecast string   `json:"no_forecast"`

	Decide    bool   `json:"decide"` // off track, or all of the forecast's range misses the target
	Unit      string `json:"unit"`
	Kind      string `json:"kind"`
	Direction string `json:"direction"`
	Decimals  *int   `json:"decimals,omitempty"` // of an own metric; nil: as its unit has
}

// judge works out where a repetition of a target stands on a day.
func judge(m *metric.Metric, t Target, number int, told reading, today string) Stand {
	span := t.repetition(number)
	s := Stand{Target: t, From: span.From, To: span.To, Number: number + 1, Of: t.count(), LastData: told.last, LeftOut: told.left, NoActual: told.reason}
	if m != nil {
		s.Unit, s.Kind, s.Direction, s.Decimals = m.Unit, m.Kind, m.Direction, m.Decimals
	}
	if today < span.From {
		s.Status = Upcoming
		return s
	}
	s.Actual = told.value
	until := min(today, span.To)
	share := expected(t.Weights, span, until)
	value := t.Baseline + (t.Value-t.Baseline)*share/100
	s.Expected, s.ExpectedValue = &share, &value
	if told.value == nil {
		s.Status = NoData
		return s
	}
	attainment := (*told.value - t.Baseline) / (t.Value - t.Baseline) * 100
	gap := attainment - share
	s.Attainment, s.Gap = &attainment, &gap
	on, risk := gap >= 0, false
	if share > 0 {
		pace := attainment / share
		s.Pace = &pace
		on, risk = pace >= onTrackFrom, pace >= atRiskFrom
	}
	s.run(*told.value, Span{span.From, until}.days(), span.days())
	switch {
	case told.last != "" && Span{told.last, until}.days()-1 > staleAfter:
		s.Status = Stale
	case on:
		s.Status = OnTrack
	case risk:
		s.Status = AtRisk
	default:
		s.Status = OffTrack
	}
	return s
}

// run works out what a day brings and is to bring.
func (s *Stand) run(actual float64, gone, all int) {
	if s.Kind == metric.Ratio || s.Kind == metric.Unique {
		return
	}
	rate := actual
	if s.Kind == metric.Stock {
		rate -= s.Target.Baseline
	}
	rate /= float64(gone)
	s.Rate = &rate
	if gone >= all {
		return
	}
	needed := (s.Target.Value - actual) / float64(all-gone)
	if s.Kind == metric.Stock && s.Target.Value < s.Target.Baseline {
		needed = min(0, needed)
	} else {
		needed = max(0, needed)
	}
	s.Needed = &needed
}

// decide notes whether a person has to do something about a target.
func (s *Stand) decide() {
	s.Decide = s.Status == OffTrack
	if s.Forecast == nil {
		return
	}
	if s.Target.Value > s.Target.Baseline {
		s.Decide = s.Decide || *s.High < s.Target.Value
	} else {
		s.Decide = s.Decide || *s.Low > s.Target.Value
	}
}

// StandQuery asks where targets stand.
type StandQuery struct {
	Brand    string `json:"brand"` // id; "" is every brand
	From     string `json:"from"`  // of a period: of each target the last repetition that touches it and has begun, and none that do not touch it; "" is the repetition that today lies in
	To       string `json:"to"`
	Today    string `json:"today"` // of the client's calendar
	Currency string `json:"currency"`
	Forecast bool   `json:"forecast"`
}

// Stands judges the targets of a brand on a day, in the order of Targets.
func Stands(tx *store.Tx, q StandQuery) ([]Stand, error) {
	targets, err := Targets(tx, q.Brand)
	if err != nil {
		return nil, err
	}
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	stands := []Stand{}
	for _, t := range targets {
		number := t.index(q.Today)
		if q.From != "" {
			n, ok := t.touching(Span{q.From, q.To}, q.Today)
			if !ok {
				continue
			}
			number = n
		}
		s, err := standOf(tx, known, t, number, q)
		if err != nil {
			return nil, err
		}
		stands = append(stands, *s)
	}
	return stands, nil
}

// standOf judges one repetition of a target.
func standOf(tx *store.Tx, known *metric.Catalogue, t Target, number int, q StandQuery) (*Stand, error) {
	var told reading
	span := t.repetition(number)
	m := known.Find(t.Metric, t.Level) // nil: an own metric that was taken away since
	if q.Today >= span.From && m != nil {
		var err error
		if told, err = read(tx, known, m, t, span, q.Today, q.Currency); err != nil {
			return nil, err
		}
	}
	s := judge(m, t, number, told, q.Today)
	if q.Forecast {
		c, err := courseOf(tx, &s, q.Today, q.Currency)
		if err != nil {
			return nil, err
		}
		s.foresee(c)
	}
	s.decide()
	return &s, nil
}

// reading is what is known of a target's metric in a span.
type reading struct {
	value  *float64
	reason string // why there is no value though there are numbers
	last   string // newest day that the numbers tell of
	left   int    // runs of days of a campaign that stick out of the span
}

// read is the value of a target's metric from the first day of a span to its
// last, or to today.
func read(tx *store.Tx, known *metric.Catalogue, m *metric.Metric, t Target, span Span, today, currency string) (reading, error) {
	if t.Campaign != "" {
		return campaignOf(tx, known, m, t, span, today, currency)
	}
	to := min(span.To, today)
	q := Query{Brand: t.BrandID, From: span.From, To: to, Metrics: []string{t.Level + "." + t.Metric}, Currency: currency}
	if t.ChannelID != nil {
		q.Channels = []string{*t.ChannelID}
	}
	rows, err := Numbers(tx, q)
	if err != nil {
		if fault.Is(err, fault.NotFound) {
			return reading{}, nil // its brand was deleted
		}
		return reading{}, err
	}
	told := reading{}
	for _, r := range rows {
		if (r.ChannelID == nil) == (t.ChannelID == nil) {
			told.value = r.Value
		}
	}
	if told.value == nil {
		told.reason = unadded(m, rows)
		return told, nil
	}
	told.last, err = lastData(tx, known, m, t, to)
	return told, err
}

// unadded is why channels with values have none together, "" where there is none
// or another reason.
func unadded(m *metric.Metric, rows []Row) string {
	var platforms, currencies []string
	for _, r := range rows {
		if r.Channel == nil || r.Value == nil {
			continue
		}
		platform, _, _ := strings.Cut(*r.Channel, ":")
		platforms = append(platforms, platform)
		if m.Unit == metric.Money && !slices.Contains(currencies, r.Currency) {
			currencies = append(currencies, r.Currency)
		}
	}
	switch {
	case m.Level == metric.Channel && claimedTwice(m.Key, platforms):
		return Claimed
	case len(currencies) > 1:
		return Currencies
	}
	return ""
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
	for _, key := range MeasuredKeys(known, m) {
		for _, grain := range []string{Day, Week, Month} {
			end := map[string]string{Day: "day", Week: "date(day, '+6 days')", Month: "date(day, '+1 month', '-1 day')"}[grain]
			if err := newest("SELECT max("+end+") FROM measurement WHERE "+where+" AND metric = ? AND grain = ? AND day <= ? AND counts = 1", key, grain, to); err != nil {
				return "", err
			}
		}
	}
	return last, nil
}
