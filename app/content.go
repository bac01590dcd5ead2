package app

import (
	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/store"
)

// Content binds the room of posts.
type Content struct{ shell *Shell }

// Posts reads limit posts of a filter after the first offset.
func (b *Content) Posts(client string, filter content.Filter, offset, limit int) (*content.Page, error) {
	return read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*content.Page, error) {
		return content.List(tx, filter, offset, limit)
	})
}

// Update changes the words of a post.
func (b *Content) Update(client, id string, patch content.Patch) error {
	_, err := write(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, content.Update(tx, id, patch)
	})
	return err
}

// Delete takes posts away.
func (b *Content) Delete(client string, ids []string) error {
	_, err := write(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, content.Delete(tx, ids)
	})
	return err
}

// Metrics are the numbers that a post can have.
func (b *Content) Metrics() []string { return content.Metrics }
