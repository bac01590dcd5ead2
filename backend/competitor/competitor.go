// Package competitor keeps who competes with a brand, on which accounts, and
// what was seen of them in numbers and in words, and compares the brand with
// them.
package competitor

import (
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// Competitor is who a brand is compared with.
type Competitor struct {
	store.Row
	BrandID  string    `json:"brand_id"`
	Name     string    `json:"name"`
	Website  string    `json:"website"` // http(s) or ""
	Note     string    `json:"note"`
	Accounts []Account `gorm:"-" json:"accounts"` // the first made first
}

// Account is a competitor's presence on a platform.
type Account struct {
	store.Row
	CompetitorID string `json:"competitor_id"`
	Platform     string `json:"platform"` // of brand.Platforms
	Handle       string `json:"handle"`
	Link         string `json:"link"` // http(s) or ""
}

// TableName is what the store calls competitors.
func (Competitor) TableName() string { return "competitor" }

// TableName is what the store calls accounts.
func (Account) TableName() string { return "competitor_account" }

// Patch changes the fields that are not nil.
type Patch struct {
	Name    *string `json:"name,omitempty"`
	Website *string `json:"website,omitempty"`
	Note    *string `json:"note,omitempty"`
}

// AccountPatch changes the fields that are not nil.
type AccountPatch struct {
	Platform *string `json:"platform,omitempty"`
	Handle   *string `json:"handle,omitempty"`
	Link     *string `json:"link,omitempty"`
}

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

func (c *Competitor) apply(p Patch) (err error) {
	set(&c.Name, p.Name)
	set(&c.Website, p.Website)
	set(&c.Note, p.Note)
	c.Name, c.Note = strings.Join(strings.Fields(c.Name), " "), strings.TrimSpace(c.Note)
	if c.Name == "" {
		return fault.Bad("name", "agency.name_missing")
	}
	if len([]rune(c.Name)) > 120 {
		return fault.Bad("name", "agency.name_long", 120)
	}
	c.Website, err = brand.Link("website", c.Website)
	return err
}

func (a *Account) apply(p AccountPatch) (err error) {
	set(&a.Platform, p.Platform)
	set(&a.Handle, p.Handle)
	set(&a.Link, p.Link)
	a.Handle = strings.Join(strings.Fields(a.Handle), " ")
	if !slices.Contains(brand.Platforms, a.Platform) {
		return fault.Bad("platform", "brand.platform_unknown", a.Platform, strings.Join(brand.Platforms, ", "))
	}
	if a.Handle == "" {
		return fault.Bad("handle", "brand.handle_missing")
	}
	if len([]rune(a.Handle)) > 120 {
		return fault.Bad("handle", "agency.name_long", 120)
	}
	a.Link, err = brand.Link("link", a.Link)
	return err
}

// List is the competitors of a brand with their accounts, by name.
func List(tx *store.Tx, brandID string) ([]Competitor, error) {
	all := []Competitor{}
	if err := tx.DB().Where("brand_id = ? AND deleted_at IS NULL", brandID).Order("name COLLATE NOCASE").Find(&all).Error; err != nil {
		return nil, err
	}
	accounts := []Account{}
	if err := tx.DB().Where("deleted_at IS NULL AND competitor_id IN (SELECT id FROM competitor WHERE brand_id = ? AND deleted_at IS NULL)", brandID).
		Order("created_at, handle COLLATE NOCASE").Find(&accounts).Error; err != nil {
		return nil, err
	}
	for i := range all {
		all[i].Accounts = []Account{}
		for _, a := range accounts {
			if a.CompetitorID == all[i].ID {
				all[i].Accounts = append(all[i].Accounts, a)
			}
		}
	}
	return all, nil
}

// Add registers a competitor of a brand with its accounts.
func Add(tx *store.Tx, brandID string, p Patch, accounts []AccountPatch) (*Competitor, error) {
	if _, err := store.Find[brand.Brand](tx, brandID); err != nil {
		return nil, err
	}
	c := &Competitor{BrandID: brandID, Accounts: []Account{}}
	if err := c.apply(p); err != nil {
		return nil, err
	}
	if err := sameName(store.Create(tx, c, &c.Row), c); err != nil {
		return nil, err
	}
	for _, patch := range accounts {
		a, err := AddAccount(tx, c.ID, patch)
		if err != nil {
			return nil, err
		}
		c.Accounts = append(c.Accounts, *a)
	}
	tx.Label("competitor.did_add", c.Name)
	return c, nil
}

func sameName(err error, c *Competitor) error {
	if store.Taken(err, "competitor.name") {
		return fault.Bad("name", "competitor.name_taken", c.Name)
	}
	return err
}

// Update changes a competitor.
func Update(tx *store.Tx, id string, p Patch) (*Competitor, error) {
	c, err := store.Find[Competitor](tx, id)
	if err != nil {
		return nil, err
	}
	if err := c.apply(p); err != nil {
		return nil, err
	}
	tx.Label("competitor.did_change", c.Name)
	return c, sameName(store.Save(tx, c, &c.Row), c)
}

// Delete takes a competitor away. Its numbers and notes stay in the file and
// come back with undo.
func Delete(tx *store.Tx, id string) error {
	c, err := store.Find[Competitor](tx, id)
	if err != nil {
		return err
	}
	tx.Label("competitor.did_delete", c.Name)
	c.DeletedAt = &tx.Now
	return store.Save(tx, c, &c.Row)
}

// AddAccount gives a competitor an account.
func AddAccount(tx *store.Tx, competitor string, p AccountPatch) (*Account, error) {
	if _, err := store.Find[Competitor](tx, competitor); err != nil {
		return nil, err
	}
	a := &Account{CompetitorID: competitor}
	if err := a.apply(p); err != nil {
		return nil, err
	}
	tx.Label("competitor.did_add_account", a.Handle)
	return a, sameHandle(store.Create(tx, a, &a.Row), a)
}

func sameHandle(err error, a *Account) error {
	if store.Taken(err, "competitor_account.handle") {
		return fault.Bad("handle", "competitor.handle_taken", a.Handle)
	}
	return err
}

// UpdateAccount changes an account.
func UpdateAccount(tx *store.Tx, id string, p AccountPatch) (*Account, error) {
	a, err := store.Find[Account](tx, id)
	if err != nil {
		return nil, err
	}
	if err := a.apply(p); err != nil {
		return nil, err
	}
	tx.Label("competitor.did_change_account", a.Handle)
	return a, sameHandle(store.Save(tx, a, &a.Row), a)
}

// DeleteAccount takes an account away; its numbers come back with undo.
func DeleteAccount(tx *store.Tx, id string) error {
	a, err := store.Find[Account](tx, id)
	if err != nil {
		return err
	}
	tx.Label("competitor.did_delete_account", a.Handle)
	a.DeletedAt = &tx.Now
	return store.Save(tx, a, &a.Row)
}
