package community_test

import (
	"context"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

func full(d *desk) community.Entry {
	return community.Entry{
		ChannelID: d.channels[0], Kind: "direct_message", Quantity: 3, AsSelf: true,
		ReceivedAt: at("2026-09-30T22:30:00Z"), AnsweredAt: at("2026-09-30T23:00:00Z"), Sentiment: "negative",
		Topics: []string{"#Price", " price", "Customer  service"}, PersonID: "ana", Author: " @maria ", Text: " too dear ", Answer: "sorry",
		Link: "https://example.com/p/1", Outcome: "resolved", Minutes: ptr(2.5),
	}
}

func TestAdd(t *testing.T) {
	d := newDesk(t)
	t.Run("keeps all that is said, and what follows from it", func(t *testing.T) {
		added := d.mustAdd(full(d))
		var read *community.Activity
		d.mustRead(func(tx *store.Tx) (err error) {
			read, err = community.Find(tx, added.ID)
			return err
		})
		if !reflect.DeepEqual(added, read) {
			t.Errorf("added %+v, read %+v", added, read)
		}
		equal(t, "day in Madrid", read.Day, "2026-10-01")
		equal(t, "response", *read.RespMs, 30*60_000)
		equal(t, "topics", strings.Join(read.Topics, ","), "price,customer service")
		equal(t, "author", read.Author, "@maria")
		equal(t, "brand", read.BrandID, d.brands[0])
	})
	t.Run("an entry of few words is one, now, by the brand", func(t *testing.T) {
		a := d.mustAdd(community.Entry{})
		equal(t, "quantity", a.Quantity, 1)
		equal(t, "when", a.OccurredAt, store.At(clock()))
		if a.RespMs != nil || a.Sentiment != nil || a.ReceivedAt != nil || a.Topics == nil || a.AsSelf {
			t.Errorf("%+v", a)
		}
	})
	t.Run("an answer before the message is kept without a response time", func(t *testing.T) {
		a := d.mustAdd(community.Entry{ReceivedAt: at("2026-10-01T10:00:00Z"), AnsweredAt: at("2026-10-01T09:00:00Z")})
		if a.RespMs != nil {
			t.Errorf("response %d", *a.RespMs)
		}
	})
	t.Run("what needs no answer has no response time", func(t *testing.T) {
		e := full(d)
		e.Outcome = "spam"
		if a := d.mustAdd(e); a.RespMs != nil {
			t.Errorf("response %d", *a.RespMs)
		}
		e.Outcome, e.Kind = "", "moderation"
		if a := d.mustAdd(e); a.RespMs != nil {
			t.Errorf("response %d", *a.RespMs)
		}
	})
}

func TestAddRefuses(t *testing.T) {
	d := newDesk(t)
	for name, try := range map[string]struct {
		key    string
		change func(*community.Entry)
	}{
		"no kind":               {"community.kind_unknown", func(e *community.Entry) { e.Kind = "" }},
		"a channel not there":   {"community.channel_gone", func(e *community.Entry) { e.ChannelID = "x" }},
		"a negative quantity":   {"community.quantity_wrong", func(e *community.Entry) { e.Quantity = -1 }},
		"a huge quantity":       {"community.quantity_wrong", func(e *community.Entry) { e.Quantity = 1_000_001 }},
		"a sentiment not known": {"community.sentiment_unknown", func(e *community.Entry) { e.Sentiment = "angry" }},
		"an outcome not known":  {"community.outcome_unknown", func(e *community.Entry) { e.Outcome = "fine" }},
		"minutes that are none": {"community.minutes_wrong", func(e *community.Entry) { e.Minutes = ptr(math.NaN()) }},
		"negative minutes":      {"community.minutes_wrong", func(e *community.Entry) { e.Minutes = ptr(-1.0) }},
		"a text too long":       {"community.too_long", func(e *community.Entry) { e.Text = strings.Repeat("é", 10_001) }},
		"broken text":           {"community.not_text", func(e *community.Entry) { e.Answer = "\xff" }},
		"a script as a link":    {"community.link_wrong", func(e *community.Entry) { e.Link = "javascript:alert(1)" }},
		"a topic too long":      {"community.topic_long", func(e *community.Entry) { e.Topics = []string{strings.Repeat("a", 41)} }},
		"too many topics":       {"community.topics_many", func(e *community.Entry) { e.Topics = strings.Split("a b c d e f g h i j k l m n o p q r s t u", " ") }},
		"the year 20261":        {"community.time_far", func(e *community.Entry) { e.ReceivedAt = ptr(store.Instant(577_000_000_000_000)) }},
	} {
		t.Run(name, func(t *testing.T) {
			e := full(d)
			try.change(&e)
			wantFault(t, d.write(func(tx *store.Tx) error {
				_, err := community.Add(tx, d.zone, e)
				return err
			}), try.key)
		})
	}
	t.Run("and nothing of many when one is wrong", func(t *testing.T) {
		err := d.write(func(tx *store.Tx) error {
			_, err := community.AddMany(tx, d.zone, []community.Entry{full(d), {ChannelID: d.channels[0], Kind: "nonsense"}})
			return err
		})
		wantFault(t, err, "community.row_wrong")
		if !strings.HasPrefix(fault.Of(err).In("es"), "Fila 2: «nonsense» no es") {
			t.Error(fault.Of(err).In("es"))
		}
		equal(t, "rows", len(d.all(community.Filter{}, 10)), 0)
	})
}

// state is every visible row, its topics as the lists know them and what a
// search finds.
func (d *desk) state() any {
	d.t.Helper()
	var topics []community.TopicCount
	d.mustRead(func(tx *store.Tx) (err error) {
		topics, err = community.Topics(tx, "")
		return err
	})
	rows := d.all(community.Filter{}, 500)
	for i := range rows {
		rows[i].UpdatedAt = 0
	}
	return []any{rows, topics, d.texts(community.Filter{Search: "gracias"}), d.texts(community.Filter{Topics: []string{"price"}})}
}

func TestEachVerbCanBeUndoneAndRedone(t *testing.T) {
	d := newDesk(t)
	first := d.mustAdd(full(d))
	for _, text := range []string{"gracias", "muchas gracias", "nada"} {
		d.mustAdd(community.Entry{Text: text, Topics: []string{"price", "hours"}, Sentiment: "positive"})
	}
	all := community.Chosen{All: true, Filter: community.Filter{Topics: []string{"hours"}}, Except: []string{}}
	for _, verb := range []struct {
		label string
		do    func(*store.Tx) error
	}{
		{"Log “too dear”", func(tx *store.Tx) error { _, err := community.Add(tx, d.zone, full(d)); return err }},
		{"Log 2 pasted entries", func(tx *store.Tx) error {
			_, err := community.AddMany(tx, d.zone, []community.Entry{full(d), full(d)})
			return err
		}},
		{"Change “gracias a ti”", func(tx *store.Tx) error {
			_, err := community.Update(tx, d.zone, first.ID, community.Patch{Text: ptr("gracias a ti"), AddTopics: []string{"thanks"},
				RemoveTopics: []string{"price"}, ReceivedAt: at("2026-01-01T00:00:00Z"), Clear: []string{"sentiment", "minutes"}, ChannelID: &d.channels[2]})
			return err
		}},
		{"Change 3 entries", func(tx *store.Tx) error {
			_, err := community.UpdateMany(tx, d.zone, all, community.Patch{Kind: ptr("review"), Sentiment: ptr("negative"), Quantity: ptr(int64(9))})
			return err
		}},
		{"Rename topic #hours to #price", func(tx *store.Tx) error {
			n, err := community.RenameTopic(tx, d.zone, "Hours", "#Price")
			equal(t, "renamed", n, 3)
			return err
		}},
		{"Delete “gracias a ti”", func(tx *store.Tx) error { return community.Delete(tx, d.zone, first.ID) }},
		{"Delete 5 entries", func(tx *store.Tx) error {
			chosen := all
			chosen.Except = []string{first.ID, d.all(community.Filter{}, 10)[0].ID}
			chosen.Filter.Topics = []string{"price"}
			_, err := community.DeleteMany(tx, d.zone, chosen)
			return err
		}},
	} {
		t.Run(verb.label, func(t *testing.T) {
			d.t = t
			before := d.state()
			d.mustWrite(verb.do)
			after := d.state()
			if reflect.DeepEqual(before, after) {
				t.Fatal("nothing changed")
			}
			undo, _, err := d.file.Next(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			equal(t, "label", undo.In("en").Text, verb.label)
			d.mustUndo()
			if got := d.state(); !reflect.DeepEqual(got, before) {
				t.Errorf("undone\n%+v\nwas\n%+v", got, before)
			}
			d.mustRedo()
			if got := d.state(); !reflect.DeepEqual(got, after) {
				t.Errorf("redone\n%+v\nwas\n%+v", got, after)
			}
		})
	}
	d.t = t
	if problems, err := d.file.Check(context.Background()); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}

func TestUpdate(t *testing.T) {
	d := newDesk(t)
	a := d.mustAdd(full(d))
	update := func(p community.Patch) (out *community.Activity, err error) {
		err = d.write(func(tx *store.Tx) error {
			out, err = community.Update(tx, d.zone, a.ID, p)
			return err
		})
		return out, err
	}
	t.Run("moves to another brand with the channel", func(t *testing.T) {
		got, err := update(community.Patch{ChannelID: &d.channels[3]})
		if err != nil || got.BrandID != d.brands[1] {
			t.Errorf("%+v %v", got, err)
		}
	})
	t.Run("keeps a row of a deleted channel editable", func(t *testing.T) {
		d.mustWrite(func(tx *store.Tx) error { return brand.DeleteChannel(tx, d.channels[3]) })
		if _, err := update(community.Patch{Text: ptr("x")}); err != nil {
			t.Error(err)
		}
	})
	t.Run("refuses to clear what must be there", func(t *testing.T) {
		_, err := update(community.Patch{Clear: []string{"kind"}})
		wantFault(t, err, "community.cannot_clear")
	})
	t.Run("refuses what is gone", func(t *testing.T) {
		d.mustWrite(func(tx *store.Tx) error { return community.Delete(tx, d.zone, a.ID) })
		_, err := update(community.Patch{Text: ptr("y")})
		wantFault(t, err, "community.gone")
	})
}

func TestTopics(t *testing.T) {
	d := newDesk(t)
	d.mustAdd(community.Entry{Topics: []string{"price"}, Quantity: 5})
	d.mustAdd(community.Entry{Topics: []string{"price", "hours"}, ChannelID: d.channels[2]})
	d.mustRead(func(tx *store.Tx) error {
		all, err := community.Topics(tx, "")
		if err != nil || !slices.Equal(all, []community.TopicCount{{Topic: "price", Entries: 2, Quantity: 6}, {Topic: "hours", Entries: 1, Quantity: 1}}) {
			t.Errorf("%+v %v", all, err)
		}
		own, err := community.Topics(tx, d.brands[0])
		if err != nil || len(own) != 1 || own[0].Quantity != 5 {
			t.Errorf("%+v %v", own, err)
		}
		return nil
	})
	for key, names := range map[string][2]string{"community.topic_gone": {"nothing", "x"}, "community.topic_missing": {"price", " # "}, "community.topic_same": {"price", "PRICE"}} {
		wantFault(t, d.write(func(tx *store.Tx) error {
			_, err := community.RenameTopic(tx, d.zone, names[0], names[1])
			return err
		}), key)
	}
}

func TestRezoneMovesDays(t *testing.T) {
	d := newDesk(t)
	for _, moment := range []string{"2026-03-29T00:30:00Z", "2026-03-31T22:30:00Z", "2026-10-25T00:30:00Z", "2026-12-31T23:30:00Z", "2026-07-01T05:00:00Z"} {
		d.mustAdd(community.Entry{At: at(moment), ReceivedAt: at(moment), AnsweredAt: at(moment)})
	}
	for _, name := range []string{"Pacific/Kiritimati", "America/Los_Angeles", "Australia/Lord_Howe", "Europe/Madrid"} {
		zone := mustZone(t, name)
		d.mustWrite(func(tx *store.Tx) error { return community.Rezone(tx, zone) })
		for _, a := range d.all(community.Filter{}, 10) {
			equal(t, name, a.Day, a.OccurredAt.Day(zone))
		}
		d.mustRead(func(tx *store.Tx) error {
			var wrong int
			_, err := tx.Get("SELECT count(*) FROM activity WHERE ym <> CAST(replace(substr(day, 1, 7), '-', '') AS INTEGER)", nil, &wrong)
			equal(t, "months that are not of their day", wrong, 0)
			return err
		})
	}
}
