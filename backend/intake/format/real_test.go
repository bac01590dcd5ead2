package format

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
)

// expected is what a correct reader finds in one real file.
type expected struct {
	File      string
	Rows      int
	ErrorRows int               `json:"error_rows"`
	Accounts  int               `json:"n_accounts"`
	Totals    map[string]any    // numbers, by header
	TotalRow  map[string]string `json:"total_row"`
	Span      []string
	Blocks    []struct {
		Title       string
		Rows        int
		Sum         float64
		First, Last string
	}
	Tables []struct {
		Header []string
		Rows   int
		Sums   map[string]float64
	}
	Sheets map[string]struct {
		Rows   int
		Totals map[string]any
	}
	Members map[string]struct {
		Rows     int
		TotalRow []string `json:"total_row"`
	}
}

// sharesOnly are sheets of rounded shares, which are left out.
var sharesOnly = []string{"DEMOGRAPHICS"}

// lost are rows of real files that have numbers but no day to put them on.
var lost = map[string]int{"table_content_en.csv": 3, "ads_manager_2023-2024_en_UAH.xlsx": 2}

// TestRealFiles compares what is read of real exports with their check-sums,
// column by column. BRANDLOOP_EXPORTS names their folder.
func TestRealFiles(t *testing.T) {
	folder := os.Getenv("BRANDLOOP_EXPORTS")
	if folder == "" {
		t.Skip("BRANDLOOP_EXPORTS is not set")
	}
	raw, err := os.ReadFile(filepath.Join(folder, "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var files []expected
	if err := json.Unmarshal(raw, &files); err != nil {
		t.Fatal(err)
	}
	for _, want := range files {
		path := filepath.Join(folder, want.File)
		t.Run("reads "+filepath.Base(want.File), func(t *testing.T) { compareReal(t, path, want) })
	}
	if len(files) < 20 {
		t.Errorf("only %d files were there", len(files))
	}
}

func compareReal(t *testing.T, path string, want expected) {
	f, err := read.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse(context.Background(), f, Visitor{})
	if fault.Of(err) != nil {
		t.Fatal(fault.Of(err).In("en"))
	}
	if err != nil {
		t.Fatal(err)
	}
	near := func(what string, got, want float64) {
		t.Helper()
		// An amount of time is kept in seconds: its last digits were rounded hours.
		if math.Abs(got-want) > 1e-6*max(1, math.Abs(want)) {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	// columns compares the sums of columns with those of the table that they are of.
	columns := func(table string, sums map[string]float64, totals map[string]any) {
		t.Helper()
		for _, c := range got.Columns {
			sum, ok := totals[c.Header].(float64)
			if !ok || c.Table != table && table != "*" || c.Metric == "" {
				continue
			}
			v := sums[c.Metric]
			if c.Metric == "watch_time_s" && strings.Contains(c.Header, "ours") {
				sum = math.Round(sum*3600*100) / 100
			}
			if c.Metric != "followers" || got.Format == "linkedin_followers" {
				near(table+" "+c.Header, v, sum)
			}
		}
	}
	switch {
	case got.Format == "meta_audience":
		// A table of ages and genders, and two blocks of ten names each.
		if len(got.Columns) != len(want.Blocks) || got.Rows != 8 || got.Skipped != 0 || got.Shares != 2*6+10+10 {
			t.Errorf("%+v", got)
		}
	case len(want.Blocks) > 0:
		if len(got.Columns) != len(want.Blocks) {
			t.Fatalf("blocks: %v", got.Columns)
		}
		rows := 0
		for i, b := range want.Blocks {
			rows += b.Rows
			p := got.Parts[i]
			if p.Rows != b.Rows || p.From != b.First || p.To != b.Last || got.Columns[i].Header != b.Title {
				t.Errorf("block %d is %+v %q, want %+v", i, p, got.Columns[i].Header, b)
			}
			near(b.Title, p.Sums[got.Columns[i].Metric], b.Sum)
		}
		if got.Rows != rows || got.Skipped != 0 {
			t.Errorf("%d rows, %d skipped; want %d and 0", got.Rows, got.Skipped, rows)
		}
	case len(want.Tables) > 0:
		i := 0
		for _, w := range want.Tables {
			if w.Rows == 0 {
				i++
				continue
			}
			if got.Tables[i].Rows != w.Rows {
				t.Errorf("table %d has %d rows, want %d", i, got.Tables[i].Rows, w.Rows)
			}
			for _, c := range got.Columns {
				if sum, ok := w.Sums[c.Header]; ok && c.Metric != "" {
					near(got.Tables[i].Name+" "+c.Header, got.Tables[i].Sums[c.Metric], sum)
				}
			}
			i++
		}
	case len(want.Sheets) > 0:
		for name, w := range want.Sheets {
			if len(want.Sheets) > 1 && !slices.Contains(sharesOnly, name) && !slices.ContainsFunc(got.Tables, func(t TableSum) bool { return t.Name == name }) {
				t.Errorf("sheet %s is not read", name)
			}
			for i, table := range got.Tables {
				if table.Name != name && (len(want.Sheets) > 1 || i > 0) {
					continue
				}
				if skipped := lost[filepath.Base(path)]; table.Rows+skipped != w.Rows {
					t.Errorf("%s has %d rows, want %d", name, table.Rows, w.Rows)
				}
				columns(map[bool]string{true: name, false: ""}[len(want.Sheets) > 1], table.Sums, w.Totals)
			}
		}
	case len(want.Members) > 0:
		rows := 0
		for _, m := range want.Members {
			if len(m.TotalRow) > 0 {
				rows += m.Rows - 1
			} else if m.Rows < 1000 {
				rows += m.Rows // a chart is left out
			}
		}
		if got.Rows != rows {
			t.Errorf("%d rows, want %d", got.Rows, rows)
		}
	default:
		skipped := want.ErrorRows + lost[filepath.Base(path)]
		if got.Rows != want.Rows || got.Skipped != skipped {
			t.Errorf("%d rows, %d skipped %v; want %d and %d", got.Rows, got.Skipped, got.Skips, want.Rows, skipped)
		}
		if len(want.Span) > 0 && len(want.Span[0]) >= 10 && want.Span[0][4] == '-' && (got.From != want.Span[0][:10] || got.To != want.Span[1][:10]) {
			t.Errorf("span %s to %s, want %v", got.From, got.To, want.Span)
		}
		if want.Accounts > 0 && len(got.Accounts) != want.Accounts {
			t.Errorf("accounts: %v, want %d", got.Accounts, want.Accounts)
		}
		columns("*", got.Checksums, want.Totals)
	}
}
