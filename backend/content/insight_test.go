package content_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// at moves a post to another minute.
func (s *shelf) at(id, moment string) {
	s.Helper()
	when, err := time.Parse("2006-01-02 15:04", moment)
	if err != nil {
		s.Fatal(err)
	}
	s.must(func(tx *store.Tx) error {
		tx.Label("content.did_change", id)
		_, err := tx.Exec("UPDATE post SET published_at = ? WHERE id = ?", store.At(when), id)
		return err
	})
}

func TestTimings(t *testing.T) {
	s := mustShelf(t)
	madrid, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		t.Fatal(err)
	}
	s.at("p1", "2026-03-02 17:30") // 18:30 on a Monday in Madrid
	s.at("p2", "2026-03-02 17:05")
	timings := func(f content.Filter, metric string) (got *content.Timing) {
		s.Helper()
		s.must(func(tx *store.Tx) (err error) {
			got, err = content.Timings(tx, f, metric)
			return err
		})
		return got
	}
	in := content.Filter{Zone: madrid}
	t.Run("an hour is that of the client's clock, with its margins", func(t *testing.T) {
		got := timings(in, "views")
		mean := 500.0
		for name, at := range map[string][]content.Hour{"hours": got.Hours, "weekdays": got.Weekdays, "clock": got.Clock, "whole": {*got.Whole}} {
			want := content.Hour{Weekday: 1, Hour: 18, Posts: 2, Median: 500, Mean: &mean}
			if name == "weekdays" || name == "whole" {
				want.Hour = -1
			}
			if name == "clock" || name == "whole" {
				want.Weekday = 0
			}
			if len(at) != 1 || !reflect.DeepEqual(at[0], want) {
				t.Errorf("%s: %+v", name, at)
			}
		}
		if got.Zone != "Europe/Madrid" || len(got.Best) != 0 || !slices.Contains(got.Metrics, "engagement_rate_impressions") || slices.Contains(got.Metrics, "ctr") {
			t.Errorf("%+v", got)
		}
	})
	t.Run("a filter of that hour finds those posts", func(t *testing.T) {
		if got := s.found(content.Filter{Zone: madrid, Weekdays: []int{1}, Hours: []int{18}}); got != "p1 p2" {
			t.Errorf("found %q", got)
		}
		if got := s.found(content.Filter{Weekdays: []int{1}, Hours: []int{18}}); got != "" {
			t.Errorf("found %q by another clock", got)
		}
	})
	t.Run("a rate is that of the sums, and its median of the posts; one over reach has no mean", func(t *testing.T) {
		byViews := timings(in, "engagement_rate_impressions")
		if h := byViews.Hours[0]; byViews.By != "views" || h.Posts != 2 || math.Abs(h.Median-(50.0/9+3)/2) > 1e-9 || math.Abs(*h.Mean-5.3) > 1e-9 {
			t.Errorf("%+v %+v", byViews, byViews.Hours[0])
		}
		if h := timings(in, "engagement_rate_reach").Hours[0]; h.Posts != 1 || h.Median != 10 || h.Mean != nil {
			t.Errorf("%+v", h)
		}
	})
	t.Run("a post of which the day alone is known is left out and counted", func(t *testing.T) {
		s.post("p5", 0, "2026-03-05", "video", "A day", map[string]float64{"views": 7})
		if got := timings(content.Filter{}, "views"); got.Unclocked != 1 || got.Whole.Posts != 2 {
			t.Errorf("%+v", got)
		}
		if got := s.found(content.Filter{Hours: []int{0}}); got != "" {
			t.Errorf("midnight finds %q", got)
		}
	})
	t.Run("the best hours are those of five posts and more that beat the median of all", func(t *testing.T) {
		for i := range 6 {
			id := fmt.Sprint("tue", i)
			s.post(id, 0, "2026-03-03", "image", "Noon", map[string]float64{"views": 2000 + float64(i)})
			s.at(id, "2026-03-03 12:30")
			if i < 4 {
				id = fmt.Sprint("wed", i)
				s.post(id, 0, "2026-03-04", "image", "Noon", map[string]float64{"views": 9000})
				s.at(id, "2026-03-04 12:30")
			}
			id = fmt.Sprint("thu", i)
			s.post(id, 0, "2026-03-05", "image", "Noon", map[string]float64{"views": 1})
			s.at(id, "2026-03-05 12:30")
		}
		got := timings(content.Filter{}, "views")
		if len(got.Best) != 1 || got.Best[0].Weekday != 2 || got.Best[0].Hour != 12 || got.Best[0].Median != 2002.5 || got.BestDay == nil || got.BestDay.Weekday != 2 || got.BestOfClock == nil || got.BestOfClock.Hour != 12 {
			t.Errorf("%+v, day %+v, of the clock %+v", got.Best, got.BestDay, got.BestOfClock)
		}
	})
	t.Run("a metric that no post has gives an empty week", func(t *testing.T) {
		if got := timings(in, "saves"); got.Whole != nil || got.Hours == nil || got.Best == nil {
			t.Errorf("%+v", got)
		}
	})
	t.Run("revenue in two currencies is not compared", func(t *testing.T) {
		for i, currency := range []string{"EUR", "USD"} {
			id := fmt.Sprint("sale", i)
			s.post(id, 0, "2026-07-01", "image", "Sale", map[string]float64{"revenue": 10})
			s.at(id, "2026-07-01 12:30")
			s.must(func(tx *store.Tx) error {
				tx.Label("content.did_change", id)
				_, err := tx.Exec("UPDATE post SET currency = ? WHERE id = ?", currency, id)
				return err
			})
			got := timings(content.Filter{From: "2026-07-01"}, "revenue")
			if known := slices.Contains(got.Metrics, "revenue"); known != (i == 0) || known != (got.Whole != nil) {
				t.Errorf("with %d currencies: %+v", i+1, got)
			}
		}
	})
	t.Run("a metric that posts have not is refused", func(t *testing.T) {
		if err := s.try(func(tx *store.Tx) error {
			_, err := content.Timings(tx, content.Filter{}, "spend")
			return err
		}); !fault.Is(err, fault.Invalid) {
			t.Error(err)
		}
	})
}

func TestTags(t *testing.T) {
	s := mustShelf(t)
	tag := func(change content.Tagging, ids ...string) error {
		return s.try(func(tx *store.Tx) error { return content.Tag(tx, ids, change) })
	}
	groups := func(by string) (all []content.Group) {
		s.must(func(tx *store.Tx) (err error) {
			found, err := content.Groups(tx, content.GroupQuery{By: by, Metric: "views"})
			if err == nil {
				all = found.Groups
			}
			return err
		})
		return all
	}
	if err := tag(content.Tagging{Add: []string{"#Spring", " slow  roast "}, Pillar: ptr("Craft")}, "p1", "p2"); err != nil {
		t.Fatal(err)
	}
	if err := tag(content.Tagging{Add: []string{"spring"}, Remove: []string{"Slow roast"}}, "p2"); err != nil {
		t.Fatal(err)
	}
	t.Run("the same word in another case is the same tag", func(t *testing.T) {
		got := groups(content.ByTag)
		if len(got) != 3 || got[0].Name != "" && got[0].Name != "Spring" || got[2].Name != "slow roast" || got[2].Posts != 1 {
			t.Errorf("%+v", got)
		}
	})
	t.Run("undo takes them off again", func(t *testing.T) {
		for range 2 {
			if _, err := s.file.Undo(ctx, "Ana", 0); err != nil {
				t.Fatal(err)
			}
		}
		if got := groups(content.ByTag); len(got) != 1 || got[0].Name != "" {
			t.Errorf("%+v", got)
		}
	})
}

func TestNeighbours(t *testing.T) {
	s := mustShelf(t)
	for i, views := range []float64{10, 20, 30, 1000, 40, 50, 60, 70, 80} {
		s.post("n"+string(rune('0'+i)), 0, "2026-05-0"+string(rune('1'+i)), "reel", "Reel", map[string]float64{"views": views})
	}
	s.must(func(tx *store.Tx) error {
		got, err := content.BesideNeighbours(tx, []string{"n3", "n0", "p3"}, "views")
		if err != nil {
			return err
		}
		if got[0].N != 7 || *got[0].Median != 40 || *got[0].Ratio != 25 {
			t.Errorf("in the middle: %+v", got[0])
		}
		if got[1].N != 7 || got[1].Value == nil {
			t.Errorf("near the first: %+v", got[1])
		}
		if got[2].N != 0 || got[2].Ratio != nil {
			t.Errorf("alone: %+v", got[2])
		}
		return nil
	})
}
