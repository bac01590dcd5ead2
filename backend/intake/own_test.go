package intake_test

import (
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

func TestOwnMetricsComeInFromMappedFiles(t *testing.T) {
	d := mustDesk(t)
	path := file(t, "counter.csv", "Fecha,Visitas\n2026-09-01,12.5\n2026-09-02,30\n")
	mapping := &format.Mapping{Header: 1, Shape: "days", Decimal: ".", Columns: []format.MappedColumn{{Index: 0, Field: "day"}, {Index: 1, Metric: "shop_visits"}}}
	bring := func() (o intake.Outcome) {
		d.with(func(w *agency.Workspace) error {
			all, err := intake.Run(t.Context(), w, "Ana", []intake.Request{{Path: path, Channel: d.facebook, Mapping: mapping}}, intake.Options{Language: "en"})
			if err == nil {
				o = all[0]
			}
			return err
		})
		return o
	}
	t.Run("not before the client has the metric", func(t *testing.T) {
		if o := bring(); o.Error == nil || !strings.Contains(*o.Error, "“shop_visits” is no metric that Alba counts") {
			t.Errorf("says %v", o.Error)
		}
	})
	d.with(func(w *agency.Workspace) error {
		return w.File.Write(t.Context(), "Ana", func(tx *store.Tx) error {
			_, err := kpi.AddCustomMetric(tx, kpi.CustomPatch{Name: map[string]string{"en": "Shop visits"}})
			return err
		})
	})
	t.Run("then day by day", func(t *testing.T) {
		if o := bring(); o.Error != nil || o.Added != 2 {
			t.Fatalf("added %d, %v", o.Added, o.Error)
		}
		d.with(func(w *agency.Workspace) error {
			return w.File.Read(t.Context(), func(tx *store.Tx) error {
				rows, err := kpi.Numbers(tx, kpi.Query{From: "2026-09-01", To: "2026-09-30", Channels: []string{d.facebook}, Metrics: []string{"shop_visits"}})
				if err == nil && (len(rows) != 1 || rows[0].Value == nil || *rows[0].Value != 42.5) {
					t.Errorf("rows are %+v", rows)
				}
				return err
			})
		})
	})
}
