package app

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/kpi"
)

const adsOfJanuary = `Reporting starts,Reporting ends,Campaign name,Ad set name,Ad name,Reach,Impressions,Amount spent (EUR),Link clicks,Purchases,Purchases conversion value
2026-01-01,2026-01-31,Spring,Near,Cup,900,1200,40.5,30,5,250
2026-01-01,2026-01-31,Spring,Near,Mug,100,150,9.5,4,1,50
2026-01-01,2026-01-31,Winter,Far,Mug,700,800,7.25,70,,
`

const siteOfJanuary = `# ----------------------------------------
# Reports snapshot
# Property: aurora.example
# ----------------------------------------
# 
# Start date: 2026%[1]s01
# End date: 2026%[1]s%[2]s
Session campaign,Sessions,Key events,Total revenue
Spring,4%[2]s,6,200.5
(direct),1%[2]s,,

# Start date: 2026%[1]s01
# End date: 2026%[1]s%[2]s
Page path,Views
/,9%[2]s
/cups,2%[2]s
`

// TestPartsAreOneQuery compares what the pages of parts and campaigns show with
// their files and with the command line.
func TestPartsAreOneQuery(t *testing.T) {
	dir := t.TempDir()
	s, _ := mustShellOn(t, dir)
	client := mustClient(t, s, "Aurora Coffee")
	b := &Brand{s}
	first := mustChannel(t, s, client.ID, "@aurora")
	for platform, handle := range map[string]string{"meta_ads": "Aurora", "website": "aurora.example"} {
		must(b.AddChannel(client.ID, first.BrandID, brand.ChannelPatch{Platform: &platform, Handle: &handle}))
	}
	files := t.TempDir()
	for name, text := range map[string]string{"ads.csv": adsOfJanuary, "january.csv": fmt.Sprintf(siteOfJanuary, "01", "31"), "february.csv": fmt.Sprintf(siteOfJanuary, "02", "28")} {
		path := filepath.Join(files, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		mustCommand(t, dir, "import", "--client", "aurora-coffee", path)
	}
	k := &Kpi{s}
	lines := func(path string) [][]string {
		raw := must(os.ReadFile(path))
		return must(csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff")))).ReadAll())
	}
	text := func(v *float64) string {
		if v == nil {
			return ""
		}
		return strconv.FormatFloat(*v, 'f', -1, 64)
	}
	// same reports whether a command tells what the page was given.
	same := func(t *testing.T, page any, args ...string) {
		t.Helper()
		var shown, told any
		if err := json.Unmarshal(must(json.Marshal(page)), &shown); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(mustCommand(t, dir, append(args, "--client", "aurora-coffee", "--json")...)), &told); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(shown, told) {
			t.Errorf("the page has\n%v\nthe command line\n%v", shown, told)
		}
	}

	t.Run("parts, beside another period and over time", func(t *testing.T) {
		q := kpi.PartTableQuery{Dimension: "page", Metric: "page_views", From: "2026-02-01", To: "2026-02-28", CompareFrom: "2026-01-01", CompareTo: "2026-01-31"}
		page := must(k.Parts(client.ID, q))
		if len(page.Rows) != 2 || page.Rows[0].Value == nil || *page.Rows[0].Value != 928 || page.Rows[0].Previous == nil || len(page.Course) != 2 {
			t.Fatalf("%+v", page)
		}
		same(t, page, "kpi", "parts", "--dimension", "page", "--metric", "page_views", "--from", q.From, "--to", q.To, "--compare-from", q.CompareFrom, "--compare-to", q.CompareTo)
		path := filepath.Join(t.TempDir(), "pages.csv")
		must(k.ExportParts(client.ID, q, []string{page.Rows[1].ID, page.Rows[0].ID}, path))
		file := lines(path)
		if len(file) != 3 {
			t.Fatalf("%d lines", len(file))
		}
		for i, l := range []kpi.PartLine{page.Rows[1], page.Rows[0]} {
			got := file[i+1]
			want := []string{l.Part[0], l.Channel, text(l.Value), got[3], text(l.Share), text(l.Previous), text(l.PreviousShare), text(l.Change), got[8], "february.csv", text(l.Course[0]), text(l.Course[1])}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("the file says %q, the page %q", got, want)
			}
		}
	})
	t.Run("campaigns of ads and of the site, as filtered", func(t *testing.T) {
		q := kpi.CampaignQuery{From: "2026-01-01", To: "2026-01-31"}
		page := must(k.CampaignNumbers(client.ID, q))
		if len(page.Ads) != 8 || len(page.Sites) != 3 {
			t.Fatalf("%d lines of ads, %d of sites", len(page.Ads), len(page.Sites))
		}
		same(t, page, "kpi", "campaigns", "--from", q.From, "--to", q.To)
		spring := page.Ads[1]
		path := filepath.Join(t.TempDir(), "campaigns.csv")
		must(k.ExportCampaigns(client.ID, q, []string{"ads " + spring.ID, "site " + page.Sites[1].ID}, path))
		file := lines(path)
		if len(file) != 3 {
			t.Fatalf("%d lines: %q", len(file), file)
		}
		at := 6
		for _, key := range page.AdMetrics {
			if file[1][at] != text(spring.Values[key]) {
				t.Errorf("%s: the file says %q, the page %q", key, file[1][at], text(spring.Values[key]))
			}
			at++
		}
		if file[1][2] != "Spring" || file[1][3] != "" || file[1][5] != "EUR" || text(spring.Values["spend"]) != "50" || text(spring.Values["roas"]) != "6" {
			t.Errorf("%q", file[1])
		}
		if site := file[2]; site[2] != "Spring" || site[6] != "" || !strings.Contains(strings.Join(site, " "), "431") {
			t.Errorf("%q", site)
		}
	})
	t.Run("a workbook is written too", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "parts.xlsx")
		must(k.ExportParts(client.ID, kpi.PartTableQuery{Dimension: "page", From: "2026-02-01", To: "2026-02-28"}, nil, path))
		if info := must(os.Stat(path)); info.Size() == 0 {
			t.Error("it is empty")
		}
	})
}
