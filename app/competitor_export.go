package app

import (
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/competitor"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/portfolio"
	"github.com/brandloop/brandloop/backend/report"
	"github.com/brandloop/brandloop/backend/store"
)

// ExportComparison writes the comparison of a period, of those platforms (none:
// of all), to a workbook or a CSV, and returns its path. An empty path asks for
// one; "" comes back when the person gave up.
func (c *Competitor) ExportComparison(client, brand, from, to string, platforms []string, path string) (string, error) {
	return exportList(c.shell, client, "competitor.comparison", from+" "+to, path, func(_ *agency.Workspace, tx *store.Tx, path, language string) error {
		found, err := competitor.Compare(tx, brand, from, to)
		if err != nil {
			return err
		}
		rows := []competitor.Standing{}
		for _, r := range found.Rows {
			if len(platforms) == 0 || slices.Contains(platforms, r.Platform) {
				rows = append(rows, r)
			}
		}
		columns := columnsOf(language, "competitor", [][2]string{{"platform", report.Text}, {"competitor", report.Text}, {"seen", report.Date},
			{"followers", report.Number}, {"rank_followers", report.Number}, {"growth", report.Percent}, {"rank_growth", report.Number},
			{"posts", report.Number}, {"engagements", report.Number}, {"per_post", report.Number}, {"rank_per_post", report.Number}, {"mentions", report.Number}})
		return writeRows(tx.Context(), path, lang.T(language, "competitor.comparison"), columns, rows, func(s competitor.Standing) []any {
			name := s.Name
			if s.Kind == competitor.Average {
				name = lang.T(language, "competitor.average")
			}
			return []any{s.Platform, name, s.Seen, s.Followers.Value, s.Followers.Rank, s.Growth.Value, s.Growth.Rank,
				s.Posts.Value, s.Engagements.Value, s.PerPost.Value, s.PerPost.Rank, s.Mentions.Value}
		})
	})
}

// ExportNotes writes the notes of a filter, as they are listed, as
// ExportComparison does.
func (c *Competitor) ExportNotes(client string, filter competitor.NoteFilter, path string) (string, error) {
	return exportList(c.shell, client, "competitor.notes", filter.From+" "+filter.To, path, func(_ *agency.Workspace, tx *store.Tx, path, language string) error {
		all, err := competitor.List(tx, filter.Brand)
		if err != nil {
			return err
		}
		names := map[string]string{}
		for _, one := range all {
			names[one.ID] = one.Name
		}
		notes, err := competitor.Notes(tx, filter)
		if err != nil {
			return err
		}
		columns := columnsOf(language, "competitor", [][2]string{{"day", report.Date}, {"competitor", report.Text}, {"kind", report.Text},
			{"text", report.Text}, {"link", report.Link}, {"who", report.Text}})
		return writeRows(tx.Context(), path, lang.T(language, "competitor.notes"), columns, notes, func(n competitor.Note) []any {
			return []any{n.Day, names[n.CompetitorID], lang.T(language, "competitor.kind."+n.Kind), n.Text, n.Link, n.Who}
		})
	})
}

// ExportSheet writes every account with its numbers of a day, as ReadFile reads
// them back: the template, where no number is there yet.
func (c *Competitor) ExportSheet(client, brandID, day, path string) (string, error) {
	return exportList(c.shell, client, "competitor.numbers", day, path, func(_ *agency.Workspace, tx *store.Tx, path, language string) error {
		if _, err := store.Find[brand.Brand](tx, brandID); err != nil {
			return err
		}
		lines, err := competitor.Sheet(tx, brandID, day)
		if err != nil {
			return err
		}
		columns := columnsOf(language, "competitor", [][2]string{{"competitor", report.Text}, {"platform", report.Text}, {"account", report.Text}, {"day", report.Date},
			{"followers", report.Number}, {"posts", report.Number}, {"engagements", report.Number}, {"mentions", report.Number}})
		return writeRows(tx.Context(), path, lang.T(language, "competitor.numbers"), columns, lines, func(l competitor.Line) []any {
			row := []any{l.Competitor, l.Platform, l.Handle, day}
			for _, m := range competitor.Metrics {
				row = append(row, l.Values[m])
			}
			return row
		})
	})
}

// ExportBenchmark compares a brand anew with those of its sector and writes what
// the page shows of it, and no more: of few brands nothing but that they are few.
// It takes a path as ExportComparison does; job names the work for Window.Cancel.
func (c *Competitor) ExportBenchmark(q portfolio.Query, path, job string) (string, error) {
	found, err := c.Benchmark(q, job)
	if err != nil {
		return "", err
	}
	return exportList(c.shell, q.Client, "competitor.benchmark", q.From+" "+q.To, path, func(_ *agency.Workspace, tx *store.Tx, path, language string) error {
		level, key, _ := strings.Cut(q.Metric, ".")
		columns := columnsOf(language, "competitor", [][2]string{{"sector", report.Text}, {"metric", report.Text}, {"level", report.Text}, {"from", report.Date}, {"to", report.Date},
			{"own", report.Number}, {"unit", report.Text}, {"compared", report.Number}, {"median", report.Number}, {"lower", report.Number}, {"upper", report.Number},
			{"stands", report.Text}, {"remark", report.Text}})
		unit, compared, stands, remark := lang.T(language, "kpi.unit."+found.Unit), (*int)(nil), "", "competitor.benchmark_rule"
		if found.Unit == metric.Money {
			unit = found.Currency
		}
		switch {
		case strings.TrimSpace(found.Sector) == "":
			remark = "competitor.benchmark_no_sector"
		case !found.Enough:
			remark = "competitor.benchmark_few"
		default:
			compared = &found.N
		}
		if found.Stands != "" {
			stands = lang.T(language, "competitor.stands."+found.Stands)
		}
		return writeRows(tx.Context(), path, lang.T(language, "competitor.benchmark"), columns, []*portfolio.Benchmark{found}, func(b *portfolio.Benchmark) []any {
			return []any{b.Sector, metric.Find(key, level).Name(language), lang.T(language, "kpi.level."+level), q.From, q.To,
				b.Value, unit, compared, b.Median, b.Lower, b.Upper, stands, lang.T(language, remark)}
		})
	})
}
