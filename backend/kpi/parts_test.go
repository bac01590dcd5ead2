package kpi_test

import (
	"context"
	"maps"
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

// fileOf writes the ledger's row of an import.
func (h *house) fileOf(id, format, file string) {
	h.Helper()
	h.exec("INSERT INTO import (id, file, hash, format, size, as_of, who, created_at) VALUES (?, ?, ?, ?, 1, '2026-01-01', 'Ana', 0)", id, file, id, format)
}

// partOf writes a row of a breakdown as an import gave it.
func (h *house) partOf(id, channel, dimension, from, to, part, metric string, value float64, counts int) {
	h.Helper()
	h.exec(`INSERT INTO breakdown (channel_id, dimension, from_day, to_day, part, metric, import_id, value, as_of, counts)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, channel, dimension, from, to, part, metric, id, value, to, counts)
}

func (h *house) table(q kpi.PartTableQuery) *kpi.PartTable {
	h.Helper()
	var out *kpi.PartTable
	q.Brand, q.Currency = h.brand.ID, "EUR"
	if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
		out, err = kpi.PartsOverTime(tx, q)
		return err
	}); err != nil {
		h.Fatal(err)
	}
	return out
}

func TestPartsOverTime(t *testing.T) {
	february := kpi.PartTableQuery{Dimension: "country", From: "2026-02-01", To: "2026-02-28", CompareFrom: "2026-01-01", CompareTo: "2026-01-31"}
	t.Run("counts have a share of their channel and a change, and what is gone has no number", func(t *testing.T) {
		h := newHouse(t)
		page, other := h.channel("linkedin", "alba"), h.channel("linkedin", "bruma")
		h.part(page, "country", "2026-01-31", "2026-01-31", `["Spain"]`, "followers", 60, "")
		h.part(page, "country", "2026-01-31", "2026-01-31", `["Chile"]`, "followers", 40, "")
		h.part(page, "country", "2026-02-28", "2026-02-28", `["Spain"]`, "followers", 90, "")
		h.part(page, "country", "2026-02-28", "2026-02-28", `["Italy"]`, "followers", 30, "")
		h.part(other, "country", "2026-02-28", "2026-02-28", `["Spain"]`, "followers", 5, "")
		got := h.table(february)
		if len(got.Rows) != 4 || got.Metric != "followers" || got.Unit != "count" {
			t.Fatalf("%+v", got)
		}
		spain, chile := got.Rows[0], got.Rows[2]
		if spain.Part[0] != "Spain" || !near(spain.Value, 90) || !near(spain.Share, 75) || !near(spain.Previous, 60) || !near(spain.PreviousShare, 60) || !near(spain.Change, 30) || !near(spain.Ratio, 0.5) {
			t.Errorf("%+v", spain)
		}
		if chile.Part[0] != "Chile" || chile.Value != nil || !near(chile.Previous, 40) || chile.Change != nil {
			t.Errorf("%+v", chile)
		}
		if len(spain.Course) != 2 || !near(spain.Course[0], 60) || !near(spain.Course[1], 90) || chile.Course[1] != nil {
			t.Errorf("%v %v", spain.Course, chile.Course)
		}
		if other := got.Rows[3]; !near(other.Share, 100) || len(other.Course) != 1 || len(got.CourseOf(page)) != 2 {
			t.Errorf("%+v", other)
		}
	})
	t.Run("shares in per cent are no parts of a sum, and change by points", func(t *testing.T) {
		h := newHouse(t)
		page := h.channel("instagram", "@alba")
		h.part(page, "country", "2026-01-31", "2026-01-31", `["Spain"]`, "followers_share", 80, "")
		h.part(page, "country", "2026-02-03", "2026-02-03", `["Spain"]`, "followers_share", 82.5, "")
		h.part(page, "country", "2026-02-28", "2026-02-28", `["Spain"]`, "followers_share", 84, "")
		row := h.table(february).Rows[0]
		if !near(row.Value, 84) || row.Share != nil || !near(row.Change, 4) || row.Ratio != nil || len(row.Course) != 3 {
			t.Errorf("%+v", row)
		}
	})
	t.Run("unique people stand in several parts: there is no share", func(t *testing.T) {
		h := newHouse(t)
		site := h.channel("website", "alba.example")
		h.part(site, "country", "2026-02-01", "2026-02-28", `["Spain"]`, "active_users", 80, "")
		if row := h.table(february).Rows[0]; !near(row.Value, 80) || row.Share != nil {
			t.Errorf("%+v", row)
		}
	})
	t.Run("each table that does not count says why, by its file", func(t *testing.T) {
		h := newHouse(t)
		site := h.channel("website", "alba.example")
		h.fileOf("old", "ga4", "old.csv")
		h.fileOf("new", "ga4", "new.csv")
		h.fileOf("week", "ga4", "week.csv")
		h.fileOf("quarter", "ga4", "quarter.csv")
		h.partOf("old", site, "page", "2026-02-01", "2026-02-28", `["/"]`, "page_views", 7, 0)
		h.partOf("new", site, "page", "2026-02-01", "2026-02-28", `["/"]`, "page_views", 9, 1)
		h.partOf("week", site, "page", "2026-02-02", "2026-02-08", `["/"]`, "page_views", 2, 1)
		h.partOf("quarter", site, "page", "2026-01-01", "2026-03-31", `["/"]`, "page_views", 30, 1)
		q := february
		q.Dimension = "page"
		got := h.table(q)
		why := map[string]string{}
		for _, r := range got.Left {
			why[r.File] = r.Why
		}
		want := map[string]string{"old.csv": kpi.Outvoted, "week.csv": kpi.Overlaps, "quarter.csv": kpi.Outside}
		if !maps.Equal(why, want) || len(got.Runs) != 1 || got.Runs[0].File != "new.csv" || got.Runs[0].Rows != 1 || !near(got.Rows[0].Value, 9) || !near(got.Rows[0].Share, 100) {
			t.Errorf("%v, counts %+v", why, got.Runs)
		}
	})
	t.Run("a report of another kind of file begins the course anew", func(t *testing.T) {
		h := newHouse(t)
		page := h.channel("facebook", "alba")
		h.fileOf("meta", "meta_audience", "Audience.csv")
		h.fileOf("sheet", "mapped", "own.csv")
		h.partOf("sheet", page, "country", "2026-01-31", "2026-01-31", `["Spain"]`, "followers_share", 70, 1)
		h.partOf("meta", page, "country", "2026-02-28", "2026-02-28", `["Spain"]`, "followers_share", 80, 1)
		got := h.table(february)
		if len(got.Course) != 2 || got.Course[0].Break || !got.Course[1].Break {
			t.Errorf("%+v", got.Course)
		}
	})
	t.Run("without parts there is an empty table", func(t *testing.T) {
		h := newHouse(t)
		if got := h.table(february); got.Metric != "" || got.Rows == nil || got.Runs == nil || got.Left == nil || got.Course == nil || got.Compared == nil || got.Metrics == nil {
			t.Errorf("%+v", got)
		}
	})
}
