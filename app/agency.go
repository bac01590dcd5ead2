package app

import (
	"context"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/store"
)

// Agency binds the room of clients, team and settings.
type Agency struct{ shell *Shell }

// Clients lists the clients by name.
func (b *Agency) Clients() ([]agency.Client, error) {
	return call(b.shell, func(a *agency.Agency) ([]agency.Client, error) { return a.Clients(context.Background()) })
}

// AddClient makes a client and its first brand, of the name given or else of
// the client's own.
func (b *Agency) AddClient(patch agency.ClientPatch, brandName string) (*agency.Client, error) {
	client, err := call(b.shell, func(a *agency.Agency) (*agency.Client, error) {
		return a.AddClient(context.Background(), patch)
	})
	if err != nil {
		return nil, err
	}
	if brandName == "" {
		brandName = client.Name
	}
	// The client and its brand are undone as one, in the agency's file.
	_, err = write(b.shell, client.ID, func(_ *agency.Workspace, tx *store.Tx) (*brand.Brand, error) {
		if err := tx.Quiet(); err != nil {
			return nil, err
		}
		return brand.Add(tx, brand.Patch{Name: &brandName})
	})
	b.shell.changed("")
	return client, err
}

// UpdateClient changes a client.
func (b *Agency) UpdateClient(id string, patch agency.ClientPatch) (*agency.Client, error) {
	return altering(b.shell, func(a *agency.Agency) (*agency.Client, error) {
		return a.UpdateClient(context.Background(), id, patch)
	})
}

// DeleteClient moves a client into the trash; typed must be its name.
func (b *Agency) DeleteClient(id, typed string) error {
	_, err := altering(b.shell, func(a *agency.Agency) (struct{}, error) {
		return struct{}{}, a.DeleteClient(context.Background(), id, typed)
	})
	return err
}

// Trash lists the deleted clients.
func (b *Agency) Trash() ([]agency.Client, error) {
	return call(b.shell, func(a *agency.Agency) ([]agency.Client, error) { return a.Trash(context.Background()) })
}

// RestoreClient takes a client out of the trash.
func (b *Agency) RestoreClient(id string) error {
	_, err := altering(b.shell, func(a *agency.Agency) (struct{}, error) {
		return struct{}{}, a.RestoreClient(context.Background(), id)
	})
	return err
}

// Team lists the persons.
func (b *Agency) Team() ([]agency.Person, error) {
	return call(b.shell, func(a *agency.Agency) ([]agency.Person, error) { return a.Team(context.Background()) })
}

// AddPerson makes a person of the team.
func (b *Agency) AddPerson(patch agency.PersonPatch) (*agency.Person, error) {
	return altering(b.shell, func(a *agency.Agency) (*agency.Person, error) {
		return a.AddPerson(context.Background(), patch)
	})
}

// UpdatePerson changes a person.
func (b *Agency) UpdatePerson(id string, patch agency.PersonPatch) (*agency.Person, error) {
	return altering(b.shell, func(a *agency.Agency) (*agency.Person, error) {
		return a.UpdatePerson(context.Background(), id, patch)
	})
}

// DeletePerson takes a person off the team.
func (b *Agency) DeletePerson(id string) error {
	_, err := altering(b.shell, func(a *agency.Agency) (struct{}, error) {
		return struct{}{}, a.DeletePerson(context.Background(), id)
	})
	return err
}

// altering is call for a change of the agency's own file.
func altering[T any](s *Shell, fn func(*agency.Agency) (T, error)) (T, error) {
	result, err := call(s, fn)
	if err == nil {
		s.changed("")
	}
	return result, err
}
