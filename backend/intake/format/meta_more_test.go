package format

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/intake/read"
)

func TestContentOfVideosHasNoLinks(t *testing.T) {
	got := mustParse(t, mustOpen(t, "facebook_en_videos.csv"))
	if got.Platform != "facebook" || len(got.posts) != 2 || got.posts[0].PlatformID != "720000000000001" || got.posts[0].Account.ID != "100000000000111" {
		t.Fatalf("%+v", got.posts)
	}
	sumsAre(t, got.Sums, `{"comments":5,"engagements":48,"likes":39,"reach":2632,"shares":4,"video_views":1708,"video_views_60s":35,"watch_time_s":19422.165}`)
}

func TestContentWhoseWordsAreNewer(t *testing.T) {
	got := mustParse(t, mustOpen(t, "facebook_es_library.csv"))
	sumsAre(t, got.Sums, `{"comments":6,"engagements":41,"impressions":950,"likes":30,"new_followers":-2,"reach":610,"saves":1,"shares":4,"views":900}`)
	got = mustParse(t, mustOpen(t, "instagram_pt_br_2026.csv"))
	sumsAre(t, got.Sums, `{"comments":4,"likes":22,"new_followers":2,"reach":1930,"saves":1,"shares":3,"views":4702}`)
	if p := got.posts[0]; p.Type != "reel" || *p.DurationS != 12 {
		t.Errorf("%+v", p)
	}
	t.Run("viewers stand in for reach only where there is none", func(t *testing.T) {
		got := mustParse(t, mustWrite(t, "Post ID,Page ID,Publish time,Permalink,Viewers,Comments,Reach\n1,2,03/14/2026 09:00,https://www.facebook.com/a,9,1,5\n"))
		sumsAre(t, got.Sums, `{"comments":1,"reach":5}`)
		if got.Columns[4].Metric != "" {
			t.Errorf("%+v", got.Columns)
		}
	})
}

func TestMetaDaysOfAPage(t *testing.T) {
	got := mustParse(t, mustOpen(t, "meta_days_en.csv"))
	same(t, "days", told(got), []string{"engaged_users 2026-02-10 620", "reach 2026-02-10 1500", "new_followers 2026-02-10 4", "engaged_users 2026-02-11 443", "reach 2026-02-11 1100"})
	if got.Format != "meta_days" || got.Platform != "facebook" || got.Accounts[0].Name != "Aurora Coffee" {
		t.Errorf("%+v", got.Summary)
	}
	t.Run("of several pages is refused", func(t *testing.T) {
		f := mustWrite(t, "Page ID,Page name,Date,Reach\n1,A,02/10/2026,5\n2,B,02/10/2026,6\n")
		_, err := Parse(t.Context(), f, Visitor{})
		if e := mustRefuse(t, err, "export.csv"); e.Key != "read.several_accounts" {
			t.Errorf("%s", e.Key)
		}
	})
}

func TestAudienceThatHoldsNewFollowersToo(t *testing.T) {
	got := mustParse(t, mustOpen(t, "audience_en_follows.csv"))
	same(t, "days", told(got), []string{"new_followers 2025-10-31 4", "new_followers 2025-11-01 2"})
	if got.Format != "meta_audience" || got.Rows != 5 || len(got.shares) != 5 || got.Skipped != 1 || got.Skips[0].Row != 3 {
		t.Errorf("%+v", got.Summary)
	}
}

func TestMetaChartsOfNoDaysAreRefused(t *testing.T) {
	for key, text := range map[string]string{
		"read.formats_chart":      "Views;;\nReels;Photos;Links\n57;8;7\n;;\nContent interactions;;\nReels;Photos;Links\n3;2;1\n",
		"read.potential_audience": "Potential audience\nAge & gender\n\"\",Women,Men\n18-24,5,6\n",
	} {
		_, err := Recognise(t.Context(), mustWrite(t, text))
		if e := mustRefuse(t, err, "export.csv"); e.Key != key {
			t.Errorf("%s, want %s", e.Key, key)
		}
	}
	path := filepath.Join(t.TempDir(), "Potential audience.csv")
	if err := os.WriteFile(path, []byte("Age & gender\n\"\",Women,Men\n18-24,5,6\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := read.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = Recognise(t.Context(), f); mustRefuse(t, err, "Potential audience.csv").Key != "read.potential_audience" {
		t.Error(err)
	}
}

func TestResultsOfOtherLanguagesAndSpreadsheets(t *testing.T) {
	got := mustParse(t, mustWrite(t, "sep=,\n\"Instagram-Reichweite\"\n\"Datum\",\"Primär\"\n\"2026-01-01T00:00:00\",\"5\"\n"))
	same(t, "German", told(got), []string{"reach 2026-01-01 5"})
	got = mustParse(t, mustWrite(t, "Couverture Facebook,\nDate,Primaire\n2026-01-01T00:00:00,5\n"))
	same(t, "French", told(got), []string{"reach 2026-01-01 5"})
	got = mustParse(t, mustWrite(t, "Facebook reach;\nDate;Primary\n01/02/2026 00:00;5\n02/02/2026 00:00;1.234\n03/02/2026 00:00;7\n"))
	same(t, "saved with the day first", told(got), []string{"reach 2026-02-01 5", "reach 2026-02-02 1234", "reach 2026-02-03 7"})
	got = mustParse(t, mustWrite(t, "Facebook reach,\nDate,Primary\n2/1/2026 1:00:00,5\n2/2/2026 1:00:00,6\n"))
	same(t, "saved with the month first", told(got), []string{"reach 2026-02-01 5", "reach 2026-02-02 6"})
}

func TestDecimalsThatASpreadsheetTookForThousandsAreLeftOut(t *testing.T) {
	rows := "Post ID;Page ID;Publish time;Permalink;Views;Seconds viewed;Comments\n"
	for i, seconds := range []string{"22391", "0", "6513409", "14321665"} {
		rows += fmt.Sprintf("71000000000000%d;1;03/1%d/2026 09:00;https://www.facebook.com/a;5;%s;1\n", i, i+4, seconds)
	}
	parse := func(text string) *Summary {
		sum, err := Parse(t.Context(), mustWrite(t, text), Visitor{})
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	got := parse(rows)
	sumsAre(t, got.Sums, `{"comments":4,"views":20}`)
	if len(got.Warnings) != 1 || got.Warnings[0].Key != "read.warn.decimals" || got.Columns[5].Metric != "" {
		t.Errorf("%v", got.Warnings)
	}
	got = parse(strings.Replace(rows, "22391", "22,391", 1))
	sumsAre(t, got.Sums, `{"comments":4,"views":20,"watch_time_s":20835096.391}`)
}
