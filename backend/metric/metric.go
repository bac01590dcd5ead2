// Package metric is the catalogue of what can be counted: the name, kind, unit,
// direction and formula of each metric, in every language of the app. It holds
// no numbers.
package metric

import (
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
)

// The levels that a number can be of. A metric at two levels is two series that
// are never joined: views of an account in a month are not the views to date of
// the posts of that month.
const (
	Channel = "channel" // of an account, by day, week or month
	Post    = "post"    // of the posts published in a period, to date
	Log     = "log"     // of the community log
)

// The kinds say how numbers add.
const (
	Flow     = "flow"     // adds over time and over channels
	Stock    = "stock"    // the last value on or before a period's end; adds over channels
	Unique   = "unique"   // never adds: only what a source gave for exactly that period
	Lifetime = "lifetime" // of a post, to date; adds over posts and channels
	Ratio    = "ratio"    // worked out anew from the sums of its parts
)

// The units of values.
const (
	Count   = "count"
	Percent = "%"
	Money   = "money" // in major units: euros, not cents
	Minutes = "minutes"
	Seconds = "seconds"
	Plain   = "ratio"
	Points  = "points" // from -100 to 100
	PerPost = "per_post"
)

// The directions: which way is better.
const (
	Up      = "up"
	Down    = "down"
	Neutral = "neutral"
)

// Metric is one series of the catalogue: a key at a level.
type Metric struct {
	Key       string   `json:"key"`
	Level     string   `json:"level"`
	Kind      string   `json:"kind"`
	Unit      string   `json:"unit"`
	Direction string   `json:"direction"`
	Formula   *Formula `json:"formula,omitempty"` // of a ratio; nil where it is no division of sums
}

// Formula is Factor × the sum of Over ÷ the sum of Under; without Under it is
// the sum of Over.
type Formula struct {
	Over   []Term  `json:"over"`
	Under  []Term  `json:"under,omitempty"`
	Factor float64 `json:"factor"`
}

// Term is one part of a Formula, at the level of the ratio.
type Term struct {
	Metric string `json:"metric"`
	Or     string `json:"or,omitempty"`    // taken where the metric itself has no numbers, or fewer
	Minus  bool   `json:"minus,omitempty"` // subtracted
	Start  bool   `json:"start,omitempty"` // a stock as it was before the period began
}

// ID names the series: channel.views, post.views.
func (m *Metric) ID() string { return m.Level + "." + m.Key }

// Name is what the metric is called in a language.
func (m *Metric) Name(code string) string { return lang.T(code, "metric."+m.Key) }

// Definition says in one sentence what is counted.
func (m *Metric) Definition(code string) string { return lang.T(code, "metric."+m.Key+".is") }

// FormulaText is the formula in names, "" for what is counted.
func (m *Metric) FormulaText(code string) string {
	if m.Formula == nil {
		return ""
	}
	side := func(terms []Term, whole bool) string {
		var b strings.Builder
		for i, t := range terms {
			switch {
			case t.Minus:
				b.WriteString(" − ")
			case i > 0:
				b.WriteString(" + ")
			}
			b.WriteString(t.text(code))
		}
		if len(terms) > 1 && !whole {
			return "(" + b.String() + ")"
		}
		return b.String()
	}
	if len(m.Formula.Under) == 0 {
		return side(m.Formula.Over, true)
	}
	text := side(m.Formula.Over, false) + " ÷ " + side(m.Formula.Under, false)
	switch m.Formula.Factor {
	case 100:
		text += " × 100"
	case 1000:
		text += " × 1000"
	}
	return text
}

func (t Term) text(code string) string {
	name := lang.T(code, "metric."+t.Metric)
	if t.Start {
		name = lang.T(code, "metric.at_start", name)
	}
	if t.Or != "" {
		name = lang.T(code, "metric.or", name, lang.T(code, "metric."+t.Or))
	}
	return name
}

// Of works the formula out from the value of each part, nil where one is
// missing or the divisor is 0. part is asked for a term's metric as it stands,
// Or aside.
func (f *Formula) Of(part func(Term) *float64) *float64 {
	sum := func(terms []Term) *float64 {
		var total float64
		for _, t := range terms {
			v := part(t)
			switch {
			case v == nil:
				return nil
			case t.Minus:
				total -= *v
			default:
				total += *v
			}
		}
		return &total
	}
	over := sum(f.Over)
	if over == nil {
		return nil
	}
	if len(f.Under) == 0 {
		return over
	}
	under := sum(f.Under)
	if under == nil || *under == 0 {
		return nil
	}
	value := *over / *under * f.Factor
	return &value
}

// All is the catalogue in the order of every list.
func All() []*Metric { return catalogue }

// Find is the metric of a key at a level, or nil.
func Find(key, level string) *Metric { return byID[level+"."+key] }

// Stored reports whether measurements of a channel can hold numbers of key.
func Stored(key string) bool {
	m := Find(key, Channel)
	return m != nil && m.Kind != Ratio
}

// Match finds the series that name means: a key at each of its levels, or
// level.key for the one. An unknown name is refused.
func Match(name string) ([]*Metric, error) {
	name = strings.TrimSpace(name)
	if m := byID[name]; m != nil {
		return []*Metric{m}, nil
	}
	var found []*Metric
	for _, m := range catalogue {
		if m.Key == name {
			found = append(found, m)
		}
	}
	if found == nil {
		keys := make([]string, 0, len(catalogue))
		for _, m := range catalogue {
			if !slices.Contains(keys, m.Key) {
				keys = append(keys, m.Key)
			}
		}
		return nil, fault.Bad("metric", "metric.unknown", name, strings.Join(keys, ", "))
	}
	return found, nil
}
