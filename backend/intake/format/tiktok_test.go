package format

import (
	"archive/zip"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// mustZip writes an archive of that name and opens it.
func mustZip(t *testing.T, name string, entries [][2]string) *read.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(file)
	for _, e := range entries {
		entry, err := w.Create(e[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entry.Write([]byte(e[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := read.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestTikTokFollowersOfAllKindsInOneArchive(t *testing.T) {
	f := mustZip(t, "Followers_2025-12-31_1767312000_acme.zip", [][2]string{
		{"Followers_acme/FollowerActivity.csv", "\"Date\",\"Hour\",\"Active followers\"\n\"January 1\",\"0\",\"4\"\n"},
		{"Followers_acme/FollowerGender.csv", "\ufeff\"Gender\",\"Distribution\"\n\"Female\",\"0.59\"\n\"Male\",\"0.41\"\n\"Other\",\"0\""},
		{"Followers_acme/FollowerTopTerritories.csv", "\"Top territories\",\"Distribution\"\n\"ES\",\"0.462\"\n\"Others\",\"0.538\""},
		{"Followers_acme/FollowerHistory.csv", "\"Date\",\"Followers\",\"Difference in followers from previous day\"\n\"December 31\",\"10\",\"undefined\"\n\"January 1\",\"12\",\"2\"\n"},
		{"__MACOSX/Followers_acme/._FollowerHistory.csv", "\x00\x05\x16\x07"},
	})
	m, err := Recognise(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	if !m.Named || m.Until.Format(time.DateOnly) != "2026-01-01" || !m.One() {
		t.Errorf("%+v", m)
	}
	got := mustParse(t, f)
	same(t, "days", told(got), []string{"followers 2025-12-31 10", "followers 2026-01-01 12", "new_followers 2026-01-01 2"})
	same(t, "shares", divided(got), []string{"gender [Female] followers_share 59", "gender [Male] followers_share 41", "gender [Other] followers_share 0",
		"country [ES] followers_share 46.2", "country [Others] followers_share 53.8"})
	if got.shares[0].From != "2026-01-01" || got.shares[0].To != "2026-01-01" {
		t.Errorf("%+v", got.shares[0])
	}
	m.SetYear(2024)
	if m.tables[0].from != "2024-01-01" {
		t.Errorf("%+v", m.tables[0])
	}
}

func TestTikTokSharesAloneAreOfTheDayWhenTheyWereSaved(t *testing.T) {
	f := mustWrite(t, "Gender,Distribution\nFemale,0.59\nMale,1.41\n")
	m, err := Recognise(t.Context(), f)
	if err != nil || m.Undated || m.Day != f.Modified.UTC().Format(time.DateOnly) {
		t.Errorf("%+v %v", m, err)
	}
	if got := mustParse(t, f); len(got.shares) != 1 || got.Skipped != 1 {
		t.Errorf("%+v", got.Summary)
	}
}

func TestTikTokActivityByHourIsRefused(t *testing.T) {
	_, err := Recognise(t.Context(), mustWrite(t, "\"Date\",\"Hour\",\"Active followers\"\n\"February 21\",\"0\",\"491\"\n"))
	if e := mustRefuse(t, err, "export.csv"); e.Key != "read.activity" {
		t.Errorf("%s", e.Key)
	}
}

func TestDayOfMonthInManyLanguages(t *testing.T) {
	for _, s := range []string{"February 28", "28 February", "28 de febrero", "28 de fevereiro", "28. Februar", "28 février", "28 febbraio", "28 Feb", "28-Feb",
		"28 februari", "28 Şubat", "28 lutego", "28 февраля", "2月28日", "2월 28일", "28 tháng 2"} {
		if at, ok := dayOfMonth([]byte(s)); !ok || at.Month() != time.February || at.Day() != 28 || at.Year() != 0 {
			t.Errorf("%q is %v", s, at)
		}
	}
	for _, s := range []string{"", "February", "28", "30 February", "February 28 29", "13月1日", "Smarch 3", "2/28/2026", "2026-02-28"} {
		if at, ok := dayOfMonth([]byte(s)); ok {
			t.Errorf("%q is %v", s, at)
		}
	}
}

func TestTikTokDaysWithTheirYear(t *testing.T) {
	for name, c := range map[string]struct{ text, sums string }{
		"with slashes":    {"Date,Video views,Profile views,Likes,Comments,Shares,Unique viewers\n2026/03/01,10,5,4,3,2,8\n2026/03/02,20,5,-1,3,2,9\n", `{"comments":6,"likes":3,"profile_visits":10,"shares":4,"video_views":30,"viewers":17}`},
		"with dashes":     {"Date,Video Views,Profile Views,Likes,Comments,Shares\n2026-03-01,10,5,4,3,2\n", `{"comments":3,"likes":4,"profile_visits":5,"shares":2,"video_views":10}`},
		"with their name": {"Date,Video Views,Profile Views,Likes,Comments,Shares\n\"March 1, 2026\",10,5,4,3,2\n", `{"comments":3,"likes":4,"profile_visits":5,"shares":2,"video_views":10}`},
		"of followers":    {"Date,Followers,Difference in followers from previous day\n2026-03-01,100,\n2026-03-02,98,-2\n", `{"followers":98,"new_followers":-2}`},
	} {
		got := mustParse(t, mustWrite(t, c.text))
		if got.Skipped != 0 || got.Platform != "tiktok" {
			t.Errorf("%s: %+v", name, got.Summary)
		}
		sumsAre(t, got.Sums, c.sums)
	}
	// Another tool's table bears some of the same names.
	_, err := Recognise(t.Context(), mustWrite(t, "Date,Video views,Profile views,Likes,Comments,Shares,Impressions\n2026-03-01,10,5,4,3,2,90\n"))
	if e := mustRefuse(t, err, "export.csv"); e.Key != "read.unknown_table" {
		t.Errorf("%s", e.Key)
	}
}
