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

// scan reads the columns, and what the query selects after them.
func (a *Activity) scan(rows *sql.Rows, more ...any) error {
	var deleted, received, answered, response, sentiment *int64
	var topics []byte
	dest := [...]any{
		&a.Key, &a.ID, (*int64)(&a.CreatedAt), (*int64)(&a.UpdatedAt), &deleted, &a.BrandID, &a.ChannelID, &a.Kind, &a.Quantity, &a.AsSelf,
		(*int64)(&a.OccurredAt), &a.Day, &received, &answered, &response, &sentiment, &topics, &a.PersonID, &a.Author, &a.Text, &a.Answer,
		&a.Link, &a.Outcome, &a.Minutes, nil, nil,
	}
	n := len(dest) - 2 + copy(dest[len(dest)-2:], more)
	if err := rows.Scan(dest[:n]...); err != nil {
		return err
	}
	a.DeletedAt, a.ReceivedAt, a.AnsweredAt, a.RespMs = (*store.Instant)(deleted), (*store.Instant)(received), (*store.Instant)(answered), response
	if sentiment != nil {
		a.Sentiment = sentimentName(*sentiment)
	}
	a.Topics = []string{}
	if len(topics) > 2 {
		if err := json.Unmarshal(topics, &a.Topics); err != nil {
			return fmt.Errorf("topics of activity %s: %w", a.ID, err)
		}
	}
	return nil
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
