package app

import (
	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/report"
	"github.com/brandloop/brandloop/backend/store"
)

// Marks lists what happened to a brand, the earliest first, whoever tells of it.
func (k *Kpi) Marks(client string, q kpi.MarkQuery) ([]kpi.Mark, error) {
	return read(k.shell, client, func(w *agency.Workspace, tx *store.Tx) ([]kpi.Mark, error) { return kpi.Marks(tx, q, w.Zone) })
}

// AddMark writes down what happened to a brand.
func (k *Kpi) AddMark(client, brand string, patch kpi.MarkPatch) (*kpi.Mark, error) {
	return write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*kpi.Mark, error) { return kpi.AddMark(tx, brand, patch) })
}

// UpdateMark changes a mark that a person wrote.
func (k *Kpi) UpdateMark(client, id string, patch kpi.MarkPatch) (*kpi.Mark, error) {
	return write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (*kpi.Mark, error) { return kpi.UpdateMark(tx, id, patch) })
}

// DeleteMark takes a mark that a person wrote away.
func (k *Kpi) DeleteMark(client, id string) error {
	_, err := write(k.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, kpi.DeleteMark(tx, id)
	})
	return err
}

// marksOf are those of a query, none without one.
func marksOf(tx *store.Tx, w *agency.Workspace, q *kpi.MarkQuery) ([]kpi.Mark, error) {
	if q == nil {
		return nil, nil
	}
	return kpi.Marks(tx, *q, w.Zone)
}

// markList is a list of marks; names are those of channels by id.
func markList(language string, names map[string]string, marks []kpi.Mark) report.List {
	columns := columnsOf(language, "kpi", [][2]string{{"day", report.Date}, {"last_day", report.Date}, {"kind", report.Text}, {"text", report.Text},
		{"channel", report.Text}, {"link", report.Link}, {"who", report.Text}, {"source", report.Text}})
	return listOf(lang.T(language, "kpi.marks"), columns, marks, func(m kpi.Mark) []any {
		channel, source := lang.T(language, "kpi.whole_brand"), ""
		if m.ChannelID != nil {
			channel = names[*m.ChannelID]
		}
		if m.Source != "" {
			source = lang.T(language, "kpi.mark_source."+m.Source)
		}
		return []any{m.FromDay, m.ToDay, lang.T(language, "kpi.mark."+m.Kind), m.Text, channel, m.Link, m.Who, source}
	})
}
