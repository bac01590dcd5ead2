package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
)

// Done is one action as history tells of it.
type Done struct {
	ID       int64    `json:"id"`
	Kind     string   `json:"kind"` // edit or import
	Ref      string   `json:"ref"`  // of an import: its id
	Label    string   `json:"-"`    // key of the sentence
	Args     []any    `json:"-"`
	Text     string   `json:"text"` // the sentence in the language asked for
	Who      string   `json:"who"`
	At       Instant  `json:"at" ts_type:"string"`
	UndoneAt *Instant `json:"undone_at" ts_type:"string"`
}

// In fills in Text in a language.
func (d *Done) In(code string) *Done {
	d.Text = lang.T(code, d.Label, d.Args...)
	return d
}

// Reversal undoes and redoes the actions of a kind whose changes are not
// recorded row by row. ref is what the action gave to Tx.Unrecorded.
type Reversal interface {
	Undo(tx *Tx, ref string) error
	Redo(tx *Tx, ref string) error
}

// Reverse makes r the one that undoes actions of a kind. Call it before the
// file is used.
func (f *File) Reverse(kind string, r Reversal) { f.reversals[kind] = r }

const doneColumns = "id, kind, ref, label, args, who, at, undone_at"

func scanDone(scan func(...any) error) (*Done, error) {
	var d Done
	var args string
	var undone *int64
	if err := scan(&d.ID, &d.Kind, &d.Ref, &d.Label, &args, &d.Who, &d.At, &undone); err != nil {
		return nil, err
	}
	if undone != nil {
		at := Instant(*undone)
		d.UndoneAt = &at
	}
	decode := json.NewDecoder(strings.NewReader(args))
	decode.UseNumber()
	if err := decode.Decode(&d.Args); err != nil {
		return nil, fmt.Errorf("action %d: %w", d.ID, err)
	}
	for i, a := range d.Args {
		d.Args[i] = plain(a)
	}
	return &d, nil
}

// one reads an action; nil when there is none.
func (tx *Tx) one(where string, args ...any) (*Done, error) {
	var d *Done
	err := tx.Rows("SELECT "+doneColumns+" FROM action WHERE "+where+" LIMIT 1", args, func(r *sql.Rows) (err error) {
		d, err = scanDone(r.Scan)
		return err
	})
	return d, err
}

// Next is what undo would take back and what redo would bring again; nil where
// there is nothing.
func (f *File) Next(ctx context.Context) (undo, redo *Done, err error) {
	err = f.Read(ctx, func(tx *Tx) (err error) {
		if undo, err = tx.one("undone_at IS NULL ORDER BY id DESC"); err != nil {
			return err
		}
		redo, err = tx.one("undone_at IS NOT NULL AND dropped = 0 ORDER BY undone_at DESC, id")
		return err
	})
	return undo, redo, err
}

// History lists the newest actions before the one of id before (0: all), at
// most limit.
func (f *File) History(ctx context.Context, before int64, limit int) ([]*Done, error) {
	all := []*Done{}
	err := f.Read(ctx, func(tx *Tx) error {
		return tx.Rows("SELECT "+doneColumns+" FROM action WHERE (? = 0 OR id < ?) ORDER BY id DESC LIMIT ?",
			[]any{before, before, limit}, func(r *sql.Rows) error {
				d, err := scanDone(r.Scan)
				all = append(all, d)
				return err
			})
	})
	return all, err
}

// Step is one change of one record.
type Step struct {
	Done   *Done  `json:"done"`
	Before string `json:"before"` // JSON of the row by columns, "" when there was none
	After  string `json:"after"`
}

// RecordHistory lists every change of the record id of the table of, newest first.
func (f *File) RecordHistory(ctx context.Context, of, id string) ([]Step, error) {
	steps := []Step{}
	key, err := json.Marshal([]string{id})
	if err != nil {
		return nil, err
	}
	err = f.Read(ctx, func(tx *Tx) error {
		if err := tx.Rows("SELECT coalesce(c.before, ''), coalesce(c.after, ''), a."+strings.ReplaceAll(doneColumns, ", ", ", a.")+
			" FROM change c JOIN action a ON a.id = c.action_id WHERE c.row_key = ? AND c.tbl = ? ORDER BY c.seq DESC",
			[]any{string(key), of}, func(r *sql.Rows) error {
				var s Step
				var err error
				s.Done, err = scanDone(func(dest ...any) error { return r.Scan(append([]any{&s.Before, &s.After}, dest...)...) })
				if len(steps) > 0 && s.Before == "" && s.After == "" {
					s.After = steps[len(steps)-1].Before // as it was made, it stood until the next change
				}
				steps = append(steps, s)
				return err
			}); err != nil {
			return err
		}
		if len(steps) == 0 || steps[0].Before != "" || steps[0].After != "" {
			return nil
		}
		t := &table{name: of}
		if err := tx.describe(t); err != nil {
			return err
		}
		row, err := tx.standing(t, []any{id})
		if row != nil {
			steps[0].After = *row
		}
		return err
	})
	return steps, err
}

// Undo takes back the action of id, or with id 0 the newest that stands. It is
// refused with fault.Conflict when a later change stands on it, and with
// fault.NotFound when there is nothing to undo.
func (f *File) Undo(ctx context.Context, by string, id int64) (done *Done, err error) {
	err = f.transact(ctx, by, func(tx *Tx) error {
		if done, err = tx.one("undone_at IS NULL AND (id = ? OR ? = 0) ORDER BY id DESC", id, id); err != nil {
			return err
		}
		if done == nil {
			return fault.New(fault.NotFound, "store.nothing_to_undo")
		}
		if err := tx.revert(done, false); err != nil {
			return err
		}
		_, err := tx.Exec("UPDATE action SET undone_at = ?, dropped = 0 WHERE id = ?", tx.undoTime(), done.ID)
		return err
	})
	return done, err
}

// undoTime is later than every other undoing, so that redo knows their order
// even within one millisecond.
func (tx *Tx) undoTime() Instant {
	var last *int64
	if _, err := tx.Get("SELECT max(undone_at) FROM action WHERE undone_at IS NOT NULL AND dropped = 0", nil, &last); err != nil || last == nil {
		return tx.Now
	}
	return max(tx.Now, Instant(*last)+1)
}

// Redo brings back what was undone last, unless something else was done since:
// then it is refused with fault.NotFound.
func (f *File) Redo(ctx context.Context, by string) (done *Done, err error) {
	err = f.transact(ctx, by, func(tx *Tx) error {
		if done, err = tx.one("undone_at IS NOT NULL AND dropped = 0 ORDER BY undone_at DESC, id"); err != nil {
			return err
		}
		if done == nil {
			return fault.New(fault.NotFound, "store.nothing_to_redo")
		}
		if err := tx.revert(done, true); err != nil {
			return err
		}
		_, err := tx.Exec("UPDATE action SET undone_at = NULL WHERE id = ?", done.ID)
		return err
	})
	return done, err
}

// Touched reports whether a change that stands has been recorded of a record.
func (tx *Tx) Touched(table, id string) (bool, error) {
	key, err := json.Marshal([]string{id})
	if err != nil {
		return false, err
	}
	var one int
	return tx.Get(`SELECT 1 FROM change c JOIN action a ON a.id = c.action_id
		WHERE c.row_key = ? AND c.tbl = ? AND a.undone_at IS NULL LIMIT 1`, []any{string(key), table}, &one)
}

// change is one recorded row. Of a row that was made after is nil while it
// stands.
type change struct {
	seq           int64
	table, key    string
	before, after *string
}

// revert applies the changes of an action backwards, or forwards again.
func (tx *Tx) revert(d *Done, forward bool) error {
	// The connection still records for the action that it wrote last.
	if err := tx.record(nil); err != nil {
		return err
	}
	if r := tx.file.reversals[d.Kind]; r != nil {
		if forward {
			return r.Redo(tx, d.Ref)
		}
		return r.Undo(tx, d.Ref)
	}
	// Rows of one action may stand on each other in any order.
	if err := tx.conn.run("PRAGMA defer_foreign_keys = ON"); err != nil {
		return err
	}
	var all []change
	err := tx.Rows("SELECT seq, tbl, row_key, before, after FROM change WHERE action_id = ? ORDER BY seq", []any{d.ID}, func(r *sql.Rows) error {
		var c change
		err := r.Scan(&c.seq, &c.table, &c.key, &c.before, &c.after)
		all = append(all, c)
		return err
	})
	if err != nil {
		return err
	}
	if !forward {
		slices.Reverse(all)
	}
	tables := map[string]*table{}
	for _, c := range all {
		t := tables[c.table]
		if t == nil {
			t = &table{name: c.table}
			if err := tx.describe(t); err != nil {
				return err
			}
			tables[c.table] = t
		}
		later, err := tx.one(`undone_at IS NULL AND id > ? AND id IN
			(SELECT action_id FROM change WHERE row_key = ? AND tbl = ?) ORDER BY id`, d.ID, c.key, c.table)
		if err != nil {
			return err
		}
		if later != nil {
			return fault.New(fault.Conflict, "store.undo_blocked", fault.Sentence{Key: d.Label, Args: d.Args}, fault.Sentence{Key: later.Label, Args: later.Args})
		}
		if !forward && c.before == nil {
			if err := tx.keep(t, &c); err != nil {
				return err
			}
		}
		if !forward {
			c.before, c.after = c.after, c.before
		}
		if err := tx.restore(t, c); err != nil {
			return err
		}
	}
	return nil
}

// keep writes down a row that was made, for when it is brought again.
func (tx *Tx) keep(t *table, c *change) error {
	key, err := list(c.key)
	if err != nil {
		return err
	}
	row, err := tx.standing(t, key)
	if err != nil || row == nil {
		return errors.Join(fault.New(fault.Conflict, "store.stands_on"), err)
	}
	c.after = row
	_, err = tx.Exec("UPDATE change SET after = ? WHERE seq = ?", *row, c.seq)
	return err
}

// standing is a row as it stands in its table, nil when it does not.
func (tx *Tx) standing(t *table, key []any) (*string, error) {
	var row *string
	_, err := tx.Get(fmt.Sprintf("SELECT %s FROM %q WHERE %s", t.json(fmt.Sprintf("%q", t.name)), t.name, t.named()), key, &row)
	if err != nil {
		return nil, fmt.Errorf("read a row of %s: %w", t.name, err)
	}
	return row, nil
}

// restore brings a row from c.before to c.after.
func (tx *Tx) restore(t *table, c change) error {
	from, err := row(c.before)
	if err != nil {
		return err
	}
	to, err := row(c.after)
	if err != nil {
		return err
	}
	key, err := list(c.key)
	if err != nil {
		return err
	}
	var query string
	var args []any
	switch {
	case from == nil:
		var names, marks []string
		for _, col := range t.columns {
			names, marks, args = append(names, fmt.Sprintf("%q", col.name)), append(marks, "?"), append(args, to[col.name])
		}
		query = fmt.Sprintf("INSERT INTO %q (%s) VALUES (%s)", t.name, strings.Join(names, ", "), strings.Join(marks, ", "))
	case to == nil:
		query, args = fmt.Sprintf("DELETE FROM %q WHERE %s", t.name, t.named()), key
	default:
		// Only what the action changed: other columns may have been filled in since,
		// by an import.
		var set []string
		for _, col := range t.columns {
			if !reflect.DeepEqual(from[col.name], to[col.name]) {
				set, args = append(set, fmt.Sprintf("%q = ?", col.name)), append(args, to[col.name])
			}
		}
		if len(set) == 0 {
			return nil
		}
		query = fmt.Sprintf("UPDATE %q SET %s WHERE %s", t.name, strings.Join(set, ", "), t.named())
		args = append(args, key...)
	}
	done, err := tx.Exec(query, args...)
	if err != nil {
		return fmt.Errorf("restore a row of %s: %w", t.name, err)
	}
	if n, err := done.RowsAffected(); err != nil {
		return err
	} else if n != 1 {
		return errors.Join(fault.New(fault.Conflict, "store.stands_on"), fmt.Errorf("%d rows of %s where 1 was changed", n, t.name))
	}
	return nil
}

// row reads a recorded row; nil for none.
func row(text *string) (map[string]any, error) {
	if text == nil {
		return nil, nil
	}
	decode := json.NewDecoder(bytes.NewReader([]byte(*text)))
	decode.UseNumber()
	var m map[string]any
	if err := decode.Decode(&m); err != nil {
		return nil, fmt.Errorf("recorded row: %w", err)
	}
	for k, v := range m {
		m[k] = plain(v)
	}
	return m, nil
}

func list(text string) ([]any, error) {
	decode := json.NewDecoder(strings.NewReader(text))
	decode.UseNumber()
	var l []any
	if err := decode.Decode(&l); err != nil {
		return nil, fmt.Errorf("recorded key: %w", err)
	}
	for i, v := range l {
		l[i] = plain(v)
	}
	return l, nil
}

// plain turns a JSON number into the int64 or float64 that SQLite wrote.
func plain(v any) any {
	n, ok := v.(json.Number)
	if !ok {
		return v
	}
	if whole, err := n.Int64(); err == nil {
		return whole
	}
	f, err := n.Float64()
	if err != nil {
		return n.String()
	}
	return f
}
