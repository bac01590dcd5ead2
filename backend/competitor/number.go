package competitor

import (
	"database/sql"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// Metrics are what is noted of an account: followers as they stood on a day,
// and what came in the month of that day. Of several numbers of one month the
// last day's counts.
var Metrics = []string{"followers", "posts", "engagements", "mentions"}

// Number is one number of an account on a day. Value nil takes it away.
type Number struct {
	AccountID string   `json:"account_id"`
	Metric    string   `json:"metric"` // of Metrics
	Day       string   `json:"day"`
	Value     *float64 `json:"value"`

	file string // it was read from; "" is typed
	row  int    // of the file
}

// Line is an account with its numbers of one day.
type Line struct {
	Account
	Competitor string              `json:"competitor"` // its name
	Values     map[string]*float64 `json:"values" ts_type:"Record<string, number | null>"`
	Last       map[string]*float64 `json:"last" ts_type:"Record<string, number | null>"` // as last seen before that day
	Told       map[string]Told     `json:"told"`                                         // by metric: of Values, else of Last
}

// Sheet is every account of a brand's competitors with its numbers of a day, by
// competitor.
func Sheet(tx *store.Tx, brandID, day string) ([]Line, error) {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return nil, fault.Bad("day", "kpi.day_wrong", day)
	}
	all, err := List(tx, brandID)
	if err != nil {
		return nil, err
	}
	lines, at := []Line{}, map[string]int{}
	for _, c := range all {
		for _, a := range c.Accounts {
			at[a.ID] = len(lines)
			lines = append(lines, Line{a, c.Name, map[string]*float64{}, map[string]*float64{}, map[string]Told{}})
		}
	}
	// In the order of days, so that the last before the day stays.
	err = tx.Rows("SELECT "+toldColumns+` FROM competitor_number n JOIN competitor_account a ON a.id = n.account_id
		JOIN competitor c ON c.id = a.competitor_id WHERE c.brand_id = ? AND n.day <= ? ORDER BY n.day`,
		[]any{brandID, day}, func(r *sql.Rows) error {
			var told Told
			if err := told.scan(r); err != nil {
				return err
			}
			i, ok := at[told.AccountID]
			if !ok {
				return nil
			}
			lines[i].Told[told.Metric] = told
			if told.Day == day {
				lines[i].Values[told.Metric] = &told.Value
			} else {
				lines[i].Last[told.Metric] = &told.Value
			}
			return nil
		})
	if err != nil {
		return nil, fmt.Errorf("numbers of competitors: %w", err)
	}
	return lines, nil
}

func (n *Number) check() error {
	if !slices.Contains(Metrics, n.Metric) {
		return fault.Bad("metric", "competitor.metric_unknown", n.Metric)
	}
	if _, err := time.Parse(time.DateOnly, n.Day); err != nil {
		return fault.Bad("day", "kpi.day_wrong", n.Day)
	}
	if n.Value == nil {
		return nil
	}
	switch v := *n.Value; {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return fault.Bad("value", "kpi.value_missing")
	case v < 0:
		return fault.Bad("value", "kpi.value_negative", fault.Sentence{Key: "metric." + n.Metric})
	case v != math.Trunc(v):
		return fault.Bad("value", "kpi.value_whole", fault.Sentence{Key: "metric." + n.Metric})
	}
	return nil
}

// Set writes numbers as one action: all of them, or none when one cannot be.
func Set(tx *store.Tx, all []Number) error {
	known := map[string]bool{}
	for _, n := range all {
		if err := n.check(); err != nil {
			return err
		}
		if !known[n.AccountID] {
			if _, err := store.Find[Account](tx, n.AccountID); err != nil {
				return err
			}
			known[n.AccountID] = true
		}
		var err error
		if n.Value == nil {
			_, err = tx.Exec("DELETE FROM competitor_number WHERE account_id = ? AND metric = ? AND day = ?", n.AccountID, n.Metric, n.Day)
		} else {
			_, err = tx.Exec(`INSERT INTO competitor_number (account_id, metric, day, value, who, file, row, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
				ON CONFLICT DO UPDATE SET value = excluded.value, who = excluded.who, file = excluded.file, row = excluded.row, created_at = excluded.created_at
				WHERE value <> excluded.value`,
				n.AccountID, n.Metric, n.Day, *n.Value, tx.By, n.file, n.row, tx.Now)
		}
		if err != nil {
			return fmt.Errorf("write a competitor's number: %w", err)
		}
	}
	if len(all) > 0 {
		tx.Label("competitor.did_set", len(all))
	}
	return nil
}
