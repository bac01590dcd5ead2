package kpi_test

import (
	"context"
	"testing"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// rate says what an hour costs in hundredths of euros from a day on.
func (h *house) rate(hundredths int64, from string) {
	h.Helper()
	h.write(func(tx *store.Tx) error {
		_, err := kpi.AddHourRate(tx, h.brand.ID, "EUR", kpi.RatePatch{Value: &hundredths, From: &from})
		return err
	})
}

// worked logs minutes of work on a channel.
func (h *house) worked(channel, id, day string, minutes int) {
	h.Helper()
	h.exec(`INSERT INTO activity (id, brand_id, channel_id, kind, occurred_at, day, ym, minutes, text, created_at, updated_at)
		VALUES (?, ?, ?, 'other', unixepoch(?) * 1000 + 43200000, ?, 202610, ?, '', 1, 1)`, id, h.brand.ID, channel, day, day, minutes)
}

func (h *house) passport(channel, metric, from, to string) *kpi.Passport {
	h.Helper()
	var p *kpi.Passport
	if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
		p, err = kpi.PassportOf(tx, kpi.PassportQuery{Brand: h.brand.ID, Channel: channel, Metric: metric, Level: "channel", From: from, To: to, Currency: "EUR"})
		return err
	}); err != nil {
		h.Fatal(err)
	}
	return p
}

func TestTotalCost(t *testing.T) {
	const from, to = "2026-10-01", "2026-10-31"
	t.Run("is the sum of the parts that are known", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		h.missing(ig, "total_cost", from, to)
		h.days(ig, "spend", "2026-10-03", 60, 40)
		h.set(ig, "influencer_cost", "month", "2026-10-01", 250)
		h.want(ig, "total_cost", from, to, 350)
		h.want("", "total_cost", from, to, 350)
		p := h.passport("", "total_cost", from, to)
		if len(p.Costs) != 5 || *p.Costs[0].Value != 100 || *p.Costs[1].Value != 250 || p.Costs[2].Value != nil || len(p.Typed) == 0 {
			t.Errorf("says %+v", p)
		}
	})
	t.Run("as typed counts alone", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		h.days(ig, "spend", "2026-10-03", 60)
		h.set(ig, "total_cost", "month", "2026-10-01", 500)
		h.want(ig, "total_cost", from, to, 500)
		if p := h.passport(ig, "total_cost", from, to); *p.Costs[0].Value != 500 || p.Costs[0].Metric != "total_cost" || p.Costs[1].Value != nil {
			t.Errorf("says %+v", p.Costs)
		}
	})
	t.Run("is not known where a part is of a longer run of days", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		h.days(ig, "spend", "2026-10-03", 60)
		h.set(ig, "tool_cost", "month", "2026-10-01", 30)
		h.want(ig, "total_cost", from, to, 90)
		h.missing(ig, "total_cost", "2026-10-01", "2026-10-07")
		h.missing(ig, "total_cost", "2026-10-03", "2026-10-03")
	})
	t.Run("has hours by what they cost on their day", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		h.worked(ig, "a", "2026-10-01", 90)
		h.worked(ig, "b", "2026-10-15", 60)
		h.missing(ig, "hours_cost", from, to)
		h.rate(4000, "")
		h.want(ig, "hours_cost", from, to, 100)
		h.rate(5000, "2026-10-15")
		h.want(ig, "hours_cost", from, to, 110)
		h.want(ig, "total_cost", from, to, 110)
		h.want(ig, "hours_cost", "2026-10-15", "2026-10-15", 50)
		if p := h.passport(ig, "total_cost", from, to); len(p.Rates) != 2 || p.Rates[1].Value != 5000 {
			t.Errorf("says %+v", p.Rates)
		}
		if p := h.passport(ig, "total_cost", "2026-10-16", to); len(p.Rates) != 1 || p.Rates[0].Value != 5000 {
			t.Errorf("says %+v", p.Rates)
		}
		h.set(ig, "hours_cost", "month", "2026-10-01", 75)
		h.want(ig, "total_cost", from, to, 75)
		h.undo()
		h.undo()
		h.want(ig, "hours_cost", from, to, 100)
	})
	t.Run("of one day has two rates refused", func(t *testing.T) {
		h := newHouse(t)
		h.rate(4000, "")
		if got := h.refused(func(tx *store.Tx) error {
			value, none := int64(1), ""
			_, err := kpi.AddHourRate(tx, h.brand.ID, "EUR", kpi.RatePatch{Value: &value, From: &none})
			return err
		}); got != "kpi.rate_twice" {
			t.Errorf("says %s", got)
		}
	})
	t.Run("of two currencies is not known", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		h.set(ig, "tool_cost", "month", "2026-10-01", 30)
		h.run(ig, "spend", "2026-10-02", "2026-10-20", "a", 9, "USD")
		h.missing(ig, "total_cost", from, to)
	})
}

func TestReturnOfABrand(t *testing.T) {
	const from, to = "2026-10-01", "2026-10-31"
	h := newHouse(t)
	web, ig, ads := h.channel("website", "alba.example"), h.channel("instagram", "@alba"), h.channel("google_ads", "1")
	h.days(web, "revenue", "2026-10-01", 900)
	h.set(ig, "influencer_cost", "month", "2026-10-01", 200)
	h.days(ads, "spend", "2026-10-01", 100)
	t.Run("counts what one channel costs and another brings in", func(t *testing.T) {
		h.missing(web, "roi", from, to)
		h.missing(ig, "roi", from, to)
		h.want("", "roi", from, to, 200)
	})
	t.Run("counts a sale once that ads claim as well", func(t *testing.T) {
		h.days(ads, "revenue", "2026-10-01", 400)
		h.missing("", "revenue", from, to)
		h.want("", "roi", from, to, 200)
		if p := h.passport("", "roi", from, to); !p.Parts[0].Site || p.Parts[1].Site || len(p.Costs) != 5 {
			t.Errorf("says %+v %+v", p.Parts, p.Costs)
		}
		h.days(web, "conversions", "2026-10-01", 9)
		h.days(ads, "conversions", "2026-10-01", 4)
		h.goal("Sale", "", 1000, "", "")
		h.want(web, "conversion_value", from, to, 90)
		h.missing("", "conversion_value", from, to)
		h.want("", "cpa", from, to, 25)
		if p := h.passport("", "roi", from, to); p.Money != "EUR" || len(p.Worth) != 0 {
			t.Errorf("says %+v", p)
		}
	})
	t.Run("is not known of days that a month's costs would have to be split over", func(t *testing.T) {
		h.missing("", "roi", "2026-10-01", "2026-10-01")
		h.missing("", "total_cost", "2026-10-01", "2026-10-01")
	})
}

func TestWorthCountsWhatTheReturnCounts(t *testing.T) {
	const from, to = "2026-10-01", "2026-10-31"
	h := newHouse(t)
	web, ads := h.channel("website", "alba.example"), h.channel("meta_ads", "1")
	h.days(web, "conversions", "2026-10-01", 9)
	h.days(ads, "conversions", "2026-10-01", 4)
	h.days(ads, "spend", "2026-10-01", 30)
	h.goal("Sale", "", 1000, "", "")
	h.want("", "roi", from, to, 200)
	if p := h.passport("", "roi", from, to); len(p.Worth) != 1 || *p.Worth[0].Conversions != 9 || !p.Parts[0].Site {
		t.Errorf("says %+v %+v", p.Worth, p.Parts)
	}
	h.want(ads, "roi", from, to, 100.0/3)
	if p := h.passport(ads, "roi", from, to); *p.Worth[0].Conversions != 4 {
		t.Errorf("says %+v", p.Worth)
	}
}
