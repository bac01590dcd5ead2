package community

import (
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

// ListColumns are the columns of an exported list, as keys of their headers.
var ListColumns = []string{
	"occurred_at", "channel", "kind", "quantity", "as", "received_at", "answered_at", "response", "sentiment", "topics", "author", "text", "answer",
	"link", "outcome", "minutes", "person",
}

// Names says how ids read in an exported list.
type Names struct {
	Channels map[string]string // by id, such as instagram:@alba
	People   map[string]string // by id
}

// Header is the row of headers of an exported list in a language.
func Header(language string) []string {
	row := make([]string, len(ListColumns))
	for i, c := range ListColumns {
		row[i] = lang.T(language, "community.column."+c)
	}
	return row
}

// Cells is the row of an activity under Header: a time.Time in the zone, a
// number, a string, or nil where nothing is known.
func (a *Activity) Cells(language string, zone *time.Location, names Names) []any {
	when := func(at *store.Instant) any {
		if at == nil {
			return nil
		}
		return at.Time().In(zone)
	}
	text := func(s string) any {
		if s == "" {
			return nil
		}
		return s
	}
	word := func(prefix, key string) any {
		if key == "" {
			return nil
		}
		return lang.T(language, prefix+key)
	}
	as, sentiment := "community.as_brand", ""
	if a.AsSelf {
		as = "community.as_self"
	}
	if a.Sentiment != nil {
		sentiment = *a.Sentiment
	}
	var response, minutes any
	if a.RespMs != nil {
		response = float64(*a.RespMs) / minute
	}
	if a.Minutes != nil {
		minutes = *a.Minutes
	}
	return []any{
		when(&a.OccurredAt), text(names.Channels[a.ChannelID]), lang.T(language, "community.kind."+a.Kind), a.Quantity, lang.T(language, as),
		when(a.ReceivedAt), when(a.AnsweredAt), response, word("community.sentiment.", sentiment), text(strings.Join(a.Topics, ", ")), text(a.Author),
		text(a.Text), text(a.Answer), text(a.Link), word("community.outcome.", a.Outcome), minutes, text(names.People[a.PersonID]),
	}
}
