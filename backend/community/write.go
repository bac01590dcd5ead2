package community

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// maxBulk bounds how many entries one action changes: each is kept for undo.
const maxBulk = 100_000

// channels remembers which brand a channel speaks for.
type channels struct {
	tx    *store.Tx
	brand map[string]string
}

// brandOf refuses a channel that is not there.
func (c *channels) brandOf(id string) (string, error) {
	if brand, known := c.brand[id]; known {
		return brand, nil
	}
	var brand string
	found, err := c.tx.Get("SELECT brand_id FROM channel WHERE id = ? AND deleted_at IS NULL", []any{id}, &brand)
	if err != nil {
		return "", fmt.Errorf("channel of an activity: %w", err)
	}
	if !found {
		return "", fault.Bad("channel_id", "community.channel_gone")
	}
	if c.brand == nil {
		c.brand = map[string]string{}
	}
	c.brand[id] = brand
	return brand, nil
}

// Writer adds many entries within a transaction. It says nothing of what was
// done: whoever uses it gives the label.
type Writer struct {
	tx       *store.Tx
	zone     *time.Location
	channels channels
	insert   *sql.Stmt
	added    int
}

// NewWriter prepares to add entries whose days are those of zone. Close it.
func NewWriter(tx *store.Tx, zone *time.Location) (*Writer, error) {
	insert, err := tx.SQL().PrepareContext(tx.Context(), insertSQL)
	if err != nil {
		return nil, fmt.Errorf("add activities: %w", err)
	}
	return &Writer{tx: tx, zone: zone, channels: channels{tx: tx}, insert: insert}, nil
}

// Add adds one entry; a fault.Error says what of it cannot be.
func (w *Writer) Add(e Entry) error {
	a, values, err := prepare(w.tx, &w.channels, w.zone, &e)
	if err != nil {
		return err
	}
	if _, err := w.insert.ExecContext(w.tx.Context(), values...); err != nil {
		return fmt.Errorf("add activity %s: %w", a.ID, err)
	}
	w.added++
	return nil
}

// Added is how many entries were added.
func (w *Writer) Added() int { return w.added }

// Close ends the writer; the transaction goes on.
func (w *Writer) Close() error { return w.insert.Close() }

func prepare(tx *store.Tx, channels *channels, zone *time.Location, e *Entry) (*Activity, []any, error) {
	a := &Activity{Row: tx.New(), OccurredAt: tx.Now}
	a.fill(e)
	if err := a.check(); err != nil {
		return nil, nil, err
	}
	var err error
	if a.BrandID, err = channels.brandOf(a.ChannelID); err != nil {
		return nil, nil, err
	}
	values, err := a.values(zone)
	return a, values, err
}

// Add logs one activity. Its day is that of zone.
func Add(tx *store.Tx, zone *time.Location, e Entry) (*Activity, error) {
	a, values, err := prepare(tx, &channels{tx: tx}, zone, &e)
	if err != nil {
		return nil, err
	}
	done, err := tx.Exec(insertSQL, values...)
	if err != nil {
		return nil, fmt.Errorf("add activity: %w", err)
	}
	if a.Key, err = done.LastInsertId(); err != nil {
		return nil, err
	}
	a.label(tx, "community.did_add")
	return a, nil
}

// longestExcerpt is how much of an entry its label quotes.
const longestExcerpt = 40

// label says what was done to the activity, by its own words where it has any.
func (a *Activity) label(tx *store.Tx, key string) {
	words := []rune(strings.Join(strings.Fields(cmp.Or(a.Text, a.Author, a.Answer)), " "))
	switch {
	case len(words) == 0:
		tx.Label(key+"_bare", a.Quantity)
	case len(words) > longestExcerpt:
		tx.Label(key, string(words[:longestExcerpt])+"…")
	default:
		tx.Label(key, string(words))
	}
}

// AddMany logs entries as one action, all or none. The refusal of one names its
// row, counted from 1.
func AddMany(tx *store.Tx, zone *time.Location, entries []Entry) (int, error) {
	if len(entries) > maxBulk {
		return 0, fault.New(fault.Invalid, "community.too_many", len(entries), maxBulk)
	}
	w, err := NewWriter(tx, zone)
	if err != nil {
		return 0, err
	}
	defer func() { _ = w.Close() }()
	for i, e := range entries {
		if err := w.Add(e); err != nil {
			if f := fault.Of(err); f != nil {
				return 0, fault.Bad(f.Field, "community.row_wrong", i+1, fault.Sentence{Key: f.Key, Args: f.Args})
			}
			return 0, err
		}
	}
	tx.Label("community.did_add_many", w.Added())
	return w.Added(), nil
}

// Find reads one activity that is not deleted.
func Find(tx *store.Tx, id string) (*Activity, error) {
	var found *Activity
	err := tx.Rows("SELECT "+columns+" FROM activity a WHERE a.id = ? AND a.deleted_at IS NULL", []any{id}, func(r *sql.Rows) error {
		found = &Activity{}
		return newScanner().scan(r, found)
	})
	if err == nil && found == nil {
		return nil, fault.New(fault.NotFound, "community.gone")
	}
	return found, err
}

// change applies a patch to an activity that was read, and writes it.
func (a *Activity) change(tx *store.Tx, channels *channels, zone *time.Location, p *Patch) error {
	if err := a.apply(p); err != nil {
		return err
	}
	if err := a.check(); err != nil {
		return err
	}
	if p.ChannelID != nil {
		var err error
		if a.BrandID, err = channels.brandOf(a.ChannelID); err != nil {
			return err
		}
	}
	return a.write(tx, zone)
}

func (a *Activity) write(tx *store.Tx, zone *time.Location) error {
	a.UpdatedAt = tx.Now
	values, err := a.values(zone)
	if err != nil {
		return err
	}
	// created_at is not changed: it stands before the id that names the row.
	values = slices.Delete(values, len(values)-2, len(values)-1)
	if _, err := tx.Exec(saveSQL, values...); err != nil {
		return fmt.Errorf("save activity %s: %w", a.ID, err)
	}
	return nil
}

// Update changes one activity.
func Update(tx *store.Tx, zone *time.Location, id string, p Patch) (*Activity, error) {
	a, err := Find(tx, id)
	if err != nil {
		return nil, err
	}
	err = a.change(tx, &channels{tx: tx}, zone, &p)
	a.label(tx, "community.did_change")
	return a, err
}

// Delete takes one activity out of the log.
func Delete(tx *store.Tx, zone *time.Location, id string) error {
	a, err := Find(tx, id)
	if err != nil {
		return err
	}
	a.label(tx, "community.did_delete")
	a.DeletedAt = &tx.Now
	return a.write(tx, zone)
}

// Chosen are entries picked in a list: those of IDs, or where All is set all
// that the filter finds except some.
type Chosen struct {
	IDs    []string `json:"ids"`
	All    bool     `json:"all"`
	Filter Filter   `json:"filter"`
	Except []string `json:"except"`
}

// ids finds the entries, refusing more than one action can change.
func (c *Chosen) ids(tx *store.Tx, zone *time.Location) ([]string, error) {
	if !c.All {
		if len(c.IDs) > maxBulk {
			return nil, fault.New(fault.Invalid, "community.too_many", len(c.IDs), maxBulk)
		}
		return c.IDs, nil
	}
	except := map[string]bool{}
	for _, id := range c.Except {
		except[id] = true
	}
	var ids []string
	err := Each(tx, zone, c.Filter, func(a *Activity) error {
		if except[a.ID] {
			return nil
		}
		if len(ids) == maxBulk {
			return fault.New(fault.Invalid, "community.too_many_found", maxBulk)
		}
		ids = append(ids, a.ID)
		return nil
	})
	return ids, err
}

// change calls fn with each chosen activity and writes it; those that are gone
// are passed over.
func (c *Chosen) change(tx *store.Tx, zone *time.Location, fn func(*Activity) error) (int, error) {
	ids, err := c.ids(tx, zone)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, id := range ids {
		a, err := Find(tx, id)
		if fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return 0, err
		}
		if err := fn(a); err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// UpdateMany changes the chosen activities as one action and tells how many.
func UpdateMany(tx *store.Tx, zone *time.Location, chosen Chosen, p Patch) (int, error) {
	channels := &channels{tx: tx}
	n, err := chosen.change(tx, zone, func(a *Activity) error {
		return a.change(tx, channels, zone, &p)
	})
	tx.Label("community.did_change_many", n)
	return n, err
}

// DeleteMany takes the chosen activities out of the log as one action and tells
// how many.
func DeleteMany(tx *store.Tx, zone *time.Location, chosen Chosen) (int, error) {
	n, err := chosen.change(tx, zone, func(a *Activity) error {
		a.DeletedAt = &tx.Now
		return a.write(tx, zone)
	})
	tx.Label("community.did_delete_many", n)
	return n, err
}
