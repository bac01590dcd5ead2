package app

import (
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/report"
	"github.com/brandloop/brandloop/backend/store"
)

// Course is numbers over time, each with the one that it is compared with; money
// is in the client's currency.
func (k *Kpi) Course(client string, q kpi.CourseQuery) ([]kpi.CourseRow, error) {
	return read(k.shell, client, func(w *agency.Workspace, tx *store.Tx) ([]kpi.CourseRow, error) {
		q.Currency, q.Today = w.Client.Currency, tx.Now.Day(w.Zone)
		return kpi.Course(tx, q)
	})
}

// CourseOrder says which numbers over time to write.
type CourseOrder struct {
	Query kpi.CourseQuery `json:"query"`
	Shown []string        `json:"shown"` // "level.metric channel", channel "" for the whole brand; in this order
	Marks *kpi.MarkQuery  `json:"marks"` // null writes none
}

// ExportCourse writes numbers over time, a line for each span and a column for
// each series, to a workbook or a CSV, and returns its path as ExportScorecard
// does. What each number is compared with stands beside it, what happened at the
// end of the line; a workbook has a second sheet of the marks.
func (k *Kpi) ExportCourse(client string, order CourseOrder, path string) (string, error) {
	q := order.Query
	return exportList(k.shell, client, "kpi.course", q.From+" "+q.To, path, func(w *agency.Workspace, tx *store.Tx, path, language string) error {
		q.Currency, q.Today = w.Client.Currency, tx.Now.Day(w.Zone)
		rows, err := kpi.Course(tx, q)
		if err != nil {
			return err
		}
		known, err := kpi.Catalogue(tx)
		if err != nil {
			return err
		}
		columns := columnsOf(language, "kpi", [][2]string{{"day", report.Date}, {"last_day", report.Date}})
		var all [][]kpi.CourseRow
		for _, shown := range order.Shown {
			one := seriesOf(rows, shown)
			if len(one) == 0 {
				continue
			}
			all = append(all, one)
			column := seriesColumn(language, known, one)
			columns = append(columns, column)
			if q.CompareFrom != "" {
				column.Name += ", " + lang.T(language, "kpi.column.previous")
				columns = append(columns, column)
			}
		}
		if len(all) == 0 {
			return fault.New(fault.Invalid, "kpi.nothing_shown")
		}
		marks, err := marksOf(tx, w, order.Marks)
		if err != nil {
			return err
		}
		if len(marks) > 0 {
			columns = append(columns, columnsOf(language, "kpi", [][2]string{{"text", report.Text}})...)
		}
		at := -1
		numbers := listOf(lang.T(language, "kpi.course"), columns, all[0], func(r kpi.CourseRow) []any {
			at++
			cells := []any{r.From, r.To}
			for _, one := range all {
				cells = append(cells, one[at].Value)
				if q.CompareFrom != "" {
					cells = append(cells, earlier(one[at]))
				}
			}
			if len(marks) > 0 {
				cells = append(cells, happened(language, marks, r.From, r.To))
			}
			return cells
		})
		if len(marks) == 0 {
			return report.WriteLists(tx.Context(), path, numbers)
		}
		names, err := channelNames(tx, q.Brand)
		if err != nil {
			return err
		}
		return report.WriteLists(tx.Context(), path, numbers, markList(language, names, marks))
	})
}

// seriesColumn is the column of a series, named by its metric and place.
func seriesColumn(language string, known *metric.Catalogue, rows []kpi.CourseRow) report.Column {
	r := rows[0]
	place := lang.T(language, "kpi.whole_brand")
	if r.Channel != nil {
		place = *r.Channel
	}
	column := report.Column{Kind: report.Number,
		Name: strings.Join([]string{known.Find(r.Metric, r.Level).Name(language), lang.T(language, "kpi.level."+r.Level), place}, ", ")}
	switch r.Unit {
	case metric.Money:
		if at := slices.IndexFunc(rows, func(r kpi.CourseRow) bool { return r.Currency != "" }); at >= 0 {
			column.Name += ", " + rows[at].Currency
		}
	case "%":
		column.Kind = report.Percent
	}
	return column
}

// earlier is the number that a row is compared with, nil where there is none.
func earlier(r kpi.CourseRow) *float64 {
	if r.Before == nil {
		return nil
	}
	return r.Before.Value
}

// seriesOf are the rows of one series, "level.metric channel".
func seriesOf(rows []kpi.CourseRow, name string) []kpi.CourseRow {
	var all []kpi.CourseRow
	for _, r := range rows {
		channel := ""
		if r.ChannelID != nil {
			channel = *r.ChannelID
		}
		if r.Level+"."+r.Metric+" "+channel == name {
			all = append(all, r)
		}
	}
	return all
}

// happened tells of the marks that lie in a span, and of those of several days
// that begin or end in it.
func happened(language string, marks []kpi.Mark, from, to string) string {
	var all []string
	for _, m := range marks {
		begins, ends := m.FromDay >= from && m.FromDay <= to, m.ToDay >= from && m.ToDay <= to && !m.Open
		switch {
		case begins && (ends || m.ToDay == ""):
			all = append(all, m.Text)
		case begins:
			all = append(all, lang.T(language, "kpi.mark_begins", m.Text))
		case ends:
			all = append(all, lang.T(language, "kpi.mark_ends", m.Text))
		}
	}
	return strings.Join(all, " · ")
}
