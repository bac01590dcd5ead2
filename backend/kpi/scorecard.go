package kpi

import (
	"slices"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// CardQuery asks for a scorecard.
type CardQuery struct {
	Brand       string   `json:"brand"` // id; "" is every brand
	From        string   `json:"from"`
	To          string   `json:"to"`
	CompareFrom string   `json:"compare_from"` // "": compared with nothing
	CompareTo   string   `json:"compare_to"`
	Metrics     []string `json:"metrics"`
	Currency    string   `json:"currency"`
	Today       string   `json:"today"` // of the client's calendar: for the targets, and for how much of a running period has passed
}

// CardRow is one number of a scorecard with what it is compared with. Its From
// and To are the period's.
type CardRow struct {
	Row
	Previous *float64 `json:"previous"`
	Change   *float64 `json:"change"`  // value − previous
	Ratio    *float64 `json:"ratio"`   // (value − previous) / |previous|; nil where previous is 0
	Points   []Point  `json:"points"`  // of the period, for a small chart
	Stand    *Stand   `json:"stand"`   // of the target that is nearest; nil without one
	Targets  int      `json:"targets"` // how many targets touch the period
}

// Point is the value of a part of a period.
type Point struct {
	From  string   `json:"from"`
	Value *float64 `json:"value"`
}

// Card is a scorecard.
type Card struct {
	From        string    `json:"from"`
	To          string    `json:"to"`
	CompareFrom string    `json:"compare_from"`
	CompareTo   string    `json:"compare_to"`
	Step        string    `json:"step"` // of the points: day, week or month
	Rows        []CardRow `json:"rows"`
}

// Compared is what a period is compared with: the period before it ("previous"),
// the same dates a year earlier ("last_year") or nothing ("none", ""). Whole
// months are compared with whole months.
func Compared(period Span, how string) (Span, error) {
	from, err := parseDay("from", period.From)
	if err != nil {
		return Span{}, err
	}
	to, err := parseDay("to", period.To)
	if err != nil {
		return Span{}, err
	}
	months := 0
	if next := to.AddDate(0, 0, 1); from.Day() == 1 && next.Day() == 1 {
		months = (next.Year()-from.Year())*12 + int(next.Month()-from.Month())
	}
	switch how {
	case "", "none":
		return Span{}, nil
	case "previous":
		if months > 0 {
			return Span{text(from.AddDate(0, -months, 0)), text(from.AddDate(0, 0, -1))}, nil
		}
		days := period.days()
		return Span{text(from.AddDate(0, 0, -days)), text(from.AddDate(0, 0, -1))}, nil
	case "last_year":
		if months > 0 {
			return Span{text(from.AddDate(-1, 0, 0)), text(to.AddDate(0, 0, 1).AddDate(-1, 0, -1))}, nil
		}
		earlier := func(day string) string {
			t, err := parseDay("day", day)
			if err != nil {
				return day
			}
			if t.Month() == 2 && t.Day() == 29 {
				t = t.AddDate(0, 0, -1)
			}
			return text(t.AddDate(-1, 0, 0))
		}
		return Span{earlier(period.From), earlier(period.To)}, nil
	}
	return Span{}, fault.Bad("compare", "kpi.compare_unknown", how)
}

// step is how a period is cut for a small chart.
func step(period Span) string {
	switch days := period.days(); {
	case days <= 92:
		return Day
	case days <= 400:
		return Week
	}
	return Month
}

type seriesOf struct{ brand, channel, level, metric string }

func keyOf(r Row) seriesOf {
	k := seriesOf{r.BrandID, "", r.Level, r.Metric}
	if r.ChannelID != nil {
		k.channel = *r.ChannelID
	}
	return k
}

// level cuts the span that a running period is compared with: on the 22nd of a
// month, its 22 days stand beside the first 22 of the other.
func (q *CardQuery) level() error {
	if q.CompareFrom == "" || q.Today < q.From || q.Today >= q.To {
		return nil
	}
	from, err := parseDay("compare_from", q.CompareFrom)
	if err != nil {
		return err
	}
	elapsed := Span{q.From, q.Today}.days()
	q.CompareTo = min(q.CompareTo, text(from.AddDate(0, 0, elapsed-1)))
	return nil
}

// Scorecard compares the numbers of a period with those of another and with the
// targets that touch it. A series has a row where it has a value in either, or a
// target.
func Scorecard(tx *store.Tx, q CardQuery) (*Card, error) {
	period := Span{q.From, q.To}
	if err := q.level(); err != nil {
		return nil, err
	}
	card := &Card{From: q.From, To: q.To, CompareFrom: q.CompareFrom, CompareTo: q.CompareTo, Step: step(period), Rows: []CardRow{}}
	ask := Query{Brand: q.Brand, From: q.From, To: q.To, Metrics: q.Metrics, Currency: q.Currency}
	now, err := Numbers(tx, ask)
	if err != nil {
		return nil, err
	}
	places := map[seriesOf]int{}
	add := func(r Row) *CardRow {
		k := keyOf(r)
		i, ok := places[k]
		if !ok {
			i = len(card.Rows)
			places[k] = i
			card.Rows = append(card.Rows, CardRow{Row: r, Points: []Point{}})
		}
		return &card.Rows[i]
	}
	for _, r := range now {
		add(r)
	}
	if q.CompareFrom != "" {
		ask.From, ask.To = q.CompareFrom, q.CompareTo
		before, err := Numbers(tx, ask)
		if err != nil {
			return nil, err
		}
		for _, r := range before {
			was := r.Value
			r.From, r.To, r.Value, r.N, r.Parts, r.Seen, r.Break = q.From, q.To, nil, nil, nil, "", false
			row := add(r)
			row.Previous = was
			row.compare(q.CompareTo)
		}
		ask.From, ask.To = q.From, q.To
	}
	ask.By = card.Step
	points, err := Numbers(tx, ask)
	if err != nil {
		return nil, err
	}
	for _, p := range points {
		// Reach is known by day and not of the month: it has a course without a value.
		if p.Value != nil && p.ChannelID != nil && p.Kind == metric.Unique {
			p.From, p.To, p.Value = q.From, q.To, nil
			add(p)
		}
	}
	for _, p := range points {
		// The last count of followers stands until there is another, but not ahead of today.
		if q.Today != "" && p.From > q.Today {
			p.Value = nil
		}
		if i, ok := places[keyOf(p)]; ok {
			card.Rows[i].Points = append(card.Rows[i].Points, Point{p.From, p.Value})
		}
	}
	if err := card.judge(tx, q, add); err != nil {
		return nil, err
	}
	return card, card.order(tx)
}

// compare tells the change since the number before, whose last day is to. Of the
// last value of both that is one and the same, no change is known.
func (r *CardRow) compare(to string) {
	if r.Value == nil || r.Previous == nil || r.Currency == "" && r.Unit == metric.Money || r.Seen != "" && r.Seen <= to && *r.Value == *r.Previous {
		return
	}
	change := *r.Value - *r.Previous
	r.Change = &change
	if *r.Previous != 0 {
		ratio := change / max(*r.Previous, -*r.Previous)
		r.Ratio = &ratio
	}
}

// judge adds the targets that touch the period, each with the repetition that
// stands for it; of several of one series the row shows the one that began last.
func (c *Card) judge(tx *store.Tx, q CardQuery, add func(Row) *CardRow) error {
	stands, err := Stands(tx, StandQuery{Brand: q.Brand, From: q.From, To: q.To, Today: q.Today, Currency: q.Currency})
	if err != nil {
		return err
	}
	known, err := Catalogue(tx)
	if err != nil {
		return err
	}
	asked, err := series(known, q.Metrics)
	if err != nil {
		return err
	}
	scopes, err := scopesOf(tx, Query{Brand: q.Brand})
	if err != nil {
		return err
	}
	for _, s := range stands {
		t := s.Target
		m := known.Find(t.Metric, t.Level)
		i := slices.IndexFunc(scopes, func(s scope) bool { return s.brand.ID == t.BrandID })
		if m == nil || i < 0 || !slices.Contains(asked, m) || t.Campaign != "" {
			continue // a campaign's number is none of the scorecard's rows
		}
		r := Row{BrandID: t.BrandID, Brand: scopes[i].brand.Name, Metric: m.Key, Level: m.Level, Kind: m.Kind, Unit: m.Unit,
			Direction: m.Direction, Decimals: m.Decimals, From: q.From, To: q.To}
		if m.Unit == metric.Money {
			r.Currency = q.Currency
		}
		if t.ChannelID != nil {
			at := -1
			for j, ch := range scopes[i].channels {
				if ch.ID == *t.ChannelID {
					at = j
				}
			}
			if at < 0 {
				continue // its channel was deleted
			}
			ch := scopes[i].channels[at]
			name := ch.Platform + ":" + ch.Handle
			r.ChannelID, r.Channel = &ch.ID, &name
		}
		row := add(r)
		row.Targets++
		if row.Stand == nil || row.Stand.From < s.From {
			stand := s
			row.Stand = &stand
		}
	}
	return nil
}

// order puts the rows in the order of Numbers.
func (c *Card) order(tx *store.Tx) error {
	scopes, err := scopesOf(tx, Query{})
	if err != nil {
		return err
	}
	place := map[string]int{"": 0}
	for _, s := range scopes {
		place[s.brand.ID] = len(place)
		for _, ch := range s.channels {
			place[ch.ID] = len(place)
		}
	}
	known, err := Catalogue(tx)
	if err != nil {
		return err
	}
	for i, m := range known.All() {
		place[m.ID()] = i
	}
	slices.SortStableFunc(c.Rows, func(a, b CardRow) int {
		x, y := keyOf(a.Row), keyOf(b.Row)
		for _, d := range []int{place[x.brand] - place[y.brand], place[x.level+"."+x.metric] - place[y.level+"."+y.metric], place[x.channel] - place[y.channel]} {
			if d != 0 {
				return d
			}
		}
		return 0
	})
	return nil
}
