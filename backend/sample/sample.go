// Package sample fills an empty data folder with an invented agency: its team,
// its clients and what happened to them over a year and more. The same seed and
// day make the same data, down to ids. Tests and benchmarks use it too.
package sample

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// Options say how much is made, and as of when.
type Options struct {
	Clients int
	Months  int // whole months before that of Today
	Seed    uint64
	Today   string // YYYY-MM-DD: nothing is later than its morning; "" is the day of the agency's clock
	// Activities, where it is not 0, is about how many entries the log of each
	// client holds, whatever the story says.
	Activities int
}

// Defaults are enough to compare the last whole month with a year before.
var Defaults = Options{Clients: 3, Months: 13, Seed: 1}

// The bounds of Options.
const (
	MaxClients = 500
	MaxMonths  = 120
)

func (o *Options) settle(now time.Time) (today time.Time, err error) {
	if o.Today == "" {
		o.Today = now.Format(time.DateOnly)
	}
	if o.Clients < 1 || o.Clients > MaxClients {
		return today, fault.Bad("clients", "sample.clients_wrong", o.Clients, MaxClients)
	}
	if o.Months < 1 || o.Months > MaxMonths {
		return today, fault.Bad("months", "sample.months_wrong", o.Months, MaxMonths)
	}
	if o.Activities < 0 {
		return today, fault.Bad("activities", "sample.activities_wrong", o.Activities)
	}
	if today, err = time.Parse(time.DateOnly, o.Today); err != nil {
		return today, fault.Bad("today", "sample.today_wrong", o.Today)
	}
	return today, nil
}

// Filled counts what was made.
type Filled struct {
	Clients      int `json:"clients"`
	Brands       int `json:"brands"`
	Channels     int `json:"channels"`
	Posts        int `json:"posts"`
	Measurements int `json:"measurements"`
	Activities   int `json:"activities"`
}

func (f *Filled) add(o Filled) {
	f.Brands += o.Brands
	f.Channels += o.Channels
	f.Posts += o.Posts
	f.Measurements += o.Measurements
	f.Activities += o.Activities
}

// atOnce is how many clients are made at the same time at most: each writes a
// file of its own, and more only wait for the disk.
const atOnce = 4

// Fill makes the sample agency in the folder of a, all of it or none. It is
// refused with fault.Conflict when the folder holds a client or a person. It is
// no action but for the imports of the files that its people fetched from Meta,
// which can be undone. progress is told the days done of all, each of which
// counts as it happens and as its numbers come in; it may be nil.
func Fill(ctx context.Context, a *agency.Agency, o Options, progress func(done, total int64)) (f *Filled, err error) {
	today, err := o.settle(a.Now())
	if err != nil {
		return nil, err
	}
	if err := refuseFull(ctx, a); err != nil {
		return nil, err
	}
	stories, tongues, err := load()
	if err != nil {
		return nil, err
	}
	if progress == nil {
		progress = func(int64, int64) {}
	}
	start := store.At(time.Date(today.Year(), today.Month(), 1, 8, 0, 0, 0, time.UTC).AddDate(0, -o.Months, 0))
	team := newTeam(o.Seed, start)
	clients := make([]agency.Client, o.Clients)
	defer func() {
		if err == nil {
			return
		}
		for _, c := range clients {
			if c.ID != "" {
				err = errors.Join(err, os.RemoveAll(a.Folder(c.ID)))
			}
		}
	}()
	f = &Filled{Clients: o.Clients}
	var one sync.Mutex // around f and progress
	done := int64(0)
	work, workCtx := errgroup.WithContext(ctx)
	work.SetLimit(min(runtime.NumCPU(), atOnce))
	for i := range o.Clients {
		work.Go(func() error {
			s := stories[i%len(stories)]
			m, err := newMaker(s, tongues[s.Language], i, i/len(stories), o, today, start, team)
			if err != nil {
				return err
			}
			clients[i] = m.client
			days := 0
			err = m.fill(workCtx, a, func(day int) {
				one.Lock()
				defer one.Unlock()
				done, days = done+int64(day-days), day
				progress(done, 2*int64(m.calendar.days)*int64(o.Clients))
			})
			if err != nil {
				return fmt.Errorf("fill %s: %w", m.client.Name, err)
			}
			one.Lock()
			defer one.Unlock()
			f.add(m.filled)
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	return f, a.File().Write(ctx, "", func(tx *store.Tx) error {
		if err := tx.Quiet(); err != nil {
			return err
		}
		tx.Now = start
		for i := range team {
			if err := store.Create(tx, &team[i], &team[i].Row); err != nil {
				return err
			}
		}
		for i := range clients {
			if err := store.Create(tx, &clients[i], &clients[i].Row); err != nil {
				return err
			}
		}
		return settings(tx, team, clients)
	})
}

// settings make the account lead of the first client the person at work, and
// that client the one that is shown, unless somebody chose already.
func settings(tx *store.Tx, team []agency.Person, clients []agency.Client) error {
	for key, value := range map[string]string{"me": clients[0].Team[0], "client": clients[0].ID} {
		if _, err := tx.Exec(`INSERT INTO setting (key, value) VALUES (?, ?)
			ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value = ''`, key, value); err != nil {
			return fmt.Errorf("settings of the sample: %w", err)
		}
	}
	return nil
}

// refuseFull refuses a folder in which somebody has begun to work.
func refuseFull(ctx context.Context, a *agency.Agency) error {
	var count int
	err := a.File().Read(ctx, func(tx *store.Tx) error {
		_, err := tx.Get("SELECT (SELECT count(*) FROM client) + (SELECT count(*) FROM person)", nil, &count)
		return err
	})
	if err == nil && count > 0 {
		return fault.New(fault.Conflict, "sample.not_empty", a.Dir())
	}
	return err
}

// newTeam is the agency's invented team.
func newTeam(seed uint64, at store.Instant) []agency.Person {
	luck := newChance(seed, "team")
	var team []agency.Person
	for _, p := range []struct {
		name, color string
		roles       []string
	}{
		{"Lucía Ferrán", "#0072b2", []string{agency.AccountLead, agency.SMM}},
		{"Tomás Arrieta", "#d55e00", []string{agency.CM}},
		{"Irene Solbes", "#009e73", []string{agency.CM}},
		{"Maya Whitlock", "#cc79a7", []string{agency.AccountLead, agency.SMM}},
		{"Owen Pryce", "#e69f00", []string{agency.CM}},
		{"Darío Quintas", "#56b4e9", []string{agency.SMM, agency.CM}},
	} {
		first, last := []rune(p.name)[0], rune(0)
		for i, r := range []rune(p.name) {
			if i > 0 && []rune(p.name)[i-1] == ' ' {
				last = r
			}
		}
		team = append(team, agency.Person{Row: store.Row{ID: luck.id(at), CreatedAt: at, UpdatedAt: at},
			Name: p.name, Initials: string([]rune{first, last}), Color: p.color, Roles: p.roles})
	}
	return team
}

// crews are who works for the clients of a language: the account lead first,
// then the community managers.
var crews = map[string][]int{"es": {0, 1, 2, 5}, "en": {3, 4, 5}}

// open makes the file of a client that the agency does not know yet; what a
// fill that was cut off left there goes.
func open(ctx context.Context, a *agency.Agency, client string, clock store.Clock) (*store.File, error) {
	folder := a.Folder(client)
	if err := os.RemoveAll(folder); err != nil {
		return nil, fmt.Errorf("clear %s: %w", folder, err)
	}
	return store.Open(ctx, filepath.Join(folder, "client.db"), store.Client, clock)
}

func part(client int, name string) string { return strconv.Itoa(client) + "/" + name }
