package kpi

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/store"
)

// CustomMetric is a metric that the agency defines for a client: a count of
// channels, which is typed or imported, or a formula over other metrics.
type CustomMetric struct {
	store.Row
	Key        string            `json:"key"` // as formulas, files and the command line know it; it stays
	Name       map[string]string `gorm:"serializer:json" json:"name"`
	Definition map[string]string `gorm:"serializer:json" json:"definition"`
	Kind       string            `json:"kind"` // flow, stock, unique; ratio has a formula
	Unit       string            `json:"unit"` // one of metric.OwnUnits
	Direction  string            `json:"direction"`
	Decimals   int               `json:"decimals"` // 0 to 4
	Formula    string            `json:"formula"`  // as metric.Own has it
}

// CustomPatch changes the fields that are not nil. Of Name and Definition it
// changes the languages that it names. Key is read for a new metric only, and
// made of the name where it is "".
type CustomPatch struct {
	Key        *string           `json:"key,omitempty"`
	Name       map[string]string `json:"name,omitempty"`
	Definition map[string]string `json:"definition,omitempty"`
	Kind       *string           `json:"kind,omitempty"`
	Unit       *string           `json:"unit,omitempty"`
	Direction  *string           `json:"direction,omitempty"`
	Decimals   *int              `json:"decimals,omitempty"`
	Formula    *string           `json:"formula,omitempty"`
}

func (c *CustomMetric) own() metric.Own {
	return metric.Own{ID: c.ID, Key: c.Key, Name: c.Name, Definition: c.Definition, Kind: c.Kind, Unit: c.Unit,
		Direction: c.Direction, Decimals: c.Decimals, Formula: c.Formula}
}

// Catalogue is what the file's client can count: the shipped metrics, then its
// own in the order in which they were made.
func Catalogue(tx *store.Tx) (*metric.Catalogue, error) {
	var own []metric.Own
	err := tx.Rows(`SELECT id, key, name, definition, kind, unit, direction, decimals, formula FROM custom_metric
		WHERE deleted_at IS NULL ORDER BY created_at, id`, nil, func(r *sql.Rows) error {
		var o metric.Own
		var name, definition string
		if err := r.Scan(&o.ID, &o.Key, &name, &definition, &o.Kind, &o.Unit, &o.Direction, &o.Decimals, &o.Formula); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(name), &o.Name); err != nil {
			return err
		}
		own = append(own, o)
		return json.Unmarshal([]byte(definition), &own[len(own)-1].Definition)
	})
	if err != nil {
		return nil, fmt.Errorf("read own metrics: %w", err)
	}
	return metric.Shipped.With(own), nil
}

// CustomMetrics lists the client's own metrics in the order of the catalogue.
func CustomMetrics(tx *store.Tx) ([]CustomMetric, error) {
	all := []CustomMetric{}
	err := tx.DB().Where("deleted_at IS NULL").Order("created_at, id").Find(&all).Error
	return all, err
}

// AddCustomMetric makes a metric of the client's own.
func AddCustomMetric(tx *store.Tx, p CustomPatch) (*CustomMetric, error) {
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	c := &CustomMetric{Name: map[string]string{}, Definition: map[string]string{}, Kind: metric.Flow, Unit: metric.Count, Direction: metric.Up}
	if p.Key != nil {
		c.Key = strings.TrimSpace(*p.Key)
	}
	if c.Key == "" {
		c.Key = freeKey(known, p.Name)
	}
	if err := metric.CheckKey(c.Key); err != nil {
		return nil, err
	}
	if known.Find(c.Key, metric.Channel) != nil {
		return nil, fault.Bad("key", "formula.key_taken", c.Key)
	}
	if err := c.apply(known, p); err != nil {
		return nil, err
	}
	tx.Label("kpi.did_add_metric", c.named())
	return c, store.Create(tx, c, &c.Row)
}

// UpdateCustomMetric changes a metric of the client's own. It is refused where
// the formula of another would no longer hold.
func UpdateCustomMetric(tx *store.Tx, id string, p CustomPatch) (*CustomMetric, error) {
	c, err := store.Find[CustomMetric](tx, id)
	if err != nil {
		return nil, err
	}
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	if err := c.apply(known, p); err != nil {
		return nil, err
	}
	tx.Label("kpi.did_change_metric", c.named())
	if err := store.Save(tx, c, &c.Row); err != nil {
		return nil, err
	}
	after, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	for _, m := range after.UsedBy(c.Key) {
		if f := fault.Of(after.Fault(m.Key)); f != nil {
			return nil, fault.New(fault.Conflict, "kpi.metric_others", m.Said(), fault.Named(f.In))
		}
	}
	for _, m := range after.All() {
		if f := fault.Of(after.Fault(m.Key)); f != nil && known.Fault(m.Key) == nil {
			return nil, fault.New(fault.Conflict, "kpi.metric_others", m.Said(), fault.Named(f.In))
		}
	}
	return c, nil
}

// DeleteCustomMetric takes a metric of the client's own away. It is refused
// while a formula or a target uses it; its numbers stay in the file, and are
// seen again when it comes back.
func DeleteCustomMetric(tx *store.Tx, id string) error {
	c, err := store.Find[CustomMetric](tx, id)
	if err != nil {
		return err
	}
	known, err := Catalogue(tx)
	if err != nil {
		return err
	}
	if used := known.UsedBy(c.Key); len(used) > 0 {
		return fault.New(fault.Conflict, "kpi.metric_in_formula", known.Find(c.Key, metric.Channel).Said(), used[0].Said())
	}
	targets := 0
	if _, err := tx.Get("SELECT count(*) FROM target WHERE metric = ? AND level = 'channel' AND deleted_at IS NULL", []any{c.Key}, &targets); err != nil {
		return err
	}
	if targets > 0 {
		return fault.New(fault.Conflict, "kpi.metric_in_target", known.Find(c.Key, metric.Channel).Said(), targets)
	}
	tx.Label("kpi.did_delete_metric", c.named())
	c.DeletedAt = &tx.Now
	return store.Save(tx, c, &c.Row)
}

// CopyCustomMetrics makes metrics of another client in the file of this one, by
// key, with those that their formulas name. One that is there with the same key
// stays as it is; it returns the keys that were made.
func CopyCustomMetrics(tx *store.Tx, all []CustomMetric, keys []string) ([]string, error) {
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	from := make([]metric.Own, len(all))
	for i := range all {
		from[i] = all[i].own()
	}
	there, wanted := metric.Shipped.With(from), map[string]bool{}
	var want func(key string)
	want = func(key string) {
		m := there.Find(key, metric.Channel)
		if m == nil || m.OwnID == "" || wanted[key] {
			return
		}
		wanted[key] = true
		for _, used := range m.Uses() {
			want(used.Key)
		}
	}
	for _, key := range keys {
		if m := there.Find(key, metric.Channel); m == nil || m.OwnID == "" {
			return nil, fault.Bad("metric", "kpi.metric_not_own", key)
		}
		want(key)
	}
	made := []string{}
	for _, c := range all {
		if name := c.nameTaken(known); wanted[c.Key] && name != "" {
			return nil, fault.Bad("name", "kpi.metric_name_taken", name)
		}
		if !wanted[c.Key] || known.Find(c.Key, metric.Channel) != nil {
			continue
		}
		c.Row = store.Row{}
		if err := store.Create(tx, &c, &c.Row); err != nil {
			return nil, err
		}
		made = append(made, c.Key)
	}
	after, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	for _, key := range made {
		if f := fault.Of(after.Fault(key)); f != nil {
			return nil, fault.New(fault.Conflict, "kpi.metric_others", after.Find(key, metric.Channel).Said(), fault.Named(f.In))
		}
	}
	tx.Label("kpi.did_copy_metrics", len(made))
	return made, nil
}

func (c *CustomMetric) named() string {
	for _, code := range lang.Codes {
		if c.Name[code] != "" {
			return c.Name[code]
		}
	}
	return c.Key
}

// nameTaken is a name of c that another metric of channels shows in some
// language, "" where none does: sheets tell metrics apart by name.
func (c *CustomMetric) nameTaken(known *metric.Catalogue) string {
	own := c.own()
	own.ID = "named"
	mine := metric.Shipped.With([]metric.Own{own}).Find(c.Key, metric.Channel)
	for _, m := range known.All() {
		for _, code := range lang.Codes {
			if m.Level == metric.Channel && m.Key != c.Key && strings.EqualFold(m.Name(code), mine.Name(code)) {
				return mine.Name(code)
			}
		}
	}
	return ""
}

func (c *CustomMetric) apply(known *metric.Catalogue, p CustomPatch) error {
	for code, text := range p.Name {
		if c.Name[code] = strings.TrimSpace(text); c.Name[code] == "" || !lang.Known(code) {
			delete(c.Name, code)
		}
	}
	for code, text := range p.Definition {
		if c.Definition[code] = strings.TrimSpace(text); c.Definition[code] == "" || !lang.Known(code) {
			delete(c.Definition, code)
		}
	}
	set(&c.Kind, p.Kind)
	set(&c.Unit, p.Unit)
	set(&c.Direction, p.Direction)
	set(&c.Decimals, p.Decimals)
	set(&c.Formula, p.Formula)
	if len(c.Name) == 0 {
		return fault.Bad("name", "kpi.metric_name")
	}
	if name := c.nameTaken(known); name != "" {
		return fault.Bad("name", "kpi.metric_name_taken", name)
	}
	for _, choice := range []struct {
		field, value string
		of           []string
	}{
		{"kind", c.Kind, []string{metric.Flow, metric.Stock, metric.Unique, metric.Ratio}},
		{"unit", c.Unit, metric.OwnUnits},
		{"direction", c.Direction, []string{metric.Up, metric.Down, metric.Neutral}},
	} {
		if !slices.Contains(choice.of, choice.value) {
			return fault.Bad(choice.field, "kpi.metric_choice", choice.value, strings.Join(choice.of, ", "))
		}
	}
	if c.Decimals < 0 || c.Decimals > 4 {
		return fault.Bad("decimals", "kpi.metric_decimals", c.Decimals)
	}
	if c.Kind != metric.Ratio {
		c.Formula = ""
		if c.Unit == metric.Percent || c.Unit == metric.Plain {
			return fault.Bad("unit", "kpi.metric_counted_unit")
		}
		return nil
	}
	c.Formula = strings.TrimSpace(c.Formula)
	_, _, err := known.Try(c.own())
	return err
}

// plain are the letters that a key takes for those with accents.
var plain = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "ñ", "n", "ç", "c", "à", "a", "è", "e")

// freeKey makes a key of a name that no metric has.
func freeKey(known *metric.Catalogue, names map[string]string) string {
	name := ""
	for _, code := range lang.Codes {
		if name == "" {
			name = strings.TrimSpace(names[code])
		}
	}
	words := strings.FieldsFunc(plain.Replace(strings.ToLower(name)), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	key := strings.TrimLeft(strings.Join(words, "_"), "0123456789_")
	key = strings.TrimRight(key[:min(len(key), 36)], "_")
	if key == "" {
		key = "metric"
	}
	free := func(k string) bool { return metric.CheckKey(k) == nil && known.Find(k, metric.Channel) == nil }
	if free(key) {
		return key
	}
	for n := 2; ; n++ {
		if k := fmt.Sprintf("%s_%d", key, n); free(k) {
			return k
		}
	}
}

// MeasuredKeys are the keys of channels' measurements that a metric is read
// from.
func MeasuredKeys(known *metric.Catalogue, m *metric.Metric) []string {
	keys := []string{}
	for _, t := range m.Terms() {
		for _, key := range []string{t.Metric, t.Or, t.Else} {
			part := known.Find(key, t.At(m.Level))
			switch {
			case part == nil || part.Level != metric.Channel:
			case part.Key == metric.ConversionValue:
				keys = append(keys, "conversions")
			case part.Key == metric.TotalCost:
				keys = append(append(keys, key), metric.CostParts...)
			case part.Kind != metric.Ratio:
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// Tried is what can be said of a formula while it is being written.
type Tried struct {
	Unit string `json:"unit"` // that it gives
	Uses []Used `json:"uses"` // the metrics that it names
	Row  *Row   `json:"row"`  // its value of the brand, or of the one channel that has one
}

// Used is a metric that a formula names, and its value of the same scope.
type Used struct {
	Metric string   `json:"metric"`
	Level  string   `json:"level"`
	Value  *float64 `json:"value"`
}

// TryFormula reads a formula that is not saved yet and works it out for a
// period. A fault says what is wrong with it; c needs no more than a formula, and
// its key where it is saved already.
func TryFormula(tx *store.Tx, c CustomMetric, q Query) (*Tried, error) {
	known, err := Catalogue(tx)
	if err != nil {
		return nil, err
	}
	own := c.own()
	own.Kind = metric.Ratio
	unit, uses, err := known.Try(own)
	if err != nil {
		return nil, err
	}
	if own.Unit == "" {
		own.Unit = unit
	}
	own.ID, own.Key = "tried", "=" // which no metric has
	with := known.With([]metric.Own{own})
	q.Metrics, q.By = []string{metric.Channel + "." + own.Key}, ""
	for _, m := range uses {
		q.Metrics = append(q.Metrics, m.ID())
	}
	rows, err := numbers(tx, with, q)
	if err != nil {
		return nil, err
	}
	t := &Tried{Unit: unit, Uses: make([]Used, len(uses))}
	for i := range rows {
		r := &rows[i]
		if r.Metric == own.Key && (r.ChannelID == nil || t.Row == nil || t.Row.Value == nil && r.Value != nil) {
			t.Row = r
		}
	}
	for i, m := range uses {
		t.Uses[i] = Used{Metric: m.Key, Level: m.Level}
		for _, r := range rows {
			if t.Row != nil && r.Metric == m.Key && r.Level == m.Level && sameID(r.ChannelID, t.Row.ChannelID) {
				t.Uses[i].Value = r.Value
			}
		}
	}
	return t, nil
}

func sameID(a, b *string) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
