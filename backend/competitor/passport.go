package competitor

import (
	"database/sql"
	"slices"

	"github.com/brandloop/brandloop/backend/store"
)

// Told is a number as it was noted, and by whom.
type Told struct {
	AccountID string        `json:"account_id"`
	Metric    string        `json:"metric"` // of Metrics
	Day       string        `json:"day"`
	Value     float64       `json:"value"`
	Who       string        `json:"who"`  // name of the person, or ""
	File      string        `json:"file"` // it was read from; "" is typed by hand
	Row       int           `json:"row"`  // of the file, as a spreadsheet counts; 0 is typed
	At        store.Instant `json:"at" ts_type:"string"`
}

// toldColumns are those of a competitor_number n that scan reads.
const toldColumns = "n.account_id, n.metric, n.day, n.value, n.who, n.file, n.row, n.created_at"

func (t *Told) scan(r *sql.Rows, more ...any) error {
	return r.Scan(append([]any{&t.AccountID, &t.Metric, &t.Day, &t.Value, &t.Who, &t.File, &t.Row, &t.At}, more...)...)
}

// count takes one number in, in the order of days. flow says that one which is no
// stock lies in the period and is the newest of its month.
func (t *tally) count(n Told, from, to string, flow bool) {
	v := n.Value
	switch {
	case n.Metric == "followers":
		if n.Day > to {
			return
		}
		if n.Day < from {
			t.last = &v
		} else {
			// Who was not looked at within the period has not stood still in it.
			t.before = t.last
		}
		t.now, t.seen = &v, n.Day
	case !flow:
		return
	case n.Metric == "posts":
		t.posts = plus(t.posts, &v)
	case n.Metric == "engagements":
		t.engagements = plus(t.engagements, &v)
	case n.Metric == "mentions":
		t.mentions = plus(t.mentions, &v)
	}
	t.told = append(t.told, n)
}

// behind is what the numbers of an account were read from: of followers the last
// ones of the period and before it, by metric and day.
func (t *tally) behind(from string) []Told {
	all := []Told{}
	var early, now *Told
	for i, n := range t.told {
		switch {
		case n.Metric != "followers":
			all = append(all, n)
		case n.Day < from:
			early = &t.told[i]
		default:
			now = &t.told[i]
		}
	}
	for _, n := range []*Told{early, now} {
		if n != nil && (n == now || now == nil || t.before != nil) {
			all = append(all, *n)
		}
	}
	slices.SortStableFunc(all, func(a, b Told) int {
		return slices.Index(Metrics, a.Metric) - slices.Index(Metrics, b.Metric)
	})
	return all
}
