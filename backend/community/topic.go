package community

import (
	"database/sql"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// TopicCount is how often a topic was noted.
type TopicCount struct {
	Topic    string `json:"topic"`
	Entries  int64  `json:"entries"`
	Quantity int64  `json:"quantity"`
}

// Topics lists the topics of a brand ("": of all), the most used first.
func Topics(tx *store.Tx, brandID string) ([]TopicCount, error) {
	all := []TopicCount{}
	err := tx.Rows(`SELECT topic, count(*), sum(quantity) FROM activity_topic
		WHERE ? = '' OR channel_id IN (SELECT id FROM channel WHERE brand_id = ?)
		GROUP BY topic ORDER BY 3 DESC, 1`, []any{brandID, brandID}, func(r *sql.Rows) error {
		var t TopicCount
		err := r.Scan(&t.Topic, &t.Entries, &t.Quantity)
		all = append(all, t)
		return err
	})
	return all, err
}

// RenameTopic gives every activity with the topic from the topic to instead,
// merging the two where it has both, and tells how many had it.
func RenameTopic(tx *store.Tx, zone *time.Location, from, to string) (int, error) {
	old, names := topicNames([]string{from}), topicNames([]string{to})
	if len(names) == 0 {
		return 0, fault.Bad("to", "community.topic_missing")
	}
	if len(old) == 0 || old[0] == names[0] {
		return 0, fault.Bad("to", "community.topic_same", strings.TrimSpace(from))
	}
	chosen := Chosen{All: true, Filter: Filter{Topics: old}}
	n, err := chosen.change(tx, zone, func(a *Activity) error {
		for i, t := range a.Topics {
			if t == old[0] {
				a.Topics[i] = names[0]
			}
		}
		a.Topics = topicNames(a.Topics)
		if err := a.check(); err != nil {
			return err
		}
		return a.write(tx, zone)
	})
	tx.Label("community.did_rename_topic", old[0], names[0])
	if err == nil && n == 0 {
		return 0, fault.New(fault.NotFound, "community.topic_gone", old[0])
	}
	return n, err
}
