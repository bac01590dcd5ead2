// Package intake takes in the files that platforms export: it shows what a file
// would change, imports it as one action, keeps the ledger of what came in, and
// takes an import back whole. Package read knows files, package format what
// stands in them; here it meets what the client's file holds already.
//
// The order of imports does not matter. What each import says of a post or of a
// day is kept, and the number that counts is worked out from all that stand:
// see merge.go for posts and kpi.ElectImport for measurements.
package intake

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/intake/read"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

// Request asks for one file.
type Request struct {
	Client  string `json:"client,omitempty"` // id, or "": the one that RunAll finds by the file's account, else its home
	Path    string `json:"path"`
	Channel string `json:"channel"`        // id of the channel that it belongs to, or "": found by platform and account
	Year    int    `json:"year,omitempty"` // of the last day of a file without years; 0: by the day when it was written
	// Mapping is how a file of no known format is read; nil is as it was read before.
	Mapping *format.Mapping `json:"mapping,omitempty"`
}

// Feed is a channel that a file gives numbers to.
type Feed struct {
	Channel  string `json:"channel"` // id
	Platform string `json:"platform"`
	Handle   string `json:"handle"`
	Rows     int    `json:"rows"`
}

// Account is one that a file names, and how many of its posts.
type Account struct {
	ID     string `json:"id"`
	Handle string `json:"handle"`
	Name   string `json:"name"`
	Posts  int    `json:"posts"`
}

// Skipped is a row that is not imported, and why.
type Skipped struct {
	Row    int    `json:"row"` // as a spreadsheet numbers it
	Reason string `json:"reason"`
}

// Outcome is what a file changes, or would change.
type Outcome struct {
	Client     string             `json:"client"` // id; "" where it is not known
	ClientName string             `json:"client_name"`
	Unknown    bool               `json:"unknown"` // of no known format, and a mapping could read it
	Mapping    *format.Mapping    `json:"mapping"` // as it was read; nil for a known format
	File       string             `json:"file"`
	Path       string             `json:"path"`
	Hash       string             `json:"hash"` // SHA-256
	Format     string             `json:"format"`
	Platforms  []string           `json:"platforms"`
	Accounts   []Account          `json:"accounts"` // with most posts first
	From       string             `json:"from"`     // first and last day of what it tells
	To         string             `json:"to"`
	Feeds      []Feed             `json:"feeds"`
	Question   string             `json:"question"`   // "client": nothing tells whose it is; "channel": one of Candidates must be chosen; "year": Until is a guess; else ""
	Candidates []string           `json:"candidates"` // ids of channels
	Read       int                `json:"read"`
	Added      int                `json:"added"`
	Updated    int                `json:"updated"`
	Unchanged  int                `json:"unchanged"`
	Skips      int                `json:"skips"`   // how many rows were skipped
	Skipped    []Skipped          `json:"skipped"` // the first 1000 of them
	Until      string             `json:"until"`   // last day of a file that writes no years, as it is taken; "" otherwise
	Columns    []format.Source    `json:"columns"`
	Tables     []format.TableSum  `json:"tables"` // of a file that holds several
	Sums       map[string]float64 `json:"sums"`   // of the file's columns; of unique metrics a check-sum only
	Kept       map[string]float64 `json:"kept"`   // of those the rows that were not left out
	Currency   string             `json:"currency"`
	Warnings   []string           `json:"warnings"`
	Import     *string            `json:"import"` // its id in the ledger
	Same       bool               `json:"same"`   // these very bytes came in before: nothing to do. With Candidates, only that tells its channel
	Error      *string            `json:"error"`  // why it was refused
}

func newOutcome(path string) Outcome {
	return Outcome{Path: path, File: base(path), Platforms: []string{}, Accounts: []Account{}, Feeds: []Feed{}, Candidates: []string{},
		Skipped: []Skipped{}, Columns: []format.Source{}, Tables: []format.TableSum{}, Sums: map[string]float64{}, Kept: map[string]float64{}, Warnings: []string{}}
}

func (o *Outcome) refuse(err error, language string) {
	text := fault.Of(err).In(language)
	o.Error, o.Import = &text, nil
	o.Added, o.Updated, o.Unchanged = 0, 0, 0
}

// Options are how files are taken in.
type Options struct {
	Brand    string // id; "" is every brand
	Language string // of reasons and refusals
	DryRun   bool   // write nothing
	Ask      bool   // a person is there to say whose an account is that is not called like the channel
	// Recall finds how a file with that header is read; nil where nobody remembers.
	Recall func(shape string) (*format.Mapping, error)
	// IDs is where the ids of imports and posts come from; nil is store.NewID.
	IDs func() string
	// Progress is called with the bytes done of total.
	Progress func(done, total int64)
}

// Run takes in the files one after another, each as one action of its own. What
// a person can mend in a file comes back in its Outcome and leaves the others
// alone; canceling, and anything that is a defect, ends the run with an error
// after whole files only.
func Run(ctx context.Context, w *agency.Workspace, by string, files []Request, opt Options) ([]Outcome, error) {
	all := []Outcome{}
	opened := make([]*read.File, len(files))
	var total, before int64
	for i, r := range files {
		f, err := read.Open(ctx, r.Path)
		o := newOutcome(r.Path)
		var lost *fs.PathError
		switch {
		case fault.Is(err, fault.Canceled) || ctx.Err() != nil:
			return all, stopped(all)
		case fault.Of(err) != nil:
			o.refuse(err, opt.Language)
		case errors.As(err, &lost):
			o.refuse(fault.New(fault.Invalid, "intake.unreadable", o.File), opt.Language)
		case err != nil:
			return all, err
		default:
			opened[i], o.Hash = f, f.SHA256
			total += f.Size
		}
		all = append(all, o)
	}
	for i, f := range opened {
		if f == nil {
			continue
		}
		progress := func(done int64) {
			if opt.Progress != nil {
				opt.Progress(before+done, total)
			}
		}
		err := take(ctx, w, by, f, files[i], opt, progress, &all[i])
		before += f.Size
		progress(0)
		switch {
		case fault.Is(err, fault.Canceled) || errors.Is(err, context.Canceled):
			return all, stopped(all)
		case fault.Of(err) != nil:
			all[i].refuse(err, opt.Language)
		case err != nil:
			return all, err
		}
	}
	return all, nil
}

// stopped says that the person stopped a run, and what it had imported by then.
func stopped(all []Outcome) error {
	whole := 0
	for _, o := range all {
		if o.Import != nil && !o.Same {
			whole++
		}
	}
	if whole == 0 {
		return fault.New(fault.Canceled, "fault.canceled")
	}
	return fault.New(fault.Canceled, "intake.stopped", whole)
}

// take recognises one file, asks the channel question, and stages its rows: in
// a transaction that writes, or on a view of the file when dry.
func take(ctx context.Context, w *agency.Workspace, by string, f *read.File, asked Request, opt Options, progress func(int64), o *Outcome) error {
	m, err := recognise(ctx, f, asked, opt, o)
	if err != nil {
		return err
	}
	o.Format, o.Columns, o.Currency = m.Format, orEmpty(m.Columns), m.Currency
	o.Platforms = orEmpty(m.Platforms)
	if m.Undated {
		if asked.Year > 0 {
			m.SetYear(asked.Year)
		} else if !m.Named {
			if opt.Ask {
				o.Question = "year"
			}
			o.Warnings = append(o.Warnings, lang.T(opt.Language, "intake.year_guessed", m.Until.Format(time.DateOnly)))
		}
		o.Until = m.Until.Format(time.DateOnly)
	}
	// The first walk counts what the file holds, whose it is and until when it
	// tells: the second needs all three before its first row.
	sum, err := m.Parse(ctx, format.Visitor{Progress: func(n int64) { progress(n / 2) }})
	if err != nil {
		return err
	}
	o.describe(sum, opt.Language)
	work := func(tx *store.Tx) error {
		counted, err := kpi.Catalogue(tx)
		if err != nil {
			return err
		}
		t := &taking{tx: tx, w: w, file: f, match: m, counted: counted, sum: sum, opt: opt, o: o}
		for _, k := range sum.Skips {
			t.note(k)
		}
		if err := t.route(asked.Channel); err != nil {
			return err
		}
		if o.Question == "channel" || o.Question == "client" {
			if same, err := t.before(); err != nil || same {
				return err
			}
			if opt.DryRun {
				return nil
			}
			return fault.New(fault.Invalid, "intake.which_channel", o.File)
		}
		if same, err := t.known(); err != nil || same {
			return err
		}
		return t.stage(by, func(n int64) { progress(f.Size/2 + n/2) })
	}
	if opt.DryRun {
		return w.File.Read(ctx, work)
	}
	var kept *original
	err = w.File.Write(ctx, by, func(tx *store.Tx) (err error) {
		tx.IDs = opt.IDs
		// Within the transaction, so that no other import of the same bytes comes to
		// rely on a copy that is forgotten.
		if kept, err = keep(ctx, w.File.Dir(), f); err == nil {
			err = work(tx)
		}
		if err != nil {
			kept.forget()
		}
		return err
	})
	if err != nil {
		kept.forget()
	}
	return err
}

// recognise finds how a file is read: as a person says, by its format, or as a
// file of that shape was read before.
func recognise(ctx context.Context, f *read.File, asked Request, opt Options, o *Outcome) (*format.Match, error) {
	if o.Mapping = asked.Mapping; o.Mapping != nil {
		return format.Map(ctx, f, *o.Mapping)
	}
	m, err := format.Recognise(ctx, f)
	if !format.Unknown(err) {
		return m, err
	}
	if opt.Recall != nil {
		for _, t := range f.Tables {
			for _, record := range t.Head {
				known, recallErr := opt.Recall(format.ShapeOf(record.Cells))
				if recallErr != nil {
					return nil, recallErr
				}
				if known == nil {
					continue
				}
				known.Table, known.Header = t.Name, record.Number
				o.Mapping = known
				return format.Map(ctx, f, *known)
			}
		}
	}
	o.Unknown = true
	return nil, err
}

// describe fills in what the file says of itself.
func (o *Outcome) describe(s *format.Summary, language string) {
	o.From, o.To, o.Read, o.Skips, o.Currency = s.From, s.To, s.Rows, s.Skipped, s.Currency
	for _, a := range s.Accounts {
		o.Accounts = append(o.Accounts, Account{a.ID, a.Handle, a.Name, a.Posts})
	}
	for metric, value := range s.Checksums {
		o.Sums[metric], o.Kept[metric] = value, s.Sums[metric]
	}
	if len(s.Tables) > 1 {
		o.Tables = s.Tables
	}
	for _, n := range s.Warnings {
		o.Warnings = append(o.Warnings, n.In(language))
	}
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return slices.Clone(list)
}

// instant puts a wall clock into the client's zone.
func instant(wall time.Time, zone *time.Location) store.Instant {
	return store.At(time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, zone))
}
