package kpi_test

import (
	"context"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// own makes a metric of the client's own.
func (h *house) own(key, kind, unit, formula string) *kpi.CustomMetric {
	h.Helper()
	var made *kpi.CustomMetric
	h.write(func(tx *store.Tx) (err error) {
		made, err = kpi.AddCustomMetric(tx, custom(key, kind, unit, formula))
		return err
	})
	return made
}

func custom(key, kind, unit, formula string) kpi.CustomPatch {
	return kpi.CustomPatch{Key: &key, Name: map[string]string{"en": strings.ToUpper(key)}, Kind: &kind, Unit: &unit, Formula: &formula}
}

// refused runs a change that is to be refused and returns the key of the
// sentence.
func (h *house) refused(fn func(*store.Tx) error) string {
	h.Helper()
	err := h.file.Write(context.Background(), "Ana", fn)
	if f := fault.Of(err); f != nil {
		return f.Key
	}
	h.Errorf("not refused: %v", err)
	return ""
}

func TestOwnCounts(t *testing.T) {
	h := newHouse(t)
	shop, blog := h.channel("in_person", "Shop"), h.channel("blog", "alba.example")
	h.own("visits", metric.Flow, metric.Count, "")
	h.own("members", metric.Stock, metric.Count, "")
	h.own("readers", metric.Unique, metric.Count, "")
	h.own("stall_fee", metric.Flow, metric.Money, "")
	t.Run("a flow adds over days and channels", func(t *testing.T) {
		h.days(shop, "visits", "2026-10-01", 10, 20)
		h.days(blog, "visits", "2026-10-02", 5)
		h.want(shop, "visits", "2026-10-01", "2026-10-31", 30)
		h.want("", "visits", "2026-10-01", "2026-10-31", 35)
		h.missing("", "visits", "2026-11-01", "2026-11-30")
	})
	t.Run("a stock is the last value", func(t *testing.T) {
		h.set(shop, "members", "day", "2026-10-03", 7)
		h.want("", "members", "2026-10-10", "2026-10-12", 7)
	})
	t.Run("a unique value is of exactly its span and never adds", func(t *testing.T) {
		h.set(blog, "readers", "month", "2026-10-01", 70)
		h.want(blog, "readers", "2026-10-01", "2026-10-31", 70)
		h.missing(blog, "readers", "2026-10-01", "2026-11-30")
		h.missing("", "readers", "2026-10-01", "2026-10-31")
	})
	t.Run("money has the client's currency", func(t *testing.T) {
		h.set(shop, "stall_fee", "day", "2026-10-03", 12.5)
		if r := h.one(shop, "stall_fee", "2026-10-01", "2026-10-31"); r.Currency != "EUR" || *r.Value != 12.5 {
			t.Errorf("is %+v", r)
		}
	})
	t.Run("all that has numbers is listed after the shipped metrics", func(t *testing.T) {
		h.days(blog, "views", "2026-10-02", 5)
		last := ""
		for _, r := range h.numbers(kpi.Query{From: "2026-10-01", To: "2026-10-31"}) {
			if r.Metric == "views" && last != "" {
				t.Error("an own metric stands before views")
			}
			if r.Metric == "visits" {
				last = r.Metric
			}
		}
		if last == "" {
			t.Error("visits are not listed")
		}
	})
	t.Run("a target can be of one", func(t *testing.T) {
		key, value, from, to := "visits", 60.0, "2026-10-01", "2026-10-31"
		h.target(kpi.TargetPatch{Metric: &key, Value: &value, From: &from, To: &to})
		if s := h.stand("2026-10-31"); s.Actual == nil || *s.Actual != 35 || s.LastData != "2026-10-02" {
			t.Errorf("stands at %+v", s)
		}
	})
}

func TestOwnFormulasOverChannels(t *testing.T) {
	h := newHouse(t)
	ig, fb, blog := h.channel("instagram", "@alba"), h.channel("facebook", "Alba"), h.channel("blog", "alba.example")
	h.own("visits", metric.Flow, metric.Count, "")
	h.own("visit_rate", metric.Ratio, metric.Percent, "visits / views * 100")
	h.own("doubled", metric.Ratio, metric.Percent, "visit_rate * 2")
	h.own("per_reach", metric.Ratio, metric.Plain, "visits / reach")
	h.own("cost_each", metric.Ratio, metric.Money, "spend / visits + money(1)")
	h.own("growth", metric.Ratio, metric.Percent, "follower_growth_rate")
	h.own("answers", metric.Ratio, metric.Plain, "log.activities / visits")
	h.days(ig, "visits", "2026-10-01", 10)
	h.days(ig, "views", "2026-10-01", 100)
	h.days(fb, "visits", "2026-10-01", 30)
	h.days(fb, "views", "2026-10-05", 50)
	h.days(blog, "visits", "2026-10-01", 1000) // no views
	const from, to = "2026-10-01", "2026-10-31"
	t.Run("they are made anew from the sums over the channels that have every part", func(t *testing.T) {
		h.want(ig, "visit_rate", from, to, 10)
		h.want("", "visit_rate", from, to, 40.0/150*100)
		h.missing(blog, "visit_rate", from, to)
	})
	t.Run("also where they stand on another formula", func(t *testing.T) {
		h.want("", "doubled", from, to, 40.0/150*200)
	})
	t.Run("over days they are made anew too", func(t *testing.T) {
		rows := h.numbers(kpi.Query{Channels: []string{ig}, From: "2026-10-01", To: "2026-10-02", By: "day", Metrics: []string{"visit_rate"}})
		if len(rows) != 2 || rows[0].Value == nil || *rows[0].Value != 10 || rows[1].Value != nil {
			t.Errorf("by day: %+v", rows)
		}
	})
	t.Run("over a unique part they have no value of a brand", func(t *testing.T) {
		h.set(ig, "reach", "month", "2026-10-01", 40)
		h.want(ig, "per_reach", from, to, 0.25)
		h.missing("", "per_reach", from, to)
	})
	t.Run("a divisor of 0 gives nothing", func(t *testing.T) {
		h.days(ig, "views", "2026-11-01", 0)
		h.days(ig, "visits", "2026-11-01", 3)
		h.missing(ig, "visit_rate", "2026-11-01", "2026-11-30")
	})
	t.Run("money keeps its currency", func(t *testing.T) {
		h.days(ig, "spend", "2026-10-01", 20)
		r := h.one(ig, "cost_each", from, to)
		if r.Value == nil || *r.Value != 3 || r.Currency != "EUR" || r.Unit != metric.Money {
			t.Errorf("is %+v", r)
		}
	})
	t.Run("stocks at the start of the period are parts too", func(t *testing.T) {
		h.days(ig, "followers", "2026-09-30", 100)
		h.days(ig, "followers", "2026-10-31", 150)
		h.want(ig, "growth", from, to, 50)
	})
	t.Run("the log can be a part", func(t *testing.T) {
		h.entry(ig, "2026-10-05", 5, nil, nil, nil)
		h.want(ig, "answers", from, to, 0.5)
	})
	t.Run("the passport tells its parts and where they came from", func(t *testing.T) {
		var p *kpi.Passport
		if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
			p, err = kpi.PassportOf(tx, kpi.PassportQuery{Brand: h.brand.ID, Channel: ig, Metric: "doubled", Level: "channel", From: from, To: to})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if len(p.Parts) != 2 || p.Parts[0].Metric != "visits" || p.Parts[0].Value != 10 || len(p.Uses) != 1 || *p.Uses[0].Value != 10 || len(p.Typed) != 1 || p.Typed[0].Rows != 2 {
			t.Errorf("says %+v", p)
		}
	})
	t.Run("a formula can be tried before it is saved", func(t *testing.T) {
		try := func(text string) (*kpi.Tried, error) {
			var tried *kpi.Tried
			err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
				tried, err = kpi.TryFormula(tx, kpi.CustomMetric{Formula: text}, kpi.Query{Brand: h.brand.ID, From: from, To: to})
				return err
			})
			return tried, err
		}
		tried, err := try("visits / views")
		if err != nil || tried.Unit != metric.Plain || len(tried.Uses) != 2 || tried.Row == nil || *tried.Row.Value != 40.0/150 || *tried.Uses[0].Value != 1040 {
			t.Errorf("says %+v, %v", tried, err)
		}
		if _, err := try("visits / vews"); fault.Of(err) == nil {
			t.Errorf("a name that is none: %v", err)
		}
	})
}

func TestOwnMetricsAreKept(t *testing.T) {
	t.Run("their key is made of the name and stays", func(t *testing.T) {
		h := newHouse(t)
		h.write(func(tx *store.Tx) error {
			name := map[string]string{"es": "Señales de compra"}
			for i, want := range []string{"senales_de_compra", "senales_de_compra_2"} {
				name["es"] += strings.Repeat("!", i)
				c, err := kpi.AddCustomMetric(tx, kpi.CustomPatch{Name: name})
				if err != nil {
					return err
				}
				if c.Key != want {
					t.Errorf("is %s, not %s", c.Key, want)
				}
			}
			known, err := kpi.Catalogue(tx)
			if err == nil && known.Find("senales_de_compra", "channel").Name("en") != "Señales de compra" {
				t.Error("the name that is there does not show in the other language")
			}
			return err
		})
	})
	t.Run("refused with a sentence", func(t *testing.T) {
		h := newHouse(t)
		h.own("mine", metric.Flow, metric.Count, "")
		named := custom("a", "flow", "count", "")
		named.Name = map[string]string{"es": "visualizaciones"}
		for key, p := range map[string]kpi.CustomPatch{
			"kpi.metric_name":         {},
			"formula.key_taken":       custom("views", "flow", "count", ""),
			"formula.key":             custom("My key", "flow", "count", ""),
			"kpi.metric_choice":       custom("a", "lifetime", "count", ""),
			"kpi.metric_counted_unit": custom("a", "flow", "%", ""),
			"kpi.metric_name_taken":   named,
			"formula.empty":           custom("a", "ratio", "count", " "),
			"formula.share":           custom("a", "ratio", "%", "mine / views"),
		} {
			if got := h.refused(func(tx *store.Tx) error { _, err := kpi.AddCustomMetric(tx, p); return err }); got != key {
				t.Errorf("says %s, not %s", got, key)
			}
		}
	})
	t.Run("a change that another formula does not bear is refused", func(t *testing.T) {
		h := newHouse(t)
		mine := h.own("mine", metric.Flow, metric.Count, "")
		rate := h.own("rate", metric.Ratio, metric.Percent, "mine / views * 100")
		money, text := metric.Money, "rate * 1"
		if got := h.refused(func(tx *store.Tx) error {
			_, err := kpi.UpdateCustomMetric(tx, mine.ID, kpi.CustomPatch{Unit: &money})
			return err
		}); got != "kpi.metric_others" {
			t.Errorf("says %s", got)
		}
		if got := h.refused(func(tx *store.Tx) error {
			_, err := kpi.UpdateCustomMetric(tx, rate.ID, kpi.CustomPatch{Formula: &text})
			return err
		}); got != "formula.cycle" {
			t.Errorf("says %s", got)
		}
	})
	t.Run("none is deleted while a formula or a target uses it, and undo brings it back", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		mine := h.own("mine", metric.Flow, metric.Count, "")
		rate := h.own("rate", metric.Ratio, metric.Plain, "mine / views")
		h.days(ig, "mine", "2026-10-01", 4)
		remove := func(id string) func(*store.Tx) error {
			return func(tx *store.Tx) error { return kpi.DeleteCustomMetric(tx, id) }
		}
		if got := h.refused(remove(mine.ID)); got != "kpi.metric_in_formula" {
			t.Errorf("says %s", got)
		}
		h.write(remove(rate.ID))
		key, value, from, to := "mine", 60.0, "2026-10-01", "2026-10-31"
		target := h.target(kpi.TargetPatch{Metric: &key, Value: &value, From: &from, To: &to})
		if got := h.refused(remove(mine.ID)); got != "kpi.metric_in_target" {
			t.Errorf("says %s", got)
		}
		h.write(func(tx *store.Tx) error { return kpi.DeleteTarget(tx, target.ID) })
		h.write(remove(mine.ID))
		for _, r := range h.numbers(kpi.Query{From: from, To: to}) {
			if r.Metric == "mine" {
				t.Error("is still listed")
			}
		}
		h.undo()
		h.want(ig, "mine", from, to, 4)
	})
	t.Run("they are copied to another client with what their formulas name", func(t *testing.T) {
		h, other := newHouse(t), newHouse(t)
		h.own("mine", metric.Flow, metric.Count, "")
		h.own("rate", metric.Ratio, metric.Plain, "mine / views")
		h.own("rest", metric.Flow, metric.Count, "")
		var all []kpi.CustomMetric
		if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
			all, err = kpi.CustomMetrics(tx)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		for _, want := range []int{2, 0} {
			other.write(func(tx *store.Tx) error {
				made, err := kpi.CopyCustomMetrics(tx, all, []string{"rate"})
				if len(made) != want {
					t.Errorf("made %v", made)
				}
				return err
			})
		}
		ig := other.channel("instagram", "@alba")
		other.days(ig, "mine", "2026-10-01", 4)
		other.days(ig, "views", "2026-10-01", 8)
		other.want("", "rate", "2026-10-01", "2026-10-31", 0.5)
	})
}
