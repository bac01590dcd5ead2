package format

import (
	"maps"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/metric"
)

// isMoney reports whether a metric is an amount of money.
func isMoney(key string) bool {
	m := metric.Find(key, metric.Channel)
	return m != nil && m.Unit == metric.Money
}

// priced notes the currency of an amount.
func (t *tally) priced(key, currency string) {
	if currency != "" && !slices.Contains(t.currencies, currency) && isMoney(key) {
		t.currencies = append(t.currencies, currency)
	}
}

// keepApart leaves amounts of several currencies out of the sums, and says the one
// that all of them are in.
func (t *tally) keepApart() {
	if len(t.currencies) < 2 {
		if t.sum.Currency == "" && len(t.currencies) == 1 {
			t.sum.Currency = t.currencies[0]
		}
		return
	}
	slices.Sort(t.currencies)
	t.warn("read.warn.currencies", strings.Join(t.currencies, ", "))
	drop := func(of map[string]float64) {
		maps.DeleteFunc(of, func(key string, _ float64) bool { return isMoney(key) })
	}
	drop(t.sum.Sums)
	drop(t.sum.Checksums)
	for i := range t.sum.Parts {
		drop(t.sum.Parts[i].Sums)
	}
	for i := range t.sum.Tables {
		drop(t.sum.Tables[i].Sums)
	}
}

// currencies are those of the parts of a table, by their names.
type currencies map[string]string

// apart tells parts of one name but of two currencies from each other.
func (c currencies) apart(part []string, currency string) []string {
	key := strings.Join(part, "\x1f")
	if first, ok := c[key]; !ok {
		c[key] = currency
	} else if first != currency {
		part[len(part)-1] += " (" + currency + ")"
	}
	return part
}
