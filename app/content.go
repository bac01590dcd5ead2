package app

import (
	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/store"
)

// Content binds the room of posts.
type Content struct{ shell *Shell }

// Posts reads limit posts of a filter after the first offset.
func (b *Content) Posts(client string, filter content.Filter, offset, limit int) ([]content.Post, error) {
	return read(b.shell, client, func(w *agency.Workspace, tx *store.Tx) ([]content.Post, error) {
		filter.Zone = w.Zone
		return content.List(tx, filter, offset, limit)
	})
}

// Whole tells of all posts of a filter together.
func (b *Content) Whole(client string, filter content.Filter) (*content.Whole, error) {
	return read(b.shell, client, func(w *agency.Workspace, tx *store.Tx) (*content.Whole, error) {
		filter.Zone = w.Zone
		return content.WholeOf(tx, filter)
	})
}

// Update changes the words of a post.
func (b *Content) Update(client, id string, patch content.Patch) error {
	_, err := write(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, content.Update(tx, id, patch)
	})
	return err
}

// Tag puts words on posts, takes words off them, or gives them a pillar.
func (b *Content) Tag(client string, ids []string, change content.Tagging) error {
	_, err := write(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, content.Tag(tx, ids, change)
	})
	return err
}

// TagFound does what Tag does to all posts of a filter but the excepted ones.
func (b *Content) TagFound(client string, filter content.Filter, except []string, change content.Tagging) error {
	_, err := write(b.shell, client, func(w *agency.Workspace, tx *store.Tx) (struct{}, error) {
		filter.Zone = w.Zone
		return struct{}{}, content.TagFound(tx, filter, except, change)
	})
	return err
}

// Words lists the tags and pillars of a brand.
func (b *Content) Words(client, brandID string) (*content.Words, error) {
	return read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*content.Words, error) { return content.WordsOf(tx, brandID) })
}

// Groups adds up posts by tag, pillar, type or channel.
func (b *Content) Groups(client string, q content.GroupQuery) (*content.Grouping, error) {
	return read(b.shell, client, func(w *agency.Workspace, tx *store.Tx) (*content.Grouping, error) {
		return community.Groups(tx, w.Zone, q)
	})
}

// Timings tells how posts did by weekday and hour of the client's clock.
func (b *Content) Timings(client string, filter content.Filter, metric string) (*content.Timing, error) {
	return read(b.shell, client, func(w *agency.Workspace, tx *store.Tx) (*content.Timing, error) {
		filter.Zone = w.Zone
		return content.Timings(tx, filter, metric)
	})
}

// Beside compares posts by a metric with those published next to them.
func (b *Content) Beside(client string, ids []string, metric string) ([]content.Beside, error) {
	return read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]content.Beside, error) {
		return content.BesideNeighbours(tx, ids, metric)
	})
}

// Delete takes posts away.
func (b *Content) Delete(client string, ids []string) error {
	_, err := write(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, content.Delete(tx, ids)
	})
	return err
}

// DeleteFound takes away all posts of a filter but the excepted ones.
func (b *Content) DeleteFound(client string, filter content.Filter, except []string) error {
	_, err := write(b.shell, client, func(w *agency.Workspace, tx *store.Tx) (struct{}, error) {
		filter.Zone = w.Zone
		return struct{}{}, content.DeleteFound(tx, filter, except)
	})
	return err
}
