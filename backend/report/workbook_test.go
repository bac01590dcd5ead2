package report

import (
	"context"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/kpi"
)

const said = `October was the best month of the year for views: the reels about the oven carried it, and the new opening hours were shared more than any post before.

Answers took longer in the week of the fair, when two people were away. In November we plan a second person on Saturdays, and one more reel a week.`

var promised = []kpi.TargetPatch{
	{Metric: p("channel.followers"), Baseline: p(20000.0), Value: p(34000.0), From: p("2026-10-01"), To: p("2026-10-31")},
	{Metric: p("channel.views"), Value: p(290000.0), From: p("2026-10-01"), To: p("2026-10-31")},
	{Metric: p("channel.link_clicks"), Value: p(30000.0), From: p("2026-07-01"), To: p("2026-12-31")},
	{Metric: p("log.first_response_time"), Baseline: p(240.0), Value: p(60.0), From: p("2026-10-01"), To: p("2026-10-31")},
	{Metric: p("channel.conversions"), Value: p(100.0), From: p("2026-10-01"), To: p("2026-10-31")},
}

// repeated are targets of each month and of each quarter, and of a campaign.
var repeated = []kpi.TargetPatch{
	{Metric: p("channel.views"), Value: p(290000.0), From: p("2026-01-01"), To: p("2026-01-31"), Repeats: p("month")},
	{Metric: p("channel.link_clicks"), Value: p(30000.0), From: p("2026-01-01"), To: p("2026-03-31"), Repeats: p("quarter")},
	{Metric: p("channel.link_clicks"), Value: p(1000.0), From: p("2026-10-01"), To: p("2026-10-31"), Campaign: p("Autumn sale")},
	{Metric: p("channel.conversions"), Value: p(60.0), From: p("2026-10-01"), To: p("2026-10-31"), Campaign: p("Autumn sale")},
}

var months = map[string]made{
	"usual":    {brands: 1, channels: 2, posts: 12, activity: 240, days: true, own: true, color: "#0F766E", color2: "#F59E0B", logo: color.NRGBA{15, 118, 110, 255}, summary: said, targets: promised},
	"spanish":  {language: "es", brands: 1, channels: 3, posts: 6, activity: 90, days: true, color: "#7C3AED", logo: color.White, summary: "Octubre fue el mejor mes del año."},
	"several":  {brands: 2, channels: 2, posts: 4, activity: 80, days: true, color: "#B91C1C", currency: "USD"},
	"campaign": {brands: 1, channels: 2, posts: 6, activity: 90, days: true, color: "#0F766E", targets: repeated, campaign: "Autumn sale"},
	"rivals":   {brands: 1, channels: 3, posts: 6, activity: 40, days: true, color: "#1E3A8A", rivals: true},
	"rivales":  {language: "es", brands: 2, channels: 2, posts: 4, activity: 40, days: true, color: "#9D174D", rivals: true},
	"nothing":  {brands: 1, channels: 2},
	"bare":     {brands: 1},
	"one-post": {brands: 1, channels: 1, posts: 1, color: "#FDE047"},
	"many":     {brands: 1, channels: 8, posts: 50, activity: 800, days: true, color: "#1D4ED8"},
	"weird":    {client: `=cmd|'/C calc'!A0 & "Söhne" <b>`, brands: 1, channels: 2, posts: 5, activity: 40, days: true, weird: true, summary: "=1+1\n@x"},
	"long":     {client: "Asociación Provincial de Panaderías, Pastelerías y Confiterías Artesanas de la Comunidad Valenciana y Murcia S. Coop.", brands: 1, channels: 1, posts: 5, activity: 10, days: true, long: true},
}

// books writes every month into a folder: that of BRANDLOOP_LOOK, to be looked
// at, or one that is gone afterwards.
func TestWorkbooksAreSound(t *testing.T) {
	dir := os.Getenv("BRANDLOOP_LOOK")
	if dir == "" {
		dir = t.TempDir()
	}
	for name, month := range months {
		t.Run(name, func(t *testing.T) {
			month.make(t, func(ctx context.Context, w *agency.Workspace) {
				path := filepath.Join(dir, name+".xlsx")
				if _, err := Save(ctx, w, path, Order{Period: "2026-10", PreparedBy: "Marta Ruiz"}, nil); err != nil {
					t.Fatal(err)
				}
				sound(t, path)
			})
		})
	}
}

// TestTargetsThatRepeatOrAreOfACampaign reads the rows of such targets off the
// summary.
func TestTargetsThatRepeatOrAreOfACampaign(t *testing.T) {
	months["campaign"].make(t, func(ctx context.Context, w *agency.Workspace) {
		path := filepath.Join(t.TempDir(), "x.xlsx")
		m := must[*Monthly](t)(Save(ctx, w, path, Order{Period: "2026-10"}, nil))
		sound(t, path)
		find := func(metric, campaign string) *KPI {
			t.Helper()
			for i, k := range m.KPIs {
				if k.Metric == metric && k.Campaign == campaign && k.Target != nil {
					return &m.KPIs[i]
				}
			}
			t.Fatalf("no target of %s %s among %+v", metric, campaign, m.KPIs)
			return nil
		}
		if k := find("views", ""); k.TargetFrom != "2026-10-01" || k.TargetTo != "2026-10-31" || k.Value == nil || k.ToDate == nil || *k.Value != *k.ToDate || *k.Attainment != *k.Value / *k.Target * 100 {
			t.Errorf("each month: %+v", k)
		}
		if k := find("link_clicks", ""); k.TargetFrom != "2026-10-01" || k.TargetTo != "2026-12-31" {
			t.Errorf("each quarter: %+v", k)
		}
		if k := find("link_clicks", "Autumn sale"); k.Value == nil || *k.Value != 700 || k.Previous == nil || *k.Previous != 500 || *k.Attainment != 70 || k.Status != kpi.OffTrack {
			t.Errorf("of a campaign: %+v", k)
		}
		if k := find("conversions", "Autumn sale"); k.Value != nil || k.Status != kpi.NoData {
			t.Errorf("claimed twice: %+v", k)
		}
		book, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = book.Close() }()
		rows, err := book.GetRows("Summary")
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, row := range rows {
			text += strings.Join(row, "\t") + "\n"
		}
		for _, want := range []string{"Link clicks\nAutumn sale", "Conversions\nAutumn sale", "Link clicks\n", "target until", "70"} {
			if !strings.Contains(text, want) {
				t.Errorf("the summary lacks %q:\n%s", want, text)
			}
		}
		notes, err := book.GetComments("Summary")
		if err != nil || !slices.ContainsFunc(notes, func(n excelize.Comment) bool {
			return len(n.Paragraph) > 0 && strings.Contains(n.Paragraph[0].Text, "count the same sales")
		}) {
			t.Errorf("no note says why a number is missing: %+v (%v)", notes, err)
		}
	})
}

func TestPagesAreSetUpForPaper(t *testing.T) {
	for _, try := range []struct {
		name, currency, paper, size string
	}{
		{"A4 for who pays in euros", "EUR", "", "9"},
		{"Letter for who pays in dollars", "USD", "", "1"},
		{"Letter by choice", "EUR", Letter, "1"},
	} {
		t.Run(try.name, func(t *testing.T) {
			made{brands: 1, channels: 1, posts: 3, currency: try.currency}.make(t, func(ctx context.Context, w *agency.Workspace) {
				path := filepath.Join(t.TempDir(), "x.xlsx")
				if _, err := Save(ctx, w, path, Order{Period: "2026-10", Paper: try.paper, PreparedBy: "A & B"}, nil); err != nil {
					t.Fatal(err)
				}
				parts := unpack(t, path)
				sheets := 0
				for name, body := range parts {
					if !strings.HasPrefix(name, "xl/worksheets/sheet") {
						continue
					}
					sheets++
					for _, want := range []string{`paperSize="` + try.size + `"`, `orientation="landscape"`, `fitToPage="`} {
						if !strings.Contains(body, want) {
							t.Errorf("%s lacks %s", name, want)
						}
					}
					if name != "xl/worksheets/sheet1.xml" && (!strings.Contains(body, "&amp;P") || !strings.Contains(body, "A &amp;&amp; B")) {
						t.Errorf("%s has no page numbers or no name at its foot", name)
					}
				}
				// Cover, summary, one channel, posts, community, definitions, files and three sheets of data.
				if sheets != 10 {
					t.Errorf("%d sheets", sheets)
				}
				if n := strings.Count(parts["xl/workbook.xml"], "_xlnm.Print_Titles"); n != 9 {
					t.Errorf("%d sheets repeat their head", n)
				}
				// Days below their charts, and all but a page of the data, stay in the file.
				if n := strings.Count(parts["xl/workbook.xml"], "_xlnm.Print_Area"); n != 4 {
					t.Errorf("%d sheets are printed in part", n)
				}
			})
		})
	}
	if err := CheckPaper("a3"); err == nil {
		t.Error("a3 is taken")
	}
}

func TestMissingIsAnEmptyCellWithANote(t *testing.T) {
	o := months["usual"]
	o.make(t, func(ctx context.Context, w *agency.Workspace) {
		path := filepath.Join(t.TempDir(), "x.xlsx")
		m := must[*Monthly](t)(Save(ctx, w, path, Order{Period: "2026-10"}, nil))
		row := 0
		for i, k := range m.KPIs {
			if k.Metric == "conversions" && k.Value == nil {
				row = i
			}
		}
		if m.KPIs[row].Metric != "conversions" {
			t.Fatal("no KPI is missing")
		}
		book, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = book.Close() }()
		notes, err := book.GetComments("Summary")
		if err != nil || len(notes) == 0 || len(notes[0].Paragraph) == 0 || !strings.Contains(notes[0].Paragraph[0].Text, "missing, not zero") {
			t.Fatalf("notes: %+v (%v)", notes, err)
		}
		if value, err := book.GetCellValue("Summary", notes[0].Cell); value != "" || err != nil {
			t.Errorf("%s holds %q (%v)", notes[0].Cell, value, err)
		}
	})
}
