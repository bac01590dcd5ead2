package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/competitor"
	"github.com/brandloop/brandloop/backend/fault"
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

func number(v float64) *float64 { return &v }
