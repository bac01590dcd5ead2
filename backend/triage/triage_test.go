package triage_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/competitor"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
	"github.com/brandloop/brandloop/backend/triage"
)

const today = "2026-10-20"

// house is a client's file with a brand that has a competitor and a channel.
type house struct {
	*testing.T
	file                  *store.File
	brand, channel, rival string
}

func ptr[T any](v T) *T { return &v }

func newHouse(t *testing.T) *house {
	t.Helper()
	clock := func() time.Time { return time.Date(2026, 10, 20, 9, 30, 0, 0, time.UTC) }
	f, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "client.db"), store.Client, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	h := &house{T: t, file: f}
	h.must(func(tx *store.Tx) error {
		b, err := brand.Add(tx, brand.Patch{Name: ptr("Alba")})
		if err != nil {
			return err
		}
		c, err := brand.AddChannel(tx, b.ID, brand.ChannelPatch{Platform: ptr("instagram"), Handle: ptr("@alba")})
		if err != nil {
			return err
		}
		r, err := competitor.Add(tx, b.ID, competitor.Patch{Name: ptr("Norte")}, nil)
		if err != nil {
			return err
		}
		h.brand, h.channel, h.rival = b.ID, c.ID, r.ID
		return nil
	})
	return h
}

func (h *house) write(fn func(*store.Tx) error) error {
	return h.file.Write(context.Background(), "Ana", fn)
}

func (h *house) must(fn func(*store.Tx) error) {
	h.Helper()
	if err := h.write(fn); err != nil {
		h.Fatal(err)
	}
}

// note writes an observation and returns its id.
func (h *house) note(day, kind, text string) (id string) {
	h.Helper()
	h.must(func(tx *store.Tx) error {
		n, err := competitor.AddNote(tx, competitor.NotePatch{CompetitorID: &h.rival, Day: &day, Kind: &kind, Text: &text})
		if err == nil {
			id = n.ID
		}
		return err
	})
	return id
}

// log writes an entry on a day.
func (h *house) log(day string, e community.Entry) {
	h.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		h.Fatal(err)
	}
	e.ChannelID, e.Kind, e.At = h.channel, "other", ptr(store.At(at.Add(10*time.Hour)))
	h.must(func(tx *store.Tx) error {
		w, err := community.NewWriter(tx, time.UTC)
		if err != nil {
			return err
		}
		tx.Label("test.log")
		if err := w.Add(e); err != nil {
			return err
		}
		return w.Close()
	})
}

// target promises a number of link clicks in October, of which so many came.
func (h *house) target(value, actual float64) {
	h.Helper()
	h.must(func(tx *store.Tx) error {
		if _, err := kpi.AddTarget(tx, h.brand, kpi.TargetPatch{Metric: ptr("channel.link_clicks"), Value: &value, From: ptr("2026-10-01"), To: ptr("2026-10-31")}); err != nil {
			return err
		}
		return kpi.Set(tx, kpi.Entry{ChannelID: h.channel, Metric: "link_clicks", Grain: kpi.Day, Day: "2026-10-19", Value: actual})
	})
}

func (h *house) list(from, to string) (all []triage.Item) {
	h.Helper()
	err := h.file.Read(context.Background(), func(tx *store.Tx) (err error) {
		all, err = triage.List(tx, triage.Query{Brand: h.brand, From: from, To: to, Today: today, Currency: "EUR", Zone: time.UTC})
		return err
	})
	if err != nil {
		h.Fatal(err)
	}
	return all
}

// said are the items in a few words.
func said(all []triage.Item) string {
	var words []string
	for _, i := range all {
		words = append(words, strings.Join([]string{i.State, i.Kind, i.Origin, i.Day}, " "))
	}
	return strings.Join(words, "\n")
}

func (h *house) decide(state, reason string, items ...triage.Item) error {
	h.Helper()
	var refs []triage.Ref
	for _, i := range items {
		refs = append(refs, i.Ref)
	}
	return h.write(func(tx *store.Tx) error { return triage.Decide(tx, h.brand, refs, state, reason) })
}

func TestList(t *testing.T) {
	h := newHouse(t)
	h.note("2026-10-05", "threat", "A draw")
	h.note("2026-10-06", "neutral", "A logo")
	h.log("2026-10-07", community.Entry{Outcome: "escalated", Sentiment: "negative", Text: "Cold coffee"})
	h.log("2026-10-08", community.Entry{Topics: []string{"oportunidad", "price"}, Outcome: "escalated", Text: "Do you sell beans?"})
	h.log("2026-10-09", community.Entry{Sentiment: "negative", Text: "Meh"})
	h.target(1000, 300)
	all := h.list("2026-10-01", "2026-10-31")
	t.Run("observations, marked entries and targets that lag stand in one list, and a mood alone is no mark", func(t *testing.T) {
		want := "open threat kpi 2026-10-20\nopen opportunity community 2026-10-08\nopen threat community 2026-10-07\nopen threat competitor 2026-10-05"
		if got := said(all); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	})
	t.Run("a target says what was expected by today and what each day needs", func(t *testing.T) {
		s := all[0].Stand
		if s == nil || *s.Actual != 300 || !s.Decide || *s.Needed != 700.0/11 || *s.ExpectedValue < 640 {
			t.Errorf("the stand is %+v", s)
		}
	})
	t.Run("each says what it is about and what marks it", func(t *testing.T) {
		if all[3].About != "Norte" || all[3].Who != "Ana" || all[2].Mark != "escalated" || all[1].Mark != "oportunidad" || *all[1].ChannelID != h.channel {
			t.Errorf("items are %+v", all[1:])
		}
	})
	t.Run("a target on its way is none", func(t *testing.T) {
		h := newHouse(t)
		h.target(100, 90)
		if got := said(h.list("2026-10-01", "2026-10-31")); got != "" {
			t.Errorf("got %s", got)
		}
	})
	t.Run("of the year before a period, what is open or watched is carried over", func(t *testing.T) {
		h := newHouse(t)
		for _, day := range []string{"2025-09-30", "2026-08-01", "2026-08-02", "2026-08-03", "2026-10-02"} {
			h.note(day, "threat", "A draw")
		}
		older := h.list("2026-08-01", "2026-08-31")
		if err := h.decide(triage.Dismissed, "Nobody cares", older[0]); err != nil {
			t.Fatal(err)
		}
		if err := h.decide(triage.Watch, "May come back", older[1]); err != nil {
			t.Fatal(err)
		}
		all := h.list("2026-10-01", "2026-10-31")
		if got, want := said(all), "open threat competitor 2026-10-02\nopen threat competitor 2026-08-01\nwatch threat competitor 2026-08-02"; got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		if all[0].Earlier || !all[1].Earlier || !all[2].Earlier {
			t.Errorf("what is earlier is wrong: %+v", all)
		}
	})
	t.Run("a list is empty, not null", func(t *testing.T) {
		if newHouse(t).list("2026-10-01", "2026-10-31") == nil {
			t.Error("it is nil")
		}
	})
}

func TestDecide(t *testing.T) {
	const from, to = "2026-10-01", "2026-10-31"
	t.Run("several are decided as one action, and undo opens them again", func(t *testing.T) {
		h := newHouse(t)
		h.note("2026-10-05", "threat", "A draw")
		h.target(1000, 300)
		if err := h.decide(triage.Act, "  Two more\n reels a week ", h.list(from, to)...); err != nil {
			t.Fatal(err)
		}
		for _, i := range h.list(from, to) {
			if i.State != triage.Act || i.Reason != "Two more reels a week" || i.DecidedBy != "Ana" || i.DecidedAt == nil {
				t.Errorf("decided %+v", i)
			}
		}
		if _, err := h.file.Undo(context.Background(), "Ana", 0); err != nil {
			t.Fatal(err)
		}
		for _, i := range h.list(from, to) {
			if i.State != triage.Open || i.DecidedAt != nil {
				t.Errorf("after undo %+v", i)
			}
		}
	})
	t.Run("another decision takes the place of the first, and open takes it back", func(t *testing.T) {
		h := newHouse(t)
		h.note("2026-10-05", "threat", "A draw")
		item := h.list(from, to)[0]
		for _, state := range []string{triage.Watch, triage.Dismissed, triage.Open, triage.Act} {
			if err := h.decide(state, "because of "+state, item); err != nil {
				t.Fatal(err)
			}
			if got := h.list(from, to)[0]; got.State != state || state != triage.Open && got.Reason != "because of "+state {
				t.Errorf("after %s it is %+v", state, got)
			}
		}
	})
	t.Run("a target that was decided of stays when it catches up", func(t *testing.T) {
		h := newHouse(t)
		h.target(1000, 300)
		if err := h.decide(triage.Act, "More reels", h.list(from, to)...); err != nil {
			t.Fatal(err)
		}
		h.must(func(tx *store.Tx) error {
			return kpi.Set(tx, kpi.Entry{ChannelID: h.channel, Metric: "link_clicks", Grain: kpi.Day, Day: "2026-10-20", Value: 500})
		})
		if all := h.list(from, to); len(all) != 1 || all[0].Stand.Status != kpi.OnTrack || all[0].Kind != triage.Threat {
			t.Errorf("got %+v", all)
		}
	})
	h := newHouse(t)
	h.note("2026-10-05", "threat", "A draw")
	item := h.list(from, to)[0]
	gone := item
	gone.OriginID = "nobody"
	for _, try := range []struct {
		name, state, reason string
		items               []triage.Item
	}{
		{"a reason is asked for", triage.Watch, " ", []triage.Item{item}},
		{"a reason has an end", triage.Watch, strings.Repeat("x", 501), []triage.Item{item}},
		{"an unknown state is refused", "later", "x", []triage.Item{item}},
		{"nothing chosen is refused", triage.Watch, "x", nil},
		{"what is gone is refused, and nothing is decided", triage.Watch, "x", []triage.Item{item, gone}},
	} {
		t.Run(try.name, func(t *testing.T) {
			if err := h.decide(try.state, try.reason, try.items...); err == nil {
				t.Error("it was taken")
			}
			if got := h.list(from, to)[0].State; got != triage.Open {
				t.Errorf("it is now %s", got)
			}
		})
	}
	t.Run("another brand's is refused", func(t *testing.T) {
		err := h.write(func(tx *store.Tx) error {
			b, err := brand.Add(tx, brand.Patch{Name: ptr("Bruma")})
			if err != nil {
				return err
			}
			return triage.Decide(tx, b.ID, []triage.Ref{item.Ref}, triage.Watch, "x")
		})
		if err == nil {
			t.Error("it was taken")
		}
	})
}
