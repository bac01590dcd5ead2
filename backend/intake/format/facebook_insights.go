package format

import (
	"bytes"
	"strings"
)

// The exports of Facebook Insights until about 2023: as a text with hundreds of
// columns, or as a workbook with a sheet of key numbers and one for each of the
// others. The row below the header describes the columns.
var (
	insightsPosts = Format{
		Key: "facebook_insights_posts", Platform: "facebook", Time: americanTime, Slashed: true, Check: insightsPageID, Mend: insightsID, Described: true,
		Needs: []Field{ID, Permalink, Published}, Any: []string{"reach", "impressions", "engaged_users", "clicks", "likes", "video_views"},
		Columns: append(insightsPost(),
			Column{Metric: "video_views", Headers: []string{"Lifetime Total Video Views"}},
			Column{Metric: "watch_time_s", Amount: Minutes, Headers: []string{"Lifetime Total Video View Time (in Minutes)"}},
			Column{Metric: "reach", Headers: []string{"Lifetime Post Total Reach"}},
			Column{Metric: "impressions", Headers: []string{"Lifetime Post Total Impressions"}},
			Column{Metric: "engaged_users", Headers: []string{"Lifetime Engaged Users"}},
			Column{Metric: "clicks", Headers: []string{"Lifetime Post Consumptions"}},
			Column{Metric: "link_clicks", Headers: []string{"Lifetime Post Consumptions by type - link clicks"}},
			Column{Metric: "other_clicks", Headers: []string{"Lifetime Post Consumptions by type - other clicks"}},
			Column{Metric: "likes", Headers: []string{"Lifetime Post Stories by action type - like"}},
			Column{Metric: "comments", Headers: []string{"Lifetime Post Stories by action type - comment"}},
			Column{Metric: "shares", Headers: []string{"Lifetime Post Stories by action type - share"}},
		),
		Types: insightsTypes,
	}
	// A sheet whose columns are bare words: its name says what is counted.
	insightsStories = Format{
		Key: "facebook_insights_posts", Platform: "facebook", Time: americanTime, Slashed: true, Check: insightsPageID, Mend: insightsID, Described: true,
		Named: func(table, _ string) bool {
			return strings.Contains(strings.ToLower(table), "lifetime post stories by act")
		},
		Needs: []Field{ID, Published}, Any: []string{"likes", "comments", "shares"},
		Columns: append(insightsPost(),
			Column{Metric: "likes", Headers: []string{"like"}},
			Column{Metric: "comments", Headers: []string{"comment"}},
			Column{Metric: "shares", Headers: []string{"share"}},
		),
		Types: insightsTypes,
	}
	insightsClicks = Format{
		Key: "facebook_insights_posts", Platform: "facebook", Time: americanTime, Slashed: true, Check: insightsPageID, Mend: insightsID, Described: true,
		Named: func(table, _ string) bool {
			name := strings.ToLower(table)
			return strings.Contains(name, "lifetime post consumptions") && !strings.Contains(name, "audience")
		},
		Needs: []Field{ID, Published}, Any: []string{"link_clicks", "other_clicks"},
		Columns: append(insightsPost(),
			Column{Metric: "link_clicks", Headers: []string{"link clicks"}},
			Column{Metric: "other_clicks", Headers: []string{"other clicks"}},
		),
		Types: insightsTypes,
	}
	insightsPage = Format{
		Key: "facebook_insights_page", Shape: Days, Platform: "facebook", Time: americanDay, Slashed: true, Described: true,
		Needs: []Field{Day}, Any: []string{"followers", "new_followers", "reach", "impressions"},
		Columns: []Column{
			{Field: Day, Headers: []string{"Date"}},
			{Metric: "followers", Headers: []string{"Lifetime Total Likes"}},
			{Metric: "new_followers", Headers: []string{"Daily New Likes"}},
			{Metric: "lost_followers", Headers: []string{"Daily Unlikes"}},
			{Metric: "engaged_users", Headers: []string{"Daily Page Engaged Users"}},
			{Metric: "reach", Headers: []string{"Daily Total Reach"}},
			{Metric: "impressions", Headers: []string{"Daily Total Impressions"}},
			{Metric: "clicks", Headers: []string{"Daily Page Consumptions"}},
			{Metric: "profile_visits", Headers: []string{"Daily Logged-in Page Views"}},
			{Metric: "video_views", Headers: []string{"Daily Total Video Views"}},
		},
	}
	insightsTypes = map[string]string{
		"photo": "image", "link": "link", "status": "text", "text": "text", "video": "video", "sharedvideo": "video", "shared video": "video",
		"live": "video", "live video": "video", "album": "carousel", "share": "other", "event": "other", "note": "other", "offer": "other",
	}
)

// insightsPost are the columns that each sheet of posts begins with.
func insightsPost() []Column {
	return []Column{
		{Field: ID, Headers: []string{"Post ID"}},
		{Field: Permalink, Headers: []string{"Permalink"}},
		{Field: Text, Headers: []string{"Post Message"}},
		{Field: Type, Headers: []string{"Type"}},
		{Field: Published, Headers: []string{"Posted"}},
	}
}

// insightsID makes the id of a post that of later exports.
func insightsID(_ *row, p *Post) { p.PlatformID = facebookID(p.PlatformID) }

// insightsPageID takes the page out of the post's id.
func insightsPageID(r *row) string {
	if page, _, ok := bytes.Cut(r.text(ID), []byte("_")); ok {
		r.fields[PageID] = page
	}
	return ""
}

// facebookID is the id of a post without that of its page: 1_2 becomes 2.
func facebookID(id string) string {
	if _, post, ok := strings.Cut(id, "_"); ok && post != "" {
		return post
	}
	return id
}
