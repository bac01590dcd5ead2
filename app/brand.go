package app

import (
	"os"
	"path/filepath"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

// Brand binds the room of brands and channels.
type Brand struct{ shell *Shell }

// Brands lists the brands of a client.
func (b *Brand) Brands(client string) ([]brand.Brand, error) {
	return read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]brand.Brand, error) { return brand.Brands(tx) })
}

// Add makes a brand.
func (b *Brand) Add(client string, patch brand.Patch) (*brand.Brand, error) {
	return write(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*brand.Brand, error) { return brand.Add(tx, patch) })
}

// Update changes a brand.
func (b *Brand) Update(client, id string, patch brand.Patch) (*brand.Brand, error) {
	return write(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*brand.Brand, error) {
		return brand.Update(tx, id, patch)
	})
}

// Delete takes a brand away.
func (b *Brand) Delete(client, id string) error {
	_, err := write(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, brand.Delete(tx, id)
	})
	return err
}

// Logo is the brand's logo as a data: URL, or "".
func (b *Brand) Logo(client, id string) (string, error) {
	return read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (string, error) {
		found, err := store.Find[brand.Brand](tx, id)
		if err != nil {
			return "", err
		}
		return brand.LogoURL(tx, found)
	})
}

// PickLogo asks for a picture and makes it the brand's logo; null when the
// person gave up.
func (b *Brand) PickLogo(client, id string) (*brand.Brand, error) {
	language := b.shell.language()
	files, err := b.shell.outside().pickFiles(lang.T(language, "app.pick_logo"), lang.T(language, "app.pictures"), "*.png;*.jpg;*.jpeg;*.svg")
	if err != nil || len(files) == 0 {
		return nil, err
	}
	return b.SetLogo(client, id, files[0])
}

// SetLogo makes the picture in a file the brand's logo; none when file is "".
func (b *Brand) SetLogo(client, id, file string) (*brand.Brand, error) {
	return write(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*brand.Brand, error) {
		if file == "" {
			return brand.SetLogo(tx, id, "", nil)
		}
		name := filepath.Base(file)
		info, err := os.Stat(file)
		if err != nil || !info.Mode().IsRegular() {
			return nil, fault.New(fault.NotFound, "app.no_file", name)
		}
		if info.Size() > brand.MaxLogoBytes {
			return nil, fault.Bad("logo", "brand.logo_large", name, brand.MaxLogoBytes>>20)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, fault.New(fault.NotFound, "app.no_file", name)
		}
		return brand.SetLogo(tx, id, name, data)
	})
}

// Channels lists the channels of a brand ("": of all).
func (b *Brand) Channels(client, brandID string) ([]brand.Channel, error) {
	return read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]brand.Channel, error) {
		return brand.Channels(tx, brandID)
	})
}

// Platforms are the platforms that a channel can be on.
func (b *Brand) Platforms() []string { return brand.Platforms }

// AddChannel makes a channel.
func (b *Brand) AddChannel(client, brandID string, patch brand.ChannelPatch) (*brand.Channel, error) {
	return write(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*brand.Channel, error) {
		return brand.AddChannel(tx, brandID, patch)
	})
}

// UpdateChannel changes a channel.
func (b *Brand) UpdateChannel(client, id string, patch brand.ChannelPatch) (*brand.Channel, error) {
	return write(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*brand.Channel, error) {
		return brand.UpdateChannel(tx, id, patch)
	})
}

// DeleteChannel takes a channel away.
func (b *Brand) DeleteChannel(client, id string) error {
	_, err := write(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, brand.DeleteChannel(tx, id)
	})
	return err
}
