package sample

import (
	"math"

	"github.com/brandloop/brandloop/backend/brand"
)

// profile is how a platform counts.
type profile struct {
	exported bool     // its numbers come from the platform's export files, else they are typed
	shown    string   // how it counts what was shown: views or impressions
	series   []string // what is known of the account by day; followers aside
	types    []choice[string]
	post     []string // what is known of a post
	reach    float64  // of a post, as a share of the followers
	react    float64  // engagements of a post, as a share of its reach
}

// profiles are the platforms that give numbers; the others are only logged on.
var profiles = map[string]*profile{
	"instagram": {exported: true, shown: "views",
		series: []string{"new_followers", "views", "reach", "engagements", "profile_visits", "link_clicks"},
		types:  []choice[string]{{0.36, "reel"}, {0.2, "image"}, {0.26, "carousel"}, {0.18, "story"}},
		post:   []string{"views", "reach", "likes", "comments", "shares", "saves", "new_followers"}, reach: 0.24, react: 0.055},
	"facebook": {exported: true, shown: "views",
		series: []string{"new_followers", "views", "reach", "engagements", "profile_visits", "link_clicks"},
		types:  []choice[string]{{0.45, "image"}, {0.25, "reel"}, {0.2, "link"}, {0.1, "text"}},
		post:   []string{"views", "reach", "likes", "comments", "shares", "clicks", "link_clicks", "other_clicks"}, reach: 0.11, react: 0.03},
	"tiktok": {shown: "views",
		series: []string{"new_followers", "lost_followers", "views", "profile_visits", "likes", "comments", "shares", "engagements"},
		types:  []choice[string]{{1, "video"}},
		post:   []string{"views", "reach", "likes", "comments", "shares", "saves", "watch_time_s", "new_followers"}, reach: 0.55, react: 0.07},
	"linkedin": {shown: "impressions",
		series: []string{"new_followers", "impressions", "reach", "engagements", "clicks", "profile_visits"},
		types:  []choice[string]{{0.4, "image"}, {0.2, "video"}, {0.2, "link"}, {0.2, "text"}},
		post:   []string{"impressions", "reach", "likes", "comments", "shares", "clicks"}, reach: 0.2, react: 0.032},
	"x": {shown: "impressions",
		series: []string{"new_followers", "lost_followers", "impressions", "engagements", "link_clicks", "profile_visits"},
		types:  []choice[string]{{0.5, "text"}, {0.3, "image"}, {0.2, "link"}},
		post:   []string{"impressions", "likes", "comments", "shares", "saves", "link_clicks", "profile_visits", "new_followers"}, reach: 0.16, react: 0.018},
	"youtube": {shown: "views",
		series: []string{"new_followers", "lost_followers", "views", "watch_time_s", "likes", "comments", "shares", "engagements"},
		types:  []choice[string]{{1, "video"}},
		post:   []string{"views", "likes", "comments", "shares", "watch_time_s", "new_followers"}, reach: 0.6, react: 0.045},
}

// line is a channel as the sample runs along it, day by day.
type line struct {
	brand.Channel
	plan      account
	profile   *profile
	luck      chance
	until     int // the first day without numbers
	followers float64
	accountID string               // the platform's own
	audience  *audience            // nil is never fetched
	adverts   []*advert            // of an account of ads
	visits    []*visits            // of a website
	posts     []*post              // that its exports will tell of
	daily     []map[string]float64 // the same of its days
	echo      [2]day               // what the posts of the last two days still bring
	month     float64              // reach of the days of the month so far
	since     map[string]float64   // sums since the targets run; nil before
	from      float64              // followers when they began
}

// day is what happened to an account on a day.
type day struct{ shown, reach, engagements, likes, comments, shares, followers, visits, links, watched float64 }

func (d *day) add(o day, share float64) {
	d.shown += o.shown * share
	d.reach += o.reach * share
	d.engagements += o.engagements * share
	d.likes += o.likes * share
	d.comments += o.comments * share
	d.shares += o.shares * share
	d.followers += o.followers * share
	d.visits += o.visits * share
	d.links += o.links * share
	d.watched += o.watched * share
}

// fade is how the numbers of a post spread over its first days.
var fade = [3]float64{0.6, 0.27, 0.13}

// run is the day i of the account: what its posts bring, and what comes by
// itself.
func (l *line) run(c *calendar, i int, posted []*post) day {
	var d day
	for _, p := range posted {
		d.add(p.brings, fade[0])
	}
	d.add(l.echo[0], fade[1])
	d.add(l.echo[1], fade[2])
	l.echo = [2]day{{}, l.echo[0]}
	for _, p := range posted {
		l.echo[0].add(p.brings, 1)
	}
	base := l.followers * 0.055 * c.busy(i)
	d.reach += l.luck.around(base, 0.12)
	d.shown += l.luck.around(base*1.7, 0.14)
	d.engagements += l.luck.around(base*0.012, 0.25)
	d.visits += l.luck.around(base*0.05, 0.2)
	d.links += l.luck.around(base*0.011, 0.3)
	// Two in five of the new leave again: net growth is the story's.
	gained := l.luck.around(l.followers*l.plan.Growth/30.4/0.6*c.busy(i), 0.22)
	lost := gained * 0.4
	if t := c.trouble(i); t > 0 {
		gained *= 1 - 0.5*t
		lost = lost*(1+2.5*t) + l.followers*0.0006*t
		d.comments *= 1 + 1.5*t
	}
	d.followers = math.Round(gained)
	l.followers += d.followers - math.Round(lost)
	return d
}

// values are the numbers of a day as its series, whole and not negative.
func (l *line) values(d day) map[string]float64 {
	whole := func(v float64) float64 { return max(0, math.Round(v)) }
	return map[string]float64{
		"new_followers": whole(d.followers), "views": whole(d.shown), "impressions": whole(d.shown),
		"reach": whole(min(d.reach, d.shown)), "engagements": whole(d.engagements), "likes": whole(d.likes), "comments": whole(d.comments),
		"shares": whole(d.shares), "profile_visits": whole(d.visits), "link_clicks": whole(d.links), "clicks": whole(d.links * 1.6),
		"watch_time_s": whole(d.watched),
	}
}
