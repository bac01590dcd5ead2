package store

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// Instant is a moment as milliseconds since 1970 in UTC: an integer in SQL, an
// RFC 3339 string in JSON. Fields of it carry `ts_type:"string"`.
type Instant int64

// At is the Instant of t, its microseconds dropped.
func At(t time.Time) Instant { return Instant(t.UnixMilli()) }

// Time is the moment in UTC.
func (i Instant) Time() time.Time { return time.UnixMilli(int64(i)).UTC() }

// Day is the calendar day of the moment in a zone, as YYYY-MM-DD.
func (i Instant) Day(zone *time.Location) string { return i.Time().In(zone).Format(time.DateOnly) }

const instantLayout = "2006-01-02T15:04:05.000Z"

// MarshalJSON writes the moment as "2026-10-05T09:30:00.000Z".
func (i Instant) MarshalJSON() ([]byte, error) {
	return []byte(`"` + i.Time().Format(instantLayout) + `"`), nil
}

// UnmarshalJSON reads an RFC 3339 string.
func (i *Instant) UnmarshalJSON(raw []byte) error {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return fmt.Errorf("an instant is a string: %w", err)
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return fmt.Errorf("instant: %w", err)
	}
	*i = At(t)
	return nil
}

// Clock tells the time; every transaction reads it once.
type Clock func() time.Time

// NewID makes a time-ordered UUIDv7: rows sort by age, and rows of two machines
// never meet in one id.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }

// Row is what every table of people's work has.
type Row struct {
	ID        string   `gorm:"primaryKey" json:"id"`
	CreatedAt Instant  `gorm:"autoCreateTime:false" json:"created_at" ts_type:"string"`
	UpdatedAt Instant  `gorm:"autoUpdateTime:false" json:"updated_at" ts_type:"string"`
	DeletedAt *Instant `json:"deleted_at,omitempty" ts_type:"string"`
}
