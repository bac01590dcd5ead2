package community

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// Filter says which activities are meant: those that fit every field that is
// given.
type Filter struct {
	BrandID    string   `json:"brand_id"` // "": of every brand
	ChannelIDs []string `json:"channel_ids"`
	Kinds      []string `json:"kinds"`
	Sentiments []string `json:"sentiments"` // of Sentiments, or Unsaid
	Topics     []string `json:"topics"`     // any of them
	PersonIDs  []string `json:"person_ids"`
	From       string   `json:"from"`   // first day, in the client's time zone; "": open
	To         string   `json:"to"`     // last day
	Search     string   `json:"search"` // words, the last one perhaps begun only unless it is common; "several words" in this order
}

// mostStreams bounds how many stretches of an index a list is merged from;
// beyond, so much fits the filter that a coarser index serves as well.
const mostStreams = 32

// term is a condition on activity a, with what fills it.
type term struct {
	sql  string
	args []any
}

// plan is how the rows of a filter are reached: as streams of one index, each in
// the order of the list, that are merged; or by the search index.
type plan struct {
	index   string   // of activity, or "" for activity_topic
	streams [][]term // what each stream is bound to
	rest    []term   // what is checked row by row
	lo, hi  int64    // occurred_at: lo <= … < hi
	search  *search  // or nil: no words are asked for
	none    bool     // nothing can fit
}

const (
	beginning = int64(-1) << 62
	end       = int64(1) << 62
)

// dayStart is the first moment of a day in a zone, also where midnight does not
// exist or comes twice. Zones change at quarters of an hour.
func dayStart(day string, zone *time.Location) (time.Time, error) {
	t, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return t, fault.Bad("from", "community.day_wrong", day)
	}
	const step = 15 * time.Minute
	for t.Format(time.DateOnly) != day {
		t = t.Add(step)
	}
	for before := t.Add(-step); before.Format(time.DateOnly) == day; before = t.Add(-step) {
		t = before
	}
	return t, nil
}

// span is the moments of the days from and to, "" being open.
func span(from, to string, zone *time.Location) (lo, hi int64, err error) {
	lo, hi = beginning, end
	if from != "" {
		t, err := dayStart(from, zone)
		if err != nil {
			return 0, 0, err
		}
		lo = t.UnixMilli()
	}
	if to != "" {
		t, err := time.Parse(time.DateOnly, to)
		if err != nil {
			return 0, 0, fault.Bad("to", "community.day_wrong", to)
		}
		next, err := dayStart(t.AddDate(0, 0, 1).Format(time.DateOnly), zone)
		if err != nil {
			return 0, 0, err
		}
		hi = next.UnixMilli()
	}
	return lo, hi, nil
}

// channelsOf are the channels that a brand and a choice leave; nil is all.
func channelsOf(tx *store.Tx, brandID string, chosen []string) ([]string, error) {
	if brandID == "" {
		return chosen, nil
	}
	ids, others := []string{}, false
	err := tx.Rows("SELECT id, brand_id = ? FROM channel ORDER BY id", []any{brandID}, func(r *sql.Rows) error {
		var id string
		var own bool
		err := r.Scan(&id, &own)
		switch {
		case !own:
			others = true
		case len(chosen) == 0 || slices.Contains(chosen, id):
			ids = append(ids, id)
		}
		return err
	})
	if !others && len(chosen) == 0 {
		return nil, err
	}
	return ids, err
}

func anyOf[T any](column string, values []T) term {
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = v
	}
	return term{column + " IN (?" + strings.Repeat(", ?", max(0, len(values)-1)) + ")", args}
}

// sentimentTerms is one condition for each sentiment of a filter.
func sentimentTerms(names []string) ([]term, error) {
	terms := make([]term, 0, len(names))
	for _, name := range names {
		switch n := sentimentNumber(&name); {
		case n != nil:
			terms = append(terms, term{"a.sentiment = ?", []any{n}})
		case name == Unsaid:
			terms = append(terms, term{"a.sentiment IS NULL", nil})
		default:
			return nil, fault.Bad("sentiments", "community.sentiment_unknown", name)
		}
	}
	return terms, nil
}

func equal(column string, values []string) []term {
	terms := make([]term, len(values))
	for i, v := range values {
		terms[i] = term{column + " = ?", []any{v}}
	}
	return terms
}

// either joins conditions by OR.
func either(terms []term) term {
	var all term
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = t.sql
		all.args = append(all.args, t.args...)
	}
	all.sql = "(" + strings.Join(parts, " OR ") + ")"
	return all
}

// product is every combination of one term of each dimension.
func product(dimensions ...[]term) [][]term {
	all := [][]term{nil}
	for _, d := range dimensions {
		var next [][]term
		for _, prefix := range all {
			for _, t := range d {
				next = append(next, append(slices.Clone(prefix), t))
			}
		}
		all = next
	}
	return all
}

var (
	everyKind      = equal("a.kind", Kinds)
	everySentiment = []term{{"a.sentiment = ?", []any{int64(-1)}}, {"a.sentiment = ?", []any{int64(0)}}, {"a.sentiment = ?", []any{int64(1)}}, {"a.sentiment IS NULL", nil}}
)

// plan chooses how to reach the rows of a filter.
func (f *Filter) plan(tx *store.Tx, zone *time.Location) (*plan, error) {
	p := &plan{}
	var err error
	if p.lo, p.hi, err = span(f.From, f.To, zone); err != nil {
		return nil, err
	}
	sentiments, err := sentimentTerms(f.Sentiments)
	if err != nil {
		return nil, err
	}
	ids, err := channelsOf(tx, f.BrandID, f.ChannelIDs)
	if err != nil {
		return nil, err
	}
	p.none = ids != nil && len(ids) == 0 && (f.BrandID != "" || len(f.ChannelIDs) > 0)
	channels, kinds, persons := equal("a.channel_id", ids), equal("a.kind", f.Kinds), equal("a.person_id", f.PersonIDs)
	topics := topicNames(f.Topics)
	if p.search = newSearch(f.Search); p.search != nil {
		if err := p.search.settle(tx); err != nil {
			return nil, err
		}
	}

	rest := map[string]term{}
	if len(channels) > 0 {
		rest["channel"] = anyOf("a.channel_id", ids)
	}
	if len(kinds) > 0 {
		rest["kind"] = anyOf("a.kind", f.Kinds)
	}
	if len(sentiments) > 0 {
		rest["sentiment"] = either(sentiments)
	}
	if len(persons) > 0 {
		rest["person"] = anyOf("a.person_id", f.PersonIDs)
	}
	use := func(index string, streams [][]term, bound ...string) {
		p.index, p.streams = index, streams
		for _, b := range bound {
			delete(rest, b)
		}
	}
	kindOr, sentimentOr := kinds, sentiments
	if len(kinds) == 0 {
		kindOr = everyKind
	}
	if len(sentiments) == 0 {
		sentimentOr = everySentiment
	}
	fits := func(dimensions ...[]term) bool {
		n := 1
		for _, d := range dimensions {
			n *= len(d)
		}
		return n > 0 && n <= mostStreams
	}
	switch {
	case p.search != nil:
		if len(topics) > 0 {
			rest["topic"] = topicTerm(topics)
		}
	case len(topics) > 0:
		streams := [][]term{equal("t.topic", topics)}
		if len(channels) > 0 {
			streams = append(streams, []term{anyOf("t.channel_id", ids)})
		}
		use("", product(streams...), "channel")
	case len(kinds)+len(sentiments) > 0 && fits(channels, kindOr, sentimentOr):
		use("activity_cell", product(channels, kindOr, sentimentOr), "channel", "kind", "sentiment")
	case len(kinds) > 0 && fits(kinds, sentimentOr):
		use("activity_kind", product(kinds, sentimentOr), "kind", "sentiment")
	case fits(persons):
		use("activity_person", product(persons), "person")
	case fits(channels):
		use("activity_channel", product(channels), "channel")
	case fits(sentiments):
		use("activity_sentiment", product(sentiments), "sentiment")
	default:
		use("activity_time", [][]term{nil})
	}
	for _, name := range []string{"channel", "kind", "sentiment", "person", "topic"} {
		if t, there := rest[name]; there {
			p.rest = append(p.rest, t)
		}
	}
	return p, nil
}

// topicTerm is the condition that an activity has one of the topics.
func topicTerm(topics []string) term {
	t := anyOf("t.topic", topics)
	t.sql = "EXISTS (SELECT 1 FROM activity_topic t WHERE " + t.sql + " AND t.occurred_at = a.occurred_at AND t.key = a.key)"
	return t
}

// keys is the SQL that gives (at, key) of every row of the plan, unordered:
// the streams after each other. before is where the list goes on, or nil.
func (p *plan) keys(before *cursor) (string, []any) {
	var arms []string
	var args []any
	add := func(terms ...term) string {
		var b strings.Builder
		for _, t := range terms {
			b.WriteString(" AND ")
			b.WriteString(t.sql)
			args = append(args, t.args...)
		}
		return b.String()
	}
	at, key, join := "a.occurred_at", "a.key", "UNION ALL"
	from := fmt.Sprintf("activity a INDEXED BY %s", p.index)
	if p.index == "" {
		at, key, from = "t.occurred_at", "t.key", "activity_topic t"
		if len(p.rest) > 0 {
			from += " CROSS JOIN activity a ON a.key = t.key"
		}
		// An activity may have several of the topics.
		join = "UNION"
	}
	limits := []term{}
	if p.lo != beginning {
		limits = append(limits, term{at + " >= ?", []any{p.lo}})
	}
	if p.hi != end && (before == nil || p.hi <= before.at) {
		limits = append(limits, term{at + " < ?", []any{p.hi}})
	}
	if before != nil {
		limits = append(limits, term{"(" + at + ", " + key + ") < (?, ?)", []any{before.at, before.key}})
	}
	for _, stream := range p.streams {
		where := add(stream...) + add(limits...) + add(p.rest...)
		if p.index != "" {
			where += " AND a.deleted_at IS NULL"
		}
		arms = append(arms, "SELECT "+at+" AS at, "+key+" AS key FROM "+from+" WHERE "+strings.TrimPrefix(where, " AND "))
	}
	return strings.Join(arms, " "+join+" "), args
}
