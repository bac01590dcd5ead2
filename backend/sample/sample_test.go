package sample_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/sample"
	"github.com/brandloop/brandloop/backend/store"
)

const today = "2026-11-22"

// small is a sample that is made quickly and has every kind of thing in it.
var small = sample.Options{Clients: 4, Months: 3, Seed: 7, Today: today}

func mustOpen(t *testing.T, clock store.Clock) *agency.Agency {
	t.Helper()
	a, err := agency.Open(context.Background(), t.TempDir(), clock, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

func mustFill(t *testing.T, a *agency.Agency, o sample.Options) *sample.Filled {
	t.Helper()
	f, err := sample.Fill(context.Background(), a, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// dump is every row of every table of a file, as text.
func dump(t *testing.T, f *store.File) []string {
	t.Helper()
	var rows []string
	if err := f.Read(context.Background(), func(tx *store.Tx) error {
		var tables []string
		if err := tx.Rows("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name <> 'goose_db_version' ORDER BY name", nil, func(r *sql.Rows) error {
			var name string
			err := r.Scan(&name)
			tables = append(tables, name)
			return err
		}); err != nil {
			return err
		}
		for _, table := range tables {
			if err := tx.Rows("SELECT * FROM \""+table+"\"", nil, func(r *sql.Rows) error {
				columns, err := r.Columns()
				if err != nil {
					return err
				}
				cells := make([]any, len(columns))
				for i := range cells {
					cells[i] = new(any)
				}
				if err := r.Scan(cells...); err != nil {
					return err
				}
				var b strings.Builder
				b.WriteString(table)
				for i, c := range cells {
					fmt.Fprintf(&b, " %s=%v", columns[i], *c.(*any))
				}
				rows = append(rows, b.String())
				return nil
			}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return rows
}

// everything is what a data folder holds: rows of all files, and the pictures.
func everything(t *testing.T, a *agency.Agency) []string {
	t.Helper()
	all := dump(t, a.File())
	for _, c := range clients(t, a) {
		if err := a.With(context.Background(), c.ID, func(w *agency.Workspace) error {
			all = append(all, dump(t, w.File)...)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := filepath.WalkDir(a.Dir(), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.Contains(path, ".db") {
			return err
		}
		data, err := os.ReadFile(path)
		hash := sha256.Sum256(data)
		name, _ := filepath.Rel(a.Dir(), path)
		all = append(all, name+" "+hex.EncodeToString(hash[:]))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

func clients(t *testing.T, a *agency.Agency) []agency.Client {
	t.Helper()
	all, err := a.Clients(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestFill(t *testing.T) {
	ctx := context.Background()
	morning := func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }
	years := func() time.Time { return time.Date(2031, 2, 3, 4, 5, 6, 7, time.UTC) }
	first := mustOpen(t, morning)
	mustFill(t, first, small)

	t.Run("makes the same data of the same seed and day, whatever the clock shows", func(t *testing.T) {
		second := mustOpen(t, years)
		mustFill(t, second, small)
		a, b := everything(t, first), everything(t, second)
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Fatalf("differs:\n%s\n%s", a[i], b[i])
			}
		}
		if len(a) != len(b) || len(a) < 5000 {
			t.Fatalf("%d and %d rows", len(a), len(b))
		}
	})
	t.Run("makes other data of another seed", func(t *testing.T) {
		other := mustOpen(t, morning)
		o := small
		o.Seed++
		mustFill(t, other, o)
		if slices.Equal(everything(t, first), everything(t, other)) {
			t.Fatal("the same")
		}
	})
	t.Run("refuses a folder with work in it and leaves it alone", func(t *testing.T) {
		before := everything(t, first)
		if _, err := sample.Fill(ctx, first, small, nil); !fault.Is(err, fault.Conflict) {
			t.Fatalf("got %v", err)
		}
		if !slices.Equal(before, everything(t, first)) {
			t.Fatal("changed")
		}
		begun := mustOpen(t, morning)
		name := "Ana"
		if _, err := begun.AddPerson(ctx, agency.PersonPatch{Name: &name}); err != nil {
			t.Fatal(err)
		}
		if _, err := sample.Fill(ctx, begun, small, nil); !fault.Is(err, fault.Conflict) {
			t.Fatalf("got %v", err)
		}
	})
	t.Run("leaves nothing when it is stopped, and can be begun again", func(t *testing.T) {
		a := mustOpen(t, morning)
		empty := everything(t, a)
		stop, cancel := context.WithCancel(ctx)
		defer cancel()
		if _, err := sample.Fill(stop, a, small, func(done, total int64) {
			if done > total/2 {
				cancel()
			}
		}); !fault.Is(err, fault.Canceled) {
			t.Fatalf("got %v", err)
		}
		if !slices.Equal(empty, everything(t, a)) {
			t.Fatal("something is left")
		}
		mustFill(t, a, small)
		if !slices.Equal(everything(t, first), everything(t, a)) {
			t.Fatal("differs")
		}
	})
	t.Run("refuses what cannot be made", func(t *testing.T) {
		a := mustOpen(t, morning)
		for field, o := range map[string]sample.Options{
			"clients":    {Clients: 0, Months: 1, Today: today},
			"months":     {Clients: 1, Months: sample.MaxMonths + 1, Today: today},
			"today":      {Clients: 1, Months: 1, Today: "22/11/2026"},
			"activities": {Clients: 1, Months: 1, Today: today, Activities: -1},
		} {
			if _, err := sample.Fill(ctx, a, o, nil); fault.Of(err) == nil || fault.Of(err).Field != field {
				t.Errorf("%s: %v", field, err)
			}
		}
	})
	t.Run("is no action but for its imports", func(t *testing.T) {
		check := func(f *store.File) {
			undo, redo, err := f.Next(ctx)
			if err != nil || redo != nil || undo != nil && undo.Kind != intake.Kind || (undo == nil) != (f == first.File()) {
				t.Errorf("%v %v %v", undo, redo, err)
			}
			if err := f.Read(ctx, func(tx *store.Tx) error {
				var edits int
				_, err := tx.Get("SELECT count(*) FROM action WHERE kind <> 'import'", nil, &edits)
				if edits > 0 {
					t.Errorf("%d other actions", edits)
				}
				return err
			}); err != nil {
				t.Error(err)
			}
			if problems, err := f.Check(ctx); err != nil || len(problems) > 0 {
				t.Errorf("check: %q %v", problems, err)
			}
		}
		check(first.File())
		for _, c := range clients(t, first) {
			if err := first.With(ctx, c.ID, func(w *agency.Workspace) error { check(w.File); return nil }); err != nil {
				t.Fatal(err)
			}
		}
	})
	t.Run("makes clients, brands and channels that the rooms themselves would take", func(t *testing.T) {
		a := mustOpen(t, morning)
		mustFill(t, a, small)
		team, err := a.Team(ctx)
		if err != nil || len(team) == 0 {
			t.Fatal(team, err)
		}
		for _, p := range team {
			if _, err := a.UpdatePerson(ctx, p.ID, agency.PersonPatch{}); err != nil {
				t.Error(p.Name, err)
			}
		}
		for _, c := range clients(t, a) {
			if _, err := a.UpdateClient(ctx, c.ID, agency.ClientPatch{}); err != nil {
				t.Error(c.Name, err)
			}
			if err := a.With(ctx, c.ID, func(w *agency.Workspace) error {
				return w.File.Write(ctx, "", func(tx *store.Tx) error {
					brands, err := brand.Brands(tx)
					if err != nil {
						return err
					}
					for _, b := range brands {
						if _, err := brand.Update(tx, b.ID, brand.Patch{}); err != nil {
							t.Error(b.Name, err)
						}
						if data, kind, err := brand.Logo(tx, &b); err != nil || kind != "png" || len(data) == 0 {
							t.Error(b.Name, kind, err)
						}
					}
					channels, err := brand.Channels(tx, "")
					for _, ch := range channels {
						if _, err := brand.UpdateChannel(tx, ch.ID, brand.ChannelPatch{}); err != nil {
							t.Error(ch.Handle, err)
						}
					}
					return err
				})
			}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestNothingIsLaterThanTheDay(t *testing.T) {
	ctx := context.Background()
	a := mustOpen(t, time.Now)
	mustFill(t, a, sample.Options{Clients: 2, Months: 1, Seed: 3, Today: "2026-03-01"})
	limit := store.At(time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC))
	for _, c := range clients(t, a) {
		if err := a.With(ctx, c.ID, func(w *agency.Workspace) error {
			return w.File.Read(ctx, func(tx *store.Tx) error {
				for _, column := range []string{"activity.occurred_at", "activity.created_at", "post.published_at", "post.updated_at", "measurement.created_at", "summary.created_at", "import.created_at", "action.at"} {
					table, name, _ := strings.Cut(column, ".")
					var last int64
					var count int
					if _, err := tx.Get("SELECT max("+name+"), count(*) FROM "+table, nil, &last, &count); err != nil || last > int64(limit) || count == 0 {
						t.Errorf("%s: %s has %d rows, the last at %v: %v", c.Name, column, count, store.Instant(last).Time(), err)
					}
				}
				var day string
				if _, err := tx.Get("SELECT max(day) FROM measurement WHERE grain = 'day'", nil, &day); err != nil || day != "2026-02-28" {
					t.Errorf("measured until %s: %v", day, err)
				}
				return nil
			})
		}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestBulkIsAsLargeAsAskedFor(t *testing.T) {
	ctx := context.Background()
	a := mustOpen(t, time.Now)
	c, err := sample.Bulk(ctx, a, "Bulk", sample.BulkOptions{Activities: 1500, Channels: 8, Metrics: 25, Days: 40, Seed: 1, Today: today}, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.With(ctx, c.ID, func(w *agency.Workspace) error {
		if problems, err := w.File.Check(ctx); err != nil || len(problems) > 0 {
			t.Errorf("check: %q %v", problems, err)
		}
		return w.File.Read(ctx, func(tx *store.Tx) error {
			var activities, measurements, metrics, channels int
			_, err := tx.Get("SELECT (SELECT count(*) FROM activity), count(*), count(DISTINCT metric), count(DISTINCT channel_id) FROM measurement", nil,
				&activities, &measurements, &metrics, &channels)
			if err != nil || activities != 1500 || measurements != 8*25*40 || metrics != 25 || channels != 8 {
				t.Errorf("%d activities, %d measurements of %d metrics and %d channels: %v", activities, measurements, metrics, channels, err)
			}
			return nil
		})
	}); err != nil {
		t.Fatal(err)
	}
}
