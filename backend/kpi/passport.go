package kpi

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// PassportQuery names one number.
type PassportQuery struct {
	Brand    string `json:"brand"`   // id
	Channel  string `json:"channel"` // id; "" is the whole brand
	Metric   string `json:"metric"`
	Level    string `json:"level"`
	From     string `json:"from"`
	To       string `json:"to"`
	Currency string `json:"currency"`
}

// Passport says where a number comes from.
type Passport struct {
	Row
	Formula  *metric.Formula `json:"formula"`
	Money    string          `json:"money"` // the currency of its parts that are money
	Sources  []Source        `json:"sources"`
	Typed    []Typed         `json:"typed"`
	Outvoted int             `json:"outvoted"` // numbers of the same days that others outvoted
	Posts    int             `json:"posts"`    // posts published in the period
	Entries  int             `json:"entries"`  // entries of the log in the period
	Backward int             `json:"backward"` // first responses left out: answered before they were received
	FirstDay string          `json:"first_day"`
	LastDay  string          `json:"last_day"` // of the numbers within the period
	Worth    []Worth         `json:"worth"`    // what conversions are assumed to be worth, where that is part of the number
	Costs    []Cost          `json:"costs"`    // what a total cost in it was made of
	Rates    []HourRate      `json:"rates"`    // what an hour was taken to cost, where hours are part of the number
	Uses     []Used          `json:"uses"`     // the metrics that the formula of an own metric names
	Timezone string          `json:"timezone"` // that the days belong to; the shell fills it in
}

// Source is an import that gave numbers.
type Source struct {
	ImportID string        `json:"import_id"`
	File     string        `json:"file"`
	Format   string        `json:"format"`
	Rows     int           `json:"rows"` // how many of the number's rows it gave
	AsOf     string        `json:"as_of"`
	Who      string        `json:"who"`
	At       store.Instant `json:"at" ts_type:"string"`
}

// Typed is who typed numbers.
type Typed struct {
	Who  string        `json:"who"`
	Rows int           `json:"rows"`
	At   store.Instant `json:"at" ts_type:"string"` // of the last
}

// PassportOf finds out where a number comes from.
func PassportOf(tx *store.Tx, q PassportQuery) (*Passport, error) {
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	m := known.Find(q.Metric, q.Level)
	if m == nil {
		_, err := known.Match(q.Level + "." + q.Metric)
		return nil, err
	}
	ask := Query{Brand: q.Brand, From: q.From, To: q.To, Metrics: []string{q.Level + "." + q.Metric}, Currency: q.Currency}
	where, args := "m.channel_id IN (SELECT id FROM channel WHERE brand_id = ? AND deleted_at IS NULL)", []any{q.Brand}
	if q.Channel != "" {
		ask.Channels, where, args = []string{q.Channel}, "m.channel_id = ?", []any{q.Channel}
	}
	rows, err := Numbers(tx, ask)
	if err != nil {
		return nil, err
	}
	p := &Passport{Sources: []Source{}, Typed: []Typed{}, Worth: []Worth{}, Costs: []Cost{}, Rates: []HourRate{}, Uses: []Used{}}
	for _, r := range rows {
		if (r.ChannelID == nil) == (q.Channel == "") {
			p.Row, p.Money = r, cmp.Or(r.money, q.Currency)
		}
	}
	p.Formula = m.Formula
	if err := p.behind(tx, known, m, q); err != nil {
		return nil, err
	}
	switch m.Level {
	case metric.Channel:
		err = p.measured(tx, known, m, where, args, Span{q.From, q.To})
	case metric.Post:
		err = p.published(tx, where, args, Span{q.From, q.To})
	default:
		err = p.logged(tx, where, args, Span{q.From, q.To})
	}
	if err != nil {
		return nil, fmt.Errorf("passport of %s: %w", m.ID(), err)
	}
	return p, nil
}

// behind fills in what stands behind the parts of a number: the metrics that an
// own formula names, what everything cost, and what conversions are assumed to be
// worth.
func (p *Passport) behind(tx *store.Tx, known *metric.Catalogue, m *metric.Metric, q PassportQuery) error {
	ask := Query{Brand: q.Brand, From: q.From, To: q.To, Currency: q.Currency}
	if q.Channel != "" {
		ask.Channels = []string{q.Channel}
	}
	for _, used := range m.Uses() {
		ask.Metrics = append(ask.Metrics, used.ID())
		p.Uses = append(p.Uses, Used{Metric: used.Key, Level: used.Level})
	}
	if len(p.Uses) > 0 {
		rows, err := numbers(tx, known, ask)
		if err != nil {
			return err
		}
		for i := range p.Uses {
			for _, r := range rows {
				if r.Metric == p.Uses[i].Metric && r.Level == p.Uses[i].Level && (r.ChannelID == nil) == (q.Channel == "") {
					p.Uses[i].Value = r.Value
				}
			}
		}
	}
	scopes, err := scopesOf(tx, ask)
	if err != nil {
		return err
	}
	ids := []string{}
	for _, s := range scopes {
		for _, c := range s.channels {
			ids = append(ids, c.ID)
		}
	}
	alone := func() *grid { return newGrid(tx, known, ids, []Span{{q.From, q.To}}, "", q.Currency) }
	if err := p.costs(alone(), m, q.Brand); err != nil {
		return err
	}
	return p.worth(alone(), m, q.Brand)
}

// measured reads the sources of measurements. A stock is the last value before
// the end of the period, so its own row is looked for.
func (p *Passport) measured(tx *store.Tx, known *metric.Catalogue, m *metric.Metric, where string, args []any, period Span) error {
	keys, whose := MeasuredKeys(known, m), condition{where, slices.Clone(args)}
	named, more := in("m.metric", keys)
	where, args = where+" AND "+named, append(args, more...)
	within := "m.day BETWEEN ? AND ?"
	if slices.ContainsFunc(keys, func(key string) bool { p := known.Find(key, metric.Channel); return p != nil && p.Kind == metric.Stock }) {
		within = "m.day BETWEEN coalesce((SELECT max(s.day) FROM measurement s WHERE s.channel_id = m.channel_id AND s.metric = m.metric AND s.day <= ?), '') AND ?"
	}
	where, args = where+" AND "+within, append(args, period.From, period.To)
	if err := p.sources(tx, `SELECT i.id, i.file, i.format, count(*), i.as_of, i.who, i.created_at FROM measurement m JOIN import i ON i.id = m.import_id
		WHERE `+where+` AND m.counts = 1 GROUP BY i.id ORDER BY i.created_at DESC`, args); err != nil {
		return err
	}
	if err := tx.Rows("SELECT m.who, count(*), max(m.created_at) FROM measurement m WHERE "+where+" AND m.import_id = '' GROUP BY m.who ORDER BY m.who",
		args, func(r *sql.Rows) error {
			var t Typed
			err := r.Scan(&t.Who, &t.Rows, &t.At)
			p.Typed = append(p.Typed, t)
			return err
		}); err != nil {
		return err
	}
	_, err := tx.Get("SELECT coalesce(sum(m.counts = 0), 0), coalesce(min(m.day), ''), coalesce(max(m.day), '') FROM measurement m WHERE "+where, args,
		&p.Outvoted, &p.FirstDay, &p.LastDay)
	if err != nil {
		return err
	}
	return p.ofRuns(tx, keys, whose, period)
}

// ofRuns adds the sources of runs of days within the period.
func (p *Passport) ofRuns(tx *store.Tx, keys []string, whose condition, period Span) error {
	named, more := in("x.metric", keys)
	from := " FROM span_measurement x JOIN import i ON i.id = x.import_id WHERE " + strings.ReplaceAll(whose.text, "m.", "x.") + " AND " + named +
		" AND x.from_day >= ? AND x.to_day <= ? AND x.counts = 1 AND NOT " + finer
	args := append(slices.Concat(whose.args, more), period.From, period.To)
	if err := p.sources(tx, "SELECT i.id, i.file, i.format, count(*), i.as_of, i.who, i.created_at"+from+" GROUP BY i.id ORDER BY i.created_at DESC", args); err != nil {
		return err
	}
	var first, last string
	if _, err := tx.Get("SELECT coalesce(min(x.from_day), ''), coalesce(max(x.to_day), '')"+from, args, &first, &last); err != nil {
		return err
	}
	if first != "" && (p.FirstDay == "" || first < p.FirstDay) {
		p.FirstDay = first
	}
	p.LastDay = max(p.LastDay, last)
	return nil
}

// condition is a part of a query and its arguments.
type condition struct {
	text string
	args []any
}

func (p *Passport) sources(tx *store.Tx, query string, args []any) error {
	return tx.Rows(query, args, func(r *sql.Rows) error {
		var s Source
		err := r.Scan(&s.ImportID, &s.File, &s.Format, &s.Rows, &s.AsOf, &s.Who, &s.At)
		if i := slices.IndexFunc(p.Sources, func(o Source) bool { return o.ImportID == s.ImportID }); i >= 0 {
			p.Sources[i].Rows += s.Rows
		} else {
			p.Sources = append(p.Sources, s)
		}
		return err
	})
}

// published reads which imports told of the posts.
func (p *Passport) published(tx *store.Tx, where string, args []any, period Span) error {
	where, args = where+" AND m.day BETWEEN ? AND ? AND m.deleted_at IS NULL", append(args, period.From, period.To)
	if err := p.sources(tx, `WITH p AS (SELECT m.id, m.import_id FROM post m WHERE `+where+`),
		told AS (SELECT p.id, r.import_id FROM p JOIN post_reading r ON r.post_id = p.id UNION SELECT id, import_id FROM p)
		SELECT i.id, i.file, i.format, count(*), i.as_of, i.who, i.created_at FROM told JOIN import i ON i.id = told.import_id
		WHERE i.undone_at IS NULL GROUP BY i.id ORDER BY i.created_at DESC`, args); err != nil {
		return err
	}
	_, err := tx.Get("SELECT count(*), coalesce(min(m.day), ''), coalesce(max(m.day), '') FROM post m WHERE "+where, args, &p.Posts, &p.FirstDay, &p.LastDay)
	return err
}

// logged counts the entries of the log.
func (p *Passport) logged(tx *store.Tx, where string, args []any, period Span) error {
	from, to := period.around()
	_, err := tx.Get("SELECT count(*), coalesce(sum(m.due = 2), 0), coalesce(min(m.day), ''), coalesce(max(m.day), '') FROM activity m WHERE "+where+
		" AND m.occurred_at BETWEEN ? AND ? AND m.day BETWEEN ? AND ? AND m.deleted_at IS NULL",
		append(args, from, to, period.From, period.To), &p.Entries, &p.Backward, &p.FirstDay, &p.LastDay)
	return err
}
