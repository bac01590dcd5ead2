package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/sample"
	"github.com/brandloop/brandloop/backend/store"
)

// The seeded client: what the goals are stated for.
var (
	today = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	full  = sample.BulkOptions{Activities: 1_000_000, Channels: 8, Metrics: 25, Days: 1825, Seed: 1, Today: today.Format(time.DateOnly)}
	quick = sample.BulkOptions{Activities: 60_000, Channels: 8, Metrics: 25, Days: 200, Seed: 1, Today: today.Format(time.DateOnly)}
)

const seeded = "Seeded"

// seed gives the data folder with the seeded client, made once and kept under
// dir: it takes minutes.
func seed(ctx context.Context, dir string, o sample.BulkOptions) (folder string, err error) {
	schema, err := schemaMark(ctx)
	if err != nil {
		return "", err
	}
	folder = filepath.Join(dir, fmt.Sprintf("seed-%d-%s", o.Activities, schema))
	if _, err := os.Stat(filepath.Join(folder, "agency.db")); err == nil {
		return folder, nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	half := folder + ".part"
	if err := os.RemoveAll(half); err != nil {
		return "", err
	}
	a, err := agency.Open(ctx, half, time.Now, nil)
	if err != nil {
		return "", err
	}
	total := o.Activities + o.Channels*o.Metrics*o.Days
	begun := time.Now()
	_, err = sample.Bulk(ctx, a, seeded, o, func(rows int) {
		say("seeding: %d of %d rows, %.0f s", rows, total, time.Since(begun).Seconds())
	})
	if err = errors.Join(err, a.Close()); err != nil {
		return "", err
	}
	return folder, os.Rename(half, folder)
}

// schemaMark tells the schema of a client's file from another, so that data of
// an older one is seeded anew.
func schemaMark(ctx context.Context) (mark string, err error) {
	dir, err := os.MkdirTemp("", "brandloop-bench")
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	f, err := store.Open(ctx, filepath.Join(dir, "client.db"), store.Client, time.Now)
	if err != nil {
		return "", err
	}
	h := fnv.New32a()
	err = f.Read(ctx, func(tx *store.Tx) error {
		return tx.Rows("SELECT coalesce(sql, '') FROM sqlite_schema ORDER BY rowid", nil, func(r *sql.Rows) error {
			var text string
			err := r.Scan(&text)
			_, _ = h.Write([]byte(text))
			return err
		})
	})
	return fmt.Sprintf("%08x", h.Sum32()), errors.Join(err, f.Close())
}

// copyTree copies a data folder, for what would change it.
func copyTree(from, to string) error {
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	return os.CopyFS(to, os.DirFS(from))
}

// say tells what is going on, beside the table on standard output.
func say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
