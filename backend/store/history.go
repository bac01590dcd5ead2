package store

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// Changes are recorded by triggers, as SQLite's own documentation describes for
// undo (https://www.sqlite.org/undoredo.html). They are temporary, belong to
// the one writing connection, and are made from the tables as they are, so that
// a migration never has to think of them.

// unwatched are tables that hold no person's work, or whose room undoes it by a
// Reversal.
var unwatched = []string{"action", "change", "setting", "account", "mapping", "import", "post_reading", "activity_topic", "goose_db_version"}

// derived are columns that follow from others: a change of them alone is none.
var derived = []string{"updated_at", "counts"}

// column of a table; key is its place in the primary key, from 1, or 0.
type column struct {
	name string
	kind string
	key  int
}

// table of people's work; keys are the columns that name a row: id where there
// is one.
type table struct {
	name    string
	columns []column
	keys    []string
}

// tables reads what the file is made of, but for the tables unwatched.
func (tx *Tx) tables() ([]table, error) {
	var all []table
	err := tx.Rows(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
		AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name`, nil, func(r *sql.Rows) error {
		var t table
		if err := r.Scan(&t.name); err != nil {
			return err
		}
		if !slices.Contains(unwatched, t.name) {
			all = append(all, t)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range all {
		if err := tx.describe(&all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// describe fills in the columns and keys of a table.
func (tx *Tx) describe(t *table) error {
	var primary []string
	err := tx.Rows("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", []any{t.name}, func(r *sql.Rows) error {
		var c column
		if err := r.Scan(&c.name, &c.kind, &c.key); err != nil {
			return err
		}
		t.columns = append(t.columns, c)
		if c.name == "id" {
			t.keys = []string{"id"}
		}
		if c.key > 0 {
			primary = append(primary, c.name)
		}
		return nil
	})
	if t.keys == nil {
		t.keys = primary
	}
	return err
}

// watch makes the triggers unless this connection has them.
func (tx *Tx) watch() error {
	if tx.conn.watched {
		return nil
	}
	all, err := tx.tables()
	if err != nil {
		return fmt.Errorf("read the tables of %s: %w", tx.file.path, err)
	}
	if err := tx.conn.run("CREATE TEMP TABLE recording (action_id INTEGER); INSERT INTO temp.recording VALUES (NULL)"); err != nil {
		return err
	}
	for _, t := range all {
		if err := tx.conn.run(t.triggers()); err != nil {
			return fmt.Errorf("watch %s: %w", t.name, err)
		}
	}
	return nil
}

// json is the SQL of a row by columns; of is OLD, NEW or the table.
func (t table) json(of string) string {
	parts := make([]string, len(t.columns))
	for i, c := range t.columns {
		parts[i] = fmt.Sprintf("'%s', %s.%q", c.name, of, c.name)
	}
	return "json_object(" + strings.Join(parts, ", ") + ")"
}

// named is the SQL that finds a row by its keys.
func (t table) named() string {
	parts := make([]string, len(t.keys))
	for i, k := range t.keys {
		parts[i] = fmt.Sprintf("%q = ?", k)
	}
	return strings.Join(parts, " AND ")
}

// triggers is the SQL of the three triggers that record the changes of a table.
// A row that is made is not written down a second time: it stands in the table,
// and undoing writes it down before it takes it away.
func (t table) triggers() string {
	key := func(of string) string {
		parts := make([]string, len(t.keys))
		for i, k := range t.keys {
			parts[i] = fmt.Sprintf("%s.%q", of, k)
		}
		return "json_array(" + strings.Join(parts, ", ") + ")"
	}
	var differs []string
	for _, c := range t.columns {
		if !slices.Contains(derived, c.name) {
			differs = append(differs, fmt.Sprintf("OLD.%q IS NOT NEW.%[1]q", c.name))
		}
	}
	trigger := func(event, also, key, before, after string) string {
		return fmt.Sprintf(`CREATE TEMP TRIGGER "record_%[1]s_%[2]s" AFTER %[2]s ON main.%[1]q
			WHEN (SELECT action_id FROM temp.recording) IS NOT NULL%[3]s BEGIN
			INSERT INTO change (action_id, tbl, row_key, before, after)
			VALUES ((SELECT action_id FROM temp.recording), '%[1]s', %[4]s, %[5]s, %[6]s); END;`,
			t.name, event, also, key, before, after)
	}
	return trigger("INSERT", "", key("NEW"), "NULL", "NULL") +
		trigger("UPDATE", " AND ("+strings.Join(differs, " OR ")+")", key("OLD"), t.json("OLD"), t.json("NEW")) +
		trigger("DELETE", "", key("OLD"), t.json("OLD"), "NULL")
}
