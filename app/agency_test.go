package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

func TestAClientIsAddedWithItsBrand(t *testing.T) {
	t.Run("of its own name, or of another", func(t *testing.T) {
		s, _ := mustShell(t)
		one := mustClient(t, s, "Alba")
		two := must((&Agency{s}).AddClient(agency.ClientPatch{Name: ptr("Grupo Brisa"), Language: ptr("es")}, "Brisa"))
		equal(t, must((&Brand{s}).Brands(one.ID))[0].Name, "Alba")
		equal(t, must((&Brand{s}).Brands(two.ID))[0].Name, "Brisa")
	})
	t.Run("and tells the page", func(t *testing.T) {
		s, desk := mustShell(t)
		mustClient(t, s, "Alba")
		if !slices.Contains(desk.events, "changed:") {
			t.Fatalf("got %q", desk.events)
		}
	})
	t.Run("or not at all, with a sentence for its field", func(t *testing.T) {
		s, _ := mustShell(t)
		mustClient(t, s, "Alba")
		_, err := (&Agency{s}).AddClient(agency.ClientPatch{Name: ptr("Alba")}, "")
		refused(t, err, fault.Invalid, "name")
		equal(t, len(must((&Agency{s}).Clients())), 1)
	})
}

func TestAnotherTimeZoneMovesTheDays(t *testing.T) {
	s, _ := mustShell(t)
	c := mustClient(t, s, "Alba")
	ch := mustChannel(t, s, c.ID, "@alba")
	at := store.At(time.Date(2026, 10, 5, 3, 30, 0, 0, time.UTC))
	must((&Community{s}).Add(c.ID, community.Entry{ChannelID: ch.ID, Kind: "reply", ReceivedAt: &at}))
	day := func() string {
		page := must((&Community{s}).Page(c.ID, community.Filter{}, "", 10))
		return page.Rows[0].Day
	}
	equal(t, day(), "2026-10-05")
	must((&Agency{s}).UpdateClient(c.ID, agency.ClientPatch{Timezone: ptr("America/Mexico_City")}))
	equal(t, day(), "2026-10-04")
	t.Run("and undo moves them back, as no action of its own", func(t *testing.T) {
		equal(t, must((&History{s}).Undo(c.ID)).Text, "Change client Alba")
		equal(t, day(), "2026-10-05")
		equal(t, must((&History{s}).Redo(c.ID)).Text, "Change client Alba")
		equal(t, day(), "2026-10-04")
		equal(t, must((&History{s}).Undo(c.ID)).Text, "Change client Alba")
		if text := must((&History{s}).Undo(c.ID)).Text; text == "Change client Alba" {
			t.Fatalf("undo took the zone back a second time")
		}
	})
}

func TestListsAreNeverNull(t *testing.T) {
	s, _ := mustShell(t)
	c := mustClient(t, s, "Alba")
	fresh, _ := mustShell(t)
	for name, list := range map[string]any{
		"clients": must((&Agency{fresh}).Clients()), "team": must((&Agency{fresh}).Team()), "trash": must((&Agency{fresh}).Trash()),
		"agency's history": must((&History{fresh}).List("", 0)), "record of the agency": must((&History{fresh}).Record("", "client", "none")),
		"client's team": c.Team, "channels": must((&Brand{s}).Channels(c.ID, "")), "history": must((&History{s}).List(c.ID, 0)),
		"record": must((&History{s}).Record(c.ID, "channel", "none")), "platforms": (&Brand{s}).Platforms(),
		"picked roles": must((&Agency{s}).AddPerson(agency.PersonPatch{Name: ptr("Ana")})).Roles,
		"hours":        must((&Agency{s}).UpdateClient(c.ID, agency.ClientPatch{OfficeHours: &[]agency.Span{}})).OfficeHours,
	} {
		if reflect.ValueOf(list).IsNil() || string(must(json.Marshal(list))) == "null" {
			t.Errorf("%s: null", name)
		}
	}
}

func TestALogo(t *testing.T) {
	s, desk := mustShell(t)
	c := mustClient(t, s, "Alba")
	b := must((&Brand{s}).Brands(c.ID))[0]
	dir := t.TempDir()
	good, bad := filepath.Join(dir, "good.svg"), filepath.Join(dir, "bad.svg")
	for file, text := range map[string]string{
		good: `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>`,
		bad:  `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("is not changed by a person who gives up", func(t *testing.T) {
		if got, err := (&Brand{s}).PickLogo(c.ID, b.ID); got != nil || err != nil {
			t.Fatalf("got %v and %v", got, err)
		}
	})
	t.Run("is picked", func(t *testing.T) {
		desk.picking = []string{good}
		if got := must((&Brand{s}).PickLogo(c.ID, b.ID)); got.Logo == "" {
			t.Fatal("no logo")
		}
		equal(t, must((&Brand{s}).Logo(c.ID, b.ID))[:26], "data:image/svg+xml;base64,")
	})
	t.Run("is refused with a script, from no file and from a folder", func(t *testing.T) {
		_, err := (&Brand{s}).SetLogo(c.ID, b.ID, bad)
		refused(t, err, fault.Invalid, "logo")
		_, err = (&Brand{s}).SetLogo(c.ID, b.ID, filepath.Join(dir, "none.png"))
		refused(t, err, fault.NotFound, "")
		_, err = (&Brand{s}).SetLogo(c.ID, b.ID, dir)
		refused(t, err, fault.NotFound, "")
	})
	t.Run("is refused before a huge file is read", func(t *testing.T) {
		huge := filepath.Join(dir, "huge.png")
		if err := os.WriteFile(huge, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(huge, 2<<30); err != nil {
			t.Fatal(err)
		}
		_, err := (&Brand{s}).SetLogo(c.ID, b.ID, huge)
		refused(t, err, fault.Invalid, "logo")
	})
	t.Run("is taken away, and undo brings it back", func(t *testing.T) {
		must((&Brand{s}).SetLogo(c.ID, b.ID, ""))
		equal(t, must((&Brand{s}).Logo(c.ID, b.ID)), "")
		equal(t, must((&History{s}).Undo(c.ID)).Text, "Change the logo of Alba")
		if must((&Brand{s}).Logo(c.ID, b.ID)) == "" {
			t.Fatal("no logo")
		}
	})
}

func TestWritesTellThePageWhoseDataChanged(t *testing.T) {
	s, desk := mustShell(t)
	c := mustClient(t, s, "Alba")
	// In this order: undo must not take back the client that the others work on.
	for _, test := range []struct {
		name string
		do   func()
		want string
	}{
		{"a channel", func() { mustChannel(t, s, c.ID, "@alba") }, "changed:" + c.ID},
		{"a client", func() { must((&Agency{s}).UpdateClient(c.ID, agency.ClientPatch{Notes: ptr("x")})) }, "changed:"},
		{"a person", func() { must((&Agency{s}).AddPerson(agency.PersonPatch{Name: ptr("Ana")})) }, "changed:"},
		{"undo, in either", func() { must((&History{s}).Undo(c.ID)) }, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			desk.events = nil
			test.do()
			if len(desk.events) != 1 || test.want != "" && desk.events[0] != test.want {
				t.Fatalf("got %q, want %q", desk.events, test.want)
			}
		})
	}
	t.Run("but a refused one tells nothing", func(t *testing.T) {
		desk.events = nil
		if _, err := (&Brand{s}).Add(c.ID, brand.Patch{Name: ptr("")}); err == nil || len(desk.events) != 0 {
			t.Fatalf("got %v and %q", err, desk.events)
		}
	})
}
