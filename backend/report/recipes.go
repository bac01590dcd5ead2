package report

import (
	"math"

	"github.com/brandloop/brandloop/backend/metric"
)

// sums are those over the rows of the data sheets, from which formulas are chosen.
// A formula is written only where these sums give the number that the one query
// gave: what a spreadsheet works out anew is what stood there.
type sums struct {
	words    speech
	known    *metric.Catalogue
	labels   map[string]string // of channels by id
	measured map[measuredKey]tally
	last     map[measuredKey]lastRow
	posts    map[postKey]tally
	log      map[logKey]tally
}

type measuredKey struct {
	channel, metric, grain string
	previous               bool
}

type lastRow struct {
	day   string
	value float64
}

type postKey struct {
	channel, column string // column "": how many posts
	previous        bool
}

type logKey struct {
	channel, sentiment string // sentiment "": all
	previous           bool
}

type tally struct {
	sum float64
	n   int
}

func newSums(words speech, known *metric.Catalogue) *sums {
	return &sums{words, known, map[string]string{}, map[measuredKey]tally{}, map[measuredKey]lastRow{}, map[postKey]tally{}, map[logKey]tally{}}
}

// same tells whether two ways of adding up gave one number.
func same(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b)) }

// terms are the sums that give value for a series of one channel, or nil.
func (s *sums) terms(level, key, channel string, previous bool, value float64) []term {
	switch level {
	case metric.Channel:
		return s.measuredTerms(key, channel, previous, value)
	case metric.Post:
		return s.postTerms(key, channel, previous, value)
	case metric.Log:
		return s.logTerms(key, channel, previous, value)
	}
	return nil
}

func (s *sums) where(channel string, previous bool) []condition {
	when := s.words.t("current")
	if previous {
		when = s.words.t("previous_span")
	}
	return []condition{{column: s.words.t("channel"), text: s.labels[channel]}, {column: s.words.t("when"), text: when}}
}

func (s *sums) measuredTerms(key, channel string, previous bool, value float64) []term {
	m := s.known.Find(key, metric.Channel)
	if m == nil {
		return nil
	}
	one := func(more ...condition) []term {
		where := append(s.where(channel, previous), condition{column: s.words.t("metric"), text: m.Name(string(s.words))})
		return []term{{table: measurementTable, column: s.words.t("value"), where: append(where, more...)}}
	}
	grainIs := func(grain string) condition {
		return condition{column: s.words.t("grain"), text: s.words.t("grain." + grain)}
	}
	if m.Kind == metric.Stock {
		for _, grain := range []string{"day", "week", "month"} {
			if last, ok := s.last[measuredKey{channel, key, grain, previous}]; ok && same(last.value, value) {
				return one(condition{column: s.words.t("day"), from: last.day, to: last.day}, grainIs(grain))
			}
		}
		return nil
	}
	var all tally
	for _, grain := range []string{"day", "week", "month"} {
		t := s.measured[measuredKey{channel, key, grain, previous}]
		if t.n > 0 && same(t.sum, value) {
			return one(grainIs(grain))
		}
		all.sum += t.sum
		all.n += t.n
	}
	if all.n > 0 && same(all.sum, value) {
		return one()
	}
	return nil
}

func (s *sums) postTerms(key, channel string, previous bool, value float64) []term {
	t := term{table: postTable, where: s.where(channel, previous)}
	column := key
	if key == "posts" {
		column = ""
	} else {
		t.column = postMetricName(key, string(s.words))
	}
	got := s.posts[postKey{channel, column, previous}]
	if got.n > 0 && same(got.sum, value) || key == "posts" && value == 0 && got.n == 0 {
		return []term{t}
	}
	return nil
}

func (s *sums) logTerms(key, channel string, previous bool, value float64) []term {
	sentiment := ""
	switch key {
	case "activities":
	case "positive", "neutral", "negative":
		sentiment = key
	default:
		return nil
	}
	if got := s.log[logKey{channel, sentiment, previous}]; !same(got.sum, value) {
		return nil
	}
	where := s.where(channel, previous)
	if sentiment != "" {
		where = append(where, condition{column: s.words.t("sentiment"), text: moodName(sentiment, string(s.words))})
	}
	return []term{{table: activityTable, column: s.words.t("quantity"), where: where}}
}

// figureOf is what the one query said of a series, of a channel or a brand.
type figureOf struct {
	level, key string
	value      float64
	parts      []part
}

// part is a sum that a ratio was made of.
type part struct {
	metric, level       string
	value               float64
	minus, start, under bool
	mixed               bool // in some channels another metric took its place
}

// numbers are those of one month by series and channel.
type numbers map[[3]string]figureOf // level, key, channel id

// recipe is how a number of one channel or of all of channels comes out of the
// data sheets; nil when it cannot be said there.
func (s *sums) recipe(n figureOf, channels []string, previous bool, all numbers) *recipe {
	m := s.known.Find(n.key, n.level)
	if m == nil {
		return nil
	}
	if m.Kind != metric.Ratio {
		over := s.added(n.level, n.key, channels, previous, n.value, all, nil)
		if over == nil {
			return nil
		}
		return &recipe{over: over}
	}
	if m.Formula == nil || len(n.parts) == 0 {
		return nil
	}
	r, live := &recipe{factor: m.Formula.Factor}, false
	if m.OwnID != "" {
		r.own = m.Formula
	}
	for _, p := range n.parts {
		var terms []term
		if !p.start && !p.mixed {
			terms = s.added(p.level, p.metric, channels, previous, p.value, all, n.parts)
		}
		if terms == nil {
			value := p.value
			terms = []term{{value: &value}}
		} else {
			live = true
		}
		r.sizes = append(r.sizes, len(terms))
		for _, t := range terms {
			t.minus = p.minus
			if p.under {
				r.under = append(r.under, t)
			} else {
				r.over = append(r.over, t)
			}
		}
	}
	if !live {
		return nil
	}
	return r
}

// added are the terms of a series over channels whose sum is value. With parts,
// only channels that have every one of them are added.
func (s *sums) added(level, key string, channels []string, previous bool, value float64, all numbers, parts []part) []term {
	var terms []term
	var sum float64
	for _, c := range channels {
		one, ok := all[[3]string{level, key, c}]
		if !ok {
			continue
		}
		complete := true
		for _, p := range parts {
			if _, has := all[[3]string{p.level, p.metric, c}]; !has && !p.start {
				complete = false
			}
		}
		if !complete {
			continue
		}
		t := s.terms(level, key, c, previous, one.value)
		if t == nil {
			return nil
		}
		terms = append(terms, t...)
		sum += one.value
	}
	if len(terms) == 0 || len(terms) > 12 || !same(sum, value) {
		return nil
	}
	return terms
}
