package app

import (
	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// Kpi binds the rooms of metrics, measurements and targets.
type Kpi struct{ shell *Shell }

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

// Targets lists the targets of a brand with where each stands today and where
// it is likely to end.
func (k *Kpi) Targets(client, brand string) ([]kpi.Stand, error) {
	return read(k.shell, client, func(w *agency.Workspace, tx *store.Tx) ([]kpi.Stand, error) {
		return kpi.Stands(tx, kpi.StandQuery{Brand: brand, Today: tx.Now.Day(w.Zone), Currency: w.Client.Currency, Forecast: true})
	})
}

// Outlook is a repetition of a target by day: number counts from 1, 0 is the one
// of today.
func (k *Kpi) Outlook(client, target string, number int) (*kpi.Outlook, error) {
	return read(k.shell, client, func(w *agency.Workspace, tx *store.Tx) (*kpi.Outlook, error) {
		return kpi.OutlookOf(tx, kpi.OutlookQuery{Target: target, Number: number, Today: tx.Now.Day(w.Zone), Currency: w.Client.Currency})
	})
}

// Campaigns lists the campaigns of a brand that numbers are known of.
func (k *Kpi) Campaigns(client, brand string) ([]kpi.Campaign, error) {
	return read(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]kpi.Campaign, error) {
		return kpi.Campaigns(tx, brand)
	})
}

// Shape is what share each month of a year had of a metric of a brand, or of one
// channel or campaign of it; none where the year is not known whole.
func (k *Kpi) Shape(client, brand string, of kpi.TargetPatch, year int) ([]float64, error) {
	return read(k.shell, client, func(w *agency.Workspace, tx *store.Tx) ([]float64, error) {
		return kpi.Shape(tx, brand, of, year, w.Client.Currency)
	})
}

// AddTarget makes a target of a brand.
func (k *Kpi) AddTarget(client, brand string, patch kpi.TargetPatch) (*kpi.Target, error) {
	return write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*kpi.Target, error) {
		return kpi.AddTarget(tx, brand, patch)
	})
}

// UpdateTarget changes a target with all its repetitions.
func (k *Kpi) UpdateTarget(client, id string, patch kpi.TargetPatch) (*kpi.Target, error) {
	return write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*kpi.Target, error) {
		return kpi.UpdateTarget(tx, id, patch)
	})
}

// UpdateTargetFromNow changes a target from the repetition of today on; those
// before stay as they were.
func (k *Kpi) UpdateTargetFromNow(client, id string, patch kpi.TargetPatch) (*kpi.Target, error) {
	return write(k.shell, client, func(w *agency.Workspace, tx *store.Tx) (*kpi.Target, error) {
		return kpi.UpdateTargetFrom(tx, id, patch, tx.Now.Day(w.Zone))
	})
}

// DeleteTarget takes a target away.
func (k *Kpi) DeleteTarget(client, id string) error {
	_, err := write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, kpi.DeleteTarget(tx, id)
	})
	return err
}
