package app

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/competitor"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/triage"
)

func TestTriageFile(t *testing.T) {
	s, _ := mustShellOn(t, t.TempDir())
	client := mustClient(t, s, "Aurora Coffee")
	channel := mustChannel(t, s, client.ID, "@aurora")
	c, tri := &Competitor{s}, &Triage{s}
	text := func(v string) *string { return &v }
	norte := must(c.Add(client.ID, channel.BrandID, competitor.Patch{Name: text("Norte")}, nil))
	must(0, c.AddNote(client.ID, competitor.NotePatch{CompetitorID: &norte.ID, Day: text("2026-10-12"), Kind: text("threat"), Text: text("=A prize draw"), Link: text("https://example.com/draw")}))
	must((&Community{s}).Add(client.ID, community.Entry{ChannelID: channel.ID, Kind: "comment", Topics: []string{"opportunity"}, Text: "Do you sell beans?", Author: "@nora"}))
	must((&Kpi{s}).AddTarget(client.ID, channel.BrandID, kpi.TargetPatch{Metric: text("channel.link_clicks"), Value: number(1000), From: text("2026-10-01"), To: text("2026-10-31")}))
	must(0, (&Kpi{s}).Type(client.ID, []kpi.Entry{{ChannelID: channel.ID, Metric: "link_clicks", Grain: kpi.Month, Day: "2026-10-01", Value: 300}}))
	const from, to = "2026-10-01", "2027-12-31"
	items := must(tri.List(client.ID, channel.BrandID, from, to))
	if len(items) != 3 {
		t.Fatalf("items are %+v", items)
	}
	var draw triage.Item
	for _, i := range items {
		if i.Origin == triage.Competitor {
			draw = i
		}
	}
	must(0, tri.Decide(client.ID, channel.BrandID, []triage.Ref{draw.Ref}, triage.Watch, "May come back"))
	dir := t.TempDir()
	for _, ending := range []string{".xlsx", ".csv"} {
		t.Run("what is shown is written in its order, with typed numbers, "+ending, func(t *testing.T) {
			s.speak("en")
			shown := []string{draw.Origin + " " + draw.OriginID + " "}
			for _, i := range items {
				if i.Origin == triage.Target {
					shown = append(shown, i.Origin+" "+i.OriginID+" "+i.Span)
				}
			}
			path := must(tri.Export(client.ID, channel.BrandID, from, to, shown, filepath.Join(dir, "signals"+ending)))
			rows := must(records(t.Context(), path))
			if len(rows) != 3 {
				t.Fatalf("%d rows", len(rows))
			}
			cell := func(row int, header string) string {
				for i, h := range rows[0].Cells {
					if h == header && i < len(rows[row].Cells) {
						return rows[row].Cells[i]
					}
				}
				return ""
			}
			what := map[string]string{".xlsx": "=A prize draw", ".csv": "'=A prize draw"}[ending]
			if cell(1, "State") != "Watch" || cell(1, "Reason") != "May come back" || cell(1, "What") != what || cell(1, "About") != "Norte" || cell(1, "Link") != "https://example.com/draw" || cell(1, "Actual") != "" {
				t.Errorf("the observation is %q", rows[1].Cells)
			}
			if cell(2, "State") != "Open" || cell(2, "About") != "Link clicks" || cell(2, "Actual") != "300" || cell(2, "Expected by today") != "1000" || cell(2, "Target") != "1000" || cell(2, "Until") != "2026-10-31" || cell(2, "Decision") != "needed" {
				t.Errorf("the target is %q of %q", rows[2].Cells, rows[0].Cells)
			}
		})
	}
	t.Run("in Spanish the words are Spanish", func(t *testing.T) {
		s.speak("es")
		rows := must(records(t.Context(), must(tri.Export(client.ID, channel.BrandID, from, to, nil, filepath.Join(dir, "es.csv")))))
		if len(rows) != 4 || rows[0].Cells[0] != "Estado" {
			t.Errorf("the file holds %+v", rows)
		}
	})
}

func TestTriageCommand(t *testing.T) {
	dir := t.TempDir()
	s, _ := mustShellOn(t, dir)
	client := mustClient(t, s, "Aurora Coffee")
	channel := mustChannel(t, s, client.ID, "@aurora")
	text := func(v string) *string { return &v }
	norte := must((&Competitor{s}).Add(client.ID, channel.BrandID, competitor.Patch{Name: text("Norte")}, nil))
	must(0, (&Competitor{s}).AddNote(client.ID, competitor.NotePatch{CompetitorID: &norte.ID, Day: text("2026-10-12"), Kind: text("threat"), Text: text("A prize draw")}))
	must((&Kpi{s}).AddTarget(client.ID, channel.BrandID, kpi.TargetPatch{Metric: text("channel.link_clicks"), Value: number(1000), From: text("2026-10-01"), To: text("2026-10-31")}))
	must(0, (&Kpi{s}).Type(client.ID, []kpi.Entry{{ChannelID: channel.ID, Metric: "link_clicks", Grain: kpi.Month, Day: "2026-10-01", Value: 300}}))
	of := []string{"--client", "aurora-coffee", "--from", "2026-10-01", "--to", "2027-12-31"}
	type row struct {
		Item, Origin, State, Kind string
		Reason, Link, Span        *string
	}
	rows := func(t *testing.T, args ...string) []row {
		t.Helper()
		var told struct{ Rows []row }
		must(0, json.Unmarshal([]byte(mustCommand(t, dir, slices.Concat(args, of, []string{"--json"})...)), &told))
		return told.Rows
	}
	t.Run("what is listed is narrowed by origin, and null is what is not known", func(t *testing.T) {
		all, seen := rows(t, "triage", "list"), rows(t, "triage", "list", "--origin", "competitor")
		if len(all) != 2 || len(seen) != 1 || seen[0].Kind != "threat" || seen[0].State != "open" || seen[0].Reason != nil || seen[0].Link != nil || seen[0].Span != nil {
			t.Errorf("%+v and %+v", all, seen)
		}
	})
	t.Run("each is decided of by its name, and opened again", func(t *testing.T) {
		for _, i := range rows(t, "triage", "list") {
			got := rows(t, "triage", "decide", "watch", i.Item, "--reason", "May come back")
			if len(got) != 1 || got[0].Item != i.Item || got[0].State != "watch" || got[0].Reason == nil || *got[0].Reason != "May come back" {
				t.Errorf("%+v", got)
			}
		}
		if left := rows(t, "triage", "list", "--state", "open"); len(left) != 0 {
			t.Errorf("open are %+v", left)
		}
		for _, i := range rows(t, "triage", "list", "--state", "watch") {
			if got := rows(t, "triage", "decide", "open", i.Item); len(got) != 1 || got[0].State != "open" {
				t.Errorf("%+v", got)
			}
		}
	})
	for outcome, args := range map[string][]string{
		"an item that is not listed":  {"triage", "decide", "watch", "kpi:nobody", "--reason", "X"},
		"a decision without a reason": {"triage", "decide", "act", rows(t, "triage", "list")[0].Item},
		"a state that there is not":   {"triage", "decide", "later", rows(t, "triage", "list")[0].Item, "--reason", "X"},
	} {
		t.Run(outcome+" is refused with a sentence, and nothing changes", func(t *testing.T) {
			status, out, errs := command(dir, append(args, of...)...)
			if status != 1 || out != "" || !strings.HasPrefix(errs, "brandloop: ") {
				t.Errorf("%d %q %q", status, out, errs)
			}
			if open := rows(t, "triage", "list", "--state", "open"); len(open) != 2 {
				t.Errorf("open are %+v", open)
			}
		})
	}
	t.Run("a day that is none is refused with what is expected", func(t *testing.T) {
		status, _, errs := command(dir, "triage", "list", "--client", "aurora-coffee", "--from", "October", "--to", "2026-10-31")
		if status != 1 || !strings.Contains(errs, "Write it as 2026-10-31") {
			t.Errorf("%d %q", status, errs)
		}
	})
}
