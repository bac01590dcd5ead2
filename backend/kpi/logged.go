package kpi

import (
	"database/sql"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/metric"
)

// logColumns are the counts of the community log as SQL. Where some items have
// a sentiment, or need an answer, none of a kind is 0; where no item has, all
// are missing.
var logColumns = map[string]string{
	"activities":    "sum(quantity)",
	"to_answer":     "sum(iif(due IS NOT NULL, quantity, NULL))",
	"answered":      "iif(count(due) > 0, total(iif(due > 0, quantity, 0)), NULL)",
	"positive":      "iif(count(sentiment) > 0, total(iif(sentiment = 1, quantity, 0)), NULL)",
	"neutral":       "iif(count(sentiment) > 0, total(iif(sentiment = 0, quantity, 0)), NULL)",
	"negative":      "iif(count(sentiment) > 0, total(iif(sentiment = -1, quantity, 0)), NULL)",
	"minutes_spent": "sum(minutes)",
}

// around is a range of instants that holds every day of a period in any zone:
// it lets the index on instants find them.
func (s Span) around() (from, to int64) {
	a, err1 := time.Parse(time.DateOnly, s.From)
	b, err2 := time.Parse(time.DateOnly, s.To)
	if err1 != nil || err2 != nil {
		return 0, math.MaxInt64
	}
	return a.AddDate(0, 0, -1).UnixMilli(), b.AddDate(0, 0, 2).UnixMilli()
}

// log adds what was logged.
func (g *grid) log() error {
	keys := g.keys(metric.Log, metric.Flow)
	if len(keys) == 0 {
		return nil
	}
	var columns []string
	for _, key := range keys {
		columns = append(columns, logColumns[key])
	}
	period := g.period()
	from, to := period.around()
	return g.tx.Rows(`SELECT c.value, `+g.buckets("a.day")+` AS bucket, `+strings.Join(columns, ", ")+`
		FROM json_each(?1) c CROSS JOIN activity a WHERE a.channel_id = c.value AND a.occurred_at BETWEEN ?4 AND ?5
		AND a.day BETWEEN ?2 AND ?3 AND a.deleted_at IS NULL GROUP BY c.value, bucket`,
		[]any{asJSON(g.channels), period.From, period.To, from, to}, func(r *sql.Rows) error {
			var channel, bucket string
			sums := make([]*float64, len(keys))
			dest := []any{&channel, &bucket}
			for i := range sums {
				dest = append(dest, &sums[i])
			}
			if err := r.Scan(dest...); err != nil {
				return err
			}
			if span, ok := g.spanOf[bucket]; ok {
				for i, key := range keys {
					if sums[i] != nil {
						g.set(g.cells, channel, metric.Log+"."+key, span, cell{value: *sums[i], known: true})
					}
				}
			}
			return nil
		})
}

// timeKeys are the metrics of first responses.
var timeKeys = []string{"first_response_time", "first_response_time_p90", "first_response_time_mean"}

// responses reads how long each first response took.
func (g *grid) responses() error {
	if !slices.ContainsFunc(timeKeys, func(key string) bool { return g.wanted[metric.Log][key] > 0 }) {
		return nil
	}
	period := g.period()
	query, args := `SELECT c.value, `+g.buckets("a.day")+`, a.resp_ms FROM json_each(?1) c CROSS JOIN activity a
		WHERE a.channel_id = c.value AND a.occurred_at BETWEEN ?4 AND ?5 AND a.day BETWEEN ?2 AND ?3
		AND a.resp_ms IS NOT NULL AND a.deleted_at IS NULL`, []any{asJSON(g.channels), period.From, period.To}
	from, to := period.around()
	args = append(args, from, to)
	if (g.by == Month || len(g.spans) == 1) && slices.Contains(period.exact(g.tx.FirstDay), Month) {
		// One whole month: its index holds everything.
		query = `SELECT a.channel_id, '` + g.bucket(period.From) + `', a.resp_ms FROM activity a
			WHERE a.ym = ?2 AND a.channel_id IN (SELECT value FROM json_each(?1)) AND a.resp_ms IS NOT NULL AND a.deleted_at IS NULL`
		args = []any{asJSON(g.channels), strings.ReplaceAll(period.From[:7], "-", "")}
	}
	err := g.tx.Rows(query, args, func(r *sql.Rows) error {
		var channel, bucket string
		var ms int64
		if err := r.Scan(&channel, &bucket, &ms); err != nil {
			return err
		}
		span, ok := g.spanOf[bucket]
		if !ok {
			return nil
		}
		if g.times[channel] == nil {
			g.times[channel] = make([][]int64, len(g.spans))
		}
		g.times[channel][span] = append(g.times[channel][span], ms)
		return nil
	})
	for _, spans := range g.times {
		for _, all := range spans {
			slices.Sort(all)
		}
	}
	return err
}
