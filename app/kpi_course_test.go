package app

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/brandloop/brandloop/backend/kpi"
)

// TestACourseIsOneQuery compares what the explorer draws with its file and with
// `kpi --json`.
func TestACourseIsOneQuery(t *testing.T) {
	dir := t.TempDir()
	s, _ := mustShellOn(t, dir)
	client := mustClient(t, s, "Aurora Coffee")
	one, other := mustChannel(t, s, client.ID, "@aurora"), mustChannel(t, s, client.ID, "@aurora.shop")
	k := &Kpi{s}
	var typed []kpi.Entry
	for i, day := range []string{"2026-02-03", "2026-03-31", "2026-04-01", "2026-07-09", "2026-08-20", "2026-10-02"} {
		typed = append(typed,
			kpi.Entry{ChannelID: one.ID, Metric: "views", Grain: "day", Day: day, Value: float64(100 + i)},
			kpi.Entry{ChannelID: other.ID, Metric: "views", Grain: "day", Day: day, Value: float64(10 * i)},
			kpi.Entry{ChannelID: one.ID, Metric: "followers", Grain: "day", Day: day, Value: float64(900 + i)},
		)
	}
	must(0, k.Type(client.ID, typed))
	for _, by := range []string{"day", "week", "month", "quarter"} {
		t.Run("by "+by, func(t *testing.T) {
			q := kpi.Query{Brand: one.BrandID, From: "2026-04-01", To: "2026-09-30", By: by, Metrics: []string{"channel.views", "channel.followers"}}
			shown := []string{"channel.views ", "channel.views " + other.ID, "channel.followers " + one.ID}
			drawn := must(k.Numbers(client.ID, q))
			path := filepath.Join(t.TempDir(), "course.csv")
			must(k.ExportCourse(client.ID, CourseOrder{Query: q, CompareFrom: "2025-10-01", CompareTo: "2026-03-31", Shown: shown}, path))
			raw := must(os.ReadFile(path))
			lines := must(csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff")))).ReadAll())
			var told struct {
				Rows []numberLine `json:"rows"`
			}
			if err := json.Unmarshal([]byte(mustCommand(t, dir, "kpi", "--client", "aurora-coffee", "--from", q.From, "--to", q.To, "--by", by,
				"--metric", "channel.views", "--metric", "channel.followers", "--json")), &told); err != nil {
				t.Fatal(err)
			}
			if len(lines) < 2 || len(lines[0]) != 2+2*len(shown) {
				t.Fatalf("the file has %d lines, the first is %q", len(lines), lines[0])
			}
			for i, name := range shown {
				want := seriesOf(drawn, name)
				var command []kpi.Row
				for _, l := range told.Rows {
					l.Row.ChannelID = l.Channel
					command = append(command, seriesOf([]kpi.Row{l.Row}, name)...)
				}
				if len(want) != len(lines)-1 || len(command) != len(want) {
					t.Fatalf("%s has %d numbers, the file %d, the command line %d", name, len(want), len(lines)-1, len(command))
				}
				known := false
				for at, r := range want {
					text, cell := "", lines[at+1][2+2*i]
					if r.Value != nil {
						text, known = strconv.FormatFloat(*r.Value, 'f', -1, 64), true
					}
					if cell != text || lines[at+1][0] != r.From || lines[at+1][1] != r.To {
						t.Errorf("%s %s: the file says %q, the page %q", name, r.From, cell, text)
					}
					if c := command[at]; c.From != r.From || (c.Value == nil) != (r.Value == nil) || c.Value != nil && *c.Value != *r.Value {
						t.Errorf("%s %s: the command line says %v, the page %v", name, r.From, c.Value, r.Value)
					}
				}
				if !known {
					t.Errorf("%s has no number at all", name)
				}
			}
		})
	}
	t.Run("quarters are those of the calendar, the last as long as the period", func(t *testing.T) {
		rows := seriesOf(must(k.Numbers(client.ID, kpi.Query{Brand: one.BrandID, From: "2026-02-01", To: "2026-07-31", By: "quarter", Metrics: []string{"channel.views"}})), "channel.views "+one.ID)
		want := []struct {
			from, to string
			value    float64
		}{{"2026-02-01", "2026-03-31", 201}, {"2026-04-01", "2026-06-30", 102}, {"2026-07-01", "2026-07-31", 103}}
		if len(rows) != len(want) {
			t.Fatalf("%d quarters", len(rows))
		}
		for i, w := range want {
			if rows[i].From != w.from || rows[i].To != w.to || rows[i].Value == nil || *rows[i].Value != w.value {
				t.Errorf("quarter %d is %+v, not %v", i, rows[i], w)
			}
		}
	})
	t.Run("without a series there is a sentence, and no file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "course.csv")
		if _, err := k.ExportCourse(client.ID, CourseOrder{Query: kpi.Query{From: "2026-04-01", To: "2026-04-30"}}, path); err == nil {
			t.Error("nothing was refused")
		}
		if _, err := os.Stat(path); err == nil {
			t.Error("a file was written")
		}
	})
}
