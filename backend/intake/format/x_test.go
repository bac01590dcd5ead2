package format

import (
	"testing"
	"time"
)

func TestXPosts(t *testing.T) {
	for _, c := range []struct{ file, id, at, text, numbers string }{
		{"x_posts_legacy_en.csv", "1045794752958853120", "2018-09-28T21:57:53Z", "Open day!\nCome along: https://t.co/x",
			"impressions 7767, engagements 58, shares 13, comments 0, likes 13, profile_visits 5, link_clicks 5, new_followers 1, video_views 7"},
		{"x_posts_2025_en.csv", "1891564128784855141", "2025-02-17T19:03:26Z", "Two days left, come!",
			"impressions 70, likes 3, engagements 9, saves 1, new_followers 2, comments 0, shares 5, profile_visits 6, link_clicks 7"},
		// A spreadsheet rounded the id, the link has it.
		{"x_posts_2026_en.csv", "1891564128784855141", "2025-02-17T19:03:26Z", "Back",
			"impressions 71, likes 3, engagements 9, saves 1, new_followers 2, comments 0, shares 5, profile_visits 6, link_clicks 7"},
	} {
		t.Run(c.file, func(t *testing.T) {
			got := mustParse(t, mustOpen(t, c.file))
			p := got.posts[0]
			if got.Format != "x_posts" || got.Platform != "x" || got.Skipped != 0 || p.PlatformID != c.id || p.At.Format(time.RFC3339) != c.at || p.Text != c.text || numbers(p) != c.numbers {
				t.Errorf("%+v\n%s", p, numbers(p))
			}
			if len(got.Accounts) != 1 || got.Accounts[0].Handle != "acme" {
				t.Errorf("%+v", got.Accounts)
			}
		})
	}
}

func TestXDays(t *testing.T) {
	for file, want := range map[string]string{
		"x_days_legacy_en.csv": `{"comments":1,"engagements":32,"impressions":2100,"likes":13,"link_clicks":3,"new_followers":1,"posts":3,"profile_visits":3,"shares":7,"video_views":12}`,
		"x_days_2025_en.csv":   `{"comments":1,"engagements":52,"impressions":488,"likes":18,"lost_followers":2,"new_followers":3,"posts":2,"profile_visits":5,"saves":1,"shares":2,"video_views":30}`,
	} {
		t.Run(file, func(t *testing.T) {
			got := mustParse(t, mustOpen(t, file))
			sumsAre(t, got.Sums, want)
			if got.Rows != 2 || got.Skipped != 0 || got.Format != "x_days" {
				t.Errorf("%+v", got.Summary)
			}
		})
	}
	if got := mustParse(t, mustOpen(t, "x_days_2025_en.csv")); got.From != "2025-02-17" || got.To != "2025-02-18" {
		t.Errorf("newest first gives %s to %s", got.From, got.To)
	}
}
