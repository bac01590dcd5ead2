package format

import (
	"bytes"
	"regexp"
	"strconv"
	"time"
)

// The exports of X: of Twitter Analytics until 2024, and of X Premium since. What
// was promoted is counted in the other columns already.
var (
	xPosts = Format{
		Key: "x_posts", Numbers: plainNumbers, Platform: "x", Time: xTime, Mend: xMoment, Check: xAccount,
		Needs: []Field{ID, Published, Text}, Any: []string{"impressions"},
		Columns: []Column{
			{Field: ID, Headers: []string{"Post id", "Tweet id"}},
			{Field: Published, Headers: []string{"Date", "time"}},
			{Field: Text, Headers: []string{"Post text", "Tweet text"}},
			{Field: Permalink, Headers: []string{"Post Link", "Link", "Tweet permalink"}},
			{Metric: "impressions", Headers: []string{"impressions"}},
			{Metric: "engagements", Headers: []string{"engagements"}},
			{Metric: "likes", Headers: []string{"likes"}},
			{Metric: "comments", Headers: []string{"replies"}},
			{Metric: "shares", Headers: []string{"reposts", "retweets"}},
			{Metric: "saves", Headers: []string{"bookmarks"}},
			{Metric: "new_followers", Headers: []string{"new follows", "follows"}},
			{Metric: "profile_visits", Headers: []string{"profile visits", "user profile clicks"}},
			{Metric: "link_clicks", Headers: []string{"url clicks"}},
			{Metric: "video_views", Headers: []string{"video views", "media views"}},
		},
	}
	xDays = Format{
		Key: "x_days", Numbers: plainNumbers, Shape: Days, Platform: "x", Time: xDay,
		Needs: []Field{Day}, Any: []string{"posts"}, Never: []Field{ID, Network},
		Columns: []Column{
			{Field: Day, Headers: []string{"Date"}},
			{Metric: "posts", Headers: []string{"Create Post", "Tweets published", "Posts published"}},
			{Metric: "impressions", Headers: []string{"impressions"}},
			{Metric: "engagements", Headers: []string{"engagements"}},
			{Metric: "likes", Headers: []string{"likes"}},
			{Metric: "comments", Headers: []string{"replies"}},
			{Metric: "shares", Headers: []string{"reposts", "retweets"}},
			{Metric: "saves", Headers: []string{"bookmarks"}},
			{Metric: "new_followers", Headers: []string{"new follows", "follows"}},
			{Metric: "lost_followers", Headers: []string{"unfollows"}},
			{Metric: "profile_visits", Headers: []string{"profile visits", "user profile clicks"}},
			{Metric: "link_clicks", Headers: []string{"url clicks"}},
			{Metric: "video_views", Headers: []string{"video views"}},
			{Metric: "video_views", Else: true, Headers: []string{"media views"}},
		},
	}
)

// xTime reads "2018-09-28 21:57 +0000", "Tue, Feb 18, 2025" and "Mon Feb 17 2025".
func xTime(cell []byte) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02 15:04 -0700", "Mon, Jan 2, 2006", "Mon Jan 2 2006", "Mon Jan 02 2006", time.DateOnly, "2006-01-02T15:04:05"} {
		if at, err := time.Parse(layout, string(cell)); err == nil && at.Year() >= 1990 && at.Year() < 2200 {
			return at.UTC(), true
		}
	}
	return time.Time{}, false
}

// xDay reads the day of a table of days.
func xDay(cell []byte) (time.Time, bool) {
	at, ok := xTime(bytes.TrimSpace(cell))
	return at.Truncate(24 * time.Hour), ok
}

// xEpoch is the millisecond of unix time from which the ids of posts count.
const xEpoch = 1288834974657

// xMoment dates a post by its id, which holds the milliseconds since xEpoch.
func xMoment(_ *row, p *Post) {
	if id, err := strconv.ParseUint(p.PlatformID, 10, 64); err == nil {
		p.moment(time.UnixMilli(int64(id>>22) + xEpoch).UTC())
	}
}

var xLink = regexp.MustCompile(`^https?://(?:www\.|mobile\.)?(?:x|twitter)\.com/([A-Za-z0-9_]{1,30})/status/`)

// xAccount takes the account out of the post's link.
func xAccount(r *row) string {
	if m := xLink.FindSubmatch(r.text(Permalink)); m != nil && string(m[1]) != "i" {
		r.fields[AccountHandle] = m[1]
	}
	return ""
}
