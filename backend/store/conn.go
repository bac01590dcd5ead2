package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/glebarez/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	"gorm.io/gorm/schema"
)

// mostStatements bounds how many prepared statements a connection keeps.
const mostStatements = 200

// conn is one connection, used by one transaction at a time, with the
// statements that it keeps prepared.
type conn struct {
	sql        *sql.Conn
	gorm       *gorm.DB
	statements map[string]*sql.Stmt
	watched    bool // the triggers that record are made, and committed
}

// dial opens n connections of their own to a database.
func dial(ctx context.Context, db *sql.DB, n int) (chan *conn, error) {
	db.SetMaxOpenConns(n)
	free := make(chan *conn, n)
	for range n {
		c, err := db.Conn(ctx)
		if err != nil {
			return nil, err
		}
		g, err := gorm.Open(&sqlite.Dialector{Conn: c}, &gorm.Config{
			SkipDefaultTransaction: true,
			Logger:                 logger.Discard,
			NamingStrategy:         schema.NamingStrategy{SingularTable: true},
		})
		if err != nil {
			return nil, err
		}
		free <- &conn{sql: c, gorm: g, statements: map[string]*sql.Stmt{}}
	}
	return free, nil
}

// take waits for a free connection.
func take(ctx context.Context, free chan *conn) (*conn, error) {
	select {
	case c, open := <-free:
		if !open {
			return nil, sql.ErrConnDone
		}
		return c, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// run executes a statement that is not kept, whatever becomes of the context of
// the work around it.
func (c *conn) run(query string) error {
	_, err := c.sql.ExecContext(context.Background(), query)
	return err
}

// do executes a statement that recurs, in its kept form, whatever becomes of the
// context of the work around it.
func (c *conn) do(query string) error {
	s, done, err := c.prepared(query)
	if err != nil {
		return err
	}
	defer done()
	_, err = s.ExecContext(context.Background())
	return err
}

// prepared is the prepared form of query, kept while there is room; done ends
// one that is not kept.
func (c *conn) prepared(query string) (s *sql.Stmt, done func(), err error) {
	if s := c.statements[query]; s != nil {
		return s, func() {}, nil
	}
	if s, err = c.sql.PrepareContext(context.Background(), query); err != nil {
		return nil, nil, fmt.Errorf("%w in %s", err, query)
	}
	if len(c.statements) < mostStatements {
		c.statements[query] = s
		return s, func() {}, nil
	}
	return s, func() { _ = s.Close() }, nil
}
