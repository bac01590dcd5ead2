package format

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// contentAt is an Instagram export of posts published then.
func contentAt(times ...string) string {
	text := "Post ID,Account ID,Publish time,Permalink,Views\n"
	for i, at := range times {
		text += fmt.Sprintf("1790000000000000%d,17840000000000111,\"%s\",https://www.instagram.com/p/A%d/,10\n", i, at, i)
	}
	return text
}

func TestOrderOfDaysAndMonths(t *testing.T) {
	for _, c := range []struct {
		name  string
		times []string
		want  string
	}{
		{"the month first where a day is above 12", []string{"03/04/2026 09:15", "03/14/2026 09:15"}, "2026-03-04 2026-03-14"},
		{"the day first where only that can be", []string{"05/09/2026 18:00", "15/09/2026 18:00"}, "2026-09-05 2026-09-15"},
		{"the day first where days follow each other", []string{"01/10/2026 09:00", "02/10/2026 09:00", "03/10/2026 09:00"}, "2026-10-01 2026-10-02 2026-10-03"},
		{"the month first where nothing tells", []string{"03/04/2026 09:15"}, "2026-03-04"},
		{"with points and a short year", []string{"05.09.26 18:00", "15.09.26 18:00"}, "2026-09-05 2026-09-15"},
		{"told far below", below(), "2026-09-05 … 2026-09-15"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var days []string
			for _, p := range mustParse(t, mustWrite(t, contentAt(c.times...))).posts {
				days = append(days, p.Local.Format("2006-01-02"))
			}
			if len(days) > 5 {
				days = []string{days[0], "…", days[len(days)-1]}
			}
			if got := strings.Join(days, " "); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

// below are dates of which only the last tells their order.
func below() []string {
	var all []string
	for range 60 {
		all = append(all, "05/09/2026 18:00")
	}
	return append(all, "15/09/2026 18:00")
}

func TestOrderOfDaysThatASpreadsheetHasExchanged(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	style, err := book.NewStyle(&excelize.Style{NumFmt: 22})
	if err != nil {
		t.Fatal(err)
	}
	sheet := book.GetSheetName(0)
	put := func(cell string, v any) {
		if err := book.SetCellValue(sheet, cell, v); err != nil {
			t.Fatal(err)
		}
	}
	for i, h := range []string{"Post ID", "Account ID", "Publish time", "Permalink", "Views"} {
		put(string(rune('A'+i))+"1", h)
	}
	// It was the 4th of July and became the 7th of April; the 22nd stayed a text.
	for i, at := range []any{46119.5, "07/22/2026 04:14"} {
		row := fmt.Sprint(i + 2)
		put("A"+row, "1790000000000000"+row)
		put("B"+row, "17840000000000111")
		put("C"+row, at)
		put("D"+row, "https://www.instagram.com/p/A"+row+"/")
		put("E"+row, 10)
	}
	if err := book.SetCellStyle(sheet, "C2", "C2", style); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "export.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	f, err := read.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	got := mustParse(t, f)
	if len(got.posts) != 2 || got.posts[0].Local.Format("2006-01-02 15:04") != "2026-07-04 12:00" || got.posts[1].Local.Day() != 22 {
		t.Errorf("%+v", got.posts)
	}
}

func TestOrderOfDatesThatASpreadsheetHasWrittenAgain(t *testing.T) {
	for _, c := range []struct {
		name, want string
		times      []string
	}{
		{"in the order of the others", "2026-03-30 2026-04-02 2026-04-03 2026-04-14", []string{"03/30/2026 09:00", "4/2/26 9:00", "4/3/26 9:00", "04/14/2026 09:00"}},
		{"in the other order", "2026-03-30 2026-04-02 2026-04-03 2026-04-14", []string{"03/30/2026 09:00", "2/4/26 9:00", "3/4/26 9:00", "04/14/2026 09:00"}},
		{"which nothing tells", "2026-03-30", []string{"03/30/2026 09:00", "7/8/26 9:00", "8/7/26 9:00"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var days []string
			m, err := Recognise(t.Context(), mustWrite(t, contentAt(c.times...)))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := m.Parse(t.Context(), Visitor{}); err != nil {
				t.Fatal(err)
			}
			got, err := m.Parse(t.Context(), Visitor{Post: func(p *Post) error {
				days = append(days, p.Local.Format("2006-01-02"))
				return nil
			}})
			if err != nil {
				t.Fatal(err)
			}
			if strings.Join(days, " ") != c.want || got.Skipped != len(c.times)-len(days) {
				t.Errorf("%s, want %s", days, c.want)
			}
		})
	}
}
