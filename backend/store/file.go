// Package store keeps one SQLite file: it opens and migrates it, runs
// transactions on it, and records what they change so that it can be undone.
// No other room opens a database.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
)

// File is one open SQLite file. It has one writer and two readers beside it,
// and may be used by many goroutines.
type File struct {
	path      string
	clock     Clock
	reversals map[string]Reversal
	firstDay  atomic.Int32 // of weeks, as time.Weekday

	writer, reader   *sql.DB
	writers, readers chan *conn
	closing          sync.Once
}

// pragmas hold on every connection. Acknowledged work is on disk: synchronous
// is FULL. The log is copied into the file every 16 MB: a small change writes
// some twenty pages, and one in forty would wait for SQLite's own 4 MB.
const pragmas = "_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
	"&_pragma=foreign_keys(1)&_pragma=cache_size(-8000)&_pragma=temp_store(MEMORY)&_pragma=wal_autocheckpoint(4000)&_time_format=sqlite"

func dsn(path, more string) string {
	u := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path)}
	return u.String() + "?" + pragmas + more
}

// BeginWeeksOn says on which day the weeks of transactions begin from now on;
// Monday until it is said.
func (f *File) BeginWeeksOn(day time.Weekday) { f.firstDay.Store(int32(day)) }

// Open opens the file at path, makes it when it is missing, and brings it to
// the newest schema of its kind, after a copy into the folder backups beside
// it. A file of a newer version of the app is refused with fault.Newer, one
// that is no database or of another kind with fault.Damaged.
func Open(ctx context.Context, path string, kind Kind, clock Clock) (*File, error) {
	if err := create(path); err != nil {
		return nil, err
	}
	writer, err := sql.Open("sqlite", dsn(path, "&_txlock=immediate"))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	f := &File{path: path, clock: clock, reversals: map[string]Reversal{}, writer: writer}
	f.BeginWeeksOn(time.Monday)
	writer.SetMaxOpenConns(1)
	if err = f.migrate(ctx, kind); err == nil {
		f.writers, err = dial(ctx, writer, 1)
	}
	if err == nil {
		f.reader, err = sql.Open("sqlite", dsn(path, "&_pragma=query_only(1)"))
	}
	if err == nil {
		f.readers, err = dial(ctx, f.reader, 2)
	}
	if err != nil {
		_ = f.end()
		return nil, damage(path, err)
	}
	return f, nil
}

// create makes an empty file that only its owner can read, so that SQLite never
// makes one that others can.
func create(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make the folder of %s: %w", path, err)
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	return file.Close()
}

// damage turns SQLite's words for a broken file into a sentence for a person.
func damage(path string, err error) error {
	if fault.Of(err) != nil {
		return err
	}
	if text := err.Error(); strings.Contains(text, "not a database") || strings.Contains(text, "malformed") {
		return errors.Join(fault.New(fault.Damaged, "store.damaged", filepath.Base(path), path), err)
	}
	return fmt.Errorf("open %s: %w", path, err)
}

// Path is where the file lies.
func (f *File) Path() string { return f.path }

// Dir is the folder that the file lies in, where what belongs to it is kept.
func (f *File) Dir() string { return filepath.Dir(f.path) }

// Close waits for what is running and ends every connection; what was
// acknowledged is on disk already. A second call does nothing.
func (f *File) Close() (err error) {
	f.closing.Do(func() { err = f.close() })
	return err
}

func (f *File) close() error {
	for _, free := range []chan *conn{f.readers, f.writers} {
		for range cap(free) {
			c := <-free
			for _, s := range c.statements {
				_ = s.Close()
			}
			_ = c.sql.Close()
		}
		close(free)
	}
	return f.end()
}

func (f *File) end() error {
	var errs []error
	if f.reader != nil {
		errs = append(errs, f.reader.Close())
	}
	return errors.Join(append(errs, f.writer.Close())...)
}
