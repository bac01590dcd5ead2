package app

import (
	"context"
	"path/filepath"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/competitor"
	table "github.com/brandloop/brandloop/backend/intake/read"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/portfolio"
	"github.com/brandloop/brandloop/backend/store"
)

// Competitor binds the room of competitors.
type Competitor struct{ shell *Shell }

// List is the competitors of a brand with their accounts.
func (c *Competitor) List(client, brand string) ([]competitor.Competitor, error) {
	return read(c.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]competitor.Competitor, error) {
		return competitor.List(tx, brand)
	})
}

// Add registers a competitor with its accounts.
func (c *Competitor) Add(client, brand string, patch competitor.Patch, accounts []competitor.AccountPatch) (*competitor.Competitor, error) {
	return write(c.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*competitor.Competitor, error) {
		return competitor.Add(tx, brand, patch, accounts)
	})
}

// Update changes a competitor.
func (c *Competitor) Update(client, id string, patch competitor.Patch) error {
	return change(c, client, func(tx *store.Tx) error { _, err := competitor.Update(tx, id, patch); return err })
}

// Delete takes a competitor away.
func (c *Competitor) Delete(client, id string) error {
	return change(c, client, func(tx *store.Tx) error { return competitor.Delete(tx, id) })
}

// AddAccount gives a competitor an account.
func (c *Competitor) AddAccount(client, id string, patch competitor.AccountPatch) error {
	return change(c, client, func(tx *store.Tx) error { _, err := competitor.AddAccount(tx, id, patch); return err })
}

// UpdateAccount changes an account.
func (c *Competitor) UpdateAccount(client, id string, patch competitor.AccountPatch) error {
	return change(c, client, func(tx *store.Tx) error { _, err := competitor.UpdateAccount(tx, id, patch); return err })
}

// DeleteAccount takes an account away.
func (c *Competitor) DeleteAccount(client, id string) error {
	return change(c, client, func(tx *store.Tx) error { return competitor.DeleteAccount(tx, id) })
}

// Sheet is every account with its numbers of a day.
func (c *Competitor) Sheet(client, brand, day string) ([]competitor.Line, error) {
	return read(c.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]competitor.Line, error) {
		return competitor.Sheet(tx, brand, day)
	})
}

// Type writes numbers as one action.
func (c *Competitor) Type(client string, numbers []competitor.Number) error {
	return change(c, client, func(tx *store.Tx) error { return competitor.Set(tx, numbers) })
}

// Compare is a brand against its competitors in a period.
func (c *Competitor) Compare(client, brand, from, to string) (*competitor.Comparison, error) {
	return read(c.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*competitor.Comparison, error) {
		return competitor.Compare(tx, brand, from, to)
	})
}

// Followers is the course of followers over the twelve months up to a day, or up
// to today where that is earlier.
func (c *Competitor) Followers(client, brand, platform, to string) (*competitor.History, error) {
	return read(c.shell, client, func(w *agency.Workspace, tx *store.Tx) (*competitor.History, error) {
		return competitor.Followers(tx, brand, platform, min(to, tx.Now.Day(w.Zone)))
	})
}

// Notes lists what was seen in words.
func (c *Competitor) Notes(client string, filter competitor.NoteFilter) ([]competitor.Note, error) {
	return read(c.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]competitor.Note, error) {
		return competitor.Notes(tx, filter)
	})
}

// AddNote writes down what was seen.
func (c *Competitor) AddNote(client string, patch competitor.NotePatch) error {
	return change(c, client, func(tx *store.Tx) error { _, err := competitor.AddNote(tx, patch); return err })
}

// UpdateNote changes a note.
func (c *Competitor) UpdateNote(client, id string, patch competitor.NotePatch) error {
	return change(c, client, func(tx *store.Tx) error { _, err := competitor.UpdateNote(tx, id, patch); return err })
}

// DeleteNote takes a note away.
func (c *Competitor) DeleteNote(client, id string) error {
	return change(c, client, func(tx *store.Tx) error { return competitor.DeleteNote(tx, id) })
}

// ReadFile writes the numbers of a file, all of them or none, and says what is
// wrong with which row. An empty path asks for one; null comes back when the
// person gave up.
func (c *Competitor) ReadFile(client, brand, path string) (*competitor.Read, error) {
	language := c.shell.language()
	if path == "" {
		files, err := c.shell.outside().pickFiles(lang.T(language, "competitor.pick_file"), lang.T(language, "app.list_kinds"), "*.xlsx;*.xls;*.csv")
		if err != nil || len(files) == 0 {
			return nil, err
		}
		path = files[0]
	}
	records, err := records(context.Background(), path)
	if err != nil {
		return nil, err
	}
	return write(c.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*competitor.Read, error) {
		return competitor.ReadFile(tx, brand, language, filepath.Base(path), records)
	})
}

// records are the rows of the first table of a file.
func records(ctx context.Context, path string) ([]competitor.Record, error) {
	file, err := table.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	rows, err := file.Tables[0].Rows(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	all := []competitor.Record{}
	for len(all) <= competitor.MostRows+1 && rows.Next() {
		r := competitor.Record{Number: rows.Number()}
		for _, cell := range rows.Cells() {
			r.Cells = append(r.Cells, string(cell))
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

// Benchmark says how a brand stands among the agency's brands of its sector,
// which it never names. job names the work for Window.Cancel.
func (c *Competitor) Benchmark(q portfolio.Query, job string) (*portfolio.Benchmark, error) {
	ctx, progress, end := c.shell.job(job)
	defer end()
	return call(c.shell, func(a *agency.Agency) (*portfolio.Benchmark, error) { return portfolio.Against(ctx, a, q, progress) })
}

// change is write for what has no result.
func change(c *Competitor, client string, fn func(*store.Tx) error) error {
	_, err := write(c.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) { return struct{}{}, fn(tx) })
	return err
}
