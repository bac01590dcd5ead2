package sample

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/store"
)

// importAll brings in what was downloaded over the time, file by file and each
// at its moment, as anybody's files come in.
func (m *maker) importAll(ctx context.Context, w *agency.Workspace, told func(day int)) error {
	folder, err := os.MkdirTemp("", "brandloop-*")
	if err != nil {
		return fmt.Errorf("folder for the sample's exports: %w", err)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	for _, d := range m.calendar.downloads() {
		for _, b := range m.brands {
			files := slices.Concat(m.fetch(b.ID, d), m.adFiles(b.ID, d), m.siteFiles(b.ID, d), m.audienceFiles(b.ID, d))
			for n, e := range files {
				m.clock = store.Instant(m.known(d.on)) - store.Instant(len(files)-n)*20_000
				path := filepath.Join(folder, m.numbered(e.name))
				if err := os.WriteFile(path, e.data, 0o600); err != nil {
					return fmt.Errorf("export of the sample: %w", err)
				}
				// Some files are of the day on which they were written.
				if err := os.Chtimes(path, m.clock.Time(), m.clock.Time()); err != nil {
					return fmt.Errorf("export of the sample: %w", err)
				}
				if err := m.takeIn(ctx, w, b.ID, intake.Request{Path: path, Channel: e.channel}); err != nil {
					return err
				}
			}
		}
		told(m.calendar.days + d.to + 1)
	}
	return nil
}

// fetch are the files that somebody downloads of a brand's pages and accounts.
func (m *maker) fetch(brandID string, d download) []export {
	var accounts []*line
	var files []export
	for _, platform := range []string{"facebook", "instagram"} {
		for _, l := range m.lines {
			if l.BrandID != brandID || l.Platform != platform {
				continue
			}
			accounts = append(accounts, l)
			var posts, stories []*post
			for _, p := range l.posts {
				switch {
				case p.day < d.from || p.day > d.to:
				case p.kind == "story":
					stories = append(stories, p)
				default:
					posts = append(posts, p)
				}
			}
			columns := postColumns
			if platform == "facebook" {
				columns = pageColumns
			}
			if len(posts) > 0 {
				files = append(files, m.contentExport(l, columns, posts, d, platform == "facebook" && m.files.whether(0.2)))
			}
			if len(stories) > 0 {
				files = append(files, m.contentExport(l, storyColumns, stories, d, false))
			}
		}
	}
	if len(accounts) == 0 {
		return nil
	}
	charts := metaCharts
	if d.brief {
		charts = charts[:2]
	}
	for _, chart := range charts {
		files = append(files, m.resultsExport(chart, accounts, d))
	}
	return files
}

// numbered is the name of a file in a folder that may hold one of that name.
func (m *maker) numbered(name string) string {
	n := m.fetched[name]
	m.fetched[name]++
	if n == 0 {
		return name + ".csv"
	}
	return fmt.Sprintf("%s (%d).csv", name, n)
}

// takeIn imports a file.
func (m *maker) takeIn(ctx context.Context, w *agency.Workspace, brandID string, file intake.Request) error {
	outcomes, err := intake.Run(ctx, w, m.cm.Name, []intake.Request{file}, intake.Options{
		Brand: brandID, Language: m.client.Language, IDs: func() string { return m.files.id(m.clock) }})
	if err != nil {
		return err
	}
	for _, o := range outcomes {
		if o.Error != nil {
			return fmt.Errorf("import %s: %s", o.File, *o.Error)
		}
	}
	return nil
}

// count counts what the client's file holds.
func (m *maker) count(ctx context.Context, file *store.File) error {
	return file.Read(ctx, func(tx *store.Tx) error {
		_, err := tx.Get(`SELECT (SELECT count(*) FROM post), (SELECT count(*) FROM measurement WHERE counts = 1), (SELECT count(*) FROM activity)`, nil,
			&m.filled.Posts, &m.filled.Measurements, &m.filled.Activities)
		return err
	})
}

// tag puts pillars and tags on the posts that exports told of.
func (m *maker) tag(ctx context.Context, file *store.File) error {
	return file.Write(ctx, "", func(tx *store.Tx) error {
		if err := tx.Quiet(); err != nil {
			return err
		}
		for _, l := range m.lines {
			for _, p := range l.posts {
				if _, err := tx.Exec("UPDATE post SET tags = ?, pillar = ? WHERE channel_id = ? AND platform_id = ?", tags(p), p.pillar, l.ID, p.id); err != nil {
					return fmt.Errorf("tag a post of the sample: %w", err)
				}
			}
		}
		return nil
	})
}

// tags are those of a post as its row has them.
func tags(p *post) string {
	if len(p.tags) == 0 {
		return "[]"
	}
	raw, _ := json.Marshal(p.tags) // strings always can
	return string(raw)
}

// nameOf is the name of the brand that a channel belongs to.
func (m *maker) nameOf(l *line) string {
	i := slices.IndexFunc(m.brands, func(b brand.Brand) bool { return b.ID == l.BrandID })
	return m.brands[i].Name
}
