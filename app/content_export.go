package app

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/report"
	"github.com/brandloop/brandloop/backend/store"
)

// Export writes all posts of a filter, as they are listed, to a workbook or a
// CSV, and returns its path. An empty path asks for one; "" comes back when the
// person gave up. job names the work for Window.Cancel.
func (b *Content) Export(client string, filter content.Filter, path, job string) (string, error) {
	return b.export(client, "content.list", filter, path, job, func(ctx context.Context, tx *store.Tx, w *agency.Workspace, language, path string, progress func(done, total int64)) error {
		filter.Zone = w.Zone
		return writePosts(ctx, tx, w, filter, language, path, progress)
	})
}

// ExportTimings writes how posts did by weekday and hour, as Export does: the
// hours, then the days, then the hours of all days.
func (b *Content) ExportTimings(client string, filter content.Filter, metric, path, job string) (string, error) {
	return b.export(client, "content.times", filter, path, job, func(ctx context.Context, tx *store.Tx, w *agency.Workspace, language, path string, _ func(done, total int64)) error {
		filter.Zone = w.Zone
		t, err := content.Timings(tx, filter, metric)
		if err != nil {
			return err
		}
		return writeTimings(ctx, t, language, path)
	})
}

// ExportGroups writes those groups of posts that are shown, in their order, and
// all posts at the end, as Export does. shown are names; none is all.
func (b *Content) ExportGroups(client string, q content.GroupQuery, shown []string, path, job string) (string, error) {
	return b.export(client, "content.groups."+q.By, q.Filter, path, job, func(ctx context.Context, tx *store.Tx, w *agency.Workspace, language, path string, _ func(done, total int64)) error {
		g, err := community.Groups(tx, w.Zone, q)
		if err != nil {
			return err
		}
		names, err := channelNames(tx, q.Filter.Brand)
		if err != nil {
			return err
		}
		g.Groups = inOrder(g.Groups, shown, func(o content.Group) string { return o.Name })
		return writeGroups(ctx, g, q, names, language, path)
	})
}

// export asks for a path where there is none and writes to it.
func (b *Content) export(client, list string, f content.Filter, path, job string,
	write func(ctx context.Context, tx *store.Tx, w *agency.Workspace, language, path string, progress func(done, total int64)) error) (string, error) {
	path, err := b.shell.listPath(list, f.From+" "+f.To, path)
	if err != nil || path == "" {
		return "", err
	}
	ctx, progress, end := b.shell.job(job)
	defer end()
	_, err = within(b.shell, ctx, client, func(w *agency.Workspace) (struct{}, error) {
		return struct{}{}, w.File.Read(ctx, func(tx *store.Tx) error { return write(ctx, tx, w, b.shell.language(), path, progress) })
	})
	if err != nil {
		return "", err
	}
	return path, nil
}

// unitOf is the kind of a column of a metric of posts, and its name with the
// currency, or with what divides it where that could be another.
func unitOf(key, by, currency, language string) (kind, name string) {
	m := metric.Find(key, metric.Post)
	kind, name = report.Number, m.Name(language)
	switch {
	case m.Unit == metric.Percent:
		kind = report.Percent
	case m.Unit == metric.Money && currency != "":
		name += " (" + currency + ")"
	}
	if by != "" && m.Formula.Under[0].Or != "" {
		name += " (" + metric.Find(by, metric.Post).Name(language) + ")"
	}
	return kind, name
}

func writeTimings(ctx context.Context, t *content.Timing, language, path string) error {
	kind, name := unitOf(t.Metric, t.By, t.Currency, language)
	word := func(key string, args ...any) string { return lang.T(language, "content.column."+key, args...) }
	columns := []report.Column{{Name: word("weekday"), Kind: report.Text}, {Name: word("hour", t.Zone), Kind: report.Text}, {Name: word("posts"), Kind: report.Number},
		{Name: word("sample"), Kind: report.Text}, {Name: word("median", name), Kind: kind}, {Name: word("mean", name), Kind: kind}}
	rows := append(append(append([]content.Hour{}, t.Hours...), t.Weekdays...), t.Clock...)
	if t.Whole != nil {
		rows = append(rows, *t.Whole)
	}
	return writeRows(ctx, path, lang.T(language, "content.times"), columns, rows, func(h content.Hour) []any {
		weekday, hour := lang.T(language, "content.every_day"), lang.T(language, "content.every_hour")
		if h.Weekday > 0 {
			weekday = lang.T(language, fmt.Sprintf("content.weekday.%d", h.Weekday))
		}
		if h.Hour >= 0 {
			hour = fmt.Sprintf("%02d:00", h.Hour)
		}
		return []any{weekday, hour, h.Posts, lang.T(language, "content.sample."+content.Sample(h.Posts)), h.Median, h.Mean}
	})
}

func writeGroups(ctx context.Context, g *content.Grouping, q content.GroupQuery, channels map[string]string, language, path string) error {
	word := func(key string, args ...any) string { return lang.T(language, "content.column."+key, args...) }
	kind, name := unitOf(q.Metric, g.Divisors[q.Metric], g.Currency, language)
	var columns []report.Column
	var cells []func(content.Group) any
	add := func(name, kind string, cell func(content.Group) any) {
		columns, cells = append(columns, report.Column{Name: name, Kind: kind}), append(cells, cell)
	}
	compared := q.CompareFrom != ""
	before := func(name, key, kind string, cell func(*content.Tally) any) {
		add(name, kind, func(o content.Group) any { return cell(&o.Tally) })
		if compared {
			add(word("before_"+key, q.CompareFrom, q.CompareTo), kind, func(o content.Group) any { return cell(o.Before) })
		}
	}
	add(lang.T(language, "content.by."+q.By), report.Text, func(o content.Group) any { return groupName(o.Name, q.By, channels, language) })
	before(word("posts"), "posts", report.Number, func(t *content.Tally) any { return t.Posts })
	add(word("share"), report.Percent, func(o content.Group) any { return o.Share })
	before(word("median", name), "median", kind, func(t *content.Tally) any { return t.Median })
	add(word("known"), report.Number, func(o content.Group) any { return o.Known })
	add(word("sample"), report.Text, func(o content.Group) any {
		if o.Known == 0 {
			return nil
		}
		return lang.T(language, "content.sample."+content.Sample(o.Known))
	})
	before(word("mean", name), "mean", kind, func(t *content.Tally) any { return t.Mean })
	add(word("part", name), report.Percent, func(o content.Group) any { return o.Part })
	number := func(values map[string]float64, key string) any {
		if v, ok := values[key]; ok {
			return v
		}
		return nil
	}
	for _, key := range g.Sums {
		_, name := unitOf(key, "", g.Currency, language)
		add(name, report.Number, func(o content.Group) any { return number(o.Sums, key) })
	}
	for _, key := range g.Rates {
		_, name := unitOf(key, g.Divisors[key], g.Currency, language)
		add(name, report.Percent, func(o content.Group) any { return number(o.Rates, key) })
	}
	if q.By == content.ByTag {
		add(word("entries"), report.Number, func(o content.Group) any { return o.Entries })
	}
	every := g.Whole
	rows := append(g.Groups, every)
	at := 0
	return writeRows(ctx, path, lang.T(language, "content.groups."+q.By), columns, rows, func(o content.Group) []any {
		row := make([]any, len(cells))
		for i, cell := range cells {
			row[i] = cell(o)
		}
		if at++; at == len(rows) {
			row[0] = lang.T(language, "content.every_post")
		}
		return row
	})
}

// groupName is what a group is called in a language.
func groupName(name, by string, channels map[string]string, language string) string {
	switch {
	case name == "":
		return lang.T(language, "content.without."+by)
	case by == content.ByType:
		return lang.T(language, "content.type."+name)
	case by == content.ByChannel:
		return channels[name]
	}
	return name
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
