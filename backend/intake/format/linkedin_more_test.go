package format

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// sheet is one of a workbook: its name and its rows, cells parted by |.
type sheet struct {
	name string
	rows []string
}

// mustBook writes a workbook of texts and opens it.
func mustBook(t *testing.T, sheets ...sheet) *read.File {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i, s := range sheets {
		if _, err := book.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			if err := book.DeleteSheet("Sheet1"); err != nil {
				t.Fatal(err)
			}
		}
		for n, row := range s.rows {
			cells := strings.Split(row, "|")
			at, err := excelize.CoordinatesToCellName(1, n+1)
			if err == nil {
				err = book.SetSheetRow(s.name, at, &cells)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "export.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	f, err := read.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestLinkedInMemberWritesTheDayFirstForSome(t *testing.T) {
	f := mustBook(t,
		sheet{"DESCOBERTA", []string{"Desempenho geral|03/10/2025 - 05/10/2025", "Impressões|289", "Usuários alcançados|59"}},
		sheet{"ENGAJAMENTO", []string{"Data|Impressões|Engajamentos", "03/10/2025|129|-28", "04/10/2025|100|3", "05/10/2025|60|0"}},
		sheet{"SEGUIDORES", []string{"Total de seguidores em 05/10/2025|2571", "", "Data|Novos seguidores", "03/10/2025|1", "04/10/2025|0", "05/10/2025|2"}})
	got := mustParse(t, f)
	same(t, "readings", told(got), []string{
		"impressions 2025-10-03–2025-10-05 289", "reach 2025-10-03–2025-10-05 59",
		"impressions 2025-10-03 129", "engagements 2025-10-03 -28", "impressions 2025-10-04 100", "engagements 2025-10-04 3", "impressions 2025-10-05 60", "engagements 2025-10-05 0",
		"followers 2025-10-05 2571", "new_followers 2025-10-03 1", "new_followers 2025-10-04 0", "new_followers 2025-10-05 2",
	})
	t.Run("and a sheet whose words are not known is named", func(t *testing.T) {
		got := mustParse(t, mustBook(t,
			sheet{"ENGAGEMENT", []string{"Date|Impressions|Engagements", "03/10/2025|129|28", "03/31/2025|100|3"}},
			sheet{"VOLGERS", []string{"Datum|Nieuwe volgers", "03/10/2025|4"}}))
		if len(got.Warnings) != 1 || got.Warnings[0].Key != "read.warn.unread_table" || got.Warnings[0].Args[0] != "VOLGERS" {
			t.Errorf("%v", got.Warnings)
		}
	})
	t.Run("and a single day is read with the month first, and said so", func(t *testing.T) {
		got := mustParse(t, mustBook(t,
			sheet{"ENGAGEMENT", []string{"Date|Impressions|Engagements", "03/10/2025|129|28"}},
			sheet{"DEMOGRAPHICS", []string{"Top Demographics|Value|Percentage"}}))
		same(t, "readings", told(got), []string{"impressions 2025-03-10 129", "engagements 2025-03-10 28"})
		if len(got.Warnings) != 1 || got.Warnings[0].Key != "read.warn.month_first" {
			t.Errorf("%v", got.Warnings)
		}
	})
}

func TestLinkedInTopPostsBesideCellsThatAreFilledUp(t *testing.T) {
	got := mustParse(t, mustBook(t, sheet{"TOP POSTS", []string{
		"Maximum of 50 posts available to include in this list", "",
		"Post URL|Post Publish Date|Engagements||Post URL|Post Publish Date|Impressions",
		"https://www.linkedin.com/feed/update/urn:li:activity:7411690000000000000|12/30/2025|19||https://www.linkedin.com/feed/update/urn:li:activity:7411690000000000000|12/30/2025|480",
		"0|0|0|0|https://www.linkedin.com/feed/update/urn:li:activity:7411000000000000000|12/28/2025|20"}}))
	if got.Rows != 2 || got.Skipped != 0 || len(got.posts) != 2 || got.posts[1].Beside {
		t.Errorf("%+v", got.Summary)
	}
}

func TestLinkedInSpanishFollowersAndVisitors(t *testing.T) {
	got := mustParse(t, mustBook(t,
		sheet{"Nuevos seguidores", []string{"Fecha|Seguidores patrocinados|Seguidores generales|Seguidores invitados automáticamente|Total de seguidores", "07/20/2026|0|-1|0|-1", "07/21/2026|0|4|1|5"}},
		sheet{"Ubicación", []string{"Ubicación|Total de seguidores", "Bogotá|100"}}))
	same(t, "days", told(got), []string{"new_followers 2026-07-20 -1", "new_followers 2026-07-21 5"})
	if len(got.shares) != 1 || got.shares[0].Dimension != "location" || got.shares[0].From != "2026-07-21" {
		t.Errorf("%+v", got.shares)
	}
	got = mustParse(t, mustBook(t, sheet{"Datos de visitantes", []string{
		"Fecha|Visualizaciones de la página general (total)|Visualizaciones de la página en total (ordenador)|Visualizaciones de la página en total (total)|Visitantes únicos en total (total)",
		"07/20/2026|4|5|15|10"}}))
	same(t, "visits", told(got), []string{"profile_visits 2026-07-20 15", "profile_visitors 2026-07-20 10"})
}

func TestOneKnownWordAmongUnknownOnesIsSaid(t *testing.T) {
	// "Impressions (total)" is the same in French, of which nothing else is known.
	got := mustParse(t, mustBook(t, sheet{"Indicateurs", []string{
		"Date|Impressions (organiques)|Impressions (sponsorisées)|Impressions (total)|Clics (organiques)|Clics (total)|Réactions (total)", "07/20/2026|4|5|9|1|2|3"}}))
	same(t, "days", told(got), []string{"impressions 2026-07-20 9"})
	if len(got.Warnings) != 1 || got.Warnings[0].Key != "read.warn.few_columns" || got.Warnings[0].Args[0] != "Impressions (total)" || got.Warnings[0].Args[1] != 5 {
		t.Errorf("%v", got.Warnings)
	}
}

func TestLinkedInListOfCompetitorsIsRefused(t *testing.T) {
	for _, header := range []string{"Page|Total Followers|New Followers|Total post engagements|Total posts", "Page|Novos seguidores|Publicações|Comentários|Reações"} {
		_, err := Recognise(t.Context(), mustBook(t, sheet{"COMPETITORS", []string{"07/20/2025|07/19/2026", header, "Aurora|10|1|2|3"}}))
		if e := mustRefuse(t, err, "export.xlsx"); e.Key != "read.competitors" {
			t.Errorf("%s", e.Key)
		}
	}
}

func TestLinkedInSheetOfOnePostIsRefused(t *testing.T) {
	_, err := Recognise(t.Context(), mustBook(t, sheet{"PERFORMANCE", []string{"Post URL|https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000000", "Post Date|Mar 2, 2026", "Impressions|900", "Members reached|500"}},
		sheet{"TOP DEMOGRAPHICS", []string{"Category|Value|%", "Company size|1-10|20%"}}))
	if e := mustRefuse(t, err, "export.xlsx"); e.Key != "read.one_post" {
		t.Errorf("%s", e.Key)
	}
}

func TestEveryHeaderOfAFormatFeedsOneThing(t *testing.T) {
	for _, f := range formats {
		fed := map[string]string{}
		for _, c := range f.Columns {
			for _, h := range c.Headers {
				key := read.Header(h)
				if before, ok := fed[key]; ok && before != c.Metric+c.Field.String() {
					t.Errorf("%s: %q feeds %s and %s", f.Key, h, before, c.Metric+c.Field.String())
				}
				fed[key] = c.Metric + c.Field.String()
			}
		}
		if f.Slashed && f.Time == nil || f.Localised && !f.Slashed {
			t.Errorf("%s: dates that nothing reads", f.Key)
		}
	}
	if !slices.ContainsFunc(formats, func(f *Format) bool { return f.Text }) {
		t.Error("no format is a text")
	}
}
