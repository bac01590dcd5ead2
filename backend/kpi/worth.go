package kpi

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"

	"github.com/brandloop/brandloop/backend/metric"
)

const conversionValue = metric.Channel + "." + metric.ConversionValue

// Worth is an assumption behind a number: what a goal says one conversion is
// worth, and how many it counted.
type Worth struct {
	Goal        string   `json:"goal"`
	Event       string   `json:"event"` // "" is every conversion
	Each        int64    `json:"each"`  // in hundredths of Currency
	Currency    string   `json:"currency"`
	From        string   `json:"from"`
	To          string   `json:"to"`
	Conversions *float64 `json:"conversions"` // nil where none is known
}

// counted is how many conversions of a goal a channel had in a span.
type counted struct {
	goal    int
	channel string
	span    int
	count   float64
}

// conversionValues works out what conversions were worth, as ConversionGoal
// says.
func (g *grid) conversionValues() error {
	if g.wanted[metric.Channel][metric.ConversionValue] == 0 {
		return nil
	}
	goals, all, err := g.countGoals()
	if err != nil {
		return err
	}
	for _, c := range all {
		goal := goals[c.goal]
		now := cell{value: c.count * float64(goal.Value) / 100, known: true, currency: goal.Currency}
		if row := g.cells[at{c.channel, conversionValue}]; row != nil && row[c.span].known {
			was := row[c.span]
			now.value += was.value
			now.mixed = was.mixed || was.currency != now.currency
		}
		g.set(g.cells, c.channel, conversionValue, c.span, now)
	}
	return nil
}

// countGoals counts the conversions of each goal of the channels' brands.
func (g *grid) countGoals() ([]ConversionGoal, []counted, error) {
	some := false // most files have none, and the list of goals costs more to read
	if _, err := g.tx.Get("SELECT EXISTS (SELECT 1 FROM conversion_goal WHERE deleted_at IS NULL)", nil, &some); err != nil || !some {
		return nil, nil, err
	}
	goals, err := ConversionGoals(g.tx, "")
	if err != nil {
		return nil, nil, err
	}
	brands, err := g.brands()
	if err != nil {
		return nil, nil, err
	}
	var all []counted
	for i := range goals {
		goal := &goals[i]
		var channels []string
		for _, c := range g.channels {
			if brands[c] == goal.BrandID {
				channels = append(channels, c)
			}
		}
		if len(channels) == 0 {
			continue
		}
		count := g.countAll
		if goal.Event != "" {
			count = g.countEvent
		}
		if err := count(goal, channels, func(channel string, span int, v float64) {
			all = append(all, counted{i, channel, span, v})
		}); err != nil {
			return nil, nil, fmt.Errorf("count conversions of %s: %w", goal.Name, err)
		}
	}
	return goals, all, nil
}

// countAll counts metric conversions. In a span that the goal's days cut, the
// days that are left are asked for by themselves.
func (g *grid) countAll(goal *ConversionGoal, channels []string, tell func(string, int, float64)) error {
	conversions := g.known.Find("conversions", metric.Channel)
	for i, s := range g.spans {
		left := Span{max(s.From, goal.FromDay), min(s.To, goal.days().To)}
		if left.To < left.From {
			continue
		}
		from, span := g, i
		if left != s {
			from, span = newGrid(g.tx, g.known, channels, []Span{left}, "", g.own), 0
			from.need(conversions)
			if err := from.read(); err != nil {
				return err
			}
		}
		for _, c := range channels {
			if v := get(from.cells, c, conversions.ID(), span); v != nil {
				tell(c, i, *v)
			}
		}
	}
	return nil
}

// countEvent counts the parts of breakdowns by event.
func (g *grid) countEvent(goal *ConversionGoal, channels []string, tell func(string, int, float64)) error {
	type run struct {
		channel string
		span    int
		days    Span
		value   float64
	}
	var runs []run
	period := g.period()
	err := g.tx.Rows(`SELECT b.channel_id, b.from_day, b.to_day, b.value FROM json_each(?1) c CROSS JOIN breakdown b
		WHERE b.channel_id = c.value AND b.dimension = 'event' AND b.from_day >= ?2 AND b.to_day <= ?3
		AND b.part = json_array(?4) AND b.metric = 'conversions' AND b.counts = 1`,
		[]any{asJSON(channels), max(period.From, goal.FromDay), min(period.To, goal.days().To), goal.Event}, func(r *sql.Rows) error {
			var one run
			if err := r.Scan(&one.channel, &one.days.From, &one.days.To, &one.value); err != nil {
				return err
			}
			var ok bool
			if one.span, ok = g.spanOf[g.bucket(one.days.From)]; ok && one.days.within(g.spans[one.span]) {
				runs = append(runs, one)
			}
			return nil
		})
	if err != nil {
		return err
	}
	slices.SortStableFunc(runs, func(a, b run) int {
		return cmp.Or(cmp.Compare(b.days.days(), a.days.days()), cmp.Compare(a.days.From, b.days.From))
	})
	taken := map[string][]Span{}
	for _, r := range runs {
		if !slices.ContainsFunc(taken[r.channel], r.days.overlaps) {
			taken[r.channel] = append(taken[r.channel], r.days)
			tell(r.channel, r.span, r.value)
		}
	}
	return nil
}

// worth lists what a number assumes of the value of conversions: nothing where it
// was not made of it.
func (p *Passport) worth(g *grid, m *metric.Metric, brandID string) error {
	made, site := m.Key == metric.ConversionValue && m.Level == metric.Channel, false
	for _, part := range p.Parts {
		made, site = made || part.Metric == metric.ConversionValue || part.Instead != "", site || part.Site
	}
	if !made {
		return nil
	}
	g.need(g.known.Find("conversions", metric.Channel))
	g.need(m)
	if err := g.read(); err != nil {
		return err
	}
	goals, all, err := g.countGoals()
	if err != nil {
		return err
	}
	left, err := g.worthLeft(m, site)
	if err != nil {
		return err
	}
	for i, goal := range goals {
		if goal.BrandID != brandID || !goal.days().overlaps(g.period()) {
			continue
		}
		w := Worth{Goal: goal.Name, Event: goal.Event, Each: goal.Value, Currency: goal.Currency, From: goal.FromDay, To: goal.ToDay}
		for _, c := range all {
			if c.goal == i && !left[c.channel] {
				if w.Conversions == nil {
					w.Conversions = new(float64)
				}
				*w.Conversions += c.count
			}
		}
		p.Worth = append(p.Worth, w)
	}
	return nil
}

// worthLeft are the channels whose conversions a number leaves out: those with
// numbers of what the value stands in for, and accounts of ads where the site
// tells of the same sales.
func (g *grid) worthLeft(m *metric.Metric, site bool) (map[string]bool, error) {
	left := map[string]bool{}
	for _, t := range m.Terms() {
		for _, channel := range g.channels {
			if t.Else == metric.ConversionValue && get(g.cells, channel, t.At(m.Level)+"."+t.Metric, 0) != nil {
				left[channel] = true
			}
		}
	}
	if !site {
		return left, nil
	}
	return left, g.tx.Rows("SELECT id FROM channel WHERE id IN (SELECT value FROM json_each(?)) AND platform IN (SELECT value FROM json_each(?))",
		[]any{asJSON(g.channels), asJSON(adPlatforms)}, func(r *sql.Rows) error {
			var channel string
			err := r.Scan(&channel)
			left[channel] = true
			return err
		})
}
