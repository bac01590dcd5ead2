package format

import (
	"fmt"
	"slices"
	"testing"

	"github.com/brandloop/brandloop/backend/intake/read"
)

func TestResultsOfEachTitle(t *testing.T) {
	for _, c := range []struct {
		file      string
		platforms []string
		want      []string // platform metric day amount
	}{
		{"results_reach_en.csv", []string{"facebook"}, []string{
			"facebook reach 2026-03-27 5", "facebook reach 2026-03-28 14", "facebook reach 2026-03-29 0", "facebook reach 2026-04-01 961"}},
		{"results_visits_two_blocks_en.csv", []string{"facebook", "instagram"}, []string{
			"facebook profile_visits 2023-07-08 138", "facebook profile_visits 2023-07-09 117",
			"instagram profile_visits 2023-07-08 5", "instagram profile_visits 2023-07-09 10"}},
		{"results_visits_lying_header_en.csv", []string{"facebook", "instagram"}, []string{
			"facebook profile_visits 2023-06-15 3", "instagram profile_visits 2023-06-15 41"}},
		{"results_follows_two_blocks_en.csv", []string{"facebook", "instagram"}, []string{
			"facebook new_followers 2025-05-01 2", "instagram new_followers 2025-05-01 9"}},
		{"results_follows_sparse_pt_br.csv", []string{"instagram"}, []string{
			"instagram new_followers 2024-12-18 3", "instagram new_followers 2024-12-22 1"}},
		{"results_interactions_pt_pt.csv", nil, []string{" engagements 2025-02-01 12"}},
		{"results_link_clicks_pt_pt.csv", []string{"facebook"}, []string{"facebook link_clicks 2025-02-01 7"}},
		{"results_visits_es.csv", []string{"instagram"}, []string{"instagram profile_visits 2026-01-31 33"}},
		{"results_viewers_tab.csv", nil, []string{" viewers 2025-10-31 52", " viewers 2025-11-02 61"}},
		{"results_views_semicolon.csv", nil, []string{" views 2025-10-31 5213", " views 2025-11-01 4216"}},
		{"results_reach_1251.csv", []string{"instagram"}, []string{"instagram reach 2025-03-01 12", "instagram reach 2025-03-03 15"}},
	} {
		t.Run(c.file, func(t *testing.T) {
			f := mustOpen(t, c.file)
			m, err := Recognise(t.Context(), f)
			if err != nil {
				t.Fatal(err)
			}
			if m.Format != "meta_results" || !slices.Equal(m.Platforms, c.platforms) {
				t.Errorf("%s of %v", m.Format, m.Platforms)
			}
			got := mustParse(t, f)
			var lines []string
			for _, r := range got.readings {
				lines = append(lines, fmt.Sprintf("%s %s %s %v", r.Platform, r.Metric, r.Day, r.Amount))
				if r.To != "" || r.Row == 0 {
					t.Errorf("%+v", r)
				}
			}
			if !slices.Equal(lines, c.want) {
				t.Errorf("got %q\nwant %q", lines, c.want)
			}
			if got.Rows != got.Readings+got.Skipped || len(got.Columns) != max(len(c.platforms), 1) {
				t.Errorf("%+v", got.Summary)
			}
		})
	}
}

func TestResultsOfPortugueseTitles(t *testing.T) {
	for title, want := range map[string]string{
		"Visualizações": " views", "Alcance": " reach", "Alcance no Facebook": "facebook reach", "Alcance do Instagram": "instagram reach",
		"Interações com o conteúdo": " engagements", "Visitas ao Facebook": "facebook profile_visits", "Visitas ao perfil do Instagram": "instagram profile_visits",
		"Cliques no link do Instagram": "instagram link_clicks", "Seguidores no Instagram": "instagram new_followers", "Seguidos no Instagram": "instagram new_followers",
	} {
		got := mustParse(t, mustWrite(t, "sep=,\n\""+title+"\"\n\"Data\",\"Primary\"\n\"2026-01-16T01:00:00\",\"139\"\n"))
		if len(got.readings) != 1 || got.readings[0].Platform+" "+got.readings[0].Metric != want || got.readings[0].Amount != 139 || len(got.Warnings) != 0 {
			t.Errorf("%s: %+v %+v", title, got.readings, got.Summary)
		}
	}
}

func TestResultsOfNewLikes(t *testing.T) {
	for _, title := range []string{"Facebook Page new likes", "Nuevos Me gusta de la página de Facebook", "Novas curtidas da Página do Facebook"} {
		got := mustParse(t, mustWrite(t, "sep=,\n\""+title+"\"\n\"Date\",\"Primary\"\n\"2026-01-16T01:00:00\",\"3\"\n"))
		if len(got.readings) != 1 || got.readings[0].Platform+" "+got.readings[0].Metric != "facebook new_followers" {
			t.Errorf("%s: %+v", title, got.readings)
		}
	}
}

func TestResultsKeepSumsOfPlatformsApart(t *testing.T) {
	got := mustParse(t, mustOpen(t, "results_visits_two_blocks_en.csv"))
	if got.Platform != "" || len(got.Parts) != 2 || got.Parts[0].Sums["profile_visits"] != 255 || got.Parts[1].Sums["profile_visits"] != 15 ||
		got.Parts[1].Platform != "instagram" || got.Sums["profile_visits"] != 270 || got.From != "2023-07-08" || got.To != "2023-07-09" {
		t.Errorf("%+v", got.Summary)
	}
}

func TestResultsSayWhatWasSkipped(t *testing.T) {
	corrupt := mustParse(t, mustOpen(t, "results_reach_1251.csv"))
	if corrupt.SkippedBy["read.skip.date"] != 1 || corrupt.Skips[0].Args[1] != "3.апр" || corrupt.Warnings[0].Key != "read.warn.resaved" {
		t.Errorf("%+v", corrupt.Summary)
	}
	tab := mustParse(t, mustOpen(t, "results_viewers_tab.csv"))
	if tab.SkippedBy["read.skip.no_value"] != 1 || tab.SkippedBy["read.skip.day_twice"] != 1 {
		t.Errorf("%+v", tab.Summary)
	}
}

func TestResultsWithOneUnknownTitleImportTheRest(t *testing.T) {
	got := mustParse(t, mustWrite(t, "sep=,\n\"Facebook sparkles\"\n\"Date\",\"Primary\"\n\"2026-01-01T00:00:00\",\"4\"\n\n"+
		"\"Facebook reach\"\n\"Date\",\"Primary\"\n\"2026-01-01T00:00:00\",\"9\"\n"))
	if got.Readings != 1 || got.SkippedBy["read.skip.title"] != 1 || got.Warnings[0].Key != "read.warn.title" || got.Columns[0].Metric != "" {
		t.Errorf("%+v", got.Summary)
	}
}

func TestResultsRefuseWhatHoldsNoDailyNumbers(t *testing.T) {
	for file, key := range map[string]string{
		"results_unknown_title.csv": "read.unknown_title",
	} {
		_, err := Recognise(t.Context(), mustOpen(t, file))
		if e := mustRefuse(t, err, file); e.Key != key {
			t.Errorf("%s: %s", file, e.Key)
		}
	}
}

func TestTablesOfSomethingElseAreRefused(t *testing.T) {
	for name, text := range map[string]string{
		"a day and a metric without title": "Date,Views\n2026-01-01,5\n",
		"a shopping list":                  "Item,Price,Shop\nMilk,1.20,Corner\n",
		"a letter":                         "Dear client\nall is well\n",
		"another platform":                 "Time,Video title,Video link,Post time,Total likes,Total comments\nFebruary 28,A,https://x.test,January 6,3,1\n",
		"a content export without ids":     "Publish time,Permalink,Views,Reach,Likes\n01/01/2026 10:00,https://www.instagram.com/p/A/,1,1,1\n",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Recognise(t.Context(), mustWrite(t, text))
			mustRefuse(t, err, "export.csv")
		})
	}
}

func TestHeadersAreKnownAsTheyAreCompared(t *testing.T) {
	known := Headers()
	for _, h := range []string{"\ufeffPost ID", "Me gusta ", "VISUALIZAÇÕES", "Reactions,\u00a0Comments and Shares"} {
		if !known[read.Header(h)] {
			t.Errorf("%q is not known", h)
		}
	}
}
