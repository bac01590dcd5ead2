package report

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
)

func TestOwnMetricsStandInTheWorkbook(t *testing.T) {
	months["usual"].make(t, func(ctx context.Context, w *agency.Workspace) {
		m := must[*Monthly](t)(Gather(ctx, w, "", "2026-10", "es"))
		figure := func(key string) *Figure {
			i := slices.IndexFunc(m.Channels[0].Account, func(f Figure) bool { return f.Metric == key })
			if i < 0 {
				t.Fatalf("%s is not among the figures", key)
			}
			return &m.Channels[0].Account[i]
		}
		t.Run("their formulas are live", func(t *testing.T) {
			for key, want := range map[string][]string{"visit_rate": {"MIN(", "MAX(", "SUMIFS("}, "visit_cost": {"*0.5"}, "post_share": {"ROUND(", "COUNTIFS(", ", 3)"}} {
				f := figure(key)
				if f.value == nil {
					t.Fatalf("%s is no formula", key)
				}
				for _, piece := range want {
					if text := f.value.formula(f.Unit); !strings.Contains(text, piece) {
						t.Errorf("%s reads %s", key, text)
					}
				}
			}
		})
		t.Run("with their decimals", func(t *testing.T) {
			if got := figure("visit_rate").format(); got != "#,##0.0%" {
				t.Errorf("shows as %s", got)
			}
		})
		t.Run("they are defined", func(t *testing.T) {
			i := slices.IndexFunc(m.Definitions, func(d Definition) bool { return d.Metric == "visit_cost" })
			if i < 0 {
				t.Fatal("visit_cost is not defined")
			}
			d := m.Definitions[i]
			if d.Name != "Cost of a visit" || d.Meaning != "Definida por la agencia." || !strings.Contains(d.Formula, "Shop visits") || d.Files == "" {
				t.Errorf("says %+v", d)
			}
		})
	})
}
