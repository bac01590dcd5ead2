package app

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/kpi"
)

// courseHouse is a client with two channels and numbers on scattered days of two
// years.
func courseHouse(t *testing.T, s *Shell) (client, brand, one, other string) {
	c := mustClient(t, s, "Aurora Coffee")
	first, second := mustChannel(t, s, c.ID, "@aurora"), mustChannel(t, s, c.ID, "@aurora.shop")
	var typed []kpi.Entry
	for i, day := range []string{"2025-04-01", "2025-05-19", "2025-07-08", "2025-09-30", "2025-11-11", "2026-02-03", "2026-03-31", "2026-04-01", "2026-07-09", "2026-08-20", "2026-10-02"} {
		typed = append(typed,
			kpi.Entry{ChannelID: first.ID, Metric: "views", Grain: "day", Day: day, Value: float64(100 + i)},
			kpi.Entry{ChannelID: first.ID, Metric: "engagements", Grain: "day", Day: day, Value: float64(7 + i)},
			kpi.Entry{ChannelID: second.ID, Metric: "views", Grain: "day", Day: day, Value: float64(10 * i)},
			kpi.Entry{ChannelID: first.ID, Metric: "followers", Grain: "day", Day: day, Value: float64(900 + i)},
		)
	}
	must(0, (&Kpi{s}).Type(c.ID, typed))
	return c.ID, first.BrandID, first.ID, second.ID
}

// TestACourseIsOneQuery compares what the explorer draws and lists with its file
// and with `kpi --json`, each number and the one it is compared with.
func TestACourseIsOneQuery(t *testing.T) {
	dir := t.TempDir()
	s, _ := mustShellOn(t, dir)
	client, brand, one, other := courseHouse(t, s)
	k := &Kpi{s}
	for _, by := range []string{"day", "week", "month", "quarter"} {
		for _, compare := range []string{"none", "previous", "last_year"} {
			t.Run("by "+by+" beside "+compare, func(t *testing.T) {
				compared := must(kpi.Compared(kpi.Span{From: "2026-04-01", To: "2026-09-30"}, compare))
				q := kpi.CourseQuery{Query: kpi.Query{Brand: brand, From: "2026-04-01", To: "2026-09-30", By: by,
					Metrics: []string{"channel.views", "channel.followers", "channel.engagement_rate_impressions"}}, CompareFrom: compared.From, CompareTo: compared.To}
				shown := []string{"channel.views ", "channel.views " + other, "channel.followers " + one, "channel.engagement_rate_impressions " + one}
				drawn := must(k.Course(client, q))
				path := filepath.Join(t.TempDir(), "course.csv")
				must(k.ExportCourse(client, CourseOrder{Query: q, Shown: shown}, path))
				raw := must(os.ReadFile(path))
				lines := must(csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff")))).ReadAll())
				told := mustNumbers(t, dir, q, by, compare)
				each := 1
				if compare != "none" {
					each = 2
				}
				if len(lines) < 2 || len(lines[0]) != 2+each*len(shown) {
					t.Fatalf("the file has %d lines, the first is %q", len(lines), lines[0])
				}
				for i, name := range shown {
					want := seriesOf(drawn, name)
					var command []numberLine
					for _, l := range told {
						l.ChannelID = l.Channel
						if len(seriesOf([]kpi.CourseRow{{Row: l.Row}}, name)) > 0 {
							command = append(command, l)
						}
					}
					if len(want) != len(lines)-1 || len(command) != len(want) {
						t.Fatalf("%s has %d numbers, the file %d, the command line %d", name, len(want), len(lines)-1, len(command))
					}
					known, knownBefore := false, false
					for at, r := range want {
						known, knownBefore = known || r.Value != nil, knownBefore || earlier(r) != nil
						cells := lines[at+1]
						if got := cells[2+each*i]; got != written(r.Value) || cells[0] != r.From || cells[1] != r.To {
							t.Errorf("%s %s: the file says %q, the page %q", name, r.From, got, written(r.Value))
						}
						c := command[at]
						if c.From != r.From || written(c.Value) != written(r.Value) {
							t.Errorf("%s %s: the command line says %q, the page %q", name, r.From, written(c.Value), written(r.Value))
						}
						if compare == "none" {
							continue
						}
						if got := cells[3+each*i]; got != written(earlier(r)) {
							t.Errorf("%s %s: the file compares with %q, the page with %q", name, r.From, got, written(earlier(r)))
						}
						if (c.Before == nil) != (r.Before == nil) || c.Before != nil && (c.Before.From != r.Before.From || written(c.Before.Value) != written(r.Before.Value)) {
							t.Errorf("%s %s: the command line compares with %+v, the page with %+v", name, r.From, c.Before, r.Before)
						}
					}
					if !known || compare != "none" && !knownBefore {
						t.Errorf("%s has no number at all", name)
					}
				}
			})
		}
	}
	t.Run("quarters are those of the calendar, the last as long as the period", func(t *testing.T) {
		rows := seriesOf(must(k.Course(client, kpi.CourseQuery{Query: kpi.Query{Brand: brand, From: "2026-02-01", To: "2026-07-31", By: "quarter", Metrics: []string{"channel.views"}}})), "channel.views "+one)
		want := []struct {
			from, to string
			value    float64
		}{{"2026-02-01", "2026-03-31", 211}, {"2026-04-01", "2026-06-30", 107}, {"2026-07-01", "2026-07-31", 108}}
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
		q := kpi.CourseQuery{Query: kpi.Query{From: "2026-04-01", To: "2026-04-30"}}
		if _, err := k.ExportCourse(client, CourseOrder{Query: q}, path); err == nil {
			t.Error("nothing was refused")
		}
		if _, err := os.Stat(path); err == nil {
			t.Error("a file was written")
		}
	})
}

// mustNumbers is what `kpi --json` prints for a query.
func mustNumbers(t *testing.T, dir string, q kpi.CourseQuery, by, compare string) []numberLine {
	t.Helper()
	args := []string{"kpi", "--client", "aurora-coffee", "--from", q.From, "--to", q.To, "--by", by, "--compare", compare, "--json"}
	for _, m := range q.Metrics {
		args = append(args, "--metric", m)
	}
	var told struct {
		Rows []numberLine `json:"rows"`
	}
	if err := json.Unmarshal([]byte(mustCommand(t, dir, args...)), &told); err != nil {
		t.Fatal(err)
	}
	return told.Rows
}

// written is a number as a CSV has it.
func written(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

func TestMarksInFiles(t *testing.T) {
	dir := t.TempDir()
	s, _ := mustShellOn(t, dir)
	client, brand, one, other := courseHouse(t, s)
	k := &Kpi{s}
	text := func(v string) *string { return &v }
	must(k.AddMark(client, brand, kpi.MarkPatch{Kind: text(kpi.Incident), From: text("2026-05-12"), Text: text("=Checkout was down"), ChannelID: &one, Link: text("https://status.example/7")}))
	must(k.AddMark(client, brand, kpi.MarkPatch{Kind: text(kpi.InCampaign), From: text("2026-04-20"), To: text("2026-06-02"), Text: text("Spring")}))
	mustCommand(t, dir, "mark", "add", "--client", "aurora-coffee", "--kind", "strategy_change", "--from", "2026-05-12", "Daily", "stories")
	order := CourseOrder{
		Query: kpi.CourseQuery{Query: kpi.Query{Brand: brand, From: "2026-04-01", To: "2026-06-30", By: "month", Metrics: []string{"channel.views"}}},
		Shown: []string{"channel.views "},
		Marks: &kpi.MarkQuery{Brand: brand, From: "2026-04-01", To: "2026-06-30"},
	}
	t.Run("a CSV tells of them at the end of each line", func(t *testing.T) {
		path := must(k.ExportCourse(client, order, filepath.Join(t.TempDir(), "course.csv")))
		raw := bytes.TrimPrefix(must(os.ReadFile(path)), []byte("\ufeff"))
		var last []string
		for _, l := range must(csv.NewReader(bytes.NewReader(raw)).ReadAll()) {
			last = append(last, l[len(l)-1])
		}
		want := []string{"What happened", "Spring begins", "'=Checkout was down · Daily stories", "Spring ends"}
		if !slices.Equal(last, want) {
			t.Errorf("%q, not %q", last, want)
		}
	})
	t.Run("a workbook has them in a sheet of their own", func(t *testing.T) {
		path := must(k.ExportCourse(client, order, filepath.Join(t.TempDir(), "course.xlsx")))
		book := must(excelize.OpenFile(path))
		defer func() { _ = book.Close() }()
		rows := must(book.GetRows("Marks"))
		if len(rows) != 4 || !slices.Equal(rows[1][:5], []string{"2026-04-20", "2026-06-02", "Campaign", "Spring", "Whole brand"}) ||
			!slices.Equal(rows[2][:6], []string{"2026-05-12", "", "Incident", "=Checkout was down", "instagram:@aurora", "https://status.example/7"}) {
			t.Errorf("the sheet holds %q", rows)
		}
		if f := must(book.GetCellFormula("Marks", "D3")); f != "" {
			t.Errorf("a text became the formula %s", f)
		}
	})
	t.Run("those left out of the page are left out of the file", func(t *testing.T) {
		narrow := order
		narrow.Marks = &kpi.MarkQuery{Brand: brand, From: "2026-04-01", To: "2026-06-30", Kinds: []string{kpi.Incident}, Channels: []string{other}}
		book := must(excelize.OpenFile(must(k.ExportCourse(client, narrow, filepath.Join(t.TempDir(), "course.xlsx")))))
		defer func() { _ = book.Close() }()
		if sheets := book.GetSheetList(); len(sheets) != 1 {
			t.Errorf("the sheets are %q", sheets)
		}
	})
	t.Run("scripts list them with null for what they have not", func(t *testing.T) {
		var told struct {
			Rows []struct {
				Kind, Text, From, Source string
				To, Link, Channel        *string
			} `json:"rows"`
		}
		must(0, json.Unmarshal([]byte(mustCommand(t, dir, "mark", "list", "--client", "aurora-coffee", "--kind", "strategy_change,incident", "--json")), &told))
		if len(told.Rows) != 2 || told.Rows[0].Channel == nil || *told.Rows[0].Channel != one || told.Rows[1].Text != "Daily stories" || told.Rows[1].To != nil || told.Rows[1].Link != nil {
			t.Errorf("%+v", told.Rows)
		}
	})
	t.Run("a last day before the first is refused with a sentence", func(t *testing.T) {
		_, err := k.AddMark(client, brand, kpi.MarkPatch{From: text("2026-05-12"), To: text("2026-05-01"), Text: text("X")})
		if err == nil || s.say(err) != "The last day lies before the first." {
			t.Errorf("%v", err)
		}
	})
}
