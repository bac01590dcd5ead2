package intake

import (
	"encoding/json"
	"fmt"

	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/metric"
)

// shares are the tables of parts in a file: spend by campaign, followers by
// country. Rows of one part, such as two ads of one name, are added up.
type shares struct {
	*taking
	row rowCount
}

func (s *shares) take(r *format.Share) error {
	feed := s.feedOf(r.Platform, r.Account)
	if feed == nil {
		s.leave(r.Table, r.Row, r.Platform, r.Account)
		return nil
	}
	s.row.begin(s.o, feed, r.Table, r.Row)
	s.kept.share(r)
	raw, err := json.Marshal(r.Part)
	if err != nil {
		return err
	}
	part := string(raw)
	var value float64
	found, err := s.tx.Get(`SELECT value FROM breakdown WHERE channel_id = ? AND dimension = ? AND from_day = ? AND to_day = ?
		AND part = ? AND metric = ? AND import_id <> ? ORDER BY counts DESC LIMIT 1`,
		[]any{feed.Channel, r.Dimension, r.From, r.To, part, r.Metric, s.id}, &value)
	switch {
	case err != nil:
		return fmt.Errorf("look up a part: %w", err)
	case !found:
		s.row.added++
	case value != r.Amount:
		s.row.updated++
	default:
		s.row.unchanged++
	}
	currency := s.currency(r.Metric, r.Currency)
	if s.opt.DryRun {
		return nil
	}
	together := "value + excluded.value"
	if m := metric.Find(r.Metric, metric.Channel); m == nil || m.Kind != metric.Flow {
		together = "max(value, excluded.value)"
	}
	_, err = s.tx.Exec(`INSERT INTO breakdown (channel_id, dimension, from_day, to_day, part, metric, import_id, value, currency, as_of, counts)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO UPDATE SET value = `+together,
		feed.Channel, r.Dimension, r.From, r.To, part, r.Metric, s.id, r.Amount, currency, s.sum.To)
	if err != nil {
		return fmt.Errorf("add a part: %w", err)
	}
	return nil
}

func (s *shares) flush() error {
	s.row.end(s.o)
	return nil
}
