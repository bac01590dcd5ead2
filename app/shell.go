// Package app is the shell: the window, with one bound struct for each room of
// the backend, and the command line. It alone knows Wails.
package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

// Version is that of this build.
var Version = "dev"

// Shell is what every bound method and every command goes through: the open
// data folder, the language, the desktop, the log.
type Shell struct {
	dir  string // the data folder, chosen before start
	log  *slog.Logger
	jobs jobs

	opening sync.Mutex
	agency  *agency.Agency
	closed  bool
	endLog  func() // nil until the log is open

	mu      sync.Mutex
	spoken  string  // language of the sentences
	desktop desktop // none until the window has started
}

// newShell makes a shell on a data folder, which it opens when it is first
// asked for something.
func newShell(dir string) *Shell {
	return &Shell{dir: dir, desktop: noDesktop{}, log: slog.New(slog.DiscardHandler), spoken: "en"}
}

// open gives the open agency, or the refusal that opening it met: what stood in
// the way may be gone when it is asked for again.
func (s *Shell) open() (*agency.Agency, error) {
	s.opening.Lock()
	defer s.opening.Unlock()
	if s.closed {
		return nil, errors.New("the data folder is closed")
	}
	if s.agency != nil {
		return s.agency, nil
	}
	if s.endLog == nil {
		s.log, s.endLog = openLog(s.dir)
	}
	opened, err := agency.Open(context.Background(), s.dir, distinct(time.Now), opened)
	if err != nil {
		return nil, err
	}
	if err := opened.Settle(context.Background()); err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	s.agency = opened
	go s.sweep()
	return opened, nil
}

// distinct is a clock that gives no millisecond twice, so that of two actions in
// two files it is certain which came later. In a burst it runs ahead, by a second
// at most.
func distinct(now store.Clock) store.Clock {
	var mu sync.Mutex
	var last time.Time
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		t := now().Truncate(time.Millisecond)
		if next := last.Add(time.Millisecond); t.Before(next) && next.Sub(t) < time.Second {
			t = next
		}
		last = t
		return t
	}
}

// unpacked is where this process unpacks archives for an import; it goes with the
// end of the process.
func (s *Shell) unpacked() string { return filepath.Join(s.dir, "unpacked", strconv.Itoa(os.Getpid())) }

// sweep takes away what processes that were killed left unpacked.
func (s *Shell) sweep() {
	left, err := os.ReadDir(filepath.Dir(s.unpacked()))
	if err != nil {
		return
	}
	for _, folder := range left {
		if info, err := folder.Info(); err == nil && time.Since(info.ModTime()) > 24*time.Hour {
			_ = os.RemoveAll(filepath.Join(filepath.Dir(s.unpacked()), folder.Name()))
		}
	}
}

// close stops the long works and ends every file.
func (s *Shell) close() {
	s.jobs.end()
	s.opening.Lock()
	defer s.opening.Unlock()
	s.closed = true
	if s.agency != nil {
		if err := errors.Join(s.agency.Close(), os.RemoveAll(s.unpacked())); err != nil {
			s.log.Error("close", "error", err)
		}
	}
	if s.endLog != nil {
		s.endLog()
	}
}

// language is that of the screens and messages.
func (s *Shell) language() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.spoken
}

func (s *Shell) speak(code string) {
	if lang.Known(code) {
		s.mu.Lock()
		s.spoken = code
		s.mu.Unlock()
	}
}

// call runs the body of a bound method: a panic becomes an error, and an error
// that no person can act on is logged whole.
func call[T any](s *Shell, fn func(*agency.Agency) (T, error)) (result T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
		if err != nil && fault.Of(err) == nil {
			s.log.Error("call", "error", err)
		}
	}()
	a, err := s.open()
	if err != nil {
		return result, err
	}
	return fn(a)
}

// do is call for a body without a result.
func do(s *Shell, fn func(*agency.Agency) error) error {
	_, err := call(s, func(a *agency.Agency) (struct{}, error) { return struct{}{}, fn(a) })
	return err
}

// within runs fn in the workspace of a client.
func within[T any](s *Shell, ctx context.Context, client string, fn func(*agency.Workspace) (T, error)) (T, error) {
	return call(s, func(a *agency.Agency) (result T, err error) {
		err = a.With(ctx, client, func(w *agency.Workspace) (err error) {
			result, err = fn(w)
			return err
		})
		return result, err
	})
}

// read runs fn on one view of a client's file.
func read[T any](s *Shell, client string, fn func(*agency.Workspace, *store.Tx) (T, error)) (T, error) {
	ctx := context.Background()
	return within(s, ctx, client, func(w *agency.Workspace) (result T, err error) {
		err = w.File.Read(ctx, func(tx *store.Tx) (err error) {
			result, err = fn(w, tx)
			return err
		})
		return result, err
	})
}

// write runs fn as one action on a client's file by the person at work, and
// tells the page that something changed.
func write[T any](s *Shell, client string, fn func(*agency.Workspace, *store.Tx) (T, error)) (T, error) {
	return writing(s, context.Background(), client, fn)
}

// writing is write for work that can be canceled.
func writing[T any](s *Shell, ctx context.Context, client string, fn func(*agency.Workspace, *store.Tx) (T, error)) (T, error) {
	return call(s, func(a *agency.Agency) (result T, err error) {
		me, err := a.Me(ctx)
		if err != nil {
			return result, err
		}
		err = a.With(ctx, client, func(w *agency.Workspace) error {
			return w.File.Write(ctx, me.Name, func(tx *store.Tx) (err error) {
				result, err = fn(w, tx)
				return err
			})
		})
		if err == nil {
			s.changed(client)
		}
		return result, err
	})
}

// changed tells the page that what it shows of a client (""; of the agency) may
// be old.
func (s *Shell) changed(client string) { s.outside().emit("changed", client) }

// outward is an error as the page gets it.
type outward struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Field   string `json:"field,omitempty"`
}

// say is the sentence for an error in the shell's language.
func (s *Shell) say(err error) string { return s.outward(err).Message }

func (s *Shell) outward(err error) outward {
	if f := fault.Of(err); f != nil {
		return outward{f.Code, f.In(s.language()), f.Field}
	}
	if errors.Is(err, context.Canceled) {
		return outward{fault.Canceled, lang.T(s.language(), "fault.canceled"), ""}
	}
	return outward{fault.Internal, lang.T(s.language(), "fault.internal", filepath.Join(s.dir, "logs", "brandloop.log")), ""}
}

// format is Wails' error formatter: a string, because an object would reach the
// page as "[object Object]".
func (s *Shell) format(err error) any {
	raw, marshalErr := json.Marshal(s.outward(err))
	if marshalErr != nil {
		return `{"code":"internal","message":"Internal error."}`
	}
	return string(raw)
}
