package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// Check reads the whole file and lists what is wrong with it, each as one line;
// none when it is sound.
func (f *File) Check(ctx context.Context) ([]string, error) {
	problems := []string{}
	err := f.Read(ctx, func(tx *Tx) error {
		indexes, err := tx.indexes()
		if err != nil {
			return err
		}
		for _, name := range indexes {
			// integrity_check trusts what a connection remembers of a search index,
			// and calls it broken when another connection has written since. Looking
			// into the index makes it read that anew.
			if err := tx.conn.run(fmt.Sprintf("SELECT rowid FROM %q LIMIT 1", name)); err != nil {
				problems = append(problems, fmt.Sprintf("search index %s: %v", name, err))
			}
		}
		err = tx.Rows("PRAGMA integrity_check", nil, func(r *sql.Rows) error {
			var line string
			if err := r.Scan(&line); err != nil {
				return err
			}
			if line != "ok" {
				problems = append(problems, line)
			}
			return nil
		})
		if err != nil {
			return err
		}
		return tx.Rows("SELECT \"table\", coalesce(rowid, 0), parent FROM pragma_foreign_key_check", nil, func(r *sql.Rows) error {
			var child, parent string
			var row int64
			if err := r.Scan(&child, &row, &parent); err != nil {
				return err
			}
			problems = append(problems, fmt.Sprintf("row %d of %s names a row of %s that is missing", row, child, parent))
			return nil
		})
	})
	if err != nil {
		if text := err.Error(); strings.Contains(text, "malformed") || strings.Contains(text, "not a database") {
			return append(problems, text), nil
		}
		return problems, err
	}
	return problems, f.transact(ctx, "", func(tx *Tx) error {
		indexes, err := tx.indexes()
		for _, name := range indexes {
			// rank 1 compares the index with the rows that it was made from.
			if err := tx.conn.run(fmt.Sprintf("INSERT INTO %q (%[1]q, rank) VALUES ('integrity-check', 1)", name)); err != nil {
				problems = append(problems, fmt.Sprintf("search index %s: %v", name, err))
			}
		}
		return err
	})
}

// indexes are the search indexes of the file.
func (tx *Tx) indexes() (names []string, err error) {
	err = tx.Rows("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'", nil, func(r *sql.Rows) error {
		var name string
		err := r.Scan(&name)
		names = append(names, name)
		return err
	})
	return names, err
}
