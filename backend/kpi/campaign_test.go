package kpi_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// told writes a row of a breakdown as an import does.
func (h *house) told(channel, dimension, from, to, metric string, value float64, part ...string) {
	h.Helper()
	names, err := json.Marshal(part)
	if err != nil {
		h.Fatal(err)
	}
	h.exec("INSERT INTO breakdown (channel_id, dimension, from_day, to_day, import_id, part, metric, value, as_of) VALUES (?, ?, ?, ?, 'file', ?, ?, ?, ?)",
		channel, dimension, from, to, string(names), metric, value, to)
}

func TestCampaignTarget(t *testing.T) {
	spring := func(h *house, metric string) {
		h.target(kpi.TargetPatch{Metric: &metric, Campaign: ptr("Spring"), Value: ptr(100.0), From: ptr("2026-10-01"), To: ptr("2026-10-31")})
	}
	t.Run("adds the rows of its campaign in the span, and says what sticks out", func(t *testing.T) {
		h := newHouse(t)
		ads, more := h.channel("google_business", "Alba"), h.channel("facebook", "Alba")
		h.told(ads, "campaign", "2026-10-01", "2026-10-07", "link_clicks", 10, "Spring")
		h.told(ads, "campaign", "2026-10-08", "2026-10-14", "link_clicks", 15, "Spring")
		h.told(ads, "campaign", "2026-10-08", "2026-10-14", "link_clicks", 500, "Autumn")
		h.told(ads, "campaign", "2026-10-26", "2026-11-01", "link_clicks", 40, "Spring")
		h.told(more, "ad", "2026-10-01", "2026-10-14", "link_clicks", 3, "Spring", "Set A", "Ad 1")
		h.told(more, "ad", "2026-10-01", "2026-10-14", "link_clicks", 4, "Spring", "Set A", "Ad 2")
		h.told(more, "country", "2026-10-01", "2026-10-14", "link_clicks", 900, "Spring")
		spring(h, "link_clicks")
		if s := h.stand("2026-11-05"); !near(s.Actual, 32) || s.LeftOut != 1 || s.LastData != "2026-10-14" {
			t.Errorf("stand: %+v", s)
		}
	})
	t.Run("counts a campaign once where its ads and shorter runs tell of it too", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("google_business", "Alba")
		h.told(ads, "campaign", "2026-10-01", "2026-10-31", "link_clicks", 50, "Spring")
		h.told(ads, "ad", "2026-10-01", "2026-10-31", "link_clicks", 49, "Spring", "A", "1")
		h.told(ads, "campaign", "2026-10-03", "2026-10-03", "link_clicks", 20, "Spring")
		h.told(ads, "campaign", "2026-01-01", "2026-12-31", "link_clicks", 900, "Spring")
		spring(h, "link_clicks")
		if s := h.stand("2026-11-05"); !near(s.Actual, 50) || s.LeftOut != 0 {
			t.Errorf("stand: %+v", s)
		}
	})
	t.Run("works a ratio out from the sums", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("google_business", "Alba")
		for _, run := range []struct {
			from, to      string
			clicks, shown float64
		}{{"2026-10-01", "2026-10-07", 10, 100}, {"2026-10-08", "2026-10-14", 10, 900}} {
			h.told(ads, "campaign", run.from, run.to, "link_clicks", run.clicks, "Spring")
			h.told(ads, "campaign", run.from, run.to, "impressions", run.shown, "Spring")
		}
		spring(h, "ctr")
		if s := h.stand("2026-10-14"); !near(s.Actual, 2) || s.Needed != nil || s.NoForecast != "" {
			t.Errorf("stand: %+v", s)
		}
	})
	t.Run("does not add another currency", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("google_business", "Alba")
		h.told(ads, "campaign", "2026-10-01", "2026-10-07", "spend", 10, "Spring")
		h.told(ads, "campaign", "2026-10-08", "2026-10-14", "spend", 10, "Spring")
		h.exec("UPDATE breakdown SET currency = 'USD' WHERE from_day = '2026-10-08'")
		spring(h, "spend")
		if s := h.stand("2026-10-14"); s.Actual != nil || s.Status != kpi.NoData || s.NoActual != kpi.Currencies {
			t.Errorf("stand: %+v", s)
		}
	})
	t.Run("does not add a sale that ads and the site both claim, and says so", func(t *testing.T) {
		for _, key := range []string{"conversions", "revenue", "cpa"} {
			h := newHouse(t)
			ads, site := h.channel("google_ads", "1234"), h.channel("website", "alba.example")
			h.told(ads, "campaign", "2026-10-01", "2026-10-07", "spend", 20, "Spring")
			for _, part := range []string{"conversions", "revenue"} {
				h.told(ads, "campaign", "2026-10-01", "2026-10-07", part, 60, "Spring")
				h.told(site, "campaign", "2026-10-01", "2026-10-07", part, 50, "Spring")
			}
			spring(h, key)
			if s := h.stand("2026-10-14"); s.Actual != nil || s.NoActual != kpi.Claimed || s.Status != kpi.NoData {
				t.Errorf("%s: %+v", key, s)
			}
		}
	})
	t.Run("has the return of ads beside what the site claims", func(t *testing.T) {
		h := newHouse(t)
		ads, site := h.channel("google_ads", "1234"), h.channel("website", "alba.example")
		h.told(ads, "campaign", "2026-10-01", "2026-10-07", "spend", 20, "Spring")
		h.told(ads, "campaign", "2026-10-01", "2026-10-07", "ad_revenue", 60, "Spring")
		h.told(ads, "campaign", "2026-10-01", "2026-10-07", "conversions", 6, "Spring")
		h.told(site, "campaign", "2026-10-01", "2026-10-07", "conversions", 5, "Spring")
		spring(h, "roas")
		if s := h.stand("2026-10-14"); !near(s.Actual, 3) || s.NoActual != "" {
			t.Errorf("stand: %+v", s)
		}
	})
	t.Run("adds the sales of ads, or takes those of one channel", func(t *testing.T) {
		h := newHouse(t)
		ads, more, site := h.channel("google_ads", "1234"), h.channel("meta_ads", "act_1"), h.channel("website", "alba.example")
		h.told(ads, "campaign", "2026-10-01", "2026-10-07", "conversions", 60, "Spring")
		h.told(more, "campaign", "2026-10-01", "2026-10-07", "conversions", 5, "Spring")
		spring(h, "conversions")
		if s := h.stand("2026-10-14"); !near(s.Actual, 65) || s.NoActual != "" {
			t.Errorf("of ads: %+v", s)
		}
		h.told(site, "campaign", "2026-10-01", "2026-10-07", "conversions", 50, "Spring")
		h.exec("UPDATE target SET channel_id = ?", site)
		if s := h.stand("2026-10-14"); !near(s.Actual, 50) || s.NoActual != "" {
			t.Errorf("of the site: %+v", s)
		}
	})
	t.Run("is offered by the names that breakdowns hold", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("google_business", "Alba")
		h.told(ads, "campaign", "2026-09-01", "2026-09-30", "spend", 10, "Spring")
		h.told(ads, "ad", "2026-10-01", "2026-10-31", "link_clicks", 10, "Autumn", "A", "1")
		h.told(ads, "ad", "2026-10-01", "2026-10-31", "spend", 10, "Autumn", "A", "1")
		h.told(ads, "country", "2026-10-01", "2026-10-31", "spend", 10, "Spain")
		var all []kpi.Campaign
		if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
			all, err = kpi.Campaigns(tx, h.brand.ID)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if len(all) != 2 || all[0].Name != "Autumn" || all[1].Name != "Spring" || len(all[1].Metrics) != 1 {
			t.Fatalf("campaigns: %+v", all)
		}
		if got := all[0].Metrics; len(got) != 3 { // spend, link clicks and the cost of one
			t.Errorf("metrics: %v", got)
		}
	})
}
