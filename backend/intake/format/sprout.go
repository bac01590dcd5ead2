package format

import (
	"bytes"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// The reports of Sprout Social, which hold profiles of several networks in one
// file, all of them the agency's own. The column "Sent by" names a person and is
// not imported.
var (
	sproutPosts = Format{
		Key: "sprout_posts", Own: true, Slashed: true, Localised: true, Time: sproutTime, Check: sproutProfile, Mend: sproutID, Numbers: sproutNumbers,
		Needs: []Field{ID, Published, Network, AccountHandle}, Any: []string{"impressions", "engagements", "likes"},
		Columns: []Column{
			{Field: ID, Headers: []string{"Post ID"}},
			{Field: Published, Headers: []string{"Date"}},
			{Field: Network, Headers: []string{"Network"}},
			{Field: AccountHandle, Headers: []string{"Profile"}},
			{Field: Type, Headers: []string{"Content Type"}},
			{Field: Permalink, Headers: []string{"Link"}},
			{Field: Text, Headers: []string{"Post"}},
			{Metric: "impressions", Headers: []string{"Impressions"}},
			{Metric: "reach", Headers: []string{"Reach"}},
			{Metric: "engagements", Headers: []string{"Engagements"}},
			{Metric: "likes", Headers: []string{"Reactions"}},
			{Metric: "comments", Headers: []string{"Comments"}},
			{Metric: "shares", Headers: []string{"Shares"}},
			{Metric: "saves", Headers: []string{"Saves"}},
			{Metric: "link_clicks", Headers: []string{"Post Link Clicks"}},
			{Metric: "video_views", Headers: []string{"Video Views"}},
			{Metric: "watch_time_s", Amount: Measure, Headers: []string{"Video View Time (Seconds)"}},
		},
		Types: map[string]string{
			"photo": "image", "image": "image", "carousel": "carousel", "album": "carousel", "document": "carousel", "video": "video", "reel": "reel",
			"story": "story", "link": "link", "article": "link", "text": "text",
		},
	}
	sproutProfiles = Format{
		Key: "sprout_profiles", Shape: Days, Own: true, Slashed: true, Localised: true, Time: americanDay, Check: sproutProfile, Numbers: sproutNumbers,
		Needs: []Field{Day, Network, AccountHandle}, Any: []string{"followers", "impressions", "engagements"}, Never: []Field{ID},
		Columns: []Column{
			{Field: Day, Headers: []string{"Date"}},
			{Field: Network, Headers: []string{"Network"}},
			{Field: AccountHandle, Headers: []string{"Profile"}},
			{Metric: "followers", Headers: []string{"Audience"}},
			{Metric: "new_followers", Amount: Net, Headers: []string{"Net Audience Growth"}},
			{Metric: "posts", Headers: []string{"Published Posts (Total)"}},
			{Metric: "impressions", Headers: []string{"Impressions"}},
			{Metric: "reach", Headers: []string{"Reach"}},
			{Metric: "video_views", Headers: []string{"Video Views"}},
			{Metric: "engagements", Headers: []string{"Engagements"}},
			{Metric: "likes", Headers: []string{"Reactions"}},
			{Metric: "comments", Headers: []string{"Comments"}},
			{Metric: "shares", Headers: []string{"Shares"}},
			{Metric: "saves", Headers: []string{"Saves"}},
			{Metric: "link_clicks", Headers: []string{"Post Link Clicks"}},
		},
	}
)

// sproutNumbers writes 1,234 and 16.1.
func sproutNumbers(*Table) read.Style { return read.Style{Decimal: '.', Thousands: ','} }

// sproutTime reads "12/30/2025 9:40 am".
func sproutTime(cell []byte) (time.Time, bool) {
	at, err := time.Parse("1/2/2006 3:04 pm", strings.ToLower(string(cell)))
	if err == nil && at.Year() >= 1990 && at.Year() < 2200 {
		return at, true
	}
	return americanTime(cell)
}

// sproutProfile takes from a profile the apostrophe that keeps a spreadsheet
// from reading it as a formula, and the @.
func sproutProfile(r *row) string {
	profile := bytes.TrimPrefix(bytes.TrimPrefix(r.text(AccountHandle), []byte("'")), []byte("@"))
	r.fields[AccountHandle] = profile
	switch {
	case len(profile) == 0:
		return "read.skip.no_name"
	case platformNamed(string(r.text(Network))) == "":
		return "read.skip.network"
	}
	return ""
}

// sproutID makes the id of a post that of the network's own export.
func sproutID(_ *row, p *Post) {
	switch p.Platform {
	case "facebook":
		p.PlatformID = facebookID(p.PlatformID)
	case "linkedin":
		if i := strings.LastIndexByte(p.PlatformID, ':'); i >= 0 && i < len(p.PlatformID)-1 {
			p.PlatformID = p.PlatformID[i+1:]
		}
	}
}
