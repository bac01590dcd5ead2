package app

import (
	"context"
	"errors"
	"iter"
	"path/filepath"
	"strings"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/report"
	"github.com/brandloop/brandloop/backend/store"
)

// Content binds the room of posts.
type Content struct{ shell *Shell }

// Posts reads limit posts of a filter after the first offset.
func (b *Content) Posts(client string, filter content.Filter, offset, limit int) ([]content.Post, error) {
	return read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]content.Post, error) {
		return content.List(tx, filter, offset, limit)
	})
}

// Whole tells of all posts of a filter together.
func (b *Content) Whole(client string, filter content.Filter) (*content.Whole, error) {
	return read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*content.Whole, error) { return content.WholeOf(tx, filter) })
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
	_, err := write(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, content.TagFound(tx, filter, except, change)
	})
	return err
}

// Words lists the tags and pillars of a brand.
func (b *Content) Words(client, brandID string) (*content.Words, error) {
	return read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*content.Words, error) { return content.WordsOf(tx, brandID) })
}

// Groups adds up the posts of a filter by tag, pillar or type.
func (b *Content) Groups(client string, filter content.Filter, by string) ([]content.Group, error) {
	return read(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]content.Group, error) {
		return content.Groups(tx, filter, by)
	})
}

// Timings tells how posts did by weekday and hour.
func (b *Content) Timings(client string, filter content.Filter, metric string) (*content.Timing, error) {
	return read(b.shell, client, func(w *agency.Workspace, tx *store.Tx) (*content.Timing, error) {
		return content.Timings(tx, filter, metric, w.Zone)
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
	_, err := write(b.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, content.DeleteFound(tx, filter, except)
	})
	return err
}

// Export writes all posts of a filter, as they are listed, to a workbook or a
// CSV, and returns its path. An empty path asks for one; "" comes back when the
// person gave up. job names the work for Window.Cancel.
func (b *Content) Export(client string, filter content.Filter, path, job string) (string, error) {
	language := b.shell.language()
	if path == "" {
		name := strings.Join(strings.Fields(lang.T(language, "content.list")+" "+filter.From+" "+filter.To), " ") + ".xlsx"
		picked, err := b.shell.outside().pickSave(lang.T(language, "content.save_list"), name, lang.T(language, "content.list_kinds"), "*.xlsx;*.csv")
		if err != nil || picked == "" {
			return "", err
		}
		if path = picked; filepath.Ext(path) == "" {
			path += ".xlsx" // what some dialogs leave to the app
		}
	}
	ctx, progress, end := b.shell.job(job)
	defer end()
	_, err := within(b.shell, ctx, client, func(w *agency.Workspace) (struct{}, error) {
		return struct{}{}, w.File.Read(ctx, func(tx *store.Tx) error {
			return writePosts(ctx, tx, w, filter, language, path, progress)
		})
	})
	if err != nil {
		return "", err
	}
	return path, nil
}

// writePosts writes the posts of a filter to path.
func writePosts(ctx context.Context, tx *store.Tx, w *agency.Workspace, filter content.Filter, language, path string, progress func(done, total int64)) error {
	whole, err := content.WholeOf(tx, filter)
	if err != nil {
		return err
	}
	channels, err := brand.Channels(tx, filter.Brand)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, c := range channels {
		names[c.ID] = c.Platform + " " + c.Handle
	}
	named := func(key, kind string) report.Column {
		return report.Column{Name: lang.T(language, "content.column."+key), Kind: kind}
	}
	columns := []report.Column{
		named("published", report.DateTime), named("channel", report.Text), named("type", report.Text),
		named("title", report.Text), named("text", report.Text), named("link", report.Link),
		named("pillar", report.Text), named("tags", report.Text),
	}
	money := false
	for _, key := range whole.Metrics {
		m := metric.Find(key, metric.Post)
		columns = append(columns, report.Column{Name: m.Name(language), Kind: report.Number})
		money = money || m.Unit == metric.Money
	}
	if money {
		columns = append(columns, named("currency", report.Text))
	}
	compared := content.Compared(filter.Sort)
	columns = append(columns, report.Column{Name: lang.T(language, "metric.engagement_rate_reach"), Kind: report.Percent},
		report.Column{Name: lang.T(language, "content.column.beside", lang.T(language, "metric."+compared)), Kind: report.Number}, named("neighbours", report.Number))

	next, stop := iter.Pull2(posts(tx, filter))
	defer stop()
	var done int64
	return report.WriteList(ctx, path, lang.T(language, "content.list"), columns, func() ([]any, error) {
		p, err, more := next()
		if err != nil || !more {
			return nil, err
		}
		if done++; done%500 == 0 {
			progress(done, int64(whole.Total))
		}
		kind := ""
		if p.Type != "" {
			kind = lang.T(language, "content.type."+p.Type)
		}
		row := []any{p.PublishedAt.Time().In(w.Zone), names[p.ChannelID], kind, p.Title, p.Text, p.Permalink, p.Pillar, strings.Join(p.Tags, ", ")}
		for _, key := range whole.Metrics {
			if key == "engagements" {
				row = append(row, p.Engagements)
			} else if v, ok := p.Metrics[key]; ok {
				row = append(row, v)
			} else {
				row = append(row, nil)
			}
		}
		if money {
			row = append(row, p.Currency)
		}
		beside, err := content.BesideNeighbours(tx, []string{p.ID}, compared)
		if err != nil || len(beside) != 1 {
			return nil, err
		}
		return append(row, p.EngagementRate, beside[0].Ratio, beside[0].N), nil
	})
}

// posts are the posts of a filter one after another, and the error that ends
// them early.
func posts(tx *store.Tx, filter content.Filter) iter.Seq2[content.Post, error] {
	enough := errors.New("enough")
	return func(yield func(content.Post, error) bool) {
		err := content.Each(tx, filter, func(p content.Post) error {
			if !yield(p, nil) {
				return enough
			}
			return nil
		})
		if err != nil && !errors.Is(err, enough) {
			yield(content.Post{}, err)
		}
	}
}
