package agency

import (
	"context"
	"fmt"
	"strings"

	"github.com/brandloop/brandloop/backend/store"
)

// Account is whose account on a platform is which channel.
type Account struct {
	Platform string
	Name     string // the platform's own id, else the handle or the name
	Client   string // id
	Channel  string // id in the client's file
}

func (acc Account) key() string {
	return strings.ToLower(strings.TrimPrefix(strings.TrimSpace(acc.Name), "@"))
}

// RememberAccounts keeps whose the accounts are, so that files of theirs need no
// question again. It is no work: undo leaves it alone.
func (a *Agency) RememberAccounts(ctx context.Context, all []Account) error {
	if len(all) == 0 {
		return nil
	}
	return a.file.Write(ctx, "", func(tx *store.Tx) error {
		for _, acc := range all {
			_, err := tx.Exec(`INSERT INTO account (platform, name, client_id, channel_id, created_at) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT (platform, name) DO UPDATE SET client_id = excluded.client_id, channel_id = excluded.channel_id, created_at = excluded.created_at`,
				acc.Platform, acc.key(), acc.Client, acc.Channel, tx.Now)
			if err != nil {
				return fmt.Errorf("remember an account: %w", err)
			}
		}
		return nil
	})
}

// RecallAccount finds whose account it is; false where nobody said so, or where
// the client is gone.
func (a *Agency) RecallAccount(ctx context.Context, platform, name string) (acc Account, known bool, err error) {
	acc = Account{Platform: platform, Name: name}
	err = a.file.Read(ctx, func(tx *store.Tx) error {
		known, err = tx.Get(`SELECT a.client_id, a.channel_id FROM account a JOIN client c ON c.id = a.client_id
			WHERE a.platform = ? AND a.name = ? AND c.deleted_at IS NULL AND c.archived = 0`, []any{platform, acc.key()}, &acc.Client, &acc.Channel)
		return err
	})
	return acc, known, err
}

// RememberMapping keeps how a file of that shape is read.
func (a *Agency) RememberMapping(ctx context.Context, shape, name, spec string) error {
	return a.file.Write(ctx, "", func(tx *store.Tx) error {
		row := tx.New()
		_, err := tx.Exec(`INSERT INTO mapping (id, shape, name, spec, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (shape) WHERE deleted_at IS NULL DO UPDATE SET name = excluded.name, spec = excluded.spec, updated_at = excluded.updated_at`,
			row.ID, shape, name, spec, row.CreatedAt, row.UpdatedAt)
		if err != nil {
			return fmt.Errorf("remember a mapping: %w", err)
		}
		return nil
	})
}

// RecallMapping is how a file of that shape is read; "" where nobody said so.
func (a *Agency) RecallMapping(ctx context.Context, shape string) (spec string, err error) {
	err = a.file.Read(ctx, func(tx *store.Tx) error {
		_, err := tx.Get("SELECT spec FROM mapping WHERE shape = ? AND deleted_at IS NULL", []any{shape}, &spec)
		return err
	})
	return spec, err
}

// ForgetMapping takes away how a file of that shape is read.
func (a *Agency) ForgetMapping(ctx context.Context, shape string) error {
	return a.file.Write(ctx, "", func(tx *store.Tx) error {
		_, err := tx.Exec("UPDATE mapping SET deleted_at = ? WHERE shape = ? AND deleted_at IS NULL", tx.Now, shape)
		return err
	})
}
