package intake_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/content"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/store"
)

// desk is a client with a facebook and an instagram channel.
type desk struct {
	t         *testing.T
	agency    *agency.Agency
	client    string
	facebook  string
	instagram string
}

func mustDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t}
	now := time.Date(2026, 10, 5, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { now = now.Add(time.Second); return now }
	a, err := agency.Open(t.Context(), t.TempDir(), clock, func(_ *agency.Agency, _ string, f *store.File) error {
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
	d.agency = a
	name := "Alba"
	c, err := a.AddClient(t.Context(), agency.ClientPatch{Name: &name})
	if err != nil {
		t.Fatal(err)
	}
	d.client = c.ID
	d.with(func(w *agency.Workspace) error {
		return w.File.Write(t.Context(), "", func(tx *store.Tx) error {
			b, err := brand.Add(tx, brand.Patch{Name: &name})
			if err != nil {
				return err
			}
			for platform, id := range map[string]*string{"facebook": &d.facebook, "instagram": &d.instagram} {
				handle := "@alba"
				ch, err := brand.AddChannel(tx, b.ID, brand.ChannelPatch{Platform: &platform, Handle: &handle})
				if err != nil {
					return err
				}
				*id = ch.ID
			}
			return nil
		})
	})
	return d
}

func (d *desk) with(fn func(*agency.Workspace) error) {
	d.t.Helper()
	if err := d.agency.With(d.t.Context(), d.client, fn); err != nil {
		d.t.Fatal(err)
	}
}

// run imports files, each of which must be taken.
func (d *desk) run(opt intake.Options, paths ...string) []intake.Outcome {
	d.t.Helper()
	all := d.try(opt, paths...)
	for _, o := range all {
		if o.Error != nil {
			d.t.Fatal(*o.Error)
		}
	}
	return all
}

func (d *desk) try(opt intake.Options, paths ...string) (all []intake.Outcome) {
	d.t.Helper()
	requests := []intake.Request{}
	for _, p := range paths {
		requests = append(requests, intake.Request{Path: p})
	}
	opt.Language = "en"
	d.with(func(w *agency.Workspace) (err error) {
		all, err = intake.Run(d.t.Context(), w, "Ana", requests, opt)
		return err
	})
	return all
}

func (d *desk) undo(id string) {
	d.t.Helper()
	d.with(func(w *agency.Workspace) error { return intake.Undo(d.t.Context(), w, "Ana", id) })
}

// state is everything that counts, without ids and times of writing.
func (d *desk) state() string {
	d.t.Helper()
	var out strings.Builder
	d.with(func(w *agency.Workspace) error {
		return w.File.Read(d.t.Context(), func(tx *store.Tx) error {
			lines := []string{}
			err := content.Each(tx, content.Filter{}, func(p content.Post) error {
				lines = append(lines, fmt.Sprint(p.PlatformID, p.Title, p.Text, p.Type, p.Day, p.PublishedAt, p.Metrics))
				return nil
			})
			slices.Sort(lines)
			out.WriteString(strings.Join(lines, "\n"))
			if err != nil {
				return err
			}
			rows, err := tx.SQL().QueryContext(d.t.Context(), "SELECT metric || ' ' || day || ' ' || value || ' ' || platform FROM measurement JOIN channel ON channel.id = channel_id WHERE counts = 1 ORDER BY 1")
			if err != nil {
				return err
			}
			defer func() { _ = rows.Close() }()
			for rows.Next() {
				var line string
				if err := rows.Scan(&line); err != nil {
					return err
				}
				out.WriteString("\n" + line)
			}
			return rows.Err()
		})
	})
	return out.String()
}

// write makes a file of posts as Instagram exports them.
func posts(t *testing.T, name string, rows ...string) string {
	t.Helper()
	head := `"Post ID","Account ID","Account username","Account name",Description,"Duration (sec)","Publish time",Permalink,"Post type","Data comment",Date,Views,Reach,Likes,Shares,Follows,Comments,Saves`
	return file(t, name, "\ufeff"+head+"\n"+strings.Join(rows, "\n")+"\n")
}

func post(id, day string, views, reach, likes string) string {
	return fmt.Sprintf(`%[1]s,900,alba,Alba,"Words of %[1]s",0,%[2]s 10:00,https://www.instagram.com/p/x%[1]s/,"IG image",,Lifetime,%[3]s,%[4]s,%[5]s,1,0,2,`, id, day, views, reach, likes)
}

func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func series(t *testing.T, title string, days map[string]string) string {
	lines := []string{}
	for _, day := range slices.Sorted(maps.Keys(days)) {
		lines = append(lines, fmt.Sprintf("%q,%q", day+"T00:00:00", days[day]))
	}
	return file(t, "Results.csv", "sep=,\n\""+title+"\"\n\"Date\",\"Primary\"\n"+strings.Join(lines, "\n")+"\n")
}

func TestImport(t *testing.T) {
	t.Run("adds posts once, updates them, and never lets 0 or blank replace a number", func(t *testing.T) {
		d := mustDesk(t)
		first := posts(t, "a.csv", post("1", "10/01/2026", "100", "80", "7"), post("2", "10/02/2026", "", "0", "3"))
		o := d.run(intake.Options{}, first)[0]
		if o.Added != 2 || o.Updated+o.Unchanged+o.Skips != 0 || o.Sums["views"] != 100 || o.Format != "meta_content" || o.Feeds[0].Channel != d.instagram {
			t.Fatalf("%+v", o)
		}
		before := d.state()
		if o := d.run(intake.Options{}, first)[0]; !o.Same || o.Added != 0 || o.Unchanged != 2 {
			t.Fatalf("again: %+v", o)
		}
		second := posts(t, "b.csv", post("1", "10/01/2026", "0", "", "9"), post("3", "10/09/2026", "5", "4", "1"))
		if o := d.run(intake.Options{DryRun: true}, second)[0]; o.Added != 1 || o.Updated != 1 || o.Import != nil {
			t.Fatalf("preview: %+v", o)
		}
		if d.state() != before {
			t.Fatal("a preview changed something")
		}
		o = d.run(intake.Options{}, second)[0]
		if o.Added != 1 || o.Updated != 1 {
			t.Fatalf("%+v", o)
		}
		if s := d.state(); !strings.Contains(s, "views:100") || !strings.Contains(s, "reach:80") || !strings.Contains(s, "likes:9") {
			t.Fatal(s)
		}
		after := d.state()
		d.undo(*o.Import)
		if d.state() != before {
			t.Fatalf("undo left\n%s\nand not\n%s", d.state(), before)
		}
		d.with(func(w *agency.Workspace) error { _, err := w.File.Redo(t.Context(), "Ana"); return err })
		if d.state() != after {
			t.Fatalf("redo left\n%s\nand not\n%s", d.state(), after)
		}
	})
	t.Run("reads daily results into the channel that the title names", func(t *testing.T) {
		d := mustDesk(t)
		a := d.run(intake.Options{}, series(t, "Instagram reach", map[string]string{"2026-10-01": "5", "2026-10-02": "7"}))[0]
		if a.Added != 2 || a.Sums["reach"] != 12 || a.Feeds[0].Channel != d.instagram {
			t.Fatalf("%+v", a)
		}
		b := d.run(intake.Options{}, series(t, "Instagram reach", map[string]string{"2026-10-02": "9", "2026-10-03": "1"}))[0]
		if b.Added != 1 || b.Updated != 1 || !strings.Contains(d.state(), "2026-10-02 9") {
			t.Fatalf("%+v %s", b, d.state())
		}
		d.undo(*b.Import)
		d.undo(*a.Import)
		if d.state() != "" {
			t.Fatal(d.state())
		}
	})
	t.Run("asks for the channel when the file does not say it", func(t *testing.T) {
		d := mustDesk(t)
		path := series(t, "Views", map[string]string{"2026-10-01": "5"})
		if o := d.run(intake.Options{DryRun: true}, path)[0]; o.Question != "channel" || len(o.Candidates) != 2 {
			t.Fatalf("%+v", o)
		}
		if o := d.try(intake.Options{}, path)[0]; o.Error == nil || d.state() != "" {
			t.Fatalf("%+v", o)
		}
		d.with(func(w *agency.Workspace) error {
			all, err := intake.Run(t.Context(), w, "Ana", []intake.Request{{Path: path, Channel: d.facebook}}, intake.Options{Language: "en"})
			if err == nil && (all[0].Error != nil || all[0].Added != 1) {
				t.Fatalf("%+v", all[0])
			}
			return err
		})
	})
	t.Run("refuses a channel of another platform, and goes on with the other files", func(t *testing.T) {
		d := mustDesk(t)
		path := posts(t, "a.csv", post("1", "10/01/2026", "1", "1", "1"))
		d.with(func(w *agency.Workspace) error {
			all, err := intake.Run(t.Context(), w, "", []intake.Request{{Path: path, Channel: d.facebook}, {Path: filepath.Join(t.TempDir(), "gone.csv")}, {Path: path}}, intake.Options{Language: "es"})
			if err == nil && (all[0].Error == nil || all[1].Error == nil || all[2].Added != 1) {
				t.Fatalf("%+v", all)
			}
			return err
		})
	})
	t.Run("leaves out the posts of other accounts and says so", func(t *testing.T) {
		d := mustDesk(t)
		other := strings.Replace(post("7", "10/03/2026", "50", "1", "1"), "900,alba,Alba", "901,other,Other", 1)
		o := d.run(intake.Options{}, posts(t, "a.csv", other, other, post("1", "10/01/2026", "1", "1", "1")))[0]
		if o.Added != 1 || o.Skips != 2 || !strings.Contains(o.Skipped[0].Reason, "@other") {
			t.Fatalf("%+v", o)
		}
	})
	t.Run("counts a post that stands twice in one file once", func(t *testing.T) {
		d := mustDesk(t)
		o := d.run(intake.Options{}, posts(t, "a.csv", post("1", "10/01/2026", "1", "1", "1"), post("1", "10/01/2026", "4", "1", "1")))[0]
		if o.Added != 1 || !strings.Contains(d.state(), "views:4") {
			t.Fatalf("%+v %s", o, d.state())
		}
		d.undo(*o.Import)
		if d.state() != "" {
			t.Fatal(d.state())
		}
	})
	t.Run("leaves nothing behind when canceled", func(t *testing.T) {
		d := mustDesk(t)
		rows := []string{}
		for i := range 20000 {
			rows = append(rows, post(fmt.Sprint(i), "10/01/2026", "1", "1", "1"))
		}
		path := posts(t, "a.csv", rows...)
		ctx, cancel := context.WithCancel(t.Context())
		var dir string
		d.with(func(w *agency.Workspace) error {
			dir = w.File.Dir()
			_, err := intake.Run(ctx, w, "", []intake.Request{{Path: path}}, intake.Options{Language: "en", Progress: func(done, total int64) {
				if done > total*3/4 {
					cancel()
				}
			}})
			if !fault.Is(err, fault.Canceled) {
				t.Fatalf("got %v", err)
			}
			return nil
		})
		if kept, _ := filepath.Glob(filepath.Join(dir, "files", "imports", "*")); d.state() != "" || len(kept) > 0 {
			t.Fatalf("left %q, %s", kept, d.state())
		}
	})
	t.Run("is not undone when a post was changed by hand since", func(t *testing.T) {
		d := mustDesk(t)
		o := d.run(intake.Options{}, posts(t, "a.csv", post("1", "10/01/2026", "1", "1", "1")))[0]
		d.with(func(w *agency.Workspace) error {
			return w.File.Write(t.Context(), "", func(tx *store.Tx) error {
				posts, err := content.List(tx, content.Filter{}, 0, 0)
				if err != nil {
					return err
				}
				title := "By hand"
				return content.Update(tx, posts[0].ID, content.Patch{Title: &title})
			})
		})
		d.with(func(w *agency.Workspace) error {
			if err := intake.Undo(t.Context(), w, "", *o.Import); !fault.Is(err, fault.Conflict) {
				t.Fatalf("got %v", err)
			}
			return nil
		})
		d.run(intake.Options{}, posts(t, "b.csv", post("1", "10/01/2026", "8", "1", "1")))
		if s := d.state(); !strings.Contains(s, "By hand") || !strings.Contains(s, "views:8") {
			t.Fatal(s)
		}
	})
}

// Whatever the order in which overlapping files come and go, the same files
// leave the same state.
func TestOrderDoesNotMatter(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			paths := []string{}
			for i := range 4 {
				rows := []string{}
				for id := range 6 {
					if r.IntN(3) > 0 {
						n := func() string { return []string{"", "0", fmt.Sprint(r.IntN(50)), fmt.Sprint(r.IntN(50))}[r.IntN(4)] }
						rows = append(rows, post(fmt.Sprint(id), fmt.Sprintf("10/%02d/2026", id+1), n(), n(), n()))
					}
				}
				rows = append(rows, post(fmt.Sprint("own", i), fmt.Sprintf("10/%02d/2026", 10+r.IntN(3)), "1", "1", "1"))
				paths = append(paths, posts(t, fmt.Sprint(i, ".csv"), rows...))
				paths = append(paths, series(t, "Facebook reach", map[string]string{"2026-10-01": fmt.Sprint(r.IntN(9)), fmt.Sprintf("2026-10-%02d", 2+r.IntN(4)): "3"}))
			}
			want := ""
			for try := range 3 {
				d := mustDesk(t)
				r.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
				ids := map[string]string{}
				for _, o := range d.run(intake.Options{}, paths...) {
					ids[o.Path] = *o.Import
				}
				// One goes and comes again, another goes for good.
				slices.Sort(paths)
				d.undo(ids[paths[0]])
				d.undo(ids[paths[1]])
				d.run(intake.Options{}, paths[0])
				if s := d.state(); try == 0 {
					want = s
				} else if s != want {
					t.Fatalf("this order gives\n%s\nand another gave\n%s", s, want)
				}
				ids[paths[0]] = ""
				d.with(func(w *agency.Workspace) error {
					return w.File.Read(t.Context(), func(tx *store.Tx) error {
						ledger, err := intake.Ledger(tx, "en")
						for _, e := range ledger {
							if e.UndoneAt == nil {
								defer d.undo(e.ID)
							}
						}
						return err
					})
				})
				if s := d.state(); s != "" {
					t.Fatalf("undoing all left %s", s)
				}
			}
		})
	}
}

// TestRealFiles imports real exports and compares the sums. BRANDLOOP_EXPORTS
// names their folder.
func TestRealFiles(t *testing.T) {
	folder := os.Getenv("BRANDLOOP_EXPORTS")
	if folder == "" {
		t.Skip("BRANDLOOP_EXPORTS is not set")
	}
	a := filepath.Join(folder, "meta_business_suite/content/fb_posts_2025_en.csv")
	b := filepath.Join(folder, "meta_business_suite/content/fb_posts_2025_en_duplicate_views_column.csv")
	for name, paths := range map[string][]string{"in order": {a, b}, "the other way round": {b, a}} {
		t.Run("overlapping files count once "+name, func(t *testing.T) {
			d := mustDesk(t)
			before := d.state()
			outcomes := d.run(intake.Options{}, paths...)
			var n int
			var reach, views float64
			d.with(func(w *agency.Workspace) error {
				return w.File.Read(t.Context(), func(tx *store.Tx) error {
					return content.Each(tx, content.Filter{}, func(p content.Post) error {
						n, reach, views = n+1, reach+p.Metrics["reach"], views+p.Metrics["views"]
						return nil
					})
				})
			})
			if n != 261 || reach != 8395 || views != 15982 {
				t.Errorf("%d posts, reach %v, views %v", n, reach, views)
			}
			for _, o := range outcomes {
				d.undo(*o.Import)
			}
			if d.state() != before {
				t.Error("undoing left something")
			}
		})
	}
	raw, err := os.ReadFile(filepath.Join(folder, "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var files []struct {
		File   string
		Blocks []struct{ Rows int }
		Rows   int
	}
	if err := json.Unmarshal(raw, &files); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasPrefix(f.File, "meta_business_suite/") || strings.Contains(f.File, "audience") {
			continue
		}
		t.Run("every row of "+filepath.Base(f.File)+" is added or accounted for", func(t *testing.T) {
			d := mustDesk(t)
			var o intake.Outcome
			d.with(func(w *agency.Workspace) error {
				r := intake.Request{Path: filepath.Join(folder, f.File)}
				if strings.Contains(f.File, "vintage_fb") {
					r.Channel = d.facebook
				}
				all, err := intake.Run(t.Context(), w, "", []intake.Request{r}, intake.Options{Language: "en"})
				if err == nil {
					o = all[0]
				}
				return err
			})
			want := f.Rows
			for _, b := range f.Blocks {
				want += b.Rows
			}
			if o.Error != nil || o.Read != want || o.Added+o.Unchanged+o.Updated+o.Skips != want {
				t.Errorf("%+v", o)
			}
		})
	}
}
