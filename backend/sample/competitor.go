package sample

import (
	"math"
	"strings"

	"github.com/brandloop/brandloop/backend/agency"
	"github.com/brandloop/brandloop/backend/competitor"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

// rivals are the invented competitors of every brand: how large they are beside
// it, and by how much they grow in a month.
var rivals = []struct {
	name             string // key of a name that says it is a sample
	size, growth     float64
	posts, responses float64 // posts in a month; engagements of one, for each follower
}{
	{"sample.rival_large", 1.9, 0.012, 22, 0.011},
	{"sample.rival_quick", 0.6, 0.055, 31, 0.034},
	{"sample.rival_still", 1.1, -0.004, 9, 0.016},
}

// sightings are what was seen of them, so many months ago.
var sightings = []struct {
	rival, ago int
	kind, text string
}{
	{1, 1, "threat", "sample.seen_threat"},
	{2, 2, "opportunity", "sample.seen_opportunity"},
	{0, 3, "neutral", "sample.seen_neutral"},
}

// competitors registers the rivals of each brand on its first two channels with a
// number a month for the last twelve, and gives those channels their own
// mentions.
func (m *maker) competitors(tx *store.Tx) error {
	months := m.calendar.months()
	months = months[max(0, len(months)-12):]
	for _, b := range m.brands {
		var lines []*line
		for _, l := range m.lines {
			if l.BrandID == b.ID && l.profile != nil && len(lines) < 2 {
				lines = append(lines, l)
			}
		}
		for _, l := range lines {
			for n, month := range months {
				mentions := math.Round(l.plan.Followers * 0.004 * m.calendar.busy(month[0]) * (0.9 + 0.01*float64(n)))
				if err := m.tables.measurement.add(l.ID, "mentions", "month", m.calendar.day(month[0])[:8]+"01", "", mentions, "", m.cm.Name, m.known(month[1]+1)); err != nil {
					return err
				}
			}
		}
		for i, r := range rivals {
			luck := newChance(m.seed, "rival/"+b.ID+"/"+r.name)
			name := lang.T(m.client.Language, r.name)
			made := competitor.Competitor{Row: store.Row{ID: luck.id(m.start), CreatedAt: m.start, UpdatedAt: m.start}, BrandID: b.ID, Name: name,
				Website: "https://" + agency.Slug(name) + ".example"}
			if err := store.Create(tx, &made, &made.Row); err != nil {
				return err
			}
			for k, l := range lines {
				if i == 2 && k == 1 {
					continue // it is on one platform only
				}
				account := competitor.Account{Row: store.Row{ID: luck.id(m.start), CreatedAt: m.start, UpdatedAt: m.start}, CompetitorID: made.ID,
					Platform: l.Platform, Handle: "@" + strings.ReplaceAll(agency.Slug(name), "-", "")}
				if err := store.Create(tx, &account, &account.Row); err != nil {
					return err
				}
				for n, month := range months {
					followers := math.Round(luck.around(l.plan.Followers*r.size*math.Pow(1+r.growth, float64(n-len(months))), 0.004))
					posts := math.Round(luck.around(r.posts, 0.12))
					for metric, v := range map[string]float64{"followers": followers, "posts": posts,
						"engagements": math.Round(posts * followers * r.responses), "mentions": math.Round(followers * 0.0035)} {
						if _, err := tx.Exec("INSERT INTO competitor_number (account_id, metric, day, value, who, created_at) VALUES (?, ?, ?, ?, ?, ?)",
							account.ID, metric, m.calendar.day(month[1]), v, m.cm.Name, m.known(month[1]+1)); err != nil {
							return err
						}
					}
				}
			}
			for _, s := range sightings {
				if s.rival != i || s.ago >= len(months) {
					continue
				}
				day := months[len(months)-s.ago][0] + 11
				at := store.Instant(m.known(day))
				note := competitor.Note{Row: store.Row{ID: luck.id(at), CreatedAt: at, UpdatedAt: at}, CompetitorID: made.ID, Day: m.calendar.day(day),
					Kind: s.kind, Text: lang.T(m.client.Language, s.text), Who: m.cm.Name}
				if err := store.Create(tx, &note, &note.Row); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
