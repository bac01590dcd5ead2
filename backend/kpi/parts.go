package kpi

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// PartsQuery asks for the parts of a whole in a period.
type PartsQuery struct {
	Brand     string   `json:"brand"`    // id; "" is every brand
	Channels  []string `json:"channels"` // ids: only these
	Dimension string   `json:"dimension"`
	From      string   `json:"from"` // days, both within the period
	To        string   `json:"to"`
	Currency  string   `json:"currency"` // the client's
}

// PartRow is one part of a channel: a campaign, a country, a page.
type PartRow struct {
	ChannelID string   `json:"channel_id"`
	Channel   string   `json:"channel"` // platform:handle
	Part      []string `json:"part"`    // names from the outermost in
	// Values are the numbers of the part by metric: of a flow the sum over the runs
	// of days that lie in the period whole, of a stock or of unique people what the
	// last run says.
	Values   map[string]float64 `json:"values"`
	Currency string             `json:"currency,omitempty"` // of the money among them; "" also where several meet, and then the money is left out
}

// PartsOf are the parts of a dimension, and the runs of days that they come from.
type PartsOf struct {
	Metrics []string  `json:"metrics"` // keys, in the order of the catalogue
	Rows    []PartRow `json:"rows"`    // by channel and part
	Runs    []Span    `json:"runs"`    // that count, the oldest first
	Left    []Span    `json:"left"`    // that overlap the period and stick out of it, or overlap a longer one
}

// DimensionsOf lists the dimensions that a brand ("": any) has parts of.
func DimensionsOf(tx *store.Tx, brandID string) ([]string, error) {
	all := []string{}
	err := tx.Rows(`SELECT DISTINCT b.dimension FROM channel c JOIN breakdown b ON b.channel_id = c.id
		WHERE c.deleted_at IS NULL AND (?1 = '' OR c.brand_id = ?1) AND b.counts = 1 ORDER BY 1`, []any{brandID}, func(r *sql.Rows) error {
		var name string
		err := r.Scan(&name)
		all = append(all, name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("dimensions: %w", err)
	}
	return all, nil
}

// Breakdowns answers a query. Of runs of days that overlap, the longest counts:
// an export of a month and one of a week in it tell of the same.
func Breakdowns(tx *store.Tx, q PartsQuery) (*PartsOf, error) {
	if _, err := split(Span{q.From, q.To}, ""); err != nil {
		return nil, err
	}
	out := &PartsOf{Metrics: []string{}, Rows: []PartRow{}, Runs: []Span{}, Left: []Span{}}
	where, args := `c.deleted_at IS NULL AND (?1 = '' OR c.brand_id = ?1) AND (?2 = '[]' OR c.id IN (SELECT value FROM json_each(?2)))
		AND b.dimension = ?3 AND b.counts = 1 AND b.from_day <= ?5 AND b.to_day >= ?4`, []any{q.Brand, asJSON(orNone(q.Channels)), q.Dimension, q.From, q.To}
	type run struct {
		channel string
		days    Span
	}
	var found []run
	err := tx.Rows("SELECT DISTINCT b.channel_id, b.from_day, b.to_day FROM channel c JOIN breakdown b ON b.channel_id = c.id WHERE "+where, args, func(r *sql.Rows) error {
		var one run
		err := r.Scan(&one.channel, &one.days.From, &one.days.To)
		found = append(found, one)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("runs of parts: %w", err)
	}
	slices.SortFunc(found, func(a, b run) int {
		return cmp.Or(cmp.Compare(b.days.days(), a.days.days()), cmp.Compare(a.days.From, b.days.From), cmp.Compare(a.channel, b.channel))
	})
	var taken []run
	for _, r := range found {
		if !r.days.within(Span{q.From, q.To}) || slices.ContainsFunc(taken, func(t run) bool { return t.channel == r.channel && t.days.overlaps(r.days) }) {
			if !slices.Contains(out.Left, r.days) {
				out.Left = append(out.Left, r.days)
			}
			continue
		}
		taken = append(taken, r)
		if !slices.Contains(out.Runs, r.days) {
			out.Runs = append(out.Runs, r.days)
		}
	}
	byFirst := func(a, b Span) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) }
	slices.SortFunc(out.Runs, byFirst)
	slices.SortFunc(out.Left, byFirst)
	return out, out.add(tx, q, where, args, func(channel string, days Span) bool { return slices.Contains(taken, run{channel, days}) })
}

func orNone(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// add reads the rows of the runs that count.
func (out *PartsOf) add(tx *store.Tx, q PartsQuery, where string, args []any, counts func(string, Span) bool) error {
	known, err := Catalogue(tx)
	if err != nil {
		return err
	}
	places := map[string]int{}
	has := map[string]bool{}
	mixed := map[int]bool{}
	err = tx.Rows(`SELECT c.id, c.platform || ':' || c.handle, b.part, b.metric, b.value, b.currency, b.from_day, b.to_day
		FROM channel c JOIN breakdown b ON b.channel_id = c.id WHERE `+where+` ORDER BY c.platform, c.handle, b.part, b.to_day, b.from_day`, args, func(r *sql.Rows) error {
		var channel, name, part, key, currency string
		var v float64
		var days Span
		if err := r.Scan(&channel, &name, &part, &key, &v, &currency, &days.From, &days.To); err != nil {
			return err
		}
		m := known.Find(key, metric.Channel)
		if m == nil || !counts(channel, days) {
			return nil
		}
		at, ok := places[channel+part]
		if !ok {
			at = len(out.Rows)
			places[channel+part] = at
			row := PartRow{ChannelID: channel, Channel: name, Values: map[string]float64{}}
			if err := json.Unmarshal([]byte(part), &row.Part); err != nil {
				return err
			}
			out.Rows = append(out.Rows, row)
		}
		row := &out.Rows[at]
		if m.Unit == metric.Money {
			if currency == "" {
				currency = q.Currency
			}
			mixed[at] = mixed[at] || row.Currency != "" && row.Currency != currency
			row.Currency = currency
		}
		has[key] = true
		if m.Kind == metric.Flow {
			row.Values[key] += v
		} else {
			row.Values[key] = v
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("parts: %w", err)
	}
	for _, m := range known.All() {
		if m.Level == metric.Channel && has[m.Key] {
			out.Metrics = append(out.Metrics, m.Key)
		}
	}
	for at := range mixed {
		if mixed[at] {
			out.Rows[at].Currency = ""
			for key := range out.Rows[at].Values {
				if known.Find(key, metric.Channel).Unit == metric.Money {
					delete(out.Rows[at].Values, key)
				}
			}
		}
	}
	return nil
}
