package format

import (
	"archive/zip"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// packed puts files of testdata into an archive of the test, under other names.
func packed(t testing.TB, name string, files map[string]string) *read.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(out)
	for _, entry := range slices.Sorted(maps.Keys(files)) {
		raw, err := os.ReadFile(filepath.Join("testdata", files[entry]))
		if err != nil {
			t.Fatal(err)
		}
		w, err := z.Create(entry)
		if err == nil {
			_, err = w.Write(raw)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := read.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func sumsAre(t testing.TB, got map[string]float64, want string) {
	t.Helper()
	raw, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	if string(raw) != want {
		t.Errorf("sums %s, want %s", raw, want)
	}
}

func TestTikTokStudioDaysGetTheirYears(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "tiktok_studio_overview_es.csv"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "Overview.csv")
	written := time.Date(2026, 1, 2, 8, 0, 0, 0, time.UTC)
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, written, written); err != nil {
		t.Fatal(err)
	}
	f, err := read.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	m, err := Recognise(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	if !m.Undated || m.Until.Format(time.DateOnly) != "2026-01-01" {
		t.Fatalf("until %s", m.Until)
	}
	days := func() []string {
		var all []string
		if _, err := m.Parse(t.Context(), Visitor{Reading: func(r *Reading) error {
			if !slices.Contains(all, r.Day) {
				all = append(all, r.Day)
			}
			return nil
		}}); err != nil {
			t.Fatal(err)
		}
		return all
	}
	t.Run("by the day when the file was written", func(t *testing.T) {
		if got := days(); !slices.Equal(got, []string{"2025-12-30", "2025-12-31", "2026-01-01"}) {
			t.Error(got)
		}
	})
	t.Run("by the year that a person says", func(t *testing.T) {
		m.SetYear(2024)
		if got := days(); !slices.Equal(got, []string{"2023-12-30", "2023-12-31", "2024-01-01"}) {
			t.Error(got)
		}
	})
	t.Run("net numbers may be negative, and what is undefined is missing", func(t *testing.T) {
		sumsAre(t, mustParse(t, f).Sums, `{"comments":5,"likes":35,"profile_visits":12,"shares":3,"video_views":400}`)
	})
}

func TestTikTokFollowersAreTheLastCount(t *testing.T) {
	f := mustOpen(t, "tiktok_studio_followers_en.csv")
	got := mustParse(t, f)
	sumsAre(t, got.Sums, `{"followers":498,"new_followers":2}`)
	if len(got.readings) != 5 {
		t.Errorf("%d readings", len(got.readings))
	}
}

func TestTikTokPostsAreDatedByTheirIds(t *testing.T) {
	for _, name := range []string{"tiktok_studio_content_en.csv", "tiktok_business_videos_en.csv"} {
		t.Run(name, func(t *testing.T) {
			got := mustParse(t, mustOpen(t, name))
			if len(got.posts) != 1 || got.posts[0].PlatformID != "7300000000000000000" || got.posts[0].At.Unix() != 7300000000000000000>>32 {
				t.Fatalf("%+v", got.posts)
			}
			if got.Platform != "tiktok" || got.posts[0].Type != "video" {
				t.Errorf("%s %s", got.Platform, got.posts[0].Type)
			}
		})
	}
	t.Run("a link without an id is skipped with its reason", func(t *testing.T) {
		got := mustParse(t, mustOpen(t, "tiktok_studio_content_en.csv"))
		if got.Skipped != 1 || got.Skips[0].Key != "read.skip.no_id" {
			t.Errorf("%+v", got.Skips)
		}
	})
}

func TestTikTokBusiness(t *testing.T) {
	got := mustParse(t, mustOpen(t, "tiktok_business_overview_en.csv"))
	sumsAre(t, got.Sums, `{"comments":7,"likes":35,"lost_followers":2,"new_followers":15,"profile_visits":37,"reach":280,"shares":5,"video_views":1015}`)
	if got.From != "2026-01-01" || got.To != "2026-01-02" || got.Rows != 2 || got.Format != "tiktok_business" {
		t.Errorf("%+v", got.Summary)
	}
}

func TestYouTubeArchive(t *testing.T) {
	f := packed(t, "Content 2026-01-01_2026-02-02 Aurora.zip", map[string]string{
		"Table data.csv": "youtube_table_en.csv", "Totals.csv": "youtube_totals_de.csv", "Chart data.csv": "youtube_chart_en.csv"})
	got := mustParse(t, f)
	t.Run("videos are posts, and one without a day is skipped", func(t *testing.T) {
		if len(got.posts) != 2 || got.posts[0].Permalink != "https://www.youtube.com/watch?v=AbCdEfGhIj1" || got.posts[1].Type != "reel" {
			t.Fatalf("%+v", got.posts)
		}
		if got.Skipped != 1 || got.SkippedBy["read.skip.no_time"] != 1 {
			t.Errorf("%v", got.SkippedBy)
		}
	})
	t.Run("the sums are those of the videos", func(t *testing.T) {
		sumsAre(t, got.Sums, `{"impressions":8000,"new_followers":6,"revenue":1,"video_views":1300,"watch_time_s":44100}`)
	})
	t.Run("the total is the channel's, for the run of days in the name", func(t *testing.T) {
		var totals []string
		for _, r := range got.readings {
			if r.Derived {
				totals = append(totals, r.Metric+" "+r.Day+" "+r.To)
			}
		}
		if len(totals) != 5 || totals[0] != "video_views 2026-01-01 2026-02-01" {
			t.Errorf("%q", totals)
		}
	})
	t.Run("the chart is left out, the days are read", func(t *testing.T) {
		if len(got.Tables) != 3 || got.Tables[1].Rows != 2 || got.Tables[1].Sums["video_views"] != 100 || got.Tables[2].Name != "Table data.csv › Total" {
			t.Errorf("%+v", got.Tables)
		}
	})
}

func TestYouTubeTotalWithoutDaysIsNoReading(t *testing.T) {
	if got := mustParse(t, mustOpen(t, "youtube_table_en.csv")); len(got.readings) != 0 {
		t.Errorf("%+v", got.readings)
	}
}

func TestGA4(t *testing.T) {
	t.Run("days in any order", func(t *testing.T) {
		got := mustParse(t, mustOpen(t, "ga4_days_en.csv"))
		sumsAre(t, got.Sums, `{"events":150,"new_users":38,"users":50}`)
		if got.Rows != 2 || got.From != "2026-01-01" || got.To != "2026-01-03" {
			t.Errorf("%+v", got.Summary)
		}
	})
	t.Run("a snapshot's tables each with their own run of days", func(t *testing.T) {
		got := mustParse(t, mustOpen(t, "ga4_snapshot_en.csv"))
		if len(got.Tables) != 4 || got.Tables[0].Rows != 1 || got.Tables[1].Sums["sessions"] != 117 || got.Tables[2].Sums["new_users"] != 26 {
			t.Fatalf("%+v", got.Tables)
		}
		if got.readings[0].Day != "2026-01-01" || got.readings[0].To != "2026-01-31" {
			t.Errorf("%+v", got.readings[0])
		}
		if last := got.readings[len(got.readings)-1]; last.Day != "2026-01-31" || last.To != "2026-01-31" {
			t.Errorf("the thirtieth day after the first: %+v", last)
		}
		var parts []string
		for _, s := range got.shares {
			parts = append(parts, s.Dimension+" "+strings.Join(s.Part, "/"))
		}
		if !slices.Equal(parts, []string{"source_medium (direct) / (none)", "source_medium news, weekly / email", "source_medium (not set)"}) {
			t.Errorf("%q", parts)
		}
	})
	t.Run("days by a second dimension are parts of each day", func(t *testing.T) {
		got := mustParse(t, mustOpen(t, "ga4_days_by_source_en.csv"))
		sumsAre(t, got.Sums, `{"conversions":3,"sessions":30}`)
		if got.Rows != 3 || got.Skipped != 0 || len(got.readings) != 0 || got.shares[0].From != "2026-01-01" || got.shares[0].To != "2026-01-01" || got.shares[0].Dimension != "source_medium" {
			t.Errorf("%+v %+v", got.Summary, got.shares)
		}
	})
	t.Run("an exploration's total is no row", func(t *testing.T) {
		got := mustParse(t, mustOpen(t, "ga4_exploration_es.csv"))
		sumsAre(t, got.Sums, `{"conversions":9,"revenue":250.5,"sessions":70}`)
		if got.Rows != 2 || got.shares[0].Dimension != "campaign" || got.shares[0].From != "2026-01-01" || got.shares[0].To != "2026-01-31" {
			t.Errorf("%+v", got.shares)
		}
	})
}

func TestGoogleAds(t *testing.T) {
	t.Run("rows of campaigns, without the totals below", func(t *testing.T) {
		got := mustParse(t, mustOpen(t, "google_ads_en.csv"))
		sumsAre(t, got.Sums, `{"ad_revenue":2127.81,"clicks":867,"conversions":49,"impressions":40585,"link_clicks":867,"revenue":2127.81,"spend":1164.1}`)
		if got.Rows != 2 || got.From != "2026-01-27" || got.To != "2026-02-23" || got.shares[0].Currency != "GBP" {
			t.Errorf("%+v", got.Summary)
		}
	})
	t.Run("the sum of the campaigns is the account's", func(t *testing.T) {
		got := mustParse(t, mustOpen(t, "google_ads_en.csv"))
		for _, r := range got.readings {
			if r.Metric == "spend" && (r.Amount != 1164.1 || r.Day != "2026-01-27" || r.To != "2026-02-23" || r.Currency != "GBP") {
				t.Errorf("%+v", r)
			}
		}
	})
	t.Run("Spanish numbers", func(t *testing.T) {
		got := mustParse(t, mustOpen(t, "google_ads_es.csv"))
		sumsAre(t, got.Sums, `{"clicks":1247,"conversions":12.5,"impressions":12060,"link_clicks":1247,"spend":8651.95}`)
		if got.From != "2026-07-01" || got.To != "2026-07-31" {
			t.Errorf("%s %s", got.From, got.To)
		}
	})
}

func TestMetaAds(t *testing.T) {
	t.Run("by ad, with the currency of the header", func(t *testing.T) {
		got := mustParse(t, mustOpen(t, "meta_ads_en.csv"))
		sumsAre(t, got.Sums, `{"ad_revenue":300,"conversions":6,"impressions":2150,"link_clicks":104,"reach":1700,"revenue":300,"spend":50.0748}`)
		s := got.shares[0]
		if s.Dimension != "ad" || !slices.Equal(s.Part, []string{"Spring", "Set A", "Cup"}) || s.Currency != "PLN" || got.Currency != "PLN" {
			t.Errorf("%+v", s)
		}
	})
	t.Run("reach of ads is not added up to the account's", func(t *testing.T) {
		for _, r := range mustParse(t, mustOpen(t, "meta_ads_en.csv")).readings {
			if r.Metric == "reach" {
				t.Errorf("%+v", r)
			}
		}
	})
	t.Run("a row without a name is the total, and the reach of all", func(t *testing.T) {
		got := mustParse(t, mustOpen(t, "meta_ads_total_pt_br.csv"))
		if got.Rows != 2 {
			t.Errorf("%d rows", got.Rows)
		}
		for _, r := range got.readings {
			if r.Metric == "reach" && (r.Amount != 800 || r.Day != "2026-02-03" || r.To != "2026-02-20") {
				t.Errorf("%+v", r)
			}
		}
	})
	t.Run("an export without rows holds nothing", func(t *testing.T) {
		if got := mustParse(t, mustOpen(t, "meta_ads_empty_en.csv")); got.Rows != 0 || got.Skipped != 0 {
			t.Errorf("%+v", got.Summary)
		}
	})
}

func TestSearchConsole(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"Queries.csv": "Top queries,Clicks,Impressions,CTR,Position\naurora coffee,40,300,13.3%,1.8\nslow roast,5,200,2.5%,7.1\n",
		"Dates.csv":   "Date,Clicks,Impressions,CTR,Position\n2026-01-02,25,260,9.6%,4\n2026-01-01,20,240,8.3%,4\n",
		"Filters.csv": "Filter,Value\nSearch type,Web\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(folder, "aurora.zip")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(out)
	if err := z.AddFS(os.DirFS(folder)); err != nil && !strings.Contains(err.Error(), "aurora.zip") {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := read.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	got := mustParse(t, f)
	if got.Format != "search_console" || got.From != "2026-01-01" || got.To != "2026-01-02" || len(got.shares) != 4 || len(got.readings) != 4 {
		t.Fatalf("%+v", got.Summary)
	}
	if s := got.shares[0]; s.Dimension != "query" || s.From != "2026-01-01" || s.To != "2026-01-02" {
		t.Errorf("%+v", s)
	}
}
