package intake

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

// Entry is one import in the ledger.
type Entry struct {
	ID        string             `json:"id"`
	File      string             `json:"file"`
	Hash      string             `json:"hash"`
	Format    string             `json:"format"`
	Channels  []string           `json:"channels"` // ids
	Size      int64              `json:"size"`     // bytes
	From      string             `json:"from"`
	To        string             `json:"to"`
	Read      int                `json:"read"`
	Added     int                `json:"added"`
	Updated   int                `json:"updated"`
	Unchanged int                `json:"unchanged"`
	Skips     int                `json:"skips"`
	Skipped   []Skipped          `json:"skipped"` // the first 1000
	Sums      map[string]float64 `json:"sums"`
	Kept      map[string]float64 `json:"kept"` // of those the rows that were not left out
	Columns   []format.Source    `json:"columns"`
	Mapping   *format.Mapping    `json:"mapping"` // as a person said that it is read; nil for a known format
	Who       string             `json:"who"`
	CreatedAt store.Instant      `json:"created_at" ts_type:"string"`
	UndoneAt  *store.Instant     `json:"undone_at" ts_type:"string"`
}

const entryColumns = `id, file, hash, format, channels, size, from_day, to_day, read, added, updated, unchanged, skips, skipped, sums, kept_sums, columns,
	mapping, who, created_at, undone_at`

func scanEntry(r *sql.Rows, language string) (Entry, error) {
	var e Entry
	var channels, skipped, sums, kept, columns, mapping string
	var said saying
	err := r.Scan(&e.ID, &e.File, &e.Hash, &e.Format, &channels, &e.Size, &e.From, &e.To, &e.Read, &e.Added, &e.Updated, &e.Unchanged,
		&e.Skips, &skipped, &sums, &kept, &columns, &mapping, &e.Who, &e.CreatedAt, &e.UndoneAt)
	for _, cell := range []struct {
		text string
		to   any
	}{{channels, &e.Channels}, {sums, &e.Sums}, {kept, &e.Kept}, {columns, &e.Columns}, {mapping, &said}} {
		if err == nil && cell.text != "" {
			err = json.Unmarshal([]byte(cell.text), cell.to)
		}
	}
	if err != nil {
		return e, fmt.Errorf("read the ledger: %w", err)
	}
	if e.Kept == nil {
		e.Kept = e.Sums // not noted then
	}
	e.Channels, e.Columns, e.Mapping = orEmpty(e.Channels), orEmpty(e.Columns), said.Mapping
	e.Skipped, err = reasons(skipped, language)
	return e, err
}

// Ledger lists the imports, the newest first, the undone ones too, with reasons
// in a language.
func Ledger(tx *store.Tx, language string) ([]Entry, error) {
	all := []Entry{}
	err := tx.Rows("SELECT "+entryColumns+" FROM import ORDER BY created_at DESC, id DESC", nil, func(r *sql.Rows) error {
		e, err := scanEntry(r, language)
		all = append(all, e)
		return err
	})
	return all, err
}

// Find reads one import; fault.NotFound when there is none.
func Find(tx *store.Tx, id string) (*Entry, error) {
	var e *Entry
	err := tx.Rows("SELECT "+entryColumns+" FROM import WHERE id = ?", []any{id}, func(r *sql.Rows) error {
		read, err := scanEntry(r, lang.Codes[0])
		e = &read
		return err
	})
	if err == nil && e == nil {
		err = fault.New(fault.NotFound, "intake.no_import", id)
	}
	return e, err
}

// Undo takes an import back whole. It is refused with fault.Conflict when it is
// undone already, or when a person has changed since what it brought.
func Undo(ctx context.Context, w *agency.Workspace, by, id string) error {
	var action int64
	err := w.File.Read(ctx, func(tx *store.Tx) error {
		e, err := Find(tx, id)
		if err != nil {
			return err
		}
		found, err := tx.Get("SELECT id FROM action WHERE kind = ? AND ref = ? AND undone_at IS NULL", []any{Kind, id}, &action)
		if err == nil && !found {
			err = fault.New(fault.Conflict, "intake.undone_already", e.File)
		}
		return err
	})
	if err != nil {
		return err
	}
	_, err = w.File.Undo(ctx, by, action)
	return err
}

// Reversal undoes and redoes imports in the file of a client. Redo reads the
// kept original again, in the client's time zone and currency as they are then.
type Reversal struct {
	Client func() (zone *time.Location, currency string, err error)
}

// Undo takes out what the import of that id brought.
func (Reversal) Undo(tx *store.Tx, id string) error {
	if err := refuseTouched(tx, id); err != nil {
		return err
	}
	if err := kpi.Withdraw(tx, id); err != nil {
		return err
	}
	var shared []string
	err := tx.Rows("SELECT post_id FROM post_reading WHERE import_id = ?", []any{id}, func(r *sql.Rows) error {
		var post string
		err := r.Scan(&post)
		shared = append(shared, post)
		return err
	})
	if err != nil {
		return err
	}
	for some := range slices.Chunk(shared, mostOthers) {
		all, err := standingPosts(tx, postsByID, some)
		if err != nil {
			return err
		}
		for _, s := range all {
			s.drop(id)
			if err := s.write(tx); err != nil {
				return err
			}
		}
	}
	if _, err := tx.Exec("DELETE FROM post WHERE import_id = ? AND NOT EXISTS (SELECT 1 FROM post_reading r WHERE r.post_id = post.id)", id); err != nil {
		return fmt.Errorf("take out posts: %w", err)
	}
	if _, err := tx.Exec("UPDATE import SET undone_at = ? WHERE id = ?", tx.Now, id); err != nil {
		return fmt.Errorf("note that an import is undone: %w", err)
	}
	return nil
}

// Redo brings the rows of the import of that id in again.
func (r Reversal) Redo(tx *store.Tx, id string) error {
	e, err := Find(tx, id)
	if err != nil {
		return err
	}
	f, done, err := unkept(tx.Context(), tx.Dir(), e.Hash, e.File)
	if err != nil {
		return err
	}
	defer done()
	var kept string
	if _, err := tx.Get("SELECT mapping FROM import WHERE id = ?", []any{id}, &kept); err != nil {
		return err
	}
	var said saying
	if kept != "" {
		if err := json.Unmarshal([]byte(kept), &said); err != nil {
			return fmt.Errorf("read the ledger: %w", err)
		}
	}
	o := &Outcome{Format: e.Format, Sums: e.Sums, Kept: map[string]float64{}, Columns: e.Columns}
	m, err := recognise(tx.Context(), f, Request{Mapping: said.Mapping}, Options{}, o)
	if err != nil {
		return err
	}
	if said.Year > 0 {
		m.SetYear(said.Year)
	}
	if day, err := time.Parse(time.DateOnly, said.Day); err == nil {
		m.SetDay(day)
	}
	sum, err := m.Parse(tx.Context(), format.Visitor{})
	if err != nil {
		return err
	}
	zone, currency, err := r.Client()
	if err != nil {
		return err
	}
	counted, err := kpi.Catalogue(tx)
	if err != nil {
		return err
	}
	o.describe(sum, lang.Codes[0])
	t := &taking{tx: tx, counted: counted, w: &agency.Workspace{Zone: zone, Client: agency.Client{Currency: currency}}, file: f, match: m, sum: sum, o: o, id: id, feeds: map[string]*Feed{}}
	for _, k := range sum.Skips {
		t.note(k)
	}
	for _, channel := range e.Channels {
		c, err := store.Find[brand.Channel](tx, channel)
		if err != nil {
			return err
		}
		t.feed(c.Platform, *c)
		if len(m.Platforms) == 0 {
			t.feed("", *c)
		}
		if len(m.Instead()) > 0 {
			for _, p := range m.Platforms {
				t.feed(p, *c)
			}
		}
	}
	t.choose()
	if err := t.rows(nil); err != nil {
		return err
	}
	return t.close()
}
