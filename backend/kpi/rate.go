package kpi

import (
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// HourRate says what an hour of work for a brand costs from a day on, until the
// day before that of the next rate. Logged time times the rate is metric
// hours_cost, where that was not typed itself.
type HourRate struct {
	store.Row
	BrandID  string `json:"brand_id"`
	Value    int64  `json:"value"`    // of one hour, in hundredths of the currency
	Currency string `json:"currency"` // the client's when it was made
	FromDay  string `json:"from"`     // "" is from the beginning
}

// RatePatch changes the fields that are not nil.
type RatePatch struct {
	Value *int64  `json:"value,omitempty"`
	From  *string `json:"from,omitempty"`
}

func (r *HourRate) apply(tx *store.Tx, p RatePatch) error {
	set(&r.Value, p.Value)
	set(&r.FromDay, p.From)
	r.FromDay = strings.TrimSpace(r.FromDay)
	if r.Value <= 0 {
		return fault.Bad("value", "kpi.rate_value")
	}
	if r.FromDay != "" {
		if _, err := parseDay("from", r.FromDay); err != nil {
			return err
		}
	}
	all, err := HourRates(tx, r.BrandID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(o HourRate) bool { return o.ID != r.ID && o.FromDay == r.FromDay }) {
		return fault.Bad("from", "kpi.rate_twice")
	}
	return nil
}

// HourRates lists the rates of a brand ("": of all), the earliest first.
func HourRates(tx *store.Tx, brandID string) ([]HourRate, error) {
	all := []HourRate{}
	err := tx.DB().Where("deleted_at IS NULL AND (? = '' OR brand_id = ?)", brandID, brandID).Order("brand_id, from_day").Find(&all).Error
	return all, err
}

// AddHourRate makes a rate of a brand, in the client's currency.
func AddHourRate(tx *store.Tx, brandID, currency string, p RatePatch) (*HourRate, error) {
	if _, err := store.Find[brand.Brand](tx, brandID); err != nil {
		return nil, err
	}
	r := &HourRate{BrandID: brandID, Currency: currency}
	if err := r.apply(tx, p); err != nil {
		return nil, err
	}
	tx.Label("kpi.did_add_rate")
	return r, store.Create(tx, r, &r.Row)
}

// UpdateHourRate changes a rate.
func UpdateHourRate(tx *store.Tx, id string, p RatePatch) (*HourRate, error) {
	r, err := store.Find[HourRate](tx, id)
	if err != nil {
		return nil, err
	}
	if err := r.apply(tx, p); err != nil {
		return nil, err
	}
	tx.Label("kpi.did_change_rate")
	return r, store.Save(tx, r, &r.Row)
}

// DeleteHourRate takes a rate away.
func DeleteHourRate(tx *store.Tx, id string) error {
	r, err := store.Find[HourRate](tx, id)
	if err != nil {
		return err
	}
	tx.Label("kpi.did_delete_rate")
	r.DeletedAt = &tx.Now
	return store.Save(tx, r, &r.Row)
}
