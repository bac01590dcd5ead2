package content_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

var ctx = context.Background()

// shelf is a client's file with two channels and four posts.
type shelf struct {
	*testing.T
	file     *store.File
	brand    string
	channels []string
}

func mustShelf(t *testing.T) *shelf {
	t.Helper()
	now := time.Date(2026, 10, 5, 9, 30, 0, 0, time.UTC)
	f, err := store.Open(ctx, filepath.Join(t.TempDir(), "client.db"), store.Client, func() time.Time {
		now = now.Add(time.Second)
		return now
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	s := &shelf{T: t, file: f}
	s.must(func(tx *store.Tx) error {
		b, err := brand.Add(tx, brand.Patch{Name: ptr("Aurora")})
		if err != nil {
			return err
		}
		s.brand = b.ID
		for _, handle := range []string{"@aurora", "@aurora.shop"} {
			c, err := brand.AddChannel(tx, b.ID, brand.ChannelPatch{Platform: ptr("instagram"), Handle: &handle})
			if err != nil {
				return err
			}
			s.channels = append(s.channels, c.ID)
		}
		return nil
	})
	s.post("p1", 0, "2026-03-01", "reel", "Morning 100% cup", map[string]float64{"views": 900, "reach": 500, "likes": 40, "comments": 5, "shares": 5})
	s.post("p2", 0, "2026-03-02", "image", "Evening cup", map[string]float64{"views": 100, "reach": 0, "likes": 3})
	s.post("p3", 1, "2026-03-03", "", "Untold", nil)
	s.post("p4", 1, "2026-04-01", "image", "April", map[string]float64{"engagements": 12, "reach": 100})
	return s
}

func (s *shelf) must(fn func(*store.Tx) error) {
	s.Helper()
	if err := s.try(fn); err != nil {
		s.Fatal(err)
	}
}

func (s *shelf) try(fn func(*store.Tx) error) error {
	return s.file.Write(ctx, "Ana", fn)
}

// post puts a post there, as an import would.
func (s *shelf) post(id string, channel int, day, kind, text string, numbers map[string]float64) {
	s.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		s.Fatal(err)
	}
	s.must(func(tx *store.Tx) error {
		tx.Label("content.did_change", id)
		names, marks := "", ""
		args := []any{id, s.channels[channel], id, kind, text, store.At(at), day, tx.Now, tx.Now}
		for metric, n := range numbers {
			names, marks, args = names+", "+metric, marks+", ?", append(args, n)
		}
		_, err := tx.Exec("INSERT INTO post (id, channel_id, platform_id, type, text, published_at, day, created_at, updated_at"+names+
			") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?"+marks+")", args...)
		return err
	})
}

func (s *shelf) list(f content.Filter, offset, limit int) []content.Post {
	s.Helper()
	var posts []content.Post
	err := s.file.Read(ctx, func(tx *store.Tx) (err error) {
		posts, err = content.List(tx, f, offset, limit)
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	return posts
}

func (s *shelf) whole(f content.Filter) *content.Whole {
	s.Helper()
	var whole *content.Whole
	err := s.file.Read(ctx, func(tx *store.Tx) (err error) {
		whole, err = content.WholeOf(tx, f)
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	return whole
}

// found are the ids of the posts of a filter, in its order.
func (s *shelf) found(f content.Filter) string {
	s.Helper()
	return ids(s.list(f, 0, 0))
}

func ids(posts []content.Post) string {
	all := []string{}
	for _, p := range posts {
		all = append(all, p.ID)
	}
	return strings.Join(all, " ")
}

func TestSearchPassesOverCaseAndAccents(t *testing.T) {
	s := mustShelf(t)
	s.post("cafe", 0, "2026-05-01", "image", "CAFÉ de especialidad", nil)
	s.post("bird", 0, "2026-05-02", "image", "El ñandú corre", nil)
	for words, want := range map[string]string{
		"cafe":        "cafe",
		"Café":        "cafe",
		"cafe\u0301":  "cafe",
		"NANDU":       "bird",
		"ñandú":       "bird",
		"especial el": "",
	} {
		if got := s.found(content.Filter{Search: words}); got != want {
			t.Errorf("%q finds %q, want %q", words, got, want)
		}
	}
}

func ptr[T any](v T) *T { return &v }

func TestList(t *testing.T) {
	s := mustShelf(t)
	for name, test := range map[string]struct {
		filter content.Filter
		want   string
	}{
		"of everything is newest first":                 {content.Filter{}, "p4 p3 p2 p1"},
		"of another brand is empty":                     {content.Filter{Brand: "none"}, ""},
		"of a channel":                                  {content.Filter{Channels: []string{s.channels[1]}}, "p4 p3"},
		"of days, both ends included":                   {content.Filter{From: "2026-03-02", To: "2026-04-01"}, "p4 p3 p2"},
		"of a type":                                     {content.Filter{Types: []string{"image"}}, "p4 p2"},
		"of words, each of them somewhere":              {content.Filter{Search: "CUP ning"}, "p2 p1"},
		"of words that would be patterns":               {content.Filter{Search: "100%"}, "p1"},
		"by a number, posts without it last":            {content.Filter{Sort: "views"}, "p1 p2 p4 p3"},
		"by a number, smallest first":                   {content.Filter{Sort: "views", Rising: true}, "p2 p1 p4 p3"},
		"by engagements, the platform's where no parts": {content.Filter{Sort: "engagements"}, "p1 p4 p2 p3"},
		"by rate, none where nobody was reached":        {content.Filter{Sort: "engagement_rate_reach"}, "p4 p1 p3 p2"},
		"by type, posts without one last":               {content.Filter{Sort: "type", Rising: true}, "p4 p2 p1 p3"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := s.found(test.filter); got != test.want {
				t.Fatalf("got %q, want %q", got, test.want)
			}
		})
	}
	t.Run("comes in pages, and the whole is told apart", func(t *testing.T) {
		if page := s.list(content.Filter{}, 2, 1); ids(page) != "p2" {
			t.Fatalf("got %+v", page)
		}
		whole := s.whole(content.Filter{})
		if whole.Total != 4 || whole.Rated != 2 {
			t.Fatalf("got %+v", whole)
		}
		if want := []string{"views", "reach", "likes", "comments", "shares", "engagements"}; !slices.Equal(whole.Metrics, want) {
			t.Fatalf("got %v, want %v", whole.Metrics, want)
		}
	})
	t.Run("keeps 0 and what is missing apart", func(t *testing.T) {
		posts := s.list(content.Filter{Types: []string{"image"}}, 0, 0)
		if reach, ok := posts[1].Metrics["reach"]; !ok || reach != 0 || posts[1].EngagementRate != nil {
			t.Fatalf("got %+v", posts[1])
		}
		if _, ok := posts[0].Metrics["views"]; ok || *posts[0].Engagements != 12 || *posts[0].EngagementRate != 12 {
			t.Fatalf("got %+v", posts[0])
		}
	})
	t.Run("of nothing has lists, not null", func(t *testing.T) {
		none := content.Filter{From: "2030-01-01"}
		if posts, whole := s.list(none, 0, 10), s.whole(none); posts == nil || whole.Metrics == nil || whole.Total != 0 {
			t.Fatalf("got %+v, %+v", posts, whole)
		}
	})
	t.Run("by an unknown column is refused", func(t *testing.T) {
		err := s.file.Read(ctx, func(tx *store.Tx) error {
			_, err := content.List(tx, content.Filter{Sort: "id; DROP TABLE post"}, 0, 1)
			return err
		})
		if f := fault.Of(err); f == nil || f.Field != "sort" {
			t.Fatalf("got %v", err)
		}
	})
}

func TestUpdate(t *testing.T) {
	t.Run("changes words, and undo brings the old ones back", func(t *testing.T) {
		s := mustShelf(t)
		s.must(func(tx *store.Tx) error {
			return content.Update(tx, "p1", content.Patch{Title: ptr("  A cup "), Type: ptr("video")})
		})
		if p := s.list(content.Filter{Search: "A cup"}, 0, 0)[0]; p.Title != "A cup" || p.Type != "video" {
			t.Fatalf("got %+v", p)
		}
		if _, err := s.file.Undo(ctx, "Ana", 0); err != nil {
			t.Fatal(err)
		}
		if p := s.list(content.Filter{Search: "Morning"}, 0, 0)[0]; p.Title != "" || p.Type != "reel" {
			t.Fatalf("got %+v", p)
		}
	})
	for name, test := range map[string]struct {
		id    string
		patch content.Patch
		code  string
	}{
		"refuses an unknown type":              {"p1", content.Patch{Type: ptr("poem")}, fault.Invalid},
		"refuses a title longer than any page": {"p1", content.Patch{Title: ptr(strings.Repeat("a", 301))}, fault.Invalid},
		"refuses a post that is not there":     {"p9", content.Patch{Title: ptr("A")}, fault.NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			s := mustShelf(t)
			err := s.try(func(tx *store.Tx) error { return content.Update(tx, test.id, test.patch) })
			if !fault.Is(err, test.code) {
				t.Fatalf("got %v", err)
			}
		})
	}
}

func TestDelete(t *testing.T) {
	t.Run("takes posts away as one action that undo takes back", func(t *testing.T) {
		s := mustShelf(t)
		s.must(func(tx *store.Tx) error { return content.Delete(tx, []string{"p1", "p3"}) })
		if got := s.found(content.Filter{}); got != "p4 p2" {
			t.Fatalf("got %q", got)
		}
		done, err := s.file.Undo(ctx, "Ana", 0)
		if err != nil || done.In("en").Text != "Delete 2 posts" {
			t.Fatalf("got %v and %v", done, err)
		}
		if got := s.found(content.Filter{}); got != "p4 p3 p2 p1" {
			t.Fatalf("got %q", got)
		}
	})
	t.Run("of what is found spares the excepted and what was not found", func(t *testing.T) {
		s := mustShelf(t)
		s.must(func(tx *store.Tx) error {
			return content.DeleteFound(tx, content.Filter{To: "2026-03-31"}, []string{"p2"})
		})
		if got := s.found(content.Filter{}); got != "p4 p2" {
			t.Fatalf("got %q", got)
		}
	})
	t.Run("of a post that is gone leaves the others alone", func(t *testing.T) {
		s := mustShelf(t)
		err := s.try(func(tx *store.Tx) error { return content.Delete(tx, []string{"p1", "p9"}) })
		if !fault.Is(err, fault.NotFound) || s.found(content.Filter{}) != "p4 p3 p2 p1" {
			t.Fatalf("got %v", err)
		}
	})
}

func TestRezone(t *testing.T) {
	s := mustShelf(t)
	s.must(func(tx *store.Tx) error {
		tx.Label("content.did_change", "p1")
		return content.Rezone(tx, func(at store.Instant) string { return at.Time().Add(-time.Hour).Format(time.DateOnly) })
	})
	if got := s.found(content.Filter{From: "2026-03-31", To: "2026-03-31"}); got != "p4" {
		t.Fatalf("got %q", got)
	}
}
