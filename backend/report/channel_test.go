package report

import (
	"context"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

func TestChangeIsToOneDecimal(t *testing.T) {
	for name, try := range map[string]struct {
		unit        string
		now, before *float64
		want        *float64
	}{
		"a share that falls by less than half a tenth has not changed": {metric.Percent, p(3.22), p(3.24), p(0.0)},
		"a count that falls by less than that has not changed":         {metric.Count, p(99_990.0), p(100_000.0), p(0.0)},
		"points":                               {metric.Points, p(20.0), p(24.26), p(-4.3)},
		"a count":                              {metric.Count, p(110.0), p(100.0), p(10.0)},
		"from nothing there is none":           {metric.Count, p(3.0), p(0.0), nil},
		"without a month before there is none": {metric.Percent, p(3.0), nil, nil},
		"a share that rises by half a tenth counts":   {metric.Percent, p(3.5), p(3.25), p(0.3)},
		"a share of which nothing is left has fallen": {metric.Percent, p(0.0), p(3.25), p(-3.3)},
	} {
		t.Run(name, func(t *testing.T) {
			got := changeOf(try.unit, try.now, try.before)
			if (got == nil) != (try.want == nil) || got != nil && math.Abs(*got-*try.want) > 1e-9 {
				t.Fatalf("got %v, want %v", got, try.want)
			}
			if got != nil && *got == 0 && math.Signbit(*got) {
				t.Error("a change of nothing has a minus")
			}
		})
	}
}

func TestDaysOfReachAreNoMonth(t *testing.T) {
	made{brands: 1, channels: 1}.make(t, func(ctx context.Context, w *agency.Workspace) {
		err := w.File.Write(ctx, "Marta", func(tx *store.Tx) error {
			tx.Label("test.fill")
			var channel string
			if _, err := tx.Get(`SELECT id FROM channel`, nil, &channel); err != nil {
				return err
			}
			for day, value := range map[string]float64{"2026-10-05": 400, "2026-10-06": 520} {
				if _, err := tx.Exec(`INSERT INTO measurement (channel_id, metric, grain, day, value, as_of, created_at) VALUES (?, 'reach', 'day', ?, ?, '2026-11-01', ?)`,
					channel, day, value, tx.Now); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "x.xlsx")
		m := must[*Monthly](t)(Save(ctx, w, path, Order{Period: "2026-10"}, nil))
		c := m.Channels[0]
		if len(c.Account) != 0 || len(c.Days) != 1 {
			t.Fatalf("figures %v, series %v", c.Account, c.Days)
		}
		if len(m.Gaps) == 0 || m.Gaps[0].key != "gap_month" {
			t.Errorf("what is missing: %+v", m.Gaps)
		}
		said := ""
		for _, text := range cellsOf(t, path, sheetName(c.Label, nil)) {
			said += text + "\n"
		}
		if words := speech("en").t("account_by_day"); !strings.Contains(said, words) {
			t.Errorf("the sheet does not say %q:\n%s", words, said)
		}
		if words := speech("en").t("no_account"); strings.Contains(said, words) {
			t.Errorf("beside the chart the sheet says %q", words)
		}
	})
}
