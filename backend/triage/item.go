// Package triage brings together what threatens a brand and what it could use:
// observations of competitors, entries of the log that were marked, and targets
// that lag behind or will be passed; and keeps what a person decided of each.
package triage

import (
	"cmp"
	"slices"
	"time"

	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/competitor"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// The origins of items.
const (
	Competitor = "competitor" // an observation
	Community  = "community"  // an entry of the log
	Target     = "kpi"        // a repetition of a target
)

// The kinds of items.
const (
	Threat      = "threat"
	Opportunity = "opportunity"
)

// The states of items.
const (
	Open      = "open" // nobody decided yet
	Watch     = "watch"
	Act       = "act"
	Dismissed = "dismissed"
)

// States are the states of items, in the order in which they are offered.
var States = []string{Open, Watch, Act, Dismissed}

// Ref names an item.
type Ref struct {
	Origin   string `json:"origin"`
	OriginID string `json:"origin_id"`
	Span     string `json:"span"` // first day of a target's repetition; "" of other origins
	Kind     string `json:"kind"` // threat or opportunity
}

func (r Ref) key() [3]string { return [3]string{r.Origin, r.OriginID, r.Span} }

// Item is a threat or an opportunity with what was decided of it.
type Item struct {
	Ref
	Day       string         `json:"day"`   // on which it was seen; of a target the last that is judged
	About     string         `json:"about"` // the competitor, or with whom; "" of a target
	ChannelID *string        `json:"channel_id"`
	Text      string         `json:"text"`
	Answer    string         `json:"answer"`                      // of an entry
	Link      string         `json:"link"`                        // http(s) or ""
	Who       string         `json:"who"`                         // who noted an observation
	PersonID  string         `json:"person_id"`                   // whose entry it is
	Mark      string         `json:"mark"`                        // what marks an entry: a topic, or escalated
	Stand     *kpi.Stand     `json:"stand"`                       // of a target
	Earlier   bool           `json:"earlier"`                     // from before the period, and not settled
	State     string         `json:"state"`                       // open, watch, act or dismissed
	Reason    string         `json:"reason"`                      // of the decision
	DecidedBy string         `json:"decided_by"`                  // name of the person
	DecidedAt *store.Instant `json:"decided_at" ts_type:"string"` // nil while it is open
}

// Query asks for the items of a brand in a period.
type Query struct {
	Brand    string         `json:"brand"` // id
	From     string         `json:"from"`
	To       string         `json:"to"`
	Today    string         `json:"today"` // of the client's calendar
	Currency string         `json:"currency"`
	Zone     *time.Location `json:"-"` // the client's
}

// List is what was seen in a period and, of the year before it, what is still
// open or watched; those not decided first, then the newest. A target is an item
// of the period in which it lags behind or will be passed, and as long as
// something was decided of it.
func List(tx *store.Tx, q Query) ([]Item, error) {
	from, err := time.Parse(time.DateOnly, q.From)
	if err != nil {
		return nil, fault.Bad("from", "triage.day_wrong", q.From)
	}
	if _, err := time.Parse(time.DateOnly, q.To); err != nil {
		return nil, fault.Bad("to", "triage.day_wrong", q.To)
	}
	start := from.AddDate(-1, 0, 0).Format(time.DateOnly)
	decided, err := decisions(tx, q.Brand)
	if err != nil {
		return nil, err
	}
	all := []Item{}
	for _, read := range []func(*store.Tx, Query, string) ([]Item, error){observed, logged} {
		found, err := read(tx, q, start)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	targets, err := gaps(tx, q, decided)
	if err != nil {
		return nil, err
	}
	all = append(all, targets...)
	for i := range all {
		all[i].State = Open
		if d := decided[all[i].key()]; d != nil {
			all[i].State, all[i].Reason, all[i].DecidedBy, all[i].DecidedAt = d.State, d.Reason, d.Who, &d.DecidedAt
		}
		all[i].Earlier = all[i].Day < q.From && all[i].Origin != Target
	}
	all = slices.DeleteFunc(all, func(i Item) bool { return i.Earlier && i.State != Open && i.State != Watch })
	settled := func(i Item) int {
		if i.State == Open {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(all, func(a, b Item) int {
		return cmp.Or(settled(a)-settled(b), cmp.Compare(b.Day, a.Day), cmp.Compare(b.Kind, a.Kind), cmp.Compare(a.OriginID, b.OriginID))
	})
	return all, nil
}

// observed reads the observations of competitors.
func observed(tx *store.Tx, q Query, start string) ([]Item, error) {
	names := map[string]string{}
	competitors, err := competitor.List(tx, q.Brand)
	if err != nil {
		return nil, err
	}
	for _, c := range competitors {
		names[c.ID] = c.Name
	}
	notes, err := competitor.Notes(tx, competitor.NoteFilter{Brand: q.Brand, Kinds: []string{Threat, Opportunity}, From: start, To: q.To})
	if err != nil {
		return nil, err
	}
	all := make([]Item, len(notes))
	for i, n := range notes {
		all[i] = Item{Ref: Ref{Competitor, n.ID, "", n.Kind}, Day: n.Day, About: names[n.CompetitorID], Text: n.Text, Link: n.Link, Who: n.Who}
	}
	return all, nil
}

// logged reads the entries of the log that were marked.
func logged(tx *store.Tx, q Query, start string) ([]Item, error) {
	entries, err := community.Marked(tx, q.Zone, q.Brand, start, q.To)
	if err != nil {
		return nil, err
	}
	all := make([]Item, len(entries))
	for i, a := range entries {
		kind, by := a.Mark()
		all[i] = Item{Ref: Ref{Community, a.ID, "", kind}, Day: a.Day, About: a.Author, ChannelID: &a.ChannelID, Text: a.Text, Answer: a.Answer,
			Link: a.Link, PersonID: a.PersonID, Mark: by}
	}
	return all, nil
}

// gaps judges the targets of the period.
func gaps(tx *store.Tx, q Query, decided map[[3]string]*Decision) ([]Item, error) {
	stands, err := kpi.Stands(tx, kpi.StandQuery{Brand: q.Brand, From: q.From, To: q.To, Today: q.Today, Currency: q.Currency, Forecast: true})
	if err != nil {
		return nil, err
	}
	var all []Item
	for i := range stands {
		s := &stands[i]
		ref := Ref{Target, s.Target.ID, s.From, kindOf(s)}
		if d := decided[ref.key()]; d != nil && ref.Kind == "" {
			ref.Kind = d.Kind
		}
		if ref.Kind != "" {
			all = append(all, Item{Ref: ref, Day: min(q.Today, s.To), ChannelID: s.Target.ChannelID, Text: s.Target.Note, Stand: s})
		}
	}
	return all, nil
}

// kindOf is a threat of a target that lags behind or needs a decision, an
// opportunity where all of the forecast's range lies beyond the target, else "".
func kindOf(s *kpi.Stand) string {
	switch {
	case s.Decide, s.Status == kpi.AtRisk, s.Status == kpi.OffTrack:
		return Threat
	case s.Low == nil || s.High == nil:
		return ""
	case s.Target.Value > s.Target.Baseline && *s.Low > s.Target.Value, s.Target.Value < s.Target.Baseline && *s.High < s.Target.Value:
		return Opportunity
	}
	return ""
}
