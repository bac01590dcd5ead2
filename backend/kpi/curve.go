package kpi

import (
	"math"
	"slices"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// curve checks the weights of a target's months. Twelve of one size are the
// same as none.
func (t *Target) curve() error {
	if len(t.Weights) == 0 {
		return nil
	}
	if len(t.Weights) != 12 {
		return fault.Bad("weights", "kpi.target_weights")
	}
	for _, w := range t.Weights {
		if math.IsNaN(w) || math.IsInf(w, 0) || w < 0 {
			return fault.Bad("weights", "kpi.target_weights")
		}
	}
	if span := t.repetition(0); weigh(t.Weights, span) == 0 {
		return fault.Bad("weights", "kpi.target_weights_none")
	}
	if slices.Max(t.Weights) == slices.Min(t.Weights) {
		t.Weights = []float64{}
	}
	return nil
}

// weigh adds the weights of the days of a span. A day has its month's weight
// over the days of that month, and without weights 1.
func weigh(weights []float64, span Span) float64 {
	if len(weights) != 12 {
		return float64(span.days())
	}
	months, err := split(span, Month, time.Monday)
	if err != nil {
		return 0
	}
	sum := 0.0
	for _, m := range months {
		first, err := time.Parse(time.DateOnly, m.From)
		if err != nil {
			return 0
		}
		long := time.Date(first.Year(), first.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
		sum += weights[first.Month()-1] * float64(m.days()) / float64(long)
	}
	return sum
}

// expected is what share of a span's whole is expected up to a day of it, that
// day counted, from 0 to 100. Where the months of the span have no weight, every
// day has the same.
func expected(weights []float64, span Span, until string) float64 {
	all := weigh(weights, span)
	if all == 0 {
		weights = nil
		all = weigh(nil, span)
	}
	if until >= span.To {
		return 100
	}
	return weigh(weights, Span{span.From, until}) / all * 100
}

// Shape is what each month of a year had of a brand's metric, or of one channel
// or campaign of it, in per cent, January first: the weights of a curve. None
// come back where not every month is known, or where months have no sums.
func Shape(tx *store.Tx, brandID string, of TargetPatch, year int, currency string) ([]float64, error) {
	if of.Metric == nil {
		return nil, fault.Bad("metric", "metric.unknown", "", "")
	}
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	found, err := known.Match(*of.Metric)
	if err != nil {
		return nil, err
	}
	m := found[0]
	t := Target{BrandID: brandID, Metric: m.Key, Level: m.Level}
	if of.ChannelID != nil && *of.ChannelID != "" {
		t.ChannelID = of.ChannelID
	}
	set(&t.Campaign, of.Campaign)
	if m.Kind == metric.Ratio || m.Kind == metric.Unique {
		return []float64{}, nil
	}
	first := time.Date(year-1, 12, 1, 0, 0, 0, 0, time.UTC)
	months := [13]*float64{}
	for i := range months {
		span := Span{text(first.AddDate(0, i, 0)), text(first.AddDate(0, i+1, -1))}
		told, err := read(tx, known, m, t, span, span.To, currency)
		if err != nil {
			return nil, err
		}
		months[i] = told.value
	}
	weights, sum := make([]float64, 12), 0.0
	for i := range weights {
		was, now := months[i], months[i+1]
		switch {
		case now == nil || was == nil && m.Kind == metric.Stock:
			return []float64{}, nil
		case m.Kind == metric.Stock:
			weights[i] = max(0, *now-*was)
		default:
			weights[i] = max(0, *now)
		}
		sum += weights[i]
	}
	if sum == 0 {
		return []float64{}, nil
	}
	for i := range weights {
		weights[i] = math.Round(weights[i]/sum*1000) / 10
	}
	return weights, nil
}
