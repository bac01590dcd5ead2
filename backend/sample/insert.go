package sample

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/store"
)

// insert is a prepared statement that adds rows to a table. Close it.
type insert struct {
	ctx   context.Context
	table string
	*sql.Stmt
	rows int
}

func newInsert(tx *store.Tx, table string, columns []string) (*insert, error) {
	stmt, err := tx.SQL().PrepareContext(tx.Context(), fmt.Sprintf("INSERT INTO %s (%s) VALUES (?%s)",
		table, strings.Join(columns, ", "), strings.Repeat(", ?", len(columns)-1)))
	if err != nil {
		return nil, fmt.Errorf("fill %s: %w", table, err)
	}
	return &insert{ctx: tx.Context(), table: table, Stmt: stmt}, nil
}

func (i *insert) add(values ...any) error {
	if _, err := i.ExecContext(i.ctx, values...); err != nil {
		return fmt.Errorf("fill %s: %w", i.table, err)
	}
	i.rows++
	return nil
}

// tables are those that the sample of a client fills row by row.
type tables struct {
	tx                                 *store.Tx
	post, measurement, summary, target *insert
	log                                *community.Writer
}

func newTables(tx *store.Tx, zone *time.Location) (t *tables, err error) {
	t = &tables{tx: tx}
	if t.log, err = community.NewWriter(tx, zone); err != nil {
		return nil, err
	}
	for _, each := range []struct {
		into    **insert
		name    string
		columns []string
	}{
		{&t.post, "post", append([]string{"id", "channel_id", "platform_id", "permalink", "title", "text", "type", "published_at", "day", "duration_s",
			"import_id", "tags", "pillar", "created_at", "updated_at"}, content.Metrics...)},
		{&t.measurement, "measurement", []string{"channel_id", "metric", "grain", "day", "import_id", "value", "as_of", "who", "created_at"}},
		{&t.summary, "summary", []string{"id", "kind", "period", "text", "prepared_by", "created_at", "updated_at"}},
		{&t.target, "target", []string{"id", "brand_id", "channel_id", "metric", "level", "campaign", "baseline", "value", "from_day", "to_day", "note", "created_at", "updated_at"}},
	} {
		made, err := newInsert(tx, each.name, each.columns)
		if err != nil {
			t.close()
			return nil, err
		}
		*each.into = made
	}
	return t, nil
}

// entry logs e, if it has come to be by now, under an id that luck draws.
func (t *tables) entry(e *entry, luck chance, now store.Instant) (logged bool, err error) {
	id := luck.id(e.logged)
	said, logged := e.said(now)
	if !logged {
		return false, nil
	}
	t.tx.Now, t.tx.IDs = e.logged, func() string { return id }
	return true, t.log.Add(said)
}

func (t *tables) close() {
	_ = t.log.Close()
	for _, i := range []*insert{t.post, t.measurement, t.summary, t.target} {
		if i != nil {
			_ = i.Close()
		}
	}
}
