package community

import (
	"database/sql"
	"fmt"
	"time"

	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/store"
)

// Groups are posts by group, and where they are grouped by tag, how many entries
// the log has under the same word: tags and topics are one set. Entries are those
// of the query's brand, channels and days, whatever else it asks of posts.
func Groups(tx *store.Tx, zone *time.Location, q content.GroupQuery) (*content.Grouping, error) {
	q.Filter.Zone = zone
	g, err := content.Groups(tx, q)
	if err != nil || q.By != content.ByTag {
		return g, err
	}
	s := Scope{BrandID: q.Filter.Brand, ChannelIDs: q.Filter.Channels, From: q.Filter.From, To: q.Filter.To, Zone: zone}
	entries, err := s.noted(tx)
	if err != nil {
		return nil, fmt.Errorf("entries of tags: %w", err)
	}
	for i := range g.Groups {
		for _, name := range topicNames([]string{g.Groups[i].Name}) {
			n := entries[name]
			g.Groups[i].Entries = &n
		}
	}
	return g, nil
}

// noted is how many entries of a scope bear each topic.
func (s *Scope) noted(tx *store.Tx) (map[string]int64, error) {
	lo, hi, err := span(s.From, s.To, s.Zone)
	if err != nil {
		return nil, err
	}
	ids, err := channelsOf(tx, s.BrandID, s.ChannelIDs)
	if err != nil {
		return nil, err
	}
	found := map[string]int64{}
	if ids != nil && len(ids) == 0 {
		return found, nil
	}
	where, args := "", []any{lo, hi}
	if ids != nil {
		t := anyOf("channel_id", ids)
		where, args = " AND "+t.sql, append(args, t.args...)
	}
	err = tx.Rows("SELECT topic, count(*) FROM activity_topic WHERE occurred_at >= ? AND occurred_at < ?"+where+" GROUP BY topic", args, func(r *sql.Rows) error {
		var topic string
		var n int64
		err := r.Scan(&topic, &n)
		found[topic] = n
		return err
	})
	return found, err
}
