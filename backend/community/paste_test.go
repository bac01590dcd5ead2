package community_test

import (
	"strings"
	"testing"
	"time"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/store"
)

func pasteContext(t testing.TB) community.PasteContext {
	zone, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		t.Fatal(err)
	}
	return community.PasteContext{
		Zone: zone, Now: clock(), Language: "en",
		Channels: []brand.Channel{
			{Row: store.Row{ID: "ig"}, Platform: "instagram", Handle: "@alba"},
			{Row: store.Row{ID: "fb"}, Platform: "facebook", Handle: "Alba Cafés"},
			{Row: store.Row{ID: "ig2"}, Platform: "instagram", Handle: "@bruma"},
		},
		People: []agency.Person{{Row: store.Row{ID: "p1"}, Name: "Núria Vidal", Initials: "NV"}},
	}
}

func mustPaste(t *testing.T, text string, options community.PasteOptions) *community.Pasted {
	t.Helper()
	c := pasteContext(t)
	c.Options = options
	p, err := community.Paste(text, c)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func clean(t *testing.T, p *community.Pasted) []community.PastedRow {
	t.Helper()
	for _, r := range p.Rows {
		if len(r.Errors) > 0 {
			t.Errorf("row %d: %v", r.Row, r.Errors)
		}
	}
	return p.Rows
}

func TestPasteWithHeaders(t *testing.T) {
	t.Run("in Spanish, in any order, with accents", func(t *testing.T) {
		p := mustPaste(t, "Sentimiento\tTipo\tCanal\tCantidad\tFecha\tHora\tTemas\tQuién\tTexto\tMinutos\tHecho por\n"+
			"positivo\tRespuestas\t@alba\t35\t25/10/2026\t12:30\tenvíos, #precio\t@maria\t\"dos\nlíneas\"\t1,5\tnv\n"+
			"\tmención\tfacebook\t1\t26/10/2026\t\t\t\tHola\t\t\n", community.PasteOptions{})
		rows := clean(t, p)
		e := rows[0].Entry
		equal(t, "channel", e.ChannelID, "ig")
		equal(t, "kind", e.Kind, "reply")
		equal(t, "quantity", e.Quantity, 35)
		equal(t, "when", *e.At, *at("2026-10-25T12:30:00+01:00"))
		equal(t, "topics", strings.Join(e.Topics, "|"), "envíos|precio")
		equal(t, "text", e.Text, "dos\nlíneas")
		equal(t, "minutes", *e.Minutes, 1.5)
		equal(t, "person", e.PersonID, "p1")
		equal(t, "sentiment", e.Sentiment, "positive")
		equal(t, "second kind", rows[1].Entry.Kind, "mention")
		equal(t, "second row", rows[1].Row, 3)
	})
	t.Run("received and answered, the times on the day of the row", func(t *testing.T) {
		p := mustPaste(t, "Date\tReceived\tAnswered\tChannel\tKind\n2026-10-03\t14:05\t2:20 PM\tinstagram:alba\tDM\n", community.PasteOptions{})
		e := clean(t, p)[0].Entry
		equal(t, "received", *e.ReceivedAt, *at("2026-10-03T14:05:00+02:00"))
		equal(t, "answered", *e.AnsweredAt, *at("2026-10-03T14:20:00+02:00"))
	})
}

func TestPasteMakesNoResponseTimeOfDays(t *testing.T) {
	p := mustPaste(t, "Received\tAnswered\tChannel\tKind\n2026-10-03\t2026-10-03\t@alba\tDM\n", community.PasteOptions{})
	e := clean(t, p)[0].Entry
	equal(t, "when", *e.At, *at("2026-10-03T12:00:00+02:00"))
	if e.ReceivedAt != nil || e.AnsweredAt != nil {
		t.Errorf("%+v", e)
	}
}

func TestReadTime(t *testing.T) {
	zone := mustZone(t, "Europe/Madrid")
	for text, want := range map[string]string{
		"2026-01-31 14:05": "2026-01-31T14:05:00+01:00", "2026-01-31": "2026-01-31T12:00:00+01:00", "14:05": "2026-10-05T14:05:00+02:00",
		"2026-01-31T14:05:00Z": "2026-01-31T14:05:00Z",
	} {
		got, err := community.ReadTime(text, zone, store.At(clock()))
		if err != nil || got != *at(want) {
			t.Errorf("%s: got %v, %v", text, got.Time(), err)
		}
	}
	_, err := community.ReadTime("3/4/2026", zone, store.At(clock()))
	wantFault(t, err, "community.time_wrong")
}

func TestPasteWithoutHeaders(t *testing.T) {
	p := mustPaste(t, "2026-10-03 10:00\treply\t@bruma\t12\t+\t#price\t@joan\tthanks for asking\n"+
		"2026-10-04 11:30\tcomment\t@alba\t3\t-\t\t@pere\tnot good\n", community.PasteOptions{})
	rows := clean(t, p)
	e := rows[1].Entry
	equal(t, "header", p.Header, false)
	equal(t, "when", *e.At, *at("2026-10-04T11:30:00+02:00"))
	equal(t, "kind", e.Kind, "comment")
	equal(t, "channel", e.ChannelID, "ig")
	equal(t, "quantity", e.Quantity, 3)
	equal(t, "sentiment", e.Sentiment, "negative")
	equal(t, "author", e.Author, "@pere")
	equal(t, "text", e.Text, "not good")
	equal(t, "topics", strings.Join(rows[0].Entry.Topics, ","), "price")
	t.Run("what is chosen fills in what no column says", func(t *testing.T) {
		p := mustPaste(t, "just some words\nand some more", community.PasteOptions{ChannelID: "fb", Kind: "comment"})
		equal(t, "text", clean(t, p)[1].Entry.Text, "and some more")
	})
}

func TestPasteDates(t *testing.T) {
	rows := func(dates ...string) string {
		return "Date\tKind\tChannel\n" + strings.Join(dates, "\treply\t@alba\n") + "\treply\t@alba\n"
	}
	t.Run("are asked for where day and month may be either", func(t *testing.T) {
		p := mustPaste(t, rows("03/04/2026", "05/06/2026"), community.PasteOptions{})
		if !p.AskDateOrder || p.Wrong != 2 {
			t.Errorf("%+v", p)
		}
		p = mustPaste(t, rows("03/04/2026", "05/06/2026"), community.PasteOptions{DateOrder: "mdy"})
		equal(t, "month first", *clean(t, p)[0].Entry.At, *at("2026-03-04T12:00:00+01:00"))
	})
	t.Run("are told for all by one cell of the column", func(t *testing.T) {
		p := mustPaste(t, rows("03/04/2026", "4/25/2026"), community.PasteOptions{})
		equal(t, "month first", *clean(t, p)[0].Entry.At, *at("2026-03-04T12:00:00+01:00"))
	})
	t.Run("that contradict each other are asked for", func(t *testing.T) {
		p := mustPaste(t, rows("25/04/2026", "4/25/2026"), community.PasteOptions{})
		if !p.AskDateOrder || p.Wrong != 2 {
			t.Errorf("%+v", p)
		}
	})
	t.Run("that do not exist are refused", func(t *testing.T) {
		for _, date := range []string{"2026-02-30", "31/31/2026", "yesterday", "1.000", "12026-01-01", "2026-1"} {
			if p := mustPaste(t, rows(date, "25/04/2026"), community.PasteOptions{}); p.Wrong != 1 {
				t.Errorf("%s: %+v", date, p.Rows[0])
			}
		}
	})
}

func TestPasteSaysWhatIsWrong(t *testing.T) {
	header := "Kind\tChannel\tQuantity\tSentiment\tLink\n"
	for row, want := range map[string]string{
		"nonsense\t@alba\t1\t+\t":              "“nonsense” is no kind of activity. Choose one of: reply, comment,",
		"reply\t@nobody\t1\t+\t":               "There is no channel “@nobody”.",
		"reply\tinstagram\t1\t+\t":             "“instagram” fits several channels.",
		"reply\t@alba\t1.000\t+\t":             "“1.000” is no number.",
		"reply\t@alba\t2.5\t+\t":               "“2.5” is no number.",
		"reply\t@alba\t0\t+\t":                 "A quantity is a whole number from 1",
		"reply\t@alba\t1\tgreat\t":             "“great” is no sentiment.",
		"reply\t@alba\t1\t+\tjavascript:alert": "“javascript:alert” is no web address.",
		"reply\t\t1\t+\t":                      "Say which channel",
		"\t@alba\t1\t+\t":                      "Say of which kind",
	} {
		t.Run(want, func(t *testing.T) {
			p := mustPaste(t, header+row+"\nreply\t@alba\t1\t\t\n", community.PasteOptions{})
			if p.Wrong != 1 || len(p.Rows[0].Errors) != 1 || !strings.HasPrefix(p.Rows[0].Errors[0], want) {
				t.Errorf("got %q", p.Rows[0].Errors)
			}
		})
	}
	_, err := community.Paste(" \n\t\n", pasteContext(t))
	wantFault(t, err, "community.paste_empty")
	_, err = community.Paste(strings.Repeat("a\n", 20_002), pasteContext(t))
	wantFault(t, err, "community.paste_large")
}

// FuzzPaste: whatever is pasted, a row is either wrong and says why, or can be
// logged.
func FuzzPaste(f *testing.F) {
	for _, seed := range []string{
		"Date\tKind\tChannel\n3/4/26\treply\t@alba\n", "14:05\treply\t@alba\t3\t+\t\"quoted\t\ncell\"", "a;b;c\nd;e;f", "\"", "\xff\x00\t\t", "31.12.2026\t-\t1,5",
		"2026-10-05T14:05:00+02:00\t2:05 PM\n", "Canal\tTipo\tMinutos\n@alba\tmd\t1e9\n",
	} {
		f.Add(seed)
	}
	d := newDesk(f)
	f.Fuzz(func(t *testing.T, text string) {
		d.t = t
		c := pasteContext(t)
		c.Channels = []brand.Channel{{Row: store.Row{ID: d.channels[0]}, Platform: "instagram", Handle: "@alba"}}
		c.Options = community.PasteOptions{ChannelID: d.channels[0], Kind: "comment"}
		p, err := community.Paste(text, c)
		if err != nil {
			return
		}
		var entries []community.Entry
		for _, r := range p.Rows {
			if len(r.Errors) == 0 {
				entries = append(entries, r.Entry)
			}
		}
		if len(entries) != len(p.Rows)-p.Wrong {
			t.Fatalf("%d of %d rows are clean, %d wrong", len(entries), len(p.Rows), p.Wrong)
		}
		d.mustWrite(func(tx *store.Tx) error {
			_, err := community.AddMany(tx, d.zone, entries)
			return err
		})
	})
}
