package triage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/community"
	"github.com/brandloop/brandloop/backend/competitor"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/store"
)

// Decision is what a person decided of an item.
type Decision struct {
	store.Row
	BrandID   string        `json:"brand_id"`
	Origin    string        `json:"origin"`
	OriginID  string        `json:"origin_id"`
	Span      string        `json:"span"`
	Kind      string        `json:"kind"`  // as it was when it was decided
	State     string        `json:"state"` // watch, act or dismissed
	Reason    string        `json:"reason"`
	Who       string        `json:"who"`
	DecidedAt store.Instant `json:"decided_at" ts_type:"string"`
}

// TableName is what the store calls decisions.
func (Decision) TableName() string { return "triage" }

// What a decision may hold at most.
const (
	maxReason = 500
	mostItems = 5000
)

func decisions(tx *store.Tx, brandID string) (map[[3]string]*Decision, error) {
	rows := []Decision{}
	if err := tx.DB().Where("brand_id = ? AND deleted_at IS NULL", brandID).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("decisions: %w", err)
	}
	all := map[[3]string]*Decision{}
	for i := range rows {
		all[Ref{rows[i].Origin, rows[i].OriginID, rows[i].Span, ""}.key()] = &rows[i]
	}
	return all, nil
}

// Decide puts items of a brand into a state, for a reason, as one action. Open
// takes back what was decided of them, and needs no reason.
func Decide(tx *store.Tx, brandID string, refs []Ref, state, reason string) error {
	reason = strings.Join(strings.Fields(reason), " ")
	switch {
	case !slices.Contains(States, state):
		return fault.Bad("state", "triage.state_unknown", state)
	case state != Open && reason == "":
		return fault.Bad("reason", "triage.reason_missing")
	case len([]rune(reason)) > maxReason:
		return fault.Bad("reason", "triage.reason_long", maxReason)
	case len(refs) == 0:
		return fault.New(fault.Invalid, "triage.none")
	case len(refs) > mostItems:
		return fault.New(fault.Invalid, "triage.many", mostItems)
	}
	decided, err := decisions(tx, brandID)
	if err != nil {
		return err
	}
	for _, ref := range refs {
		if err := ref.check(tx, brandID); err != nil {
			return err
		}
		if err := decide(tx, brandID, ref, decided[ref.key()], state, reason); err != nil {
			return err
		}
	}
	tx.Label("triage.did_"+state, len(refs))
	return nil
}

func decide(tx *store.Tx, brandID string, ref Ref, d *Decision, state, reason string) error {
	if state == Open {
		if d == nil {
			return nil
		}
		d.DeletedAt = &tx.Now
		return store.Save(tx, d, &d.Row)
	}
	fresh := d == nil
	if fresh {
		d = &Decision{BrandID: brandID, Origin: ref.Origin, OriginID: ref.OriginID, Span: ref.Span}
	}
	d.Kind, d.State, d.Reason, d.Who, d.DecidedAt = ref.Kind, state, reason, tx.By, tx.Now
	if fresh {
		return store.Create(tx, d, &d.Row)
	}
	return store.Save(tx, d, &d.Row)
}

// NotListed is the refusal of an item that a list does not hold.
func NotListed(name string) error { return fault.New(fault.NotFound, "triage.not_listed", name) }

// check refuses an item that is not there, or of another brand.
func (r Ref) check(tx *store.Tx, brandID string) error {
	if r.Kind != Threat && r.Kind != Opportunity {
		return fault.Bad("kind", "competitor.kind_unknown", r.Kind, Threat+", "+Opportunity)
	}
	of := ""
	switch r.Origin {
	case Competitor:
		n, err := store.Find[competitor.Note](tx, r.OriginID)
		if err != nil {
			return err
		}
		c, err := store.Find[competitor.Competitor](tx, n.CompetitorID)
		if err != nil {
			return err
		}
		of = c.BrandID
	case Community:
		a, err := community.Find(tx, r.OriginID)
		if err != nil {
			return err
		}
		of = a.BrandID
	case Target:
		t, err := store.Find[kpi.Target](tx, r.OriginID)
		if err != nil {
			return err
		}
		of = t.BrandID
	}
	if of != brandID {
		return fault.New(fault.NotFound, "store.gone")
	}
	return nil
}
