package format

import "testing"

func TestSproutPostsOfSeveralNetworks(t *testing.T) {
	f := mustOpen(t, "sprout_posts_en.csv")
	m, err := Recognise(t.Context(), f)
	if err != nil || !m.Own() {
		t.Fatalf("%v, %v", m, err)
	}
	got := mustParse(t, f)
	var posts []string
	for _, p := range got.posts {
		posts = append(posts, p.Platform+" "+p.Account.Handle+" "+p.PlatformID+" "+p.Type+" "+p.Local.Format("2006-01-02T15:04")+" "+numbers(p))
	}
	same(t, "posts", posts, []string{
		"instagram acme 1791564128784855141_17 carousel 2025-12-30T09:40 impressions 1234, reach 980, engagements 199, likes 150, comments 9, shares 20, saves 20",
		"facebook Acme Bakery 222 image 2025-12-30T23:05 impressions 2000, reach 1500, engagements 20, likes 15, comments 3, shares 2, link_clicks 4",
		"x acme 1891564128784855141 text 2025-12-29T12:30 impressions 300, engagements 6, likes 4, comments 1, shares 1, link_clicks 2",
		"x acme_help 1891564128784855199 text 2025-12-29T12:30 impressions 10, engagements 1, likes 1, comments 0, shares 0, link_clicks 0",
		"linkedin Acme 7411000000000000000 video 2025-12-29T12:30 impressions 400, engagements 10, likes 9, comments 1, shares 0, link_clicks 12, video_views 90",
	})
	if len(got.Accounts) != 5 || len(got.Parts) != 4 {
		t.Errorf("%+v", got.Summary)
	}
}

func TestSproutProfilesADay(t *testing.T) {
	got := mustParse(t, mustOpen(t, "sprout_profiles_en.csv"))
	if got.Rows != 5 || got.SkippedBy["read.skip.network"] != 1 || got.From != "2025-12-30" || got.To != "2025-12-31" {
		t.Errorf("%+v", got.Summary)
	}
	sumsAre(t, got.Parts[0].Sums, `{"comments":25,"engagements":300,"followers":12350,"impressions":5321,"likes":245,"new_followers":2,"posts":2,"saves":20,"shares":10}`)
	if r := got.readings[1]; r.Platform != "instagram" || r.Account.Handle != "acme" || r.Metric != "new_followers" || r.Amount != -3 {
		t.Errorf("%+v", r)
	}
}
