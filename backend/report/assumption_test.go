package report

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

func TestAssumptionsStandBesideTheFormula(t *testing.T) {
	made{client: "Alba", brands: 1, channels: 1}.make(t, func(ctx context.Context, w *agency.Workspace) {
		if err := w.File.Write(ctx, "Marta", func(tx *store.Tx) error {
			channels, err := brand.Channels(tx, "")
			if err != nil {
				return err
			}
			c := channels[0]
			if _, err := kpi.AddHourRate(tx, c.BrandID, "EUR", kpi.RatePatch{Value: p(int64(4050))}); err != nil {
				return err
			}
			if _, err := kpi.AddConversionGoal(tx, c.BrandID, "EUR", kpi.GoalPatch{Name: p("Reserva"), Value: p(int64(5000))}); err != nil {
				return err
			}
			for key, value := range map[string]float64{"conversions": 12, "influencer_cost": 1250.5, "spend": 49.5} {
				if err := kpi.Set(tx, kpi.Entry{ChannelID: c.ID, Metric: key, Grain: "month", Day: "2026-10-01", Value: value}); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		m := must[*Monthly](t)(Gather(ctx, w, "", "2026-10", "es"))
		i := slices.IndexFunc(m.Definitions, func(d Definition) bool { return d.Metric == "roi" })
		if i < 0 {
			t.Fatal("roi is not defined")
		}
		got := strings.Split(m.Definitions[i].Assumes, "\n")
		want := []string{
			"Costes contados: Inversión publicitaria 49,50 EUR, Coste de influencers 1.250,50 EUR.",
			"No se conocen y no cuentan: Coste de alianzas, Coste de herramientas, Coste de horas.",
			"Una hora cuesta 40,50 EUR",
			"Reserva: 50,00 EUR cada una × 12 conversiones.",
		}
		if !slices.Equal(got, want) {
			t.Errorf("says %q", got)
		}
	})
}
