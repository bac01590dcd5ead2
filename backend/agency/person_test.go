package agency_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
)

func TestTeam(t *testing.T) {
	t.Run("is an empty list at first", func(t *testing.T) {
		if team, err := mustOpen(t, t.TempDir()).Team(ctx); err != nil || team == nil || len(team) != 0 {
			t.Fatalf("got %v and %v", team, err)
		}
	})
	t.Run("chooses initials and a colour of one's own", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		one, err := a.AddPerson(ctx, agency.PersonPatch{Name: ptr("Ana María de la Cruz")})
		if err != nil || one.Initials != "AC" || one.Roles == nil {
			t.Fatalf("got %+v and %v", one, err)
		}
		two, err := a.AddPerson(ctx, agency.PersonPatch{Name: ptr("Öykü"), Roles: &[]string{agency.CM, agency.SMM}})
		if err != nil || two.Initials != "Ö" || two.Color == one.Color {
			t.Fatalf("got %+v and %v", two, err)
		}
	})
	for name, test := range map[string]struct {
		field string
		patch agency.PersonPatch
	}{
		"refuses no name":              {"name", agency.PersonPatch{}},
		"refuses a name twice":         {"name", agency.PersonPatch{Name: ptr("ana")}},
		"refuses four initials":        {"initials", agency.PersonPatch{Name: ptr("Eva"), Initials: ptr("EVAX")}},
		"refuses a colour by its name": {"color", agency.PersonPatch{Name: ptr("Eva"), Color: ptr("red")}},
		"refuses an unknown role":      {"roles", agency.PersonPatch{Name: ptr("Eva"), Roles: &[]string{"boss"}}},
	} {
		t.Run(name, func(t *testing.T) {
			a := mustOpen(t, t.TempDir())
			if _, err := a.AddPerson(ctx, agency.PersonPatch{Name: ptr("Ana")}); err != nil {
				t.Fatal(err)
			}
			_, err := a.AddPerson(ctx, test.patch)
			refused(t, err, fault.Invalid, test.field)
		})
	}
	t.Run("gives new initials only when the old are cleared", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		p, err := a.AddPerson(ctx, agency.PersonPatch{Name: ptr("Ana Ruiz")})
		if err != nil {
			t.Fatal(err)
		}
		if p, err = a.UpdatePerson(ctx, p.ID, agency.PersonPatch{Name: ptr("Eva Gil")}); err != nil || p.Initials != "AR" {
			t.Fatalf("got %+v and %v", p, err)
		}
		if p, err = a.UpdatePerson(ctx, p.ID, agency.PersonPatch{Initials: ptr("")}); err != nil || p.Initials != "EG" {
			t.Fatalf("got %+v and %v", p, err)
		}
	})
	t.Run("gets back by undo who was taken off", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		p, err := a.AddPerson(ctx, agency.PersonPatch{Name: ptr("Ana")})
		if err != nil {
			t.Fatal(err)
		}
		if err := a.DeletePerson(ctx, p.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := a.Undo(ctx, 0); err != nil {
			t.Fatal(err)
		}
		if team, err := a.Team(ctx); err != nil || len(team) != 1 {
			t.Fatalf("got %v and %v", team, err)
		}
	})
}

func TestThePersonAtWork(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	if me, err := a.Me(ctx); err != nil || me.Name != "" {
		t.Fatalf("got %+v and %v, want nobody", me, err)
	}
	p, err := a.AddPerson(ctx, agency.PersonPatch{Name: ptr("Ana")})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.UpdateSettings(ctx, agency.SettingsPatch{Me: &p.ID, Language: ptr("es"), Theme: ptr("dark")}); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	a = mustOpen(t, dir)

	t.Run("is remembered, and signs what is done", func(t *testing.T) {
		if me, err := a.Me(ctx); err != nil || me.Name != "Ana" {
			t.Fatalf("got %+v and %v", me, err)
		}
		mustAdd(t, a, "Alba")
		if undo, _, err := a.File().Next(ctx); err != nil || undo.Who != "Ana" {
			t.Fatalf("got %+v and %v", undo, err)
		}
	})
	t.Run("stays through undo: settings are no work", func(t *testing.T) {
		if _, err := a.Undo(ctx, 0); err != nil {
			t.Fatal(err)
		}
		if s, err := a.Settings(ctx); err != nil || *s != (agency.Settings{Me: p.ID, Language: "es", Theme: "dark"}) {
			t.Fatalf("got %+v and %v", s, err)
		}
	})
	t.Run("is nobody once taken off the team", func(t *testing.T) {
		if err := a.DeletePerson(ctx, p.ID); err != nil {
			t.Fatal(err)
		}
		if me, err := a.Me(ctx); err != nil || me.ID != "" {
			t.Fatalf("got %+v and %v, want nobody", me, err)
		}
	})
	t.Run("cannot speak a language that the app does not", func(t *testing.T) {
		refused(t, a.UpdateSettings(ctx, agency.SettingsPatch{Language: ptr("fr")}), fault.Invalid, "language")
		refused(t, a.UpdateSettings(ctx, agency.SettingsPatch{Theme: ptr("pink")}), fault.Invalid, "theme")
	})
}

func TestFoldersAreForTheirOwnerOnly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	dir := filepath.Join(t.TempDir(), "data")
	a := mustOpen(t, dir)
	c := mustAdd(t, a, "Alba")
	mustWork(t, a, c.ID)
	for path, want := range map[string]os.FileMode{
		dir: 0o700, filepath.Join(dir, "agency.db"): 0o600,
		a.Folder(c.ID): 0o700, filepath.Join(a.Folder(c.ID), "client.db"): 0o600, filepath.Join(a.Folder(c.ID), "client.db-wal"): 0o600,
	} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s: %o, want %o", filepath.Base(path), got, want)
		}
	}
}

func TestDataFolder(t *testing.T) {
	t.Run("is what BRANDLOOP_DATA says", func(t *testing.T) {
		t.Setenv("BRANDLOOP_DATA", filepath.Join("some", "where"))
		if got, err := agency.DataFolder(); err != nil || got != filepath.Join("some", "where") {
			t.Fatalf("got %q and %v", got, err)
		}
	})
	t.Run("else the platform's own place", func(t *testing.T) {
		t.Setenv("BRANDLOOP_DATA", "")
		if got, err := agency.DataFolder(); err != nil || !filepath.IsAbs(got) {
			t.Fatalf("got %q and %v", got, err)
		}
	})
}
