package app

import (
	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// Kpi binds the rooms of metrics, measurements and targets.
type Kpi struct{ shell *Shell }

// Metric is one series of the catalogue in a language.
type Metric struct {
	metric.Metric
	Name        string `json:"name"`
	Definition  string `json:"definition"`
	FormulaText string `json:"formula_text"` // "" for what is counted
	Stored      bool   `json:"stored"`       // a channel's numbers of it can be typed
}

// Metrics is the catalogue in a language.
func (k *Kpi) Metrics(code string) []Metric {
	all := []Metric{}
	for _, m := range metric.All() {
		all = append(all, Metric{*m, m.Name(code), m.Definition(code), m.FormulaText(code), m.Level == metric.Channel && metric.Stored(m.Key)})
	}
	return all
}

// Numbers answers a query; money is in the client's currency.
func (k *Kpi) Numbers(client string, q kpi.Query) ([]kpi.Row, error) {
	return read(k.shell, client, func(w *agency.Workspace, tx *store.Tx) ([]kpi.Row, error) {
		q.Currency = w.Client.Currency
		return kpi.Numbers(tx, q)
	})
}

// Scorecard compares a period with another and with the targets of today.
func (k *Kpi) Scorecard(client string, q kpi.CardQuery) (*kpi.Card, error) {
	return read(k.shell, client, func(w *agency.Workspace, tx *store.Tx) (*kpi.Card, error) {
		q.Currency, q.Today = w.Client.Currency, tx.Now.Day(w.Zone)
		return kpi.Scorecard(tx, q)
	})
}

// Passport says where a number comes from.
func (k *Kpi) Passport(client string, q kpi.PassportQuery) (*kpi.Passport, error) {
	return read(k.shell, client, func(w *agency.Workspace, tx *store.Tx) (*kpi.Passport, error) {
		q.Currency = w.Client.Currency
		p, err := kpi.PassportOf(tx, q)
		if err == nil {
			p.Timezone = w.Client.Timezone
		}
		return p, err
	})
}

// Measurements lists numbers with where they came from.
func (k *Kpi) Measurements(client string, f kpi.MeasurementFilter) (*kpi.MeasurementPage, error) {
	return read(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*kpi.MeasurementPage, error) {
		return kpi.Measurements(tx, f)
	})
}

// Type writes typed numbers as one action.
func (k *Kpi) Type(client string, entries []kpi.Entry) error {
	_, err := write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, kpi.SetAll(tx, entries)
	})
	return err
}

// Clear takes a typed number away.
func (k *Kpi) Clear(client, channel, metric, grain, day string) error {
	_, err := write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, kpi.Clear(tx, channel, metric, grain, day)
	})
	return err
}

// Grid reads the cells of a grid of entry with where each number comes from.
func (k *Kpi) Grid(client string, q kpi.GridQuery) (*kpi.NumberGrid, error) {
	return read(k.shell, client, func(w *agency.Workspace, tx *store.Tx) (*kpi.NumberGrid, error) {
		q.Currency = w.Client.Currency
		return kpi.Grid(tx, q)
	})
}

// Refused says why one entry of a filling was not written.
type Refused struct {
	Index   int    `json:"index"` // in its set
	Message string `json:"message"`
}

// Fill writes what was typed, pasted and emptied in a grid as one action, and
// returns what could not be written.
func (k *Kpi) Fill(client string, f kpi.Filling) ([]Refused, error) {
	return write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]Refused, error) {
		all := []Refused{}
		refused, err := kpi.Fill(tx, f)
		for _, r := range refused {
			all = append(all, Refused{r.Index, k.shell.say(r.Err)})
		}
		return all, err
	})
}

// Targets lists the targets of a brand with where each stands today.
func (k *Kpi) Targets(client, brand string) ([]kpi.Stand, error) {
	return read(k.shell, client, func(w *agency.Workspace, tx *store.Tx) ([]kpi.Stand, error) {
		return kpi.Stands(tx, brand, tx.Now.Day(w.Zone), w.Client.Currency)
	})
}

// AddTarget makes a target of a brand.
func (k *Kpi) AddTarget(client, brand string, patch kpi.TargetPatch) (*kpi.Target, error) {
	return write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*kpi.Target, error) {
		return kpi.AddTarget(tx, brand, patch)
	})
}

// UpdateTarget changes a target.
func (k *Kpi) UpdateTarget(client, id string, patch kpi.TargetPatch) (*kpi.Target, error) {
	return write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*kpi.Target, error) {
		return kpi.UpdateTarget(tx, id, patch)
	})
}

// DeleteTarget takes a target away.
func (k *Kpi) DeleteTarget(client, id string) error {
	_, err := write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, kpi.DeleteTarget(tx, id)
	})
	return err
}
