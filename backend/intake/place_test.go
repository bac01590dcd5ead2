package intake_test

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/store"
)

// mustClient adds a client with one Instagram channel, and returns both ids.
func (d *desk) mustClient(name, handle string) (client, channel string) {
	d.t.Helper()
	c, err := d.agency.AddClient(d.t.Context(), agency.ClientPatch{Name: &name})
	if err != nil {
		d.t.Fatal(err)
	}
	err = d.agency.With(d.t.Context(), c.ID, func(w *agency.Workspace) error {
		return w.File.Write(d.t.Context(), "", func(tx *store.Tx) error {
			b, err := brand.Add(tx, brand.Patch{Name: &name})
			if err != nil {
				return err
			}
			platform := "instagram"
			ch, err := brand.AddChannel(tx, b.ID, brand.ChannelPatch{Platform: &platform, Handle: &handle})
			if err == nil {
				channel = ch.ID
			}
			return err
		})
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return c.ID, channel
}

// export writes an Instagram content export of an account.
func (d *desk) export(handle string) string {
	d.t.Helper()
	path := filepath.Join(d.t.TempDir(), handle+".csv")
	text := "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n" +
		"17900000000000001,178" + strings.Repeat("1", 14) + "," + handle + ",Name,Text,0,03/05/2026 08:24,https://www.instagram.com/p/a/,IG image,,Lifetime,10,9,8,,,1,\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

func (d *desk) all(home string, dry bool, files ...intake.Request) []intake.Outcome {
	d.t.Helper()
	all, err := intake.RunAll(d.t.Context(), d.agency, "Ana", home, files, intake.Options{Language: "en", DryRun: dry, Ask: true})
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

func TestRunAll(t *testing.T) {
	t.Run("a file goes to the client whose channel bears its account", func(t *testing.T) {
		d := mustDesk(t)
		boreal, channel := d.mustClient("Boreal", "@boreal")
		all := d.all(d.client, false, intake.Request{Path: d.export("boreal")}, intake.Request{Path: d.export("alba")})
		if o := all[0]; o.Client != boreal || o.Question != "" || o.Import == nil || o.Feeds[0].Channel != channel {
			t.Errorf("Boreal's file: %+v", o)
		}
		if o := all[1]; o.Client != d.client || o.Question != "" || o.Import == nil {
			t.Errorf("the file of the open client: %+v", o)
		}
	})
	t.Run("a file without years that stands is not asked its year again", func(t *testing.T) {
		d := mustDesk(t)
		path, channel := fixture("tiktok_studio_followers_en.csv"), d.channel("tiktok", "@alba")
		if o := d.all(d.client, true, intake.Request{Path: path, Channel: channel})[0]; o.Question != "year" {
			t.Fatalf("the first time it asks %q", o.Question)
		}
		d.all(d.client, false, intake.Request{Path: path, Channel: channel, Year: 2026})
		if o := d.all(d.client, true, intake.Request{Path: path, Channel: channel})[0]; !o.Same || o.Question != "" {
			t.Errorf("again: %+v", o)
		}
	})
	t.Run("an unknown account is asked once and remembered", func(t *testing.T) {
		d := mustDesk(t)
		boreal, channel := d.mustClient("Boreal", "@boreal")
		path := d.export("thebrew")
		if o := d.all(d.client, true, intake.Request{Path: path})[0]; o.Question != "channel" {
			t.Fatalf("a stranger's file asks %q", o.Question)
		}
		if o := d.all(d.client, false, intake.Request{Path: path, Client: boreal, Channel: channel})[0]; o.Import == nil {
			t.Fatalf("answered: %+v", o)
		}
		if o := d.all(d.client, true, intake.Request{Path: d.export("thebrew")})[0]; o.Client != boreal || o.Question != "" {
			t.Errorf("the next of it: client %s, question %q", o.ClientName, o.Question)
		}
	})
	t.Run("two clients with one handle are a question", func(t *testing.T) {
		d := mustDesk(t)
		d.mustClient("Boreal", "@boreal")
		d.mustClient("Boreal again", "@boreal")
		if o := d.all("", true, intake.Request{Path: d.export("boreal")})[0]; o.Question != "client" || o.Client != "" {
			t.Errorf("client %q, question %q", o.Client, o.Question)
		}
	})
	t.Run("a file of a platform without a channel asks whose it is", func(t *testing.T) {
		d := mustDesk(t)
		path := filepath.Join(t.TempDir(), "Overview.csv")
		if err := os.WriteFile(path, []byte("Date,Video Views,Profile Views,Likes,Comments,Shares\nFebruary 26,1,1,1,1,1\nFebruary 27,1,1,1,1,1\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if o := d.all(d.client, true, intake.Request{Path: path})[0]; o.Question != "client" || o.Error != nil {
			t.Errorf("question %q, error %v", o.Question, o.Error)
		}
		if o := d.all(d.client, false, intake.Request{Path: path})[0]; o.Import != nil || o.Error == nil {
			t.Errorf("imported without an answer: %+v", o)
		}
	})
}

func TestExpand(t *testing.T) {
	t.Run("folders give their tables, and archives theirs under harmless names", func(t *testing.T) {
		folder, to := t.TempDir(), t.TempDir()
		if err := os.MkdirAll(filepath.Join(folder, "in", ".hidden"), 0o700); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"a.csv", "in/b.XLSX", "in/.hidden/c.csv", "d.pdf", ".e.csv"} {
			if err := os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		archive, err := os.Create(filepath.Join(folder, "mixed.zip"))
		if err != nil {
			t.Fatal(err)
		}
		z := zip.NewWriter(archive)
		for _, name := range []string{"../../out.csv", `..\..\win.csv`, "deep/out.csv", "readme.md", "__MACOSX/x.csv"} {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte("Product,Price\nMug," + name + "\n")); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if err := archive.Close(); err != nil {
			t.Fatal(err)
		}
		files, err := intake.Expand(t.Context(), to, []string{folder, "/no/such.csv"})
		if err != nil {
			t.Fatal(err)
		}
		names := []string{}
		for _, f := range files {
			names = append(names, filepath.Base(f))
			if inside := strings.HasPrefix(f, to+string(filepath.Separator)) || strings.HasPrefix(f, folder); !inside && f != "/no/such.csv" {
				t.Errorf("%s lies elsewhere", f)
			}
		}
		if got, want := strings.Join(names, " "), "a.csv b.XLSX out.csv win.csv out (2).csv such.csv"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}
