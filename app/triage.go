package app

import (
	"context"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/metric"
	"github.com/brandloop/brandloop/backend/report"
	"github.com/brandloop/brandloop/backend/store"
	"github.com/brandloop/brandloop/backend/triage"
)

// Triage binds the room of threats and opportunities.
type Triage struct{ shell *Shell }

// List is the threats and opportunities of a brand in a period.
func (t *Triage) List(client, brand, from, to string) ([]triage.Item, error) {
	return read(t.shell, client, func(w *agency.Workspace, tx *store.Tx) ([]triage.Item, error) {
		return triage.List(tx, triageQuery(w, tx, brand, from, to))
	})
}

func triageQuery(w *agency.Workspace, tx *store.Tx, brand, from, to string) triage.Query {
	return triage.Query{Brand: brand, From: from, To: to, Today: tx.Now.Day(w.Zone), Currency: w.Client.Currency, Zone: w.Zone}
}

// Decide puts items into a state (open, watch, act, dismissed) for a reason, as
// one action.
func (t *Triage) Decide(client, brand string, refs []triage.Ref, state, reason string) error {
	_, err := write(t.shell, client, func(_ *agency.Workspace, tx *store.Tx) (struct{}, error) {
		return struct{}{}, triage.Decide(tx, brand, refs, state, reason)
	})
	return err
}

// Export writes those items of a period that are shown ("origin id span"; none is
// all), in their order, to a workbook or a CSV, and returns its path. An empty
// path asks for one; "" comes back when the person gave up.
func (t *Triage) Export(client, brand, from, to string, shown []string, path string) (string, error) {
	people, err := t.people()
	if err != nil {
		return "", err
	}
	return exportList(t.shell, client, "triage.list", from+" "+to, path, func(w *agency.Workspace, tx *store.Tx, path, language string) error {
		items, err := triage.List(tx, triageQuery(w, tx, brand, from, to))
		if err != nil {
			return err
		}
		names, err := channelNames(tx, brand)
		if err != nil {
			return err
		}
		known, err := kpi.Catalogue(tx)
		if err != nil {
			return err
		}
		columns := columnsOf(language, "triage", [][2]string{
			{"state", report.Text}, {"kind", report.Text}, {"day", report.Date}, {"origin", report.Text}, {"about", report.Text}, {"channel", report.Text},
			{"what", report.Text}, {"mark", report.Text}, {"actual", report.Number}, {"by_today", report.Number}, {"target", report.Number}, {"unit", report.Text},
			{"needed", report.Number}, {"until", report.Date}, {"decide", report.Text}, {"reason", report.Text}, {"decided_by", report.Text},
			{"decided_at", report.DateTime}, {"who", report.Text}, {"link", report.Link},
		})
		rows := inOrder(items, shown, func(i triage.Item) string { return i.Origin + " " + i.OriginID + " " + i.Span })
		return writeRows(tx.Context(), path, lang.T(language, "triage.list"), columns, rows, func(i triage.Item) []any {
			return triageCells(&i, w, known, names, people, language)
		})
	})
}

// people are the names of the team by id.
func (t *Triage) people() (map[string]string, error) {
	return call(t.shell, func(a *agency.Agency) (map[string]string, error) {
		team, err := a.Team(context.Background())
		names := map[string]string{}
		for _, p := range team {
			names[p.ID] = p.Name
		}
		return names, err
	})
}

func triageCells(i *triage.Item, w *agency.Workspace, known *metric.Catalogue, channels, people map[string]string, language string) []any {
	about, channel, who, mark := i.About, "", i.Who, i.Mark
	if i.ChannelID != nil {
		channel = channels[*i.ChannelID]
	}
	if i.PersonID != "" {
		who = people[i.PersonID]
	}
	if mark == "escalated" {
		mark = lang.T(language, "triage.mark.escalated")
	}
	numbers, until, decide := []any{nil, nil, nil, "", nil}, "", ""
	if s := i.Stand; s != nil {
		about = s.Target.Metric
		if m := known.Find(s.Target.Metric, s.Target.Level); m != nil {
			about = m.Name(language)
		}
		if s.Target.Campaign != "" {
			about += " · " + s.Target.Campaign
		}
		if channel == "" {
			channel = lang.T(language, "kpi.whole_brand")
		}
		unit := lang.T(language, "kpi.unit."+s.Unit)
		if s.Unit == metric.Money {
			unit = w.Client.Currency
		}
		mark = lang.T(language, "kpi.status."+s.Status)
		numbers, until = []any{s.Actual, s.ExpectedValue, s.Target.Value, unit, s.Needed}, s.To
		if s.Decide {
			decide = lang.T(language, "kpi.decide")
		}
	}
	cells := []any{lang.T(language, "triage.state."+i.State), lang.T(language, "triage.kind."+i.Kind), i.Day, lang.T(language, "triage.origin."+i.Origin),
		about, channel, i.Text, mark}
	cells = append(append(cells, numbers...), until, decide, i.Reason, i.DecidedBy)
	if i.DecidedAt == nil {
		return append(cells, nil, who, i.Link)
	}
	return append(cells, i.DecidedAt.Time().In(w.Zone), who, i.Link)
}
