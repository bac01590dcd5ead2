package sample

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

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
type tables struct{ post, measurement, activity, summary, target *insert }

func newTables(tx *store.Tx, postMetrics []string) (*tables, error) {
	t := &tables{}
	for _, each := range []struct {
		into    **insert
		name    string
		columns []string
	}{
		{&t.post, "post", append([]string{"id", "channel_id", "platform_id", "permalink", "title", "text", "type", "published_at", "day", "duration_s",
			"import_id", "created_at", "updated_at"}, postMetrics...)},
		{&t.measurement, "measurement", []string{"channel_id", "metric", "grain", "day", "import_id", "value", "as_of", "who", "created_at"}},
		{&t.activity, "activity", activityColumns},
		{&t.summary, "summary", []string{"id", "kind", "period", "text", "prepared_by", "created_at", "updated_at"}},
		{&t.target, "target", []string{"id", "brand_id", "channel_id", "metric", "level", "baseline", "value", "from_day", "to_day", "note", "created_at", "updated_at"}},
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

func (t *tables) close() {
	for _, i := range []*insert{t.post, t.measurement, t.activity, t.summary, t.target} {
		if i != nil {
			_ = i.Close()
		}
	}
}
