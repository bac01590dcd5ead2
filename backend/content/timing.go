package content

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// Hour is how the posts of one hour of the week did.
type Hour struct {
	Weekday int     `json:"weekday"` // 1 is Monday, 7 Sunday; 0 all of them
	Hour    int     `json:"hour"`    // 0 to 23, of the client's clock; -1 all of them
	Posts   int     `json:"posts"`   // the sample, see Sample
	Median  float64 `json:"median"`  // of the metric over those posts
	// Mean of what is counted; of a rate that of the sums of both sides. Nil where
	// they do not add, as reach does not.
	Mean *float64 `json:"mean"`
}

// Timing is a week of hours.
type Timing struct {
	Metric   string   `json:"metric"`
	By       string   `json:"by"`       // the metric that divides a rate, "" of what is counted
	Currency string   `json:"currency"` // of revenue
	Zone     string   `json:"zone"`     // of the clock: Europe/Madrid
	Metrics  []string `json:"metrics"`  // that the posts can be compared by, in the order of Metrics and Rates
	Hours    []Hour   `json:"hours"`    // those with a post whose metric is known, by weekday and hour
	Weekdays []Hour   `json:"weekdays"` // all hours of a day together
	Clock    []Hour   `json:"clock"`    // an hour of all days together
	Whole    *Hour    `json:"whole"`    // all posts counted; nil without any
	// Best are the hours of a usable sample whose median is above that of all posts,
	// the best first, at most three; BestDay and BestOfClock the one day and the one
	// hour of all days of which that is true.
	Best        []Hour `json:"best"`
	BestDay     *Hour  `json:"best_day"`
	BestOfClock *Hour  `json:"best_of_clock"`
	// Unclocked are posts left out because their export tells the day alone.
	Unclocked int `json:"unclocked"`
}

const mostBest = 3

// measure is the SQL of what posts are compared by one by one.
func measure(metric string) (string, error) {
	switch {
	case metric == "engagement_rate_reach":
		return rate, nil
	case slices.Contains(Metrics, metric):
		return column(metric), nil
	}
	return "", fault.Bad("metric", "content.sort_unknown", metric)
}

// Timings works out how posts did by weekday and hour in the zone of the filter:
// the median of a metric, which one viral post does not move.
func Timings(tx *store.Tx, f Filter, metric string) (*Timing, error) {
	all, currency, err := gauges(tx, f)
	if err != nil {
		return nil, err
	}
	g, err := gaugeOf(all, metric)
	if err != nil {
		return nil, err
	}
	t := &Timing{Metric: metric, Currency: currency, Zone: f.zone().String(), Metrics: keysOf(all), Hours: []Hour{}, Weekdays: []Hour{}, Clock: []Hour{}, Best: []Hour{}}
	if g == nil {
		return t, nil
	}
	t.By = g.by
	cells, err := t.read(tx, f, g)
	if err != nil {
		return nil, fmt.Errorf("times of posts: %w", err)
	}
	for weekday := range 8 {
		for hour := -1; hour < 24; hour++ {
			c := cells[[2]int{weekday, hour}]
			if c == nil || len(c.values) == 0 {
				continue
			}
			h := Hour{Weekday: weekday, Hour: hour, Posts: len(c.values), Median: median(c.values), Mean: g.whole(c.over, c.under)}
			switch {
			case weekday == 0 && hour < 0:
				t.Whole = &h
			case weekday == 0:
				t.Clock = append(t.Clock, h)
			case hour < 0:
				t.Weekdays = append(t.Weekdays, h)
			default:
				t.Hours = append(t.Hours, h)
			}
		}
	}
	if t.Whole == nil {
		return t, nil
	}
	t.Best = t.best(t.Hours, mostBest)
	for _, h := range t.best(t.Weekdays, 1) {
		t.BestDay = &h
	}
	for _, h := range t.best(t.Clock, 1) {
		t.BestOfClock = &h
	}
	return t, nil
}

// best are the first of those with a usable sample and a median above that of all.
func (t *Timing) best(all []Hour, most int) []Hour {
	found := []Hour{}
	for _, h := range all {
		if Sample(h.Posts) == Usable && h.Median > t.Whole.Median {
			found = append(found, h)
		}
	}
	slices.SortStableFunc(found, func(a, b Hour) int {
		return cmp.Or(cmp.Compare(b.Median, a.Median), cmp.Compare(b.Posts, a.Posts))
	})
	return found[:min(most, len(found))]
}

// slot gathers the posts of one cell.
type slot struct {
	values      []float64
	over, under float64
}

// read gathers the posts of each hour, of each day and of each hour of the clock;
// 0 and -1 stand for all.
func (t *Timing) read(tx *store.Tx, f Filter, g *gauge) (map[[2]int]*slot, error) {
	under := g.under
	if under == "" {
		under = "1"
	}
	cells := map[[2]int]*slot{}
	where, args := f.where()
	err := tx.Rows("SELECT week_second(p.published_at, ?), "+g.value()+", "+g.over+", "+under+
		" FROM post p JOIN channel c ON c.id = p.channel_id WHERE "+where, append([]any{f.zone().String()}, args...), func(r *sql.Rows) error {
		var second int
		var value, over, under *float64
		if err := r.Scan(&second, &value, &over, &under); err != nil || over == nil || under == nil {
			return err
		}
		if second%86_400 == 0 {
			t.Unclocked++
			return nil
		}
		weekday, hour := second/86_400+1, second%86_400/3600
		for _, key := range [][2]int{{weekday, hour}, {weekday, -1}, {0, hour}, {0, -1}} {
			c := cells[key]
			if c == nil {
				c = &slot{}
				cells[key] = c
			}
			c.over, c.under = c.over+*over, c.under+*under
			if value != nil {
				c.values = append(c.values, *value)
			}
		}
		return nil
	})
	return cells, err
}

// zone is that of the filter's clock, UTC where it names none.
func (f Filter) zone() *time.Location {
	if f.Zone == nil {
		return time.UTC
	}
	return f.Zone
}
