package kpi

import (
	"math"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// Target is what a metric is to come to within a span of days.
type Target struct {
	store.Row
	BrandID   string  `json:"brand_id"`
	ChannelID *string `json:"channel_id"` // nil is the whole brand
	Metric    string  `json:"metric"`
	Level     string  `json:"level"`    // channel, post or log
	Baseline  float64 `json:"baseline"` // where it starts; above Value when it is to fall
	Value     float64 `json:"value"`
	FromDay   string  `json:"from"`
	ToDay     string  `json:"to"` // within the span; of the first repetition
	Note      string  `json:"note"`

	Campaign     string    `json:"campaign"`                       // as breakdowns call it; "" is no campaign
	Weights      []float64 `gorm:"serializer:json" json:"weights"` // how much is expected of each month, January first; none is the same of every day
	Repeats      string    `json:"repeats"`                        // "", month, quarter or year: how long a repetition is
	RepeatsUntil string    `json:"repeats_until"`                  // last day of the last repetition; "" is without end
}

// TargetPatch changes the fields that are not nil. ChannelID "" is the whole
// brand, no Weights (not nil) are a linear curve. Of what repeats, To follows
// from From, and RepeatsUntil moves to the end of the repetition that it lies in.
type TargetPatch struct {
	ChannelID *string  `json:"channel_id,omitempty"`
	Metric    *string  `json:"metric,omitempty"` // a key, or level.key
	Level     *string  `json:"level,omitempty"`  // left out: the first level that the metric has
	Baseline  *float64 `json:"baseline,omitempty"`
	Value     *float64 `json:"value,omitempty"`
	From      *string  `json:"from,omitempty"`
	To        *string  `json:"to,omitempty"`
	Note      *string  `json:"note,omitempty"`

	Campaign     *string   `json:"campaign,omitempty"`
	Weights      []float64 `json:"weights,omitempty"`
	Repeats      *string   `json:"repeats,omitempty"`
	RepeatsUntil *string   `json:"repeats_until,omitempty"`
}

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

func (t *Target) apply(tx *store.Tx, p TargetPatch) error {
	known, err := Catalogue(tx)
	if err != nil {
		return err
	}
	if p.ChannelID != nil {
		t.ChannelID = nil
		if *p.ChannelID != "" {
			t.ChannelID = p.ChannelID
		}
	}
	if p.Metric != nil {
		found, err := known.Match(*p.Metric)
		if err != nil {
			return err
		}
		t.Metric, t.Level = found[0].Key, found[0].Level
	}
	set(&t.Level, p.Level)
	set(&t.Baseline, p.Baseline)
	set(&t.Value, p.Value)
	set(&t.FromDay, p.From)
	set(&t.ToDay, p.To)
	set(&t.Note, p.Note)
	set(&t.Campaign, p.Campaign)
	set(&t.Repeats, p.Repeats)
	set(&t.RepeatsUntil, p.RepeatsUntil)
	if p.Weights != nil || t.Weights == nil {
		t.Weights = append([]float64{}, p.Weights...)
	}
	t.Note = strings.TrimSpace(t.Note)
	m := known.Find(t.Metric, t.Level)
	if m == nil {
		_, err := known.Match(t.Level + "." + t.Metric)
		return first(err, fault.Bad("metric", "metric.unknown", t.Metric, ""))
	}
	if m.OfOnePost() {
		return fault.Bad("metric", "kpi.target_post_only", m.Said())
	}
	if t.ChannelID != nil {
		c, err := store.Find[brand.Channel](tx, *t.ChannelID)
		if err != nil {
			return err
		}
		if c.BrandID != t.BrandID {
			return fault.Bad("channel_id", "kpi.target_channel")
		}
	} else if known.NeverAdds(m) && t.Campaign == "" {
		return fault.Bad("channel_id", "kpi.target_unique", m.Said())
	}
	if t.Campaign = strings.TrimSpace(t.Campaign); t.Campaign != "" && !ofCampaigns(known, m) {
		return fault.Bad("metric", "kpi.target_campaign_metric", m.Said())
	}
	for field, v := range map[string]float64{"baseline": t.Baseline, "value": t.Value} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fault.Bad(field, "kpi.value_missing")
		}
	}
	if t.Value == t.Baseline {
		return fault.Bad("value", "kpi.target_same")
	}
	if _, err := parseDay("from", t.FromDay); err != nil {
		return err
	}
	if !slices.Contains(Repetitions, t.Repeats) {
		return fault.Bad("repeats", "kpi.target_repeats", t.Repeats)
	}
	if t.Repeats != "" {
		t.ToDay = t.repetition(0).To
	}
	if _, err := parseDay("to", t.ToDay); err != nil {
		return err
	}
	if t.ToDay < t.FromDay {
		return fault.Bad("to", "kpi.to_before_from")
	}
	if err := t.repeat(); err != nil {
		return err
	}
	return t.curve()
}

// Targets lists the targets of a brand ("": of all), the one that ends last
// first.
func Targets(tx *store.Tx, brandID string) ([]Target, error) {
	all := []Target{}
	err := tx.DB().Where("deleted_at IS NULL AND (? = '' OR brand_id = ?)", brandID, brandID).
		Order("to_day DESC, from_day DESC, metric, channel_id, id").Find(&all).Error
	return all, err
}

// AddTarget makes a target of a brand.
func AddTarget(tx *store.Tx, brandID string, p TargetPatch) (*Target, error) {
	if _, err := store.Find[brand.Brand](tx, brandID); err != nil {
		return nil, err
	}
	t := &Target{BrandID: brandID}
	if err := t.apply(tx, p); err != nil {
		return nil, err
	}
	tx.Label("kpi.did_add_target")
	return t, store.Create(tx, t, &t.Row)
}

// UpdateTarget changes a target with all its repetitions.
func UpdateTarget(tx *store.Tx, id string, p TargetPatch) (*Target, error) {
	t, err := store.Find[Target](tx, id)
	if err != nil {
		return nil, err
	}
	if err := t.apply(tx, p); err != nil {
		return nil, err
	}
	tx.Label("kpi.did_change_target")
	return t, store.Save(tx, t, &t.Row)
}

// UpdateTargetFrom changes a target from the repetition that a day lies in on:
// the target ends the day before it, and a new one goes on from there. One that
// does not repeat, or is in its first repetition, changes as with UpdateTarget.
func UpdateTargetFrom(tx *store.Tx, id string, p TargetPatch, day string) (*Target, error) {
	t, err := store.Find[Target](tx, id)
	if err != nil {
		return nil, err
	}
	at := t.index(day)
	if at == 0 {
		return UpdateTarget(tx, id, p)
	}
	later := *t
	later.Row = store.Row{}
	later.Weights = slices.Clone(t.Weights)
	later.FromDay, p.From, p.To = t.repetition(at).From, nil, nil
	if err := later.apply(tx, p); err != nil {
		return nil, err
	}
	t.RepeatsUntil = t.repetition(at - 1).To
	tx.Label("kpi.did_change_target")
	if err := store.Save(tx, t, &t.Row); err != nil {
		return nil, err
	}
	return &later, store.Create(tx, &later, &later.Row)
}

// DeleteTarget takes a target away.
func DeleteTarget(tx *store.Tx, id string) error {
	t, err := store.Find[Target](tx, id)
	if err != nil {
		return err
	}
	tx.Label("kpi.did_delete_target")
	t.DeletedAt = &tx.Now
	return store.Save(tx, t, &t.Row)
}
