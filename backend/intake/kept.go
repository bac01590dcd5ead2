package intake

import (
	"cmp"
	"math"

	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/metric"
)

// kept adds up the rows of a file that are not left out, as format.Summary adds up
// all of them.
type kept struct {
	sums  []keptSum
	posts []keptPosts // by table
}

// keptSum is what one table tells of a metric on one platform.
type keptSum struct {
	metric, platform string
	table            int
	amount           float64
	day              string // of a stock: that of the amount
	derived          bool   // no row of its own
}

// keptPosts are sums by the place of a metric in content.Metrics, and the bits of those
// that posts have.
type keptPosts struct {
	sums []float64
	told uint64
}

// reading takes in a number of days: of a stock the last counts.
func (k *kept) reading(r *format.Reading) {
	m, day := metric.Find(r.Metric, metric.Channel), cmp.Or(r.To, r.Day)
	s := k.sum(r.Metric, r.Platform, r.Table, r.Derived)
	if m == nil || m.Kind != metric.Stock {
		s.amount += r.Amount
	} else if day >= s.day {
		s.amount, s.day = r.Amount, day
	}
}

// share takes in a number of a part.
func (k *kept) share(s *format.Share) { k.sum(s.Metric, s.Platform, s.Table, false).amount += s.Amount }

func (k *kept) sum(key, platform string, table int, derived bool) *keptSum {
	for i := range k.sums {
		if s := &k.sums[i]; s.metric == key && s.platform == platform && s.table == table && s.derived == derived {
			return s
		}
	}
	k.sums = append(k.sums, keptSum{metric: key, platform: platform, table: table, derived: derived})
	return &k.sums[len(k.sums)-1]
}

// post takes in the numbers of a post, but those of which an earlier row of the file
// told; told has a bit for each of content.Metrics.
func (k *kept) post(table int, values []*float64, told uint64) {
	for len(k.posts) <= table {
		k.posts = append(k.posts, keptPosts{sums: make([]float64, len(content.Metrics))})
	}
	for i, v := range values {
		if v != nil && told>>i&1 == 0 {
			k.posts[table].sums[i] += *v
			k.posts[table].told |= 1 << i
		}
	}
}

// toldOf are the bits of the metrics that a reading has.
func toldOf(values []*float64) (told uint64) {
	for i, v := range values {
		if v != nil {
			told |= 1 << i
		}
	}
	return told
}

// of is what was kept of each metric that the outcome has a sum of: that of the table
// which the sum is of.
func (k *kept) of(t *taking) map[string]float64 {
	out := map[string]float64{}
	for key := range t.o.Sums {
		total := 0.0
		for table, of := range t.sum.Tables {
			if _, ok := of.Sums[key]; !ok {
				continue
			}
			derived, rows := 0.0, false
			for _, s := range k.sums {
				switch {
				case s.metric != key || s.table != table:
				case s.derived:
					derived += s.amount
				default:
					total, rows = total+s.amount, true
				}
			}
			if at, ok := metricAt[key]; ok && table < len(k.posts) && k.posts[table].told>>at&1 == 1 {
				total, rows = total+k.posts[table].sums[at], true
			}
			if !rows {
				total = derived // stands beside the rows
			}
			break
		}
		out[key] = math.Round(total*1e6) / 1e6
	}
	return out
}
