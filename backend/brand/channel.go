package brand

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

// Platforms are where a brand can speak, and the accounts of its ads, in the order in which they are offered.
var Platforms = []string{
	"instagram", "facebook", "tiktok", "linkedin", "x", "youtube", "threads", "pinterest", "bluesky", "reddit",
	"whatsapp", "telegram", "discord", "twitch", "google_business", "forum", "group", "blog", "website", "newsletter",
	"podcast", "meta_ads", "google_ads", "in_person", "other",
}

// PlatformName is what a platform is called in a language.
func PlatformName(language, platform string) string {
	return lang.T(language, "brand.platform."+platform)
}

// Channel is a brand's presence on a platform.
type Channel struct {
	store.Row
	BrandID  string `json:"brand_id"`
	Platform string `json:"platform"`
	Handle   string `json:"handle"`
	Link     string `json:"link"`    // http(s) or ""
	Account  string `json:"account"` // the platform's own id of the account, learned from its exports
	Since    string `json:"since"`   // YYYY-MM-DD or ""
	Until    string `json:"until"`
}

// ChannelPatch changes the fields that are not nil.
type ChannelPatch struct {
	Platform *string `json:"platform,omitempty"`
	Handle   *string `json:"handle,omitempty"`
	Link     *string `json:"link,omitempty"`
	Account  *string `json:"account,omitempty"`
	Since    *string `json:"since,omitempty"`
	Until    *string `json:"until,omitempty"`
}

func (c *Channel) apply(p ChannelPatch) error {
	set(&c.Platform, p.Platform)
	set(&c.Handle, p.Handle)
	set(&c.Link, p.Link)
	set(&c.Account, p.Account)
	set(&c.Since, p.Since)
	set(&c.Until, p.Until)
	c.Platform = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(c.Platform)), " ", "_")
	c.Handle = strings.Join(strings.Fields(c.Handle), " ")
	if !slices.Contains(Platforms, c.Platform) {
		return fault.Bad("platform", "brand.platform_unknown", c.Platform, strings.Join(Platforms, ", "))
	}
	if c.Handle == "" {
		return fault.Bad("handle", "brand.handle_missing")
	}
	if len([]rune(c.Handle)) > 120 {
		return fault.Bad("handle", "agency.name_long", 120)
	}
	for field, day := range map[string]string{"since": c.Since, "until": c.Until} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return fault.Bad(field, "brand.day_wrong", day)
		}
	}
	if c.Since != "" && c.Until != "" && c.Until < c.Since {
		return fault.Bad("until", "brand.until_before_since")
	}
	var err error
	c.Link, err = Link("link", c.Link)
	return err
}

// Link is an address as it is kept, https:// before it where it names no scheme; it refuses what the system's browser should not be given.
func Link(field, text string) (string, error) {
	if text = strings.TrimSpace(text); text == "" {
		return "", nil
	}
	if !strings.Contains(text, "://") {
		// javascript:, mailto: and their like are no address of a page; example.com:8080 is.
		if before, _, colon := strings.Cut(text, ":"); colon && !strings.ContainsAny(before, "./") {
			return "", fault.Bad(field, "brand.link_wrong", text)
		}
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return "", fault.Bad(field, "brand.link_wrong", text)
	}
	return text, nil
}

// Channels lists the channels of a brand, or with brand "" of all brands.
func Channels(tx *store.Tx, brand string) ([]Channel, error) {
	all := []Channel{}
	err := tx.DB().Where("deleted_at IS NULL AND (? = '' OR brand_id = ?)", brand, brand).
		Order("brand_id, created_at, handle COLLATE NOCASE").Find(&all).Error
	return all, err
}

// AddChannel makes a channel of a brand.
func AddChannel(tx *store.Tx, brand string, p ChannelPatch) (*Channel, error) {
	if _, err := store.Find[Brand](tx, brand); err != nil {
		return nil, err
	}
	c := &Channel{BrandID: brand}
	if err := c.apply(p); err != nil {
		return nil, err
	}
	tx.Label("brand.did_add_channel", c.Handle)
	return c, sameChannel(store.Create(tx, c, &c.Row), c)
}

func sameChannel(err error, c *Channel) error {
	if store.Taken(err, "channel.handle") {
		return fault.Bad("handle", "brand.handle_taken", c.Handle)
	}
	return err
}

// UpdateChannel changes a channel.
func UpdateChannel(tx *store.Tx, id string, p ChannelPatch) (*Channel, error) {
	c, err := store.Find[Channel](tx, id)
	if err != nil {
		return nil, err
	}
	if err := c.apply(p); err != nil {
		return nil, err
	}
	tx.Label("brand.did_change_channel", c.Handle)
	return c, sameChannel(store.Save(tx, c, &c.Row), c)
}

// DeleteChannel takes a channel away. Its numbers and its log stay in the file
// and come back with undo.
func DeleteChannel(tx *store.Tx, id string) error {
	c, err := store.Find[Channel](tx, id)
	if err != nil {
		return err
	}
	tx.Label("brand.did_delete_channel", c.Handle)
	c.DeletedAt = &tx.Now
	return store.Save(tx, c, &c.Row)
}

// MatchChannel finds a channel of a brand ("": of any) by id, handle with or
// without @, platform, or platform:handle.
func MatchChannel(tx *store.Tx, brand, name string) (*Channel, error) {
	all, err := Channels(tx, brand)
	if err != nil {
		return nil, err
	}
	bare := func(s string) string { return strings.ToLower(strings.TrimPrefix(s, "@")) }
	platform, handle, both := strings.Cut(name, ":")
	var found []Channel
	var names []string
	for _, c := range all {
		names = append(names, c.Platform+":"+c.Handle)
		switch {
		case c.ID == name:
			return &c, nil
		case bare(c.Handle) == bare(name), c.Platform == strings.ToLower(name),
			both && c.Platform == strings.ToLower(platform) && bare(c.Handle) == bare(handle):
			found = append(found, c)
		}
	}
	switch len(found) {
	case 1:
		return &found[0], nil
	case 0:
		return nil, fault.New(fault.NotFound, "brand.no_channel", name, strings.Join(names, ", "))
	}
	return nil, fault.New(fault.Invalid, "brand.which_channel", name, strings.Join(names, ", "))
}
