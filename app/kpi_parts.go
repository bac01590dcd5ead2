package app

import (
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/report"
	"github.com/brandloop/brandloop/backend/store"
)

// Dimensions lists what a brand's numbers are broken down by.
func (k *Kpi) Dimensions(client, brand string) ([]string, error) {
	return read(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) ([]string, error) { return kpi.DimensionsOf(tx, brand) })
}

// Parts lists the parts of a dimension by one metric, beside another period and
// over time.
func (k *Kpi) Parts(client string, q kpi.PartTableQuery) (*kpi.PartTable, error) {
	return read(k.shell, client, func(w *agency.Workspace, tx *store.Tx) (*kpi.PartTable, error) {
		q.Currency = w.Client.Currency
		return kpi.PartsOverTime(tx, q)
	})
}

// CampaignNumbers lists the campaigns of ads and of websites in a period, with
// their targets as they stand today.
func (k *Kpi) CampaignNumbers(client string, q kpi.CampaignQuery) (*kpi.CampaignTable, error) {
	return read(k.shell, client, func(w *agency.Workspace, tx *store.Tx) (*kpi.CampaignTable, error) {
		q.Currency, q.Today = w.Client.Currency, tx.Now.Day(w.Zone)
		return kpi.CampaignsOf(tx, q)
	})
}

// ExportParts writes those parts that are shown, in their order, with a column
// for each report of their course, to a workbook or a CSV, and returns its path
// as ExportScorecard does. shown are ids of lines; none is all.
func (k *Kpi) ExportParts(client string, q kpi.PartTableQuery, shown []string, path string) (string, error) {
	return exportList(k.shell, client, "kpi.dimension."+q.Dimension, q.From+" "+q.To, path, func(w *agency.Workspace, tx *store.Tx, path, language string) error {
		q.Currency = w.Client.Currency
		table, err := kpi.PartsOverTime(tx, q)
		if err != nil {
			return err
		}
		known, err := kpi.Catalogue(tx)
		if err != nil {
			return err
		}
		value, dimension := lang.T(language, "kpi.column.value"), lang.T(language, "kpi.dimension."+q.Dimension)
		if m := known.Find(table.Metric, metric.Channel); m != nil {
			value = m.Name(language)
		}
		kind := report.Number
		if table.Unit == metric.Percent {
			kind = report.Percent
		}
		columns := slices.Concat([]report.Column{{Name: dimension, Kind: report.Text}},
			columnsOf(language, "kpi", [][2]string{{"channel", report.Text}}), []report.Column{{Name: value, Kind: kind}},
			columnsOf(language, "kpi", [][2]string{{"unit", report.Text}, {"share", report.Percent}, {"previous", kind}, {"previous_share", report.Percent},
				{"change", report.Number}, {"change_percent", report.Percent}, {"file", report.Text}}))
		var spans []kpi.Span
		for _, r := range table.Course {
			if span := (kpi.Span{From: r.From, To: r.To}); !slices.Contains(spans, span) {
				spans = append(spans, span)
				name := r.From
				if r.To != r.From {
					name += " – " + r.To
				}
				columns = append(columns, report.Column{Name: name, Kind: kind})
			}
		}
		rows := inOrder(table.Rows, shown, func(l kpi.PartLine) string { return l.ID })
		return writeRows(tx.Context(), path, dimension, columns, rows, func(l kpi.PartLine) []any {
			unit := lang.T(language, "kpi.unit."+table.Unit)
			if table.Unit == metric.Money {
				unit = l.Currency
			}
			var percent *float64
			if l.Ratio != nil {
				v := *l.Ratio * 100
				percent = &v
			}
			var files []string
			for _, r := range table.Runs {
				if r.ChannelID == l.ChannelID {
					files = append(files, r.File)
				}
			}
			cells := []any{strings.Join(l.Part, " · "), l.Channel, l.Value, unit, l.Share, l.Previous, l.PreviousShare, l.Change, percent, strings.Join(files, ", ")}
			course := make([]*float64, len(spans))
			for i, r := range table.CourseOf(l.ChannelID) {
				course[slices.Index(spans, kpi.Span{From: r.From, To: r.To})] = l.Course[i]
			}
			for _, v := range course {
				cells = append(cells, v)
			}
			return cells
		})
	})
}

// ExportCampaigns writes those lines of campaigns that are shown, in their order,
// to a workbook or a CSV, and returns its path as ExportScorecard does. shown are
// ids of lines, of ads with "ads " before them, of sites with "site "; none is all.
func (k *Kpi) ExportCampaigns(client string, q kpi.CampaignQuery, shown []string, path string) (string, error) {
	return exportList(k.shell, client, "kpi.campaigns", q.From+" "+q.To, path, func(w *agency.Workspace, tx *store.Tx, path, language string) error {
		q.Currency, q.Today = w.Client.Currency, tx.Now.Day(w.Zone)
		table, err := kpi.CampaignsOf(tx, q)
		if err != nil {
			return err
		}
		known, err := kpi.Catalogue(tx)
		if err != nil {
			return err
		}
		type row struct {
			kind string
			kpi.CampaignLine
		}
		var rows []row
		for _, l := range table.Ads {
			rows = append(rows, row{"ads", l})
		}
		for _, l := range table.Sites {
			rows = append(rows, row{"site", l})
		}
		rows = inOrder(rows, shown, func(r row) string { return r.kind + " " + r.ID })
		columns := columnsOf(language, "kpi", [][2]string{{"counted_by", report.Text}, {"channel", report.Text}, {"campaign", report.Text}, {"ad_set", report.Text},
			{"ad", report.Text}, {"currency", report.Text}})
		var keys []string
		for _, key := range slices.Concat(table.AdMetrics, table.SiteMetrics) {
			if slices.Contains(keys, key) {
				continue
			}
			keys = append(keys, key)
			kind, m := report.Number, known.Find(key, metric.Channel)
			if m.Unit == metric.Percent {
				kind = report.Percent
			}
			columns = append(columns, report.Column{Name: m.Name(language), Kind: kind})
		}
		columns = append(columns, columnsOf(language, "kpi", [][2]string{{"budget", report.Number}, {"budget_used", report.Percent}, {"target", report.Text},
			{"attained", report.Percent}, {"status", report.Text}})...)
		return writeRows(tx.Context(), path, lang.T(language, "kpi.campaigns"), columns, rows, func(r row) []any {
			cells := []any{lang.T(language, "kpi.counted_by."+r.kind), r.Channel}
			for i := range 3 {
				name := ""
				if i < len(r.Part) {
					name = r.Part[i]
				}
				cells = append(cells, name)
			}
			cells = append(cells, r.Currency)
			for _, key := range keys {
				cells = append(cells, r.Values[key])
			}
			var budget, target *kpi.Stand
			for i := range r.Targets {
				if s := &r.Targets[i]; s.Target.Metric == "spend" {
					budget = first(budget, s)
				} else {
					target = first(target, s)
				}
			}
			if budget != nil {
				cells = append(cells, budget.Target.Value, budget.Attainment)
			} else {
				cells = append(cells, nil, nil)
			}
			if target == nil {
				return append(cells, nil, nil, nil)
			}
			name := target.Target.Metric
			if m := known.Find(target.Target.Metric, target.Target.Level); m != nil {
				name = m.Name(language)
			}
			return append(cells, name, target.Attainment, lang.T(language, "kpi.status."+target.Status))
		})
	})
}

// first is the one that came first.
func first(found, next *kpi.Stand) *kpi.Stand {
	if found != nil {
		return found
	}
	return next
}
