package main

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/store"
)

// row is an activity as a bare program would hold it.
type row struct {
	id, brand, channel, kind, day, topics, person, author, text, answer, link, outcome string
	key, quantity, occurred, created, updated                                          int64
	self                                                                               bool
	received, answered, response, sentiment                                            *int64
	minutes                                                                            *float64
}

const columns = "a.key, a.id, a.brand_id, a.channel_id, a.kind, a.quantity, a.as_self, a.occurred_at, a.day, a.received_at, a.answered_at, a.resp_ms, " +
	"a.sentiment, a.topics, a.person_id, a.author, a.text, a.answer, a.link, a.outcome, a.minutes, a.created_at, a.updated_at"

func (r *row) fields() []any {
	return []any{&r.key, &r.id, &r.brand, &r.channel, &r.kind, &r.quantity, &r.self, &r.occurred, &r.day, &r.received, &r.answered, &r.response,
		&r.sentiment, &r.topics, &r.person, &r.author, &r.text, &r.answer, &r.link, &r.outcome, &r.minutes, &r.created, &r.updated}
}

// quickEntry times one entry from call to on disk, with its undo record and its
// search index, against the prepared insert of the same row into the same table
// of a file without either.
func quickEntry(ctx context.Context, b *bench) ([]line, error) {
	var places [2]*place
	for i, name := range []string{"entry-ours", "entry-bare"} {
		folder, err := b.copy(name)
		if err != nil {
			return nil, err
		}
		if places[i], err = openPlace(ctx, folder, seeded); err != nil {
			return nil, err
		}
		defer places[i].close()
	}
	ours, bare := places[0], places[1]
	var triggers []string
	if err := bare.rows(ctx, "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'activity'", nil, func(r *sql.Rows) error {
		var name string
		err := r.Scan(&name)
		triggers = append(triggers, name)
		return err
	}); err != nil {
		return nil, err
	}
	for _, name := range triggers {
		if _, err := bare.bare.ExecContext(ctx, "DROP TRIGGER "+name); err != nil {
			return nil, err
		}
	}
	var channel, brandID string
	if err := bare.bare.QueryRowContext(ctx, "SELECT id, brand_id FROM channel LIMIT 1").Scan(&channel, &brandID); err != nil {
		return nil, err
	}
	const text, answer, author, topic = "I am between M and L for the Rigg jacket, what would you go for?", "Between sizes we would go up: it is cut close.", "@priyawalks", "sizing"
	received := func() store.Instant { return store.At(time.Now()) - 90_000 }
	insert, err := bare.statement(ctx, `INSERT INTO activity (brand_id, channel_id, kind, quantity, as_self, occurred_at, day, ym, received_at, answered_at, due, resp_ms,
		sentiment, topics, person_id, author, text, answer, link, outcome, minutes, updated_at, deleted_at, created_at, id)
		VALUES (?, ?, 'reply', 1, 0, ?, ?, ?, ?, ?, 1, ?, 0, ?, '', ?, ?, ?, '', '', NULL, ?, NULL, ?, ?)`)
	if err != nil {
		return nil, err
	}
	entry := func() error {
		at := received()
		return ours.write(ctx, func(w *agency.Workspace, tx *store.Tx) error {
			_, err := community.Add(tx, w.Zone, community.Entry{ChannelID: channel, Kind: "reply", ReceivedAt: &at, AnsweredAt: &tx.Now, Sentiment: "neutral",
				Topics: []string{topic}, Author: author, Text: text, Answer: answer})
			return err
		})
	}
	alone := func() error {
		now := store.At(time.Now())
		at := received()
		_, err := insert.ExecContext(ctx, brandID, channel, int64(at), at.Day(time.UTC), 202611, int64(at), int64(now), int64(now-at),
			`["`+topic+`"]`, author, text, answer, int64(now), int64(now), store.NewID())
		return err
	}
	typical, err := compare("quick entry, median", 0, b.rounds(600), median, entry, alone)
	if err != nil {
		return nil, err
	}
	slow, err := compare("quick entry, 95th percentile", 1.6, b.rounds(1000), ninetyFifth, entry, alone)
	slow.note = "the bare insert keeps neither an undo record nor a search index, ours both; each is one durable transaction."
	return []line{slow, typical}, err
}

// try is one filter of the list and its best SQL.
type try struct {
	name   string
	filter func(*target) community.Filter
	from   string // tables and index
	where  string
	args   func(*target) []any
}

// target are values that the filters ask for.
type target struct{ channel, person string }

var tries = []try{
	{"no filter", func(*target) community.Filter { return community.Filter{} }, "activity a INDEXED BY activity_time", "", func(*target) []any { return nil }},
	{"channel", func(t *target) community.Filter { return community.Filter{ChannelIDs: []string{t.channel}} },
		"activity a INDEXED BY activity_channel", " AND a.channel_id = ?", func(t *target) []any { return []any{t.channel} }},
	{"kind and sentiment", func(*target) community.Filter {
		return community.Filter{Kinds: []string{"comment"}, Sentiments: []string{"negative"}}
	}, "activity a INDEXED BY activity_kind", " AND a.kind = 'comment' AND a.sentiment = -1", func(*target) []any { return nil }},
	{"sentiment", func(*target) community.Filter { return community.Filter{Sentiments: []string{"negative"}} },
		"activity a INDEXED BY activity_sentiment", " AND a.sentiment = -1", func(*target) []any { return nil }},
	{"person", func(t *target) community.Filter { return community.Filter{PersonIDs: []string{t.person}} },
		"activity a INDEXED BY activity_person", " AND a.person_id = ?", func(t *target) []any { return []any{t.person} }},
	{"topic", func(*target) community.Filter { return community.Filter{Topics: []string{"sizing"}} },
		"activity_topic t CROSS JOIN activity a ON a.key = t.key", " AND t.topic = 'sizing'", func(*target) []any { return nil }},
	{"channel and topic", func(t *target) community.Filter {
		return community.Filter{ChannelIDs: []string{t.channel}, Topics: []string{"sizing"}}
	}, "activity_topic t CROSS JOIN activity a ON a.key = t.key", " AND t.topic = 'sizing' AND t.channel_id = ?", func(t *target) []any { return []any{t.channel} }},
}

// pages times pages of 100 at three depths for each filter, and keeps the worst
// of the filtered ones too.
func pages(ctx context.Context, b *bench) ([]line, error) {
	p, err := b.seeded(ctx)
	if err != nil {
		return nil, err
	}
	defer p.close()
	var t target
	if err := p.bare.QueryRowContext(ctx, "SELECT (SELECT id FROM channel LIMIT 1), (SELECT person_id FROM activity LIMIT 1)").Scan(&t.channel, &t.person); err != nil {
		return nil, err
	}
	days := []string{""}
	for _, depth := range []float64{0.5, 0.96} {
		days = append(days, today.AddDate(0, 0, -int(depth*float64(b.size.Days))).Format(time.DateOnly))
	}
	var lines []line
	for _, try := range tries {
		var worst line
		for i, day := range days {
			first, last := "", ""
			zone := time.UTC
			ours := func() error {
				return p.read(ctx, func(w *agency.Workspace, tx *store.Tx) error {
					zone = w.Zone
					page, err := community.Page(tx, w.Zone, try.filter(&t), day, 100)
					if err == nil && len(page.Rows) == 100 {
						first = page.Rows[99].ID
					}
					return err
				})
			}
			if err := ours(); err != nil {
				return nil, err
			}
			before := int64(1) << 60
			if day != "" {
				at, err := time.ParseInLocation(time.DateOnly, day, zone)
				if err != nil {
					return nil, err
				}
				before = at.AddDate(0, 0, 1).UnixMilli()
			}
			order := "a.occurred_at DESC, a.key DESC"
			bound := "a.occurred_at < ?"
			if strings.Contains(try.from, "activity_topic") {
				order, bound = "t.occurred_at DESC, t.key DESC", "t.occurred_at < ?"
			}
			query := "SELECT " + columns + " FROM " + try.from + " WHERE " + bound + try.where + " AND a.deleted_at IS NULL ORDER BY " + order + " LIMIT 100"
			args := append([]any{before}, try.args(&t)...)
			bare := func() error {
				all := make([]row, 0, 100)
				err := p.rows(ctx, query, args, func(r *sql.Rows) error {
					all = append(all, row{})
					return r.Scan(all[len(all)-1].fields()...)
				})
				if len(all) == 100 {
					last = all[99].id
				}
				return err
			}
			depth := []string{"newest", "middle", "deepest"}[i]
			l, err := compare(fmt.Sprintf("page of 100, %s, %s", try.name, depth), 2.5, b.rounds(60), median, ours, bare)
			if err != nil {
				return nil, err
			}
			if first == "" || first != last {
				return nil, fmt.Errorf("page of %s at %q: ours ends with %q, bare with %q", try.name, day, first, last)
			}
			if l.ratio > worst.ratio {
				worst = l
			}
		}
		lines = append(lines, worst)
	}
	return lines, nil
}

// months times what a month of the log adds up to.
func months(ctx context.Context, b *bench) ([]line, error) {
	p, err := b.seeded(ctx)
	if err != nil {
		return nil, err
	}
	defer p.close()
	var lines []line
	var counted int64
	scope := func(w *agency.Workspace) community.Scope {
		return community.Scope{From: "2026-10-01", To: "2026-10-31", Zone: w.Zone}
	}
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		return nil, err
	}
	lo, hi := time.Date(2026, 10, 1, 0, 0, 0, 0, zone).UnixMilli(), time.Date(2026, 11, 1, 0, 0, 0, 0, zone).UnixMilli()
	values := "VALUES ('" + strings.Join(community.Kinds, "'), ('") + "')"
	ours := func() error {
		return p.read(ctx, func(w *agency.Workspace, tx *store.Tx) error {
			cells, err := community.Counts(tx, scope(w))
			counted = 0
			for _, c := range cells {
				counted += c.Entries
			}
			return err
		})
	}
	sum := func(query string) func() error {
		return func() error {
			var all int64
			err := p.rows(ctx, query, []any{lo, hi}, func(r *sql.Rows) error {
				var kind, channel string
				var sentiment *int64
				var sums *string
				if err := r.Scan(&kind, &sentiment, &channel, &sums); err != nil || sums == nil {
					return err
				}
				count, _, _ := strings.Cut(*sums, " ")
				n, err := strconv.ParseInt(count, 10, 64)
				all += n
				return err
			})
			if err == nil && all != counted && counted != 0 {
				err = fmt.Errorf("%d entries, ours %d", all, counted)
			}
			return err
		}
	}
	cells := "WITH k(kind) AS (" + values + "), s(sentiment) AS (VALUES (-1), (0), (1), (NULL)) SELECT k.kind, s.sentiment, "
	const span = " AND a.occurred_at >= ?1 AND a.occurred_at < ?2 AND a.deleted_at IS NULL"
	counts, err := compare("a month's counts by kind and sentiment", 1.5, b.rounds(40), median, ours, sum(cells+
		"c.id, (SELECT count(*) || ' ' || sum(a.quantity) FROM activity a INDEXED BY activity_cell WHERE a.channel_id = c.id AND a.kind = k.kind "+
		"AND a.sentiment IS s.sentiment"+span+") FROM channel c CROSS JOIN k CROSS JOIN s"))
	if err != nil {
		return nil, err
	}
	counts.note = "both count entries and add up quantities by channel, kind and sentiment."
	bare, err := compare("the same against entries alone, of all channels together", 0, b.rounds(40), median, ours, sum(cells+
		"'', (SELECT count(*) FROM activity a INDEXED BY activity_kind WHERE a.kind = k.kind AND a.sentiment IS s.sentiment"+span+") FROM k CROSS JOIN s"))
	if err != nil {
		return nil, err
	}
	lines = append(lines, counts, bare)
	var medians [2]float64
	response, err := compare("median and 90th percentile of a month's first responses", 1.5, b.rounds(40), median, func() error {
		return p.read(ctx, func(w *agency.Workspace, tx *store.Tx) error {
			r, err := community.Responses(tx, scope(w))
			if err == nil && r != nil && r.P90Min != nil {
				medians[0] = *r.P90Min
			}
			return err
		})
	}, func() error {
		var n, a, c, p90 int64
		if err := p.rows(ctx, "SELECT count(*) FROM activity INDEXED BY activity_response WHERE ym = ? AND resp_ms IS NOT NULL AND deleted_at IS NULL", []any{202610}, func(r *sql.Rows) error { return r.Scan(&n) }); err != nil || n == 0 {
			return err
		}
		for offset, into := range map[int64]*int64{(n - 1) / 2: &a, n / 2: &c, (n*9+9)/10 - 1: &p90} {
			if err := p.rows(ctx, "SELECT resp_ms FROM activity INDEXED BY activity_response WHERE ym = ? AND resp_ms IS NOT NULL AND deleted_at IS NULL ORDER BY resp_ms LIMIT 1 OFFSET ?",
				[]any{202610, offset}, func(r *sql.Rows) error { return r.Scan(into) }); err != nil {
				return err
			}
		}
		medians[1] = float64(p90) / 60000
		return nil
	})
	if err != nil {
		return nil, err
	}
	if d := medians[0] - medians[1]; d > 0.01 || d < -0.01 {
		return nil, fmt.Errorf("90th percentile %v, bare %v", medians[0], medians[1])
	}
	return append(lines, response), nil
}

// searches times the newest 50 finds of a word, with snippets.
func searches(ctx context.Context, b *bench) ([]line, error) {
	p, err := b.seeded(ctx)
	if err != nil {
		return nil, err
	}
	defer p.close()
	var lines []line
	for _, word := range []struct{ name, text string }{{"a common word", "the"}, {"a rare word", "georgetheredcar"}, {"two words", "delivery cairngorms"}} {
		first, last := "", ""
		match := `"` + strings.Join(strings.Fields(word.text), `" "`) + `"`
		l, err := compare("search of "+word.name+", newest 50", 1.3, b.rounds(60), median, func() error {
			return p.read(ctx, func(w *agency.Workspace, tx *store.Tx) error {
				page, err := community.Page(tx, w.Zone, community.Filter{Search: word.text}, "", 50)
				if err == nil && len(page.Rows) > 0 {
					first = page.Rows[len(page.Rows)-1].ID
				}
				return err
			})
		}, func() error {
			all := make([]row, 0, 50)
			err := p.rows(ctx, "SELECT "+columns+`, snippet(activity_search, -1, char(2), char(3), '…', 12) FROM activity_search s CROSS JOIN activity a ON a.key = s.rowid
				WHERE activity_search MATCH ? AND a.deleted_at IS NULL ORDER BY s.rowid DESC LIMIT 50`, []any{match}, func(r *sql.Rows) error {
				all = append(all, row{})
				var snippet string
				return r.Scan(append(all[len(all)-1].fields(), &snippet)...)
			})
			if len(all) > 0 {
				last = all[len(all)-1].id
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		if first != last {
			return nil, fmt.Errorf("search of %q: ours ends with %q, bare with %q", word.text, first, last)
		}
		lines = append(lines, l)
	}
	return lines, nil
}
