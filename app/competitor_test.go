package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/competitor"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/portfolio"
)

func TestCompetitorFiles(t *testing.T) {
	s, _ := mustShellOn(t, t.TempDir())
	client := mustClient(t, s, "Aurora Coffee")
	channel := mustChannel(t, s, client.ID, "@aurora")
	c := &Competitor{s}
	text := func(v string) *string { return &v }
	norte := must(c.Add(client.ID, channel.BrandID, competitor.Patch{Name: text("Norte")},
		[]competitor.AccountPatch{{Platform: text("instagram"), Handle: text("@norte")}, {Platform: text("x"), Handle: text("@norte")}}))
	must(0, c.Type(client.ID, []competitor.Number{{AccountID: norte.Accounts[0].ID, Metric: "followers", Day: "2026-10-31", Value: number(4200)}}))
	must(0, c.AddNote(client.ID, competitor.NotePatch{CompetitorID: &norte.ID, Day: text("2026-10-12"), Kind: text("threat"), Text: text("=A prize draw")}))
	dir := t.TempDir()

	for _, language := range []string{"en", "es"} {
		for _, ending := range []string{".xlsx", ".csv"} {
			t.Run("the template is read back in "+language+" as "+ending, func(t *testing.T) {
				s.speak(language)
				path := must(c.ExportSheet(client.ID, channel.BrandID, "2026-10-31", filepath.Join(dir, "template-"+language+ending)))
				read := must(c.ReadFile(client.ID, channel.BrandID, path))
				if read.Rows != 2 || read.Numbers != 1 || len(read.Problems) != 0 {
					t.Errorf("read %+v", read)
				}
			})
		}
	}
	s.speak("en")
	t.Run("a file with a wrong row writes nothing and names the row", func(t *testing.T) {
		path := filepath.Join(dir, "wrong.csv")
		must(0, os.WriteFile(path, []byte("Competitor;Platform;Day;Followers\r\nNorte;Instagram;2026-11-01;5000\r\nSur;Instagram;2026-11-01;5\r\n"), 0o600))
		read := must(c.ReadFile(client.ID, channel.BrandID, path))
		if len(read.Problems) != 1 || read.Problems[0].Row != 3 || !strings.Contains(read.Problems[0].Text, "“Sur”") {
			t.Errorf("read %+v", read)
		}
		if v := must(c.Sheet(client.ID, channel.BrandID, "2026-11-01"))[0].Values["followers"]; v != nil {
			t.Errorf("%v was written", *v)
		}
	})
	t.Run("a file of something else is refused", func(t *testing.T) {
		path := filepath.Join(dir, "posts.csv")
		must(0, os.WriteFile(path, []byte("Post,Likes\n1,2\n"), 0o600))
		if _, err := c.ReadFile(client.ID, channel.BrandID, path); fault.Of(err) == nil {
			t.Errorf("err is %v", err)
		}
	})
	t.Run("the comparison and the notes are written as listed, and no text is a formula", func(t *testing.T) {
		compared := must(c.ExportComparison(client.ID, channel.BrandID, "2026-10-01", "2026-10-31", []string{"instagram"}, filepath.Join(dir, "compared.csv")))
		raw := string(must(os.ReadFile(compared)))
		if !strings.Contains(raw, "Norte,2026-10-31,4200") || strings.Contains(raw, "\r\nx,") {
			t.Errorf("the file holds %s", raw)
		}
		notes := must(c.ExportNotes(client.ID, competitor.NoteFilter{Brand: channel.BrandID, Kinds: []string{"threat"}}, filepath.Join(dir, "notes.csv")))
		if raw := string(must(os.ReadFile(notes))); !strings.Contains(raw, "2026-10-12,Norte,Threat,'=A prize draw") {
			t.Errorf("the file holds %s", raw)
		}
	})
}

func TestBenchmarkFile(t *testing.T) {
	s, _ := mustShellOn(t, t.TempDir())
	sector := "Coffee"
	member := func(name string, followers ...float64) (client, brandID string) {
		c := mustClient(t, s, name)
		for i, v := range followers {
			handle := fmt.Sprintf("@%s.%d", strings.ToLower(name), i)
			one := mustChannel(t, s, c.ID, handle)
			b := must((&Brand{s}).Brands(c.ID))[0]
			must((&Brand{s}).Update(c.ID, b.ID, brand.Patch{Sector: &sector}))
			must(0, (&Kpi{s}).Type(c.ID, []kpi.Entry{{ChannelID: one.ID, Metric: "followers", Grain: kpi.Month, Day: "2026-10-01", Value: v}}))
			brandID = b.ID
		}
		return c.ID, brandID
	}
	client, brandID := member("Aurora", 1234)
	member("Brezo", 5017)
	member("Cierzo", 7023)
	q := portfolio.Query{Client: client, Brand: brandID, Metric: "channel.followers", From: "2026-10-01", To: "2026-10-31"}
	dir := t.TempDir()
	secrets := []string{"Brezo", "Cierzo", "Duero", "5017", "7023", "9041", "brezo", "cierzo"}
	rowOf := func(t *testing.T, ending string) map[string]string {
		t.Helper()
		path := must((&Competitor{s}).ExportBenchmark(q, filepath.Join(dir, "benchmark"+ending), "job"))
		records := must(records(t.Context(), path))
		row, text := map[string]string{}, ""
		for i, header := range records[0].Cells {
			if i < len(records[1].Cells) {
				row[header] = records[1].Cells[i]
				text += records[1].Cells[i] + "|"
			}
		}
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("the file tells %s: %s", secret, text)
			}
		}
		return row
	}
	for _, ending := range []string{".xlsx", ".csv"} {
		t.Run("of two others nothing is told but that they are few, "+ending, func(t *testing.T) {
			row := rowOf(t, ending)
			if row["This brand"] != "1234" || row["Median"]+row["Brands compared"]+row["Middle half from"]+row["The brand stands"] != "" || !strings.Contains(row["Note"], "Fewer than three") {
				t.Errorf("the row is %v", row)
			}
		})
	}
	member("Duero", 9041)
	for _, ending := range []string{".xlsx", ".csv"} {
		t.Run("of three others the median is told in two figures, and no quartile, "+ending, func(t *testing.T) {
			row := rowOf(t, ending)
			if row["Median"] != "7000" || row["Brands compared"] != "3" || row["Middle half from"]+row["Middle half to"] != "" || row["The brand stands"] != "Below the median" {
				t.Errorf("the row is %v", row)
			}
		})
	}
	t.Run("without a sector it says what to do", func(t *testing.T) {
		none := ""
		must((&Brand{s}).Update(client, brandID, brand.Patch{Sector: &none}))
		if row := rowOf(t, ".csv"); row["Median"] != "" || !strings.Contains(row["Note"], "no sector") {
			t.Errorf("the row is %v", row)
		}
	})
}

func number(v float64) *float64 { return &v }
