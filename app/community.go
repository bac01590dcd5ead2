package app

import (
	"context"
	"errors"
	"iter"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/report"
	"github.com/brandloop/brandloop/backend/store"
)

// Community binds the room of the activity log.
type Community struct{ shell *Shell }

// Page reads at most limit entries of a filter after a cursor: what the page
// before gave as next, "" for the first, or a day to begin with.
func (b *Community) Page(client string, filter community.Filter, cursor string, limit int) (*community.Slice, error) {
	return read(b.shell, client, func(w *agency.Workspace, tx *store.Tx) (*community.Slice, error) {
		return community.Page(tx, w.Zone, filter, cursor, limit)
	})
}

// Measure says where in the list of a filter which entries stand; of a search as
// far as reach.
func (b *Community) Measure(client string, filter community.Filter, reach int) (*community.Ruler, error) {
	return read(b.shell, client, func(w *agency.Workspace, tx *store.Tx) (*community.Ruler, error) {
		return community.Measure(tx, w.Zone, filter, reach)
	})
}

// IDs tells which entries stand at a place of the list: at most limit from where
// a page at cursor begins.
func (b *Community) IDs(client string, filter community.Filter, cursor string, limit int) ([]string, error) {
	return read(b.shell, client, func(w *agency.Workspace, tx *store.Tx) ([]string, error) {
		return community.IDs(tx, w.Zone, filter, cursor, limit)
	})
}

// Count tells how many entries a filter finds.
func (b *Community) Count(client string, filter community.Filter) (*community.Total, error) {
	return read(b.shell, client, func(w *agency.Workspace, tx *store.Tx) (*community.Total, error) {
		return community.Count(tx, w.Zone, filter)
	})
}

// Find reads one entry.
func (b *Community) Find(client, id string) (*community.Activity, error) {
	return read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*community.Activity, error) {
		return community.Find(tx, id)
	})
}

// Add logs one entry, by the person at work unless it names another.
func (b *Community) Add(client string, entry community.Entry) (*community.Activity, error) {
	if entry.PersonID == "" {
		me, err := call(b.shell, func(a *agency.Agency) (agency.Person, error) { return a.Me(context.Background()) })
		if err != nil {
			return nil, err
		}
		entry.PersonID = me.ID
	}
	return write(b.shell, client, func(w *agency.Workspace, tx *store.Tx) (*community.Activity, error) {
		return community.Add(tx, w.Zone, entry)
	})
}

// Update changes one entry.
func (b *Community) Update(client, id string, patch community.Patch) (*community.Activity, error) {
	return write(b.shell, client, func(w *agency.Workspace, tx *store.Tx) (*community.Activity, error) {
		return community.Update(tx, w.Zone, id, patch)
	})
}

// UpdateMany changes the chosen entries as one action and tells how many. job
// names the work for Window.Cancel.
func (b *Community) UpdateMany(client string, chosen community.Chosen, patch community.Patch, job string) (int, error) {
	ctx, _, end := b.shell.job(job)
	defer end()
	return writing(b.shell, ctx, client, func(w *agency.Workspace, tx *store.Tx) (int, error) {
		return community.UpdateMany(tx, w.Zone, chosen, patch)
	})
}

// DeleteMany takes the chosen entries out of the log as one action and tells
// how many.
func (b *Community) DeleteMany(client string, chosen community.Chosen, job string) (int, error) {
	ctx, _, end := b.shell.job(job)
	defer end()
	return writing(b.shell, ctx, client, func(w *agency.Workspace, tx *store.Tx) (int, error) {
		return community.DeleteMany(tx, w.Zone, chosen)
	})
}

// Statistics adds up the log of a span of days, by the clock and by the
// client's office hours.
func (b *Community) Statistics(client, brandID, from, to string) (*community.Statistics, error) {
	return read(b.shell, client, func(w *agency.Workspace, tx *store.Tx) (*community.Statistics, error) {
		return community.Stats(tx, community.Scope{BrandID: brandID, From: from, To: to, Zone: w.Zone, OfficeHours: w.Client.OfficeHours})
	})
}

// Topics lists the topics of a brand ("": of all), the most used first.
func (b *Community) Topics(client, brandID string) ([]community.TopicCount, error) {
	return read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]community.TopicCount, error) {
		return community.Topics(tx, brandID)
	})
}

// RenameTopic gives every entry with one topic another instead, and tells how
// many had it.
func (b *Community) RenameTopic(client, from, to string) (int, error) {
	return write(b.shell, client, func(w *agency.Workspace, tx *store.Tx) (int, error) {
		return community.RenameTopic(tx, w.Zone, from, to)
	})
}

// ReadPaste understands pasted rows; nothing is written.
func (b *Community) ReadPaste(client, brandID, text string, options community.PasteOptions) (*community.Pasted, error) {
	team, err := call(b.shell, func(a *agency.Agency) ([]agency.Person, error) { return a.Team(context.Background()) })
	if err != nil {
		return nil, err
	}
	return read(b.shell, client, func(w *agency.Workspace, tx *store.Tx) (*community.Pasted, error) {
		channels, err := brand.Channels(tx, brandID)
		if err != nil {
			return nil, err
		}
		return community.Paste(text, community.PasteContext{
			Zone: w.Zone, Now: tx.Now.Time(), Language: b.shell.language(), Channels: channels, People: team, Options: options,
		})
	})
}

// AddMany logs entries as one action and tells how many.
func (b *Community) AddMany(client string, entries []community.Entry) (int, error) {
	return write(b.shell, client, func(w *agency.Workspace, tx *store.Tx) (int, error) {
		return community.AddMany(tx, w.Zone, entries)
	})
}

// Export writes all entries of a filter, as they are listed, to a workbook or a
// CSV, and returns its path. An empty path asks for one; "" comes back when the
// person gave up. job names the work for Window.Cancel.
func (b *Community) Export(client string, filter community.Filter, path, job string) (string, error) {
	path, err := b.shell.listPath("community.list", filter.From+" "+filter.To, path)
	if err != nil || path == "" {
		return "", err
	}
	ctx, progress, end := b.shell.job(job)
	defer end()
	team, err := call(b.shell, func(a *agency.Agency) ([]agency.Person, error) { return a.Team(ctx) })
	if err != nil {
		return "", err
	}
	_, err = within(b.shell, ctx, client, func(w *agency.Workspace) (struct{}, error) {
		return struct{}{}, w.File.Read(ctx, func(tx *store.Tx) error {
			return writeLog(ctx, tx, w, team, filter, b.shell.language(), path, progress)
		})
	})
	if err != nil {
		return "", err
	}
	return path, nil
}

// listKinds are the kinds of the columns of an exported log that are not text.
var listKinds = map[string]string{
	"occurred_at": report.DateTime, "received_at": report.DateTime, "answered_at": report.DateTime,
	"quantity": report.Number, "response": report.Number, "minutes": report.Number, "link": report.Link,
}

// writeLog writes the entries of a filter to path.
func writeLog(ctx context.Context, tx *store.Tx, w *agency.Workspace, team []agency.Person, filter community.Filter, language, path string, progress func(done, total int64)) error {
	total, err := community.Count(tx, w.Zone, filter)
	if err != nil {
		return err
	}
	channels, err := brand.Channels(tx, "")
	if err != nil {
		return err
	}
	names := community.Names{Channels: map[string]string{}, People: map[string]string{}}
	for _, c := range channels {
		names.Channels[c.ID] = c.Platform + ":" + c.Handle
	}
	for _, p := range team {
		names.People[p.ID] = p.Name
	}
	columns := make([]report.Column, len(community.ListColumns))
	for i, header := range community.Header(language) {
		columns[i] = report.Column{Name: header, Kind: report.Text}
		if kind, special := listKinds[community.ListColumns[i]]; special {
			columns[i].Kind = kind
		}
	}
	next, stop := iter.Pull2(activities(tx, w, filter))
	defer stop()
	var done int64
	return report.WriteList(ctx, path, lang.T(language, "community.list"), columns, func() ([]any, error) {
		a, err, more := next()
		if err != nil || !more {
			return nil, err
		}
		if done++; done%2000 == 0 {
			progress(done, total.N)
		}
		return a.Cells(language, w.Zone, names), nil
	})
}

// activities are the entries of a filter one after another, and the error that
// ends them early.
func activities(tx *store.Tx, w *agency.Workspace, filter community.Filter) iter.Seq2[*community.Activity, error] {
	enough := errors.New("enough")
	return func(yield func(*community.Activity, error) bool) {
		err := community.Each(tx, w.Zone, filter, func(a *community.Activity) error {
			if !yield(a, nil) {
				return enough
			}
			return nil
		})
		if err != nil && !errors.Is(err, enough) {
			yield(nil, err)
		}
	}
}
