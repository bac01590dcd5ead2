package content

import (
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// Hour is how the posts of one hour of the week did.
type Hour struct {
	Weekday int     `json:"weekday"` // 1 is Monday, 7 Sunday
	Hour    int     `json:"hour"`    // 0 to 23, of the client's clock
	Posts   int     `json:"posts"`   // the sample: of 1 or 2 an anecdote, of 3 or 4 thin
	Median  float64 `json:"median"`  // of the metric over those posts
}

// Timing is a week of hours.
type Timing struct {
	Metric string  `json:"metric"`
	Hours  []Hour  `json:"hours"`  // those with a post whose metric is known, by weekday and hour
	Median float64 `json:"median"` // of all posts counted
	Posts  int     `json:"posts"`
	// Unclocked are posts left out because their export tells the day alone.
	Unclocked int `json:"unclocked"`
}

// measure is the SQL of what posts are compared by.
func measure(metric string) (string, error) {
	switch {
	case metric == "engagements":
		return Engagements, nil
	case metric == "engagement_rate_reach":
		return rate, nil
	case slices.Contains(Metrics, metric):
		return "p." + metric, nil
	}
	return "", fault.Bad("metric", "content.sort_unknown", metric)
}

// Timings works out how posts did by weekday and hour in the client's zone: the
// median of a metric, which one viral post does not move.
func Timings(tx *store.Tx, f Filter, metric string, zone *time.Location) (*Timing, error) {
	by, err := measure(metric)
	if err != nil {
		return nil, err
	}
	where, args := f.where()
	t := &Timing{Metric: metric, Hours: []Hour{}}
	cells := map[[2]int][]float64{}
	var all []float64
	err = tx.Rows("SELECT p.published_at, "+by+" FROM post p JOIN channel c ON c.id = p.channel_id WHERE "+where, args, func(r *sql.Rows) error {
		var at store.Instant
		var v *float64
		if err := r.Scan(&at, &v); err != nil || v == nil {
			return err
		}
		local := time.UnixMilli(int64(at)).In(zone)
		if local.Hour() == 0 && local.Minute() == 0 && local.Second() == 0 {
			t.Unclocked++
			return nil
		}
		key := [2]int{(int(local.Weekday())+6)%7 + 1, local.Hour()}
		cells[key] = append(cells[key], *v)
		all = append(all, *v)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("times of posts: %w", err)
	}
	if t.Posts = len(all); t.Posts > 0 {
		t.Median = median(all)
	}
	for weekday := 1; weekday <= 7; weekday++ {
		for hour := range 24 {
			if values := cells[[2]int{weekday, hour}]; len(values) > 0 {
				t.Hours = append(t.Hours, Hour{Weekday: weekday, Hour: hour, Posts: len(values), Median: median(values)})
			}
		}
	}
	return t, nil
}

// median is the middle of values, or the mean of the two in the middle; there is
// at least one. It sorts them.
func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}
