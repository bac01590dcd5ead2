package store_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

func TestUniqueRulesIgnoreDeletedRows(t *testing.T) {
	ctx := context.Background()
	for name, try := range map[string]struct {
		kind           store.Kind
		before, insert string
		table          string
	}{
		"name of a brand": {store.Client, "",
			"INSERT INTO brand (id, name, created_at, updated_at) VALUES (?, 'Alba', 1, 1)", "brand"},
		"handle of a channel": {store.Client, "INSERT INTO brand (id, name, created_at, updated_at) VALUES ('b', 'Alba', 1, 1)",
			"INSERT INTO channel (id, brand_id, platform, handle, created_at, updated_at) VALUES (?, 'b', 'x', '@Alba', 1, 1)", "channel"},
		"text of a report's month": {store.Client, "",
			"INSERT INTO summary (id, kind, period, text, created_at, updated_at) VALUES (?, 'client-monthly', '2026-10', '', 1, 1)", "summary"},
		"name of a client": {store.Agency, "",
			"INSERT INTO client (id, name, slug, currency, timezone, language, created_at, updated_at) VALUES (?1, 'Alba', ?1, 'EUR', 'UTC', 'en', 1, 1)", "client"},
		"slug of a client": {store.Agency, "",
			"INSERT INTO client (id, name, slug, currency, timezone, language, created_at, updated_at) VALUES (?1, ?1, 'alba', 'EUR', 'UTC', 'en', 1, 1)", "client"},
		"name of a person": {store.Agency, "",
			"INSERT INTO person (id, name, initials, color, created_at, updated_at) VALUES (?, 'Ana', 'A', '#0072b2', 1, 1)", "person"},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := store.Open(ctx, filepath.Join(t.TempDir(), "f.db"), try.kind, clock)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = f.Close() })
			do := func(query string, args ...any) error {
				return f.Write(ctx, "", func(tx *store.Tx) error {
					tx.Label("store.gone")
					_, err := tx.Exec(query, args...)
					return err
				})
			}
			must := func(query string, args ...any) {
				t.Helper()
				if err := do(query, args...); err != nil {
					t.Fatal(err)
				}
			}
			if try.before != "" {
				must(try.before)
			}
			must(try.insert, "one")
			if err := do(try.insert, "two"); !fault.Is(err, fault.Conflict) {
				t.Fatalf("a second one: %v", err)
			}
			must("UPDATE " + try.table + " SET deleted_at = 1")
			must(try.insert, "two")
			// Bringing the first back would make two of them: refused, nothing changed.
			var first int64
			history, err := f.History(ctx, 0, 10)
			if err != nil {
				t.Fatal(err)
			}
			first = history[1].ID
			if _, err := f.Undo(ctx, "", first); !fault.Is(err, fault.Conflict) {
				t.Fatalf("undo of the deletion: %v", err)
			}
		})
	}
}
