package app

import (
	"context"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// History undoes and redoes, and tells what was done.
type History struct{ shell *Shell }

// Next is what undo and redo would do; null where there is nothing.
type Next struct {
	Undo *store.Done `json:"undo"`
	Redo *store.Done `json:"redo"`
}

// Next looks at the client's file and the agency's together.
func (h *History) Next(client string) (*Next, error) {
	return call(h.shell, func(a *agency.Agency) (*Next, error) {
		var n Next
		err := h.files(a, client, func(f *store.File) error {
			undo, redo, err := f.Next(context.Background())
			if err != nil {
				return err
			}
			if undo != nil && (n.Undo == nil || undo.At > n.Undo.At) {
				n.Undo = undo.In(h.shell.language())
			}
			if redo != nil && (n.Redo == nil || *redo.UndoneAt > *n.Redo.UndoneAt) {
				n.Redo = redo.In(h.shell.language())
			}
			return nil
		})
		return &n, err
	})
}

// files calls fn with the client's file, where there is a client, and then with
// the agency's.
func (h *History) files(a *agency.Agency, client string, fn func(*store.File) error) error {
	if client != "" {
		err := a.With(context.Background(), client, func(w *agency.Workspace) error { return fn(w.File) })
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
	}
	return fn(a.File())
}

// Undo takes back the newest action, of the client or of the agency, and tells
// which it was.
func (h *History) Undo(client string) (*store.Done, error) {
	return h.step(client, func(f *store.File) (*store.Done, error) {
		undo, _, err := f.Next(context.Background())
		return undo, err
	}, func(d *store.Done) store.Instant { return d.At }, func(a *agency.Agency) (*store.Done, error) {
		return a.Undo(context.Background(), 0)
	}, func(f *store.File, by string) (*store.Done, error) { return f.Undo(context.Background(), by, 0) })
}

// Redo brings back what was undone last.
func (h *History) Redo(client string) (*store.Done, error) {
	return h.step(client, func(f *store.File) (*store.Done, error) {
		_, redo, err := f.Next(context.Background())
		return redo, err
	}, func(d *store.Done) store.Instant { return *d.UndoneAt }, func(a *agency.Agency) (*store.Done, error) {
		return a.Redo(context.Background())
	}, func(f *store.File, by string) (*store.Done, error) { return f.Redo(context.Background(), by) })
}

// step undoes or redoes in the file whose next action is the newest. Where none
// has one, the agency's file says so.
func (h *History) step(client string, next func(*store.File) (*store.Done, error), age func(*store.Done) store.Instant,
	inAgency func(*agency.Agency) (*store.Done, error), inClient func(*store.File, string) (*store.Done, error)) (*store.Done, error) {
	return call(h.shell, func(a *agency.Agency) (*store.Done, error) {
		var newest store.Instant
		whose := ""
		err := h.files(a, client, func(f *store.File) error {
			d, err := next(f)
			if err != nil || d == nil {
				return err
			}
			if at := age(d); at > newest {
				newest, whose = at, client
				if f == a.File() {
					whose = ""
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		return h.act(a, whose, inAgency, inClient)
	})
}

// act changes the file of a client, or with "" the agency's, and tells the page.
func (h *History) act(a *agency.Agency, client string, inAgency func(*agency.Agency) (*store.Done, error),
	inClient func(*store.File, string) (*store.Done, error)) (done *store.Done, err error) {
	if client == "" {
		done, err = inAgency(a)
	} else {
		var me agency.Person
		if me, err = a.Me(context.Background()); err == nil {
			done, err = inFile(a, client, func(f *store.File) (*store.Done, error) { return inClient(f, me.Name) })
		}
	}
	if done != nil {
		h.shell.changed(client)
	}
	if err != nil {
		return nil, err
	}
	return done.In(h.shell.language()), nil
}

// List tells what was done in a client's file ("": the agency's), newest first,
// before the action of that id (0: from the newest), at most 100.
func (h *History) List(client string, before int64) ([]*store.Done, error) {
	return call(h.shell, func(a *agency.Agency) ([]*store.Done, error) {
		return inFile(a, client, func(f *store.File) ([]*store.Done, error) {
			all, err := f.History(context.Background(), before, 100)
			for _, d := range all {
				d.In(h.shell.language())
			}
			return all, err
		})
	})
}

// UndoOne takes back one action of the list, if nothing stands on it.
func (h *History) UndoOne(client string, id int64) (*store.Done, error) {
	return call(h.shell, func(a *agency.Agency) (*store.Done, error) {
		return h.act(a, client, func(a *agency.Agency) (*store.Done, error) {
			return a.Undo(context.Background(), id)
		}, func(f *store.File, by string) (*store.Done, error) { return f.Undo(context.Background(), by, id) })
	})
}

// Record tells every change of one record of a table, newest first.
func (h *History) Record(client, table, id string) ([]store.Step, error) {
	return call(h.shell, func(a *agency.Agency) ([]store.Step, error) {
		return inFile(a, client, func(f *store.File) ([]store.Step, error) {
			steps, err := f.RecordHistory(context.Background(), table, id)
			for _, s := range steps {
				s.Done.In(h.shell.language())
			}
			return steps, err
		})
	})
}

func inFile[T any](a *agency.Agency, client string, fn func(*store.File) (T, error)) (result T, err error) {
	if client == "" {
		return fn(a.File())
	}
	err = a.With(context.Background(), client, func(w *agency.Workspace) (err error) {
		result, err = fn(w.File)
		return err
	})
	return result, err
}
