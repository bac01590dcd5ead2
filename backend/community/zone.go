package community

import (
	"fmt"
	"time"

	"github.com/brandloop/brandloop/backend/store"
)

// Rezone puts every activity on the day that it lies on in zone, after the
// client's time zone changed. It is no action of its own: undoing the change of
// zone is another change of zone.
func Rezone(tx *store.Tx, zone *time.Location) error {
	if err := tx.Quiet(); err != nil {
		return err
	}
	var first, last *int64
	if _, err := tx.Get("SELECT min(occurred_at), max(occurred_at) FROM activity", nil, &first, &last); err != nil || first == nil {
		return err
	}
	// Between two changes of the clock a day is a matter of adding.
	for at := *first; at <= *last; {
		t := time.UnixMilli(at).In(zone)
		_, offset := t.Zone()
		next := *last + 1
		if _, until := t.ZoneBounds(); !until.IsZero() {
			next = min(next, until.UnixMilli())
		}
		if _, err := tx.Exec(`UPDATE activity SET day = local.day, ym = local.ym
			FROM (SELECT key, strftime('%Y-%m-%d', (occurred_at + ?1) / 1000, 'unixepoch') AS day,
				CAST(strftime('%Y%m', (occurred_at + ?1) / 1000, 'unixepoch') AS INTEGER) AS ym
				FROM activity WHERE occurred_at >= ?2 AND occurred_at < ?3) AS local
			WHERE activity.key = local.key AND activity.day <> local.day`, offset*1000, at, next); err != nil {
			return fmt.Errorf("days of activities in %s: %w", zone, err)
		}
		at = next
	}
	return nil
}
