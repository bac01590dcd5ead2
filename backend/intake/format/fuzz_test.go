package format

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
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
		rows := map[[2]int]bool{}
		s, err := Parse(context.Background(), file, Visitor{
			Post: func(p *Post) error {
				rows[[2]int{p.Table, p.Row}] = true
				checkPost(t, p)
				return nil
			},
			Reading: func(r *Reading) error {
				if !r.Derived {
					rows[[2]int{r.Table, r.Row}] = true
				}
				if _, err := time.Parse(time.DateOnly, r.Day); err != nil || r.Metric == "" || r.Row < 1 || r.To != "" && r.To < r.Day {
					t.Errorf("%+v", r)
				}
				checkAmount(t, r.Metric, r.Amount)
				return nil
			},
			Share: func(s *Share) error {
				rows[[2]int{s.Table, s.Row}] = true
				if s.From == "" || s.To < s.From || len(s.Part) == 0 || s.Dimension == "" {
					t.Errorf("%+v", s)
				}
				checkAmount(t, s.Metric, s.Amount)
				return nil
			},
		})
		if err != nil {
			if fault.Of(err) == nil {
				t.Fatal(err)
			}
			return
		}
		if len(rows)+s.Skipped != s.Rows {
			t.Errorf("visited %d and skipped %d of %d rows: %d posts, %d readings, %d shares", len(rows), s.Skipped, s.Rows, s.Posts, s.Readings, s.Shares)
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
		checkAmount(t, v.Metric, v.Amount)
	}
}

// net are the metrics that may come out below zero: more was lost than won.
var net = []string{"likes", "comments", "shares", "clicks", "engagements", "new_followers", "revenue", "ad_revenue", "spend"}

func checkAmount(t *testing.T, metric string, v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) || v < 0 && !slices.Contains(net, metric) {
		t.Errorf("the amount %v", v)
	}
}

func FuzzMetaContent(f *testing.F) { fuzzFormat(f, "facebook_", "instagram_") }

func FuzzMetaResults(f *testing.F) { fuzzFormat(f, "results_", "audience_") }

func FuzzOtherPlatforms(f *testing.F) {
	fuzzFormat(f, "tiktok_", "youtube_", "ga4_", "google_ads_", "meta_ads_", "search_")
}

func FuzzLinkedIn(f *testing.F) { fuzzFormat(f, "linkedin_") }

func FuzzX(f *testing.F) { fuzzFormat(f, "x_") }

func FuzzSprout(f *testing.F) { fuzzFormat(f, "sprout_") }

func FuzzFacebookInsights(f *testing.F) { fuzzFormat(f, "insights_") }
