package app

import (
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
)

// moves says what undo and redo would do.
func moves(t *testing.T, s *Shell, client string) string {
	t.Helper()
	next := must((&History{s}).Next(client))
	text := func(undo bool) string {
		d := next.Undo
		if !undo {
			d = next.Redo
		}
		if d == nil {
			return "-"
		}
		return d.Text
	}
	return text(true) + " | " + text(false)
}

func TestUndoPicksTheNewestOfBothFiles(t *testing.T) {
	s, _ := mustShell(t)
	h := &History{s}
	c := mustClient(t, s, "Alba")
	mustChannel(t, s, c.ID, "@alba")
	must((&Agency{s}).UpdateClient(c.ID, agency.ClientPatch{Notes: ptr("Calls on Mondays")}))
	mustChannel(t, s, c.ID, "@alba.es")

	equal(t, moves(t, s, c.ID), "Add channel @alba.es | -")
	for _, want := range []string{"Add channel @alba.es", "Change client Alba", "Add channel @alba", "Add client Alba"} {
		equal(t, must(h.Undo(c.ID)).Text, want)
	}
	equal(t, moves(t, s, c.ID), "- | Add client Alba")
	_, err := h.Undo(c.ID)
	refused(t, err, fault.NotFound, "")

	t.Run("and redo brings back in the other order", func(t *testing.T) {
		for _, want := range []string{"Add client Alba", "Add channel @alba", "Change client Alba", "Add channel @alba.es"} {
			equal(t, must(h.Redo(c.ID)).Text, want)
		}
		_, err := h.Redo(c.ID)
		refused(t, err, fault.NotFound, "")
		equal(t, len(must((&Brand{s}).Channels(c.ID, ""))), 2)
	})
}

func TestUndoAfterARestart(t *testing.T) {
	dir := t.TempDir()
	s, _ := mustShellOn(t, dir)
	c := mustClient(t, s, "Alba")
	mustChannel(t, s, c.ID, "@alba")
	must((&History{s}).Undo(c.ID))
	s.close()

	s, _ = mustShellOn(t, dir)
	equal(t, moves(t, s, c.ID), "Add client Alba | Add channel @alba")
	equal(t, must((&History{s}).Redo(c.ID)).Text, "Add channel @alba")
	equal(t, len(must((&Brand{s}).Channels(c.ID, ""))), 1)
}

func TestANewClientIsUndoneWithItsBrand(t *testing.T) {
	s, _ := mustShell(t)
	c := mustClient(t, s, "Alba")
	equal(t, moves(t, s, c.ID), "Add client Alba | -")
	must((&History{s}).Undo(c.ID))
	equal(t, len(must((&Agency{s}).Clients())), 0)
	must((&History{s}).Redo(""))
	equal(t, must((&Brand{s}).Brands(c.ID))[0].Name, "Alba")
}

func TestUndoHidesNoWorkOfAnotherClient(t *testing.T) {
	s, _ := mustShell(t)
	alba := mustClient(t, s, "Alba")
	brisa := mustClient(t, s, "Brisa")
	mustChannel(t, s, brisa.ID, "@brisa")
	// In Alba's file nothing was done, so the newest is that Brisa was added.
	_, err := (&History{s}).Undo(alba.ID)
	refused(t, err, fault.Conflict, "")
	equal(t, len(must((&Agency{s}).Clients())), 2)
}

func TestADeletedClientComesBackByUndo(t *testing.T) {
	s, _ := mustShell(t)
	c := mustClient(t, s, "Alba")
	mustChannel(t, s, c.ID, "@alba")
	refused(t, (&Agency{s}).DeleteClient(c.ID, "Brisa"), fault.Invalid, "name")
	if err := (&Agency{s}).DeleteClient(c.ID, "Alba"); err != nil {
		t.Fatal(err)
	}
	equal(t, must((&History{s}).Undo(c.ID)).Text, "Delete client Alba")
	equal(t, must((&Brand{s}).Channels(c.ID, ""))[0].Handle, "@alba")
}

func TestHistoryList(t *testing.T) {
	s, _ := mustShell(t)
	h := &History{s}
	me := must((&Agency{s}).AddPerson(agency.PersonPatch{Name: ptr("Ana")}))
	if err := (&Window{s}).UpdateSettings(agency.SettingsPatch{Me: &me.ID, Language: ptr("es")}); err != nil {
		t.Fatal(err)
	}
	c := mustClient(t, s, "Alba")
	ch := mustChannel(t, s, c.ID, "@alba")
	must((&Brand{s}).UpdateChannel(c.ID, ch.ID, brand.ChannelPatch{Link: ptr("alba.example")}))

	t.Run("tells who did what, in the language of the screens", func(t *testing.T) {
		all := must(h.List(c.ID, 0))
		if len(all) != 2 || all[0].Who != "Ana" || !strings.Contains(all[0].Text, "@alba") || strings.HasPrefix(all[0].Text, "Change") {
			t.Fatalf("got %+v", all)
		}
		equal(t, len(must(h.List(c.ID, all[0].ID))), 1)
	})
	t.Run("tells each change of one record", func(t *testing.T) {
		steps := must(h.Record(c.ID, "channel", ch.ID))
		if len(steps) != 2 || steps[1].Before != "" || !strings.Contains(steps[0].After, "alba.example") {
			t.Fatalf("got %+v", steps)
		}
	})
	t.Run("refuses to undo what a later change stands on, and says which", func(t *testing.T) {
		first := must(h.List(c.ID, 0))[1]
		_, err := h.UndoOne(c.ID, first.ID)
		refused(t, err, fault.Conflict, "")
		if text := fault.Of(err).In("en"); !strings.Contains(text, "Add channel @alba") || !strings.Contains(text, "Change channel @alba") {
			t.Fatalf("got %q", text)
		}
	})
	t.Run("undoes one that nothing stands on", func(t *testing.T) {
		other := mustChannel(t, s, c.ID, "@other")
		must((&Brand{s}).UpdateChannel(c.ID, other.ID, brand.ChannelPatch{Since: ptr("2026-10-01")}))
		link := must(h.List(c.ID, 0))[2]
		done := must(h.UndoOne(c.ID, link.ID))
		if done.ID != link.ID || must((&Brand{s}).Channels(c.ID, ""))[0].Link != "" {
			t.Fatalf("got %+v", done)
		}
		if again := must(h.List(c.ID, 0))[2]; again.UndoneAt == nil {
			t.Fatal("the list does not say that it was undone")
		}
	})
	t.Run("is the agency's own without a client", func(t *testing.T) {
		if all := must(h.List("", 0)); len(all) != 2 {
			t.Fatalf("got %d actions, want 2", len(all))
		}
	})
}
