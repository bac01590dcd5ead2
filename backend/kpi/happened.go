package kpi

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// Sources of marks beside people.
const (
	AdSource     = "ads"    // campaigns that breakdowns hold numbers of
	ImportSource = "import" // the days on which files came in
)

// MarkQuery asks for marks; empty fields do not narrow.
type MarkQuery struct {
	Brand    string   `json:"brand"` // id; "" is every brand
	From     string   `json:"from"`  // days: what touches them
	To       string   `json:"to"`
	Kinds    []string `json:"kinds"`
	Channels []string `json:"channels"` // ids: those of the whole brand, and of these
}

// markSource gives the marks of a brand ("": of all). A room that knows of more,
// such as one of incidents, gets its line in markSources.
type markSource func(tx *store.Tx, brandID string, zone *time.Location) ([]Mark, error)

var markSources = []markSource{written, ofAds, ofImports}

// Marks lists what happened, the earliest first, whoever tells of it; those of
// one day in the order of MarkKinds, as they were written. zone is that of the
// client's days.
func Marks(tx *store.Tx, q MarkQuery, zone *time.Location) ([]Mark, error) {
	for field, day := range map[string]string{"from": q.From, "to": q.To} {
		if day == "" {
			continue
		}
		if _, err := parseDay(field, day); err != nil {
			return nil, err
		}
	}
	known := append(slices.Clone(MarkKinds), Imported)
	for _, kind := range q.Kinds {
		if !slices.Contains(known, kind) {
			return nil, fault.Bad("kind", "kpi.mark_kind", kind, strings.Join(known, ", "))
		}
	}
	span := Span{q.From, q.To}
	if span.To == "" {
		span.To = lastOfDays
	}
	all := []Mark{}
	for _, source := range markSources {
		some, err := source(tx, q.Brand, zone)
		if err != nil {
			return nil, err
		}
		for _, m := range some {
			if m.days().overlaps(span) && (len(q.Kinds) == 0 || slices.Contains(q.Kinds, m.Kind)) &&
				(len(q.Channels) == 0 || m.ChannelID == nil || slices.Contains(q.Channels, *m.ChannelID)) {
				all = append(all, m)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Mark) int {
		return cmp.Or(strings.Compare(a.FromDay, b.FromDay), slices.Index(known, a.Kind)-slices.Index(known, b.Kind))
	})
	return all, nil
}

// written are the marks of people.
func written(tx *store.Tx, brandID string, _ *time.Location) ([]Mark, error) {
	var all []Mark
	err := tx.DB().Where("deleted_at IS NULL AND (? = '' OR brand_id = ?)", brandID, brandID).Order("from_day, created_at, id").Find(&all).Error
	return all, err
}

// longestPause is how many days a campaign can be without numbers and still be
// the same run of it: one that comes back each spring is a mark each year.
const longestPause = 31

// ofAds are the runs of campaigns that breakdowns tell of, from the first to the
// last day that has numbers; of a channel where one ran there only. What web
// analytics put in brackets, such as (direct), is no campaign.
func ofAds(tx *store.Tx, brandID string, _ *time.Location) ([]Mark, error) {
	var all []Mark
	err := tx.Rows(`WITH told AS (SELECT DISTINCT c.brand_id, json_extract(b.part, '$[0]') AS name, b.channel_id, b.from_day, b.to_day
			FROM channel c JOIN breakdown b ON b.channel_id = c.id
			WHERE c.deleted_at IS NULL AND (?1 = '' OR c.brand_id = ?1) AND b.counts = 1
			AND b.dimension IN (SELECT value FROM json_each(?2)))
		SELECT brand_id, name, channel_id, from_day, to_day, to_day = max(to_day) OVER (PARTITION BY channel_id) FROM told
		WHERE name <> '' AND name NOT GLOB '(*)' ORDER BY 1, 2, 4, 5`, []any{brandID, asJSON(campaignDimensions)}, func(r *sql.Rows) error {
		next := Mark{Kind: InCampaign, Source: AdSource}
		var channel string
		if err := r.Scan(&next.BrandID, &next.Text, &channel, &next.FromDay, &next.ToDay, &next.Open); err != nil {
			return err
		}
		next.ChannelID = &channel
		if n := len(all); n > 0 && all[n-1].goesOn(next) {
			all[n-1].join(next)
			return nil
		}
		all = append(all, next)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("marks of campaigns: %w", err)
	}
	for i := range all {
		if all[i].ToDay == all[i].FromDay {
			all[i].ToDay = ""
		}
	}
	return all, nil
}

// goesOn reports whether next is the same run of the same campaign.
func (m *Mark) goesOn(next Mark) bool {
	return m.BrandID == next.BrandID && m.Text == next.Text &&
		(next.FromDay <= m.ToDay || Span{m.ToDay, next.FromDay}.days()-2 <= longestPause)
}

// join makes a run longer by the next one.
func (m *Mark) join(next Mark) {
	if next.ToDay > m.ToDay {
		m.ToDay, m.Open = next.ToDay, next.Open
	} else if next.ToDay == m.ToDay {
		m.Open = m.Open || next.Open
	}
	if m.ChannelID != nil && *m.ChannelID != *next.ChannelID {
		m.ChannelID = nil
	}
}

// ofImports are the days on which files with numbers of a brand came in and
// stayed.
func ofImports(tx *store.Tx, brandID string, zone *time.Location) ([]Mark, error) {
	var all []Mark
	err := tx.Rows(`SELECT DISTINCT c.brand_id, i.file, i.who, i.created_at FROM import i, json_each(i.channels) f JOIN channel c ON c.id = f.value
		WHERE i.undone_at IS NULL AND c.deleted_at IS NULL AND (?1 = '' OR c.brand_id = ?1)
		ORDER BY i.created_at, i.id`, []any{brandID}, func(r *sql.Rows) error {
		m := Mark{Kind: Imported, Source: ImportSource}
		var at store.Instant
		err := r.Scan(&m.BrandID, &m.Text, &m.Who, &at)
		m.FromDay = at.Day(zone)
		all = append(all, m)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("marks of imports: %w", err)
	}
	return all, nil
}
