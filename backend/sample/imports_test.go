package sample_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/sample"
	"github.com/brandloop/brandloop/backend/store"
)

// mustRead reads one moment of a client's file.
func mustRead(t *testing.T, f *store.File, fn func(*store.Tx) error) {
	t.Helper()
	if err := f.Read(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func TestMetaNumbersComeFromFiles(t *testing.T) {
	ctx := context.Background()
	a, err := agency.Open(ctx, t.TempDir(), time.Now, func(_ *agency.Agency, _ string, f *store.File) error {
		f.Reverse(intake.Kind, intake.Reversal{Client: func() (*time.Location, string, error) {
			zone, err := time.LoadLocation("Europe/Madrid")
			return zone, "EUR", err
		}})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	filled := mustFill(t, a, sample.Options{Clients: 1, Months: 5, Seed: 7, Today: today})
	c := clients(t, a)[0]
	if err := a.With(ctx, c.ID, func(w *agency.Workspace) error {
		var ledger []intake.Entry
		var channels []brand.Channel
		mustRead(t, w.File, func(tx *store.Tx) (err error) {
			if ledger, err = intake.Ledger(tx, c.Language); err == nil {
				channels, err = brand.Channels(tx, "")
			}
			return err
		})
		at := func(platform string) brand.Channel {
			return channels[slices.IndexFunc(channels, func(c brand.Channel) bool { return c.Platform == platform })]
		}
		t.Run("the ledger lists the files with what they brought, and their originals are kept", func(t *testing.T) {
			formats, names := map[string]int{}, map[string]bool{}
			for _, e := range ledger {
				formats[e.Format]++
				if names[e.File] {
					t.Errorf("two files are called %s", e.File)
				}
				names[e.File] = true
				if e.Read == 0 || e.Added+e.Updated+e.Unchanged+e.Skips != e.Read || len(e.Sums) == 0 || len(e.Columns) == 0 || e.Who == "" || e.From == "" || e.UndoneAt != nil {
					t.Errorf("%+v", e)
				}
				if _, err := os.Stat(filepath.Join(w.File.Dir(), "files", "imports", e.Hash+".gz")); err != nil {
					t.Error(err)
				}
			}
			if formats["meta_content"] < 10 || formats["meta_results"] < 20 {
				t.Errorf("formats %v", formats)
			}
		})
		t.Run("what was made is what the file holds", func(t *testing.T) {
			mustRead(t, w.File, func(tx *store.Tx) error {
				var posts, measurements int
				_, err := tx.Get("SELECT (SELECT count(*) FROM post), (SELECT count(*) FROM measurement WHERE counts = 1)", nil, &posts, &measurements)
				if posts != filled.Posts || measurements != filled.Measurements {
					t.Errorf("%d posts and %d measurements, said %+v", posts, measurements, filled)
				}
				return err
			})
		})
		t.Run("passports name the files, and who typed", func(t *testing.T) {
			mustRead(t, w.File, func(tx *store.Tx) error {
				for _, platform := range []string{"facebook", "instagram"} {
					ch := at(platform)
					ask := kpi.PassportQuery{Brand: ch.BrandID, Channel: ch.ID, Metric: "views", Level: "channel", From: "2026-10-01", To: "2026-10-31", Currency: c.Currency}
					p, err := kpi.PassportOf(tx, ask)
					if err != nil || p.Value == nil || len(p.Sources) != 1 || p.Sources[0].Rows != 31 || len(p.Typed) != 0 {
						t.Errorf("%s: %+v %v", platform, p, err)
					}
					ask.Level, ask.Metric = "post", "likes"
					if p, err = kpi.PassportOf(tx, ask); err != nil || p.Value == nil || len(p.Sources) == 0 {
						t.Errorf("%s: %+v %v", platform, p, err)
					}
					ask.Level, ask.Metric = "channel", "followers"
					if p, err = kpi.PassportOf(tx, ask); err != nil || p.Value == nil || len(p.Sources) != 0 || len(p.Typed) != 1 {
						t.Errorf("%s: %+v %v", platform, p, err)
					}
				}
				return nil
			})
		})
		t.Run("posts bear pillars and tags of the log's words", func(t *testing.T) {
			mustRead(t, w.File, func(tx *store.Tx) error {
				pillars, tags, topics := map[string]int{}, map[string]bool{}, map[string]bool{}
				if err := tx.Rows("SELECT pillar, tags FROM post", nil, func(r *sql.Rows) error {
					var pillar, raw string
					var of []string
					err := r.Scan(&pillar, &raw)
					pillars[pillar]++
					if err == nil {
						err = json.Unmarshal([]byte(raw), &of)
					}
					for _, tag := range of {
						tags[tag] = true
					}
					return err
				}); err != nil {
					return err
				}
				if err := tx.Rows("SELECT DISTINCT topic FROM activity_topic", nil, func(r *sql.Rows) error {
					var topic string
					err := r.Scan(&topic)
					topics[topic] = true
					return err
				}); err != nil {
					return err
				}
				if len(pillars) != 6 || pillars[""] > filled.Posts/6 || pillars["Producto"] < filled.Posts/5 {
					t.Errorf("pillars %v of %d posts", pillars, filled.Posts)
				}
				for tag := range tags {
					if !topics[tag] {
						t.Errorf("nobody talked of %s", tag)
					}
				}
				if !tags["bono de otoño"] {
					t.Errorf("no campaign among %v", tags)
				}
				return nil
			})
		})
		t.Run("each import can be undone, the oldest too, and redone", func(t *testing.T) {
			before := dump(t, w.File)
			for _, e := range []intake.Entry{ledger[len(ledger)-1], ledger[0]} {
				if err := intake.Undo(ctx, w, "Ana", e.ID); err != nil {
					t.Fatal(e.File, err)
				}
			}
			if slices.Equal(before, dump(t, w.File)) {
				t.Error("nothing changed")
			}
			if _, err := w.File.Redo(ctx, "Ana"); err != nil {
				t.Error(err)
			}
			if problems, err := w.File.Check(ctx); err != nil || len(problems) > 0 {
				t.Errorf("check: %q %v", problems, err)
			}
		})
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestFilesSpeakTheClientsLanguage(t *testing.T) {
	a := mustOpen(t, time.Now)
	mustFill(t, a, sample.Options{Clients: 2, Months: 1, Seed: 7, Today: today})
	for _, c := range clients(t, a) {
		if err := a.With(context.Background(), c.ID, func(w *agency.Workspace) error {
			mustRead(t, w.File, func(tx *store.Tx) error {
				ledger, err := intake.Ledger(tx, lang.Codes[0])
				want := map[string]string{"en": "Reach.csv", "es": "Alcance.csv"}[c.Language]
				if !slices.ContainsFunc(ledger, func(e intake.Entry) bool { return e.File == want }) {
					t.Errorf("%s has no %s", c.Name, want)
				}
				return err
			})
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
}
