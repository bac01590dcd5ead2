package format

import "testing"

func TestInsightsPosts(t *testing.T) {
	for _, c := range []struct {
		file  string
		posts []string
		rows  int
	}{
		{"insights_posts_en.csv", []string{
			"222 image 2016-02-14T00:40 reach 301, impressions 537, engaged_users 27, likes 10, clicks 32, link_clicks 7, other_clicks 24",
			"333 video 2016-02-10T13:56 reach 100, impressions 200, engaged_users 9, comments 1, likes 3, shares 1, clicks 8, other_clicks 8"}, 2},
		// A post stands in a sheet of key numbers and in one of its reactions.
		{"insights_posts_en.xlsx", []string{
			"222 image 2017-10-22T18:15 reach 300, impressions 540, engaged_users 27, clicks 32", "333 link 2017-10-21T00:05 reach 200, impressions 260, engaged_users 9, clicks 12",
			"222 image 2017-10-22T18:15 shares 2, likes 11, comments 1", "333 link 2017-10-21T00:05 likes 4"}, 4},
		{"insights_posts_xml_en.xls", []string{"222 image 2016-02-14T00:40 reach 301, engaged_users 27", "222 image 2016-02-14T00:40 likes 10, shares 2"}, 2},
	} {
		t.Run(c.file, func(t *testing.T) {
			got := mustParse(t, mustOpen(t, c.file))
			var posts []string
			for _, p := range got.posts {
				posts = append(posts, p.PlatformID+" "+p.Type+" "+p.Local.Format("2006-01-02T15:04")+" "+numbers(p))
			}
			same(t, "posts", posts, c.posts)
			if got.Rows != c.rows || got.Skipped != 0 || len(got.Accounts) != 1 || got.Accounts[0].ID != "111" || got.Accounts[0].Handle != "acme" {
				t.Errorf("%+v", got.Summary)
			}
		})
	}
}

func TestInsightsVideos(t *testing.T) {
	got := mustParse(t, mustOpen(t, "insights_videos_en.csv"))
	sumsAre(t, got.Sums, `{"comments":3,"impressions":4400,"likes":33,"link_clicks":5,"other_clicks":16,"video_views":1650,"watch_time_s":13410}`)
	if got.Format != "facebook_insights_posts" || got.Rows != 2 || got.Skipped != 0 || got.posts[0].Type != "video" || got.posts[0].PlatformID != "222" {
		t.Errorf("%+v", got.Summary)
	}
}

func TestInsightsPageByDay(t *testing.T) {
	got := mustParse(t, mustOpen(t, "insights_page_en.csv"))
	sumsAre(t, got.Sums, `{"clicks":110,"engaged_users":150,"followers":5008,"impressions":2800,"lost_followers":4,"new_followers":21,"profile_visits":45,"reach":1700}`)
	if got.Format != "facebook_insights_page" || got.Rows != 2 || got.Skipped != 0 || got.From != "2014-10-01" || got.To != "2014-10-02" {
		t.Errorf("%+v", got.Summary)
	}
}
