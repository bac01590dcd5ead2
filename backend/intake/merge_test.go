package intake_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/store"
)

// edit changes the client's file as a person does.
func (d *desk) edit(fn func(*store.Tx) error) {
	d.t.Helper()
	d.with(func(w *agency.Workspace) error { return w.File.Write(d.t.Context(), "Ana", fn) })
}

// ids are the ids of the posts that stand.
func (d *desk) ids() (all []string) {
	d.t.Helper()
	d.with(func(w *agency.Workspace) error {
		return w.File.Read(d.t.Context(), func(tx *store.Tx) error {
			return content.Each(tx, content.Filter{}, func(p content.Post) error {
				all = append(all, p.ID)
				return nil
			})
		})
	})
	return all
}

// actions are the ids of what was done, the newest first.
func (d *desk) actions() (all []int64) {
	d.t.Helper()
	d.with(func(w *agency.Workspace) error {
		done, err := w.File.History(d.t.Context(), 0, 100)
		for _, a := range done {
			all = append(all, a.ID)
		}
		return err
	})
	return all
}

func TestWordsOfFilesThatEndOnTheSameDayDoNotDependOnTheirOrder(t *testing.T) {
	one := post("1", "10/01/2026", "1", "1", "1")
	paths := []string{posts(t, "a.csv", one), posts(t, "b.csv", strings.Replace(one, "Words of", "Other words of", 1)), posts(t, "c.csv", strings.Replace(one, "10:00", "12:00", 1))}
	want := ""
	for i := range paths {
		d := mustDesk(t)
		d.run(intake.Options{}, slices.Concat(paths[i:], paths[:i])...)
		if s := d.state(); want == "" {
			want = s
		} else if s != want {
			t.Fatalf("got\n%s\nand in another order\n%s", s, want)
		}
	}
}

func TestWordsThatAPersonChanged(t *testing.T) {
	d := mustDesk(t)
	d.run(intake.Options{}, posts(t, "a.csv", post("1", "10/01/2026", "1", "1", "1")))
	alone := d.state()
	title := "By hand"
	d.edit(func(tx *store.Tx) error { return content.Update(tx, d.ids()[0], content.Patch{Title: &title}) })
	byHand, edit := d.state(), d.actions()[0]
	b := d.run(intake.Options{}, posts(t, "b.csv", post("1", "10/01/2026", "8", "1", "1"), post("2", "10/02/2026", "1", "1", "1")))[0]
	if s := d.state(); !strings.Contains(s, "By hand") || !strings.Contains(s, "views:8") {
		t.Fatal(s)
	}
	d.undo(*b.Import)
	if s := d.state(); s != byHand {
		t.Fatalf("undo left\n%s\nand not\n%s", s, byHand)
	}
	b = d.run(intake.Options{}, posts(t, "c.csv", post("1", "10/01/2026", "9", "1", "1")))[0]
	d.with(func(w *agency.Workspace) error { _, err := w.File.Undo(t.Context(), "Ana", edit); return err })
	if s := d.state(); strings.Contains(s, "By hand") {
		t.Fatalf("what was typed came back: %s", s)
	}
	d.undo(*b.Import)
	if s := d.state(); s != alone {
		t.Fatalf("undo left\n%s\nand not\n%s", s, alone)
	}
}

func TestAPostDeletedByHand(t *testing.T) {
	d := mustDesk(t)
	a := d.run(intake.Options{}, posts(t, "a.csv", post("1", "10/01/2026", "1", "1", "1")))[0]
	d.edit(func(tx *store.Tx) error { return content.Delete(tx, d.ids()) })
	deletion := d.actions()[0]
	path := posts(t, "b.csv", post("1", "10/01/2026", "8", "1", "1"), post("2", "10/02/2026", "1", "1", "1"))
	for _, dry := range []bool{true, false} {
		o := d.run(intake.Options{DryRun: dry}, path)[0]
		if o.Added != 1 || o.Updated+o.Unchanged != 0 || o.Skips != 1 || !strings.Contains(o.Skipped[0].Reason, "deleted") || o.Skipped[0].Row != 2 {
			t.Fatalf("dry %v: %+v", dry, o)
		}
	}
	if len(d.ids()) != 1 {
		t.Fatal("an import brought it back")
	}
	d.with(func(w *agency.Workspace) error {
		_, err := w.File.Undo(t.Context(), "Ana", deletion)
		return err
	})
	if s := d.state(); !strings.Contains(s, "views:8") {
		t.Fatalf("it came back without what was imported since: %s", s)
	}
	d.undo(*a.Import)
	if len(d.ids()) != 2 {
		t.Fatal("the other import's post went too")
	}
}

func TestAPreviewCountsAsTheImportDoes(t *testing.T) {
	twice := []string{post("1", "10/01/2026", "1", "1", "1"), post("1", "10/01/2026", "4", "1", "1"), post("2", "10/02/2026", "1", "1", "1"), post("1", "10/01/2026", "9", "1", "1")}
	for name, before := range map[string][]string{"of new posts": nil, "of posts that stand": {post("1", "10/01/2026", "2", "1", "1")}} {
		t.Run(name, func(t *testing.T) {
			d := mustDesk(t)
			if before != nil {
				d.run(intake.Options{}, posts(t, "before.csv", before...))
			}
			path := posts(t, "twice.csv", twice...)
			dry, done := d.run(intake.Options{DryRun: true}, path)[0], d.run(intake.Options{}, path)[0]
			if dry.Added != done.Added || dry.Updated != done.Updated || dry.Unchanged != done.Unchanged || done.Added+done.Updated+done.Unchanged != 4 {
				t.Fatalf("preview %+v\nimport %+v", dry, done)
			}
		})
	}
	t.Run("and tells what a file of older days changes: nothing", func(t *testing.T) {
		d := mustDesk(t)
		d.run(intake.Options{}, series(t, "Instagram reach", map[string]string{"2026-10-02": "5", "2026-10-09": "5"}))
		before := d.state()
		o := d.run(intake.Options{}, series(t, "Instagram reach", map[string]string{"2026-10-02": "4"}))[0]
		if o.Unchanged != 1 || d.state() != before {
			t.Fatalf("%+v", o)
		}
	})
}

func TestAChannelDeletedAfterAnImport(t *testing.T) {
	d := mustDesk(t)
	path := posts(t, "a.csv", post("1", "10/01/2026", "1", "1", "1"))
	o := d.run(intake.Options{}, path)[0]
	before := d.state()
	d.edit(func(tx *store.Tx) error {
		tx.Label("test")
		_, err := tx.Exec("UPDATE channel SET deleted_at = 1 WHERE id = ?", d.instagram)
		return err
	})
	d.undo(*o.Import)
	d.with(func(w *agency.Workspace) error {
		if _, err := w.File.Redo(t.Context(), "Ana"); !fault.Is(err, fault.NotFound) {
			t.Fatalf("got %v", err)
		}
		if _, err := w.File.Undo(t.Context(), "Ana", 0); err != nil {
			return err
		}
		return nil
	})
	d.run(intake.Options{}, path)
	if s := d.state(); s != before {
		t.Fatalf("importing again left\n%s\nand not\n%s", s, before)
	}
}
