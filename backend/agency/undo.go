package agency

import (
	"context"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// Undo takes back the action of id in the agency's file, or with id 0 the
// newest, and moves the folders of clients accordingly. Adding a client that
// has work of its own by now is refused with fault.Conflict: undoing would hide
// the work, deleting keeps it in the trash.
func (a *Agency) Undo(ctx context.Context, id int64) (*store.Done, error) {
	me, err := a.Me(ctx)
	if err != nil {
		return nil, err
	}
	if err := a.mindWork(ctx, id); err != nil {
		return nil, err
	}
	done, err := a.file.Undo(ctx, me.Name, id)
	if err != nil {
		return nil, err
	}
	return done, a.Settle(ctx)
}

// Redo brings back what was undone last in the agency's file.
func (a *Agency) Redo(ctx context.Context) (*store.Done, error) {
	me, err := a.Me(ctx)
	if err != nil {
		return nil, err
	}
	done, err := a.file.Redo(ctx, me.Name)
	if err != nil {
		return nil, err
	}
	return done, a.Settle(ctx)
}

// mindWork refuses when the action added a client in whose file something
// stands.
func (a *Agency) mindWork(ctx context.Context, action int64) error {
	var client, name string
	err := a.file.Read(ctx, func(tx *store.Tx) error {
		_, err := tx.Get(`SELECT c.id, c.name FROM change h JOIN client c ON h.row_key = json_array(c.id)
			WHERE h.tbl = 'client' AND h.before IS NULL AND c.deleted_at IS NULL
			AND h.action_id = iif(? = 0, (SELECT max(id) FROM action WHERE undone_at IS NULL), ?)`,
			[]any{action, action}, &client, &name)
		return err
	})
	if err != nil || client == "" {
		return err
	}
	return a.With(ctx, client, func(w *Workspace) error {
		undo, _, err := w.File.Next(ctx)
		if err == nil && undo != nil {
			err = fault.New(fault.Conflict, "agency.client_has_work", name)
		}
		return err
	})
}
