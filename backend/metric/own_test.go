package metric_test

import (
	"math"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
)

func formula(key, unit, text string) metric.Own {
	return metric.Own{ID: key, Key: key, Name: map[string]string{"en": key}, Kind: metric.Ratio, Unit: unit, Direction: metric.Up, Formula: text}
}

// valueOf works a formula out from the values of its parts by key.
func valueOf(t *testing.T, m *metric.Metric, values map[string]float64) *float64 {
	t.Helper()
	return m.Formula.Of(func(part metric.Term) *float64 {
		v, ok := values[part.Metric]
		if !ok {
			return nil
		}
		return &v
	})
}

func TestOwnFormulas(t *testing.T) {
	values := map[string]float64{"likes": 30, "shares": 12, "saves": 8, "impressions": 1000, "views": 400, "engagements": 50, "spend": 90,
		"conversions": 3, "link_clicks": 20, "watch_time_s": 1200, "answered": 6, "minutes_spent": 90, "followers": 0}
	for _, try := range []struct {
		name, unit, text string
		want             float64 // NaN: none
	}{
		{"a sum", metric.Count, "likes + shares", 42},
		{"precedence", metric.Count, "likes + shares * 2 - saves / 4", 52},
		{"parentheses", metric.Percent, "(likes + shares - saves) / impressions * 100", 3.4},
		{"a factor before the division", metric.Percent, "100 * likes / impressions", 3},
		{"printed signs", metric.Percent, "likes ÷ impressions × 100", 3},
		{"a ratio made anew from its sums", metric.Percent, "ctr * 2", 4},
		{"an average for each one is a count too", metric.Count, "likes / conversions", 10},
		{"money for each", metric.Money, "spend / conversions", 30},
		{"amounts of money", metric.Money, "conversions * money(45) - spend", 45},
		{"time at a price", metric.Money, "minutes_spent / 60 * money(40)", 60},
		{"seconds to minutes", metric.Minutes, "watch_time_s / 60", 20},
		{"the log", metric.Ratio, "answered / conversions", 2},
		{"the smaller and the larger", metric.Count, "max(likes, shares, 31) + min(likes, shares)", 43},
		{"rounding", metric.Plain, "round(impressions / likes, 1)", 33.3},
		{"a bare sign", metric.Count, "-likes + abs(-shares)", -18},
		{"a divisor of 0", metric.Plain, "likes / followers", math.NaN()},
		{"a missing part", metric.Count, "likes + comments", math.NaN()},
		{"what is too large for a number", metric.Count, "likes * 1e300 * 1e300", math.NaN()},
	} {
		t.Run(try.name, func(t *testing.T) {
			c := metric.Shipped.With([]metric.Own{formula("mine", try.unit, try.text)})
			if err := c.Fault("mine"); err != nil && try.unit != metric.Ratio {
				t.Fatal(err)
			}
			v := valueOf(t, c.Find("mine", metric.Channel), values)
			switch {
			case math.IsNaN(try.want) && v != nil:
				t.Errorf("gives %v, and nothing was expected", *v)
			case !math.IsNaN(try.want) && (v == nil || math.Abs(*v-try.want) > 1e-9):
				t.Errorf("gives %v, not %v", v, try.want)
			}
		})
	}
}

func TestFormulasAreRefusedWithASentence(t *testing.T) {
	for _, try := range []struct{ name, unit, text, key, says string }{
		{"empty", metric.Count, "  ", "formula.empty", ""},
		{"too long", metric.Count, strings.Repeat("likes + ", 70) + "likes", "formula.long", "565"},
		{"no metric", metric.Count, "1 + 2", "formula.constant", ""},
		{"an unknown name", metric.Count, "likes + lkies", "formula.near", "“lkies” at character 9 is no metric. Did you mean likes?"},
		{"a name like none", metric.Count, "zzzzzzzz", "formula.unknown", "character 1"},
		{"a name in capitals", metric.Count, "Likes", "formula.near", "Did you mean likes?"},
		{"two values side by side", metric.Count, "link clicks", "formula.operator", "names of metrics have no spaces"},
		{"a decimal comma", metric.Count, "likes * 0,5", "formula.comma", "character 10"},
		{"an open parenthesis", metric.Count, "(likes + shares", "formula.ends", ""},
		{"an operator at the end", metric.Count, "likes +", "formula.ends", ""},
		{"a power", metric.Count, "likes ** 2", "formula.sign", ""},
		{"a comparison", metric.Count, "likes > 2", "formula.sign", ""},
		{"a condition", metric.Count, "likes > 2 ? likes : 0", "formula.sign", ""},
		{"a text", metric.Count, `likes + "a"`, "formula.sign", "character 9"},
		{"a list", metric.Count, "[likes]", "formula.sign", ""},
		{"a variable", metric.Count, "let x = likes; x", "formula.sign", ""},
		{"another function", metric.Count, "len(likes)", "formula.function", "“len”"},
		{"an unknown function", metric.Count, "median(likes, shares)", "formula.function", "“median”"},
		{"a predicate", metric.Count, "all([likes], # > 2)", "formula.function", "all"},
		{"too few values", metric.Count, "min(likes)", "formula.takes.min", ""},
		{"money of a metric", metric.Money, "money(likes)", "formula.takes.money", ""},
		{"half a decimal", metric.Plain, "round(likes / shares, 0.5)", "formula.takes.round", ""},
		{"division by 0", metric.Plain, "likes / 0", "formula.zero", "“likes / 0”"},
		{"money and a count", metric.Money, "(spend + likes) / views", "formula.apart", "“spend” gives money and “likes” gives a count"},
		{"minutes and seconds", metric.Minutes, "minutes_spent + watch_time_s", "formula.apart", "minutes and “watch_time_s” gives seconds"},
		{"a share and per cent", metric.Percent, "ctr + likes / views", "formula.apart", "“ctr” gives per cent and “likes / views” gives a ratio"},
		{"a count compared with money", metric.Count, "max(likes, spend)", "formula.apart", ""},
		{"a share called per cent", metric.Percent, "likes / views", "formula.share", ""},
		{"per cent called a ratio", metric.Plain, "likes / views * 100", "formula.hundred", ""},
		{"a count called money", metric.Money, "conversions * 45", "formula.worth", "money(45)"},
		{"money called a count", metric.Count, "spend", "formula.gives", "gives money, and its unit says a count"},
		{"seconds called minutes", metric.Minutes, "watch_time_s", "formula.seconds", ""},
		{"what is known of one post only", metric.Count, "post.reach", "formula.one_post", "Reach"},
		{"itself", metric.Count, "likes + mine", "formula.cycle", "mine → mine"},
	} {
		t.Run(try.name, func(t *testing.T) {
			err := metric.Shipped.With([]metric.Own{formula("mine", try.unit, try.text)}).Fault("mine")
			f := fault.Of(err)
			if f == nil || f.Key != try.key || !strings.Contains(f.In("en"), try.says) {
				t.Fatalf("says %v", err)
			}
			for _, code := range lang.Codes {
				if text := f.In(code); strings.Contains(text, "%!(") || strings.HasPrefix(text, "formula.") {
					t.Errorf("in %s: %s", code, text)
				}
			}
		})
	}
}

func TestOwnMetricsStandOnEachOther(t *testing.T) {
	t.Run("in any order", func(t *testing.T) {
		c := metric.Shipped.With([]metric.Own{
			formula("rate", metric.Percent, "active / impressions * 100"),
			formula("active", metric.Count, "likes + visits"),
			{ID: "v", Key: "visits", Name: map[string]string{"es": "Visitas"}, Kind: metric.Flow, Unit: metric.Count},
		})
		v := valueOf(t, c.Find("rate", metric.Channel), map[string]float64{"likes": 6, "visits": 4, "impressions": 100})
		if v == nil || *v != 10 {
			t.Errorf("gives %v", v)
		}
		if text := c.Find("active", metric.Channel).FormulaText("en"); text != "Likes and reactions + Visitas" {
			t.Errorf("reads %s", text)
		}
		if used := c.UsedBy("visits"); len(used) != 1 || used[0].Key != "active" {
			t.Errorf("used by %v", used)
		}
		if !c.Stored("visits") || c.Stored("rate") || c.Stored(metric.ConversionValue) {
			t.Error("what can be typed is wrong")
		}
	})
	t.Run("and not in a circle", func(t *testing.T) {
		c := metric.Shipped.With([]metric.Own{formula("a", metric.Count, "b + likes"), formula("b", metric.Count, "c"), formula("c", metric.Count, "a"),
			formula("d", metric.Count, "likes")})
		for _, key := range []string{"a", "b", "c"} {
			if f := fault.Of(c.Fault(key)); f == nil || f.Key != "formula.cycle" || valueOf(t, c.Find(key, metric.Channel), map[string]float64{"likes": 1}) != nil {
				t.Errorf("%s: %v", key, f)
			}
		}
		if c.Fault("d") != nil {
			t.Error(c.Fault("d"))
		}
		_, _, err := metric.Shipped.With([]metric.Own{formula("a", metric.Count, "likes"), formula("b", metric.Count, "a")}).Try(formula("a", metric.Count, "b"))
		if f := fault.Of(err); f == nil || f.Key != "formula.cycle" {
			t.Errorf("a change in a circle: %v", err)
		}
	})
	t.Run("with unique parts they never add", func(t *testing.T) {
		c := metric.Shipped.With([]metric.Own{formula("per_reach", metric.Plain, "likes / reach"), formula("twice", metric.Plain, "per_reach * 2"),
			formula("sum", metric.Count, "likes + shares"), formula("posts_rate", metric.Percent, "post.virality_rate")})
		for key, want := range map[string]bool{"per_reach": true, "twice": true, "sum": false, "posts_rate": true} {
			if got := c.NeverAdds(c.Find(key, metric.Channel)); got != want {
				t.Errorf("%s: %v", key, got)
			}
		}
	})
}

func TestFormulasAreWritten(t *testing.T) {
	c := metric.Shipped.With([]metric.Own{formula("mine", metric.Percent, "round((likes - (shares - saves)) / max(post.likes, ctr / 100 * impressions)) * 100")})
	m := c.Find("mine", metric.Channel)
	if err := c.Fault("mine"); err != nil {
		t.Fatal(err)
	}
	if got, want := m.FormulaText("en"), "round((Likes and reactions − (Shares − Saves)) ÷ max(Likes and reactions (of posts), Click-through rate ÷ 100 × Impressions)) × 100"; got != want {
		t.Errorf("reads %s", got)
	}
	cell := m.Formula.Cell(func(i int) string { return string(rune('A' + i)) })
	if want := "ROUND((A-(B-C))/MAX(D, E/F*100/100*F), 0)*100"; cell != want {
		t.Errorf("a spreadsheet reads %s", cell)
	}
}

func TestKeys(t *testing.T) {
	for key, ok := range map[string]bool{"store_visits": true, "a1": true, "": false, "1a": false, "_a": false, "Ab": false, "a b": false, "años": false,
		"views": false, "min": false, "channel": false, strings.Repeat("a", 41): false} {
		if err := metric.CheckKey(key); (err == nil) != ok {
			t.Errorf("%q: %v", key, err)
		}
	}
}

// FuzzFormula tries whether any text ends in a formula or a sentence.
func FuzzFormula(f *testing.F) {
	for _, text := range []string{"likes / views * 100", "((likes", "post.likes?.x", "round(likes, -1)", "likes | min(2)", "'\\u", "money(-1)*likes", "#", "a.b.c", "1e999*likes"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := metric.Shipped.With([]metric.Own{formula("mine", metric.Count, text)})
		m := c.Find("mine", metric.Channel)
		one := 1.0
		v := m.Formula.Of(func(metric.Term) *float64 { return &one })
		if v != nil && (math.IsNaN(*v) || math.IsInf(*v, 0)) {
			t.Errorf("gives %v", *v)
		}
		_ = m.FormulaText("en")
		if err := c.Fault("mine"); err != nil && fault.Of(err) == nil {
			t.Error(err)
		}
	})
}
