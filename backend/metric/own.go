package metric

import (
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
)

// Own is a metric that an agency defines beside those of the catalogue: a count
// of channels, or a formula where Kind is Ratio.
type Own struct {
	ID         string
	Key        string
	Name       map[string]string // by language; where one is blank another shows
	Definition map[string]string
	Kind       string // flow, stock, unique or ratio
	Unit       string
	Direction  string
	Decimals   int
	Formula    string // as it was written, of a ratio
}

// OwnUnits are the units that an own metric can have.
var OwnUnits = []string{Count, Percent, Money, Minutes, Seconds, Plain}

// said is a text in a language, or in the first that has it.
func said(texts map[string]string, code string) string {
	for _, c := range append([]string{code}, lang.Codes...) {
		if text := strings.TrimSpace(texts[c]); text != "" {
			return text
		}
	}
	return ""
}

// Catalogue is what can be counted: what the product ships, and what one client
// has beside it.
type Catalogue struct {
	all    []*Metric
	byID   map[string]*Metric
	faults map[string]error // of own formulas that cannot be read, by key
}

// Shipped is the catalogue of the product alone.
var Shipped = &Catalogue{all: catalogue, byID: byID}

// With is the catalogue with own metrics after the shipped ones. A formula that
// cannot be read gives no value: Fault says why.
func (c *Catalogue) With(own []Own) *Catalogue {
	if len(own) == 0 {
		return c
	}
	joined := &Catalogue{all: slices.Clip(c.all), byID: make(map[string]*Metric, len(c.byID)+len(own)), faults: map[string]error{}}
	for id, m := range c.byID {
		joined.byID[id] = m
	}
	written := map[string]string{}
	for _, o := range own {
		decimals := o.Decimals
		m := &Metric{Key: o.Key, Level: Channel, Kind: o.Kind, Unit: o.Unit, Direction: o.Direction,
			OwnID: o.ID, Decimals: &decimals, Written: o.Formula, name: o.Name, definition: o.Definition}
		if o.Kind == Ratio {
			m.Formula, written[o.Key] = &Formula{Factor: 1}, o.Formula
		}
		joined.all, joined.byID[m.ID()] = append(joined.all, m), m
	}
	open, done := []string{}, map[string]bool{}
	var compile func(key string) error
	compile = func(key string) error {
		if at := slices.Index(open, key); at >= 0 {
			return fault.Bad("formula", "formula.cycle", strings.Join(append(slices.Clone(open[at:]), key), " → "))
		}
		if done[key] {
			return joined.faults[key]
		}
		open = append(open, key)
		m := joined.byID[Channel+"."+key]
		w := &writing{text: written[key], near: joined.near, find: func(key, level string) (*Metric, error) {
			found := joined.Find(key, level)
			if found == nil || level != Channel || found.OwnID == "" || found.Kind != Ratio {
				return found, nil
			}
			err := c.faults[key]
			if _, here := written[key]; here {
				err = compile(key)
			}
			if f := fault.Of(err); f != nil && f.Key != "formula.cycle" {
				err = fault.Bad("formula", "formula.stands_on_broken", key)
			}
			return found, err
		}}
		err := w.compile(m)
		open = open[:len(open)-1]
		done[key] = true
		if err != nil {
			joined.faults[key] = err
		}
		return err
	}
	for _, o := range own {
		if o.Kind == Ratio && !done[o.Key] {
			_ = compile(o.Key)
		}
	}
	return joined
}

// compile reads the formula of m into it.
func (w *writing) compile(m *Metric) error {
	whole, err := w.read()
	if err != nil {
		return err
	}
	s, err := whole.size(w.text)
	if err == nil {
		err = s.fits(m.Unit)
	}
	if err != nil {
		return err
	}
	m.Formula.Over, m.Formula.own = w.terms, whole
	return nil
}

// Fault says why the formula of an own metric cannot be used, or nil.
func (c *Catalogue) Fault(key string) error { return c.faults[key] }

// All is the catalogue in the order of every list.
func (c *Catalogue) All() []*Metric { return c.all }

// Find is the metric of a key at a level, or nil.
func (c *Catalogue) Find(key, level string) *Metric { return c.byID[level+"."+key] }

// Stored reports whether measurements of a channel can hold numbers of key.
func (c *Catalogue) Stored(key string) bool {
	m := c.Find(key, Channel)
	return m != nil && m.Kind != Ratio && m.Key != ConversionValue && m.Unit != Percent
}

// Whole reports whether the numbers of a channel's metric have no decimals.
func (c *Catalogue) Whole(key string) bool {
	m := c.Find(key, Channel)
	return m != nil && m.Unit == Count && (m.Decimals == nil || *m.Decimals == 0)
}

// Match finds the series that name means: a key at each of its levels, or
// level.key for the one. An unknown name is refused.
func (c *Catalogue) Match(name string) ([]*Metric, error) {
	name = strings.TrimSpace(name)
	if m := c.byID[name]; m != nil {
		return []*Metric{m}, nil
	}
	var found []*Metric
	for _, m := range c.all {
		if m.Key == name {
			found = append(found, m)
		}
	}
	if found == nil {
		return nil, fault.Bad("metric", "metric.unknown", name, strings.Join(c.keys(), ", "))
	}
	return found, nil
}

func (c *Catalogue) keys() []string {
	keys := make([]string, 0, len(c.all))
	seen := map[string]bool{}
	for _, m := range c.all {
		if !seen[m.Key] {
			seen[m.Key] = true
			keys = append(keys, m.Key)
		}
	}
	return keys
}

// near is the key that looks most like a name, "" where none does.
func (c *Catalogue) near(name string) string {
	name = strings.ToLower(name)
	best, least := "", len(name)/2+1
	for _, key := range c.keys() {
		if d := distance(name, key); d < least {
			best, least = key, d
		}
	}
	return best
}

// distance is how many letters have to be added, taken out or changed to make b
// of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			next := min(row[j]+1, row[j+1]+1, last)
			if a[i] != b[j] {
				next = min(row[j]+1, row[j+1]+1, last+1)
			}
			last, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
}

// reserved are the names that mean something in a formula already.
var reserved = []string{Channel, Post, Log, "min", "max", "round", "abs", "money",
	"and", "or", "not", "in", "let", "if", "else", "true", "false", "nil", "matches", "contains", "startsWith", "endsWith"}

// CheckKey reports whether an own metric can have a key: lower-case letters,
// digits and _, beginning with a letter, of no metric of the product.
func CheckKey(key string) error {
	for i, r := range key {
		if (r < 'a' || r > 'z') && (i == 0 || r != '_' && (r < '0' || r > '9')) {
			return fault.Bad("key", "formula.key", key)
		}
	}
	if key == "" || len(key) > 40 {
		return fault.Bad("key", "formula.key", key)
	}
	if slices.Contains(reserved, key) || slices.Contains(Shipped.keys(), key) {
		return fault.Bad("key", "formula.key_taken", key)
	}
	return nil
}

// Try reads a formula that is being written for a unit, and says which unit it
// gives and which metrics it names. The metric is known under key, "" for a new
// one, so that none stands on itself.
func (c *Catalogue) Try(own Own) (unit string, uses []*Metric, err error) {
	w := &writing{text: own.Formula, near: c.near, find: func(key, level string) (*Metric, error) {
		m := c.Find(key, level)
		if m != nil && level == Channel && own.Key != "" && (key == own.Key || c.stands(m, own.Key)) {
			return nil, fault.Bad("formula", "formula.cycle", strings.Join(slices.Compact([]string{own.Key, key, own.Key}), " → "))
		}
		if m != nil && level == Channel && c.faults[key] != nil {
			return nil, fault.Bad("formula", "formula.stands_on_broken", key)
		}
		return m, nil
	}}
	whole, err := w.read()
	if err != nil {
		return "", nil, err
	}
	s, err := whole.size(w.text)
	if err != nil {
		return "", nil, err
	}
	unit = s.unit()
	if unit == mixed {
		unit = Plain
	}
	if own.Unit != "" {
		err = s.fits(own.Unit)
	}
	return unit, whole.names(), err
}

// stands reports whether the formula of m names key, or one that does.
func (c *Catalogue) stands(m *Metric, key string) bool {
	if m.Formula == nil || m.Formula.own == nil {
		return false
	}
	return slices.ContainsFunc(m.Formula.own.names(), func(n *Metric) bool { return n.Key == key || c.stands(n, key) })
}

// Uses lists the metrics that the formula of an own metric names.
func (m *Metric) Uses() []*Metric {
	if m.Formula == nil || m.Formula.own == nil {
		return nil
	}
	return m.Formula.own.names()
}

// UsedBy lists the own metrics whose formulas name key.
func (c *Catalogue) UsedBy(key string) []*Metric {
	var all []*Metric
	for _, m := range c.all {
		if slices.ContainsFunc(m.Uses(), func(n *Metric) bool { return n.Key == key && n.Level == Channel }) {
			all = append(all, m)
		}
	}
	return all
}

// NeverAdds reports whether a metric has no value over several channels: one of
// its parts is unique, or a ratio that is taken as it stands.
func (c *Catalogue) NeverAdds(m *Metric) bool {
	return slices.ContainsFunc(m.Terms(), func(t Term) bool {
		part := c.Find(t.Metric, t.At(m.Level))
		return part != nil && (part.Kind == Unique || part.Kind == Ratio && part != m)
	})
}
