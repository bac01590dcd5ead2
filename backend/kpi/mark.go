package kpi

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// The kinds of a Mark.
const (
	Incident       = "incident"
	StrategyChange = "strategy_change"
	InCampaign     = "campaign"
	Other          = "other"
	Imported       = "import" // of no person: see ImportSource
)

// MarkKinds are those that a person can write, in the order in which they are
// offered.
var MarkKinds = []string{Incident, StrategyChange, InCampaign, Other}

// mostMarkText bounds a mark's text, in letters: it stands beside a line.
const mostMarkText = 120

// Mark is something that happened to a brand in a day or a run of days, and may
// say why its numbers moved. It belongs to this room because it is read beside
// numbers; what other rooms know of comes in by a markSource.
type Mark struct {
	store.Row        // empty where Source is not ""
	BrandID   string `json:"brand_id"`
	// ChannelID is nil for the whole brand.
	ChannelID *string `json:"channel_id"`
	Kind      string  `json:"kind"`
	FromDay   string  `json:"from"`
	ToDay     string  `json:"to"` // the last of several days; "" is the one day
	Text      string  `json:"text"`
	Link      string  `json:"link"` // http(s) or ""
	Who       string  `json:"who"`
	// Source is "" for what a person wrote and can change; else who tells of it.
	Source string `gorm:"-" json:"source"`
	// Open is true where nothing newer is known than its last day: it may go on.
	Open bool `gorm:"-" json:"open"`
}

// MarkPatch changes the fields that are not nil. ChannelID "" is the whole brand.
type MarkPatch struct {
	Kind      *string `json:"kind,omitempty"`
	From      *string `json:"from,omitempty"`
	To        *string `json:"to,omitempty"`
	ChannelID *string `json:"channel_id,omitempty"`
	Text      *string `json:"text,omitempty"`
	Link      *string `json:"link,omitempty"`
}

// days are those of a mark.
func (m *Mark) days() Span { return Span{m.FromDay, max(m.FromDay, m.ToDay)} }

func (m *Mark) apply(tx *store.Tx, p MarkPatch) (err error) {
	set(&m.Kind, p.Kind)
	set(&m.FromDay, p.From)
	set(&m.ToDay, p.To)
	set(&m.Text, p.Text)
	set(&m.Link, p.Link)
	if p.ChannelID != nil {
		m.ChannelID = nil
		if *p.ChannelID != "" {
			m.ChannelID = p.ChannelID
		}
	}
	m.Text = strings.Join(strings.Fields(m.Text), " ")
	switch n := utf8.RuneCountInString(m.Text); {
	case n == 0:
		return fault.Bad("text", "kpi.mark_text")
	case n > mostMarkText:
		return fault.Bad("text", "kpi.mark_long", n, mostMarkText)
	}
	if !slices.Contains(MarkKinds, m.Kind) {
		return fault.Bad("kind", "kpi.mark_kind", m.Kind, strings.Join(MarkKinds, ", "))
	}
	if _, err := parseDay("from", m.FromDay); err != nil {
		return err
	}
	if m.ToDay != "" {
		if _, err := parseDay("to", m.ToDay); err != nil {
			return err
		}
		if m.ToDay < m.FromDay {
			return fault.Bad("to", "kpi.to_before_from")
		}
		if m.ToDay == m.FromDay {
			m.ToDay = ""
		}
	}
	if m.ChannelID != nil {
		c, err := store.Find[brand.Channel](tx, *m.ChannelID)
		if err != nil {
			return err
		}
		if c.BrandID != m.BrandID {
			return fault.Bad("channel_id", "kpi.target_channel")
		}
	}
	m.Link, err = brand.Link("link", m.Link)
	return err
}

// AddMark writes down what happened to a brand.
func AddMark(tx *store.Tx, brandID string, p MarkPatch) (*Mark, error) {
	if _, err := store.Find[brand.Brand](tx, brandID); err != nil {
		return nil, err
	}
	m := &Mark{BrandID: brandID, Kind: Other, Who: tx.By}
	if err := m.apply(tx, p); err != nil {
		return nil, err
	}
	tx.Label("kpi.did_add_mark", m.Text)
	return m, store.Create(tx, m, &m.Row)
}

// UpdateMark changes a mark that a person wrote.
func UpdateMark(tx *store.Tx, id string, p MarkPatch) (*Mark, error) {
	m, err := store.Find[Mark](tx, id)
	if err != nil {
		return nil, err
	}
	if err := m.apply(tx, p); err != nil {
		return nil, err
	}
	tx.Label("kpi.did_change_mark", m.Text)
	return m, store.Save(tx, m, &m.Row)
}

// DeleteMark takes a mark that a person wrote away.
func DeleteMark(tx *store.Tx, id string) error {
	m, err := store.Find[Mark](tx, id)
	if err != nil {
		return err
	}
	tx.Label("kpi.did_delete_mark", m.Text)
	m.DeletedAt = &tx.Now
	return store.Save(tx, m, &m.Row)
}
