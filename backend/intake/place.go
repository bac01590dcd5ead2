package intake

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/intake/read"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

// Place is a channel of some client, as a file may belong to it.
type Place struct {
	Client     string `json:"client"` // id
	ClientName string `json:"client_name"`
	Brand      string `json:"brand"` // its name
	Channel    string `json:"channel"`
	Platform   string `json:"platform"`
	Handle     string `json:"handle"`
	account    string
}

// Places lists the channels of every client that is not archived, by client. A
// client's file that cannot be opened is left out.
func Places(ctx context.Context, a *agency.Agency) ([]Place, error) {
	clients, err := a.Clients(ctx)
	if err != nil {
		return nil, err
	}
	all := []Place{}
	for _, c := range clients {
		if ctx.Err() != nil {
			return nil, fault.New(fault.Canceled, "fault.canceled")
		}
		if c.Archived {
			continue
		}
		_ = a.With(ctx, c.ID, func(w *agency.Workspace) error {
			return w.File.Read(ctx, func(tx *store.Tx) error {
				brands, err := brand.Brands(tx)
				if err != nil {
					return err
				}
				channels, err := brand.Channels(tx, "")
				for _, ch := range channels {
					p := Place{Client: c.ID, ClientName: c.Name, Channel: ch.ID, Platform: ch.Platform, Handle: ch.Handle, account: ch.Account}
					if i := slices.IndexFunc(brands, func(b brand.Brand) bool { return b.ID == ch.BrandID }); i >= 0 {
						p.Brand = brands[i].Name
					}
					all = append(all, p)
				}
				return err
			})
		})
	}
	return all, nil
}

// placing finds whose each of many files is.
type placing struct {
	agency *agency.Agency
	home   string // id of the client where the files were given, or ""
	names  map[string]string
	places []Place
	listed bool
	stand  map[string][]string // clients by the hash of what they have imported
}

// RunAll is Run over files of any of the agency's clients: each goes to the
// client that was asked for, else to the one whose channel bears the account that
// it names, else to home; without a home to the one that has imported the same bytes,
// else it waits with the question "client". One that names no account and stands with
// another client than home says so, and waits too where a person can answer. What
// a person chose is remembered by account. Outcomes come in the order of files.
func RunAll(ctx context.Context, a *agency.Agency, by, home string, files []Request, opt Options) ([]Outcome, error) {
	clients, err := a.Clients(ctx)
	if err != nil {
		return nil, err
	}
	p := &placing{agency: a, home: home, names: map[string]string{}}
	for _, c := range clients {
		p.names[c.ID] = c.Name
	}
	opt.Recall = func(shape string) (*format.Mapping, error) { return recall(ctx, a, shape) }
	all := make([]Outcome, len(files))
	byClient, order := map[string][]int{}, []string{}
	given := files
	files = slices.Clone(files)
	for i := range files {
		if files[i].Client == "" {
			if err := p.find(ctx, &files[i], opt, &all[i]); err != nil {
				return nil, err
			}
		}
		client := files[i].Client
		if client == "" {
			continue
		}
		if byClient[client] == nil {
			order = append(order, client)
		}
		byClient[client] = append(byClient[client], i)
	}
	total := 0
	for _, client := range order {
		group := byClient[client]
		asked := make([]Request, len(group))
		for j, i := range group {
			asked[j] = files[i]
		}
		own := opt
		if client != home {
			own.Brand = ""
		}
		if opt.Progress != nil {
			before, most := int64(total), int64(len(files))
			own.Progress = func(done, of int64) { opt.Progress(before*1000+done*1000*int64(len(group))/max(of, 1), most*1000) }
		}
		var outcomes []Outcome
		err := a.With(ctx, client, func(w *agency.Workspace) (err error) {
			outcomes, err = Run(ctx, w, by, asked, own)
			return err
		})
		for j, o := range outcomes {
			o.Client, o.ClientName = client, p.names[client]
			if err == nil && given[group[j]].Client == "" && given[group[j]].Channel == "" {
				err = p.elsewhere(ctx, &o, opt)
			}
			outcomes[j], all[group[j]] = o, o
		}
		if err == nil && !opt.DryRun {
			err = p.remember(ctx, asked, outcomes)
		}
		if err != nil {
			return all, err
		}
		total += len(group)
	}
	return all, nil
}

// recall reads a mapping that was remembered.
func recall(ctx context.Context, a *agency.Agency, shape string) (*format.Mapping, error) {
	spec, err := a.RecallMapping(ctx, shape)
	if err != nil || spec == "" {
		return nil, err
	}
	var m format.Mapping
	if err := json.Unmarshal([]byte(spec), &m); err != nil {
		return nil, nil // of another version: it is asked again
	}
	return &m, nil
}

// find says whose a file is in its request, or where nothing tells, in its
// outcome.
func (p *placing) find(ctx context.Context, r *Request, opt Options, o *Outcome) error {
	r.Client = p.home
	f, err := read.Open(ctx, r.Path)
	var lost *fs.PathError
	if err != nil && fault.Of(err) == nil && !errors.As(err, &lost) {
		return err
	}
	if err != nil {
		return p.describe(r, f, nil, opt, o, err)
	}
	m, err := recognise(ctx, f, *r, opt, o)
	if err != nil && fault.Of(err) == nil {
		return err
	}
	if err != nil {
		return p.describe(r, f, nil, opt, o, err)
	}
	sum, err := m.Parse(ctx, format.Visitor{})
	if err != nil && fault.Of(err) == nil {
		return err
	}
	if err == nil {
		for _, a := range sum.Accounts {
			place, found, err := p.of(ctx, m, a)
			if err != nil {
				return err
			}
			if found {
				r.Client = place.Client
				if r.Channel == "" && len(m.Platforms) <= 1 && !m.Own() {
					r.Channel = place.Channel
				}
				return nil
			}
		}
	}
	if r.Client == "" && err == nil {
		clients, err := p.before(ctx, f.SHA256)
		if err != nil {
			return err
		}
		if len(clients) == 1 {
			r.Client = clients[0]
		}
	}
	return p.describe(r, f, sum, opt, o, err)
}

// before are the clients that have imported the file of that hash.
func (p *placing) before(ctx context.Context, hash string) ([]string, error) {
	if p.stand != nil {
		return p.stand[hash], nil
	}
	clients, err := p.agency.Clients(ctx)
	if err != nil {
		return nil, err
	}
	p.stand = map[string][]string{}
	for _, c := range clients {
		if ctx.Err() != nil {
			return nil, fault.New(fault.Canceled, "fault.canceled")
		}
		if c.Archived {
			continue
		}
		// A client's file that cannot be opened is left out.
		_ = p.agency.With(ctx, c.ID, func(w *agency.Workspace) error {
			return w.File.Read(ctx, func(tx *store.Tx) error {
				return tx.Rows("SELECT DISTINCT hash FROM import WHERE undone_at IS NULL", nil, func(r *sql.Rows) error {
					var hash string
					err := r.Scan(&hash)
					p.stand[hash] = append(p.stand[hash], c.ID)
					return err
				})
			})
		})
	}
	return p.stand[hash], nil
}

// elsewhere says of a file that names no account that another client has imported the
// same bytes.
func (p *placing) elsewhere(ctx context.Context, o *Outcome, opt Options) error {
	if o.Same || o.Error != nil || len(o.Accounts) > 0 {
		return nil
	}
	clients, err := p.before(ctx, o.Hash)
	if err != nil {
		return err
	}
	for _, c := range clients {
		if c == o.Client {
			continue
		}
		o.Warnings = append(o.Warnings, lang.T(opt.Language, "intake.same_elsewhere", p.names[c]))
		if opt.Ask && opt.DryRun {
			o.Question = "client"
		}
	}
	return nil
}

// describe fills in the outcome of a file that goes nowhere yet; one with a
// client is described when its turn comes.
func (p *placing) describe(r *Request, f *read.File, sum *format.Summary, opt Options, o *Outcome, err error) error {
	if r.Client != "" {
		return nil
	}
	*o = newOutcome(r.Path)
	if f != nil {
		o.Hash = f.SHA256
	}
	if err != nil {
		if fault.Of(err) == nil {
			err = fault.New(fault.Invalid, "intake.unreadable", o.File)
		}
		o.Unknown = format.Unknown(err)
		o.refuse(err, opt.Language)
		return nil
	}
	o.Format, o.Columns, o.Question = sum.Format, orEmpty(sum.Columns), "client"
	for _, part := range sum.Parts {
		if part.Platform != "" {
			o.Platforms = append(o.Platforms, part.Platform)
		}
	}
	o.describe(sum, opt.Language)
	return nil
}

// of is the place of an account: as somebody said once, else the channel that
// bears its name, at home first.
func (p *placing) of(ctx context.Context, m *format.Match, account format.AccountCount) (Place, bool, error) {
	platforms := m.Platforms
	if m.Own() {
		platforms = []string{account.Platform}
	}
	for _, platform := range platforms {
		for _, name := range []string{account.ID, account.Handle, account.Name} {
			if name == "" {
				continue
			}
			known, found, err := p.agency.RecallAccount(ctx, platform, name)
			if err != nil {
				return Place{}, false, err
			}
			if found {
				there, err := p.standing(ctx, known)
				if err != nil || there {
					return Place{Client: known.Client, Channel: known.Channel}, there, err
				}
			}
		}
	}
	if !p.listed {
		places, err := Places(ctx, p.agency)
		if err != nil {
			return Place{}, false, err
		}
		p.places, p.listed = places, true
	}
	var elsewhere []Place
	for _, place := range p.places {
		if !slices.Contains(platforms, place.Platform) {
			continue
		}
		if account.ID != "" && account.ID == place.account || account.Handle != "" && bare(account.Handle) == bare(place.Handle) {
			if place.Client == p.home {
				return place, true, nil
			}
			elsewhere = append(elsewhere, place)
		}
	}
	// Two clients with a channel of one name: that is a question.
	if len(elsewhere) == 1 {
		return elsewhere[0], true, nil
	}
	return Place{}, false, nil
}

// standing reports whether a remembered channel is still there.
func (p *placing) standing(ctx context.Context, known agency.Account) (there bool, err error) {
	err = p.agency.With(ctx, known.Client, func(w *agency.Workspace) error {
		return w.File.Read(ctx, func(tx *store.Tx) error {
			_, err := store.Find[brand.Channel](tx, known.Channel)
			if there = err == nil; fault.Is(err, fault.NotFound) {
				err = nil
			}
			return err
		})
	})
	return there, err
}

// remember keeps whose account each imported file was of, where it is of one.
func (p *placing) remember(ctx context.Context, asked []Request, outcomes []Outcome) error {
	var all []agency.Account
	for i, o := range outcomes {
		if o.Import == nil || asked[i].Channel == "" || len(o.Feeds) != 1 || len(o.Accounts) == 0 {
			continue
		}
		a := o.Accounts[0]
		for _, name := range []string{a.ID, a.Handle, a.Name} {
			if name != "" {
				all = append(all, agency.Account{Platform: o.Feeds[0].Platform, Name: name, Client: o.Client, Channel: o.Feeds[0].Channel})
			}
		}
	}
	return p.agency.RememberAccounts(ctx, all)
}
