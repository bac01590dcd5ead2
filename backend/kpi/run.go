package kpi

import (
	"fmt"

	"github.com/brandloop/brandloop/backend/store"
)

// A source may give one number for a run of days that is no day, week or month:
// a report of 28 days, a campaign's. Such numbers stand in table
// span_measurement; the rest of the run's rules are those of coarse.

// GrainOf is the grain of a run of days, to "" being one day; false where it is
// no day, week or month and belongs among the runs.
func GrainOf(from, to string) (grain string, exact bool) {
	if to == "" || to == from {
		return Day, true
	}
	if grains := (Span{from, to}).exact(); len(grains) > 0 {
		return grains[0], true
	}
	return "", false
}

// electSpans marks the number that counts of each run that an import tells of,
// among those of all imports but one.
func electSpans(tx *store.Tx, importID, but string) error {
	_, err := tx.Exec(`UPDATE span_measurement AS m SET counts = 1 - counts
		WHERE (channel_id, metric, from_day, to_day) IN (SELECT channel_id, metric, from_day, to_day FROM span_measurement WHERE import_id = ?1)
		AND counts <> (import_id = coalesce((SELECT w.import_id FROM span_measurement w
			WHERE w.channel_id = m.channel_id AND w.metric = m.metric AND w.from_day = m.from_day AND w.to_day = m.to_day AND w.import_id <> ?2
			ORDER BY as_of DESC, value DESC, import_id DESC LIMIT 1), ''))`, importID, but)
	if err != nil {
		return fmt.Errorf("elect the runs of an import: %w", err)
	}
	return nil
}
