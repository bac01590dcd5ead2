package app

import (
	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// Kpi binds the rooms of metrics, measurements and targets.
type Kpi struct{ shell *Shell }

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
