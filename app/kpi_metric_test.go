package app

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/kpi"
)

func TestOwnMetrics(t *testing.T) {
	dir := t.TempDir()
	s, _ := mustShellOn(t, dir)
	client, other := mustClient(t, s, "Aurora Coffee"), mustClient(t, s, "Borealis Tea")
	channel := mustChannel(t, s, client.ID, "@aurora")
	k := &Kpi{s}
	ratio, unit, formula := "ratio", "%", "shop_visits / views * 100"
	must(k.AddMetric(client.ID, kpi.CustomPatch{Name: map[string]string{"en": "Shop visits", "es": "Visitas a la tienda"}}))
	rate := must(k.AddMetric(client.ID, kpi.CustomPatch{Name: map[string]string{"en": "Visit rate"}, Kind: &ratio, Unit: &unit, Formula: &formula}))
	must(0, k.Type(client.ID, []kpi.Entry{
		{ChannelID: channel.ID, Metric: "shop_visits", Grain: "month", Day: "2026-10-01", Value: 30},
		{ChannelID: channel.ID, Metric: "views", Grain: "day", Day: "2026-10-02", Value: 600},
	}))
	t.Run("the command line gives their numbers", func(t *testing.T) {
		var told struct {
			Rows []numberLine `json:"rows"`
		}
		text := mustCommand(t, dir, "kpi", "--client", "aurora-coffee", "--from", "2026-10-01", "--to", "2026-10-31", "--metric", "visit_rate", "--json")
		if err := json.Unmarshal([]byte(text), &told); err != nil {
			t.Fatal(err)
		}
		if len(told.Rows) != 2 || told.Rows[0].Value == nil || *told.Rows[0].Value != 5 || told.Rows[0].Unit != "%" {
			t.Errorf("says %s", text)
		}
	})
	t.Run("the catalogue has them in each language", func(t *testing.T) {
		all := must(k.Metrics(client.ID, "es"))
		i := slices.IndexFunc(all, func(m Metric) bool { return m.Key == "shop_visits" })
		if i < 0 || all[i].Name != "Visitas a la tienda" || !all[i].Stored || all[i].OwnID == "" {
			t.Errorf("place %d", i)
		}
		if shipped := must(k.Metrics("", "es")); slices.ContainsFunc(shipped, func(m Metric) bool { return m.OwnID != "" }) || len(shipped) != len(all)-2 {
			t.Error("the shipped catalogue is another")
		}
	})
	t.Run("what has numbers is known", func(t *testing.T) {
		has := must(k.WithNumbers(client.ID, channel.BrandID))
		if !slices.Equal(has, []string{"channel.views", "channel.shop_visits", "channel.visit_rate"}) {
			t.Errorf("says %v", has)
		}
	})
	t.Run("lists are exported with their names", func(t *testing.T) {
		path := t.TempDir() + "/numbers.csv"
		must(k.ExportMeasurements(client.ID, kpi.MeasurementFilter{From: "2026-10-01", To: "2026-10-31"}, path))
		must(k.ExportScorecard(client.ID, kpi.CardQuery{From: "2026-10-01", To: "2026-10-31"}, nil, path))
	})
	t.Run("they are copied to another client with what they name", func(t *testing.T) {
		if made := must(k.CopyMetrics(client.ID, other.ID, []string{"visit_rate"})); !slices.Equal(made, []string{"shop_visits", "visit_rate"}) {
			t.Errorf("made %v", made)
		}
		if _, err := k.CopyMetrics(client.ID, other.ID, []string{"views"}); err == nil || !strings.Contains(err.Error(), "views") {
			t.Errorf("copying a shipped one says %v", err)
		}
		must((&History{s}).Undo(other.ID))
		if left := must(k.OwnMetrics(other.ID)); len(left) != 0 {
			t.Errorf("undo left %v", left)
		}
	})
	t.Run("a formula says what is wrong with it", func(t *testing.T) {
		q := kpi.Query{Brand: channel.BrandID, From: "2026-10-01", To: "2026-10-31"}
		if tried := must(k.TryFormula(client.ID, "", "", "visit_rate + 1", q)); tried.Unit != "%" || *tried.Row.Value != 6 {
			t.Errorf("says %+v", tried)
		}
		if _, err := k.TryFormula(client.ID, "visit_rate", "", "visit_rate + 1", q); fault.Of(err) == nil {
			t.Errorf("one that stands on itself says %v", err)
		}
	})
	t.Run("a goal is in the client's currency", func(t *testing.T) {
		name, value := "Sale", int64(4500)
		goal := must(k.AddGoal(client.ID, channel.BrandID, kpi.GoalPatch{Name: &name, Value: &value}))
		if goal.Currency != client.Currency || len(must(k.Goals(client.ID, channel.BrandID))) != 1 {
			t.Errorf("is %+v", goal)
		}
		must(0, k.DeleteGoal(client.ID, goal.ID))
		if events := must(k.Events(client.ID, channel.BrandID)); len(events) != 0 {
			t.Errorf("events %v", events)
		}
	})
	must(0, k.DeleteMetric(client.ID, rate.ID))
}
