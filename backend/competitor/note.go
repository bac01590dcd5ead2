package competitor

import (
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// Kinds are what a note can mean for the brand.
var Kinds = []string{"threat", "opportunity", "neutral"}

// Note is what was seen of a competitor on a day, in words.
type Note struct {
	store.Row
	CompetitorID string `json:"competitor_id"`
	Day          string `json:"day"`
	Kind         string `json:"kind"` // of Kinds
	Text         string `json:"text"`
	Link         string `json:"link"` // http(s) or ""
	Who          string `json:"who"`
}

// TableName is what the store calls notes.
func (Note) TableName() string { return "competitor_note" }

// NotePatch changes the fields that are not nil.
type NotePatch struct {
	CompetitorID *string `json:"competitor_id,omitempty"`
	Day          *string `json:"day,omitempty"`
	Kind         *string `json:"kind,omitempty"`
	Text         *string `json:"text,omitempty"`
	Link         *string `json:"link,omitempty"`
}

// NoteFilter narrows a list; empty fields do not.
type NoteFilter struct {
	Brand       string   `json:"brand"` // id; never empty
	Competitors []string `json:"competitors"`
	Kinds       []string `json:"kinds"`
	From        string   `json:"from"`
	To          string   `json:"to"`
	Search      string   `json:"search"` // stands in the text
}

func (n *Note) apply(tx *store.Tx, p NotePatch) (err error) {
	set(&n.CompetitorID, p.CompetitorID)
	set(&n.Day, p.Day)
	set(&n.Kind, p.Kind)
	set(&n.Text, p.Text)
	set(&n.Link, p.Link)
	n.Text = strings.TrimSpace(n.Text)
	if n.Text == "" {
		return fault.Bad("text", "competitor.note_missing")
	}
	if !slices.Contains(Kinds, n.Kind) {
		return fault.Bad("kind", "competitor.kind_unknown", n.Kind, strings.Join(Kinds, ", "))
	}
	if _, err := time.Parse(time.DateOnly, n.Day); err != nil {
		return fault.Bad("day", "kpi.day_wrong", n.Day)
	}
	if _, err := store.Find[Competitor](tx, n.CompetitorID); err != nil {
		return err
	}
	n.Link, err = brand.Link("link", n.Link)
	return err
}

// Notes lists what was seen of the competitors of a brand, the newest day first.
func Notes(tx *store.Tx, f NoteFilter) ([]Note, error) {
	all := []Note{}
	q := tx.DB().Where("deleted_at IS NULL AND competitor_id IN (SELECT id FROM competitor WHERE brand_id = ? AND deleted_at IS NULL)", f.Brand)
	if len(f.Competitors) > 0 {
		q = q.Where("competitor_id IN ?", f.Competitors)
	}
	if len(f.Kinds) > 0 {
		q = q.Where("kind IN ?", f.Kinds)
	}
	if f.From != "" {
		q = q.Where("day >= ?", f.From)
	}
	if f.To != "" {
		q = q.Where("day <= ?", f.To)
	}
	if words := strings.TrimSpace(f.Search); words != "" {
		q = q.Where(`text LIKE ? ESCAPE '\'`, "%"+strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(words)+"%")
	}
	return all, q.Order("day DESC, created_at DESC, id").Find(&all).Error
}

// AddNote writes down what was seen.
func AddNote(tx *store.Tx, p NotePatch) (*Note, error) {
	n := &Note{Kind: "neutral", Who: tx.By}
	if err := n.apply(tx, p); err != nil {
		return nil, err
	}
	tx.Label("competitor.did_add_note", n.Day)
	return n, store.Create(tx, n, &n.Row)
}

// UpdateNote changes a note.
func UpdateNote(tx *store.Tx, id string, p NotePatch) (*Note, error) {
	n, err := store.Find[Note](tx, id)
	if err != nil {
		return nil, err
	}
	if err := n.apply(tx, p); err != nil {
		return nil, err
	}
	tx.Label("competitor.did_change_note", n.Day)
	return n, store.Save(tx, n, &n.Row)
}

// DeleteNote takes a note away.
func DeleteNote(tx *store.Tx, id string) error {
	n, err := store.Find[Note](tx, id)
	if err != nil {
		return err
	}
	tx.Label("competitor.did_delete_note", n.Day)
	n.DeletedAt = &tx.Now
	return store.Save(tx, n, &n.Row)
}
