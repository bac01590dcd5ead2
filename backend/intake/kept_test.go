package intake_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/intake/format"
	"github.com/brandloop/brandloop/backend/intake/read"
	"github.com/brandloop/brandloop/backend/store"
)

func TestWhatIsKeptStandsBesideTheSums(t *testing.T) {
	sums := func(t *testing.T, what string, o intake.Outcome, sum, kept float64) {
		t.Helper()
		if o.Sums["views"] != sum || o.Kept["views"] != kept {
			t.Errorf("%s: %v and %v", what, o.Sums, o.Kept)
		}
	}
	typed := `,,,,,,,,"",,,300,240,14,,,,`
	other := strings.ReplaceAll(post("9", "10/03/2026", "50", "1", "1"), ",900,alba,Alba", ",901,boreal,Boreal")
	rows := []string{post("1", "10/01/2026", "100", "80", "7"), post("2", "10/02/2026", "200", "160", "7")}
	t.Run("a total typed below the posts is in the sum of the column only", func(t *testing.T) {
		d := mustDesk(t)
		path := posts(t, "a.csv", append(rows, typed)...)
		sums(t, "a trial", d.run(intake.Options{DryRun: true}, path)[0], 600, 300)
		o := d.run(intake.Options{}, path)[0]
		sums(t, "imported", o, 600, 300)
		sums(t, "again", d.run(intake.Options{}, path)[0], 600, 300)
		d.with(func(w *agency.Workspace) error {
			return w.File.Read(t.Context(), func(tx *store.Tx) error {
				e, err := intake.Find(tx, *o.Import)
				if err == nil && (e.Sums["views"] != 600 || e.Kept["views"] != 300 || e.Kept["likes"] != 14) {
					t.Errorf("ledger: %v and %v", e.Sums, e.Kept)
				}
				return err
			})
		})
		d.undo(*o.Import)
		d.with(func(w *agency.Workspace) error { _, err := w.File.Redo(t.Context(), "Ana"); return err })
		sums(t, "done again", d.run(intake.Options{}, path)[0], 600, 300)
	})
	t.Run("posts of another account and a second row of a post are not kept", func(t *testing.T) {
		d := mustDesk(t)
		sums(t, "imported", d.run(intake.Options{}, posts(t, "a.csv", append(rows, other, rows[0])...))[0], 450, 300)
	})
	t.Run("many new posts at once are added as one by one", func(t *testing.T) {
		d := mustDesk(t)
		var many []string
		for i := range 55 {
			many = append(many, post("7"+strings.Repeat("0", i), "10/01/2026", "2", "1", "1"))
		}
		sums(t, "imported", d.run(intake.Options{}, posts(t, "a.csv", many...))[0], 110, 110)
	})
	t.Run("days of a platform without a channel are not kept", func(t *testing.T) {
		d := mustDesk(t)
		o := d.run(intake.Options{}, file(t, "Visits.csv", "sep=,\n\"Facebook views\"\n\"Date\",\"Primary\"\n\"2026-10-01T00:00:00\",\"5\"\n\"2026-10-01T00:00:00\",\"5\"\n\n"+
			"\"Instagram views\"\n\"Date\",\"Primary\"\n\"2026-10-01T00:00:00\",\"7\"\n"))[0]
		sums(t, "a day twice", o, 17, 12)
	})
	t.Run("is what the format adds up, where nothing more is left out", func(t *testing.T) {
		d := mustDesk(t)
		for _, platform := range []string{"linkedin", "youtube", "website", "tiktok", "x"} {
			d.channel(platform, "@alba")
		}
		names, err := filepath.Glob(fixture("*.*"))
		if err != nil {
			t.Fatal(err)
		}
		compared := 0
		for _, path := range names {
			f, err := read.Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			sum, err := format.Parse(t.Context(), f, format.Visitor{})
			o := d.try(intake.Options{DryRun: true}, path)[0]
			if err != nil || o.Error != nil || o.Question != "" || o.Skips != sum.Skipped {
				continue
			}
			compared++
			for key := range o.Sums {
				if o.Kept[key] != sum.Sums[key] {
					t.Errorf("%s %s: %v of %v", filepath.Base(path), key, o.Kept[key], sum.Sums[key])
				}
			}
		}
		if compared < 20 {
			t.Errorf("only %d files", compared)
		}
	})
}
