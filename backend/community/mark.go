package community

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/brandloop/brandloop/backend/store"
)

// What an entry can be marked as.
const (
	Threat      = "threat"
	Opportunity = "opportunity"
)

// escalated is the outcome of what was handed up.
const escalated = "escalated"

// marks are the topics that mark an entry, in every language of the app.
var marks = map[string]string{"threat": Threat, "amenaza": Threat, "opportunity": Opportunity, "oportunidad": Opportunity}

// Mark says what an entry was marked as by the person who logged it: a threat or
// an opportunity by the topic of that name, and a threat where it was escalated.
// by is the topic, or "escalated"; both are "" of any other entry. How somebody
// sounds marks nothing.
func (a *Activity) Mark() (kind, by string) {
	for _, wanted := range []string{Threat, Opportunity} {
		if i := slices.IndexFunc(a.Topics, func(t string) bool { return marks[t] == wanted }); i >= 0 {
			return wanted, a.Topics[i]
		}
	}
	if a.Outcome == escalated {
		return Threat, escalated
	}
	return "", ""
}

// Marked lists the entries of a brand's log from the day from to the day to that
// are marked as a threat or an opportunity, the newest first.
func Marked(tx *store.Tx, zone *time.Location, brandID, from, to string) ([]Activity, error) {
	lo, hi, err := span(from, to, zone)
	if err != nil {
		return nil, err
	}
	topics, err := json.Marshal(slices.Sorted(maps.Keys(marks)))
	if err != nil {
		return nil, err
	}
	all, s := []Activity{}, newScanner()
	err = tx.Rows("SELECT "+columns+` FROM activity a WHERE a.brand_id = ?1 AND a.deleted_at IS NULL AND a.key IN (
			SELECT e.key FROM activity e WHERE e.outcome = 'escalated' AND e.deleted_at IS NULL
				AND e.channel_id IN (SELECT id FROM channel WHERE brand_id = ?1) AND e.occurred_at >= ?2 AND e.occurred_at < ?3
			UNION SELECT t.key FROM activity_topic t WHERE t.topic IN (SELECT value FROM json_each(?4))
				AND t.occurred_at >= ?2 AND t.occurred_at < ?3)
		ORDER BY a.occurred_at DESC, a.key DESC`, []any{brandID, lo, hi, string(topics)}, func(r *sql.Rows) error {
		var a Activity
		if err := s.scan(r, &a); err != nil {
			return err
		}
		all = append(all, a)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("marked entries: %w", err)
	}
	return all, nil
}
