package community

import (
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/store"
)

// Scope is what statistics are made of.
type Scope struct {
	BrandID     string // "": every brand
	ChannelIDs  []string
	From, To    string // days, both counted
	Zone        *time.Location
	OfficeHours []agency.Span // nil: no figures by office hours
}

// Cell is how much was done on a channel of a kind that sounded one way.
type Cell struct {
	ChannelID string  `json:"channel_id"`
	Kind      string  `json:"kind"`
	Sentiment *string `json:"sentiment" ts_type:"string | null"`
	Entries   int64   `json:"entries"`
	Quantity  int64   `json:"quantity"`
}

// KindCount is a kind's row of sentiments: sums of quantity.
type KindCount struct {
	Kind     string `json:"kind"`
	Entries  int64  `json:"entries"`
	Quantity int64  `json:"quantity"`
	Negative int64  `json:"negative"`
	Neutral  int64  `json:"neutral"`
	Positive int64  `json:"positive"`
	Unsaid   int64  `json:"unsaid"`
}

// Statistics are what the log of a span adds up to. But for Entries they count
// quantities: an entry of 35 replies counts 35.
type Statistics struct {
	Entries  int64       `json:"entries"`
	Quantity int64       `json:"quantity"`
	Cells    []Cell      `json:"cells"` // by channel, kind and sentiment; only what was logged
	Kinds    []KindCount `json:"kinds"` // in the order of Kinds; only what was logged

	Negative     int64    `json:"negative"`
	Neutral      int64    `json:"neutral"`
	Positive     int64    `json:"positive"`
	Unsaid       int64    `json:"unsaid"`
	NetSentiment *float64 `json:"net_sentiment" ts_type:"number | null"` // (positive − negative) / (positive + neutral + negative) × 100

	// What needs an answer is a reply, comment, direct message, mention or review
	// that was received and is neither spam nor marked as needing none; a reply is
	// answered by being one.
	ToAnswer     int64    `json:"to_answer"`
	Answered     int64    `json:"answered"`
	ResponseRate *float64 `json:"response_rate" ts_type:"number | null"` // answered / to answer × 100

	Response       *Response `json:"response"`        // by the clock
	OfficeResponse *Response `json:"office_response"` // by office hours; null without

	Topics  []TopicCount `json:"topics"` // the 50 most used
	Minutes *float64     `json:"minutes" ts_type:"number | null"`
}

// tally is what the rows of a cell add up to.
type tally struct {
	Cell
	toAnswer, answered int64
	minutes            *float64
}

// sums are the columns of a tally as one text: a correlated subquery gives one
// value, and it alone reads nothing but the rows that count.
const (
	countSums = "count(*) || ' ' || sum(quantity)" // NULL of no rows, as sum is
	fullSums  = countSums + " || ' ' || sum(iif(due IS NULL, 0, quantity)) || ' ' || sum(iif(due > 0, quantity, 0)) || ' ' || coalesce(sum(minutes), '')"
)

// ids of the channels of a scope, all of them by id where none is chosen.
func (s *Scope) ids(tx *store.Tx) ([]string, error) {
	ids, err := channelsOf(tx, s.BrandID, s.ChannelIDs)
	if err != nil || ids != nil {
		return ids, err
	}
	err = tx.Rows("SELECT id FROM channel ORDER BY id", nil, func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

// tallies adds up each cell of a scope, seeking one stretch of an index for
// each, whatever else the log holds.
func (s *Scope) tallies(tx *store.Tx, sums string) ([]tally, error) {
	lo, hi, err := span(s.From, s.To, s.Zone)
	if err != nil {
		return nil, err
	}
	ids, err := s.ids(tx)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	args := []any{}
	for _, id := range ids {
		args = append(args, id)
	}
	for _, k := range Kinds {
		args = append(args, k)
	}
	values := func(n int) string { return "VALUES (?)" + strings.Repeat(", (?)", n-1) }
	var all []tally
	err = tx.Rows("WITH c(channel) AS ("+values(len(ids))+"), k(kind) AS ("+values(len(Kinds))+"), s(sentiment) AS (VALUES (-1), (0), (1), (NULL)) "+
		"SELECT channel, kind, sentiment, (SELECT "+sums+" FROM activity a INDEXED BY activity_cell WHERE a.channel_id = channel AND a.kind = k.kind "+
		"AND a.sentiment IS s.sentiment AND a.occurred_at >= ? AND a.occurred_at < ? AND a.deleted_at IS NULL) AS sums FROM c CROSS JOIN k CROSS JOIN s",
		append(args, lo, hi), func(r *sql.Rows) error {
			var t tally
			var sentiment *int64
			var sums *string
			if err := r.Scan(&t.ChannelID, &t.Kind, &sentiment, &sums); err != nil || sums == nil {
				return err
			}
			if sentiment != nil {
				t.Sentiment = sentimentName(*sentiment)
			}
			if err := t.read(*sums); err != nil {
				return err
			}
			all = append(all, t)
			return nil
		})
	return all, err
}

// read takes apart what sums put together.
func (t *tally) read(sums string) error {
	parts := strings.Fields(sums)
	for i, dest := range []*int64{&t.Entries, &t.Quantity, &t.toAnswer, &t.answered}[:min(len(parts), 4)] {
		n, err := strconv.ParseInt(parts[i], 10, 64)
		if err != nil {
			return fmt.Errorf("sums of activities: %w", err)
		}
		*dest = n
	}
	if len(parts) == 5 {
		minutes, err := strconv.ParseFloat(parts[4], 64)
		if err != nil {
			return fmt.Errorf("sums of activities: %w", err)
		}
		t.minutes = &minutes
	}
	return nil
}

// Counts gives the cells of a scope, by channel, kind (in the order of Kinds)
// and sentiment; only those that something was logged of.
func Counts(tx *store.Tx, s Scope) ([]Cell, error) {
	all, err := s.tallies(tx, countSums)
	cells := make([]Cell, len(all))
	for i := range all {
		cells[i] = all[i].Cell
	}
	return cells, err
}

// Stats adds up a scope. One query serves the page, the workbook and the
// command line.
func Stats(tx *store.Tx, s Scope) (*Statistics, error) {
	all, err := s.tallies(tx, fullSums)
	if err != nil {
		return nil, err
	}
	st := &Statistics{Cells: []Cell{}, Kinds: []KindCount{}}
	kinds := map[string]*KindCount{}
	for _, t := range all {
		k := kinds[t.Kind]
		if k == nil {
			k = &KindCount{Kind: t.Kind}
			kinds[t.Kind] = k
		}
		st.add(&t, k)
	}
	for _, name := range Kinds {
		if k := kinds[name]; k != nil {
			st.Kinds = append(st.Kinds, *k)
		}
	}
	st.NetSentiment = percent(st.Positive-st.Negative, st.Positive+st.Neutral+st.Negative)
	st.ResponseRate = percent(st.Answered, st.ToAnswer)
	if st.Response, st.OfficeResponse, err = s.responses(tx); err != nil {
		return nil, err
	}
	st.Topics, err = s.topics(tx)
	return st, err
}

func (st *Statistics) add(t *tally, k *KindCount) {
	st.Cells = append(st.Cells, t.Cell)
	st.Entries, k.Entries = st.Entries+t.Entries, k.Entries+t.Entries
	st.Quantity, k.Quantity = st.Quantity+t.Quantity, k.Quantity+t.Quantity
	st.ToAnswer, st.Answered = st.ToAnswer+t.toAnswer, st.Answered+t.answered
	sum, own := &st.Unsaid, &k.Unsaid
	if t.Sentiment != nil {
		switch *t.Sentiment {
		case "negative":
			sum, own = &st.Negative, &k.Negative
		case "neutral":
			sum, own = &st.Neutral, &k.Neutral
		case "positive":
			sum, own = &st.Positive, &k.Positive
		}
	}
	*sum, *own = *sum+t.Quantity, *own+t.Quantity
	if t.minutes != nil {
		if st.Minutes == nil {
			st.Minutes = new(float64)
		}
		*st.Minutes += *t.minutes
	}
}

// percent is part of whole; nil where there is no whole.
func percent(part, whole int64) *float64 {
	if whole == 0 {
		return nil
	}
	p := float64(part) / float64(whole) * 100
	return &p
}

// topics are the most used topics of a scope.
func (s *Scope) topics(tx *store.Tx) ([]TopicCount, error) {
	lo, hi, err := span(s.From, s.To, s.Zone)
	if err != nil {
		return nil, err
	}
	ids, err := channelsOf(tx, s.BrandID, s.ChannelIDs)
	if err != nil {
		return nil, err
	}
	where, args := "", []any{lo, hi}
	if ids != nil {
		if len(ids) == 0 {
			return []TopicCount{}, nil
		}
		t := anyOf("t.channel_id", ids)
		where, args = " AND "+t.sql, append(args, t.args...)
	}
	all := []TopicCount{}
	// The names are found by leaping from one to the next, and each is asked for
	// its stretch of the span only.
	err = tx.Rows(`WITH RECURSIVE name(topic) AS (
			SELECT min(topic) FROM activity_topic
			UNION ALL SELECT (SELECT min(topic) FROM activity_topic WHERE topic > name.topic) FROM name WHERE name.topic IS NOT NULL)
		SELECT n.topic, count(*), sum(t.quantity) FROM name n
		CROSS JOIN activity_topic t ON t.topic = n.topic AND t.occurred_at >= ? AND t.occurred_at < ?`+where+`
		WHERE n.topic IS NOT NULL GROUP BY n.topic ORDER BY 3 DESC, 1 LIMIT 50`, args, func(r *sql.Rows) error {
		var t TopicCount
		err := r.Scan(&t.Topic, &t.Entries, &t.Quantity)
		all = append(all, t)
		return err
	})
	return all, err
}
