package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"github.com/brandloop/brandloop/backend/fault"
)

// Tx is one transaction: what it reads is one moment of the file, what it
// writes is on disk together or not at all. It ends with the function that it
// was given to.
type Tx struct {
	Now      Instant       // the one time of the transaction
	By       string        // name of the person at work, or ""
	FirstDay time.Weekday  // on which weeks begin
	IDs      func() string // where the ids of new rows come from; nil is NewID

	ctx    context.Context
	file   *File
	conn   *conn
	action action
}

// action is what a writing transaction says of itself.
type action struct {
	id         int64
	kind, ref  string
	label      string
	args       []any
	unrecorded bool
}

// Read runs fn on one unchanging view of the file.
func (f *File) Read(ctx context.Context, fn func(*Tx) error) error {
	c, err := take(ctx, f.readers)
	if err != nil {
		return refusal(fmt.Errorf("read %s: %w", f.path, err))
	}
	defer func() { f.readers <- c }()
	if err := c.do("BEGIN"); err != nil {
		return refusal(fmt.Errorf("read %s: %w", f.path, err))
	}
	defer func() { _ = c.do("ROLLBACK") }()
	return refusal(fn(&Tx{Now: At(f.clock()), FirstDay: time.Weekday(f.firstDay.Load()), ctx: ctx, file: f, conn: c}))
}

// Write runs fn as one action of the person by: it is committed when fn returns
// nil, and can be undone as one. fn says what it did with Tx.Label. A broken
// unique rule comes back as fault.Conflict.
func (f *File) Write(ctx context.Context, by string, fn func(*Tx) error) error {
	return f.transact(ctx, by, func(tx *Tx) error {
		if err := tx.begin(); err != nil {
			return err
		}
		if err := fn(tx); err != nil {
			return err
		}
		return tx.finish()
	})
}

// transact runs fn in a writing transaction with the recording triggers made.
func (f *File) transact(ctx context.Context, by string, fn func(*Tx) error) (err error) {
	c, err := take(ctx, f.writers)
	if err != nil {
		return refusal(fmt.Errorf("write %s: %w", f.path, err))
	}
	defer func() { f.writers <- c }()
	if err := c.do("BEGIN IMMEDIATE"); err != nil {
		return refusal(fmt.Errorf("write %s: %w", f.path, err))
	}
	committed := false
	defer func() {
		if !committed {
			_ = c.do("ROLLBACK")
		}
	}()
	tx := &Tx{Now: At(f.clock()), By: by, FirstDay: time.Weekday(f.firstDay.Load()), ctx: ctx, file: f, conn: c}
	if err := tx.watch(); err != nil {
		return err
	}
	if err := fn(tx); err != nil {
		return refusal(err)
	}
	if err := ctx.Err(); err != nil {
		return refusal(err)
	}
	if err := c.do("COMMIT"); err != nil {
		return refusal(err)
	}
	committed, c.watched = true, true
	return nil
}

// refusal turns SQLite's words for a broken rule into a sentence.
func refusal(err error) error {
	if err == nil || fault.Of(err) != nil {
		return err
	}
	switch text := err.Error(); {
	case errors.Is(err, context.Canceled):
		return errors.Join(fault.New(fault.Canceled, "store.canceled"), err)
	case strings.Contains(text, "UNIQUE constraint failed"):
		return errors.Join(fault.New(fault.Conflict, "store.twice"), err)
	case strings.Contains(text, "FOREIGN KEY constraint failed"):
		return errors.Join(fault.New(fault.Conflict, "store.stands_on"), err)
	case strings.Contains(text, "database or disk is full"):
		return errors.Join(fault.New(fault.Conflict, "store.full"), err)
	case strings.Contains(text, "readonly database"), strings.Contains(text, "unable to open database file"):
		return errors.Join(fault.New(fault.Conflict, "store.readonly"), err)
	case strings.Contains(text, "database is locked"):
		return errors.Join(fault.New(fault.Conflict, "store.busy"), err)
	}
	return err
}

// Taken reports whether err says that another row has the value of column
// already ("brand.name"), which a unique rule forbids.
func Taken(err error, column string) bool {
	return err != nil && strings.Contains(err.Error(), "UNIQUE constraint failed") && strings.Contains(err.Error(), column)
}

// Label says what the action did, as the key of a sentence in package lang and
// what fills it; the last call counts.
func (tx *Tx) Label(key string, args ...any) { tx.action.label, tx.action.args = key, args }

// Unrecorded makes this an action of a kind that its room undoes itself, by the
// Reversal of that kind: its changes are not recorded one by one.
func (tx *Tx) Unrecorded(kind, ref string) error {
	tx.action.kind, tx.action.ref, tx.action.unrecorded = kind, ref, true
	return tx.record(nil)
}

// Quiet ends the recording: what the transaction writes from here on is no
// action and cannot be undone. It is for what a file begins with.
func (tx *Tx) Quiet() error { return tx.record(nil) }

// Context is that of the transaction: canceled when the person stops it.
func (tx *Tx) Context() context.Context { return tx.ctx }

// DB is GORM within the transaction.
func (tx *Tx) DB() *gorm.DB {
	return tx.conn.gorm.Session(&gorm.Session{NewDB: true, Context: tx.ctx})
}

// SQL is the connection within the transaction, for bulk work that prepares its
// own statements. It begins and ends no transaction.
func (tx *Tx) SQL() *sql.Conn { return tx.conn.sql }

// Exec runs one statement. Its prepared form is kept: pass text that recurs and
// values as args, and do not run a text again while its own rows are read.
func (tx *Tx) Exec(query string, args ...any) (sql.Result, error) {
	s, done, err := tx.conn.prepared(query)
	if err != nil {
		return nil, err
	}
	defer done()
	return s.ExecContext(tx.ctx, args...)
}

// Rows runs query and calls scan for each row.
func (tx *Tx) Rows(query string, args []any, scan func(*sql.Rows) error) error {
	s, done, err := tx.conn.prepared(query)
	if err != nil {
		return err
	}
	defer done()
	rows, err := s.QueryContext(tx.ctx, args...)
	if err != nil {
		return fmt.Errorf("%w in %s", err, query)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Get scans the first row of query into dest; false when there is none.
func (tx *Tx) Get(query string, args []any, dest ...any) (bool, error) {
	s, done, err := tx.conn.prepared(query)
	if err != nil {
		return false, err
	}
	defer done()
	err = s.QueryRowContext(tx.ctx, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// begin opens the action and starts to record.
func (tx *Tx) begin() error {
	done, err := tx.Exec("INSERT INTO action (label, who, at) VALUES ('', ?, ?)", tx.By, tx.Now)
	if err != nil {
		return fmt.Errorf("open the action: %w", err)
	}
	if tx.action.id, err = done.LastInsertId(); err != nil {
		return err
	}
	return tx.record(&tx.action.id)
}

// record tells the triggers which action the changes belong to; nil: none.
func (tx *Tx) record(id *int64) error {
	_, err := tx.Exec("UPDATE temp.recording SET action_id = ?", id)
	return err
}

// finish writes down what the action was, or forgets it when nothing changed,
// and ends what could be redone.
func (tx *Tx) finish() error {
	a := tx.action
	if a.args == nil {
		a.args = []any{}
	}
	args, err := json.Marshal(a.args)
	if err != nil {
		return fmt.Errorf("label of the action: %w", err)
	}
	kind := a.kind
	if kind == "" {
		kind = "edit"
	}
	done, err := tx.Exec("UPDATE action SET kind = ?1, ref = ?2, label = ?3, args = ?4 WHERE id = ?5 AND (?6 OR EXISTS (SELECT 1 FROM change WHERE action_id = ?5))",
		kind, a.ref, a.label, string(args), a.id, a.unrecorded)
	if err != nil {
		return err
	}
	if changed, err := done.RowsAffected(); err != nil {
		return err
	} else if changed == 0 {
		_, err := tx.Exec("DELETE FROM action WHERE id = ?", a.id)
		return err
	}
	if a.label == "" {
		return errors.New("an action changed rows and did not say what it did")
	}
	_, err = tx.Exec("UPDATE action SET dropped = 1 WHERE undone_at IS NOT NULL AND dropped = 0")
	return err
}

// Dir is the folder of the file, where what belongs to its rows is kept.
func (tx *Tx) Dir() string { return tx.file.Dir() }
