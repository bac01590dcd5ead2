package format

import (
	"archive/zip"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// zipped packs texts into an archive of the test.
func zipped(t testing.TB, files map[string]string) *read.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "aurora.example.zip")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(out)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(files[name]))
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

func TestSearchConsoleArchives(t *testing.T) {
	for name, c := range map[string]struct {
		files            map[string]string
		sums, from, to   string
		rows, dimensions int
	}{
		"of today, with folders of the system beside": {map[string]string{
			"Chart.csv":             "Date,Clicks,Impressions,CTR,Position\n2026-01-01,20,240,8.3%,4\n2026-01-02,25,260,9.6%,4\n",
			"Queries.csv":           "Top queries,Clicks,Impressions,CTR,Position\n\"coffee, slow\",40,300,13.3%,1.8\n",
			"Search appearance.csv": "Search Appearance,Clicks,Impressions,CTR,Position\nVideos,0,1,0%,5\n",
			"Filters.csv":           "Filter,Value\nSearch type,Web\nDate,\"Jan 1, 2026-Jan 2, 2026\"\n",
			"__MACOSX/._Chart.csv":  "\x00\x05",
		}, `{"clicks":45,"impressions":500}`, "2026-01-01", "2026-01-02", 4, 2},
		"Spanish": {map[string]string{
			"Fechas.csv":    "Fecha,Clics,Impresiones,CTR,Posición\n2026-01-01,20,240,\"8,33%\",\"4,2\"\n",
			"Consultas.csv": "Consultas principales,Clics,Impresiones,CTR,Posición\ncafé,15,100,15%,\"1,8\"\n",
			"Países.csv":    "País,Clics,Impresiones,CTR,Posición\nEspaña,20,240,8%,\"4,2\"\n",
			"Filtros.csv":   "Filtro,Valor\nTipo de búsqueda,Web\nFecha,Últimos 3 meses\n",
		}, `{"clicks":15,"impressions":100}`, "2026-01-01", "2026-01-01", 3, 2},
		"without days, by the run of the filter": {map[string]string{
			"Queries.csv": "Top queries,Clicks,Impressions,CTR,Position\ncoffee,40,300,13.3%,1.8\n",
			"Filters.csv": "Filter,Value\nSearch type,Web\nDate,\"Mar 1, 2026-Mar 31, 2026\"\n",
		}, `{"clicks":40,"impressions":300}`, "2026-03-01", "2026-03-31", 1, 1},
	} {
		t.Run(name, func(t *testing.T) {
			got := mustParse(t, zipped(t, c.files))
			sumsAre(t, got.Sums, c.sums)
			dimensions := map[string]bool{}
			for _, s := range got.shares {
				dimensions[s.Dimension] = true
			}
			if got.From != c.from || got.To != c.to || got.Rows != c.rows || got.Skipped != 0 || len(dimensions) != c.dimensions || got.Format != "search_console" {
				t.Errorf("%+v %v", got.Summary, dimensions)
			}
		})
	}
}

func TestSearchConsoleWithAFilterIsRefused(t *testing.T) {
	for _, filter := range []string{"Query,+coffee", "Search type,Image", "Country,Spain"} {
		f := zipped(t, map[string]string{
			"Chart.csv":   "Date,Clicks,Impressions,CTR,Position\n2026-01-01,20,240,8.3%,4\n",
			"Filters.csv": "Filter,Value\nDate,Last 28 days\n" + filter + "\n",
		})
		_, err := Recognise(t.Context(), f)
		if e := mustRefuse(t, err, f.Name); e.Key != "read.filtered" {
			t.Error(e.Key)
		}
	}
}

func TestSearchConsoleTablesAlone(t *testing.T) {
	t.Run("days are read", func(t *testing.T) {
		got := mustParse(t, mustWrite(t, "Date,Clicks,Impressions,CTR,Position\n2026-01-01,20,240,8.3%,4\n2026-01-02,\"1,025\",\"2,260\",9.6%,4\n"))
		sumsAre(t, got.Sums, `{"clicks":1045,"impressions":2500}`)
		if got.Format != "search_console" || got.Rows != 2 {
			t.Errorf("%+v", got.Summary)
		}
	})
	t.Run("parts do not say of which days they are", func(t *testing.T) {
		f := mustWrite(t, "Top queries,Clicks,Impressions,CTR,Position\ncoffee,40,300,13.3%,1.8\n")
		_, err := Recognise(t.Context(), f)
		if e := mustRefuse(t, err, f.Name); e.Key != "read.no_period_days" {
			t.Error(e.Key)
		}
	})
	t.Run("a chart of indexed pages is none", func(t *testing.T) {
		f := mustWrite(t, "Date,Not indexed,Indexed,Impressions\n2026-01-01,20,240,8\n")
		_, err := Recognise(t.Context(), f)
		if !Unknown(err) {
			t.Error(err)
		}
	})
}

func TestSearchConsoleByTheHourIsRefused(t *testing.T) {
	hours := ""
	for hour := 10; hour < 24; hour++ {
		hours += fmt.Sprintf("2026-01-01T%02d:00:00-08:00,1,20,5%%,4\n", hour)
	}
	f := zipped(t, map[string]string{
		"Chart.csv":   "Date,Clicks,Impressions,CTR,Position\n" + hours,
		"Queries.csv": "Top queries,Clicks,Impressions,CTR,Position\ncoffee,14,280,5%,4\n",
	})
	_, err := Recognise(t.Context(), f)
	if e := mustRefuse(t, err, "Chart.csv"); e.Key != "read.hours" {
		t.Error(e.Key)
	}
	// One time on each day is a day.
	got := mustParse(t, mustWrite(t, "Date,Clicks,Impressions,CTR,Position\n2026-01-01T00:00:00,1,20,5%,4\n2026-01-02T00:00:00,2,30,5%,4\n2026-01-03T01:00:00,3,40,5%,4\n"))
	sumsAre(t, got.Sums, `{"clicks":6,"impressions":90}`)
}
