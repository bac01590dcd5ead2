package kpi_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// house is a client's file with one brand.
type house struct {
	*testing.T
	file  *store.File
	brand *brand.Brand
}

func clock() time.Time { return time.Date(2026, 11, 10, 9, 30, 0, 0, time.UTC) }

func newHouse(t *testing.T) *house {
	t.Helper()
	f, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "client.db"), store.Client, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	h := &house{T: t, file: f}
	h.write(func(tx *store.Tx) (err error) {
		name := "Alba"
		h.brand, err = brand.Add(tx, brand.Patch{Name: &name})
		return err
	})
	return h
}

func (h *house) write(fn func(*store.Tx) error) {
	h.Helper()
	if err := h.file.Write(context.Background(), "Ana", func(tx *store.Tx) error {
		tx.Label("kpi.did_set_all", 1)
		return fn(tx)
	}); err != nil {
		h.Fatal(err)
	}
}

func (h *house) channel(platform, handle string) string {
	h.Helper()
	var id string
	h.write(func(tx *store.Tx) error {
		c, err := brand.AddChannel(tx, h.brand.ID, brand.ChannelPatch{Platform: &platform, Handle: &handle})
		if err == nil {
			id = c.ID
		}
		return err
	})
	return id
}

// typed numbers of one channel: metric, grain, day, value.
func (h *house) set(channel, metric, grain, day string, value float64) {
	h.Helper()
	h.write(func(tx *store.Tx) error {
		return kpi.Set(tx, kpi.Entry{ChannelID: channel, Metric: metric, Grain: grain, Day: day, Value: value})
	})
}

// days types one value a day from a day on.
func (h *house) days(channel, metric, from string, values ...float64) {
	h.Helper()
	day, err := time.Parse(time.DateOnly, from)
	if err != nil {
		h.Fatal(err)
	}
	var all []kpi.Entry
	for i, v := range values {
		all = append(all, kpi.Entry{ChannelID: channel, Metric: metric, Grain: "day", Day: day.AddDate(0, 0, i).Format(time.DateOnly), Value: v})
	}
	h.write(func(tx *store.Tx) error { return kpi.SetAll(tx, all) })
}

func (h *house) exec(query string, args ...any) {
	h.Helper()
	h.write(func(tx *store.Tx) error {
		_, err := tx.Exec(query, args...)
		return err
	})
}

func (h *house) numbers(q kpi.Query) []kpi.Row {
	h.Helper()
	var rows []kpi.Row
	if err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
		rows, err = kpi.Numbers(tx, q)
		return err
	}); err != nil {
		h.Fatal(err)
	}
	return rows
}

// one is the value of a series of a channel ("": of the brand) over a period.
func (h *house) one(channel, metric, from, to string) *kpi.Row {
	h.Helper()
	for _, r := range h.numbers(kpi.Query{Brand: h.brand.ID, From: from, To: to, Metrics: []string{metric}, Currency: "EUR"}) {
		if channel == "" && r.ChannelID == nil || r.ChannelID != nil && *r.ChannelID == channel {
			return &r
		}
	}
	h.Fatalf("no row of %s", metric)
	return nil
}

func (h *house) want(channel, metric, from, to string, value float64) {
	h.Helper()
	r := h.one(channel, metric, from, to)
	if r.Value == nil {
		h.Errorf("%s of %s to %s is missing, want %v", metric, from, to, value)
	} else if diff := *r.Value - value; diff > 1e-9 || diff < -1e-9 {
		h.Errorf("%s of %s to %s is %v, want %v", metric, from, to, *r.Value, value)
	}
}

func (h *house) missing(channel, metric, from, to string) {
	h.Helper()
	if r := h.one(channel, metric, from, to); r.Value != nil {
		h.Errorf("%s of %s to %s is %v, want none", metric, from, to, *r.Value)
	}
}

func TestFlows(t *testing.T) {
	h := newHouse(t)
	ig, fb := h.channel("instagram", "@alba"), h.channel("facebook", "Alba")
	h.days(ig, "views", "2026-10-01", 10, 20, 0, 5)
	h.days(fb, "views", "2026-10-02", 100)
	t.Run("add over days and channels", func(t *testing.T) {
		h.want(ig, "views", "2026-10-01", "2026-10-31", 35)
		h.want(ig, "views", "2026-10-02", "2026-10-03", 20)
		h.want("", "views", "2026-10-01", "2026-10-31", 135)
	})
	t.Run("a zero is a number and a gap is not", func(t *testing.T) {
		h.want(ig, "views", "2026-10-03", "2026-10-03", 0)
		h.missing(ig, "views", "2026-10-05", "2026-10-05")
		h.missing("", "views", "2026-11-01", "2026-11-30")
	})
	t.Run("a month counts where it lies in the period whole", func(t *testing.T) {
		h.set(ig, "saves", "month", "2026-09-15", 300)
		h.want(ig, "saves", "2026-09-01", "2026-09-30", 300)
		h.want(ig, "saves", "2026-08-15", "2026-10-02", 300)
		h.missing(ig, "saves", "2026-09-02", "2026-09-30")
	})
	t.Run("a week counts from Monday to Sunday", func(t *testing.T) {
		h.set(ig, "shares", "week", "2026-10-07", 70) // a Wednesday
		h.want(ig, "shares", "2026-10-05", "2026-10-11", 70)
		h.missing(ig, "shares", "2026-10-06", "2026-10-11")
		h.missing(ig, "shares", "2026-10-05", "2026-10-10")
	})
	t.Run("finer numbers win within a span", func(t *testing.T) {
		h.set(ig, "likes", "month", "2026-10-01", 1000)
		h.set(ig, "likes", "month", "2026-09-01", 900)
		h.want(ig, "likes", "2026-09-01", "2026-10-31", 1900)
		h.set(ig, "likes", "week", "2026-10-05", 70)
		h.want(ig, "likes", "2026-09-01", "2026-10-31", 970)
		h.set(ig, "likes", "day", "2026-10-06", 8)
		h.want(ig, "likes", "2026-09-01", "2026-10-31", 908)
	})
	t.Run("a week across the end of a month that counts is not added to it", func(t *testing.T) {
		h.set(ig, "comments", "month", "2026-09-01", 30)
		h.set(ig, "comments", "week", "2026-09-28", 7)
		h.want(ig, "comments", "2026-09-01", "2026-10-31", 30)
		h.want(ig, "comments", "2026-09-28", "2026-10-04", 7)
	})
}

func TestStocks(t *testing.T) {
	h := newHouse(t)
	ig, fb := h.channel("instagram", "@alba"), h.channel("facebook", "Alba")
	h.set(ig, "followers", "day", "2026-09-20", 1000)
	h.set(ig, "followers", "day", "2026-10-20", 1100)
	h.set(fb, "followers", "month", "2026-10-01", 500)
	t.Run("are the last value on or before the end", func(t *testing.T) {
		h.want(ig, "followers", "2026-10-01", "2026-10-31", 1100)
		h.want(ig, "followers", "2026-10-01", "2026-10-19", 1000)
		h.want(ig, "followers", "2026-11-01", "2026-11-30", 1100)
		h.missing(ig, "followers", "2026-09-01", "2026-09-19")
	})
	t.Run("of a month stand at its last day", func(t *testing.T) {
		h.missing(fb, "followers", "2026-10-01", "2026-10-30")
		h.want(fb, "followers", "2026-10-01", "2026-10-31", 500)
		h.set(fb, "followers", "day", "2026-10-31", 505)
		h.want(fb, "followers", "2026-10-01", "2026-10-31", 505)
		h.set(fb, "followers", "day", "2026-10-30", 499)
		h.want(fb, "followers", "2026-10-01", "2026-10-31", 505)
	})
	t.Run("add over channels", func(t *testing.T) {
		h.want("", "followers", "2026-10-01", "2026-10-31", 1605)
	})
	t.Run("tell the growth from what stood before", func(t *testing.T) {
		h.want(ig, "follower_growth_rate", "2026-10-01", "2026-10-31", 10)
		h.missing(ig, "follower_growth_rate", "2026-09-01", "2026-09-30")
	})
}

func TestUniques(t *testing.T) {
	h := newHouse(t)
	ig := h.channel("instagram", "@alba")
	h.days(ig, "reach", "2026-10-01", 50, 60, 70)
	h.set(ig, "reach", "month", "2026-09-01", 4000)
	h.set(ig, "reach", "week", "2026-10-05", 300)
	h.days(ig, "engagements", "2026-09-01", 100, 100)
	t.Run("are what was given for exactly the period", func(t *testing.T) {
		h.want(ig, "reach", "2026-10-02", "2026-10-02", 60)
		h.want(ig, "reach", "2026-09-01", "2026-09-30", 4000)
		h.want(ig, "reach", "2026-10-05", "2026-10-11", 300)
	})
	t.Run("never add over days, weeks or months", func(t *testing.T) {
		h.missing(ig, "reach", "2026-10-01", "2026-10-03")
		h.missing(ig, "reach", "2026-10-01", "2026-10-31")
		h.missing(ig, "reach", "2026-09-01", "2026-10-31")
	})
	t.Run("never add over channels", func(t *testing.T) {
		h.missing("", "reach", "2026-09-01", "2026-09-30")
		h.missing("", "engagement_rate_reach", "2026-09-01", "2026-09-30")
	})
	t.Run("divide where they are known", func(t *testing.T) {
		h.want(ig, "engagement_rate_reach", "2026-09-01", "2026-09-30", 5)
		h.missing(ig, "engagement_rate_reach", "2026-10-01", "2026-10-31")
	})
}

func TestRatios(t *testing.T) {
	h := newHouse(t)
	ig, fb, li := h.channel("instagram", "@alba"), h.channel("facebook", "Alba"), h.channel("linkedin", "alba")
	h.days(ig, "impressions", "2026-10-01", 100, 900)
	h.days(ig, "engagements", "2026-10-01", 50, 50)
	h.days(fb, "impressions", "2026-10-01", 1000)
	h.days(fb, "engagements", "2026-10-01", 300)
	h.days(li, "engagements", "2026-10-01", 999)
	t.Run("come of the sums and are no mean of rates", func(t *testing.T) {
		h.want(ig, "engagement_rate_impressions", "2026-10-01", "2026-10-31", 10)
	})
	t.Run("leave out channels that lack a part", func(t *testing.T) {
		h.missing(li, "engagement_rate_impressions", "2026-10-01", "2026-10-31")
		h.want("", "engagement_rate_impressions", "2026-10-01", "2026-10-31", 20)
		parts := h.one("", "engagement_rate_impressions", "2026-10-01", "2026-10-31").Parts
		if len(parts) != 2 || parts[0].Value != 400 || parts[1].Value != 2000 || !parts[1].Under {
			t.Errorf("parts are %+v", parts)
		}
	})
	t.Run("are missing over nothing, and nothing is never infinite", func(t *testing.T) {
		h.days(ig, "spend", "2026-10-01", 10)
		h.days(ig, "conversions", "2026-10-01", 0)
		h.missing(ig, "cpa", "2026-10-01", "2026-10-31")
		h.missing(ig, "cpc", "2026-10-01", "2026-10-31")
		h.want(ig, "cpm", "2026-10-01", "2026-10-31", 10)
	})
	t.Run("may exceed a hundred", func(t *testing.T) {
		h.days(li, "impressions", "2026-10-05", 10)
		h.days(li, "link_clicks", "2026-10-05", 25)
		h.want(li, "ctr", "2026-10-05", "2026-10-05", 250)
	})
	t.Run("take views where there are no impressions, and mark a break where both are", func(t *testing.T) {
		h.days(fb, "views", "2026-11-01", 600)
		h.days(fb, "engagements", "2026-11-01", 30)
		h.want(fb, "engagement_rate_impressions", "2026-11-01", "2026-11-30", 5)
		if r := h.one(fb, "engagement_rate_impressions", "2026-11-01", "2026-11-30"); r.Break || r.Parts[1].Metric != "views" {
			t.Errorf("November: %+v", r)
		}
		if r := h.one(fb, "engagement_rate_impressions", "2026-10-01", "2026-11-30"); !r.Break {
			t.Error("no break is marked over both")
		}
	})
	t.Run("of impressions and of views are never joined", func(t *testing.T) {
		h.days(ig, "impressions", "2026-11-01", 600)
		h.days(ig, "engagements", "2026-11-01", 30)
		if r := h.one("", "engagement_rate_impressions", "2026-11-01", "2026-11-30"); r.Value != nil || !r.Break {
			t.Errorf("November: %+v", r)
		}
	})
}

// post puts a post into the file with its numbers by column.
func (h *house) post(channel, id, day string, numbers map[string]any) {
	h.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		h.Fatal(err)
	}
	columns, marks := "id, channel_id, platform_id, published_at, day, created_at, updated_at", "?, ?, ?, ?, ?, 1, 1"
	args := []any{store.NewID(), channel, id, at.UnixMilli(), day}
	for name, v := range numbers {
		columns, marks, args = columns+", "+name, marks+", ?", append(args, v)
	}
	h.exec("INSERT INTO post ("+columns+") VALUES ("+marks+")", args...)
}

func TestPosts(t *testing.T) {
	if !slices.Equal(metric.PostColumns, content.Metrics) {
		t.Errorf("the catalogue has %q of posts, their table %q", metric.PostColumns, content.Metrics)
	}
	h := newHouse(t)
	ig, fb := h.channel("instagram", "@alba"), h.channel("facebook", "Alba")
	h.post(ig, "1", "2026-10-01", map[string]any{"views": 100, "reach": 80, "likes": 5, "comments": 1, "shares": 2, "saves": 2})
	h.post(ig, "2", "2026-10-20", map[string]any{"views": 300, "reach": 200, "likes": 15, "comments": 5})
	h.post(ig, "3", "2026-09-30", map[string]any{"views": 7})
	h.post(fb, "4", "2026-10-02", map[string]any{"impressions": 50, "engagements": 9})
	t.Run("add over those published in the period", func(t *testing.T) {
		h.want(ig, "posts", "2026-10-01", "2026-10-31", 2)
		h.want(ig, "views", "2026-10-01", "2026-10-31", 400)
		h.want("", "posts", "2026-10-01", "2026-10-31", 3)
		h.want("", "engagements", "2026-10-01", "2026-10-31", 39)
		if r := h.one(ig, "views", "2026-10-01", "2026-10-31"); r.Kind != "lifetime" || r.Level != "post" {
			t.Errorf("views of posts are %s at %s", r.Kind, r.Level)
		}
	})
	t.Run("never add reach", func(t *testing.T) {
		h.missing(ig, "reach", "2026-10-01", "2026-10-31")
		h.missing("", "reach", "2026-10-01", "2026-10-31")
		h.missing(ig, "post.engagement_rate_reach", "2026-10-01", "2026-10-31")
	})
	t.Run("divide over the posts that have both sides", func(t *testing.T) {
		h.want(ig, "amplification_rate", "2026-10-01", "2026-10-31", 2) // one post tells its shares
		h.want(ig, "applause_rate", "2026-10-01", "2026-10-31", 10)
		h.want(ig, "post.engagement_rate_impressions", "2026-10-01", "2026-10-31", 7.5)
		if r := h.one(ig, "applause_rate", "2026-10-01", "2026-10-31"); r.N == nil || *r.N != 2 {
			t.Errorf("sample of %+v", r)
		}
	})
	t.Run("are another series than the channel's", func(t *testing.T) {
		h.days(ig, "views", "2026-10-01", 5000)
		levels := map[string]float64{}
		for _, r := range h.numbers(kpi.Query{From: "2026-10-01", To: "2026-10-31", Metrics: []string{"views"}}) {
			if r.ChannelID != nil && *r.ChannelID == ig {
				levels[r.Level] = *r.Value
			}
		}
		if levels["channel"] != 5000 || levels["post"] != 400 {
			t.Errorf("views are %v", levels)
		}
	})
	t.Run("in two currencies have no sum of money", func(t *testing.T) {
		h.post(fb, "5", "2026-10-03", map[string]any{"revenue": 10, "currency": "EUR"})
		h.want(fb, "post.revenue", "2026-10-01", "2026-10-31", 10)
		if r := h.one(fb, "post.revenue", "2026-10-01", "2026-10-31"); r.Currency != "EUR" {
			t.Errorf("currency is %q", r.Currency)
		}
		h.post(ig, "6", "2026-10-03", map[string]any{"revenue": 10, "currency": "USD"})
		h.missing("", "post.revenue", "2026-10-01", "2026-10-31")
		h.post(fb, "7", "2026-10-04", map[string]any{"revenue": 10, "currency": "USD"})
		h.missing(fb, "post.revenue", "2026-10-01", "2026-10-31")
	})
}
