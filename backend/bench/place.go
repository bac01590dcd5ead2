package main

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/store"
)

// place is a data folder open both ways: as the app opens it, and bare.
type place struct {
	agency *agency.Agency
	client string // id
	db     *sql.DB
	bare   *sql.Conn // one connection with the app's pragmas
	kept   map[string]*sql.Stmt
}

// openPlace opens the client named name of a data folder.
func openPlace(ctx context.Context, folder, name string) (*place, error) {
	a, err := agency.Open(ctx, folder, time.Now, nil)
	if err != nil {
		return nil, err
	}
	c, err := a.Match(ctx, name)
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	p := &place{agency: a, client: c.ID, kept: map[string]*sql.Stmt{}}
	p.db, err = sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(a.Folder(c.ID), "client.db"))+
		"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)&_pragma=cache_size(-8000)&_pragma=temp_store(MEMORY)&_pragma=wal_autocheckpoint(4000)")
	if err == nil {
		p.bare, err = p.db.Conn(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return p, nil
}

func (p *place) close() { _ = errors.Join(p.bare.Close(), p.db.Close(), p.agency.Close()) }

// read runs fn as the app reads: the client looked up, its file held, one view.
func (p *place) read(ctx context.Context, fn func(*agency.Workspace, *store.Tx) error) error {
	return p.agency.With(ctx, p.client, func(w *agency.Workspace) error {
		return w.File.Read(ctx, func(tx *store.Tx) error { return fn(w, tx) })
	})
}

// write runs fn as one action.
func (p *place) write(ctx context.Context, fn func(*agency.Workspace, *store.Tx) error) error {
	return p.agency.With(ctx, p.client, func(w *agency.Workspace) error {
		return w.File.Write(ctx, "", func(tx *store.Tx) error { return fn(w, tx) })
	})
}

// statement is the prepared form of query on the bare connection.
func (p *place) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if s := p.kept[query]; s != nil {
		return s, nil
	}
	s, err := p.bare.PrepareContext(ctx, query)
	p.kept[query] = s
	return s, err
}

// rows runs a prepared query on the bare connection.
func (p *place) rows(ctx context.Context, query string, args []any, scan func(*sql.Rows) error) error {
	s, err := p.statement(ctx, query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
