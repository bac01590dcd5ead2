// Package agency keeps the agency's own file: its clients, its team and its
// settings, and opens the workspace of each client.
package agency

import (
	"container/list"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
	_ "time/tzdata" // zones are known on machines that have none

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// mostOpen bounds how many clients' files stay open; the one not used for
// longest is closed.
const mostOpen = 12

// Agency is the open data folder. It may be used by many goroutines.
type Agency struct {
	dir    string
	clock  store.Clock
	opened func(a *Agency, client string, f *store.File) error
	file   *store.File

	weeks  atomic.Int32 // time.Weekday on which they begin
	zones  sync.Map     // *time.Location by name: to load one reads a file
	mu     sync.Mutex
	open   map[string]*workplace
	recent *list.List // of *workplace, the one used last in front
}

// workplace is the open file of one client.
type workplace struct {
	id    string
	zone  string        // the client's when it was opened
	ready chan struct{} // closed once file or err is there
	file  *store.File
	err   error
	users int
	place *list.Element
}

// Workspace is one client and its open file.
type Workspace struct {
	Client Client
	Zone   *time.Location // of the client's calendar
	File   *store.File
}

// Open opens the data folder dir, made when it is missing. opened is called
// with the file of each client before its first use, and again after the
// client's time zone has changed.
func Open(ctx context.Context, dir string, clock store.Clock, opened func(a *Agency, client string, f *store.File) error) (*Agency, error) {
	file, err := store.Open(ctx, filepath.Join(dir, "agency.db"), store.Agency, clock)
	if err != nil {
		return nil, err
	}
	a := &Agency{dir: dir, clock: clock, opened: opened, file: file, open: map[string]*workplace{}, recent: list.New()}
	s, err := a.Settings(ctx)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	a.weeks.Store(int32(weekStarts[s.WeekStart]))
	return a, nil
}

// Dir is the data folder.
func (a *Agency) Dir() string { return a.dir }

// File is the agency's own file.
func (a *Agency) File() *store.File { return a.file }

// Now is the time.
func (a *Agency) Now() time.Time { return a.clock() }

// Close closes every file.
func (a *Agency) Close() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	errs := []error{}
	for id, w := range a.open {
		<-w.ready
		if w.file != nil {
			errs = append(errs, w.file.Close())
		}
		delete(a.open, id)
	}
	return errors.Join(append(errs, a.file.Close())...)
}

// Folder is where the work for a client lies.
func (a *Agency) Folder(client string) string { return filepath.Join(a.dir, "clients", client) }

// path is where the file of a client lies.
func (a *Agency) path(client string) string { return filepath.Join(a.Folder(client), "client.db") }

// found makes the file of a new client.
func (a *Agency) found(ctx context.Context, client string) error {
	file, err := store.Open(ctx, a.path(client), store.Client, a.clock)
	if err != nil {
		return err
	}
	return file.Close()
}

// present refuses with fault.Damaged when the file of a client is missing or
// empty: to make a new one would show a client without work as if it never had
// any.
func (a *Agency) present(c *Client) error {
	info, err := os.Stat(a.path(c.ID))
	if errors.Is(err, os.ErrNotExist) || err == nil && info.Size() == 0 {
		return fault.New(fault.Damaged, "agency.file_gone", c.Name, a.path(c.ID))
	}
	if err != nil {
		return fmt.Errorf("look for the file of a client: %w", err)
	}
	return nil
}

func (a *Agency) trash(client string) string { return filepath.Join(a.dir, "trash", client) }

// With opens the workspace of the client of that id and calls fn with it; it
// stays open while fn runs.
func (a *Agency) With(ctx context.Context, client string, fn func(*Workspace) error) error {
	c, err := a.Client(ctx, client)
	if err != nil {
		return err
	}
	zone, err := a.zone(c.Timezone)
	if err != nil {
		return fmt.Errorf("zone of %s: %w", c.Name, err)
	}
	w, err := a.enter(ctx, c)
	if err != nil {
		return err
	}
	defer a.leave(w)
	w.file.BeginWeeksOn(time.Weekday(a.weeks.Load()))
	return fn(&Workspace{Client: *c, Zone: zone, File: w.file})
}

// zone is the time zone of a name.
func (a *Agency) zone(name string) (*time.Location, error) {
	if zone, known := a.zones.Load(name); known {
		return zone.(*time.Location), nil
	}
	zone, err := time.LoadLocation(name)
	if err == nil {
		a.zones.Store(name, zone)
	}
	return zone, err
}

// enter opens the file of a client or finds it open, and holds it. One that was
// opened in another time zone is opened anew as soon as nobody uses it.
func (a *Agency) enter(ctx context.Context, c *Client) (*workplace, error) {
	client := c.ID
	a.mu.Lock()
	w := a.open[client]
	if w != nil && w.users == 0 && w.zone != c.Timezone {
		a.recent.Remove(w.place)
		delete(a.open, client)
		_ = w.file.Close()
		w = nil
	}
	if w == nil {
		w = &workplace{id: client, zone: c.Timezone, ready: make(chan struct{})}
		a.open[client] = w
		w.place = a.recent.PushFront(w)
		w.users++
		a.mu.Unlock()
		w.err = a.settle(client, false)
		if w.err == nil {
			w.err = a.present(c)
		}
		if w.err == nil {
			w.file, w.err = store.Open(ctx, a.path(client), store.Client, a.clock)
		}
		if w.err == nil && a.opened != nil {
			if w.err = a.opened(a, client, w.file); w.err != nil {
				_ = w.file.Close()
			}
		}
		close(w.ready)
	} else {
		w.users++
		a.recent.MoveToFront(w.place)
		a.mu.Unlock()
		<-w.ready
	}
	if w.err != nil {
		a.mu.Lock()
		w.users--
		if a.open[client] == w {
			delete(a.open, client)
			a.recent.Remove(w.place)
		}
		a.mu.Unlock()
		return nil, w.err
	}
	return w, nil
}

// leave lets go of a file and closes those beyond mostOpen.
func (a *Agency) leave(w *workplace) {
	a.mu.Lock()
	w.users--
	var closing []*workplace
	for e := a.recent.Back(); e != nil && a.recent.Len() > mostOpen; {
		old, before := e.Value.(*workplace), e.Prev()
		if old.users == 0 {
			a.recent.Remove(e)
			delete(a.open, old.id)
			closing = append(closing, old)
		}
		e = before
	}
	a.mu.Unlock()
	for _, old := range closing {
		_ = old.file.Close()
	}
}

// shut closes the file of a client that nobody uses; false when it is in use.
func (a *Agency) shut(client string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	w := a.open[client]
	if w == nil {
		return true
	}
	if w.users > 0 {
		return false
	}
	a.recent.Remove(w.place)
	delete(a.open, client)
	return w.file.Close() == nil
}

// settle puts the folder of a client where it belongs: into the trash when the
// client is deleted, else among the clients. What the agency's file says holds;
// so deleting, undoing and a crash between them end in the same place.
func (a *Agency) settle(client string, deleted bool) error {
	from, to := a.trash(client), a.Folder(client)
	if deleted {
		from, to = to, from
	}
	if _, err := os.Stat(from); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if _, err := os.Stat(to); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return fmt.Errorf("make the folder of clients: %w", err)
	}
	if err := os.Rename(from, to); err != nil {
		return fmt.Errorf("move the folder of a client: %w", err)
	}
	return nil
}
