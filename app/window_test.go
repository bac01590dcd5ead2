package app

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
)

func TestStart(t *testing.T) {
	t.Run("gives lists where there is nothing yet", func(t *testing.T) {
		s, _ := mustShell(t)
		text := string(must(json.Marshal(must((&Window{s}).Start()))))
		if !strings.Contains(text, `"clients":[]`) || !strings.Contains(text, `"team":[]`) {
			t.Fatalf("got %s", text)
		}
	})
	t.Run("remembers the language, the look and the person over a restart, though a later patch does not name them", func(t *testing.T) {
		dir := t.TempDir()
		s, _ := mustShellOn(t, dir)
		p := must((&Agency{s}).AddPerson(agency.PersonPatch{Name: ptr("Ana Ruiz")}))
		kept := agency.Settings{Me: p.ID, Language: "es", Theme: "dark", Client: "x", Place: "/kpi"}
		if err := (&Window{s}).UpdateSettings(agency.SettingsPatch{Me: &kept.Me, Language: &kept.Language}); err != nil {
			t.Fatal(err)
		}
		if err := (&Window{s}).UpdateSettings(agency.SettingsPatch{Theme: &kept.Theme, Client: &kept.Client, Place: &kept.Place}); err != nil {
			t.Fatal(err)
		}
		s.close()
		again, _ := mustShellOn(t, dir)
		equal(t, must((&Window{again}).Start()).Settings, kept)
		equal(t, again.language(), "es")
	})
	t.Run("refuses a language that is not spoken and keeps the old one", func(t *testing.T) {
		s, _ := mustShell(t)
		refused(t, (&Window{s}).UpdateSettings(agency.SettingsPatch{Language: ptr("fr")}), fault.Invalid, "language")
		equal(t, s.language(), "en")
	})
}

func TestLinks(t *testing.T) {
	s, desk := mustShell(t)
	for _, link := range []string{"https://alba.example/a?b=c#d", "http://alba.example", "mailto:ana@alba.example"} {
		if err := (&Window{s}).OpenLink(link); err != nil {
			t.Fatal(err)
		}
	}
	equal(t, strings.Join(desk.opened, " "), "https://alba.example/a?b=c#d http://alba.example mailto:ana@alba.example")
	for _, link := range []string{
		"", "javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,hi", "file:///etc/passwd",
		"vbscript:x", "ftp://alba.example", "https:///no-host", "//alba.example", "alba.example", "smb://alba.example", "https://a b.example",
	} {
		t.Run("refuses "+link, func(t *testing.T) {
			refused(t, (&Window{s}).OpenLink(link), fault.Invalid, "")
			equal(t, len(desk.opened), 3)
		})
	}
}

func TestCancelStopsTheWorkOfThatName(t *testing.T) {
	s, _ := mustShell(t)
	one, _, endOne := s.job("one")
	two, _, endTwo := s.job("two")
	defer endOne()
	defer endTwo()
	(&Window{s}).Cancel("one")
	(&Window{s}).Cancel("none of that name")
	if one.Err() == nil || two.Err() != nil {
		t.Fatalf("one ended with %v, two with %v", one.Err(), two.Err())
	}
}
