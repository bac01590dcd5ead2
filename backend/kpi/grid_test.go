package kpi_test

import (
	"context"
	"strconv"
	"testing"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

func (h *house) grid(q kpi.GridQuery) *kpi.NumberGrid {
	h.Helper()
	q.Brand, q.Currency = h.brand.ID, "EUR"
	var g *kpi.NumberGrid
	if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
		g, err = kpi.Grid(tx, q)
		return err
	}); err != nil {
		h.Fatal(err)
	}
	return g
}

// at is the cell of a metric and span, which must be there.
func (h *house) at(g *kpi.NumberGrid, metric, day string) kpi.GridCell {
	h.Helper()
	for _, c := range g.Cells {
		if c.Metric == metric && c.Day == day {
			return c
		}
	}
	h.Fatalf("no cell of %s in %s: %+v", metric, day, g.Cells)
	return kpi.GridCell{}
}

func is(v *float64, want float64) bool { return v != nil && *v == want }

func TestGrid(t *testing.T) {
	t.Run("of days says what was typed, what was imported and what counts", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		h.write(func(tx *store.Tx) error {
			if err := h.imported(tx, "old", ig, "2026-10-05", 10); err != nil {
				return err
			}
			if err := h.imported(tx, "new", ig, "2026-10-09", 12); err != nil {
				return err
			}
			return kpi.ElectImport(tx, "new")
		})
		q := kpi.GridQuery{Grain: kpi.Day, From: "2026-10-01", To: "2026-10-31"}
		g := h.grid(q)
		if len(g.Spans) != 31 || len(g.Cells) != 1 {
			t.Fatalf("%d spans, cells %+v", len(g.Spans), g.Cells)
		}
		if c := g.Cells[0]; !is(c.Value, 12) || !is(c.Imported, 12) || c.Typed != nil || c.File != "new.csv" {
			t.Errorf("imported: %+v", c)
		}
		h.set(ig, "views", kpi.Day, "2026-10-01", 15)
		if c := h.grid(q).Cells[0]; !is(c.Value, 15) || !is(c.Typed, 15) || !is(c.Imported, 12) || c.Who != "Ana" {
			t.Errorf("typed over: %+v", c)
		}
	})
	t.Run("of months shows what days add up to, and which counts", func(t *testing.T) {
		h := newHouse(t)
		ig := h.channel("instagram", "@alba")
		h.days(ig, "views", "2026-10-01", 100, 200)
		h.set(ig, "views", kpi.Month, "2026-10-01", 900)
		h.set(ig, "views", kpi.Month, "2026-11-01", 50)
		h.set(ig, "followers", kpi.Day, "2026-10-20", 1000)
		g := h.grid(kpi.GridQuery{Grain: kpi.Month, From: "2026-10-15", To: "2026-12-02"})
		if len(g.Spans) != 3 || g.Spans[0] != "2026-10-01" {
			t.Fatalf("spans %v", g.Spans)
		}
		if c := h.at(g, "views", "2026-10-01"); !is(c.Value, 300) || !is(c.Typed, 900) || !c.Finer {
			t.Errorf("the days count, not the month: %+v", c)
		}
		if c := h.at(g, "views", "2026-11-01"); !is(c.Value, 50) || c.Finer {
			t.Errorf("the month counts: %+v", c)
		}
		if c := h.at(g, "followers", "2026-10-01"); !is(c.Value, 1000) || c.Typed != nil || !c.Finer {
			t.Errorf("followers: %+v", c)
		}
		if len(g.Cells) != 3 {
			t.Errorf("followers of October stand in later months too: %+v", g.Cells)
		}
	})
	t.Run("of weeks is refused", func(t *testing.T) {
		h := newHouse(t)
		if err := h.file.Read(context.Background(), func(tx *store.Tx) error {
			_, err := kpi.Grid(tx, kpi.GridQuery{Brand: h.brand.ID, Grain: kpi.Week, From: "2026-10-01", To: "2026-10-31"})
			return err
		}); err == nil {
			t.Error("was read")
		}
	})
}

func TestFill(t *testing.T) {
	h := newHouse(t)
	ig := h.channel("instagram", "@alba")
	h.days(ig, "views", "2026-10-01", 1, 2, 3)
	h.write(func(tx *store.Tx) error {
		refused, err := kpi.Fill(tx, kpi.Filling{
			Set: []kpi.Entry{
				{ChannelID: ig, Metric: "views", Grain: kpi.Day, Day: "2026-10-01", Value: 10},
				{ChannelID: ig, Metric: "views", Grain: kpi.Day, Day: "2026-10-02", Value: -1},
				{ChannelID: ig, Metric: "views", Grain: kpi.Day, Day: "2026-10-04", Value: 40},
			},
			Clear: []kpi.GridPlace{{ig, "views", kpi.Day, "2026-10-03"}, {ig, "views", kpi.Day, "2026-10-09"}},
		})
		if len(refused) != 1 || refused[0].Index != 1 {
			t.Errorf("refused %+v", refused)
		}
		return err
	})
	now := func() string {
		var text string
		for _, c := range h.grid(kpi.GridQuery{Grain: kpi.Day, From: "2026-10-01", To: "2026-10-31"}).Cells {
			text += c.Day[8:] + ":" + strconv.FormatFloat(*c.Typed, 'f', -1, 64) + " "
		}
		return text
	}
	if got := now(); got != "01:10 02:2 04:40 " {
		t.Error("after filling:", got)
	}
	if _, err := h.file.Undo(context.Background(), "Ana", 0); err != nil {
		t.Fatal(err)
	}
	if got := now(); got != "01:1 02:2 03:3 " {
		t.Error("one undo takes all of it back:", got)
	}
}
