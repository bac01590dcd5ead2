package agency_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

var ctx = context.Background()

// mustOpen opens a data folder whose clock moves on by a second at each look.
func mustOpen(t *testing.T, dir string) *agency.Agency {
	t.Helper()
	now := time.Date(2026, 10, 5, 9, 30, 0, 0, time.UTC)
	a, err := agency.Open(ctx, dir, func() time.Time { now = now.Add(time.Second); return now }, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

func mustAdd(t *testing.T, a *agency.Agency, name string) *agency.Client {
	t.Helper()
	c, err := a.AddClient(ctx, agency.ClientPatch{Name: &name})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// mustWork leaves an action in the file of a client.
func mustWork(t *testing.T, a *agency.Agency, client string) {
	t.Helper()
	err := a.With(ctx, client, func(w *agency.Workspace) error {
		return w.File.Write(ctx, "Ana", func(tx *store.Tx) error {
			tx.Label("brand.did_add", "Alba")
			_, err := tx.Exec("INSERT INTO brand (id, name, created_at, updated_at) VALUES (?, 'Alba', 1, 1)", store.NewID())
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// brands counts the brands in the file of a client.
func brands(t *testing.T, a *agency.Agency, client string) (n int) {
	t.Helper()
	err := a.With(ctx, client, func(w *agency.Workspace) error {
		return w.File.Read(ctx, func(tx *store.Tx) error {
			_, err := tx.Get("SELECT count(*) FROM brand", nil, &n)
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func refused(t *testing.T, err error, code, field string) {
	t.Helper()
	f := fault.Of(err)
	if f == nil || f.Code != code || f.Field != field {
		t.Fatalf("got %v, want a refusal %s of field %q", err, code, field)
	}
	for _, language := range []string{"en", "es"} {
		if s := f.In(language); s == "" || strings.Contains(s, "%!") || strings.HasPrefix(s, "agency.") {
			t.Fatalf("the sentence in %s is %q", language, s)
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func ptr[T any](v T) *T { return &v }

func TestAddClient(t *testing.T) {
	t.Run("fills in what is left out", func(t *testing.T) {
		c := mustAdd(t, mustOpen(t, t.TempDir()), "  Café   del Río ")
		if c.Name != "Café del Río" || c.Slug != "cafe-del-rio" || c.Currency != "EUR" || c.Timezone != "Europe/Madrid" || c.Language != "en" {
			t.Fatalf("got %+v", c)
		}
		if len(c.OfficeHours) != 5 || c.OfficeHours[0] != (agency.Span{Day: 1, From: "09:00", To: "18:00"}) || c.Team == nil {
			t.Fatalf("got %+v", c)
		}
	})
	for name, test := range map[string]struct {
		field string
		patch agency.ClientPatch
	}{
		"refuses no name":                      {"name", agency.ClientPatch{}},
		"refuses a name of spaces":             {"name", agency.ClientPatch{Name: ptr(" \t ")}},
		"refuses a name of 121 letters":        {"name", agency.ClientPatch{Name: ptr(strings.Repeat("ñ", 121))}},
		"refuses an unknown currency":          {"currency", agency.ClientPatch{Name: ptr("A"), Currency: ptr("EURO")}},
		"refuses an unknown time zone":         {"timezone", agency.ClientPatch{Name: ptr("A"), Timezone: ptr("Europe/Atlantis")}},
		"refuses the machine's own zone":       {"timezone", agency.ClientPatch{Name: ptr("A"), Timezone: ptr("Local")}},
		"refuses an empty time zone":           {"timezone", agency.ClientPatch{Name: ptr("A"), Timezone: ptr("")}},
		"refuses an unknown language":          {"language", agency.ClientPatch{Name: ptr("A"), Language: ptr("fr")}},
		"refuses an eighth day":                {"office_hours", agency.ClientPatch{Name: ptr("A"), OfficeHours: &[]agency.Span{{Day: 8, From: "09:00", To: "18:00"}}}},
		"refuses hours that end as they begin": {"office_hours", agency.ClientPatch{Name: ptr("A"), OfficeHours: &[]agency.Span{{Day: 1, From: "09:00", To: "09:00"}}}},
		"refuses an hour 25":                   {"office_hours", agency.ClientPatch{Name: ptr("A"), OfficeHours: &[]agency.Span{{Day: 1, From: "09:00", To: "25:00"}}}},
		"refuses hours that overlap": {"office_hours", agency.ClientPatch{Name: ptr("A"), OfficeHours: &[]agency.Span{
			{Day: 1, From: "09:00", To: "14:00"}, {Day: 1, From: "13:00", To: "18:00"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			a := mustOpen(t, t.TempDir())
			_, err := a.AddClient(ctx, test.patch)
			refused(t, err, fault.Invalid, test.field)
			all, err := a.Clients(ctx)
			if err != nil || all == nil || len(all) != 0 {
				t.Fatalf("got %v and %v, want an empty list", all, err)
			}
		})
	}
	t.Run("takes a day until midnight and a pause at noon", func(t *testing.T) {
		hours := []agency.Span{{Day: 7, From: "09:00", To: "14:00"}, {Day: 7, From: "14:00", To: "24:00"}}
		c, err := mustOpen(t, t.TempDir()).AddClient(ctx, agency.ClientPatch{Name: ptr("A"), OfficeHours: &hours})
		if err != nil || len(c.OfficeHours) != 2 {
			t.Fatalf("got %v and %v", c, err)
		}
	})
	t.Run("gives a second of the same letters another slug", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		for i, want := range []string{"cafe", "cafe-2", "cafe-3"} {
			if c := mustAdd(t, a, []string{"Café", "Cafe", "CAFÈ!"}[i]); c.Slug != want {
				t.Fatalf("got %q, want %q", c.Slug, want)
			}
		}
	})
	t.Run("names a client without a Latin letter", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		if c := mustAdd(t, a, "茶"); c.Slug != "client" {
			t.Fatalf("got %q", c.Slug)
		}
		if c := mustAdd(t, a, "水"); c.Slug != "client-2" {
			t.Fatalf("got %q", c.Slug)
		}
	})
	t.Run("refuses a name twice, in other case too", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		mustAdd(t, a, "Alba")
		_, err := a.AddClient(ctx, agency.ClientPatch{Name: ptr("ALBA")})
		refused(t, err, fault.Invalid, "name")
	})
	t.Run("refuses a slug twice when it was asked for", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		mustAdd(t, a, "Alba")
		_, err := a.AddClient(ctx, agency.ClientPatch{Name: ptr("Other"), Slug: ptr("alba")})
		refused(t, err, fault.Invalid, "slug")
	})
}

func TestUpdateClient(t *testing.T) {
	t.Run("changes what the patch names and nothing else", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		c := mustAdd(t, a, "Alba")
		got, err := a.UpdateClient(ctx, c.ID, agency.ClientPatch{Notes: ptr("Pays late"), Archived: ptr(true)})
		if err != nil || got.Notes != "Pays late" || !got.Archived || got.Name != "Alba" || len(got.OfficeHours) != 5 {
			t.Fatalf("got %+v and %v", got, err)
		}
		if _, err = a.UpdateClient(ctx, c.ID, agency.ClientPatch{Notes: ptr(""), Archived: ptr(false), OfficeHours: &[]agency.Span{}}); err != nil {
			t.Fatal(err)
		}
		if got, err = a.Client(ctx, c.ID); err != nil || got.Notes != "" || got.Archived || len(got.OfficeHours) != 0 || got.OfficeHours == nil {
			t.Fatalf("got %+v and %v", got, err)
		}
	})
	t.Run("keeps the slug when the name changes", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		c := mustAdd(t, a, "Alba")
		got, err := a.UpdateClient(ctx, c.ID, agency.ClientPatch{Name: ptr("Alba Group")})
		if err != nil || got.Slug != "alba" {
			t.Fatalf("got %+v and %v", got, err)
		}
	})
	t.Run("refuses the name of another", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		mustAdd(t, a, "Alba")
		c := mustAdd(t, a, "Brisa")
		_, err := a.UpdateClient(ctx, c.ID, agency.ClientPatch{Name: ptr("alba")})
		refused(t, err, fault.Invalid, "name")
	})
	t.Run("knows no client of a wrong id", func(t *testing.T) {
		_, err := mustOpen(t, t.TempDir()).UpdateClient(ctx, "none", agency.ClientPatch{Notes: ptr("x")})
		refused(t, err, fault.NotFound, "")
	})
}

func TestMatchFindsByIDSlugAndName(t *testing.T) {
	a := mustOpen(t, t.TempDir())
	c := mustAdd(t, a, "Café del Río")
	for _, name := range []string{c.ID, "cafe-del-rio", "café del río"} {
		if got, err := a.Match(ctx, name); err != nil || got.ID != c.ID {
			t.Fatalf("%s: got %v and %v", name, got, err)
		}
	}
	_, err := a.Match(ctx, "Café")
	refused(t, err, fault.NotFound, "")
}

func TestTrash(t *testing.T) {
	t.Run("takes the whole folder and gives it back", func(t *testing.T) {
		dir := t.TempDir()
		a := mustOpen(t, dir)
		c := mustAdd(t, a, "Alba")
		mustWork(t, a, c.ID)
		refused(t, a.DeleteClient(ctx, c.ID, "alba"), fault.Invalid, "name")
		if err := a.DeleteClient(ctx, c.ID, " Alba "); err != nil {
			t.Fatal(err)
		}
		if exists(a.Folder(c.ID)) || !exists(filepath.Join(dir, "trash", c.ID, "client.db")) {
			t.Fatal("the folder is not in the trash")
		}
		refused(t, a.With(ctx, c.ID, func(*agency.Workspace) error { return nil }), fault.NotFound, "")
		if gone, err := a.Trash(ctx); err != nil || len(gone) != 1 || gone[0].ID != c.ID {
			t.Fatalf("got %v and %v", gone, err)
		}
		if err := a.RestoreClient(ctx, c.ID); err != nil {
			t.Fatal(err)
		}
		if n := brands(t, a, c.ID); n != 1 {
			t.Fatalf("%d brands after the restore, want 1", n)
		}
		if gone, err := a.Trash(ctx); err != nil || gone == nil || len(gone) != 0 {
			t.Fatalf("got %v and %v, want an empty list", gone, err)
		}
	})
	t.Run("is left and entered by undo and redo", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		c := mustAdd(t, a, "Alba")
		mustWork(t, a, c.ID)
		if err := a.DeleteClient(ctx, c.ID, "Alba"); err != nil {
			t.Fatal(err)
		}
		if done, err := a.Undo(ctx, 0); err != nil || done.In("en").Text != "Delete client Alba" {
			t.Fatalf("got %v and %v", done, err)
		}
		if n := brands(t, a, c.ID); n != 1 {
			t.Fatalf("%d brands after the undo, want 1", n)
		}
		if _, err := a.Redo(ctx); err != nil {
			t.Fatal(err)
		}
		if exists(a.Folder(c.ID)) {
			t.Fatal("the folder is still among the clients")
		}
	})
	t.Run("refuses a restore beside a client of the same name", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		c := mustAdd(t, a, "Alba")
		if err := a.DeleteClient(ctx, c.ID, "Alba"); err != nil {
			t.Fatal(err)
		}
		other := mustAdd(t, a, "Alba")
		refused(t, a.RestoreClient(ctx, c.ID), fault.Invalid, "name")
		if _, err := a.UpdateClient(ctx, other.ID, agency.ClientPatch{Name: ptr("Alba Norte"), Slug: ptr("alba-norte")}); err != nil {
			t.Fatal(err)
		}
		if err := a.RestoreClient(ctx, c.ID); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("refuses to take a client whose file is in use", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		c := mustAdd(t, a, "Alba")
		if err := a.With(ctx, c.ID, func(*agency.Workspace) error {
			refused(t, a.DeleteClient(ctx, c.ID, "Alba"), fault.Conflict, "")
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if !exists(a.Folder(c.ID)) {
			t.Fatal("the folder is gone")
		}
	})
}

func TestFoldersAreSettledAfterACrash(t *testing.T) {
	t.Run("between the deletion and the move", func(t *testing.T) {
		dir := t.TempDir()
		a := mustOpen(t, dir)
		c := mustAdd(t, a, "Alba")
		mustWork(t, a, c.ID)
		if err := a.DeleteClient(ctx, c.ID, "Alba"); err != nil {
			t.Fatal(err)
		}
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(dir, "trash", c.ID), filepath.Join(dir, "clients", c.ID)); err != nil {
			t.Fatal(err)
		}
		b := mustOpen(t, dir)
		if err := b.Settle(ctx); err != nil {
			t.Fatal(err)
		}
		if exists(b.Folder(c.ID)) || !exists(filepath.Join(dir, "trash", c.ID, "client.db")) {
			t.Fatal("the folder is not in the trash")
		}
	})
	t.Run("between the restore and the move", func(t *testing.T) {
		dir := t.TempDir()
		a := mustOpen(t, dir)
		c := mustAdd(t, a, "Alba")
		mustWork(t, a, c.ID)
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(filepath.Join(dir, "trash"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(dir, "clients", c.ID), filepath.Join(dir, "trash", c.ID)); err != nil {
			t.Fatal(err)
		}
		if n := brands(t, mustOpen(t, dir), c.ID); n != 1 {
			t.Fatalf("%d brands, want 1", n)
		}
	})
}

func TestUndoOfAddingAClient(t *testing.T) {
	t.Run("takes it away while nothing stands in it, and redo brings it back", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		c := mustAdd(t, a, "Alba")
		if _, err := a.Undo(ctx, 0); err != nil {
			t.Fatal(err)
		}
		if all, err := a.Clients(ctx); err != nil || len(all) != 0 {
			t.Fatalf("got %v and %v", all, err)
		}
		if _, err := a.Redo(ctx); err != nil {
			t.Fatal(err)
		}
		if _, err := a.Client(ctx, c.ID); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("is refused once there is work in it", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		c := mustAdd(t, a, "Alba")
		mustWork(t, a, c.ID)
		_, err := a.Undo(ctx, 0)
		refused(t, err, fault.Conflict, "")
		if _, err := a.Client(ctx, c.ID); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("says that there is nothing where there is nothing", func(t *testing.T) {
		a := mustOpen(t, t.TempDir())
		_, err := a.Undo(ctx, 0)
		refused(t, err, fault.NotFound, "")
		_, err = a.Redo(ctx)
		refused(t, err, fault.NotFound, "")
	})
}

func TestOneBrokenFileStopsNoOther(t *testing.T) {
	dir := t.TempDir()
	a := mustOpen(t, dir)
	broken, sound := mustAdd(t, a, "Alba"), mustAdd(t, a, "Brisa")
	mustWork(t, a, broken.ID)
	mustWork(t, a, sound.ID)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "clients", broken.ID, "client.db"), []byte(strings.Repeat("no database ", 400)), 0o600); err != nil {
		t.Fatal(err)
	}
	b := mustOpen(t, dir)
	refused(t, b.With(ctx, broken.ID, func(*agency.Workspace) error { return nil }), fault.Damaged, "")
	if n := brands(t, b, sound.ID); n != 1 {
		t.Fatalf("%d brands, want 1", n)
	}
}

func TestALostFileIsNotMadeAnew(t *testing.T) {
	for name, lose := range map[string]func(path string) error{
		"when it is missing":                os.Remove,
		"when its folder is missing":        func(path string) error { return os.RemoveAll(filepath.Dir(path)) },
		"when nothing is left but its name": func(path string) error { return os.Truncate(path, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			a := mustOpen(t, dir)
			c := mustAdd(t, a, "Alba")
			mustWork(t, a, c.ID)
			if err := a.Close(); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, "clients", c.ID, "client.db")
			if err := lose(path); err != nil {
				t.Fatal(err)
			}
			refused(t, mustOpen(t, dir).With(ctx, c.ID, func(*agency.Workspace) error { return nil }), fault.Damaged, "")
			if info, err := os.Stat(path); err == nil && info.Size() > 0 {
				t.Fatal("an empty file was made in its place")
			}
		})
	}
}

func TestManyClientsStayReachable(t *testing.T) {
	a := mustOpen(t, t.TempDir())
	var ids []string
	for i := range 20 {
		c := mustAdd(t, a, "Client "+string(rune('A'+i)))
		mustWork(t, a, c.ID)
		ids = append(ids, c.ID)
	}
	for _, id := range ids {
		if n := brands(t, a, id); n != 1 {
			t.Fatalf("%d brands, want 1", n)
		}
	}
}
