package intake_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/intake"
	"github.com/brandloop/brandloop/backend/store"
)

// channel adds a channel to the desk's brand.
func (d *desk) channel(platform, handle string) (id string) {
	d.with(func(w *agency.Workspace) error {
		return w.File.Write(d.t.Context(), "", func(tx *store.Tx) error {
			brands, err := brand.Brands(tx)
			if err != nil {
				return err
			}
			c, err := brand.AddChannel(tx, brands[0].ID, brand.ChannelPatch{Platform: &platform, Handle: &handle})
			if err == nil {
				id = c.ID
			}
			return err
		})
	})
	return id
}

// fixture is a file of package format's tests.
func fixture(name string) string { return filepath.Join("format", "testdata", name) }

// ledgerOf brings a file in, again, and takes it back: the second time changes
// nothing, and afterwards all is as before.
func (d *desk) ledgerOf(name string, opt intake.Options) intake.Outcome {
	d.t.Helper()
	before := d.state()
	o := d.run(opt, fixture(name))[0]
	if o.Error != nil || o.Import == nil {
		d.t.Fatalf("%s: %+v", name, o)
	}
	if again := d.run(opt, fixture(name))[0]; !again.Same || again.Added+again.Updated != 0 {
		d.t.Errorf("%s came in twice: %+v", name, again)
	}
	held := d.state()
	d.undo(*o.Import)
	if d.state() != before {
		d.t.Errorf("%s is not taken back whole", name)
	}
	if o = d.run(opt, fixture(name))[0]; o.Error != nil || d.state() != held {
		d.t.Errorf("%s is not the same the second time", name)
	}
	return o
}

func TestImportOfEachPlatform(t *testing.T) {
	for _, c := range []struct {
		file, platform, handle string
		added, unchanged       int
		skips                  int
	}{
		{"linkedin_content_en.xls", "linkedin", "alba", 4, 0, 1},
		{"linkedin_followers_en.xls", "linkedin", "alba", 8, 0, 0},
		{"linkedin_visitors_en.xls", "linkedin", "alba", 3, 0, 0},
		{"linkedin_member_en.xlsx", "linkedin", "alba", 8, 1, 0}, // one post stands in both lists, two posts in one row
		{"x_posts_legacy_en.csv", "x", "@acme", 2, 0, 0},
		{"x_days_2025_en.csv", "x", "@acme", 2, 0, 0},
		{"insights_posts_en.xlsx", "", "", 2, 2, 0},
		{"insights_page_en.csv", "", "", 2, 0, 0},
	} {
		t.Run(c.file, func(t *testing.T) {
			d := mustDesk(t)
			if c.platform != "" {
				d.channel(c.platform, c.handle)
			}
			o := d.ledgerOf(c.file, intake.Options{Language: "en"})
			if o.Added != c.added || o.Unchanged != c.unchanged || o.Updated != 0 || o.Skips != c.skips || len(o.Feeds) != 1 {
				t.Errorf("%+v", o)
			}
		})
	}
}

func TestFileOfOwnAccountsFeedsEachChannel(t *testing.T) {
	d := mustDesk(t)
	x, linkedin := d.channel("x", "@acme"), d.channel("linkedin", "Acme Foods")
	o := d.ledgerOf("sprout_posts_en.csv", intake.Options{Language: "en"})
	// The pages of Facebook and LinkedIn and the account of Instagram are the only
	// ones on each side; of X there are two.
	rows := map[string]int{}
	for _, f := range o.Feeds {
		rows[f.Channel] = f.Rows
	}
	if len(rows) != 4 || rows[x] != 1 || rows[linkedin] != 1 || rows[d.facebook] != 1 || rows[d.instagram] != 1 || o.Added != 4 || len(o.Warnings) != 3 {
		t.Errorf("%+v", o)
	}
	if len(o.Skipped) != 1 || o.Skipped[0].Reason != "The brand has no channel called acme_help on X." {
		t.Errorf("%+v", o.Skipped)
	}
}

func TestDaysOfOwnAccountsWithoutAChannelAreLeftOutOnce(t *testing.T) {
	d := mustDesk(t)
	o := d.ledgerOf("sprout_profiles_en.csv", intake.Options{Language: "en"})
	if o.Added != 2 || o.Skips != 3 || len(o.Skipped) != 3 || len(o.Feeds) != 1 || o.Feeds[0].Channel != d.instagram {
		t.Errorf("%+v", o)
	}
}

func TestFileOfOwnAccountsWithoutAnyChannelIsRefused(t *testing.T) {
	d := mustDesk(t)
	d.channel("x", "@other")
	path := file(t, "Post Performance.csv", "Date,Post ID,Network,Profile,Impressions\n12/30/2025 9:40 am,1,X,'@acme,5\n12/30/2025 9:41 am,2,X,'@acme_help,6\n")
	o := d.try(intake.Options{}, path)[0]
	if o.Error == nil || !strings.Contains(*o.Error, "X acme, X acme_help") {
		t.Errorf("%+v", o)
	}
}

func TestAudienceComesBackOnTheDayThatItWasTakenFor(t *testing.T) {
	d := mustDesk(t)
	raw, err := os.ReadFile(fixture("audience_en.csv"))
	if err != nil {
		t.Fatal(err)
	}
	path := file(t, "Audience.csv", string(raw))
	written := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	if err := os.Chtimes(path, written, written); err != nil {
		t.Fatal(err)
	}
	parts := func() (n int) {
		d.with(func(w *agency.Workspace) error {
			return w.File.Read(t.Context(), func(tx *store.Tx) error {
				_, err := tx.Get("SELECT count(*) FROM breakdown WHERE counts = 1 AND metric = 'followers_share' AND from_day = '2026-03-01' AND channel_id = ?", []any{d.facebook}, &n)
				return err
			})
		})
		return n
	}
	d.with(func(w *agency.Workspace) error {
		all, err := intake.Run(t.Context(), w, "Ana", []intake.Request{{Path: path, Channel: d.facebook}}, intake.Options{Language: "en"})
		if err != nil || all[0].Error != nil || all[0].Added != 3 || len(all[0].Warnings) != 1 {
			t.Fatalf("%+v, %v", all, err)
		}
		if parts() != 6 {
			t.Errorf("%d parts", parts())
		}
		if _, err := w.File.Undo(t.Context(), "Ana", 0); err != nil {
			t.Fatal(err)
		}
		if parts() != 0 {
			t.Error("not taken back")
		}
		_, err = w.File.Redo(t.Context(), "Ana")
		return err
	})
	if parts() != 6 {
		t.Errorf("%d parts come back", parts())
	}
}

func TestTryingAFileSaysThatItNamesNoCurrency(t *testing.T) {
	d := mustDesk(t)
	d.channel("google_ads", "acme")
	for text, warned := range map[string]bool{
		"Campaign report\nJul 1, 2026 - Jul 31, 2026\nCampaign,Impr.,Cost\nSpring,50,1.50\n":                   true,
		"Campaign report\nJul 1, 2026 - Jul 31, 2026\nCampaign,Currency code,Impr.,Cost\nSpring,USD,50,1.50\n": false,
	} {
		o := d.run(intake.Options{Language: "en", DryRun: true}, file(t, "Campaign report.csv", text))[0]
		if o.Error != nil || (len(o.Warnings) == 1) != warned || (o.Currency == "USD") == warned {
			t.Errorf("%+v", o)
		}
	}
}
