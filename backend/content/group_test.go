package content_test

import (
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

func TestGroups(t *testing.T) {
	s := mustShelf(t)
	s.must(func(tx *store.Tx) error {
		if err := content.Tag(tx, []string{"p1"}, content.Tagging{Add: []string{"Spring", "new"}, Pillar: ptr("Craft")}); err != nil {
			return err
		}
		return content.Tag(tx, []string{"p2"}, content.Tagging{Add: []string{"spring"}, Pillar: ptr("Craft")})
	})
	groups := func(q content.GroupQuery) (g *content.Grouping) {
		s.Helper()
		s.must(func(tx *store.Tx) (err error) {
			g, err = content.Groups(tx, q)
			return err
		})
		return g
	}
	names := func(g *content.Grouping) string {
		all := []string{}
		for _, one := range g.Groups {
			all = append(all, one.Name)
		}
		return strings.Join(all, ",")
	}
	t.Run("a post counts under each of its tags, in whatever case, and once in all", func(t *testing.T) {
		g := groups(content.GroupQuery{By: content.ByTag, Metric: "views"})
		if names(g) != ",Spring,new" || g.Groups[1].Posts != 2 || g.Groups[1].Share != 50 || g.Whole.Posts != 4 {
			t.Errorf("%s %+v", names(g), g)
		}
		if got := s.found(content.Filter{Tags: []string{"SPRING"}}); got != "p2 p1" {
			t.Errorf("its posts are %q", got)
		}
		if got := s.found(content.Filter{Tags: []string{""}}); got != "p4 p3" {
			t.Errorf("those without are %q", got)
		}
		if got := s.found(content.Filter{Tags: []string{"", "new"}}); got != "p4 p3 p1" {
			t.Errorf("those without or with one are %q", got)
		}
	})
	t.Run("sums are of what adds, rates of the posts that have both sides, the median of those known", func(t *testing.T) {
		g := groups(content.GroupQuery{By: content.ByPillar, Metric: "engagements"})
		craft := g.Groups[1]
		if craft.Name != "Craft" || craft.Sums["views"] != 1000 || craft.Rates["engagement_rate_impressions"] != 5.3 || craft.Known != 2 || *craft.Median != 26.5 || *craft.Mean != 26.5 {
			t.Errorf("%+v", craft)
		}
		if want := 53.0 / 65 * 100; *craft.Part != want {
			t.Errorf("it has %v %%, want %v", *craft.Part, want)
		}
		if _, ok := craft.Sums["reach"]; ok || g.Divisors["engagement_rate_impressions"] != "views" {
			t.Errorf("%+v", g)
		}
		if none := g.Groups[0]; none.Known != 1 {
			t.Errorf("%+v", none)
		}
	})
	t.Run("of what never adds there is the median alone", func(t *testing.T) {
		for _, metric := range []string{"reach", "engagement_rate_reach"} {
			craft := groups(content.GroupQuery{By: content.ByPillar, Metric: metric}).Groups[1]
			if craft.Median == nil || craft.Mean != nil || craft.Part != nil {
				t.Errorf("%s: %+v", metric, craft)
			}
		}
	})
	t.Run("a group stands beside what it was before, also where one of the two is empty", func(t *testing.T) {
		g := groups(content.GroupQuery{By: content.ByType, Metric: "engagements",
			Filter: content.Filter{From: "2026-04-01", To: "2026-04-30"}, CompareFrom: "2026-03-01", CompareTo: "2026-03-31"})
		if names(g) != "image,,reel" || g.Groups[0].Before.Posts != 1 || *g.Groups[0].Before.Median != 3 || g.Groups[2].Posts != 0 || g.Groups[2].Before.Posts != 1 {
			t.Errorf("%s %+v", names(g), g.Groups)
		}
		if g.Whole.Posts != 1 || g.Whole.Before.Posts != 3 {
			t.Errorf("%+v", g.Whole)
		}
	})
	t.Run("without posts there are lists, not null", func(t *testing.T) {
		g := groups(content.GroupQuery{By: content.ByTag, Metric: "views", Filter: content.Filter{From: "2030-01-01"}, CompareFrom: "2029-01-01", CompareTo: "2029-12-31"})
		if g.Groups == nil || g.Metrics == nil || g.Sums == nil || g.Rates == nil || g.Whole.Sums == nil || g.Whole.Posts != 0 {
			t.Errorf("%+v", g)
		}
	})
	t.Run("an unknown grouping and an unknown metric are refused", func(t *testing.T) {
		for field, q := range map[string]content.GroupQuery{"by": {By: "day", Metric: "views"}, "metric": {By: content.ByTag, Metric: "spend"}} {
			err := s.try(func(tx *store.Tx) error {
				_, err := content.Groups(tx, q)
				return err
			})
			if f := fault.Of(err); f == nil || f.Field != field {
				t.Errorf("%s: %v", field, err)
			}
		}
	})
}
