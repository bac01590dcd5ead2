// Package brand keeps the brands of a client and the channels they speak on.
package brand

import (
	"regexp"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// Brand is what speaks to its public on channels. Most clients have one.
type Brand struct {
	store.Row
	Name    string `json:"name"`
	Logo    string `json:"logo"`   // name of the picture in the client's files, or ""
	Color   string `json:"color"`  // #rrggbb or ""
	Color2  string `json:"color2"` // #rrggbb or ""
	Sector  string `json:"sector"`
	Website string `json:"website"` // http(s) or ""
}

// Patch changes the fields that are not nil.
type Patch struct {
	Name    *string `json:"name,omitempty"`
	Color   *string `json:"color,omitempty"`
	Color2  *string `json:"color2,omitempty"`
	Sector  *string `json:"sector,omitempty"`
	Website *string `json:"website,omitempty"`
}

var colorForm = regexp.MustCompile(`^#[0-9a-f]{6}$`)

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

func (b *Brand) apply(p Patch) error {
	set(&b.Name, p.Name)
	set(&b.Color, p.Color)
	set(&b.Color2, p.Color2)
	set(&b.Sector, p.Sector)
	set(&b.Website, p.Website)
	b.Name = strings.Join(strings.Fields(b.Name), " ")
	b.Sector = strings.TrimSpace(b.Sector)
	if b.Name == "" {
		return fault.Bad("name", "agency.name_missing")
	}
	if len([]rune(b.Name)) > 120 {
		return fault.Bad("name", "agency.name_long", 120)
	}
	for field, color := range map[string]*string{"color": &b.Color, "color2": &b.Color2} {
		if *color = strings.ToLower(strings.TrimSpace(*color)); *color != "" && !colorForm.MatchString(*color) {
			return fault.Bad(field, "agency.color_wrong", *color)
		}
	}
	var err error
	b.Website, err = Link("website", b.Website)
	return err
}

// Brands lists the brands, the first made first.
func Brands(tx *store.Tx) ([]Brand, error) {
	all := []Brand{}
	err := tx.DB().Where("deleted_at IS NULL").Order("created_at, name COLLATE NOCASE").Find(&all).Error
	return all, err
}

// Add makes a brand.
func Add(tx *store.Tx, p Patch) (*Brand, error) {
	b := &Brand{}
	if err := b.apply(p); err != nil {
		return nil, err
	}
	tx.Label("brand.did_add", b.Name)
	return b, sameBrand(store.Create(tx, b, &b.Row))
}

func sameBrand(err error) error {
	if store.Taken(err, "brand.name") {
		return fault.Bad("name", "brand.name_taken")
	}
	return err
}

// Update changes a brand.
func Update(tx *store.Tx, id string, p Patch) (*Brand, error) {
	b, err := store.Find[Brand](tx, id)
	if err != nil {
		return nil, err
	}
	if err := b.apply(p); err != nil {
		return nil, err
	}
	tx.Label("brand.did_change", b.Name)
	return b, sameBrand(store.Save(tx, b, &b.Row))
}

// Delete takes a brand away together with its channels. A client keeps at least
// one.
func Delete(tx *store.Tx, id string) error {
	b, err := store.Find[Brand](tx, id)
	if err != nil {
		return err
	}
	all, err := Brands(tx)
	if err != nil {
		return err
	}
	if len(all) == 1 {
		return fault.New(fault.Conflict, "brand.last", b.Name)
	}
	channels, err := Channels(tx, id)
	if err != nil {
		return err
	}
	for i := range channels {
		channels[i].DeletedAt = &tx.Now
		if err := store.Save(tx, &channels[i], &channels[i].Row); err != nil {
			return err
		}
	}
	tx.Label("brand.did_delete", b.Name)
	b.DeletedAt = &tx.Now
	return store.Save(tx, b, &b.Row)
}

// Match finds a brand by id or exact name; with name "" the only one. fault
// says which there are when none or several fit.
func Match(tx *store.Tx, name string) (*Brand, error) {
	all, err := Brands(tx)
	if err != nil {
		return nil, err
	}
	if name == "" && len(all) == 1 {
		return &all[0], nil
	}
	i := slices.IndexFunc(all, func(b Brand) bool {
		return name != "" && (b.ID == name || strings.EqualFold(b.Name, name) || agency.Slug(b.Name) == name)
	})
	if i >= 0 {
		return &all[i], nil
	}
	names := make([]string, len(all))
	for i, b := range all {
		names[i] = b.Name
	}
	if name == "" {
		return nil, fault.New(fault.Invalid, "brand.which", strings.Join(names, ", "))
	}
	return nil, fault.New(fault.NotFound, "brand.none", name, strings.Join(names, ", "))
}
