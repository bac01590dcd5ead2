package app

import (
	"context"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/store"
)

// opened makes the file of a client ready before its first use: it learns how
// imports are undone, and its days are brought to the client's time zone.
func opened(a *agency.Agency, client string, f *store.File) error {
	f.Reverse(intake.Kind, intake.Reversal{Client: func() (*time.Location, string, error) {
		c, err := a.Client(context.Background(), client)
		if err != nil {
			return nil, "", err
		}
		zone, err := time.LoadLocation(c.Timezone)
		return zone, c.Currency, err
	}})
	return rezone(a, client, f)
}

// zoneOf is the time zone of a client as it is now.
func zoneOf(a *agency.Agency, client string) (*time.Location, error) {
	c, err := a.Client(context.Background(), client)
	if err != nil {
		return nil, err
	}
	return time.LoadLocation(c.Timezone)
}

// rezone works out the days of posts and activities anew where they are in
// another time zone than the client's. The file remembers in which they are, so
// that a change of the zone, its undoing and a crash between end in the same
// place; what follows from the zone is no action of its own.
func rezone(a *agency.Agency, client string, f *store.File) error {
	zone, err := zoneOf(a, client)
	if err != nil {
		return err
	}
	ctx := context.Background()
	var now string
	err = f.Read(ctx, func(tx *store.Tx) error {
		_, err := tx.Get("SELECT value FROM setting WHERE key = 'timezone'", nil, &now)
		return err
	})
	if err != nil || now == zone.String() {
		return err
	}
	return f.Write(ctx, "", func(tx *store.Tx) error {
		if err := community.Rezone(tx, zone); err != nil {
			return err
		}
		if err := content.Rezone(tx, func(at store.Instant) string { return at.Day(zone) }); err != nil {
			return err
		}
		_, err := tx.Exec("INSERT INTO setting (key, value) VALUES ('timezone', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", zone.String())
		return err
	})
}
