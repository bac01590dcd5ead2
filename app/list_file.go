package app

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/report"
	"github.com/brandloop/brandloop/backend/store"
)

// exportList writes what is listed of a client to a workbook or a CSV, and
// returns its path. An empty path asks for one, with a name of the list and what
// it is of; "" comes back when the person gave up.
func exportList(s *Shell, client, list, of, path string, write func(w *agency.Workspace, tx *store.Tx, path, language string) error) (string, error) {
	path, err := s.listPath(list, of, path)
	if err != nil || path == "" {
		return "", err
	}
	_, err = read(s, client, func(w *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, write(w, tx, path, s.language())
	})
	if err != nil {
		return "", err
	}
	return path, nil
}

// listPath is path, or where a person wants a list to be; "" when they gave up.
func (s *Shell) listPath(list, of, path string) (string, error) {
	if path != "" {
		return path, nil
	}
	language := s.language()
	name := strings.Join(strings.Fields(lang.T(language, list)+" "+of), " ") + ".xlsx"
	path, err := s.outside().pickSave(lang.T(language, "app.save_list"), name, lang.T(language, "app.list_kinds"), "*.xlsx;*.csv")
	if err == nil && path != "" && filepath.Ext(path) == "" {
		path += ".xlsx" // what some dialogs leave to the app
	}
	return path, err
}

// columnsOf are the columns of a room's list by their names and kinds.
func columnsOf(language, room string, named [][2]string) []report.Column {
	columns := make([]report.Column, len(named))
	for i, n := range named {
		columns[i] = report.Column{Name: lang.T(language, room+".column."+n[0]), Kind: n[1]}
	}
	return columns
}

// writeRows writes a list that is in memory.
func writeRows[T any](ctx context.Context, path, sheet string, columns []report.Column, rows []T, cells func(T) []any) error {
	return report.WriteLists(ctx, path, listOf(sheet, columns, rows, cells))
}

// listOf is a list that is in memory.
func listOf[T any](sheet string, columns []report.Column, rows []T, cells func(T) []any) report.List {
	i := 0
	return report.List{Sheet: sheet, Columns: columns, Next: func() ([]any, error) {
		if i == len(rows) {
			return nil, nil
		}
		i++
		return cells(rows[i-1]), nil
	}}
}

// inOrder are the rows that are shown (none is all), in their order.
func inOrder[T any](rows []T, shown []string, name func(T) string) []T {
	if len(shown) == 0 {
		return rows
	}
	places := map[string]int{}
	for i, one := range shown {
		places[one] = i
	}
	rows = slices.DeleteFunc(rows, func(r T) bool { _, ok := places[name(r)]; return !ok })
	slices.SortStableFunc(rows, func(a, b T) int { return places[name(a)] - places[name(b)] })
	return rows
}

// channelNames are the names of a brand's channels by id.
func channelNames(tx *store.Tx, brandID string) (map[string]string, error) {
	channels, err := brand.Channels(tx, brandID)
	names := map[string]string{}
	for _, c := range channels {
		names[c.ID] = c.Platform + ":" + c.Handle
	}
	return names, err
}
