package community

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/store"
)

// columns of an activity as scan reads them.
const columns = "a.key, a.id, a.created_at, a.updated_at, a.deleted_at, a.brand_id, a.channel_id, a.kind, a.quantity, a.as_self, a.occurred_at, a.day, " +
	"a.received_at, a.answered_at, a.resp_ms, a.sentiment, a.topics, a.person_id, a.author, a.text, a.answer, a.link, a.outcome, a.minutes"

// scanner reads activities off rows. database/sql hands a number over as it is
// only where it is asked for any value; everything else is reflection, which
// would double the time of a page.
type scanner struct {
	numbers [12]any
	topics  []byte
	dest    []any
}

func newScanner() *scanner { return &scanner{dest: make([]any, 0, 24)} }

// scan reads the columns.
func (s *scanner) scan(rows *sql.Rows, a *Activity) error {
	n := &s.numbers
	s.dest = append(s.dest[:0],
		&n[0], &a.ID, &n[1], &n[2], &n[3], &a.BrandID, &a.ChannelID, &a.Kind, &n[4], &n[5], &n[6], &a.Day,
		&n[7], &n[8], &n[9], &n[10], &s.topics, &a.PersonID, &a.Author, &a.Text, &a.Answer, &a.Link, &a.Outcome, &n[11])
	if err := rows.Scan(s.dest...); err != nil {
		return err
	}
	a.Key, a.CreatedAt, a.UpdatedAt = whole(n[0]), store.Instant(whole(n[1])), store.Instant(whole(n[2]))
	a.Quantity, a.AsSelf, a.OccurredAt = whole(n[4]), whole(n[5]) != 0, store.Instant(whole(n[6]))
	a.DeletedAt, a.ReceivedAt, a.AnsweredAt, a.RespMs = instant(n[3]), instant(n[7]), instant(n[8]), (*int64)(instant(n[9]))
	if n[10] != nil {
		a.Sentiment = sentimentName(whole(n[10]))
	}
	if minutes, noted := n[11].(float64); noted {
		a.Minutes = &minutes
	}
	a.Topics = []string{}
	if len(s.topics) > 2 {
		if err := json.Unmarshal(s.topics, &a.Topics); err != nil {
			return fmt.Errorf("topics of activity %s: %w", a.ID, err)
		}
	}
	return nil
}

func whole(v any) int64 {
	n, _ := v.(int64)
	return n
}

func instant(v any) *store.Instant {
	n, known := v.(int64)
	if !known {
		return nil
	}
	at := store.Instant(n)
	return &at
}

// sentimentName is the word for -1, 0 and 1.
func sentimentName(n int64) *string {
	if n < -1 || n > 1 {
		return nil
	}
	return &Sentiments[n+1]
}

// sentimentNumber is what a column of sentiments holds for a word.
func sentimentNumber(name *string) any {
	if name == nil {
		return nil
	}
	for i, s := range Sentiments {
		if s == *name {
			return int64(i - 1)
		}
	}
	return nil
}

// stored are the columns that insert and save write, in their order.
var stored = []string{
	"brand_id", "channel_id", "kind", "quantity", "as_self", "occurred_at", "day", "ym", "received_at", "answered_at", "due", "resp_ms",
	"sentiment", "topics", "person_id", "author", "text", "answer", "link", "outcome", "minutes", "updated_at", "deleted_at", "created_at", "id",
}

var (
	insertSQL = "INSERT INTO activity (" + strings.Join(stored, ", ") + ") VALUES (" + strings.Repeat("?, ", len(stored)-1) + "?)"
	saveSQL   = "UPDATE activity SET " + strings.Join(stored[:len(stored)-2], " = ?, ") + " = ? WHERE id = ?"
)

// values fills in what follows from the rest and gives the columns stored.
func (a *Activity) values(zone *time.Location) ([]any, error) {
	ym, due := a.derive(zone)
	topics := "[]"
	if len(a.Topics) > 0 {
		raw, err := json.Marshal(a.Topics)
		if err != nil {
			return nil, fmt.Errorf("topics: %w", err)
		}
		topics = string(raw)
	}
	number := func(p *store.Instant) any {
		if p == nil {
			return nil
		}
		return int64(*p)
	}
	var dueValue, response, minutes any
	if due != nil {
		dueValue = int64(*due)
	}
	if a.RespMs != nil {
		response = *a.RespMs
	}
	if a.Minutes != nil {
		minutes = *a.Minutes
	}
	return []any{
		a.BrandID, a.ChannelID, a.Kind, a.Quantity, a.AsSelf, int64(a.OccurredAt), a.Day, int64(ym), number(a.ReceivedAt), number(a.AnsweredAt),
		dueValue, response, sentimentNumber(a.Sentiment), topics, a.PersonID, a.Author, a.Text, a.Answer, a.Link, a.Outcome, minutes,
		int64(a.UpdatedAt), number(a.DeletedAt), int64(a.CreatedAt), a.ID,
	}, nil
}
