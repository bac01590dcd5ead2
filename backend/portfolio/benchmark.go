// Package portfolio answers what takes the files of several clients. It reads
// one after another, and nothing that it tells of many names one.
package portfolio

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// The fewest brands of other clients that a median, and quartiles, are told of.
const (
	FewestMedian    = 3
	FewestQuartiles = 5
)

// Query asks how a brand stands among the agency's brands of its sector.
type Query struct {
	Client string `json:"client"` // ids
	Brand  string `json:"brand"`
	Metric string `json:"metric"` // level.key
	From   string `json:"from"`
	To     string `json:"to"`
}

// Benchmark is how a brand stands among brands of other clients. It holds no
// name, id or value of one of them: of few brands nothing is told, and median and
// quartiles are rounded to two figures.
type Benchmark struct {
	Sector   string   `json:"sector"`   // of the brand; "" is not set, and nothing is compared
	Value    *float64 `json:"value"`    // of the brand; nil is missing
	Unit     string   `json:"unit"`     // of the metric
	Currency string   `json:"currency"` // of money
	Enough   bool     `json:"enough"`   // three brands of at least two other clients have a value
	N        int      `json:"n"`        // how many brands; 0 where they are not enough
	Median   *float64 `json:"median"`
	Lower    *float64 `json:"lower"` // quartiles, from five brands on
	Upper    *float64 `json:"upper"`
	Stands   string   `json:"stands"` // above, near or below the median; "" is not known
}

// fold is a sector as it is compared: in lower case, without accents, with
// single spaces.
func fold(sector string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(sector))), " ")
}

// Against compares a brand with those of the same sector that belong to other
// clients that are not archived. Files are read one after another; one that
// cannot be read is left out. progress is told the clients done of all; it may
// be nil.
func Against(ctx context.Context, a *agency.Agency, q Query, progress func(done, total int64)) (*Benchmark, error) {
	level, key, _ := strings.Cut(q.Metric, ".")
	m := metric.Find(key, level)
	if m == nil {
		_, err := metric.Match(q.Metric)
		if err == nil {
			err = fmt.Errorf("%s names no one series", q.Metric)
		}
		return nil, err
	}
	out := &Benchmark{Unit: m.Unit}
	err := a.With(ctx, q.Client, func(w *agency.Workspace) error {
		return w.File.Read(ctx, func(tx *store.Tx) error {
			own, err := store.Find[brand.Brand](tx, q.Brand)
			if err != nil {
				return err
			}
			out.Sector = own.Sector
			out.Value, out.Currency, err = value(tx, q, q.Brand, w.Client.Currency)
			return err
		})
	})
	if err != nil || fold(out.Sector) == "" {
		return out, err
	}
	clients, err := a.Clients(ctx)
	if err != nil {
		return nil, err
	}
	var values []float64
	owners := 0
	for i, c := range clients {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if progress != nil {
			progress(int64(i), int64(len(clients)))
		}
		if c.ID == q.Client || c.Archived {
			continue
		}
		found, err := valuesOf(ctx, a, c.ID, fold(out.Sector), q, out)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			continue
		}
		if values = append(values, found...); len(found) > 0 {
			owners++
		}
	}
	out.tell(values, owners)
	return out, nil
}

// valuesOf reads the values of a client's brands of a sector.
func valuesOf(ctx context.Context, a *agency.Agency, client, sector string, q Query, out *Benchmark) (values []float64, err error) {
	err = a.With(ctx, client, func(w *agency.Workspace) error {
		return w.File.Read(ctx, func(tx *store.Tx) error {
			brands, err := brand.Brands(tx)
			if err != nil {
				return err
			}
			for _, b := range brands {
				if fold(b.Sector) != sector {
					continue
				}
				v, currency, err := value(tx, q, b.ID, w.Client.Currency)
				if err != nil {
					return err
				}
				if v != nil && (out.Unit != metric.Money || currency == out.Currency) {
					values = append(values, *v)
				}
			}
			return nil
		})
	})
	return values, err
}

// value is the metric of a whole brand.
func value(tx *store.Tx, q Query, brandID, currency string) (*float64, string, error) {
	rows, err := kpi.Numbers(tx, kpi.Query{Brand: brandID, From: q.From, To: q.To, Metrics: []string{q.Metric}, Currency: currency})
	for _, r := range rows {
		if r.ChannelID == nil && r.Level+"."+r.Metric == q.Metric {
			return r.Value, r.Currency, err
		}
	}
	return nil, currency, err
}

// tell fills in what may be told of the values of so many clients.
func (b *Benchmark) tell(values []float64, owners int) {
	if len(values) < FewestMedian || owners < 2 {
		return
	}
	slices.Sort(values)
	b.Enough, b.N = true, len(values)
	median := coarse(quantile(values, 0.5))
	b.Median = &median
	if len(values) >= FewestQuartiles {
		lower, upper := coarse(quantile(values, 0.25)), coarse(quantile(values, 0.75))
		b.Lower, b.Upper = &lower, &upper
	}
	if b.Value == nil {
		return
	}
	// Against the rounded median: what is told follows from what is told.
	switch own := coarse(*b.Value); {
	case own > median:
		b.Stands = "above"
	case own < median:
		b.Stands = "below"
	default:
		b.Stands = "near"
	}
}

// quantile is the linear interpolation of Hyndman and Fan, type 7 (The American
// Statistician 50, 1996).
func quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// coarse rounds to two figures.
func coarse(v float64) float64 {
	if v == 0 {
		return 0
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(v)))-1)
	if unit < 1 {
		return math.Round(v*math.Round(1/unit)) / math.Round(1/unit)
	}
	return math.Round(v/unit) * unit
}
