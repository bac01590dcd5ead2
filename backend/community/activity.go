// Package community keeps the log of what the community manager does: the
// activities, how they are found again, and what they add up to.
package community

import (
	"math"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// Kinds are what an activity can be, in the order in which they are offered.
var Kinds = []string{
	"reply", "comment", "direct_message", "mention", "review", "moderation", "outreach", "community_post", "event",
	"content_found", "user_content", "other",
}

// Sentiments are what a person can sound like, the worst first. Not said is
// null in an Activity and Unsaid in a Filter.
var Sentiments = []string{"negative", "neutral", "positive"}

// Unsaid stands in a filter for activities whose sentiment nobody noted.
const Unsaid = "unsaid"

// Outcomes are how an activity can end; "" is not said. What ends as spam or as
// no_reply_needed needs no answer.
var Outcomes = []string{"", "resolved", "forwarded", "escalated", "hidden", "removed", "blocked", "spam", "no_reply_needed"}

// answerable are the kinds that need an answer once they are received.
var answerable = []string{"reply", "comment", "direct_message", "mention", "review"}

// Activity is one entry of the log. One entry may stand for several like it:
// Quantity.
type Activity struct {
	store.Row
	Key        int64          `json:"-"` // its place in the file: later entries have greater ones
	BrandID    string         `json:"brand_id"`
	ChannelID  string         `json:"channel_id"`
	Kind       string         `json:"kind"`
	Quantity   int64          `json:"quantity"`
	AsSelf     bool           `json:"as_self"`                         // under one's own name, not as the brand
	OccurredAt store.Instant  `json:"occurred_at" ts_type:"string"`    // received, else answered, else when it was
	Day        string         `json:"day"`                             // of OccurredAt, in the client's time zone
	ReceivedAt *store.Instant `json:"received_at" ts_type:"string"`    // null: not said
	AnsweredAt *store.Instant `json:"answered_at" ts_type:"string"`    // null: not said
	RespMs     *int64         `json:"resp_ms" ts_type:"number | null"` // first response of what needed one; null where it cannot be known
	Sentiment  *string        `json:"sentiment" ts_type:"string | null"`
	Topics     []string       `json:"topics"` // in lower case
	PersonID   string         `json:"person_id"`
	Author     string         `json:"author"` // with whom
	Text       string         `json:"text"`
	Answer     string         `json:"answer"`
	Link       string         `json:"link"` // http(s) or ""
	Outcome    string         `json:"outcome"`
	Minutes    *float64       `json:"minutes" ts_type:"number | null"`
	Snippet    string         `json:"snippet"` // of a search: the words around what was found, each find between U+0002 and U+0003
}

// Entry is what is said of a new activity. Quantity 0 is 1; Sentiment "" is not
// said.
type Entry struct {
	ChannelID  string         `json:"channel_id"`
	Kind       string         `json:"kind"`
	Quantity   int64          `json:"quantity"`
	AsSelf     bool           `json:"as_self"`
	At         *store.Instant `json:"at" ts_type:"string | null"` // of what was neither received nor answered; now when null
	ReceivedAt *store.Instant `json:"received_at" ts_type:"string | null"`
	AnsweredAt *store.Instant `json:"answered_at" ts_type:"string | null"`
	Sentiment  string         `json:"sentiment"`
	Topics     []string       `json:"topics"`
	PersonID   string         `json:"person_id"`
	Author     string         `json:"author"`
	Text       string         `json:"text"`
	Answer     string         `json:"answer"`
	Link       string         `json:"link"`
	Outcome    string         `json:"outcome"`
	Minutes    *float64       `json:"minutes" ts_type:"number | null"`
}

// Patch changes the fields that are not nil, and clears those that Clear names:
// received_at, answered_at, sentiment, minutes.
type Patch struct {
	ChannelID    *string        `json:"channel_id,omitempty"`
	Kind         *string        `json:"kind,omitempty"`
	Quantity     *int64         `json:"quantity,omitempty"`
	AsSelf       *bool          `json:"as_self,omitempty"`
	At           *store.Instant `json:"at,omitempty" ts_type:"string"` // of what was neither received nor answered
	ReceivedAt   *store.Instant `json:"received_at,omitempty" ts_type:"string"`
	AnsweredAt   *store.Instant `json:"answered_at,omitempty" ts_type:"string"`
	Sentiment    *string        `json:"sentiment,omitempty"`
	Topics       *[]string      `json:"topics,omitempty"`
	AddTopics    []string       `json:"add_topics,omitempty"`
	RemoveTopics []string       `json:"remove_topics,omitempty"`
	PersonID     *string        `json:"person_id,omitempty"`
	Author       *string        `json:"author,omitempty"`
	Text         *string        `json:"text,omitempty"`
	Answer       *string        `json:"answer,omitempty"`
	Link         *string        `json:"link,omitempty"`
	Outcome      *string        `json:"outcome,omitempty"`
	Minutes      *float64       `json:"minutes,omitempty"`
	Clear        []string       `json:"clear,omitempty"`
}

// What an entry may hold at most.
const (
	maxQuantity = 1_000_000
	maxMinutes  = 100_000
	maxName     = 200
	maxText     = 10_000
	maxLink     = 2_000
	maxTopic    = 40
	maxTopics   = 20
)

// Moments outside these are typing errors.
var (
	earliest = store.At(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC))
	latest   = store.At(time.Date(2101, 1, 1, 0, 0, 0, 0, time.UTC))
)

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

// fill sets what an entry says.
func (a *Activity) fill(e *Entry) {
	a.ChannelID, a.Kind, a.Quantity, a.AsSelf = e.ChannelID, e.Kind, e.Quantity, e.AsSelf
	a.ReceivedAt, a.AnsweredAt, a.Topics = e.ReceivedAt, e.AnsweredAt, e.Topics
	a.PersonID, a.Author, a.Text, a.Answer, a.Link, a.Outcome, a.Minutes = e.PersonID, e.Author, e.Text, e.Answer, e.Link, e.Outcome, e.Minutes
	a.Sentiment = nil
	if e.Sentiment != "" {
		a.Sentiment = &e.Sentiment
	}
	if a.Quantity == 0 {
		a.Quantity = 1
	}
	if e.At != nil {
		a.OccurredAt = *e.At
	}
}

// apply sets what a patch says.
func (a *Activity) apply(p *Patch) error {
	set(&a.ChannelID, p.ChannelID)
	set(&a.Kind, p.Kind)
	set(&a.Quantity, p.Quantity)
	set(&a.AsSelf, p.AsSelf)
	set(&a.OccurredAt, p.At)
	set(&a.Topics, p.Topics)
	set(&a.PersonID, p.PersonID)
	set(&a.Author, p.Author)
	set(&a.Text, p.Text)
	set(&a.Answer, p.Answer)
	set(&a.Link, p.Link)
	set(&a.Outcome, p.Outcome)
	if p.ReceivedAt != nil {
		a.ReceivedAt = p.ReceivedAt
	}
	if p.AnsweredAt != nil {
		a.AnsweredAt = p.AnsweredAt
	}
	if p.Minutes != nil {
		a.Minutes = p.Minutes
	}
	if p.Sentiment != nil {
		if a.Sentiment = p.Sentiment; *p.Sentiment == "" {
			a.Sentiment = nil
		}
	}
	if len(p.AddTopics)+len(p.RemoveTopics) > 0 {
		gone := topicNames(p.RemoveTopics)
		a.Topics = append(slices.DeleteFunc(slices.Clone(a.Topics), func(t string) bool { return slices.Contains(gone, t) }), p.AddTopics...)
	}
	for _, field := range p.Clear {
		switch field {
		case "received_at":
			a.ReceivedAt = nil
		case "answered_at":
			a.AnsweredAt = nil
		case "sentiment":
			a.Sentiment = nil
		case "minutes":
			a.Minutes = nil
		default:
			return fault.Bad(field, "community.cannot_clear", field)
		}
	}
	return nil
}

// check tidies what was entered and refuses what cannot be. An answer before
// the message is kept as it was entered: only its response time is not known.
func (a *Activity) check() error {
	if !slices.Contains(Kinds, a.Kind) {
		return fault.Bad("kind", "community.kind_unknown", a.Kind, strings.Join(Kinds, ", "))
	}
	if a.Quantity < 1 || a.Quantity > maxQuantity {
		return fault.Bad("quantity", "community.quantity_wrong", maxQuantity)
	}
	if a.Sentiment != nil && !slices.Contains(Sentiments, *a.Sentiment) {
		return fault.Bad("sentiment", "community.sentiment_unknown", *a.Sentiment)
	}
	if !slices.Contains(Outcomes, a.Outcome) {
		return fault.Bad("outcome", "community.outcome_unknown", a.Outcome, strings.Join(Outcomes[1:], ", "))
	}
	if a.Minutes != nil && !(*a.Minutes >= 0 && *a.Minutes <= maxMinutes) || a.Minutes != nil && math.IsNaN(*a.Minutes) {
		return fault.Bad("minutes", "community.minutes_wrong", maxMinutes)
	}
	a.Author = strings.Join(strings.Fields(a.Author), " ")
	a.Text, a.Answer, a.Link = strings.TrimSpace(a.Text), strings.TrimSpace(a.Answer), strings.TrimSpace(a.Link)
	for _, f := range [...]struct {
		field, text string
		most        int
	}{{"author", a.Author, maxName}, {"text", a.Text, maxText}, {"answer", a.Answer, maxText}, {"link", a.Link, maxLink}, {"person_id", a.PersonID, maxName}} {
		if len(f.text) > f.most && utf8.RuneCountInString(f.text) > f.most {
			return fault.Bad(f.field, "community.too_long", f.most)
		}
		if !utf8.ValidString(f.text) {
			return fault.Bad(f.field, "community.not_text")
		}
	}
	if a.Link != "" {
		if u, err := url.Parse(a.Link); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return fault.Bad("link", "community.link_wrong", a.Link)
		}
	}
	a.Topics = topicNames(a.Topics)
	if len(a.Topics) > maxTopics {
		return fault.Bad("topics", "community.topics_many", maxTopics)
	}
	for _, t := range a.Topics {
		if utf8.RuneCountInString(t) > maxTopic || !utf8.ValidString(t) {
			return fault.Bad("topics", "community.topic_long", maxTopic)
		}
	}
	return a.checkTimes()
}

func (a *Activity) checkTimes() error {
	for field, at := range map[string]*store.Instant{"received_at": a.ReceivedAt, "answered_at": a.AnsweredAt, "at": &a.OccurredAt} {
		if at != nil && (*at < earliest || *at >= latest) {
			return fault.Bad(field, "community.time_far", at.Time().Year())
		}
	}
	return nil
}

// topicNames are topics as they are kept: in lower case, without #, each once.
func topicNames(raw []string) []string {
	names := make([]string, 0, len(raw))
	for _, t := range raw {
		t = strings.ToLower(strings.Join(strings.Fields(strings.TrimLeft(strings.TrimSpace(t), "#")), " "))
		if t != "" && !slices.Contains(names, t) {
			names = append(names, t)
		}
	}
	return names
}

// The states of what needs an answer, as column due keeps them; NULL needs
// none.
const (
	waiting  = 0 // received, not answered
	timed    = 1 // answered, and how fast is known
	backward = 2 // answered, by its times before it was received
	untimed  = 3 // a reply without the time of the answer
)

// derive works out what follows from the rest: when it was, on which day and
// month of the zone, whether it needed an answer and how fast it got one.
func (a *Activity) derive(zone *time.Location) (ym int, due *int) {
	switch {
	case a.ReceivedAt != nil:
		a.OccurredAt = *a.ReceivedAt
	case a.AnsweredAt != nil:
		a.OccurredAt = *a.AnsweredAt
	}
	local := a.OccurredAt.Time().In(zone)
	a.Day, ym = local.Format(time.DateOnly), local.Year()*100+int(local.Month())
	a.RespMs = nil
	if a.ReceivedAt == nil || !slices.Contains(answerable, a.Kind) || a.Outcome == "spam" || a.Outcome == "no_reply_needed" {
		return ym, nil
	}
	state := waiting
	switch {
	case a.AnsweredAt != nil && *a.AnsweredAt >= *a.ReceivedAt:
		took := int64(*a.AnsweredAt - *a.ReceivedAt)
		state, a.RespMs = timed, &took
	case a.AnsweredAt != nil:
		state = backward
	case a.Kind == "reply":
		state = untimed
	}
	return ym, &state
}
