package kpi_test

import (
	"context"
	"testing"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// goal makes a conversion goal in euros.
func (h *house) goal(name, event string, hundredths int64, from, to string) *kpi.ConversionGoal {
	h.Helper()
	var made *kpi.ConversionGoal
	h.write(func(tx *store.Tx) (err error) {
		made, err = kpi.AddConversionGoal(tx, h.brand.ID, "EUR", kpi.GoalPatch{Name: &name, Event: &event, Value: &hundredths, From: &from, To: &to})
		return err
	})
	return made
}

// event writes what an import tells of an event in a run of days.
func (h *house) event(channel, name, from, to, importID string, value float64) {
	h.Helper()
	h.exec(`INSERT INTO breakdown (channel_id, dimension, from_day, to_day, import_id, part, metric, value, as_of, counts)
		VALUES (?, 'event', ?, ?, ?, json_array(?), 'conversions', ?, ?, 0)`, channel, from, to, importID, name, value, to)
	h.write(func(tx *store.Tx) error { return kpi.ElectImport(tx, importID) })
}

func TestConversionValue(t *testing.T) {
	const key, from, to = "conversion_value", "2026-10-01", "2026-10-31"
	t.Run("every conversion is worth what the goal says", func(t *testing.T) {
		h := newHouse(t)
		web, ads := h.channel("website", "alba.example"), h.channel("instagram", "@alba")
		h.days(web, "conversions", "2026-10-01", 2, 3)
		h.days(ads, "conversions", "2026-10-02", 1)
		h.missing("", key, from, to)
		h.goal("Sale", "", 4550, "", "")
		h.want(web, key, from, to, 227.5)
		h.want("", key, from, to, 273)
		if r := h.one("", key, from, to); r.Currency != "EUR" {
			t.Errorf("is in %q", r.Currency)
		}
		h.missing("", key, "2026-11-01", "2026-11-30")
		h.undo()
		h.missing("", key, from, to)
	})
	t.Run("only in the days of the goal", func(t *testing.T) {
		h := newHouse(t)
		web := h.channel("website", "alba.example")
		h.days(web, "conversions", "2026-10-01", 1, 2, 4, 8)
		h.goal("Then", "", 100, "2026-10-02", "2026-10-03")
		h.goal("Now", "", 1000, "2026-10-04", "")
		h.want(web, key, from, to, 86)
		h.want(web, key, "2026-10-03", "2026-10-04", 84)
		h.missing(web, key, "2026-10-01", "2026-10-01")
		rows := h.numbers(kpi.Query{Channels: []string{web}, From: "2026-10-01", To: "2026-10-04", By: "day", Metrics: []string{key}})
		if len(rows) != 4 || rows[0].Value != nil || *rows[2].Value != 4 || *rows[3].Value != 80 {
			t.Errorf("by day: %+v", rows)
		}
	})
	t.Run("a month of conversions that a goal cuts has no value", func(t *testing.T) {
		h := newHouse(t)
		web := h.channel("website", "alba.example")
		h.set(web, "conversions", "month", "2026-10-01", 31)
		h.goal("Late", "", 100, "2026-10-02", "")
		h.missing(web, key, from, to)
	})
	t.Run("an event is counted by its own name, runs that overlap once", func(t *testing.T) {
		h := newHouse(t)
		web := h.channel("website", "alba.example")
		h.days(web, "conversions", "2026-10-01", 500)
		h.event(web, "purchase", "2026-10-01", "2026-10-31", "a", 7)
		h.event(web, "sign_up", "2026-10-01", "2026-10-31", "a", 3)
		h.event(web, "purchase", "2026-10-10", "2026-10-12", "c", 2)
		h.event(web, "purchase", "2026-10-25", "2026-11-02", "d", 1)
		h.goal("Purchase", "purchase", 1000, "", "")
		h.want(web, key, from, to, 70)
		h.want(web, key, "2026-10-05", "2026-10-20", 20)
		h.missing(web, key, "2026-10-11", "2026-10-20")
		h.goal("Lead", "sign_up", 200, "", "")
		h.want(web, key, from, to, 76)
	})
	t.Run("no conversion counts twice", func(t *testing.T) {
		h := newHouse(t)
		h.goal("Purchase", "purchase", 1000, "2026-01-01", "2026-06-30")
		add := func(event, from string) func(*store.Tx) error {
			return func(tx *store.Tx) error {
				name, value := "Other", int64(5)
				_, err := kpi.AddConversionGoal(tx, h.brand.ID, "EUR", kpi.GoalPatch{Name: &name, Event: &event, Value: &value, From: &from})
				return err
			}
		}
		if got := h.refused(add("purchase", "2026-06-30")); got != "kpi.goal_event_twice" {
			t.Errorf("says %s", got)
		}
		if got := h.refused(add("", "2026-06-30")); got != "kpi.goal_all_beside" {
			t.Errorf("says %s", got)
		}
		h.write(add("", "2026-07-01"))
		if got := h.refused(add("sign_up", "2026-08-01")); got != "kpi.goal_all_there" {
			t.Errorf("says %s", got)
		}
	})
	t.Run("money of two currencies has no value", func(t *testing.T) {
		h := newHouse(t)
		web := h.channel("website", "alba.example")
		h.event(web, "purchase", from, to, "a", 7)
		h.goal("Purchase", "purchase", 1000, "", "")
		h.write(func(tx *store.Tx) error {
			name, event, value := "Lead", "sign_up", int64(100)
			_, err := kpi.AddConversionGoal(tx, h.brand.ID, "USD", kpi.GoalPatch{Name: &name, Event: &event, Value: &value})
			return err
		})
		h.event(web, "sign_up", from, to, "a", 7)
		h.missing(web, key, from, to)
	})
}

func TestReturnsUseConversionValueWhereNoRevenueIsKnown(t *testing.T) {
	const from, to = "2026-10-01", "2026-10-31"
	h := newHouse(t)
	web, shop := h.channel("website", "alba.example"), h.channel("in_person", "Shop")
	h.goal("Sale", "", 5000, "", "")
	h.days(web, "conversions", "2026-10-01", 4)
	h.days(web, "total_cost", "2026-10-01", 100)
	h.days(web, "spend", "2026-10-01", 50)
	t.Run("the value of conversions stands in", func(t *testing.T) {
		h.want(web, "roi", from, to, 100)
		h.want(web, "roas", from, to, 4)
	})
	t.Run("real revenue of a channel counts instead", func(t *testing.T) {
		h.days(shop, "revenue", "2026-10-01", 500)
		h.days(shop, "conversions", "2026-10-01", 1)
		h.days(shop, "total_cost", "2026-10-01", 100)
		h.want(shop, "roi", from, to, 400)
	})
	t.Run("a brand adds both and says so", func(t *testing.T) {
		h.want("", "roi", from, to, (700.0-200)/200*100)
		var p *kpi.Passport
		if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
			p, err = kpi.PassportOf(tx, kpi.PassportQuery{Brand: h.brand.ID, Metric: "roi", Level: "channel", From: from, To: to, Currency: "EUR"})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if len(p.Parts) == 0 || p.Parts[0].Instead != "revenue" || len(p.Worth) != 1 || p.Worth[0].Each != 5000 || p.Worth[0].Conversions == nil || *p.Worth[0].Conversions != 4 {
			t.Errorf("says %+v", p)
		}
	})
	t.Run("and says nothing of it where revenue is known", func(t *testing.T) {
		var p *kpi.Passport
		if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
			p, err = kpi.PassportOf(tx, kpi.PassportQuery{Brand: h.brand.ID, Channel: shop, Metric: "roi", Level: "channel", From: from, To: to, Currency: "EUR"})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if len(p.Worth) != 0 || p.Parts[0].Metric != "revenue" {
			t.Errorf("says %+v", p)
		}
	})
}
