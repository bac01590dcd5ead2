package format

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/lang"
)

func TestContentOfEachLanguageAndNetwork(t *testing.T) {
	for _, c := range []struct {
		file, platform, from, to string
		rows, skipped            int
		handle, kind             string
		sums                     map[string]float64
	}{
		{"facebook_en.csv", "facebook", "2026-02-28", "2026-03-05", 4, 1, "auroracoffee", "image", map[string]float64{
			"views": 1075, "reach": 821, "engagements": 49, "likes": 36, "comments": 8, "shares": 5, "clicks": 17, "link_clicks": 7,
			"other_clicks": 10, "watch_time_s": 2500.75, "revenue": 1.25}},
		{"instagram_en.csv", "instagram", "2025-12-29", "2025-12-31", 5, 2, "aurora.coffee", "reel", map[string]float64{
			"views": 1435, "reach": 1002, "likes": 72, "shares": 3, "new_followers": 0, "comments": 1, "saves": 4}},
		{"instagram_en_stories.csv", "instagram", "2026-02-01", "2026-02-01", 1, 0, "aurora.coffee", "story", map[string]float64{
			"views": 210, "reach": 190, "likes": 3, "shares": 1, "profile_visits": 7, "comments": 2, "navigation": 180, "link_clicks": 4, "sticker_taps": 1, "new_followers": 0}},
		{"instagram_es_419.csv", "instagram", "2024-09-28", "2024-10-07", 2, 0, "aurora.coffee", "carousel", map[string]float64{
			"impressions": 222, "reach": 156, "likes": 35, "shares": 1, "comments": 2, "saves": 0, "new_followers": 1}},
		{"instagram_es.csv", "instagram", "2026-02-03", "2026-02-03", 1, 0, "aurora.coffee", "reel", map[string]float64{
			"views": 1500, "reach": 1100, "likes": 95, "shares": 12, "new_followers": 8, "comments": 6, "saves": 20}},
		{"instagram_pt_br.csv", "instagram", "2025-05-20", "2025-05-20", 1, 0, "aurora.coffee", "carousel", map[string]float64{
			"views": 700, "likes": 60, "shares": 5, "comments": 4, "saves": 3, "reach": 500, "new_followers": 2}},
		{"facebook_es_videos.csv", "facebook", "2024-01-02", "2024-01-02", 1, 0, "", "", map[string]float64{
			"reach": 410, "video_views": 220, "video_views_60s": 35, "watch_time_s": 5100.5, "engagements": 21, "likes": 15, "comments": 4, "shares": 2, "revenue": 0.5}},
	} {
		t.Run(c.file, func(t *testing.T) {
			got := mustParse(t, mustOpen(t, c.file))
			if got.Format != "meta_content" || got.Platform != c.platform || got.From != c.from || got.To != c.to {
				t.Errorf("%s %s %s %s", got.Format, got.Platform, got.From, got.To)
			}
			if got.Rows != c.rows || got.Skipped != c.skipped || got.Posts != c.rows-c.skipped || len(got.posts) != got.Posts || len(got.skips) != c.skipped {
				t.Errorf("%d rows, %d posts, %d skipped %v", got.Rows, got.Posts, got.Skipped, got.Skips)
			}
			if !maps.Equal(got.Sums, c.sums) {
				t.Errorf("sums %v\nwant %v", got.Sums, c.sums)
			}
			if p := got.posts[0]; p.Account.Handle != c.handle || p.Type != c.kind || p.Account.Name != "Aurora Coffee" {
				t.Errorf("first post %+v", p)
			}
			if len(got.Parts) != 1 || got.Parts[0].Platform != c.platform {
				t.Errorf("parts %+v", got.Parts)
			}
		})
	}
}

func TestContentKeepsWhatThePostSays(t *testing.T) {
	got := mustParse(t, mustOpen(t, "facebook_en.csv"))
	p := got.posts[0]
	if p.Row != 2 || p.PlatformID != "710000000000001" || p.Permalink != "https://www.facebook.com/auroracoffee/posts/710000000000001" ||
		!p.Local.Equal(time.Date(2026, 3, 4, 9, 15, 0, 0, time.UTC)) || p.Account.ID != "100000000000111" {
		t.Errorf("%+v", p)
	}
	if p.Title != "New roast, ready today." || !strings.HasSuffix(p.Text, "Come and \"taste\" it ☕\n#coffee") {
		t.Errorf("title %q, text %q", p.Title, p.Text)
	}
	if p.DurationS == nil || *p.DurationS != 0 {
		t.Error("a duration of 0 is written as 0")
	}
	if _, ok := p.value("watch_time_s"); ok {
		t.Error("a blank cell came out as a number")
	}
	if q := got.posts[1]; q.Title != "How we roast" || q.Text != "From bean to cup." || *q.DurationS != 34.5 || q.Type != "reel" {
		t.Errorf("%+v", q)
	}
	short := got.posts[2]
	if v, ok := short.value("likes"); !ok || v != 0 || short.DurationS != nil || short.Type != "link" {
		t.Errorf("short row: %+v", short)
	}
	if got.Currency != "USD" {
		t.Errorf("currency %q", got.Currency)
	}
	if s := got.skips[0]; s.Key != "read.skip.error_row" || s.Row != 5 || got.Checksums["views"] != 1092 {
		t.Errorf("%+v, checksum %v", s, got.Checksums["views"])
	}
}

func TestContentTellsWhichColumnFeedsWhat(t *testing.T) {
	m, err := Recognise(t.Context(), mustOpen(t, "facebook_en_double_views.csv"))
	if err != nil {
		t.Fatal(err)
	}
	fed := map[string]string{}
	for _, c := range m.Columns {
		fed[c.Header] += c.Metric + c.Field
	}
	for header, want := range map[string]string{
		"Post ID": "id", "Views": "viewsviews", "3-second video views": "video_views", "Other clicks": "other_clicks",
		"Reactions, comments and shares": "engagements", "Ad CPM (USD)": "", "Publish time": "published_at",
	} {
		if fed[header] != want {
			t.Errorf("%s feeds %q, want %q", header, fed[header], want)
		}
	}
	if m.Currency != "" {
		t.Errorf("a rate gave the currency %s", m.Currency)
	}
}

func TestContentTakesTheFirstPositiveOfTwoColumns(t *testing.T) {
	got := mustParse(t, mustOpen(t, "facebook_en_double_views.csv"))
	for i, want := range []float64{31, 12} {
		if v, _ := got.posts[i].value("views"); v != want {
			t.Errorf("post %d has %v views, want %v", i, v, want)
		}
	}
	if v, ok := got.posts[2].value("views"); ok {
		t.Errorf("two blanks came out as %v", v)
	}
}

func TestContentReadsDamagedAndReencodedAlike(t *testing.T) {
	want := mustParse(t, mustOpen(t, "instagram_en.csv"))
	for _, file := range []string{"instagram_en_line_quoted.csv", "instagram_en_utf16.csv", "instagram_en_utf16_no_mark.csv"} {
		t.Run(file, func(t *testing.T) {
			got := mustParse(t, mustOpen(t, file))
			if got.Rows != want.Rows || !maps.Equal(got.Sums, want.Sums) {
				t.Errorf("%d rows, sums %v", got.Rows, got.Sums)
			}
			for i, p := range got.posts {
				w := want.posts[i]
				if file == "instagram_en_utf16_no_mark.csv" {
					w.Text, p.Text, w.Title, p.Title = "", "", "", ""
				}
				if p.Text != w.Text || p.Title != w.Title || p.PlatformID != w.PlatformID || !p.Local.Equal(w.Local) || p.Row != w.Row {
					t.Errorf("post %d is %+v\nwant %+v", i, p, w)
				}
			}
			if repaired := len(got.Warnings) == 1 && got.Warnings[0].Key == "read.warn.repaired"; repaired != (file == "instagram_en_line_quoted.csv") {
				t.Errorf("warnings %v", got.Warnings)
			}
		})
	}
}

func TestContentCountsAccountsAndSkipsDaysAndErrors(t *testing.T) {
	got := mustParse(t, mustOpen(t, "instagram_en.csv"))
	if len(got.Accounts) != 2 || got.Accounts[0].Handle != "aurora.coffee" || got.Accounts[0].Posts != 2 || got.Accounts[1].Sums["views"] != 50 {
		t.Errorf("accounts %+v", got.Accounts)
	}
	if got.skips[0].Key != "read.skip.error_row" || got.skips[1].Key != "read.skip.daily" || got.skips[1].Row != 6 {
		t.Errorf("skips %+v", got.skips)
	}
	if _, ok := got.posts[1].value("new_followers"); ok {
		t.Error("a dash came out as a number")
	}
}

func TestContentSavedAgainByASpreadsheet(t *testing.T) {
	f := mustOpen(t, "facebook_semicolon_1252.csv")
	if f.Tables[0].Comma != ';' || f.Tables[0].Encoding != "windows-1252" {
		t.Errorf("%c %s", f.Tables[0].Comma, f.Tables[0].Encoding)
	}
	got := mustParse(t, f)
	if len(got.posts) != 3 || got.posts[0].PlatformID != "710000000000001" || got.posts[1].Title != "Café para llevar" {
		t.Fatalf("%+v", got.posts)
	}
	if v, _ := got.posts[1].value("watch_time_s"); v != 2500.75 {
		t.Errorf("decimal comma read as %v", v)
	}
	if v, _ := got.posts[2].value("views"); v != 1234 {
		t.Errorf("a point between thousands read as %v", v)
	}
	if got.Skipped != 1 || got.SkippedBy["read.skip.rounded_id"] != 1 {
		t.Errorf("skipped %v", got.Skips)
	}
	if got.posts[0].Account.ID != "" || got.posts[0].Account.Handle != "auroracoffee" {
		t.Errorf("account %+v", got.posts[0].Account)
	}
}

// contentRow is an Instagram export with that one row, by header.
func contentRow(change map[string]string) string {
	cells := []string{"17900000000000001", "17840000000000111", "aurora.coffee", "Aurora", "text", "0", "12/31/2025 08:24",
		"https://www.instagram.com/p/A/", "IG image", "", "Lifetime", "10", "5"}
	headers := strings.Split("Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach", ",")
	for i, h := range headers {
		if v, ok := change[h]; ok {
			cells[i] = `"` + v + `"`
		}
	}
	return strings.Join(headers, ",") + "\n" + strings.Join(cells, ",") + "\n"
}

func TestContentSkipsARowWithItsReason(t *testing.T) {
	for _, c := range []struct{ column, cell, reason string }{
		{"Views", "many", "read.skip.number"},
		{"Views", "NaN ", ""},
		{"Views", "Inf", "read.skip.number"},
		{"Views", "0x10", "read.skip.number"},
		{"Views", "1,234", ""},
		{"Views", "1.000", "read.skip.thousand"},
		{"Views", "1,23", "read.skip.number"},
		{"Views", "1.2K", "read.skip.number"},
		{"Views", "-3", "read.skip.negative"},
		{"Views", "1.5", "read.skip.whole"},
		{"Views", "1.2E+05", "read.skip.whole"},
		{"Views", "99999999999999999999", "read.skip.large"},
		{"Views", "3.апр", "read.skip.date"},
		{"Views", "376.0", ""},
		{"Post ID", "", "read.skip.no_id"},
		{"Post ID", "1.79E+16", "read.skip.rounded_id"},
		{"Publish time", "31/31/2025 08:24", "read.skip.time"},
		{"Publish time", "12/31/2025", "read.skip.time"},
		{"Publish time", "2025-12-31T08:24:00+0000", "read.skip.time"},
		{"Publish time", "02/30/2025 08:24", "read.skip.time"},
		{"Publish time", "", "read.skip.no_time"},
		{"Publish time", "12/31/2025 08:24:10", ""},
		{"Publish time", "12/31/25 8:24", ""},
		{"Publish time", "12/31/2025, 8:24\u202fp.\u00a0m.", ""},
		{"Publish time", "2025-12-31 08:24:00", ""},
		{"Publish time", "46022.35", ""},
		{"Date", "12/31/2025", "read.skip.daily"},
		{"Date", "-", ""},
	} {
		t.Run(fmt.Sprintf("%s %q", c.column, c.cell), func(t *testing.T) {
			got := mustParse(t, mustWrite(t, contentRow(map[string]string{c.column: c.cell})))
			if c.reason == "" {
				if got.Posts != 1 {
					t.Errorf("skipped: %v", got.Skips)
				}
			} else if got.Skipped != 1 || got.Skips[0].Key != c.reason || got.Skips[0].Row != 2 {
				t.Errorf("%d posts, skipped %v", got.Posts, got.Skips)
			}
		})
	}
}

func TestContentNeverKeepsALinkThatIsNone(t *testing.T) {
	got := mustParse(t, mustWrite(t, contentRow(map[string]string{"Permalink": "javascript:alert(1)"})))
	if got.posts[0].Permalink != "" {
		t.Errorf("kept %q", got.posts[0].Permalink)
	}
}

func TestContentCutInTheMiddleIsSaid(t *testing.T) {
	whole := contentRow(nil)
	got := mustParse(t, mustWrite(t, whole+`17900000000000002,17840000000000111,aurora.coffee,"Auro`))
	if got.Posts != 1 || got.SkippedBy["read.skip.cut"] != 1 || len(got.Warnings) != 1 || got.Warnings[0].Key != "read.warn.cut" {
		t.Errorf("%+v", got.Summary)
	}
}

func TestContentWithRoundedIdsIsRefusedRowByRow(t *testing.T) {
	header, row, _ := strings.Cut(contentRow(nil), "\n")
	var rounded, whole strings.Builder
	for i := range 5 {
		rounded.WriteString(strings.Replace(row, "17900000000000001", fmt.Sprintf("1790000000000%d00", 10+i), 1))
		whole.WriteString(strings.Replace(row, "17900000000000001", fmt.Sprintf("1790000000000%d0%d", 10+i, i), 1))
	}
	if got := mustParse(t, mustWrite(t, header+"\n"+rounded.String())); got.Posts != 0 || got.SkippedBy["read.skip.rounded_id"] != 5 {
		t.Errorf("%+v", got.Summary)
	}
	if got := mustParse(t, mustWrite(t, header+"\n"+whole.String())); got.Posts != 5 {
		t.Errorf("%+v", got.Summary)
	}
}

func TestEveryReasonIsASentence(t *testing.T) {
	for _, file := range []string{"instagram_en.csv", "facebook_semicolon_1252.csv", "results_reach_1251.csv", "results_viewers_tab.csv"} {
		got := mustParse(t, mustOpen(t, file))
		for _, code := range lang.Codes {
			for _, s := range got.skips {
				if text := s.In(code); text == s.Key || strings.Contains(text, "%!") {
					t.Errorf("%s: row %d: %q", file, s.Row, text)
				}
			}
			for _, n := range got.Warnings {
				if text := n.In(code); text == n.Key || strings.Contains(text, "%!") {
					t.Errorf("%s: %q", file, text)
				}
			}
		}
	}
}

func TestFacebookPostsOfLatinAmericaAndBrazil(t *testing.T) {
	for name, c := range map[string]struct{ text, sums string }{
		// What is of one kind of viewers or of promotion is a part of the column beside.
		"Spanish": {"Identificador de la publicación,Identificador de la página,Nombre de la página,Hora de publicación,Enlace permanente,Tipo de publicación,Fecha,Visualizaciones,Visualizaciones de Publicaciones orgánicas," +
			"Alcance,Alcance de Publicaciones promocionadas,Total de clics,Clics de otro tipo,Clics en el enlace,Reproducciones de video de 3 segundos,Reproducciones de video de 3 segundos de Publicaciones promocionadas,Ingresos por estrellas estimados (USD),Ingresos estimados (USD)\n" +
			"122100000000000001,61550000000001,Acme,03/01/2026 09:30,https://www.facebook.com/acme/posts/1,Reels,Total,90,80,70,5,12,9,3,40,2,1.50,0.25\n",
			`{"clicks":12,"link_clicks":3,"other_clicks":9,"reach":70,"revenue":0.25,"video_views":40,"views":90}`},
		"Portuguese": {"Identificação do post,Identificação da Página,Nome da Página,Horário de publicação,Link permanente,Tipo de post,Data,Visualizações,Alcance,Total de cliques,Cliques em links,Outros cliques\n" +
			"122100000000000001,61550000000001,Acme,03/01/2026 09:30,https://www.facebook.com/acme/posts/1,Fotos,Vitalício,90,70,12,3,9\n",
			`{"clicks":12,"link_clicks":3,"other_clicks":9,"reach":70,"views":90}`},
	} {
		t.Run(name, func(t *testing.T) {
			got := mustParse(t, mustWrite(t, c.text))
			sumsAre(t, got.Sums, c.sums)
			if got.Posts != 1 || got.Platform != "facebook" {
				t.Errorf("%+v", got.Summary)
			}
		})
	}
}

func TestThousandOfSomethingIsSaidInAnyFile(t *testing.T) {
	got := mustParse(t, mustWrite(t, "Post ID,Account ID,Publish time,Permalink,Date,Views\n17900000000000001,1,03/01/2026 09:30,https://www.instagram.com/p/A/,Lifetime,\"1,000\"\n"))
	if got.Posts != 0 || got.SkippedBy["read.skip.thousand"] != 1 {
		t.Errorf("%+v", got.Summary)
	}
}
