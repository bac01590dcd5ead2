package kpi_test

import (
	"context"
	"slices"
	"testing"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// part writes a row of a breakdown that counts.
func (h *house) part(channel, dimension, from, to, part, metric string, value float64, currency string) {
	h.Helper()
	h.exec(`INSERT INTO breakdown (channel_id, dimension, from_day, to_day, part, metric, import_id, value, currency, as_of, counts)
		VALUES (?, ?, ?, ?, ?, ?, 'a', ?, ?, ?, 1)`, channel, dimension, from, to, part, metric, value, currency, to)
}

func (h *house) parts(dimension, from, to string) *kpi.PartsOf {
	h.Helper()
	var out *kpi.PartsOf
	if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
		out, err = kpi.Breakdowns(tx, kpi.PartsQuery{Brand: h.brand.ID, Dimension: dimension, From: from, To: to, Currency: "EUR"})
		return err
	}); err != nil {
		h.Fatal(err)
	}
	return out
}

func TestBreakdowns(t *testing.T) {
	t.Run("flows add over runs of days, and a run that sticks out is left", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("google_ads", "Alba")
		h.part(ads, "campaign", "2026-01-01", "2026-01-31", `["Spring"]`, "spend", 40, "")
		h.part(ads, "campaign", "2026-02-01", "2026-02-28", `["Spring"]`, "spend", 60, "")
		h.part(ads, "campaign", "2026-02-20", "2026-03-05", `["Spring"]`, "spend", 7, "")
		got := h.parts("campaign", "2026-01-01", "2026-02-28")
		if len(got.Rows) != 1 || got.Rows[0].Values["spend"] != 100 || got.Rows[0].Currency != "EUR" || len(got.Runs) != 2 || len(got.Left) != 1 {
			t.Errorf("%+v", got)
		}
	})
	t.Run("of runs that overlap the longest counts", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("google_ads", "Alba")
		h.part(ads, "campaign", "2026-01-01", "2026-01-31", `["Spring"]`, "spend", 40, "")
		h.part(ads, "campaign", "2026-01-05", "2026-01-11", `["Spring"]`, "spend", 9, "")
		if got := h.parts("campaign", "2026-01-01", "2026-01-31"); got.Rows[0].Values["spend"] != 40 {
			t.Errorf("%+v", got.Rows)
		}
	})
	t.Run("followers by country are those of the last run", func(t *testing.T) {
		h := newHouse(t)
		page := h.channel("linkedin", "alba")
		h.part(page, "country", "2026-01-31", "2026-01-31", `["Spain"]`, "followers", 100, "")
		h.part(page, "country", "2026-02-28", "2026-02-28", `["Spain"]`, "followers", 120, "")
		if got := h.parts("country", "2026-01-01", "2026-02-28"); got.Rows[0].Values["followers"] != 120 {
			t.Errorf("%+v", got.Rows)
		}
	})
	t.Run("money of two currencies is left out, counts stay", func(t *testing.T) {
		h := newHouse(t)
		ads := h.channel("google_ads", "Alba")
		h.part(ads, "campaign", "2026-01-01", "2026-01-31", `["Spring"]`, "spend", 40, "PLN")
		h.part(ads, "campaign", "2026-02-01", "2026-02-28", `["Spring"]`, "spend", 60, "")
		h.part(ads, "campaign", "2026-02-01", "2026-02-28", `["Spring"]`, "clicks", 6, "")
		got := h.parts("campaign", "2026-01-01", "2026-02-28")
		if _, has := got.Rows[0].Values["spend"]; has || got.Rows[0].Values["clicks"] != 6 || !slices.Equal(got.Metrics, []string{"clicks", "spend"}) {
			t.Errorf("%+v", got)
		}
	})
}
