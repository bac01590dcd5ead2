package store_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

type brand struct {
	store.Row
	Name string
	Logo string
}

func clock() time.Time { return time.Date(2026, 10, 5, 9, 30, 0, 0, time.UTC) }

func mustOpen(t *testing.T, path string) *store.File {
	t.Helper()
	f, err := store.Open(context.Background(), path, store.Client, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func mustWrite(t *testing.T, f *store.File, fn func(*store.Tx) error) {
	t.Helper()
	if err := f.Write(context.Background(), "Ana", func(tx *store.Tx) error {
		tx.Label("store.gone")
		return fn(tx)
	}); err != nil {
		t.Fatal(err)
	}
}

func names(t *testing.T, f *store.File) []string {
	t.Helper()
	var all []string
	if err := f.Read(context.Background(), func(tx *store.Tx) error {
		return tx.DB().Model(&brand{}).Where("deleted_at IS NULL").Order("name").Pluck("name", &all).Error
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

func create(t *testing.T, f *store.File, name string) brand {
	t.Helper()
	b := brand{Name: name}
	mustWrite(t, f, func(tx *store.Tx) error { return store.Create(tx, &b, &b.Row) })
	return b
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("got %q, want %q", got, want)
		}
	}
}

func TestUndoAndRedo(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "client.db")

	t.Run("take back create, change and delete, across a restart", func(t *testing.T) {
		f := mustOpen(t, path)
		b := create(t, f, "Alba")
		mustWrite(t, f, func(tx *store.Tx) error {
			b.Name = "Alba Cafés"
			return store.Save(tx, &b, &b.Row)
		})
		mustWrite(t, f, func(tx *store.Tx) error {
			b.DeletedAt = &tx.Now
			return store.Save(tx, &b, &b.Row)
		})
		same(t, names(t, f))
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		f = mustOpen(t, path)
		for _, want := range [][]string{{"Alba Cafés"}, {"Alba"}, {}} {
			if _, err := f.Undo(ctx, "Ana", 0); err != nil {
				t.Fatal(err)
			}
			same(t, names(t, f), want...)
		}
		if _, err := f.Undo(ctx, "Ana", 0); !fault.Is(err, fault.NotFound) {
			t.Fatalf("undo of nothing: %v", err)
		}
		for _, want := range [][]string{{"Alba"}, {"Alba Cafés"}, {}} {
			if _, err := f.Redo(ctx, "Ana"); err != nil {
				t.Fatal(err)
			}
			same(t, names(t, f), want...)
		}
		if last, err := f.History(ctx, 0, 10); err != nil || len(last) != 3 {
			t.Fatalf("undoing left %d actions, %v", len(last), err)
		}
		steps, err := f.RecordHistory(ctx, "brand", b.ID)
		if err != nil || len(steps) != 3 || steps[0].Done.Who != "Ana" {
			t.Fatalf("history: %d steps, %v", len(steps), err)
		}
		if made := steps[2]; made.Before != "" || made.After != steps[1].Before || !strings.Contains(made.After, `"name":"Alba"`) {
			t.Fatalf("it was made from %q to %q", made.Before, made.After)
		}
	})
	t.Run("go back and forth without a restart, and record nothing of it", func(t *testing.T) {
		f := mustOpen(t, filepath.Join(t.TempDir(), "client.db"))
		b := create(t, f, "Alba")
		mustWrite(t, f, func(tx *store.Tx) error {
			b.Name = "Brisa"
			return store.Save(tx, &b, &b.Row)
		})
		for range 3 {
			for _, want := range [][]string{{"Alba"}, {}} {
				if _, err := f.Undo(ctx, "Ana", 0); err != nil {
					t.Fatal(err)
				}
				same(t, names(t, f), want...)
			}
			for _, want := range [][]string{{"Alba"}, {"Brisa"}} {
				if _, err := f.Redo(ctx, "Ana"); err != nil {
					t.Fatal(err)
				}
				same(t, names(t, f), want...)
			}
		}
		if steps, err := f.RecordHistory(ctx, "brand", b.ID); err != nil || len(steps) != 2 {
			t.Fatalf("history: %d steps, %v", len(steps), err)
		}
	})
	t.Run("refuse when a later change stands on it", func(t *testing.T) {
		f := mustOpen(t, filepath.Join(t.TempDir(), "client.db"))
		b := create(t, f, "Alba")
		if steps, err := f.RecordHistory(ctx, "brand", b.ID); err != nil || len(steps) != 1 || !strings.Contains(steps[0].After, `"name":"Alba"`) {
			t.Fatalf("history of what was made: %v, %v", steps, err)
		}
		first, _, err := f.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		b.Name = "Otra"
		mustWrite(t, f, func(tx *store.Tx) error { return store.Save(tx, &b, &b.Row) })
		if _, err := f.Undo(ctx, "", first.ID); !fault.Is(err, fault.Conflict) {
			t.Fatalf("got %v", err)
		}
		same(t, names(t, f), "Otra")
	})
	t.Run("refuse when a record made later refers to it", func(t *testing.T) {
		f := mustOpen(t, filepath.Join(t.TempDir(), "client.db"))
		b := create(t, f, "Alba")
		first, _, _ := f.Next(ctx)
		mustWrite(t, f, func(tx *store.Tx) error {
			_, err := tx.Exec("INSERT INTO channel (id, brand_id, platform, handle, created_at, updated_at) VALUES ('c', ?, 'x', '@a', 1, 1)", b.ID)
			return err
		})
		if _, err := f.Undo(ctx, "", first.ID); !fault.Is(err, fault.Conflict) {
			t.Fatalf("got %v", err)
		}
		same(t, names(t, f), "Alba")
	})
	t.Run("forget what was undone once something else is done", func(t *testing.T) {
		f := mustOpen(t, filepath.Join(t.TempDir(), "client.db"))
		create(t, f, "Alba")
		if _, err := f.Undo(ctx, "", 0); err != nil {
			t.Fatal(err)
		}
		create(t, f, "Brisa")
		if _, err := f.Redo(ctx, ""); !fault.Is(err, fault.NotFound) {
			t.Fatalf("got %v", err)
		}
	})
	t.Run("bring back numbers exactly, and leave alone what others filled in", func(t *testing.T) {
		f := mustOpen(t, filepath.Join(t.TempDir(), "client.db"))
		b := create(t, f, "Alba")
		mustWrite(t, f, func(tx *store.Tx) error {
			if _, err := tx.Exec("INSERT INTO channel (id, brand_id, platform, handle, created_at, updated_at) VALUES ('c', ?, 'x', '@a', 1, 1)", b.ID); err != nil {
				return err
			}
			_, err := tx.Exec("INSERT INTO measurement (channel_id, metric, grain, day, value, as_of, created_at) VALUES ('c', 'reach', 'day', '2026-10-01', ?, '', 1)", 0.1+0.2)
			return err
		})
		mustWrite(t, f, func(tx *store.Tx) error { _, err := tx.Exec("DELETE FROM measurement"); return err })
		if _, err := f.Undo(ctx, "", 0); err != nil {
			t.Fatal(err)
		}
		var v float64
		if err := f.Read(ctx, func(tx *store.Tx) error {
			_, err := tx.Get("SELECT value FROM measurement", nil, &v)
			return err
		}); err != nil || v != 0.1+0.2 {
			t.Fatalf("%v %v", v, err)
		}
	})
}

func TestWrite(t *testing.T) {
	ctx := context.Background()
	t.Run("changes nothing when it fails, panics or is canceled", func(t *testing.T) {
		f := mustOpen(t, filepath.Join(t.TempDir(), "client.db"))
		b := brand{Name: "Alba"}
		if err := f.Write(ctx, "", func(tx *store.Tx) error {
			if err := store.Create(tx, &b, &b.Row); err != nil {
				return err
			}
			return sql.ErrNoRows
		}); err == nil {
			t.Fatal("no error")
		}
		func() {
			defer func() { _ = recover() }()
			_ = f.Write(ctx, "", func(tx *store.Tx) error {
				c := brand{Name: "Brisa"}
				_ = store.Create(tx, &c, &c.Row)
				panic("defect")
			})
		}()
		stop, cancel := context.WithCancel(ctx)
		if err := f.Write(stop, "", func(tx *store.Tx) error {
			c := brand{Name: "Cala"}
			err := store.Create(tx, &c, &c.Row)
			cancel()
			return err
		}); !fault.Is(err, fault.Canceled) {
			t.Fatalf("got %v", err)
		}
		same(t, names(t, f))
		create(t, f, "Duna")
		same(t, names(t, f), "Duna")
	})
	t.Run("refuses the same name twice with a sentence", func(t *testing.T) {
		f := mustOpen(t, filepath.Join(t.TempDir(), "client.db"))
		create(t, f, "Alba")
		err := f.Write(ctx, "", func(tx *store.Tx) error {
			b := brand{Name: "ALBA"}
			return store.Create(tx, &b, &b.Row)
		})
		if !fault.Is(err, fault.Conflict) {
			t.Fatalf("got %v", err)
		}
	})
	t.Run("has its pragmas on every connection", func(t *testing.T) {
		f := mustOpen(t, filepath.Join(t.TempDir(), "client.db"))
		look := func(tx *store.Tx) error {
			for pragma, want := range map[string]string{"foreign_keys": "1", "synchronous": "2", "journal_mode": "wal", "busy_timeout": "5000"} {
				var got string
				if _, err := tx.Get("PRAGMA "+pragma, nil, &got); err != nil || got != want {
					t.Errorf("%s is %s, want %s (%v)", pragma, got, want, err)
				}
			}
			return nil
		}
		if err := f.Read(ctx, func(tx *store.Tx) error { return f.Read(ctx, look) }); err != nil {
			t.Fatal(err)
		}
		if err := f.Write(ctx, "", look); err != nil {
			t.Fatal(err)
		}
	})
}

func TestOpen(t *testing.T) {
	ctx := context.Background()
	t.Run("keeps the file to its owner", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "sub")
		f := mustOpen(t, filepath.Join(dir, "client.db"))
		create(t, f, "Alba")
		for name, want := range map[string]os.FileMode{dir: 0o700, f.Path(): 0o600, f.Path() + "-wal": 0o600} {
			if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s: %v %v", name, info.Mode().Perm(), err)
			}
		}
	})
	t.Run("refuses what is no database, of another kind, or newer", func(t *testing.T) {
		dir := t.TempDir()
		text := filepath.Join(dir, "text.db")
		if err := os.WriteFile(text, make([]byte, 9000), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(text, []byte("this is a letter, not a database, and long enough to be read as one page would be........................................................"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Open(ctx, text, store.Client, clock); !fault.Is(err, fault.Damaged) {
			t.Errorf("text: %v", err)
		}
		path := filepath.Join(dir, "client.db")
		f := mustOpen(t, path)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Open(ctx, path, store.Agency, clock); !fault.Is(err, fault.Damaged) {
			t.Errorf("other kind: %v", err)
		}
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec("PRAGMA user_version = 9999"); err != nil {
			t.Fatal(err)
		}
		_ = db.Close()
		if _, err := store.Open(ctx, path, store.Client, clock); !fault.Is(err, fault.Newer) {
			t.Errorf("newer: %v", err)
		}
	})
	t.Run("passes its own check", func(t *testing.T) {
		f := mustOpen(t, filepath.Join(t.TempDir(), "client.db"))
		create(t, f, "Alba")
		problems, err := f.Check(ctx)
		if err != nil || len(problems) != 0 {
			t.Fatalf("%q %v", problems, err)
		}
	})
}
