package kpi

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
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
	// of days that lie in the period whole, of a stock, of unique people and of
	// shares what the channel's last run says.
	Values   map[string]float64 `json:"values"`
	Currency string             `json:"currency,omitempty"` // of the money among them; "" also where several meet, and then the money is left out
	Mixed    bool               `json:"mixed,omitempty"`    // several currencies meet
	site     bool               // the site's own analytics tell of it
}

// PartsOf are the parts of a dimension, and the runs of days that they come from.
type PartsOf struct {
	Metrics []string  `json:"metrics"` // keys, in the order of the catalogue
	Rows    []PartRow `json:"rows"`    // by channel and part
	Runs    []PartRun `json:"runs"`    // that count, the oldest first
	Left    []PartRun `json:"left"`    // that overlap the period and do not count
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
	return breakdowns(tx, q, []string{q.Dimension})
}

// breakdowns answers a query for parts of several dimensions that break the same
// down, ever finer: of runs of the same days the finest counts.
func breakdowns(tx *store.Tx, q PartsQuery, dimensions []string) (*PartsOf, error) {
	if _, err := split(Span{q.From, q.To}, "", tx.FirstDay); err != nil {
		return nil, err
	}
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	found, err := partRuns(tx, q, dimensions)
	if err != nil {
		return nil, err
	}
	out := &PartsOf{Metrics: []string{}, Rows: []PartRow{}}
	out.Runs, out.Left = electRuns(found, Span{q.From, q.To}, nil)
	return out, out.add(tx, known, q)
}

// clean is a sum without the noise of adding decimals in binary.
func clean(v float64) float64 { return math.Round(v*1e6) / 1e6 }

func orNone(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// table is what a row of breakdowns is read with: the channel, its dimension and
// its run of days.
type table struct {
	channel, dimension string
	days               Span
}

func (r *PartRun) table() table { return table{r.ChannelID, r.Dimension, Span{r.From, r.To}} }

// eachPart reads the rows of tables that count within a span, by channel and
// part; only of a metric where it is not "".
func eachPart(tx *store.Tx, q PartsQuery, dimensions []string, key string, visit func(of table, channel, part, key, currency string, value float64) error) error {
	err := tx.Rows(`SELECT c.id, c.platform || ':' || c.handle, b.dimension, b.part, b.metric, b.value, b.currency, b.from_day, b.to_day
		FROM channel c JOIN breakdown b ON b.channel_id = c.id
		WHERE `+partsWhere+` AND b.counts = 1 AND (?6 = '' OR b.metric = ?6)
		ORDER BY c.platform, c.handle, b.part, b.to_day, b.from_day`, append(partsArgs(q, dimensions), key), func(r *sql.Rows) error {
		var of table
		var channel, part, key, currency string
		var v float64
		if err := r.Scan(&of.channel, &channel, &of.dimension, &part, &key, &v, &currency, &of.days.From, &of.days.To); err != nil {
			return err
		}
		return visit(of, channel, part, key, currency, v)
	})
	if err != nil {
		return fmt.Errorf("parts: %w", err)
	}
	return nil
}

// partsWhere chooses the rows of breakdown b of channel c that a query overlaps.
const partsWhere = `c.deleted_at IS NULL AND (?1 = '' OR c.brand_id = ?1) AND (?2 = '[]' OR c.id IN (SELECT value FROM json_each(?2)))
	AND b.dimension IN (SELECT value FROM json_each(?3)) AND b.from_day <= ?5 AND b.to_day >= ?4`

func partsArgs(q PartsQuery, dimensions []string) []any {
	return []any{q.Brand, asJSON(orNone(q.Channels)), asJSON(dimensions), q.From, q.To}
}

// add reads the rows of the runs that count.
func (out *PartsOf) add(tx *store.Tx, known *metric.Catalogue, q PartsQuery) error {
	runs := map[table]*PartRun{}
	last := map[string]string{} // last day of a run by channel, site or not, and metric
	dimensions := []string{}
	for i := range out.Runs {
		r := &out.Runs[i]
		runs[r.table()] = r
		if !slices.Contains(dimensions, r.Dimension) {
			dimensions = append(dimensions, r.Dimension)
		}
		for _, key := range r.metrics {
			last[r.side()+key] = max(last[r.side()+key], r.To)
		}
	}
	places, has := map[string]int{}, map[string]bool{}
	err := eachPart(tx, q, dimensions, "", func(of table, name, part, key, currency string, v float64) error {
		m, run := known.Find(key, metric.Channel), runs[of]
		if m == nil || run == nil || m.Kind != metric.Flow && last[run.side()+key] != of.days.To {
			return nil
		}
		at, ok := places[run.side()+part]
		if !ok {
			at = len(out.Rows)
			places[run.side()+part] = at
			row := PartRow{ChannelID: of.channel, Channel: name, Values: map[string]float64{}, site: run.Site}
			if err := json.Unmarshal([]byte(part), &row.Part); err != nil {
				return err
			}
			out.Rows = append(out.Rows, row)
		}
		row := &out.Rows[at]
		if m.Unit == metric.Money {
			currency = cmp.Or(currency, q.Currency)
			row.Mixed = row.Mixed || row.Currency != "" && row.Currency != currency
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
		return err
	}
	for _, m := range known.All() {
		if m.Level == metric.Channel && has[m.Key] {
			out.Metrics = append(out.Metrics, m.Key)
		}
	}
	for i := range out.Rows {
		for key, v := range out.Rows[i].Values {
			out.Rows[i].Values[key] = clean(v)
		}
		if row := &out.Rows[i]; row.Mixed {
			row.Currency = ""
			for key := range row.Values {
				if known.Find(key, metric.Channel).Unit == metric.Money {
					delete(row.Values, key)
				}
			}
		}
	}
	return nil
}
