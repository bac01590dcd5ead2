package content

import (
	"database/sql"
	"fmt"

	"github.com/brandloop/brandloop/backend/store"
)

// Beside is how a post did beside its neighbours: the posts of the same channel
// and type that were published next to it, up to three before and four after, or
// more on one side where the other has fewer.
type Beside struct {
	Post   string   `json:"post"` // id
	Value  *float64 `json:"value"`
	Median *float64 `json:"median"` // of the neighbours; nil without any
	N      int      `json:"n"`      // how many there are, of 7
	Ratio  *float64 `json:"ratio"`  // value / median; nil where either is missing or the median is 0
}

// Compared is the metric that a list in some order is compared by: that of the
// order, engagements where it is no number.
func Compared(sort string) string {
	if _, err := measure(sort); err != nil {
		return "engagements"
	}
	return sort
}

// neighbours is how many posts a post is held against.
const neighbours = 7

// BesideNeighbours compares posts by a metric with those published next to them,
// in the order of ids.
func BesideNeighbours(tx *store.Tx, ids []string, metric string) ([]Beside, error) {
	by, err := measure(metric)
	if err != nil {
		return nil, err
	}
	all := []Beside{}
	for _, id := range ids {
		b := Beside{Post: id}
		var channel, kind, day string
		var at int64
		found, err := tx.Get("SELECT p.channel_id, p.type, p.day, p.published_at, "+by+" FROM post p WHERE p.id = ?", []any{id}, &channel, &kind, &day, &at, &b.Value)
		if err != nil {
			return nil, fmt.Errorf("neighbours of a post: %w", err)
		}
		if !found {
			continue
		}
		side := func(sign, order string) (values []float64, err error) {
			err = tx.Rows("SELECT "+by+" FROM post p WHERE p.channel_id = ? AND p.type = ? AND p.deleted_at IS NULL AND p.id <> ? AND p.day "+sign+"= ? AND (p.published_at, p.id) "+sign+
				" (?, ?) AND ("+by+") IS NOT NULL ORDER BY p.day "+order+", p.published_at "+order+", p.id "+order+" LIMIT ?",
				[]any{channel, kind, id, day, at, id, neighbours}, func(r *sql.Rows) error {
					var v float64
					err := r.Scan(&v)
					values = append(values, v)
					return err
				})
			return values, err
		}
		before, err := side("<", "DESC")
		if err != nil {
			return nil, fmt.Errorf("neighbours of a post: %w", err)
		}
		after, err := side(">", "ASC")
		if err != nil {
			return nil, fmt.Errorf("neighbours of a post: %w", err)
		}
		left := max(min(len(before), neighbours/2), min(len(before), neighbours-len(after)))
		right := min(len(after), neighbours-left)
		near := append(before[:left:left], after[:right]...)
		if b.N = len(near); b.N > 0 {
			m := median(near)
			b.Median = &m
			if b.Value != nil && m != 0 {
				ratio := *b.Value / m
				b.Ratio = &ratio
			}
		}
		all = append(all, b)
	}
	return all, nil
}
