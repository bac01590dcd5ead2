package store

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

var update = flag.Bool("update", false, "write testdata/schema-*.sql anew")

var kinds = []Kind{Agency, Client}

func morning() time.Time { return time.Date(2026, 10, 5, 9, 30, 0, 0, time.UTC) }

// schemaOf is what the file is made of, as SQL.
func schemaOf(t *testing.T, path string) string {
	t.Helper()
	db := mustSQL(t, path)
	rows, err := db.Query("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'activity\\_search\\_%' ESCAPE '\\' ORDER BY rowid")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var b strings.Builder
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		b.WriteString(text + ";\n\n")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func mustSQL(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func mustMake(t *testing.T, kind Kind) *File {
	t.Helper()
	return mustOpenFile(t, filepath.Join(t.TempDir(), kind.name+".db"), kind)
}

func mustOpenFile(t *testing.T, path string, kind Kind) *File {
	t.Helper()
	f, err := Open(context.Background(), path, kind, morning)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func snapshot(kind Kind, version int) string {
	return filepath.Join("testdata", fmt.Sprintf("schema-%s-%05d.sql", kind.name, version))
}

// A schema that people's files have must not change but by a migration: the
// snapshot of each version is what such files look like.
func TestSchemaIsTheOneWrittenDown(t *testing.T) {
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			newest, err := kind.newest()
			if err != nil {
				t.Fatal(err)
			}
			got := schemaOf(t, mustMake(t, kind).Path())
			name := snapshot(kind, newest)
			if *update {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
				t.Errorf("%s says otherwise. Is the schema of a released version changed? Else: go test ./backend/store -run Schema -update", name)
			}
		})
	}
}

// old makes a file as the app of a version left it, with the rows of testdata.
func old(t *testing.T, kind Kind, version int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), kind.name+".db")
	db := mustSQL(t, path)
	for _, name := range []string{snapshot(kind, version), filepath.Join("testdata", fmt.Sprintf("rows-%s-%05d.sql", kind.name, version))} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(string(text)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	if _, err := db.Exec(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", kind.id, version)); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFilesOfEveryVersionOpen(t *testing.T) {
	for _, kind := range kinds {
		newest, err := kind.newest()
		if err != nil {
			t.Fatal(err)
		}
		for version := 1; version <= newest; version++ {
			t.Run(fmt.Sprintf("%s of version %d keeps its rows and gets the newest schema", kind.name, version), func(t *testing.T) {
				path := old(t, kind, version)
				f := mustOpenFile(t, path, kind)
				if got, want := schemaOf(t, path), schemaOf(t, mustMake(t, kind).Path()); got != want {
					t.Errorf("schema after opening:\n%s\nwant\n%s", got, want)
				}
				if problems, err := f.Check(context.Background()); err != nil || len(problems) > 0 {
					t.Errorf("check: %q %v", problems, err)
				}
				table := map[string]string{"agency": "client", "client": "activity"}[kind.name]
				var name string
				if err := f.Read(context.Background(), func(tx *Tx) error {
					_, err := tx.Get("SELECT id FROM "+table+" WHERE deleted_at IS NULL", nil, &name)
					return err
				}); err != nil || name != "kept" {
					t.Errorf("row %q: %v", name, err)
				}
				if _, err := f.Undo(context.Background(), "", 0); err != nil {
					t.Errorf("undo of what was done in the old version: %v", err)
				}
			})
		}
	}
}

// withNext adds a migration after the newest of the client's file.
func withNext(t *testing.T, text string) {
	t.Helper()
	next := fstest.MapFS{}
	if err := fs.WalkDir(embedded, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(embedded, path)
		next[path] = &fstest.MapFile{Data: data}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	next["schema/client/99999_next.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + text)}
	schemas = next
	t.Cleanup(func() { schemas = embedded })
}

func TestMigrating(t *testing.T) {
	ctx := context.Background()
	made := func(t *testing.T) string {
		f := mustMake(t, Client)
		if err := f.Write(ctx, "Ana", func(tx *Tx) error {
			tx.Label("store.gone")
			_, err := tx.Exec("INSERT INTO brand (id, name, created_at, updated_at) VALUES ('a', 'Alba', 1, 1)")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		return f.Path()
	}
	copies := func(t *testing.T, path string) []string {
		t.Helper()
		all, err := filepath.Glob(filepath.Join(filepath.Dir(path), "backups", "*.db"))
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	t.Run("keeps a copy of the file as it was, once", func(t *testing.T) {
		path := made(t)
		before := schemaOf(t, path)
		if len(copies(t, path)) != 0 {
			t.Fatal("a new file was copied")
		}
		withNext(t, "ALTER TABLE brand ADD COLUMN motto TEXT NOT NULL DEFAULT 'calm';")
		f := mustOpenFile(t, path, Client)
		var motto string
		if err := f.Read(ctx, func(tx *Tx) error {
			_, err := tx.Get("SELECT motto FROM brand WHERE name = 'Alba'", nil, &motto)
			return err
		}); err != nil || motto != "calm" {
			t.Fatalf("%q %v", motto, err)
		}
		if _, err := f.Undo(ctx, "Ana", 0); err != nil {
			t.Errorf("undo across a migration: %v", err)
		}
		_ = f.Close()
		_ = mustOpenFile(t, path, Client).Close()
		kept := copies(t, path)
		if len(kept) != 1 {
			t.Fatalf("copies: %q", kept)
		}
		// A copy lists tables before indexes.
		was, is := strings.Split(before, ";\n\n"), strings.Split(schemaOf(t, kept[0]), ";\n\n")
		slices.Sort(was)
		slices.Sort(is)
		if !slices.Equal(was, is) {
			t.Error("the copy is not the file as it was")
		}
		if info, err := os.Stat(kept[0]); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v %v", info.Mode(), err)
		}
	})
	t.Run("leaves the file as it was when a migration fails", func(t *testing.T) {
		path := made(t)
		before := schemaOf(t, path)
		withNext(t, "ALTER TABLE brand ADD COLUMN motto TEXT;\nINSERT INTO nowhere VALUES (1);")
		if f, err := Open(ctx, path, Client, morning); err == nil {
			_ = f.Close()
			t.Fatal("opened")
		}
		schemas = embedded
		if got := schemaOf(t, path); got != before {
			t.Errorf("schema is now\n%s", got)
		}
		f := mustOpenFile(t, path, Client)
		if _, err := f.Undo(ctx, "Ana", 0); err != nil {
			t.Error(err)
		}
	})
	t.Run("refuses the file of a newer version and leaves its bytes alone", func(t *testing.T) {
		path := made(t)
		withNext(t, "ALTER TABLE brand ADD COLUMN motto TEXT;")
		_ = mustOpenFile(t, path, Client).Close()
		schemas = embedded
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Open(ctx, path, Client, morning); err == nil {
			t.Fatal("opened")
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
			t.Error(errors.Join(errors.New("changed"), err))
		}
	})
}
