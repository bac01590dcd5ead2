package format

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
)

// fuzzFormat reads any bytes as a file: it may refuse with a sentence, and
// what it accepts has to hold together.
func fuzzFormat(f *testing.F, prefixes ...string) {
	entries, err := os.ReadDir("testdata")
	if err != nil {
		f.Fatal(err)
	}
	for _, e := range entries {
		for _, prefix := range prefixes {
			if strings.HasPrefix(e.Name(), prefix) {
				raw, err := os.ReadFile(filepath.Join("testdata", e.Name()))
				if err != nil {
					f.Fatal(err)
				}
				f.Add(raw)
			}
		}
	}
	path := filepath.Join(f.TempDir(), "export.csv")
	f.Fuzz(func(t *testing.T, raw []byte) {
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := read.Open(t.Context(), path)
		if err != nil {
			if fault.Of(err) == nil {
				t.Fatal(err)
			}
			return
		}
		rows := 0
		s, err := Parse(context.Background(), file, Visitor{
			Post: func(p *Post) error {
				rows++
				checkPost(t, p)
				return nil
			},
			Reading: func(r *Reading) error {
				rows++
				if _, err := time.Parse(time.DateOnly, r.Day); err != nil || r.Metric == "" || r.Row < 1 {
					t.Errorf("%+v", r)
				}
				checkAmount(t, r.Amount)
				return nil
			},
			Skip: func(Skip) error { rows++; return nil },
		})
		if err != nil {
			if fault.Of(err) == nil {
				t.Fatal(err)
			}
			return
		}
		if rows != s.Rows || s.Rows != s.Posts+s.Readings+s.Skipped {
			t.Errorf("visited %d of %d rows: %d posts, %d readings, %d skipped", rows, s.Rows, s.Posts, s.Readings, s.Skipped)
		}
	})
}

func checkPost(t *testing.T, p *Post) {
	for _, s := range []string{p.PlatformID, p.Permalink, p.Title, p.Text, p.Account.Name} {
		if !utf8.ValidString(s) {
			t.Errorf("%q is no text", s)
		}
	}
	if p.PlatformID == "" || p.Row < 1 || p.Local.IsZero() || strings.ContainsAny(p.Title, "\r\n") || utf8.RuneCountInString(p.Title) > 120 {
		t.Errorf("%+v", p)
	}
	for _, v := range p.Values {
		if v.Metric != "revenue" {
			checkAmount(t, v.Amount)
		}
	}
}

func checkAmount(t *testing.T, v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) || v < 0 {
		t.Errorf("the amount %v", v)
	}
}

func FuzzMetaContent(f *testing.F) { fuzzFormat(f, "facebook_", "instagram_") }

func FuzzMetaResults(f *testing.F) { fuzzFormat(f, "results_", "audience_") }
