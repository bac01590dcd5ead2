package kpi

import (
	"fmt"

	"github.com/brandloop/brandloop/backend/store"
)

// electBreakdowns marks the table that counts of each dimension and run of days
// that an import tells of, among those of all imports but one: the newest, of
// those as new the one that adds up to more. A table counts whole or not at all:
// parts of two exports are never mixed.
func electBreakdowns(tx *store.Tx, importID, but string) error {
	_, err := tx.Exec(`UPDATE breakdown AS b SET counts = t.wins
		FROM (SELECT channel_id, dimension, from_day, to_day, import_id,
				row_number() OVER (PARTITION BY channel_id, dimension, from_day, to_day
					ORDER BY import_id = ?2, max(as_of) DESC, sum(value) DESC, import_id DESC) = 1 AS wins
			FROM breakdown
			WHERE (channel_id, dimension, from_day, to_day) IN
				(SELECT DISTINCT channel_id, dimension, from_day, to_day FROM breakdown WHERE import_id = ?1)
			GROUP BY channel_id, dimension, from_day, to_day, import_id) t
		WHERE b.channel_id = t.channel_id AND b.dimension = t.dimension AND b.from_day = t.from_day AND b.to_day = t.to_day
			AND b.import_id = t.import_id AND b.counts <> t.wins`, importID, but)
	if err != nil {
		return fmt.Errorf("elect the parts of an import: %w", err)
	}
	return nil
}
