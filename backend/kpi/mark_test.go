package kpi_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

func (h *house) mark(kind, from, to, text string) *kpi.Mark {
	h.Helper()
	var made *kpi.Mark
	h.write(func(tx *store.Tx) (err error) {
		made, err = kpi.AddMark(tx, h.brand.ID, kpi.MarkPatch{Kind: &kind, From: &from, To: &to, Text: &text})
		return err
	})
	return made
}

// marks are the texts of those that a query finds.
func (h *house) marks(q kpi.MarkQuery) string {
	h.Helper()
	q.Brand = h.brand.ID
	var texts []string
	if err := h.file.Read(context.Background(), func(tx *store.Tx) error {
		all, err := kpi.Marks(tx, q, time.UTC)
		for _, m := range all {
			texts = append(texts, m.Text)
		}
		return err
	}); err != nil {
		h.Fatal(err)
	}
	return strings.Join(texts, " ")
}

func TestMarks(t *testing.T) {
	h := newHouse(t)
	ig, fb := h.channel("instagram", "@alba"), h.channel("facebook", "Alba")
	outage := h.mark(kpi.Incident, "2026-10-12", "", "  Checkout\n was down ")
	h.mark(kpi.StrategyChange, "2026-10-01", "2026-10-31", "Daily")
	h.mark(kpi.Other, "2026-11-03", "2026-11-03", "Fair")
	change := func(p kpi.MarkPatch) func(*store.Tx) error {
		return func(tx *store.Tx) error { _, err := kpi.UpdateMark(tx, outage.ID, p); return err }
	}

	t.Run("are those that touch the days, by their first", func(t *testing.T) {
		for _, try := range []struct {
			q    kpi.MarkQuery
			want string
		}{
			{kpi.MarkQuery{}, "Daily Checkout was down Fair"},
			{kpi.MarkQuery{From: "2026-10-31", To: "2026-11-02"}, "Daily"},
			{kpi.MarkQuery{From: "2026-11-01"}, "Fair"},
			{kpi.MarkQuery{Kinds: []string{kpi.Incident, kpi.Other}}, "Checkout was down Fair"},
			{kpi.MarkQuery{From: "2026-12-01"}, ""},
		} {
			if got := h.marks(try.q); got != try.want {
				t.Errorf("%+v finds %q, not %q", try.q, got, try.want)
			}
		}
	})
	t.Run("of one day have no last day", func(t *testing.T) {
		if m := h.mark(kpi.Other, "2026-09-01", "2026-09-01", "One"); m.ToDay != "" || m.Who != "Ana" {
			t.Errorf("%+v", m)
		}
		h.undo()
	})
	t.Run("of a channel show with that channel, not with another", func(t *testing.T) {
		h.write(change(kpi.MarkPatch{ChannelID: &ig}))
		if got := h.marks(kpi.MarkQuery{Channels: []string{fb}}); got != "Daily Fair" {
			t.Errorf("with another: %q", got)
		}
		if got := h.marks(kpi.MarkQuery{Channels: []string{ig}}); got != "Daily Checkout was down Fair" {
			t.Errorf("with its own: %q", got)
		}
		h.write(change(kpi.MarkPatch{ChannelID: ptr("")}))
		if got := h.marks(kpi.MarkQuery{Channels: []string{fb}}); got != "Daily Checkout was down Fair" {
			t.Errorf("of the brand again: %q", got)
		}
		h.undo()
		h.undo()
	})
	t.Run("are refused with a sentence where something is wrong", func(t *testing.T) {
		var elsewhere string
		h.write(func(tx *store.Tx) error {
			b, err := brand.Add(tx, brand.Patch{Name: ptr("Brisa")})
			if err != nil {
				return err
			}
			c, err := brand.AddChannel(tx, b.ID, brand.ChannelPatch{Platform: ptr("instagram"), Handle: ptr("@brisa")})
			elsewhere = c.ID
			return err
		})
		for key, p := range map[string]kpi.MarkPatch{
			"kpi.mark_text":      {Text: ptr(" \n")},
			"kpi.mark_long":      {Text: ptr(strings.Repeat("ñ", 121))},
			"kpi.mark_kind":      {Kind: ptr("import")},
			"kpi.day_wrong":      {From: ptr("12/10/2026")},
			"kpi.to_before_from": {To: ptr("2026-10-11")},
			"kpi.target_channel": {ChannelID: &elsewhere},
			"brand.link_wrong":   {Link: ptr("javascript:alert(1)")},
		} {
			if got := h.refused(change(p)); got != key {
				t.Errorf("%s, not %s", got, key)
			}
		}
	})
	t.Run("are undone, whatever was done", func(t *testing.T) {
		h.write(change(kpi.MarkPatch{Text: ptr("Shop was down"), To: ptr("2026-10-13")}))
		h.write(func(tx *store.Tx) error { return kpi.DeleteMark(tx, outage.ID) })
		if got := h.marks(kpi.MarkQuery{}); got != "Daily Fair" {
			t.Errorf("after deleting: %q", got)
		}
		h.undo()
		if got := h.marks(kpi.MarkQuery{From: "2026-10-13"}); got != "Daily Shop was down Fair" {
			t.Errorf("brought back: %q", got)
		}
		h.undo()
		if got := h.marks(kpi.MarkQuery{}); got != "Daily Checkout was down Fair" {
			t.Errorf("as it was: %q", got)
		}
	})
}

func TestMarksOfOthers(t *testing.T) {
	h := newHouse(t)
	ig, fb := h.channel("instagram", "@alba"), h.channel("facebook", "Alba")
	h.told(ig, "campaign", "2026-10-01", "2026-10-07", "spend", 10, "Spring")
	h.told(fb, "ad", "2026-10-05", "2026-10-20", "spend", 10, "Spring", "Set A")
	h.told(fb, "campaign", "2026-10-09", "2026-10-09", "spend", 10, "Flash")
	h.told(fb, "country", "2026-10-09", "2026-10-09", "spend", 10, "Spain")
	h.told(ig, "campaign", "2025-10-01", "2025-10-31", "spend", 10, "Spring")
	h.told(ig, "campaign", "2025-10-01", "2026-10-31", "spend", 10, "(direct)")
	for _, undone := range []any{nil, 5} {
		h.exec("INSERT INTO import (id, file, hash, format, channels, size, as_of, who, created_at, undone_at) VALUES (?, ?, '', 'meta_ads', json_array(?), 1, '', 'Ana', ?, ?)",
			store.NewID(), "ads.csv", fb, time.Date(2026, 10, 21, 8, 0, 0, 0, time.UTC).UnixMilli(), undone)
	}
	h.mark(kpi.InCampaign, "2026-10-06", "", "Poster")

	t.Run("a campaign that comes back is a mark each time, and one with the newest numbers may go on", func(t *testing.T) {
		var told []string
		if err := h.file.Read(context.Background(), func(tx *store.Tx) error {
			all, err := kpi.Marks(tx, kpi.MarkQuery{Kinds: []string{kpi.InCampaign}}, time.UTC)
			for _, m := range all {
				told = append(told, fmt.Sprint(m.Text, " ", m.FromDay, " ", m.ToDay, " ", m.Open))
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		want := []string{"Spring 2025-10-01 2025-10-31 false", "Spring 2026-10-01 2026-10-20 true", "Poster 2026-10-06  false", "Flash 2026-10-09  false"}
		if !slices.Equal(told, want) {
			t.Errorf("%q, not %q", told, want)
		}
	})
	t.Run("campaigns of ads span their numbers, and one of a single channel is its own", func(t *testing.T) {
		if got := h.marks(kpi.MarkQuery{Kinds: []string{kpi.InCampaign}}); got != "Spring Spring Poster Flash" {
			t.Errorf("found %q", got)
		}
		if got := h.marks(kpi.MarkQuery{From: "2026-10-08", To: "2026-10-20", Kinds: []string{kpi.InCampaign}, Channels: []string{ig}}); got != "Spring" {
			t.Errorf("beside Instagram: %q", got)
		}
	})
	t.Run("a file that came in has its day, one that was undone none", func(t *testing.T) {
		if got := h.marks(kpi.MarkQuery{From: "2026-10-21", To: "2026-10-21"}); got != "ads.csv" {
			t.Errorf("found %q", got)
		}
	})
}
