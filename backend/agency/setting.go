package agency

import (
	"context"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

// Settings are what this data folder remembers for its window.
type Settings struct {
	Me       string `json:"me"`       // id of the person at work, or ""
	Language string `json:"language"` // of the screens: en, es, or "" for the system's
	Theme    string `json:"theme"`    // light, dark, or "" for the system's
	Client   string `json:"client"`   // id of the client looked at last, or ""
	Place    string `json:"place"`    // where the window was left

	WeekStart string `json:"week_start"` // day on which weeks begin: monday, saturday, sunday, or "" for Monday
}

// weekStarts are the days on which weeks can begin.
var weekStarts = map[string]time.Weekday{"": time.Monday, "monday": time.Monday, "saturday": time.Saturday, "sunday": time.Sunday}

// WeekStart is the day of a name that settings know; fault.Invalid of another.
func WeekStart(name string) (time.Weekday, error) {
	day, known := weekStarts[name]
	if !known {
		return 0, fault.Bad("week_start", "agency.week_start_unknown", name)
	}
	return day, nil
}

// SettingsPatch changes the settings that are not nil.
type SettingsPatch struct {
	Me       *string `json:"me,omitempty"`
	Language *string `json:"language,omitempty"`
	Theme    *string `json:"theme,omitempty"`
	Client   *string `json:"client,omitempty"`
	Place    *string `json:"place,omitempty"`

	WeekStart *string `json:"week_start,omitempty"`
}

// Settings reads the settings.
func (a *Agency) Settings(ctx context.Context) (*Settings, error) {
	var s Settings
	rows := map[string]*string{"me": &s.Me, "language": &s.Language, "theme": &s.Theme, "client": &s.Client, "place": &s.Place, "week_start": &s.WeekStart}
	err := a.file.Read(ctx, func(tx *store.Tx) error {
		for key, value := range rows {
			if _, err := tx.Get("SELECT value FROM setting WHERE key = ?", []any{key}, value); err != nil {
				return err
			}
		}
		return nil
	})
	return &s, err
}

// UpdateSettings writes the settings that the patch names. They are no work:
// undo leaves them alone.
func (a *Agency) UpdateSettings(ctx context.Context, s SettingsPatch) error {
	if s.Language != nil && *s.Language != "" && !lang.Known(*s.Language) {
		return fault.Bad("language", "agency.language_unknown", *s.Language, "en, es")
	}
	if s.Theme != nil && *s.Theme != "" && *s.Theme != "light" && *s.Theme != "dark" {
		return fault.Bad("theme", "agency.theme_unknown", *s.Theme)
	}
	if s.WeekStart != nil {
		if _, err := WeekStart(*s.WeekStart); err != nil {
			return err
		}
	}
	rows := map[string]*string{"me": s.Me, "language": s.Language, "theme": s.Theme, "client": s.Client, "place": s.Place, "week_start": s.WeekStart}
	err := a.file.Write(ctx, "", func(tx *store.Tx) error {
		for key, value := range rows {
			if value == nil {
				continue
			}
			if _, err := tx.Exec("INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, *value); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && s.WeekStart != nil {
		a.weeks.Store(int32(weekStarts[*s.WeekStart]))
	}
	return err
}

// Me is the person at work; one without id and name when nobody said so.
func (a *Agency) Me(ctx context.Context) (Person, error) {
	var p Person
	err := a.file.Read(ctx, func(tx *store.Tx) error {
		_, err := tx.Get(`SELECT p.id, p.name FROM setting s JOIN person p ON p.id = s.value AND p.deleted_at IS NULL
			WHERE s.key = 'me'`, nil, &p.ID, &p.Name)
		return err
	})
	return p, err
}
