package agency

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/currency"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

// Client is one that the agency works for: its work lies in a file of its own.
type Client struct {
	store.Row
	Name        string   `json:"name"`
	Slug        string   `json:"slug"`     // made of the name, for scripts
	Currency    string   `json:"currency"` // ISO 4217
	Timezone    string   `json:"timezone"` // IANA name; its days are the client's days
	Language    string   `json:"language"` // of what is exported for the client
	OfficeHours []Span   `gorm:"serializer:json" json:"office_hours"`
	Team        []string `gorm:"serializer:json" json:"team"` // ids of persons
	Notes       string   `json:"notes"`
	Archived    bool     `json:"archived"`
}

// Span is one stretch of office hours.
type Span struct {
	Day  int    `json:"day"`  // 1 is Monday, 7 is Sunday
	From string `json:"from"` // 09:00
	To   string `json:"to"`   // 18:00, later than From
}

// ClientPatch changes the fields that are not nil.
type ClientPatch struct {
	Name        *string   `json:"name,omitempty"`
	Slug        *string   `json:"slug,omitempty"`
	Currency    *string   `json:"currency,omitempty"`
	Timezone    *string   `json:"timezone,omitempty"`
	Language    *string   `json:"language,omitempty"`
	OfficeHours *[]Span   `json:"office_hours,omitempty"`
	Team        *[]string `json:"team,omitempty"`
	Notes       *string   `json:"notes,omitempty"`
	Archived    *bool     `json:"archived,omitempty"`
}

// apply sets the fields and refuses what cannot be.
func (c *Client) apply(p ClientPatch) error {
	set(&c.Name, p.Name)
	set(&c.Slug, p.Slug)
	set(&c.Currency, p.Currency)
	set(&c.Timezone, p.Timezone)
	set(&c.Language, p.Language)
	set(&c.OfficeHours, p.OfficeHours)
	set(&c.Team, p.Team)
	set(&c.Notes, p.Notes)
	set(&c.Archived, p.Archived)

	c.Name = strings.Join(strings.Fields(c.Name), " ")
	c.Currency = strings.ToUpper(strings.TrimSpace(c.Currency))
	if c.OfficeHours == nil {
		c.OfficeHours = []Span{}
	}
	if c.Team == nil {
		c.Team = []string{}
	}
	if c.Name == "" {
		return fault.Bad("name", "agency.name_missing")
	}
	if len([]rune(c.Name)) > 120 {
		return fault.Bad("name", "agency.name_long", 120)
	}
	if c.Slug = Slug(c.Slug); c.Slug == "" {
		c.Slug = Slug(c.Name)
	}
	if c.Slug == "" {
		c.Slug = "client"
	}
	if _, err := currency.ParseISO(c.Currency); err != nil {
		return fault.Bad("currency", "agency.currency_unknown", c.Currency)
	}
	if _, err := time.LoadLocation(c.Timezone); err != nil || c.Timezone == "" || c.Timezone == "Local" {
		return fault.Bad("timezone", "agency.timezone_unknown", c.Timezone)
	}
	if !lang.Known(c.Language) {
		return fault.Bad("language", "agency.language_unknown", c.Language, strings.Join(lang.Codes, ", "))
	}
	for i, s := range c.OfficeHours {
		if s.Day < 1 || s.Day > 7 || !hour.MatchString(s.From) || !hour.MatchString(s.To) || s.From >= s.To {
			return fault.Bad("office_hours", "agency.office_hours_wrong")
		}
		for _, o := range c.OfficeHours[:i] {
			if o.Day == s.Day && o.From < s.To && s.From < o.To {
				return fault.Bad("office_hours", "agency.office_hours_overlap")
			}
		}
	}
	return nil
}

var hour = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$|^24:00$`)

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

// Slug is a name for scripts: small letters and digits of ASCII, with hyphens.
func Slug(name string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), name)
	if err != nil {
		plain = name
	}
	return strings.Trim(notSlug.ReplaceAllString(strings.ToLower(plain), "-"), "-")
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// weekdays is what a new client's office hours are.
func weekdays() []Span {
	var spans []Span
	for day := 1; day <= 5; day++ {
		spans = append(spans, Span{Day: day, From: "09:00", To: "18:00"})
	}
	return spans
}

// AddClient makes a client. What the patch leaves out is EUR, Europe/Madrid,
// English, and weekdays from nine to six.
func (a *Agency) AddClient(ctx context.Context, p ClientPatch) (*Client, error) {
	c := &Client{Currency: "EUR", Timezone: "Europe/Madrid", Language: "en", OfficeHours: weekdays()}
	if err := c.apply(p); err != nil {
		return nil, err
	}
	err := a.write(ctx, func(tx *store.Tx) error {
		tx.Label("agency.did_add_client", c.Name)
		if p.Slug == nil {
			free, err := freeSlug(tx, c.Slug)
			if err != nil {
				return err
			}
			c.Slug = free
		}
		if err := taken(store.Create(tx, c, &c.Row), c); err != nil {
			return err
		}
		// Before the client is on disk: one without a file has lost it.
		return a.found(ctx, c.ID)
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// taken says which field another client has already, where that is the refusal.
func taken(err error, c *Client) error {
	if store.Taken(err, "client.name") {
		return fault.Bad("name", "agency.name_taken")
	}
	if store.Taken(err, "client.slug") {
		return fault.Bad("slug", "agency.slug_taken", c.Slug)
	}
	return err
}

// freeSlug is slug, or slug-2 and so on when it is taken.
func freeSlug(tx *store.Tx, slug string) (string, error) {
	for n, try := 2, slug; ; n++ {
		var one int
		taken, err := tx.Get("SELECT 1 FROM client WHERE slug = ? AND deleted_at IS NULL", []any{try}, &one)
		if err != nil || !taken {
			return try, err
		}
		try = fmt.Sprintf("%s-%d", slug, n)
	}
}

// Client reads a client that is not deleted; fault.NotFound when there is none.
// Every call into a workspace begins with it, so it reads without reflection.
func (a *Agency) Client(ctx context.Context, id string) (*Client, error) {
	var c Client
	var hours, team []byte
	found := false
	err := a.file.Read(ctx, func(tx *store.Tx) (err error) {
		found, err = tx.Get(`SELECT id, name, slug, currency, timezone, language, office_hours, team, notes, archived, created_at, updated_at
			FROM client WHERE id = ? AND deleted_at IS NULL`, []any{id}, &c.ID, &c.Name, &c.Slug, &c.Currency, &c.Timezone, &c.Language,
			&hours, &team, &c.Notes, &c.Archived, &c.CreatedAt, &c.UpdatedAt)
		return err
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("find a client: %w", err)
	case !found:
		return nil, fault.New(fault.NotFound, "agency.no_client", id)
	}
	for text, into := range map[*[]byte]any{&hours: &c.OfficeHours, &team: &c.Team} {
		if err := json.Unmarshal(*text, into); err != nil {
			return nil, fmt.Errorf("client %s: %w", c.Name, err)
		}
	}
	return &c, nil
}

// Clients lists the clients by name.
func (a *Agency) Clients(ctx context.Context) ([]Client, error) {
	all := []Client{}
	err := a.file.Read(ctx, func(tx *store.Tx) error {
		return tx.DB().Where("deleted_at IS NULL").Order("name COLLATE NOCASE").Find(&all).Error
	})
	return all, err
}

// Match finds a client by id, slug or exact name.
func (a *Agency) Match(ctx context.Context, name string) (*Client, error) {
	all, err := a.Clients(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(c Client) bool {
		return c.ID == name || c.Slug == name || strings.EqualFold(c.Name, name)
	})
	if i < 0 {
		return nil, fault.New(fault.NotFound, "agency.no_client", name)
	}
	return &all[i], nil
}

// UpdateClient changes a client.
func (a *Agency) UpdateClient(ctx context.Context, id string, p ClientPatch) (c *Client, err error) {
	err = a.write(ctx, func(tx *store.Tx) error {
		if c, err = store.Find[Client](tx, id); err != nil {
			return err
		}
		if err := c.apply(p); err != nil {
			return err
		}
		tx.Label("agency.did_change_client", c.Name)
		return taken(store.Save(tx, c, &c.Row), c)
	})
	return c, err
}

// DeleteClient moves the work for a client into the trash of the data folder,
// from where undo or RestoreClient brings it back. typed must be its name.
func (a *Agency) DeleteClient(ctx context.Context, id, typed string) error {
	c, err := a.Client(ctx, id)
	if err != nil {
		return err
	}
	if strings.TrimSpace(typed) != c.Name {
		return fault.Bad("name", "agency.type_the_name", c.Name)
	}
	if !a.shut(id) {
		return fault.New(fault.Conflict, "agency.client_in_use", c.Name)
	}
	err = a.write(ctx, func(tx *store.Tx) error {
		c, err := store.Find[Client](tx, id)
		if err != nil {
			return err
		}
		tx.Label("agency.did_delete_client", c.Name)
		c.DeletedAt = &tx.Now
		return store.Save(tx, c, &c.Row)
	})
	if err != nil {
		return err
	}
	return a.settle(id, true)
}

// Trash lists the deleted clients, the last deleted first.
func (a *Agency) Trash(ctx context.Context) ([]Client, error) {
	all := []Client{}
	err := a.file.Read(ctx, func(tx *store.Tx) error {
		return tx.DB().Where("deleted_at IS NOT NULL").Order("deleted_at DESC").Find(&all).Error
	})
	return all, err
}

// RestoreClient takes a client out of the trash.
func (a *Agency) RestoreClient(ctx context.Context, id string) error {
	err := a.write(ctx, func(tx *store.Tx) error {
		var c Client
		if err := tx.DB().Where("id = ?", id).Take(&c).Error; err != nil {
			return fault.New(fault.NotFound, "agency.no_client", id)
		}
		tx.Label("agency.did_restore_client", c.Name)
		c.DeletedAt = nil
		return taken(store.Save(tx, &c, &c.Row), &c)
	})
	if err != nil {
		return err
	}
	return a.settle(id, false)
}

// Settle puts the folders of deleted and restored clients where they belong:
// after an undo, and at start in case the last run was cut off.
func (a *Agency) Settle(ctx context.Context) error {
	gone, err := a.Trash(ctx)
	if err != nil {
		return err
	}
	for _, c := range gone {
		if !a.shut(c.ID) {
			continue
		}
		if err := a.settle(c.ID, true); err != nil {
			return err
		}
	}
	return nil
}

// write is one action on the agency's file by the person at work.
func (a *Agency) write(ctx context.Context, fn func(*store.Tx) error) error {
	me, err := a.Me(ctx)
	if err != nil {
		return err
	}
	return a.file.Write(ctx, me.Name, fn)
}
