package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"

	"github.com/brandloop/brandloop/backend/fault"
)

//go:embed schema
var embedded embed.FS

// schemas holds the migrations of each kind of file.
var schemas fs.FS = embedded

// Kind is what a file holds.
type Kind struct {
	name string // folder of its migrations
	id   int    // SQLite's application_id
}

// The kinds of files.
var (
	Agency = Kind{"agency", 0x42724167} // "BrAg": clients, team, settings
	Client = Kind{"client", 0x4272436c} // "BrCl": the work for one client
)

// newest is the number of the last migration of a kind.
func (k Kind) newest() (int, error) {
	entries, err := fs.ReadDir(schemas, "schema/"+k.name)
	if err != nil {
		return 0, fmt.Errorf("migrations of %s: %w", k.name, err)
	}
	last := 0
	for _, e := range entries {
		digits, _, _ := strings.Cut(e.Name(), "_")
		n, err := strconv.Atoi(digits)
		if err != nil {
			return 0, fmt.Errorf("migration %s has no number: %w", e.Name(), err)
		}
		last = max(last, n)
	}
	return last, nil
}

// migrate brings the file to the newest schema. The number of its last
// migration stands in user_version too, so that an up-to-date file is
// recognised by one read.
func (f *File) migrate(ctx context.Context, kind Kind) error {
	newest, err := kind.newest()
	if err != nil {
		return err
	}
	var version, app int
	if err := f.writer.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if err := f.writer.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app); err != nil {
		return err
	}
	switch {
	case version > 0 && app != kind.id, version == 0 && app != 0 && app != kind.id:
		return fault.New(fault.Damaged, "store.other_kind", filepath.Base(f.path), f.path)
	case version > newest:
		return fault.New(fault.Newer, "store.newer", filepath.Base(f.path), version, newest)
	case version == newest:
		return nil
	}
	if version > 0 {
		if err := f.keepCopy(ctx, version); err != nil {
			return err
		}
	}
	files, err := fs.Sub(schemas, "schema/"+kind.name)
	if err != nil {
		return err
	}
	runner, err := goose.NewProvider(goose.DialectSQLite3, f.writer, files)
	if err != nil {
		return fmt.Errorf("migrations of %s: %w", kind.name, err)
	}
	if _, err := runner.Up(ctx); err != nil {
		return fmt.Errorf("migrate %s: %w", f.path, err)
	}
	_, err = f.writer.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", kind.id, newest))
	return err
}

// keepCopy writes the file as it stands into backups, under its version.
func (f *File) keepCopy(ctx context.Context, version int) error {
	dir := filepath.Join(f.Dir(), "backups")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make %s: %w", dir, err)
	}
	name := strings.TrimSuffix(filepath.Base(f.path), filepath.Ext(f.path))
	to := filepath.Join(dir, fmt.Sprintf("%s-v%d-%s.db", name, version, f.clock().UTC().Format("20060102T150405.000")))
	if err := create(to); err != nil {
		return err
	}
	if _, err := f.writer.ExecContext(ctx, "VACUUM INTO ?", to); err != nil {
		return fmt.Errorf("copy %s before migrating: %w", f.path, err)
	}
	return nil
}
