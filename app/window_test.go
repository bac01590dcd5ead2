package app

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/kpi"
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
	t.Run("weeks begin on another day, on the command line too, until a number of a week is held", func(t *testing.T) {
		dir := t.TempDir()
		s, _ := mustShellOn(t, dir)
		client := mustClient(t, s, "Aurora Coffee")
		channel := mustChannel(t, s, client.ID, "@aurora")
		k, w := &Kpi{s}, &Window{s}
		typed := func(grain, day string) {
			must(0, k.Type(client.ID, []kpi.Entry{{ChannelID: channel.ID, Metric: "views", Grain: grain, Day: day, Value: 7}}))
		}
		typed("day", "2026-10-04") // a Sunday
		if err := w.UpdateSettings(agency.SettingsPatch{WeekStart: ptr("sunday")}); err != nil {
			t.Fatal(err)
		}
		var told struct{ Rows []kpi.Row }
		if err := json.Unmarshal([]byte(mustCommand(t, dir, "kpi", "--client", "aurora-coffee", "--from", "2026-09-28", "--to", "2026-10-10", "--by", "week", "--metric", "views", "--json")), &told); err != nil {
			t.Fatal(err)
		}
		if i := slices.IndexFunc(told.Rows, func(r kpi.Row) bool {
			return r.From == "2026-10-04" && r.To == "2026-10-10" && r.Value != nil && *r.Value == 7
		}); i < 0 {
			t.Errorf("no week from Sunday in %+v", told.Rows)
		}
		typed("week", "2026-10-06")
		refused(t, w.UpdateSettings(agency.SettingsPatch{WeekStart: ptr("monday")}), fault.Invalid, "week_start")
		equal(t, must(w.Start()).Settings.WeekStart, "sunday")
		if err := w.UpdateSettings(agency.SettingsPatch{WeekStart: ptr("sunday")}); err != nil {
			t.Errorf("the same day is refused: %v", err)
		}
		refused(t, w.UpdateSettings(agency.SettingsPatch{WeekStart: ptr("tuesday")}), fault.Invalid, "week_start")
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
