package format

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/currency"

	"github.com/brandloop/brandloop/backend/intake/read"
	"github.com/brandloop/brandloop/backend/metric"
)

// moneySigns are signs of money that spreadsheets write, and the currencies that each
// may be of.
var moneySigns = map[string][]string{
	"€": {"EUR"}, "£": {"GBP"}, "R$": {"BRL"}, "₹": {"INR"}, "₩": {"KRW"}, "₺": {"TRY"}, "zł": {"PLN"}, "Kč": {"CZK"}, "₪": {"ILS"}, "₴": {"UAH"},
	"₽": {"RUB"}, "₫": {"VND"}, "₱": {"PHP"}, "₦": {"NGN"}, "฿": {"THB"}, "₡": {"CRC"}, "₲": {"PYG"}, "S/": {"PEN"},
	"US$": {"USD"}, "U$S": {"USD"}, "A$": {"AUD"}, "AU$": {"AUD"}, "CA$": {"CAD"}, "NZ$": {"NZD"}, "MX$": {"MXN"}, "AR$": {"ARS"}, "HK$": {"HKD"}, "NT$": {"TWD"},
	"S$": {"SGD"}, "C$": {"CAD", "NIO"},
	"$": {"USD", "CAD", "AUD", "NZD", "MXN", "ARS", "CLP", "COP", "UYU", "SGD", "HKD", "TWD"}, "¥": {"JPY", "CNY"}, "kr": {"SEK", "NOK", "DKK", "ISK"},
}

// signs are those of moneySigns, the longest first.
var signs = slices.SortedFunc(maps.Keys(moneySigns), func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })

// pricedIn are the currencies that a sign or a code may be of; none of another word.
func pricedIn(sign string) []string {
	if of := moneySigns[sign]; of != nil {
		return of
	}
	if _, err := currency.ParseISO(sign); err == nil {
		return []string{sign}
	}
	return nil
}

// bareMoney takes off a cell of money the sign beside it, by which the row is then of
// that currency where nothing else names one. It says why it must not be taken: the
// sign is of another currency than the one named, or may be of several.
func (r *row) bareMoney(m *Table, cell []byte) (bare []byte, reason string) {
	bare, sign := unmarked(cell, Money)
	named := r.currency(m)
	of := pricedIn(sign)
	switch {
	case sign == "" && named == "" && m.mixed && strings.Trim(string(bare), "0.,-") != "":
		return cell, "read.skip.which_currency"
	case sign == "", len(of) == 0, named != "" && slices.Contains(of, named):
	case named != "":
		return cell, "read.skip.other_currency"
	case len(of) > 1:
		return cell, "read.skip.which_currency"
	default:
		r.signed = of[0]
	}
	if len(of) == 0 {
		return cell, ""
	}
	return bare, ""
}

// signed finds the currency that the signs in the cells of money name, where nothing
// else does. One of all cells is the table's.
func (t *Table) signed() error {
	if t.currency != "" || t.has(Currency) || t.mapped || t.file.Size > maxStyled || !slices.ContainsFunc(t.use, func(u use) bool { return u.amount == Money }) {
		return nil
	}
	rows, err := t.Rows(context.Background())
	if err != nil {
		return err
	}
	defer rows.Close()
	found := map[string]bool{}
	for rows.Next() {
		if rows.Number() <= t.Head[t.header].Number {
			continue
		}
		for i, cell := range rows.Cells() {
			if i >= len(t.use) || t.use[i].amount != Money || read.Missing(cell) {
				continue
			}
			if _, sign := unmarked(cell, Money); len(pricedIn(sign)) == 1 {
				found[pricedIn(sign)[0]] = true
			}
		}
	}
	t.mixed = len(found) > 1
	if len(found) == 1 {
		for t.currency = range found {
		}
	}
	return rows.Err()
}

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
