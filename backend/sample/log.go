package sample

import (
	"math"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/store"
)

// entry is one row of the community log.
type entry struct {
	channel            *line
	kind               string
	quantity           int
	asSelf             bool
	received, answered store.Instant // 0: not known
	logged             store.Instant
	sentiment          int // said only with known
	known              bool
	topics             []string
	person             string
	author             string
	text, answer, link string
	outcome            string
	minutes            float64
}

// kinds are what is logged on a platform; "" is every other platform.
var kinds = map[string][]choice[string]{
	"": {{0.3, "reply"}, {0.19, "comment"}, {0.21, "direct_message"}, {0.08, "mention"}, {0.06, "moderation"}, {0.04, "content_found"},
		{0.04, "user_content"}, {0.035, "outreach"}, {0.025, "community_post"}, {0.01, "event"}, {0.01, "other"}},
	"google_business": {{0.8, "review"}, {0.2, "comment"}},
	"whatsapp":        {{0.96, "direct_message"}, {0.04, "other"}},
}

// hours is when people write, by the hour of their day.
var hours = [24]float64{1.2, 0.6, 0.3, 0.2, 0.2, 0.4, 1, 2.2, 4, 5, 5.4, 5.6, 5.4, 5.2, 5, 4.6, 4.6, 5, 5.8, 6.6, 7.4, 7, 5, 2.8}

// teller writes the log of a client.
type teller struct {
	calendar *calendar
	tongue   *tongue
	luck     chance
	persons  []choice[string] // ids of who works for the client
}

// entries are those of day i on all channels, in the order in which they were
// logged.
func (t *teller) entries(i int, channels []*line, more float64) []*entry {
	var all []*entry
	grown := 0.75 + 0.5*float64(i)/float64(max(t.calendar.days, 1))
	for _, l := range channels {
		mean := l.plan.Entries * clamp(t.calendar.busy(i), 0.5, 1.9) * grown * more
		for range t.luck.often(mean) {
			all = append(all, t.entry(i, l, false))
		}
		for range t.luck.often(mean * 2.2 * t.calendar.trouble(i)) {
			all = append(all, t.entry(i, l, true))
		}
	}
	slices.SortStableFunc(all, func(a, b *entry) int { return int(a.logged - b.logged) })
	return all
}

// entry makes one; bad is one of the incident's.
func (t *teller) entry(i int, l *line, bad bool) *entry {
	r, s := t.luck.Rand, t.calendar.story
	mix, special := kinds[l.Platform]
	if !special {
		mix = kinds[""]
	}
	e := &entry{channel: l, kind: choose(r, mix), quantity: 1, person: choose(r, t.persons)}
	if bad && (e.kind == "outreach" || e.kind == "event" || e.kind == "content_found" || e.kind == "community_post" || e.kind == "other") {
		e.kind = "comment"
	}
	hour := weighted(r, 24, func(h int) float64 { return hours[h] })
	at := t.calendar.at(i, float64(hour*60)+r.Float64()*60)
	switch e.kind {
	case "reply", "comment", "direct_message", "mention", "review", "user_content":
		t.talk(e, i, at, bad)
	case "moderation":
		e.text, e.quantity = pick(r, t.tongue.Spam), 1+t.luck.often(0.8)
		e.outcome = choose(r, []choice[string]{{0.45, "hidden"}, {0.35, "removed"}, {0.2, "blocked"}})
		e.sentiment, e.known = -1, t.luck.whether(0.3)
		e.logged = t.calendar.work(at, 20+r.Float64()*60)
	default:
		texts := map[string][]string{"outreach": s.Outreach, "content_found": s.Found, "event": s.Events, "community_post": s.Titles}[e.kind]
		if texts == nil {
			texts = s.Captions
		}
		e.text = s.fill(r, pick(r, texts))
		e.asSelf = e.kind == "outreach" && t.luck.whether(0.4)
		e.logged = t.calendar.work(at, r.Float64()*120)
		if e.kind == "content_found" {
			e.link = "https://blog.example/" + t.slug()
		}
		if e.kind == "event" {
			e.minutes = math.Round(clamp(t.luck.around(90, 0.4), 30, 240))
		}
	}
	if e.minutes == 0 && t.luck.whether(0.7) {
		e.minutes = math.Round(clamp(t.luck.around(2.4+0.5*float64(e.quantity), 0.5), 0.5, 90)*2) / 2
	}
	return e
}

// talk is what somebody wrote, and the answer.
func (t *teller) talk(e *entry, i int, at store.Instant, bad bool) {
	r, s := t.luck.Rand, t.calendar.story
	e.author = t.author()
	if e.kind == "reply" && !bad && t.luck.whether(0.28) {
		// A batch: one line for many answers.
		e.quantity, e.text, e.author = 3+t.luck.often(9), pick(r, t.tongue.Batch), ""
		e.logged = t.calendar.work(at, 30+r.Float64()*120)
		e.answered = e.logged
		e.topics = []string{s.topic(r).Name}
		e.minutes = math.Round(clamp(t.luck.around(1.3*float64(e.quantity), 0.3), 3, 120))
		return
	}
	about := s.topic(r)
	e.received = at
	if bad {
		e.topics, e.sentiment, e.known = []string{s.Incident.Topic}, -1, true
		e.text, e.answer = s.fill(r, pick(r, s.Incident.Texts)), s.fill(r, pick(r, s.Incident.Answers))
	} else {
		e.topics = []string{about.Name}
		if other := s.topic(r); other != about && t.luck.whether(0.12) {
			e.topics = append(e.topics, other.Name)
		}
		if camp := t.calendar.campaign(i); camp != nil && t.luck.whether(0.2) {
			e.topics = append(e.topics, camp.Name)
		}
		e.sentiment = weighted(r, 3, func(i int) float64 { return about.Mood[i] }) - 1
		if e.kind == "user_content" {
			e.sentiment = 1
		}
		e.known = t.luck.whether(0.9)
		e.text, e.answer = s.fill(r, pick(r, about.said(e.sentiment))), s.fill(r, pick(r, about.Answers))
	}
	trouble := t.calendar.trouble(i)
	wait := clamp(t.luck.around(38*(1+6*trouble), 1.0), 2, 2400)
	unanswered := 0.05 + 0.2*trouble
	switch {
	case e.kind == "user_content":
		e.received, e.answer = 0, ""
		e.logged = t.calendar.work(at, 30)
		e.link = "https://" + e.channel.Platform + ".example/" + t.slug()
		return
	case e.kind != "reply" && !bad && e.sentiment == 1 && t.luck.whether(0.2):
		e.outcome, e.answer = "no_reply_needed", ""
		e.logged = t.calendar.work(at, wait)
		return
	case e.kind != "reply" && t.luck.whether(unanswered):
		e.answer = ""
		e.logged = t.calendar.work(at, wait)
	default:
		e.answered = t.calendar.work(at, wait)
		e.logged = e.answered + store.Instant(20_000+r.IntN(90_000))
	}
	switch {
	case bad:
		e.outcome = choose(r, []choice[string]{{0.5, "resolved"}, {0.3, "escalated"}, {0.2, "forwarded"}})
	case e.answered == 0:
	case e.sentiment == -1:
		e.outcome = choose(r, []choice[string]{{0.6, "resolved"}, {0.2, "forwarded"}, {0.1, "escalated"}, {0.1, ""}})
	default:
		e.outcome = choose(r, []choice[string]{{0.55, "resolved"}, {0.45, ""}})
	}
	if e.kind == "mention" {
		e.link = "https://" + e.channel.Platform + ".example/" + t.slug()
	}
}

// author is the name of somebody's account: nobody's in particular.
func (t *teller) author() string {
	return "@" + strings.TrimRight(pick(t.luck.Rand, t.tongue.First)+pick(t.luck.Rand, t.tongue.Second), "._")
}

const letters = "abcdefghjkmnpqrstuvwxyz23456789"

func (t *teller) slug() string {
	var b [9]byte
	for i := range b {
		b[i] = letters[t.luck.IntN(len(letters))]
	}
	return string(b[:])
}

// said is the entry as the log takes it; false when it has not come to be by the
// moment now.
func (e *entry) said(now store.Instant) (community.Entry, bool) {
	when := func(at store.Instant) *store.Instant {
		if at == 0 {
			return nil
		}
		return &at
	}
	c := community.Entry{ChannelID: e.channel.ID, Kind: e.kind, Quantity: int64(e.quantity), AsSelf: e.asSelf,
		ReceivedAt: when(e.received), AnsweredAt: when(e.answered), Topics: e.topics, PersonID: e.person, Author: e.author,
		Text: e.text, Answer: e.answer, Link: e.link, Outcome: e.outcome}
	if e.known {
		c.Sentiment = community.Sentiments[e.sentiment+1]
	}
	if e.minutes > 0 {
		c.Minutes = &e.minutes
	}
	return c, e.logged <= now && e.received <= now
}
