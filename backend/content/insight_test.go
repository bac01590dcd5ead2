package content_test

import (
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
	s.must(func(tx *store.Tx) error {
		got, err := content.Timings(tx, content.Filter{}, "views", madrid)
		if err != nil {
			return err
		}
		if len(got.Hours) != 1 || got.Hours[0] != (content.Hour{Weekday: 1, Hour: 18, Posts: 2, Median: 500}) || got.Posts != 2 || got.Median != 500 {
			t.Errorf("%+v", got)
		}
		return nil
	})
	t.Run("a post of which the day alone is known is left out and counted", func(t *testing.T) {
		s.post("p5", 0, "2026-03-05", "video", "A day", map[string]float64{"views": 7})
		s.must(func(tx *store.Tx) error {
			got, err := content.Timings(tx, content.Filter{}, "views", time.UTC)
			if err == nil && (got.Unclocked != 1 || got.Posts != 2) {
				t.Errorf("%+v", got)
			}
			return err
		})
	})
	t.Run("a metric that posts have not is refused", func(t *testing.T) {
		if err := s.try(func(tx *store.Tx) error {
			_, err := content.Timings(tx, content.Filter{}, "spend", time.UTC)
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
			all, err = content.Groups(tx, content.Filter{}, by)
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
	t.Run("rates are of the posts that have both sides", func(t *testing.T) {
		for _, g := range groups(content.ByPillar) {
			if g.Name == "Craft" && (g.Posts != 2 || g.Rated != 1 || g.Rate == nil || *g.Rate != 10 || *g.Views != 1000 || g.Share != 50) {
				t.Errorf("%+v", g)
			}
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
