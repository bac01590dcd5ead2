package agency

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// The roles of a person. One may have several: in small agencies one person has
// all.
const (
	SMM         = "smm"          // social media manager: plans and decides
	CM          = "cm"           // community manager: carries out and reports
	AccountLead = "account_lead" // answers to the client
)

// Roles are all roles.
var Roles = []string{SMM, CM, AccountLead}

// Person is one of the team.
type Person struct {
	store.Row
	Name     string   `json:"name"`
	Initials string   `json:"initials"`
	Color    string   `json:"color"` // #rrggbb
	Roles    []string `gorm:"serializer:json" json:"roles"`
}

// PersonPatch changes the fields that are not nil.
type PersonPatch struct {
	Name     *string   `json:"name,omitempty"`
	Initials *string   `json:"initials,omitempty"`
	Color    *string   `json:"color,omitempty"`
	Roles    *[]string `json:"roles,omitempty"`
}

var colorForm = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// palette is where the colours of new persons come from: they can be told apart
// by the colour-blind (Okabe and Ito, 2008).
var palette = []string{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a6d3b"}

func (p *Person) apply(patch PersonPatch) error {
	set(&p.Name, patch.Name)
	set(&p.Initials, patch.Initials)
	set(&p.Color, patch.Color)
	set(&p.Roles, patch.Roles)
	p.Name = strings.Join(strings.Fields(p.Name), " ")
	if p.Name == "" {
		return fault.Bad("name", "agency.name_missing")
	}
	if len([]rune(p.Name)) > 120 {
		return fault.Bad("name", "agency.name_long", 120)
	}
	if p.Initials = strings.ToUpper(strings.TrimSpace(p.Initials)); p.Initials == "" {
		p.Initials = initials(p.Name)
	}
	if len([]rune(p.Initials)) > 3 {
		return fault.Bad("initials", "agency.initials_long")
	}
	if p.Color = strings.ToLower(p.Color); !colorForm.MatchString(p.Color) {
		return fault.Bad("color", "agency.color_wrong", p.Color)
	}
	if p.Roles == nil {
		p.Roles = []string{}
	}
	for _, r := range p.Roles {
		if !slices.Contains(Roles, r) {
			return fault.Bad("roles", "agency.role_unknown", r)
		}
	}
	return nil
}

// initials are the first letters of the first and the last word.
func initials(name string) string {
	words := strings.Fields(name)
	first := []rune(words[0])[:1]
	if len(words) > 1 {
		first = append(first, []rune(words[len(words)-1])[0])
	}
	return strings.ToUpper(string(first))
}

// AddPerson makes a person; initials and colour are chosen when left out.
func (a *Agency) AddPerson(ctx context.Context, patch PersonPatch) (*Person, error) {
	team, err := a.Team(ctx)
	if err != nil {
		return nil, err
	}
	p := &Person{Color: palette[len(team)%len(palette)]}
	if err := p.apply(patch); err != nil {
		return nil, err
	}
	return p, a.write(ctx, func(tx *store.Tx) error {
		tx.Label("agency.did_add_person", p.Name)
		return samePerson(store.Create(tx, p, &p.Row))
	})
}

// UpdatePerson changes a person.
func (a *Agency) UpdatePerson(ctx context.Context, id string, patch PersonPatch) (p *Person, err error) {
	err = a.write(ctx, func(tx *store.Tx) error {
		if p, err = store.Find[Person](tx, id); err != nil {
			return err
		}
		if err := p.apply(patch); err != nil {
			return err
		}
		tx.Label("agency.did_change_person", p.Name)
		return samePerson(store.Save(tx, p, &p.Row))
	})
	return p, err
}

func samePerson(err error) error {
	if store.Taken(err, "person.name") {
		return fault.Bad("name", "agency.person_taken")
	}
	return err
}

// DeletePerson takes a person off the team; what they did keeps their name.
func (a *Agency) DeletePerson(ctx context.Context, id string) error {
	return a.write(ctx, func(tx *store.Tx) error {
		p, err := store.Find[Person](tx, id)
		if err != nil {
			return err
		}
		tx.Label("agency.did_delete_person", p.Name)
		p.DeletedAt = &tx.Now
		return store.Save(tx, p, &p.Row)
	})
}

// Team lists the persons by name.
func (a *Agency) Team(ctx context.Context) ([]Person, error) {
	all := []Person{}
	err := a.file.Read(ctx, func(tx *store.Tx) error {
		return tx.DB().Where("deleted_at IS NULL").Order("name COLLATE NOCASE").Find(&all).Error
	})
	return all, err
}
