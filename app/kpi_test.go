package app

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/kpi"
)

// TestTheCommandLineTellsWhatTheScreenAsks compares `kpi --json` with the query
// that the pages and the workbook ask.
func TestTheCommandLineTellsWhatTheScreenAsks(t *testing.T) {
	dir := t.TempDir()
	s, _ := mustShellOn(t, dir)
	client := mustClient(t, s, "Aurora Coffee")
	channel := mustChannel(t, s, client.ID, "@aurora")
	k := &Kpi{s}
	type number struct {
		metric, grain, day string
		value              float64
	}
	for _, n := range []number{
		{"views", "day", "2026-10-01", 100}, {"views", "day", "2026-10-20", 300}, {"engagements", "day", "2026-10-20", 20},
		{"followers", "month", "2026-10-01", 900}, {"reach", "day", "2026-10-01", 60}, {"spend", "week", "2026-10-05", 12.5},
	} {
		must(0, k.Type(client.ID, []kpi.Entry{{ChannelID: channel.ID, Metric: n.metric, Grain: n.grain, Day: n.day, Value: n.value}}))
	}
	for _, by := range []string{"day", "week", "month", "total"} {
		t.Run("by "+by, func(t *testing.T) {
			var told struct {
				Rows []numberLine `json:"rows"`
			}
			text := mustCommand(t, dir, "kpi", "--client", "aurora-coffee", "--from", "2026-09-15", "--to", "2026-10-31", "--by", by, "--json")
			if err := json.Unmarshal([]byte(text), &told); err != nil {
				t.Fatal(err)
			}
			asked := must(k.Course(client.ID, kpi.CourseQuery{Query: kpi.Query{From: "2026-09-15", To: "2026-10-31", By: by}}))
			for i := range told.Rows {
				told.Rows[i].Row.ChannelID, told.Rows[i].Row.Channel = told.Rows[i].Channel, told.Rows[i].ChannelName
			}
			same := func(l numberLine, r kpi.CourseRow) bool {
				return bytes.Equal(must(json.Marshal(l.Row)), must(json.Marshal(r.Row)))
			}
			if len(asked) == 0 || !slices.EqualFunc(told.Rows, asked, same) {
				t.Errorf("the command line gives %d rows, the screen %d, or others", len(told.Rows), len(asked))
			}
		})
	}
	t.Run("with the names that scripts rely on, and null for what is missing", func(t *testing.T) {
		var told struct {
			Rows []map[string]any `json:"rows"`
		}
		text := mustCommand(t, dir, "kpi", "--client", "aurora-coffee", "--from", "2026-10-01", "--to", "2026-10-31", "--metric", "reach", "--json")
		if err := json.Unmarshal([]byte(text), &told); err != nil {
			t.Fatal(err)
		}
		if len(told.Rows) != 2 {
			t.Fatalf("%d rows", len(told.Rows))
		}
		whole, one := told.Rows[0], told.Rows[1]
		for _, name := range []string{"brand", "channel", "metric", "kind", "unit", "from", "to", "value"} {
			if _, ok := one[name]; !ok {
				t.Errorf("%s is not there", name)
			}
		}
		if whole["channel"] != nil || one["channel"] != channel.ID || whole["value"] != nil || one["value"] != nil || one["brand"] != "Aurora Coffee" {
			t.Errorf("rows are %v", told.Rows)
		}
	})
	t.Run("the same after undo and redo", func(t *testing.T) {
		ask := []string{"kpi", "--client", "aurora-coffee", "--from", "2026-10-01", "--to", "2026-10-31", "--json"}
		before := mustCommand(t, dir, ask...)
		must(0, k.Type(client.ID, []kpi.Entry{{ChannelID: channel.ID, Metric: "views", Grain: "day", Day: "2026-10-01", Value: 7}}))
		after := mustCommand(t, dir, ask...)
		h := &History{s}
		must(h.Undo(client.ID))
		if mustCommand(t, dir, ask...) != before {
			t.Error("undo left another answer")
		}
		must(h.Redo(client.ID))
		if mustCommand(t, dir, ask...) != after || after == before {
			t.Error("redo left another answer")
		}
	})
}

func TestNumbersAreExportedAsShown(t *testing.T) {
	dir := t.TempDir()
	s, _ := mustShellOn(t, dir)
	client := mustClient(t, s, "Aurora Coffee")
	channel := mustChannel(t, s, client.ID, "@aurora")
	k := &Kpi{s}
	must(0, k.Type(client.ID, []kpi.Entry{
		{ChannelID: channel.ID, Metric: "views", Grain: "day", Day: "2026-10-01", Value: 100},
		{ChannelID: channel.ID, Metric: "saves", Grain: "month", Day: "2026-10-01", Value: 4},
	}))
	read := func(path string) [][]string {
		t.Helper()
		raw := must(os.ReadFile(path))
		return must(csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff")))).ReadAll())
	}
	t.Run("one by one", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "numbers.csv")
		must(k.ExportMeasurements(client.ID, kpi.MeasurementFilter{Metric: "saves", From: "2026-10-01", To: "2026-10-31"}, path))
		lines := read(path)
		if len(lines) != 2 || lines[1][0] != "2026-10-01" || lines[1][1] != "month" || lines[1][2] != "instagram:@aurora" || lines[1][4] != "4" {
			t.Errorf("lines are %q", lines)
		}
	})
	t.Run("as a scorecard in the order that is shown", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "scorecard.csv")
		q := kpi.CardQuery{From: "2026-10-01", To: "2026-10-31", CompareFrom: "2026-09-01", CompareTo: "2026-09-30"}
		must(k.ExportScorecard(client.ID, q, []string{"channel.saves " + channel.ID, "channel.views "}, path))
		lines := read(path)
		if len(lines) != 3 || lines[1][0] != "Saves" || lines[1][3] != "4" || lines[2][2] != "Whole brand" || lines[2][3] != "100" || lines[2][5] != "" {
			t.Errorf("lines are %q", lines)
		}
	})
	t.Run("as targets with where each stands, in the order that is shown", func(t *testing.T) {
		target := func(metric string, value float64) string {
			t.Helper()
			from, to := "2026-10-01", "2026-10-31"
			return must(k.AddTarget(client.ID, channel.BrandID, kpi.TargetPatch{Metric: &metric, Value: &value, From: &from, To: &to})).ID
		}
		views, saves := target("views", 400), target("saves", 8)
		target("shares", 5)
		path := filepath.Join(t.TempDir(), "targets.csv")
		must(k.ExportTargets(client.ID, channel.BrandID, []string{saves, views}, path))
		lines := read(path)
		if len(lines) != 3 {
			t.Fatalf("lines are %q", lines)
		}
		for name, want := range map[string]string{"Metric": "Views", "Channel": "Whole brand", "Target": "400", "Actual": "100", "Attained": "25", "From": "2026-10-01", "Campaign": "", "Note": ""} {
			if i := slices.Index(lines[0], name); i < 0 || lines[2][i] != want {
				t.Errorf("%s is no %q in %q", name, want, lines[2])
			}
		}
		if lines[1][0] != "Saves" {
			t.Errorf("lines are %q", lines)
		}
		book := filepath.Join(t.TempDir(), "targets.xlsx")
		must(k.ExportTargets(client.ID, channel.BrandID, nil, book))
		if rows := must(must(excelize.OpenFile(book)).GetRows("Targets")); len(rows) != 4 || len(rows[0]) != 24 {
			t.Errorf("the workbook holds %q", rows)
		}
	})
	t.Run("as targets on the command line, as the page has them", func(t *testing.T) {
		var told struct{ Rows []kpi.Stand }
		if err := json.Unmarshal([]byte(mustCommand(t, dir, "kpi", "targets", "--client", "aurora-coffee", "--json")), &told); err != nil {
			t.Fatal(err)
		}
		if page := must(k.Targets(client.ID, channel.BrandID)); len(page) != 3 || !reflect.DeepEqual(page, told.Rows) {
			t.Errorf("the page has\n%+v\nthe command line\n%+v", page, told.Rows)
		}
	})
	t.Run("nothing when the person gives up", func(t *testing.T) {
		if path := must(k.ExportMeasurements(client.ID, kpi.MeasurementFilter{}, "")); path != "" {
			t.Errorf("wrote %s", path)
		}
	})
}
