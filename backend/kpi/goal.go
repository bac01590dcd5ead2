package kpi

import (
	"fmt"
	"strings"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// ConversionGoal says what one conversion of a brand is worth. Conversions times
// value is metric conversion_value, by these rules:
//
//   - a goal without an event counts metric conversions of each channel, as
//     Numbers adds it;
//   - a goal with an event counts the parts [event] of breakdowns by event, metric
//     conversions: runs of days that lie in the span whole, of those that overlap
//     the longest;
//   - only days from FromDay to ToDay count;
//   - no conversion counts twice: goals of one brand whose days overlap name
//     different events, and one that counts every conversion stands alone;
//   - a channel has a value where at least one goal has a count of it, 0 among
//     them; nil where no count is known.
type ConversionGoal struct {
	store.Row
	BrandID  string `json:"brand_id"`
	Name     string `json:"name"`
	Event    string `json:"event"`    // as the web analytics call it; "" is every conversion
	Value    int64  `json:"value"`    // of one conversion, in hundredths of the currency
	Currency string `json:"currency"` // the client's when it was made
	FromDay  string `json:"from"`     // "" is without beginning
	ToDay    string `json:"to"`       // "" is without end
}

// GoalPatch changes the fields that are not nil.
type GoalPatch struct {
	Name  *string `json:"name,omitempty"`
	Event *string `json:"event,omitempty"`
	Value *int64  `json:"value,omitempty"`
	From  *string `json:"from,omitempty"`
	To    *string `json:"to,omitempty"`
}

// lastOfDays stands for a goal without an end.
const lastOfDays = "9999-12-31"

func (g *ConversionGoal) days() Span {
	s := Span{g.FromDay, g.ToDay}
	if s.To == "" {
		s.To = lastOfDays
	}
	return s
}

func (g *ConversionGoal) apply(tx *store.Tx, p GoalPatch) error {
	set(&g.Name, p.Name)
	set(&g.Event, p.Event)
	set(&g.Value, p.Value)
	set(&g.FromDay, p.From)
	set(&g.ToDay, p.To)
	g.Name, g.Event = strings.TrimSpace(g.Name), strings.TrimSpace(g.Event)
	if g.Name == "" {
		return fault.Bad("name", "kpi.goal_name")
	}
	if g.Value <= 0 {
		return fault.Bad("value", "kpi.goal_value")
	}
	for field, day := range map[string]string{"from": g.FromDay, "to": g.ToDay} {
		if day == "" {
			continue
		}
		if _, err := parseDay(field, day); err != nil {
			return err
		}
	}
	if g.days().To < g.FromDay {
		return fault.Bad("to", "kpi.to_before_from")
	}
	all, err := ConversionGoals(tx, g.BrandID)
	if err != nil {
		return err
	}
	for _, o := range all {
		if o.ID == g.ID || !o.days().overlaps(g.days()) {
			continue
		}
		switch {
		case o.Event == g.Event && g.Event != "":
			return fault.Bad("event", "kpi.goal_event_twice", g.Event, o.Name)
		case o.Event == "":
			return fault.Bad("event", "kpi.goal_all_there", o.Name)
		case g.Event == "":
			return fault.Bad("event", "kpi.goal_all_beside", o.Name)
		}
	}
	return nil
}

// ConversionGoals lists the goals of a brand ("": of all), in the order in which
// they were made.
func ConversionGoals(tx *store.Tx, brandID string) ([]ConversionGoal, error) {
	all := []ConversionGoal{}
	err := tx.DB().Where("deleted_at IS NULL AND (? = '' OR brand_id = ?)", brandID, brandID).Order("created_at, id").Find(&all).Error
	return all, err
}

// AddConversionGoal makes a goal of a brand, in the client's currency.
func AddConversionGoal(tx *store.Tx, brandID, currency string, p GoalPatch) (*ConversionGoal, error) {
	if _, err := store.Find[brand.Brand](tx, brandID); err != nil {
		return nil, err
	}
	g := &ConversionGoal{BrandID: brandID, Currency: currency}
	if err := g.apply(tx, p); err != nil {
		return nil, err
	}
	tx.Label("kpi.did_add_goal", g.Name)
	return g, store.Create(tx, g, &g.Row)
}

// UpdateConversionGoal changes a goal.
func UpdateConversionGoal(tx *store.Tx, id string, p GoalPatch) (*ConversionGoal, error) {
	g, err := store.Find[ConversionGoal](tx, id)
	if err != nil {
		return nil, err
	}
	if err := g.apply(tx, p); err != nil {
		return nil, err
	}
	tx.Label("kpi.did_change_goal", g.Name)
	return g, store.Save(tx, g, &g.Row)
}

// DeleteConversionGoal takes a goal away.
func DeleteConversionGoal(tx *store.Tx, id string) error {
	g, err := store.Find[ConversionGoal](tx, id)
	if err != nil {
		return err
	}
	tx.Label("kpi.did_delete_goal", g.Name)
	g.DeletedAt = &tx.Now
	return store.Save(tx, g, &g.Row)
}

// Events lists the events that the web analytics of a brand tell of, so that a
// goal can name one.
func Events(tx *store.Tx, brandID string) ([]string, error) {
	names := []string{}
	err := tx.DB().Raw(`SELECT DISTINCT b.part ->> 0 FROM breakdown b JOIN channel c ON c.id = b.channel_id
		WHERE b.dimension = 'event' AND b.metric = 'conversions' AND b.counts = 1 AND c.brand_id = ? AND c.deleted_at IS NULL ORDER BY 1`, brandID).Scan(&names).Error
	if err != nil {
		return nil, fmt.Errorf("list events: %w", err)
	}
	return names, nil
}
