package format

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// expected is what a correct reader finds in one real file.
type expected struct {
	File      string
	Rows      int
	ErrorRows int            `json:"error_rows"`
	Accounts  int            `json:"n_accounts"`
	Totals    map[string]any // numbers, in these files
	Span      []string
	Blocks    []struct {
		Title       string
		Rows        int
		Sum         float64
		First, Last string
	}
}

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
	tried := 0
	for _, want := range files {
		path := filepath.Join(folder, want.File)
		if !strings.HasPrefix(want.File, "meta_business_suite/") || strings.Contains(want.File, "audience") {
			t.Run("refuses "+filepath.Base(want.File), func(t *testing.T) {
				f, err := read.Open(t.Context(), path)
				if err == nil {
					_, err = Recognise(t.Context(), f)
				}
				mustRefuse(t, err, filepath.Base(path))
			})
			continue
		}
		tried++
		t.Run("reads "+filepath.Base(want.File), func(t *testing.T) { compareReal(t, path, want) })
	}
	if tried < 8 {
		t.Errorf("only %d files of Meta Business Suite were there", tried)
	}
}

func compareReal(t *testing.T, path string, want expected) {
	f, err := read.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse(context.Background(), f, Visitor{})
	if err != nil {
		t.Fatal(err)
	}
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-6 {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	if len(want.Blocks) > 0 {
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
		return
	}
	if got.Rows != want.Rows || got.Skipped != want.ErrorRows {
		t.Errorf("%d rows, %d skipped %v; want %d and %d", got.Rows, got.Skipped, got.Skips, want.Rows, want.ErrorRows)
	}
	if got.From != want.Span[0][:10] || got.To != want.Span[1][:10] {
		t.Errorf("span %s to %s, want %v", got.From, got.To, want.Span)
	}
	if want.Accounts > 0 && len(got.Accounts) != want.Accounts {
		t.Errorf("accounts: %v, want %d", got.Accounts, want.Accounts)
	}
	for _, c := range got.Columns {
		if sum, ok := want.Totals[c.Header].(float64); ok && c.Metric == "" {
			t.Errorf("column %q (%v) feeds nothing", c.Header, sum)
		} else if ok {
			near(c.Header, got.Checksums[c.Metric], sum)
		}
	}
}
