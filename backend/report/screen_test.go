package report

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// unsaid is the name of a word in place of the word.
var unsaid = regexp.MustCompile(`\breport\.[a-z_]+`)

// cellsOf are the raw values of a sheet by the name of their cell.
func cellsOf(t *testing.T, path, sheet string) map[string]string {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string]string{}
	for r, row := range rows {
		for c, text := range row {
			if key := unsaid.FindString(text); key != "" {
				t.Errorf("%s says %q: %s has no words", sheet, text, key)
			}
			if text != "" {
				cells[at(c+1, r+1)] = text
			}
		}
	}
	return cells
}

// wantNumber says whether a cell holds a value as the workbook keeps it: a
// missing one is no cell at all.
func wantNumber(t *testing.T, cells map[string]string, cell string, value *float64, unit, of string) {
	t.Helper()
	text, there := cells[cell]
	if value == nil {
		if there {
			t.Errorf("%s at %s is missing on screen and %s in the file", of, cell, text)
		}
		return
	}
	want := *value
	if unit == "%" {
		want /= 100
	}
	got, err := strconv.ParseFloat(text, 64)
	if err != nil || math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
		t.Errorf("%s at %s is %v on screen and %q in the file", of, cell, want, text)
	}
}

func TestScreenAndFileSayTheSame(t *testing.T) {
	for _, name := range []string{"usual", "spanish", "several", "one-post", "nothing", "rivals", "rivales"} {
		t.Run(name, func(t *testing.T) {
			months[name].make(t, func(ctx context.Context, w *agency.Workspace) {
				path := filepath.Join(t.TempDir(), "month.xlsx")
				screen := must[*Monthly](t)(Gather(ctx, w, "", "2026-10", ""))
				saved := must[*Monthly](t)(Save(ctx, w, path, Order{Period: "2026-10"}, nil))
				a, b := must[[]byte](t)(json.Marshal(screen)), must[[]byte](t)(json.Marshal(saved))
				if string(a) != string(b) {
					t.Fatalf("the screen says\n%s\nand the file\n%s", a, b)
				}
				if strings.Contains(string(a), ":null,\"values\"") || strings.Contains(string(a), "\"posts\":null") {
					t.Error("a list is null")
				}
				compareSummary(t, path, screen)
				compareChannels(t, path, screen)
				comparePosts(t, path, screen)
			})
		})
	}
}

func compareSummary(t *testing.T, path string, m *Monthly) {
	t.Helper()
	words := speech(m.Language)
	cells := cellsOf(t, path, words.t("sheet_summary"))
	w := &writer{m: m, words: words}
	actual, promised := w.kpiColumns()
	row := 0
	for cell, text := range cells {
		if text == words.t("actual") && strings.HasPrefix(cell, at(actual, 1)[:1]) {
			if _, err := fmt.Sscanf(cell[1:], "%d", &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if row == 0 {
		t.Fatal("the summary has no table")
	}
	for i, k := range m.KPIs {
		r := row + 1 + i
		if !strings.HasPrefix(cells[at(2, r)], w.kpiName(&k)) {
			t.Errorf("KPI %d is %q in the file", i, cells[at(2, r)])
		}
		wantNumber(t, cells, at(actual, r), k.Value, k.Unit, k.Name)
		wantNumber(t, cells, at(actual+1, r), k.Previous, k.Unit, k.Name+" before")
		unit := "%"
		if inPoints(k.Unit) {
			unit = ""
		}
		wantNumber(t, cells, at(actual+2, r), k.Change, unit, k.Name+" changed")
		if promised {
			wantNumber(t, cells, at(actual-1, r), k.Target, k.Unit, k.Name+" promised")
			wantNumber(t, cells, at(actual+3, r), k.Attainment, "%", k.Name+" attained")
			wantNumber(t, cells, at(actual+4, r), k.Pace, "", k.Name+" pace")
			if want := words.t("status." + k.Status); k.Status != "" && cells[at(actual+5, r)] != want {
				t.Errorf("%s is %q in the file, not %q", k.Name, cells[at(actual+5, r)], want)
			}
		}
	}
}

func compareChannels(t *testing.T, path string, m *Monthly) {
	t.Helper()
	for _, c := range m.Channels {
		if len(c.Account)+len(c.Content)+len(c.Days) == 0 {
			continue // has no sheet
		}
		cells := cellsOf(t, path, sheetName(c.Label, nil))
		for side, figures := range map[int][]Figure{firstColumn: c.Account, firstColumn + 6: c.Content} {
			number := side + 2
			if side != firstColumn {
				number = side + 3
			}
			for i, f := range figures {
				r := firstFigure(5) + i
				if strings.TrimSuffix(cells[at(side, r)], " *") != f.Name {
					t.Errorf("%s: figure %d is %q in the file, %q on screen", c.Label, i, cells[at(side, r)], f.Name)
				}
				wantNumber(t, cells, at(number, r), f.Value, f.Unit, c.Label+" "+f.Name)
				wantNumber(t, cells, at(number+1, r), f.Previous, f.Unit, c.Label+" "+f.Name+" before")
			}
		}
	}
}

func comparePosts(t *testing.T, path string, m *Monthly) {
	t.Helper()
	cells := cellsOf(t, path, speech(m.Language).t("sheet_posts"))
	columns := postColumns(m.Posts)
	for i, post := range m.Posts {
		r := 6 + i
		for n, key := range columns {
			value := post.Metrics[key]
			if key == "engagements" {
				value = post.Engagements
			}
			wantNumber(t, cells, at(lastColumn-len(columns)+n, r), value, "count", fmt.Sprint(post.Rank, " ", key))
		}
		wantNumber(t, cells, at(lastColumn, r), post.EngagementRate, "%", fmt.Sprint(post.Rank, " rate"))
	}
}

func TestNumbersAreThoseOfTheOneQuery(t *testing.T) {
	months["usual"].make(t, func(ctx context.Context, w *agency.Workspace) {
		m := must[*Monthly](t)(Gather(ctx, w, "", "2026-10", ""))
		compared := 0
		err := w.File.Read(ctx, func(tx *store.Tx) error {
			rows, err := kpi.Numbers(tx, kpi.Query{From: "2026-10-01", To: "2026-10-31", Currency: "EUR"})
			if err != nil {
				return err
			}
			for _, c := range m.Channels {
				for _, f := range append(append([]Figure{}, c.Account...), c.Content...) {
					r := find(rows, f.Level, f.Metric, m.Brands[0].ID, &c.ID)
					if f.Value == nil {
						continue
					}
					compared++
					if r == nil || r.Value == nil || *r.Value != *f.Value {
						t.Errorf("%s %s.%s is %v in the report and %+v in the query", c.Label, f.Level, f.Metric, *f.Value, r)
					}
				}
			}
			return nil
		})
		if err != nil || compared < 20 {
			t.Errorf("compared %d numbers (%v)", compared, err)
		}
	})
}

func TestSummaryIsWrittenAndUndone(t *testing.T) {
	made{brands: 1, channels: 1}.make(t, func(ctx context.Context, w *agency.Workspace) {
		write := func(text string) error {
			return w.File.Write(ctx, "Marta", func(tx *store.Tx) error {
				_, err := WriteSummary(tx, ClientMonthly, "", "2026-10", SummaryPatch{Text: &text})
				return err
			})
		}
		for _, text := range []string{"first", "second"} {
			if err := write(text); err != nil {
				t.Fatal(err)
			}
		}
		if m := must[*Monthly](t)(Gather(ctx, w, "", "2026-10", "")); m.Summary != "second" {
			t.Errorf("the summary is %q", m.Summary)
		}
		if _, err := w.File.Undo(ctx, "Marta", 0); err != nil {
			t.Fatal(err)
		}
		if m := must[*Monthly](t)(Gather(ctx, w, "", "2026-10", "")); m.Summary != "first" {
			t.Errorf("after undo the summary is %q", m.Summary)
		}
		if err := write(strings.Repeat("x", maxText+1)); err == nil {
			t.Error("a text without end is taken")
		}
	})
}

func TestSaveIsCanceled(t *testing.T) {
	months["usual"].make(t, func(ctx context.Context, w *agency.Workspace) {
		dir := t.TempDir()
		ctx, cancel := context.WithCancel(ctx)
		_, err := Save(ctx, w, filepath.Join(dir, "x.xlsx"), Order{Period: "2026-10"}, func(int64) { cancel() })
		cancel()
		if !fault.Is(err, fault.Canceled) {
			t.Errorf("a canceled save ends with %v", err)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) != 0 {
			t.Errorf("left: %v", left)
		}
	})
}
