package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/report"
)

func TestReportsAreWrittenForEveryClient(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	s, _ := mustShellOn(t, dir)
	client := mustClient(t, s, "Aurora Coffee")
	channel := mustChannel(t, s, client.ID, "@aurora")
	must(0, (&Kpi{s}).Type(client.ID, []kpi.Entry{{ChannelID: channel.ID, Metric: "views", Grain: "day", Day: "2026-10-01", Value: 100}}))
	mustClient(t, s, "Borealis")
	// What stands in the way of one file must not stop the others.
	if err := os.Mkdir(filepath.Join(out, "borealis-2026-10.xlsx"), 0o700); err != nil {
		t.Fatal(err)
	}
	var said struct {
		Files []map[string]any `json:"files"`
	}
	status, text, errs := command(dir, "report", "--all", "--kind", "client-monthly", "--period", "2026-10", "--out-dir", out, "--json")
	if status != 1 || errs == "" {
		t.Errorf("ended with %d, saying %q", status, errs)
	}
	if err := json.Unmarshal([]byte(text), &said); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	if len(said.Files) != 2 {
		t.Fatalf("got %v", said.Files)
	}
	for i, slug := range []string{"aurora-coffee", "borealis"} {
		f := said.Files[i]
		if f["client"] != slug || f["kind"] != "client-monthly" || f["period"] != "2026-10" {
			t.Errorf("file %d is %v", i, f)
		}
	}
	if said.Files[0]["error"] != nil || said.Files[0]["file"] != filepath.Join(out, "aurora-coffee-2026-10.xlsx") {
		t.Errorf("the first is %v", said.Files[0])
	}
	if said.Files[1]["file"] != nil || said.Files[1]["error"] == nil {
		t.Errorf("the second is %v", said.Files[1])
	}
	if info, err := os.Stat(filepath.Join(out, "aurora-coffee-2026-10.xlsx")); err != nil || info.Size() == 0 {
		t.Errorf("the workbook is not there: %v", err)
	}
}

func TestReportPageGetsNoNullLists(t *testing.T) {
	s, _ := mustShellOn(t, t.TempDir())
	client := mustClient(t, s, "Aurora Coffee")
	m := must((&Report{s}).Monthly(client.ID, "", "2026-10", ""))
	raw := must(json.Marshal(m))
	var fields map[string]any
	if err := json.Unmarshal(raw, &fields); err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"brands", "kpis", "channels", "posts", "definitions", "sources", "gaps"} {
		if _, is := fields[list].([]any); !is {
			t.Errorf("%s is %v", list, fields[list])
		}
	}
	for _, list := range []string{"rows", "kinds", "topics"} {
		if _, is := fields["community"].(map[string]any)[list].([]any); !is {
			t.Errorf("community.%s is null", list)
		}
	}
}

func TestSummaryIsWrittenFromThePage(t *testing.T) {
	s, _ := mustShellOn(t, t.TempDir())
	client := mustClient(t, s, "Aurora Coffee")
	text := "  A good month.\r\n"
	r := &Report{s}
	must(r.WriteSummary(client.ID, "", "2026-10", report.SummaryPatch{Text: &text}))
	if m := must(r.Monthly(client.ID, "", "2026-10", "")); m.Summary != "A good month." {
		t.Errorf("the summary is %q", m.Summary)
	}
}
