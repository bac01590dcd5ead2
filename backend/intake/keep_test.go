package intake_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake"
)

// kept are the originals kept for the client, with what is left half made.
func (d *desk) kept() []string {
	d.t.Helper()
	var all []string
	d.with(func(w *agency.Workspace) (err error) {
		all, err = filepath.Glob(filepath.Join(w.File.Dir(), "files", "imports", "*"))
		return err
	})
	return all
}

func TestAKeptOriginalThatIsNotWhatItWas(t *testing.T) {
	for name, spoil := range map[string]func(path string) error{
		"is missing": os.Remove,
		"is empty":   func(path string) error { return os.Truncate(path, 0) },
		"is cut":     func(path string) error { return os.Truncate(path, 40) },
		"unpacks to something else": func(path string) error {
			file, err := os.Create(path)
			if err != nil {
				return err
			}
			zip := gzip.NewWriter(file)
			if _, err := zip.Write([]byte("other,words\n1,2\n")); err != nil {
				return err
			}
			if err := zip.Close(); err != nil {
				return err
			}
			return file.Close()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			d := mustDesk(t)
			path := posts(t, "a.csv", post("1", "10/01/2026", "1", "1", "1"))
			o := d.run(intake.Options{}, path)[0]
			if len(d.kept()) != 1 {
				t.Fatal(d.kept())
			}
			if err := spoil(d.kept()[0]); err != nil {
				t.Fatal(err)
			}
			d.undo(*o.Import)
			d.with(func(w *agency.Workspace) error {
				if _, err := w.File.Redo(t.Context(), "Ana"); !fault.Is(err, fault.NotFound) || !strings.Contains(err.Error(), "a.csv") {
					t.Fatalf("got %v", err)
				}
				return nil
			})
			if s := d.state(); s != "" {
				t.Fatal(s)
			}
			if left, _ := os.ReadDir(os.Getenv("TMPDIR")); len(left) > 0 {
				t.Fatalf("left %v", left)
			}
		})
	}
}

func TestAnOriginalIsMadeWholeAgainByTheNextImport(t *testing.T) {
	d := mustDesk(t)
	path := posts(t, "a.csv", post("1", "10/01/2026", "1", "1", "1"))
	d.run(intake.Options{}, path)
	if err := os.Remove(d.kept()[0]); err != nil {
		t.Fatal(err)
	}
	if o := d.run(intake.Options{}, path)[0]; !o.Same || len(d.kept()) != 1 {
		t.Fatalf("%+v %v", o, d.kept())
	}
}

func TestWhatAKilledImportLeftHalfMadeGoesWithTheNext(t *testing.T) {
	d := mustDesk(t)
	d.run(intake.Options{}, posts(t, "a.csv", post("1", "10/01/2026", "1", "1", "1")))
	if err := os.WriteFile(filepath.Join(filepath.Dir(d.kept()[0]), "new"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	o := d.run(intake.Options{}, posts(t, "b.csv", post("2", "10/01/2026", "1", "1", "1")))[0]
	if len(d.kept()) != 2 {
		t.Fatal(d.kept())
	}
	before := d.state()
	d.undo(*o.Import)
	d.with(func(w *agency.Workspace) error { _, err := w.File.Redo(t.Context(), "Ana"); return err })
	if d.state() != before {
		t.Fatal(d.state())
	}
}

func TestNamesOfFiles(t *testing.T) {
	d := mustDesk(t)
	for i, name := range []string{`..\..\a.csv`, "a\u202evsc.csv", "a\x1b[31m\nb.csv", strings.Repeat("ñ", 120) + ".csv", ".csv", "-rf.csv", "100%s.csv"} {
		o := d.run(intake.Options{}, posts(t, name, post(fmt.Sprint("id", i), "10/01/2026", "1", "1", "1")))[0]
		before := d.state()
		d.undo(*o.Import)
		d.with(func(w *agency.Workspace) error { _, err := w.File.Redo(t.Context(), "Ana"); return err })
		if d.state() != before || o.Added != 1 {
			t.Fatalf("%q: %+v", name, o)
		}
	}
	folder := t.TempDir()
	for _, path := range []string{"a\x00.csv", filepath.Join(folder, strings.Repeat("a", 5000)), folder, filepath.Join(folder, "..", "none.csv"), ""} {
		if o := d.try(intake.Options{}, path)[0]; o.Error == nil || o.Import != nil {
			t.Errorf("%.20q: %+v", path, o)
		}
	}
}

func TestAFolderThatCannotBeWritten(t *testing.T) {
	d := mustDesk(t)
	d.with(func(w *agency.Workspace) error {
		return os.WriteFile(filepath.Join(w.File.Dir(), "files"), nil, 0o600)
	})
	o := d.try(intake.Options{}, posts(t, "a.csv", post("1", "10/01/2026", "1", "1", "1")))[0]
	if o.Error == nil || !strings.Contains(*o.Error, "a.csv was not imported") || d.state() != "" {
		t.Fatalf("%+v", o)
	}
}

func TestCancelingAtAnyMomentLeavesNothing(t *testing.T) {
	d := mustDesk(t)
	rows := []string{}
	for i := range 9000 {
		rows = append(rows, post(fmt.Sprint(i), "10/01/2026", "1", "1", "1"))
	}
	path := posts(t, "a.csv", rows...)
	stops, last := 0, int64(-1)
	for stop := 0; ; stop++ {
		ctx, cancel := context.WithCancel(t.Context())
		calls, whole := 0, false
		d.with(func(w *agency.Workspace) error {
			all, err := intake.Run(ctx, w, "", []intake.Request{{Path: path}}, intake.Options{Language: "en", Progress: func(done, total int64) {
				if stop == 0 && (done < last || done > total) {
					t.Errorf("progress went from %d to %d of %d", last, done, total)
				}
				if last = done; calls == stop {
					cancel()
				}
				calls++
			}})
			whole = err == nil && all[0].Import != nil
			if !whole && !fault.Is(err, fault.Canceled) {
				t.Fatalf("got %v", err)
			}
			return nil
		})
		cancel()
		if whole {
			break
		}
		stops++
		if s := d.state(); s != "" || len(d.kept()) > 0 || len(d.actions()) != 1 {
			t.Fatalf("stopped at %d, it left %v, %d actions, %.100s", stop, d.kept(), len(d.actions()), s)
		}
	}
	d.with(func(w *agency.Workspace) error {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		first := posts(t, "c.csv", post("own", "10/01/2026", "1", "1", "1"))
		_, err := intake.Run(ctx, w, "", []intake.Request{{Path: first}, {Path: posts(t, "d.csv", append(rows, post("own2", "10/01/2026", "1", "1", "1"))...)}},
			intake.Options{Language: "en", Progress: func(done, total int64) {
				if done > total/4 {
					cancel()
				}
			}})
		if !fault.Is(err, fault.Canceled) || !strings.Contains(err.Error(), "imported before that: 1;") {
			t.Errorf("got %v", err)
		}
		return nil
	})
	if stops < 4 || len(d.ids()) != 9001 {
		t.Fatalf("%d stops, %d posts", stops, len(d.ids()))
	}
}
