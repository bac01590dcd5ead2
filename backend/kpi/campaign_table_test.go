package kpi_test

import (
	"context"
	"testing"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

func (h *house) campaigns(from, to string) *kpi.CampaignTable {
	h.Helper()
	var out *kpi.CampaignTable
	if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
		out, err = kpi.CampaignsOf(tx, kpi.CampaignQuery{Brand: h.brand.ID, From: from, To: to, Today: to, Currency: "EUR"})
		return err
	}); err != nil {
		h.Fatal(err)
	}
	return out
}

// ad writes the numbers of an ad in January.
func (h *house) ad(channel, part, currency string, spend, impressions, clicks, conversions, revenue float64) {
	h.Helper()
	for key, v := range map[string]float64{"spend": spend, "impressions": impressions, "link_clicks": clicks, "conversions": conversions, "ad_revenue": revenue, "reach": 10} {
		money := ""
		if key == "spend" || key == "ad_revenue" {
			money = currency
		}
		h.part(channel, "ad", "2026-01-01", "2026-01-31", part, key, v, money)
	}
}

func TestCampaigns(t *testing.T) {
	t.Run("ads add up to sets, campaigns and the account, and ratios are made of the sums", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("meta_ads", "Alba")
		h.ad(ads, `["Spring","Near","Cup"]`, "", 10, 1000, 20, 1, 40)
		h.ad(ads, `["Spring","Near","Mug"]`, "", 30, 1000, 20, 1, 40)
		h.ad(ads, `["Spring","Far","Cup"]`, "", 20, 2000, 10, 0, 0)
		h.ad(ads, `["Winter","Near","Cup"]`, "", 140, 4000, 50, 2, 200)
		got := h.campaigns("2026-01-01", "2026-01-31").Ads
		want := []struct {
			names                 string
			spend, ctr, cpm, roas float64
		}{
			{"", 200, 1.25, 25, 1.4},
			{"Winter", 140, 1.25, 35, 200. / 140}, {"Winter › Near", 140, 1.25, 35, 200. / 140}, {"Winter › Near › Cup", 140, 1.25, 35, 200. / 140},
			{"Spring", 60, 1.25, 15, 80. / 60},
			{"Spring › Near", 40, 2, 20, 2}, {"Spring › Near › Mug", 30, 2, 30, 40. / 30}, {"Spring › Near › Cup", 10, 2, 10, 4},
			{"Spring › Far", 20, 0.5, 10, 0}, {"Spring › Far › Cup", 20, 0.5, 10, 0},
		}
		if len(got) != len(want) {
			t.Fatalf("%d lines", len(got))
		}
		for i, w := range want {
			l := got[i]
			if l.Names() != w.names || !near(l.Values["spend"], w.spend) || !near(l.Values["ctr"], w.ctr) || !near(l.Values["cpm"], w.cpm) || !near(l.Values["roas"], w.roas) || l.Currency != "EUR" {
				t.Errorf("%s: %v %v %v %v", l.Names(), *l.Values["spend"], l.Values["ctr"], l.Values["cpm"], l.Values["roas"])
			}
		}
		if far := got[8]; far.Values["cpa"] != nil || far.Values["conversions"] == nil {
			t.Errorf("no conversion has a price: %v", far.Values["cpa"])
		}
	})
	t.Run("currencies are never mixed: counts stay, money is left out above the two", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("meta_ads", "Alba")
		h.ad(ads, `["Spring","Near","Cup"]`, "", 10, 1000, 20, 1, 40)
		h.ad(ads, `["Spring","Near","Mug"]`, "PLN", 30, 1000, 20, 1, 40)
		got := h.campaigns("2026-01-01", "2026-01-31").Ads
		for _, l := range got[:3] {
			if !l.Mixed || l.Currency != "" || l.Values["spend"] != nil || l.Values["cpc"] != nil || l.Values["roas"] != nil || !near(l.Values["ctr"], 2) {
				t.Errorf("%s: %+v", l.Names(), l)
			}
		}
		if mug := got[3]; mug.Mixed || mug.Currency != "PLN" && mug.Currency != "EUR" || mug.Values["spend"] == nil {
			t.Errorf("%+v", mug)
		}
	})
	t.Run("conversions of the site stand apart from those of the ads, also of one name and channel", func(t *testing.T) {
		h := newHouse(t)
		site := h.channel("website", "alba.example")
		h.ad(site, `["Spring","Near","Cup"]`, "", 10, 1000, 20, 3, 40)
		for key, v := range map[string]float64{"sessions": 50, "conversions": 2} {
			h.part(site, "campaign", "2026-01-01", "2026-01-31", `["Spring"]`, key, v, "")
		}
		got := h.campaigns("2026-01-01", "2026-01-31")
		if len(got.Ads) != 4 || len(got.Sites) != 2 || !near(got.Ads[1].Values["conversions"], 3) || !near(got.Sites[1].Values["conversions"], 2) || !near(got.Sites[1].Values["conversion_rate_sessions"], 4) {
			t.Errorf("%+v", got)
		}
	})
	t.Run("a site's table of conversions alone is none of ads", func(t *testing.T) {
		h := newHouse(t)
		site := h.channel("website", "alba.example")
		h.part(site, "campaign", "2026-01-01", "2026-01-31", `["Spring"]`, "conversions", 2, "")
		if got := h.campaigns("2026-01-01", "2026-01-31"); len(got.Ads) != 0 || len(got.Sites) != 2 || got.Sites[1].Values["conversion_rate_sessions"] != nil {
			t.Errorf("%+v", got)
		}
	})
	t.Run("of runs of the same days the finest counts, and the others say why not", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("meta_ads", "Alba")
		h.ad(ads, `["Spring","Near","Cup"]`, "", 10, 1000, 20, 1, 40)
		h.part(ads, "campaign", "2026-01-01", "2026-01-31", `["Spring"]`, "spend", 11, "")
		h.part(ads, "campaign", "2026-01-20", "2026-02-10", `["Spring"]`, "spend", 5, "")
		got := h.campaigns("2026-01-01", "2026-01-31")
		if !near(got.Ads[0].Values["spend"], 10) || len(got.Runs) != 1 || len(got.Left) != 2 || got.Left[0].Why != kpi.Overlaps || got.Left[1].Why != kpi.Outside {
			t.Errorf("%+v", got)
		}
	})
	t.Run("a target stands beside its campaign, with what it came to", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("meta_ads", "Alba")
		h.ad(ads, `["Spring","Near","Cup"]`, "", 10, 1000, 20, 1, 40)
		metric, campaign, from, to, budget := "spend", "Spring", "2026-01-01", "2026-01-31", 40.
		if err := h.file.Write(context.Background(), "Ana", func(tx *store.Tx) error {
			_, err := kpi.AddTarget(tx, h.brand.ID, kpi.TargetPatch{Metric: &metric, Campaign: &campaign, From: &from, To: &to, Value: &budget})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		got := h.campaigns(from, to).Ads
		if len(got[0].Targets) != 0 || len(got[1].Targets) != 1 || len(got[2].Targets) != 0 || !near(got[1].Targets[0].Actual, 10) || !near(got[1].Targets[0].Attainment, 25) {
			t.Errorf("%+v", got[1].Targets)
		}
	})
}
