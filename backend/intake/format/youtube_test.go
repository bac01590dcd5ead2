package format

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/brandloop/brandloop/backend/intake/read"
)

func TestYouTubeTables(t *testing.T) {
	for name, c := range map[string]struct {
		text, sums, from, to string
		rows, skipped        int
	}{
		"German, with subscribers won and lost apart": {"Videos,Videotitel,Veröffentlichungszeitpunkt des Videos,Dauer,Likes,Gewonnene Abonnenten,Verlorene Abonnenten,Impressionen,Klickrate der Impressionen (%),Aufrufe,Wiedergabezeit (Stunden)\n" +
			"Gesamt,,,,9,3,1,90,0.86,30,0.5\nAbCdEfGhIj1,Rösten,\"Jan 6, 2026\",300,4,2,1,60,1,20,0.25\n -bCdEfGhIj2,Mahlen,\"Jan 7, 2026\",20,5,1,0,30,1,10,0.25\n",
			`{"impressions":90,"likes":9,"new_followers":3,"video_views":30,"watch_time_s":1800}`, "2026-01-06", "2026-01-07", 2, 0},
		"subscribers together count, not those won": {"Content,Video title,Video publish time,Subscribers gained,Subscribers lost,Subscribers,Views\nAbCdEfGhIj1,How,\"Jan 6, 2026\",9,4,5,20\n",
			`{"new_followers":5,"video_views":20}`, "2026-01-06", "2026-01-06", 1, 0},
		"days of publication that a spreadsheet wrote anew": {"Content,Video title,Video publish time,Duration,Views\nAbCdEfGhIj1,How,3-Jun-26,0:05:10,20\nAbCdEfGhIj2,What,9-Jul-26,300,30\n",
			`{"video_views":50}`, "2026-06-03", "2026-07-09", 2, 0},
		"in numbers of day and month": {"Content;Video title;Video publish time;Watch time (hours);Views\nAbCdEfGhIj1;How;03/06/2026;1,5;20\nAbCdEfGhIj2;What;19/07/2026;2,25;30\n",
			`{"video_views":50,"watch_time_s":13500}`, "2026-06-03", "2026-07-19", 2, 0},
		"a day that could be two is left out": {"Content,Video title,Video publish time,Views\nAbCdEfGhIj1,How,03/06/2026,20\n",
			`{}`, "", "", 1, 1},
		"a note at the end is no video": {"Conteúdo,Título do vídeo,Horário de publicação do vídeo,Visualizações\nAbCdEfGhIj1,Como,\"Jan 6, 2026\",20\nMostrando os primeiros 500 resultados\n",
			`{"video_views":20}`, "2026-01-06", "2026-01-06", 1, 0},
		"by day, below the total": {"Date,Views,Watch time (hours),Subscribers\nTotal,50,2.5,3\n2026-01-02,30,1.5,2\n2026-01-01,20,1,1\n",
			`{"new_followers":3,"video_views":50,"watch_time_s":9000}`, "2026-01-01", "2026-01-02", 2, 0},
	} {
		t.Run(name, func(t *testing.T) {
			got := mustParse(t, mustWrite(t, c.text))
			sumsAre(t, got.Sums, c.sums)
			if got.From != c.from || got.To != c.to || got.Rows != c.rows || got.Skipped != c.skipped || got.Format != "youtube_studio" {
				t.Errorf("%+v", got.Summary)
			}
		})
	}
}

func TestYouTubeFolderTellsTheDaysOfATable(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "Traffic source 2026-01-01_2026-02-01 Aurora")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "Table data.csv")
	text := "Traffic source,Views,Watch time (hours),Average view duration\nTotal,50,2,0:02:24\nSuggested videos,30,1,0:02:00\nExternal,20,1,0:03:00\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := read.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	got := mustParse(t, f)
	if got.From != "2026-01-01" || got.To != "2026-01-31" || len(got.shares) != 4 || got.shares[0].Dimension != "traffic_source" || got.Rows != 2 {
		t.Errorf("%+v", got.Summary)
	}
	t.Run("and one that nothing tells of is refused", func(t *testing.T) {
		f := mustWrite(t, text)
		_, err := Recognise(t.Context(), f)
		if e := mustRefuse(t, err, f.Name); e.Key != "read.no_period_name" {
			t.Error(e.Key)
		}
	})
}

func TestYouTubeArchiveOfAnotherNameHasTheDaysOfItsTotals(t *testing.T) {
	f := packed(t, "download.zip", map[string]string{"Table data.csv": "youtube_table_en.csv", "Totals.csv": "youtube_totals_de.csv"})
	for _, r := range mustParse(t, f).readings {
		if r.Derived && (r.Day != "2026-01-01" || r.To != "2026-01-02") {
			t.Errorf("%+v", r)
		}
	}
}

func TestYouTubeRowsOfWeeksAndMonthsAreNoDays(t *testing.T) {
	for name, c := range map[string]struct{ text, first, last string }{
		"weeks":      {"Date,Views,Watch time (hours)\n2026-03-01,7,1\n2026-03-08,7,1\n2026-03-15,7,1\n2026-03-22,7,1\n", "2026-03-01 2026-03-07", "2026-03-22 2026-03-28"},
		"months":     {"Date,Views,Watch time (hours)\n2026-01-15,7,1\n2026-02-01,7,1\n2026-03-01,7,1\n2026-04-01,7,1\n", "2026-01-15 2026-01-31", "2026-04-01 2026-04-30"},
		"a few days": {"Date,Views,Watch time (hours)\n2026-03-01,7,1\n2026-03-08,7,1\n2026-03-16,7,1\n2026-03-22,7,1\n", "2026-03-01 ", "2026-03-22 "},
	} {
		t.Run(name, func(t *testing.T) {
			got := mustParse(t, mustWrite(t, c.text)).readings
			if first, last := got[0], got[len(got)-1]; first.Day+" "+first.To != c.first || last.Day+" "+last.To != c.last {
				t.Errorf("%+v %+v", first, last)
			}
		})
	}
}
