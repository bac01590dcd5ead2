package sample

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/store"
)

// post is one published post, its numbers by the metrics of its platform once
// it has brought all that it brings.
type post struct {
	id      string // the platform's own
	at      store.Instant
	day     int
	kind    string
	title   string
	text    string
	seconds float64 // 0 for what does not move
	pillar  string
	tags    []string
	brings  day
	values  map[string]float64
}

// asOf are the numbers of a post as they stand before day i.
func (p *post) asOf(i int) map[string]float64 {
	age := i - 1 - p.day
	if age >= len(fade)-1 {
		return p.values
	}
	ripe, now := 0.0, map[string]float64{}
	for _, share := range fade[:max(age+1, 0)] {
		ripe += share
	}
	for metric, v := range p.values {
		now[metric] = math.Round(v * ripe)
	}
	if _, sum := now["clicks"]; sum {
		now["clicks"] = now["link_clicks"] + now["other_clicks"]
	}
	return now
}

// publish is what goes out on a channel on day i.
func (l *line) publish(c *calendar, i int) []*post {
	var all []*post
	n := l.luck.often(l.plan.Posts / 7 * clamp(c.busy(i), 0.4, 1.8))
	if c.trouble(i) > 0 {
		n = min(n, 1)
	}
	for range n {
		all = append(all, l.write(c, i, false))
	}
	if i == c.bad[0]+2 {
		all = append(all, l.write(c, i, true))
	}
	for _, p := range all {
		p.id = fmt.Sprintf("%d%08d", 17_000_000_000+l.luck.Int64N(1_000_000_000), l.luck.IntN(100_000_000))
	}
	return all
}

// bests are the factors of reach by the type of a post.
var bests = map[string]float64{"reel": 1.7, "carousel": 1.1, "image": 0.8, "story": 0.35, "link": 0.55, "text": 0.6, "video": 1.2}

// write makes a post: one of the story's, or the one that explains the incident.
func (l *line) write(c *calendar, i int, explains bool) *post {
	r, s := l.luck.Rand, c.story
	p := &post{day: i, kind: choose(r, l.profile.types)}
	p.at = c.at(i, clamp(l.luck.around(13.2*60, 0.22), 7*60, 22*60))
	lift, title := 1.0, ""
	camp := c.campaign(i)
	switch {
	case explains:
		lift, title = 1.9, s.Incident.Title
		if slices.ContainsFunc(l.profile.types, func(t choice[string]) bool { return t.value == "image" }) {
			p.kind = "image"
		}
		p.pillar, p.tags = s.Incident.Pillar, []string{s.Incident.Topic}
	case camp != nil && l.luck.whether(0.6):
		title, lift = pick(r, camp.Titles), camp.Lift
		p.pillar, p.tags = camp.Pillar, []string{camp.Name}
	default:
		serves := s.pillar(r)
		title, p.pillar = pick(r, serves.Titles), serves.Name
		if l.luck.whether(0.7) {
			p.tags = []string{pick(r, serves.Tags)}
		}
		// Now and then one is left without its words.
		if l.luck.whether(0.08) {
			p.pillar, p.tags = "", nil
		}
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

// count gives a post its numbers.
func (l *line) count(c *calendar, p *post, lift float64) {
	whole := func(v, spread float64) float64 { return math.Round(l.luck.around(v, spread)) }
	reach := l.luck.around(l.followers*l.profile.reach*bests[p.kind]*lift*math.Sqrt(c.busy(p.day)), 0.45)
	if l.luck.whether(0.015) {
		reach *= 6 // one in seventy goes round
	}
	engaged := reach * l.profile.react
	v := map[string]float64{"reach": math.Round(reach)}
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
	p.brings = day{
		shown: v[l.profile.shown], reach: v["reach"] * 0.8,
		engagements: p.values["likes"] + p.values["comments"] + p.values["shares"] + p.values["saves"],
		likes:       p.values["likes"], comments: p.values["comments"], shares: p.values["shares"],
		followers: v["new_followers"], visits: v["profile_visits"], links: v["link_clicks"], watched: v["watch_time_s"],
	}
}

// permalink leads nowhere: names under .example are nobody's (RFC 2606).
func (l *line) permalink(p *post) string {
	return fmt.Sprintf("https://%s.example/%s/posts/%s", l.Platform, l.account(), p.id)
}

// account is the handle as addresses and exports write it.
func (l *line) account() string {
	return strings.ReplaceAll(strings.TrimPrefix(l.Handle, "@"), " ", "-")
}
