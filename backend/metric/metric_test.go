package metric_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
)

func TestEveryMetricIsNamedAndDefined(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range metric.All() {
		if seen[m.ID()] {
			t.Errorf("%s stands twice in the catalogue", m.ID())
		}
		seen[m.ID()] = true
		for _, code := range lang.Codes {
			if name := m.Name(code); name == "" || strings.HasPrefix(name, "metric.") {
				t.Errorf("%s has no name in %s", m.ID(), code)
			}
			if is := m.Definition(code); !strings.HasSuffix(is, ".") || strings.HasPrefix(is, "metric.") {
				t.Errorf("%s has no definition in %s: %q", m.ID(), code, is)
			}
		}
	}
	for _, key := range lang.Keys("en") {
		name, ok := strings.CutPrefix(key, "metric.")
		if name = strings.TrimSuffix(name, ".is"); !ok || slices.Contains([]string{"unknown", "at_start", "or"}, name) {
			continue
		}
		if _, err := metric.Match(name); err != nil {
			t.Errorf("%s is named and not in the catalogue", name)
		}
	}
}

func TestFormulasStandOnTheCatalogue(t *testing.T) {
	for _, m := range metric.All() {
		if m.Kind != metric.Ratio && m.Formula != nil {
			t.Errorf("%s is counted and has a formula", m.ID())
		}
		if m.Formula == nil {
			continue
		}
		for _, term := range slices.Concat(m.Formula.Over, m.Formula.Under) {
			part := metric.Find(term.Metric, m.Level)
			if part == nil || part.Kind == metric.Ratio {
				t.Errorf("%s stands on %s, which is not counted at its level", m.ID(), term.Metric)
			}
			if term.Or != "" && metric.Find(term.Or, m.Level) == nil {
				t.Errorf("%s stands on %s, which is not in the catalogue", m.ID(), term.Or)
			}
			if term.Start && part.Kind != metric.Stock {
				t.Errorf("%s takes the start of %s, which is no stock", m.ID(), term.Metric)
			}
		}
	}
}

func TestFormulaText(t *testing.T) {
	for _, try := range []struct{ name, key, level, language, want string }{
		{"a rate", "engagement_rate_reach", metric.Channel, "en", "Engagements ÷ Reach × 100"},
		{"one with another divisor", "engagement_rate_impressions", metric.Channel, "en", "Engagements ÷ Impressions (or Views) × 100"},
		{"one with the start of a period", "follower_growth_rate", metric.Channel, "en", "(Followers − Followers at the start) ÷ Followers at the start × 100"},
		{"a difference", "net_followers", metric.Channel, "es", "Seguidores nuevos − Seguidores perdidos"},
		{"a price of a thousand", "cpm", metric.Channel, "es", "Inversión publicitaria ÷ Impresiones × 1000"},
		{"a count", "views", metric.Post, "en", ""},
	} {
		t.Run(try.name, func(t *testing.T) {
			if got := metric.Find(try.key, try.level).FormulaText(try.language); got != try.want {
				t.Errorf("reads %q, want %q", got, try.want)
			}
		})
	}
}

func TestOf(t *testing.T) {
	values := func(all map[string]float64) func(metric.Term) *float64 {
		return func(term metric.Term) *float64 {
			if v, ok := all[term.Metric]; ok {
				return &v
			}
			return nil
		}
	}
	for _, try := range []struct {
		name, key string
		parts     map[string]float64
		want      float64
		missing   bool
	}{
		{"divides and scales", "ctr", map[string]float64{"link_clicks": 5, "impressions": 200}, 2.5, false},
		{"is not held at a hundred", "ctr", map[string]float64{"link_clicks": 5, "impressions": 2}, 250, false},
		{"is missing over 0", "ctr", map[string]float64{"link_clicks": 5, "impressions": 0}, 0, true},
		{"is missing without a part", "ctr", map[string]float64{"link_clicks": 5}, 0, true},
		{"subtracts", "roi", map[string]float64{"revenue": 150, "total_cost": 100}, 50, false},
		{"adds below the line", "share_of_voice", map[string]float64{"mentions": 1, "competitor_mentions": 3}, 25, false},
	} {
		t.Run(try.name, func(t *testing.T) {
			got := metric.Find(try.key, metric.Channel).Formula.Of(values(try.parts))
			if try.missing != (got == nil) || got != nil && *got != try.want {
				t.Errorf("gives %v, want %v", got, try.want)
			}
		})
	}
}

func TestMatch(t *testing.T) {
	t.Run("a key is each of its levels", func(t *testing.T) {
		if found, err := metric.Match("views"); err != nil || len(found) != 2 {
			t.Errorf("%v, %v", found, err)
		}
	})
	t.Run("a level and a key are one", func(t *testing.T) {
		if found, err := metric.Match(" post.views "); err != nil || len(found) != 1 || found[0].Kind != metric.Lifetime {
			t.Errorf("%v, %v", found, err)
		}
	})
	t.Run("an unknown name is refused with those that are known", func(t *testing.T) {
		if _, err := metric.Match("charm"); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "followers") {
			t.Errorf("%v", err)
		}
	})
	t.Run("only counts of a channel are stored", func(t *testing.T) {
		if !metric.Stored("views") || metric.Stored("ctr") || metric.Stored("navigation") || metric.Stored("charm") {
			t.Error("stored are others")
		}
	})
}
