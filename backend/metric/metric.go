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

	OwnID    string `json:"own_id,omitempty"`   // of the record of an agency's own metric, "" of a shipped one
	Decimals *int   `json:"decimals,omitempty"` // of an own metric; nil: as its unit has
	Written  string `json:"written,omitempty"`  // the formula of an own metric as it was typed

	name, definition map[string]string // of an own metric, by language
}

// Formula is Factor × the sum of Over ÷ the sum of Under; without Under it is
// the sum of Over. That of an own metric is an expression over the parts that
// Over lists.
type Formula struct {
	Over   []Term  `json:"over"`
	Under  []Term  `json:"under,omitempty"`
	Factor float64 `json:"factor"`
	// Apart: over several channels each part is added by itself, also of channels
	// that lack another. What one channel costs, another brings in.
	Apart bool `json:"apart,omitempty"`

	own *expression
}

// Term is one part of a Formula.
type Term struct {
	Metric string `json:"metric"`
	Level  string `json:"level,omitempty"` // "" is that of the ratio
	Or     string `json:"or,omitempty"`    // taken where the metric itself has no numbers, or fewer
	Else   string `json:"else,omitempty"`  // taken where the metric itself has no numbers; both can be added
	Minus  bool   `json:"minus,omitempty"` // subtracted
	Start  bool   `json:"start,omitempty"` // a stock as it was before the period began
}

// ID names the series: channel.views, post.views.
func (m *Metric) ID() string { return m.Level + "." + m.Key }

// Name is what the metric is called in a language.
func (m *Metric) Name(code string) string {
	if m.OwnID != "" {
		return said(m.name, code)
	}
	return lang.T(code, "metric."+m.Key)
}

// Said is the metric's name within another sentence.
func (m *Metric) Said() fault.Named { return m.Name }

// Definition says in one sentence what is counted.
func (m *Metric) Definition(code string) string {
	if m.OwnID != "" {
		return said(m.definition, code)
	}
	return lang.T(code, "metric."+m.Key+".is")
}

// FormulaText is the formula in names, "" for what is counted.
func (m *Metric) FormulaText(code string) string {
	if m.Formula == nil {
		return ""
	}
	if m.OwnID != "" {
		return m.Formula.ownText(m.Written, code)
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
	if other := t.Or + t.Else; other != "" {
		name = lang.T(code, "metric.or", name, lang.T(code, "metric."+other))
	}
	return name
}

// At is the level of a term of a ratio at a level.
func (t Term) At(level string) string {
	if t.Level != "" {
		return t.Level
	}
	return level
}

// Of works the formula out from the value of each part, in the order of Over
// and Under; nil where one is missing or a divisor is 0. part is asked for a
// term's metric as it stands, Or and Else aside.
func (f *Formula) Of(part func(Term) *float64) *float64 {
	if f.own != nil {
		return f.ofOwn(part)
	}
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
	if len(f.Over) == 0 {
		return nil // an own formula that cannot be read
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

// Terms are the parts that a metric is read from: itself where it is counted.
func (m *Metric) Terms() []Term {
	if m.Formula == nil {
		return []Term{{Metric: m.Key}}
	}
	return slices.Concat(m.Formula.Over, m.Formula.Under)
}

// OfOnePost reports whether a metric of posts is known of each but of no period.
func (m *Metric) OfOnePost() bool {
	return m.Level == Post && slices.ContainsFunc(m.Terms(), func(t Term) bool {
		part := Find(t.Metric, Post)
		return part != nil && part.Kind == Unique
	})
}

// All is the shipped catalogue in the order of every list.
func All() []*Metric { return catalogue }

// Find is the shipped metric of a key at a level, or nil.
func Find(key, level string) *Metric { return Shipped.Find(key, level) }

// Stored reports whether measurements of a channel can hold numbers of a shipped
// key.
func Stored(key string) bool { return Shipped.Stored(key) }

// Match finds the shipped series that name means, as Catalogue.Match does.
func Match(name string) ([]*Metric, error) { return Shipped.Match(name) }
