package kpi

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// PartTableQuery asks for the parts of a dimension by one metric, beside another
// period and over time.
type PartTableQuery struct {
	Brand       string   `json:"brand"`    // id; "" is every brand
	Channels    []string `json:"channels"` // ids: only these
	Dimension   string   `json:"dimension"`
	Metric      string   `json:"metric"` // a key; "" is the first that the parts have
	From        string   `json:"from"`   // days, both within the period
	To          string   `json:"to"`
	CompareFrom string   `json:"compare_from"` // "" compares with nothing
	CompareTo   string   `json:"compare_to"`
	Currency    string   `json:"currency"` // the client's
}

// PartLine is a part with its number in a period, in the one compared with, and
// over time.
type PartLine struct {
	ID        string   `json:"id"`
	ChannelID string   `json:"channel_id"`
	Channel   string   `json:"channel"` // platform:handle
	Part      []string `json:"part"`    // names from the outermost in
	Currency  string   `json:"currency,omitempty"`

	Value    *float64 `json:"value"` // nil where no table of the period has the part
	Previous *float64 `json:"previous"`
	Change   *float64 `json:"change"` // value − previous; of shares in per cent, points
	Ratio    *float64 `json:"ratio"`  // change / previous; nil of shares in per cent, and where previous is 0

	// Share is the value in per cent of the sum of the channel's parts. It is nil
	// where that sum says nothing: of unique people, who stand in several parts,
	// and of numbers that are shares already.
	Share         *float64 `json:"share"`
	PreviousShare *float64 `json:"previous_share"`

	Course []*float64 `json:"course"` // by the runs of Course of the channel, in their order; nil where a run does not have the part
}

// PartTable is the parts of a dimension by one metric.
type PartTable struct {
	Dimension string     `json:"dimension"`
	Metric    string     `json:"metric"`  // key; "" where there is none
	Metrics   []string   `json:"metrics"` // keys that the parts have, in the order of the catalogue
	Unit      string     `json:"unit"`
	Kind      string     `json:"kind"`
	Decimals  *int       `json:"decimals,omitempty"`
	Rows      []PartLine `json:"rows"`     // the largest of each channel first; those of the period compared with alone come last
	Runs      []PartRun  `json:"runs"`     // that count in the period, the oldest first
	Left      []PartRun  `json:"left"`     // that overlap the period and do not count
	Compared  []PartRun  `json:"compared"` // that count in the period compared with
	Course    []PartRun  `json:"course"`   // from a year before the period to its end, the oldest first
}

// CourseOf are the runs that the course of a line of a channel is made of.
func (t *PartTable) CourseOf(channelID string) []PartRun {
	return slices.DeleteFunc(slices.Clone(t.Course), func(r PartRun) bool { return r.ChannelID != channelID })
}

// PartsOverTime answers a query. The numbers of both periods are those of
// Breakdowns.
func PartsOverTime(tx *store.Tx, q PartTableQuery) (*PartTable, error) {
	ask := PartsQuery{Brand: q.Brand, Channels: q.Channels, Dimension: q.Dimension, From: q.From, To: q.To, Currency: q.Currency}
	now, err := Breakdowns(tx, ask)
	if err != nil {
		return nil, err
	}
	before := &PartsOf{Runs: []PartRun{}}
	if q.CompareFrom != "" {
		ask.From, ask.To = q.CompareFrom, q.CompareTo
		if before, err = Breakdowns(tx, ask); err != nil {
			return nil, err
		}
	}
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	t := &PartTable{Dimension: q.Dimension, Rows: []PartLine{}, Runs: now.Runs, Left: now.Left, Compared: before.Runs, Course: []PartRun{},
		Metrics: now.Metrics, Metric: q.Metric}
	if len(t.Metrics) == 0 && len(before.Metrics) > 0 {
		t.Metrics = before.Metrics
	}
	if t.Metric == "" && len(t.Metrics) > 0 {
		t.Metric = t.Metrics[0]
	}
	if t.Metric == "" {
		return t, nil
	}
	m := known.Find(t.Metric, metric.Channel)
	if m == nil {
		return nil, fault.Bad("metric", "metric.unknown", t.Metric, "")
	}
	t.Unit, t.Kind, t.Decimals = m.Unit, m.Kind, m.Decimals
	t.compare(m, now.Rows, before.Rows)
	return t, t.follow(tx, m, q)
}

// compare makes the lines of a metric from the parts of both periods.
func (t *PartTable) compare(m *metric.Metric, now, before []PartRow) {
	adds := m.Unit != metric.Percent && (m.Kind == metric.Flow || m.Kind == metric.Stock)
	places := map[string]int{}
	sums, previous := map[string]float64{}, map[string]float64{}
	line := func(r PartRow) *PartLine {
		id := lineID(r.ChannelID, r.Part)
		at, ok := places[id]
		if !ok {
			at = len(t.Rows)
			places[id] = at
			t.Rows = append(t.Rows, PartLine{ID: id, ChannelID: r.ChannelID, Channel: r.Channel, Part: r.Part, Course: []*float64{}})
		}
		if m.Unit == metric.Money && r.Currency != "" {
			t.Rows[at].Currency = r.Currency
		}
		return &t.Rows[at]
	}
	// A share of an account that books in several currencies says nothing.
	side := func(r PartRow) string {
		if m.Unit == metric.Money {
			return r.ChannelID + r.Currency
		}
		return r.ChannelID
	}
	for _, r := range now {
		if v, ok := r.Values[m.Key]; ok {
			line(r).Value = &v
			sums[side(r)] += v
		}
	}
	for _, r := range before {
		if v, ok := r.Values[m.Key]; ok {
			if l := line(r); m.Unit != metric.Money || l.Value == nil || l.Currency == r.Currency {
				l.Previous = &v
			}
			previous[side(r)] += v
		}
	}
	for i := range t.Rows {
		l := &t.Rows[i]
		key := side(PartRow{ChannelID: l.ChannelID, Currency: l.Currency})
		if adds {
			l.Share, l.PreviousShare = shareOf(l.Value, sums[key]), shareOf(l.Previous, previous[key])
		}
		if l.Value != nil && l.Previous != nil {
			change := clean(*l.Value - *l.Previous)
			l.Change = &change
			if *l.Previous != 0 && m.Unit != metric.Percent {
				ratio := change / *l.Previous
				l.Ratio = &ratio
			}
		}
	}
	slices.SortStableFunc(t.Rows, func(a, b PartLine) int {
		return cmp.Or(cmp.Compare(a.Channel, b.Channel), cmp.Compare(size(b.Value), size(a.Value)), cmp.Compare(size(b.Previous), size(a.Previous)))
	})
}

// lineID names a part of a channel.
func lineID(channelID string, part []string) string { return channelID + " " + asJSON(part) }

// size is what a number is sorted by: what is missing is smaller than 0.
func size(v *float64) float64 {
	if v == nil {
		return -1
	}
	return *v
}

func shareOf(v *float64, sum float64) *float64 {
	if v == nil || sum <= 0 {
		return nil
	}
	share := *v / sum * 100
	return &share
}

// follow reads the course of each line: what each run says that counts, from a
// year before the period to its end. Those that count in the period come first.
func (t *PartTable) follow(tx *store.Tx, m *metric.Metric, q PartTableQuery) error {
	first, err := time.Parse(time.DateOnly, q.From)
	if err != nil {
		return err
	}
	ask := PartsQuery{Brand: q.Brand, Channels: q.Channels, From: text(first.AddDate(-1, 0, 0)), To: q.To}
	found, err := partRuns(tx, ask, []string{q.Dimension})
	if err != nil {
		return err
	}
	found = slices.DeleteFunc(found, func(r PartRun) bool { return !slices.Contains(r.metrics, m.Key) })
	runs, _ := electRuns(found, Span{q.From, q.To}, nil)
	earlier, _ := electRuns(found, Span{ask.From, ask.To}, runs)
	t.Course, _ = electRuns(slices.Concat(runs, earlier), Span{ask.From, ask.To}, nil)
	markBreaks(t.Course)

	places := map[table]int{}
	length := map[string]int{}
	for i := range t.Course {
		r := &t.Course[i]
		places[r.table()] = length[r.ChannelID]
		length[r.ChannelID]++
	}
	lines := map[string]*PartLine{}
	for i := range t.Rows {
		l := &t.Rows[i]
		l.Course = make([]*float64, length[l.ChannelID])
		lines[l.ID] = l
	}
	return eachPart(tx, ask, []string{q.Dimension}, m.Key, func(of table, _, raw, _, currency string, v float64) error {
		at, counts := places[of]
		if !counts {
			return nil
		}
		var part []string
		if err := json.Unmarshal([]byte(raw), &part); err != nil {
			return err
		}
		l := lines[lineID(of.channel, part)]
		if l != nil && (m.Unit != metric.Money || cmp.Or(currency, q.Currency) == l.Currency) {
			l.Course[at] = &v
		}
		return nil
	})
}
