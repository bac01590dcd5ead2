package app

import (
	"strings"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/report"
	"github.com/brandloop/brandloop/backend/store"
)

// ExportScorecard writes those rows of a scorecard that are shown, in their
// order, to a workbook or a CSV, and returns its path. shown names them as
// "level.metric channel"; none is all. An empty path asks for one; "" comes back
// when the person gave up.
func (k *Kpi) ExportScorecard(client string, q kpi.CardQuery, shown []string, path string) (string, error) {
	return exportList(k.shell, client, "kpi.scorecard", q.From+" "+q.To, path, func(w *agency.Workspace, tx *store.Tx, path, language string) error {
		q.Currency, q.Today = w.Client.Currency, tx.Now.Day(w.Zone)
		card, err := kpi.Scorecard(tx, q)
		if err != nil {
			return err
		}
		known, err := kpi.Catalogue(tx)
		if err != nil {
			return err
		}
		rows := inOrder(card.Rows, shown, func(r kpi.CardRow) string {
			channel := ""
			if r.ChannelID != nil {
				channel = *r.ChannelID
			}
			return r.Level + "." + r.Metric + " " + channel
		})
		columns := columnsOf(language, "kpi", [][2]string{
			{"metric", report.Text}, {"level", report.Text}, {"channel", report.Text}, {"value", report.Number}, {"unit", report.Text}, {"seen", report.Date},
			{"previous", report.Number}, {"change", report.Number}, {"change_percent", report.Percent}, {"target", report.Number},
			{"actual", report.Number}, {"attained", report.Percent}, {"expected", report.Percent}, {"pace", report.Number}, {"status", report.Text},
		})
		return writeRows(tx.Context(), path, lang.T(language, "kpi.scorecard"), columns, rows, func(r kpi.CardRow) []any {
			channel, unit := lang.T(language, "kpi.whole_brand"), lang.T(language, "kpi.unit."+r.Unit)
			if r.Channel != nil {
				channel = *r.Channel
			}
			if r.Unit == metric.Money {
				unit = r.Currency
			}
			var percent *float64
			if r.Ratio != nil {
				v := *r.Ratio * 100
				percent = &v
			}
			row := []any{known.Find(r.Metric, r.Level).Name(language), lang.T(language, "kpi.level."+r.Level), channel, r.Value, unit, r.Seen, r.Previous, r.Change, percent}
			if r.Stand == nil {
				return append(row, nil, nil, nil, nil, nil, nil)
			}
			s := r.Stand
			return append(row, s.Target.Value, s.Actual, s.Attainment, s.Expected, s.Pace, lang.T(language, "kpi.status."+s.Status))
		})
	})
}

// ExportMeasurements writes all numbers of a filter, as they are listed, to a
// workbook or a CSV, and returns its path as ExportScorecard does.
func (k *Kpi) ExportMeasurements(client string, f kpi.MeasurementFilter, path string) (string, error) {
	return exportList(k.shell, client, "kpi.numbers", f.From+" "+f.To, path, func(w *agency.Workspace, tx *store.Tx, path, language string) error {
		f.Offset, f.Limit = 0, 1
		page, err := kpi.Measurements(tx, f)
		if err != nil {
			return err
		}
		f.Limit = max(page.Total, 1)
		if page, err = kpi.Measurements(tx, f); err != nil {
			return err
		}
		known, err := kpi.Catalogue(tx)
		if err != nil {
			return err
		}
		called := func(key string) string {
			if m := known.Find(key, metric.Channel); m != nil {
				return m.Name(language)
			}
			return key // of an own metric that was taken away
		}
		names, err := channelNames(tx, f.Brand)
		if err != nil {
			return err
		}
		columns := columnsOf(language, "kpi", [][2]string{
			{"day", report.Date}, {"grain", report.Text}, {"channel", report.Text}, {"metric", report.Text}, {"value", report.Number},
			{"counts", report.Text}, {"file", report.Text}, {"who", report.Text}, {"note", report.Text}, {"at", report.DateTime},
		})
		return writeRows(tx.Context(), path, lang.T(language, "kpi.numbers"), columns, page.Rows, func(m kpi.Measurement) []any {
			counts := lang.T(language, "kpi.counts_no")
			if m.Counts {
				counts = lang.T(language, "kpi.counts_yes")
			}
			return []any{m.Day, lang.T(language, "kpi.grain."+m.Grain), names[m.ChannelID], called(m.Metric), m.Value,
				counts, m.File, m.Who, m.Note, m.At.Time().In(w.Zone)}
		})
	})
}

// ExportForm writes a grid as a workbook that a client or freelancer fills in,
// in the client's language, and returns its path as ExportScorecard does.
func (k *Kpi) ExportForm(client string, order report.FormOrder, path string) (string, error) {
	return exportList(k.shell, client, "report.form", order.Grid.From+" "+order.Grid.To, path, func(w *agency.Workspace, tx *store.Tx, path, _ string) error {
		order.Language, order.Grid.Currency = w.Client.Language, w.Client.Currency
		return report.WriteForm(tx.Context(), tx, path, order)
	})
}

// ExportTargets writes those targets of a brand that are shown, in their order,
// with where each stands today, to a workbook or a CSV, and returns its path as
// ExportScorecard does. shown are ids; none is all.
func (k *Kpi) ExportTargets(client, brandID string, shown []string, path string) (string, error) {
	return exportList(k.shell, client, "kpi.targets", "", path, func(w *agency.Workspace, tx *store.Tx, path, language string) error {
		stands, err := kpi.Stands(tx, kpi.StandQuery{Brand: brandID, Today: tx.Now.Day(w.Zone), Currency: w.Client.Currency, Forecast: true})
		if err != nil {
			return err
		}
		known, err := kpi.Catalogue(tx)
		if err != nil {
			return err
		}
		names, err := channelNames(tx, brandID)
		if err != nil {
			return err
		}
		columns := columnsOf(language, "kpi", [][2]string{
			{"metric", report.Text}, {"level", report.Text}, {"channel", report.Text}, {"campaign", report.Text}, {"unit", report.Text},
			{"baseline", report.Number}, {"target", report.Number}, {"actual", report.Number}, {"by_today", report.Number},
			{"attained", report.Percent}, {"expected", report.Percent}, {"gap", report.Number}, {"pace", report.Number}, {"needed", report.Number},
			{"forecast", report.Number}, {"low", report.Number}, {"high", report.Number}, {"status", report.Text}, {"decide", report.Text},
			{"from", report.Date}, {"to", report.Date}, {"repeats", report.Text}, {"last_data", report.Date}, {"note", report.Text},
		})
		rows := inOrder(stands, shown, func(s kpi.Stand) string { return s.Target.ID })
		return writeRows(tx.Context(), path, lang.T(language, "kpi.targets"), columns, rows, func(s kpi.Stand) []any {
			t := s.Target
			name, unit := t.Metric, lang.T(language, "kpi.unit."+s.Unit)
			if m := known.Find(t.Metric, t.Level); m != nil {
				name = m.Name(language)
			}
			if s.Unit == metric.Money {
				unit = w.Client.Currency
			}
			channel := lang.T(language, "kpi.whole_brand")
			if t.ChannelID != nil {
				channel = names[*t.ChannelID]
			}
			decide, repeats, note := "", "", t.Note
			if s.Decide {
				decide = lang.T(language, "kpi.decide")
			}
			if t.Repeats != "" {
				repeats = lang.T(language, "kpi.repeats."+t.Repeats)
			}
			if s.NoActual != "" {
				note = strings.TrimSpace(lang.T(language, "kpi.no_actual."+s.NoActual) + " " + note)
			}
			return []any{name, lang.T(language, "kpi.level."+t.Level), channel, t.Campaign, unit,
				t.Baseline, t.Value, s.Actual, s.ExpectedValue, s.Attainment, s.Expected, s.Gap, s.Pace, s.Needed,
				s.Forecast, s.Low, s.High, lang.T(language, "kpi.status."+s.Status), decide, s.From, s.To, repeats, s.LastData, note}
		})
	})
}
