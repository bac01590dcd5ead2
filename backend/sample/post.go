package sample

import (
	"fmt"
	"math"
	"strings"

	"github.com/brandloop/brandloop/backend/store"
)

// post is one published post, its numbers by the metrics of its platform.
type post struct {
	at      store.Instant
	day     int
	kind    string
	title   string
	text    string
	seconds float64 // 0 for what does not move
	brings  day
	values  map[string]float64
}

// publish is what goes out on a channel on day i.
func (l *line) publish(c *calendar, i int) []*post {
	var all []*post
	n := l.luck.often(l.plan.Posts / 7 * clamp(c.busy(i), 0.4, 1.8))
	if c.trouble(i) > 0 {
		n = min(n, 1)
	}
	for range n {
		all = append(all, l.write(c, i, ""))
	}
	if i == c.bad[0]+2 {
		all = append(all, l.write(c, i, c.story.Incident.Title))
	}
	return all
}

// bests are the factors of reach by the type of a post.
var bests = map[string]float64{"reel": 1.7, "carousel": 1.1, "image": 0.8, "story": 0.35, "link": 0.55, "text": 0.6, "video": 1.2}

// write makes a post; without a title it is one of the story's.
func (l *line) write(c *calendar, i int, title string) *post {
	r, s := l.luck.Rand, c.story
	p := &post{day: i, kind: choose(r, l.profile.types)}
	p.at = c.at(i, clamp(l.luck.around(13.2*60, 0.22), 7*60, 22*60))
	lift := 1.0
	camp := c.campaign(i)
	switch {
	case title != "":
		p.kind, lift = "image", 1.9
	case camp != nil && l.luck.whether(0.6):
		title, lift = pick(r, camp.Titles), camp.Lift
	default:
		title = pick(r, s.Titles)
	}
	p.title = s.fill(r, title)
	if p.kind != "story" {
		p.text = p.title + "\n\n" + s.fill(r, pick(r, s.Captions))
	}
	if p.kind == "reel" || p.kind == "video" {
		p.seconds = math.Round(clamp(l.luck.around(26, 0.5), 7, 90))
		if l.Platform == "youtube" {
			p.seconds = math.Round(clamp(l.luck.around(340, 0.6), 60, 1800))
		}
	}
	l.count(c, p, lift)
	return p
}

// count gives a post its numbers, as far along as they are today.
func (l *line) count(c *calendar, p *post, lift float64) {
	age := c.days - 1 - p.day
	ripe := 1.0
	if age < len(fade) {
		ripe = 0
		for _, share := range fade[:age+1] {
			ripe += share
		}
	}
	whole := func(v, spread float64) float64 { return math.Round(l.luck.around(v, spread) * ripe) }
	reach := l.luck.around(l.followers*l.profile.reach*bests[p.kind]*lift*math.Sqrt(c.busy(p.day)), 0.45)
	if l.luck.whether(0.015) {
		reach *= 6 // one in seventy goes round
	}
	engaged := reach * l.profile.react
	v := map[string]float64{"reach": math.Round(reach * ripe)}
	v[l.profile.shown] = max(v["reach"], whole(reach*1.35, 0.1))
	v["likes"], v["comments"] = whole(engaged*0.78, 0.2), whole(engaged*0.06, 0.4)
	v["shares"], v["saves"] = whole(engaged*0.07, 0.5), whole(engaged*0.09, 0.45)
	v["link_clicks"], v["other_clicks"] = whole(reach*0.004, 0.5), whole(reach*0.02, 0.3)
	if p.kind == "link" {
		v["link_clicks"] = whole(reach*0.022, 0.4)
	}
	v["clicks"] = v["link_clicks"] + v["other_clicks"]
	v["new_followers"], v["profile_visits"] = whole(reach*0.0016, 0.5), whole(reach*0.012, 0.4)
	if p.seconds > 0 {
		v["watch_time_s"] = math.Round(v[l.profile.shown] * p.seconds * clamp(l.luck.around(0.38, 0.2), 0.1, 0.9))
	}
	if p.kind == "story" {
		v["navigation"], v["sticker_taps"] = whole(reach*1.1, 0.1), whole(reach*0.012, 0.6)
		delete(v, "saves")
	}
	p.values = map[string]float64{}
	for _, metric := range l.profile.post {
		if value, known := v[metric]; known {
			p.values[metric] = value
		}
	}
	if p.kind == "story" {
		for _, metric := range []string{"navigation", "sticker_taps", "link_clicks", "profile_visits"} {
			p.values[metric] = v[metric]
		}
	}
	known := func(metric string) float64 { return p.values[metric] / ripe }
	p.brings = day{
		shown: v[l.profile.shown] / ripe, reach: v["reach"] / ripe * 0.8,
		engagements: known("likes") + known("comments") + known("shares") + known("saves"),
		likes:       known("likes"), comments: known("comments"), shares: known("shares"),
		followers: v["new_followers"] / ripe, visits: v["profile_visits"] / ripe, links: v["link_clicks"] / ripe, watched: v["watch_time_s"] / ripe,
	}
}

// permalink leads nowhere: names under .example are nobody's (RFC 2606).
func (l *line) permalink(id string) string {
	return fmt.Sprintf("https://%s.example/%s/%s", l.Platform, strings.TrimPrefix(l.Handle, "@"), id)
}
