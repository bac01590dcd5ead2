package kpi_test

import (
	"testing"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// run writes a number of an import for a run of days.
func (h *house) run(channel, metric, from, to, importID string, value float64, currency string) {
	h.Helper()
	h.exec(`INSERT INTO span_measurement (channel_id, metric, from_day, to_day, import_id, value, currency, as_of, counts, created_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 1)`, channel, metric, from, to, importID, value, currency, to)
	h.write(func(tx *store.Tx) error { return kpi.ElectImport(tx, importID) })
}

func TestRunsOfDays(t *testing.T) {
	t.Run("a run counts in a span that holds it whole, and in no other", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("website", "alba.example")
		h.run(ads, "spend", "2026-03-03", "2026-03-11", "a", 90, "")
		h.want(ads, "spend", "2026-03-01", "2026-03-31", 90)
		h.want(ads, "spend", "2026-03-03", "2026-03-11", 90)
		h.missing(ads, "spend", "2026-03-01", "2026-03-10")
	})
	t.Run("days within a run count instead of it", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("website", "alba.example")
		h.run(ads, "spend", "2026-03-03", "2026-03-11", "a", 90, "")
		h.days(ads, "spend", "2026-03-11", 7)
		h.want(ads, "spend", "2026-03-01", "2026-03-31", 7)
	})
	t.Run("a month that overlaps counts instead of a run", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("website", "alba.example")
		h.run(ads, "spend", "2026-03-20", "2026-04-11", "a", 90, "")
		h.set(ads, "spend", "month", "2026-03-01", 50)
		h.want(ads, "spend", "2026-03-01", "2026-04-30", 50)
	})
	t.Run("of runs that overlap the longest counts", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("website", "alba.example")
		h.run(ads, "spend", "2026-03-03", "2026-03-11", "a", 90, "")
		h.run(ads, "spend", "2026-03-05", "2026-03-25", "b", 200, "")
		h.run(ads, "spend", "2026-03-26", "2026-03-30", "c", 5, "")
		h.want(ads, "spend", "2026-03-01", "2026-03-31", 205)
	})
	t.Run("of two imports of one run the newer counts, and the older again once it is withdrawn", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("website", "alba.example")
		h.run(ads, "spend", "2026-03-03", "2026-03-11", "a", 90, "")
		h.run(ads, "spend", "2026-03-03", "2026-03-11", "b", 95, "")
		h.want(ads, "spend", "2026-03-01", "2026-03-31", 95)
		h.write(func(tx *store.Tx) error { return kpi.Withdraw(tx, "b") })
		h.want(ads, "spend", "2026-03-01", "2026-03-31", 90)
	})
	t.Run("reach of a run is known of exactly that run", func(t *testing.T) {
		h := newHouse(t)
		page := h.channel("linkedin", "alba")
		h.run(page, "reach", "2026-01-01", "2026-05-20", "a", 14032, "")
		h.want(page, "reach", "2026-01-01", "2026-05-20", 14032)
		h.missing(page, "reach", "2026-01-01", "2026-12-31")
	})
}

func TestCurrencies(t *testing.T) {
	h := newHouse(t)
	ads, shop := h.channel("website", "ads"), h.channel("website", "shop")
	h.run(ads, "spend", "2026-03-03", "2026-03-11", "a", 90, "PLN")
	h.days(shop, "spend", "2026-03-01", 10)
	h.days(ads, "link_clicks", "2026-03-03", 45)
	t.Run("an amount keeps its own", func(t *testing.T) {
		if r := h.one(ads, "spend", "2026-03-01", "2026-03-31"); r.Value == nil || *r.Value != 90 || r.Currency != "PLN" {
			t.Errorf("%+v", r)
		}
		if r := h.one(ads, "cpc", "2026-03-01", "2026-03-31"); r.Value == nil || *r.Value != 2 || r.Currency != "PLN" {
			t.Errorf("%+v", r)
		}
	})
	t.Run("two are never added, over channels or over time", func(t *testing.T) {
		h.missing("", "spend", "2026-03-01", "2026-03-31")
		h.days(ads, "spend", "2026-03-20", 5)
		h.missing(ads, "spend", "2026-03-01", "2026-03-31")
		h.want(ads, "spend", "2026-03-20", "2026-03-20", 5)
	})
}

func TestConversionsOfAdsAndOfTheSiteAreNeverAdded(t *testing.T) {
	h := newHouse(t)
	ads, site := h.channel("google_ads", "Alba"), h.channel("website", "alba.example")
	h.days(ads, "conversions", "2026-03-01", 4)
	h.want("", "conversions", "2026-03-01", "2026-03-31", 4)
	h.days(site, "conversions", "2026-03-02", 9)
	h.missing("", "conversions", "2026-03-01", "2026-03-31")
	h.want(site, "conversions", "2026-03-01", "2026-03-31", 9)
}

func TestPassportNamesTheFileOfARun(t *testing.T) {
	h := newHouse(t)
	ads := h.channel("google_ads", "Alba")
	h.exec(`INSERT INTO import (id, file, hash, format, size, as_of, created_at) VALUES ('a', 'campaigns.csv', 'x', 'google_ads', 1, '2026-03-11', 1)`)
	h.run(ads, "spend", "2026-03-03", "2026-03-11", "a", 90, "")
	h.write(func(tx *store.Tx) error {
		p, err := kpi.PassportOf(tx, kpi.PassportQuery{Brand: h.brand.ID, Channel: ads, Metric: "spend", Level: "channel", From: "2026-03-01", To: "2026-03-31", Currency: "EUR"})
		if err == nil && (len(p.Sources) != 1 || p.Sources[0].File != "campaigns.csv" || p.FirstDay != "2026-03-03" || p.LastDay != "2026-03-11") {
			t.Errorf("%+v", p)
		}
		return err
	})
}
