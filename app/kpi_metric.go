package app

import (
	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// Metric is one series of a catalogue in a language.
type Metric struct {
	metric.Metric
	Name        string `json:"name"`
	Definition  string `json:"definition"`
	FormulaText string `json:"formula_text"` // "" for what is counted
	Stored      bool   `json:"stored"`       // a channel's numbers of it can be typed
	Fault       string `json:"fault"`        // why the formula of an own metric gives no value, or ""
}

func inWords(known *metric.Catalogue, code string) []Metric {
	all := []Metric{}
	for _, m := range known.All() {
		one := Metric{Metric: *m, Name: m.Name(code), Definition: m.Definition(code), FormulaText: m.FormulaText(code),
			Stored: m.Level == metric.Channel && known.Stored(m.Key)}
		if f := fault.Of(known.Fault(m.Key)); f != nil && m.OwnID != "" {
			one.Fault = f.In(code)
		}
		all = append(all, one)
	}
	return all
}

// Metrics is the catalogue of a client in a language; of the client "" it is what
// the product ships.
func (k *Kpi) Metrics(client, code string) ([]Metric, error) {
	if client == "" {
		return inWords(metric.Shipped, code), nil
	}
	return read(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]Metric, error) {
		known, err := kpi.Catalogue(tx)
		if err != nil {
			return nil, err
		}
		return inWords(known, code), nil
	})
}

// WithNumbers lists the series ("level.key") that a brand has numbers of.
func (k *Kpi) WithNumbers(client, brand string) ([]string, error) {
	return read(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]string, error) {
		return kpi.WithNumbers(tx, brand)
	})
}

// OwnMetrics lists the metrics that the agency defined for a client.
func (k *Kpi) OwnMetrics(client string) ([]kpi.CustomMetric, error) {
	return read(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]kpi.CustomMetric, error) {
		return kpi.CustomMetrics(tx)
	})
}

// AddMetric makes a metric of a client's own.
func (k *Kpi) AddMetric(client string, patch kpi.CustomPatch) (*kpi.CustomMetric, error) {
	return write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*kpi.CustomMetric, error) {
		return kpi.AddCustomMetric(tx, patch)
	})
}

// UpdateMetric changes a metric of a client's own.
func (k *Kpi) UpdateMetric(client, id string, patch kpi.CustomPatch) (*kpi.CustomMetric, error) {
	return write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*kpi.CustomMetric, error) {
		return kpi.UpdateCustomMetric(tx, id, patch)
	})
}

// DeleteMetric takes a metric of a client's own away.
func (k *Kpi) DeleteMetric(client, id string) error {
	_, err := write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, kpi.DeleteCustomMetric(tx, id)
	})
	return err
}

// CopyMetrics makes own metrics of a client, by key, in the file of another, with
// those that their formulas name. It returns the keys that were made: one that
// is there already stays as it is.
func (k *Kpi) CopyMetrics(from, to string, keys []string) ([]string, error) {
	all, err := k.OwnMetrics(from)
	if err != nil {
		return nil, err
	}
	return write(k.shell, to, func(_ *agency.Workspace, tx *store.Tx) ([]string, error) {
		return kpi.CopyCustomMetrics(tx, all, keys)
	})
}

// TryFormula reads a formula that is being written and works it out for a brand
// and a period. key is that of the metric, "" of a new one; unit "" takes any.
func (k *Kpi) TryFormula(client, key, unit, formula string, q kpi.Query) (*kpi.Tried, error) {
	return read(k.shell, client, func(w *agency.Workspace, tx *store.Tx) (*kpi.Tried, error) {
		q.Currency = w.Client.Currency
		return kpi.TryFormula(tx, kpi.CustomMetric{Key: key, Unit: unit, Formula: formula}, q)
	})
}

// Goals lists the conversion goals of a brand.
func (k *Kpi) Goals(client, brand string) ([]kpi.ConversionGoal, error) {
	return read(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]kpi.ConversionGoal, error) {
		return kpi.ConversionGoals(tx, brand)
	})
}

// Events lists the events that the web analytics of a brand tell of.
func (k *Kpi) Events(client, brand string) ([]string, error) {
	return read(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]string, error) {
		return kpi.Events(tx, brand)
	})
}

// AddGoal makes a conversion goal of a brand, in the client's currency.
func (k *Kpi) AddGoal(client, brand string, patch kpi.GoalPatch) (*kpi.ConversionGoal, error) {
	return write(k.shell, client, func(w *agency.Workspace, tx *store.Tx) (*kpi.ConversionGoal, error) {
		return kpi.AddConversionGoal(tx, brand, w.Client.Currency, patch)
	})
}

// UpdateGoal changes a conversion goal.
func (k *Kpi) UpdateGoal(client, id string, patch kpi.GoalPatch) (*kpi.ConversionGoal, error) {
	return write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*kpi.ConversionGoal, error) {
		return kpi.UpdateConversionGoal(tx, id, patch)
	})
}

// DeleteGoal takes a conversion goal away.
func (k *Kpi) DeleteGoal(client, id string) error {
	_, err := write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, kpi.DeleteConversionGoal(tx, id)
	})
	return err
}

// Rates lists what an hour of work for a brand costs.
func (k *Kpi) Rates(client, brand string) ([]kpi.HourRate, error) {
	return read(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]kpi.HourRate, error) {
		return kpi.HourRates(tx, brand)
	})
}

// AddRate says what an hour costs from a day on, in the client's currency.
func (k *Kpi) AddRate(client, brand string, patch kpi.RatePatch) (*kpi.HourRate, error) {
	return write(k.shell, client, func(w *agency.Workspace, tx *store.Tx) (*kpi.HourRate, error) {
		return kpi.AddHourRate(tx, brand, w.Client.Currency, patch)
	})
}

// UpdateRate changes what an hour costs.
func (k *Kpi) UpdateRate(client, id string, patch kpi.RatePatch) (*kpi.HourRate, error) {
	return write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*kpi.HourRate, error) {
		return kpi.UpdateHourRate(tx, id, patch)
	})
}

// DeleteRate takes a rate away.
func (k *Kpi) DeleteRate(client, id string) error {
	_, err := write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, kpi.DeleteHourRate(tx, id)
	})
	return err
}
