package report

import (
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/competitor"
)

// Rivals is a brand against its competitors in the month and the one before, and
// what was seen of them.
type Rivals struct {
	Brand  string       `json:"brand"`
	Rows   []RivalRow   `json:"rows"` // by platform: the brand, its competitors, their average
	Voices []RivalVoice `json:"voices"`
	Notes  []RivalNote  `json:"notes"`  // of the month, the newest first
	Source string       `json:"source"` // who noted the competitors' numbers, and the files that they were read from
}

// RivalRow is the brand, a competitor or their average on one platform.
type RivalRow struct {
	Now    competitor.Standing `json:"now"`
	Before competitor.Standing `json:"before"` // in the month before

	live [2]map[string]*recipe // of the brand's own numbers of both months
}

// RivalVoice is a share of voice of both months. Each has the competitors of its
// own month.
type RivalVoice struct {
	Now    *competitor.Voice `json:"now"` // nil: nothing is known of the month
	Before *competitor.Voice `json:"before"`
}

// RivalNote is what was seen of a competitor in the month, in words.
type RivalNote struct {
	Day        string `json:"day"`
	Competitor string `json:"competitor"`
	Kind       string `json:"kind"` // threat, opportunity or neutral
	Text       string `json:"text"`
	Link       string `json:"link"` // http(s) or ""
}

// rivals reads the comparison of each brand that has one; what it says is what
// the page of competitors says of the same days.
func (g *gathering) rivals() error {
	for _, b := range g.brands {
		all, err := competitor.List(g.tx, b.ID)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			continue
		}
		now, err := competitor.Compare(g.tx, b.ID, g.m.From, g.m.To)
		if err != nil {
			return err
		}
		before, err := competitor.Compare(g.tx, b.ID, g.m.PreviousFrom, g.m.PreviousTo)
		if err != nil {
			return err
		}
		notes, err := competitor.Notes(g.tx, competitor.NoteFilter{Brand: b.ID, From: g.m.From, To: g.m.To})
		if err != nil {
			return err
		}
		one := Rivals{Brand: b.Name, Rows: []RivalRow{}, Voices: voicesOf(now.Voices, before.Voices), Notes: []RivalNote{}}
		for _, s := range now.Rows {
			row := RivalRow{Now: s}
			if i := slices.IndexFunc(before.Rows, func(o competitor.Standing) bool {
				return o.Platform == s.Platform && o.Kind == s.Kind && o.CompetitorID == s.CompetitorID
			}); i >= 0 {
				row.Before = before.Rows[i]
			}
			g.enliven(&row, b.ID)
			one.Rows = append(one.Rows, row)
		}
		for _, n := range notes {
			at := slices.IndexFunc(all, func(c competitor.Competitor) bool { return c.ID == n.CompetitorID })
			one.Notes = append(one.Notes, RivalNote{n.Day, all[at].Name, n.Kind, n.Text, n.Link})
		}
		one.Source = g.words.toldBy(one.Rows)
		if one.Source == "" && len(one.Notes) == 0 {
			continue // registered, and nothing is known of them
		}
		g.m.Rivals = append(g.m.Rivals, one)
	}
	return nil
}

// voicesOf pairs the shares of two months by platform.
func voicesOf(now, before []competitor.Voice) []RivalVoice {
	pairs := []RivalVoice{}
	for i := range now {
		pairs = append(pairs, RivalVoice{Now: &now[i]})
	}
	for i := range before {
		at := slices.IndexFunc(pairs, func(p RivalVoice) bool { return p.Now != nil && p.Now.Platform == before[i].Platform })
		if at < 0 {
			pairs = append(pairs, RivalVoice{Before: &before[i]})
		} else {
			pairs[at].Before = &before[i]
		}
	}
	return pairs
}

// The counts of a standing by metric.
func counts(s *competitor.Standing) map[string]*float64 {
	return map[string]*float64{"followers": s.Followers.Value, "posts": s.Posts.Value, "engagements": s.Engagements.Value, "mentions": s.Mentions.Value}
}

// enliven finds the formulas of the brand's own numbers on a platform, where it
// has one channel there.
func (g *gathering) enliven(row *RivalRow, brandID string) {
	row.live = [2]map[string]*recipe{{}, {}}
	if row.Now.Kind != competitor.Own {
		return
	}
	var mine []Channel
	for i, c := range g.channels {
		if c.BrandID == brandID && c.Platform == row.Now.Platform {
			mine = append(mine, g.m.Channels[i])
		}
	}
	if len(mine) != 1 {
		return
	}
	now, before := counts(&row.Now), counts(&row.Before)
	for _, f := range slices.Concat(mine[0].Content, mine[0].Account) {
		if v := now[f.Metric]; v != nil && f.Value != nil && *v == *f.Value && row.live[0][f.Metric] == nil {
			row.live[0][f.Metric] = f.value
		}
		if v := before[f.Metric]; v != nil && f.Previous != nil && *v == *f.Previous && row.live[1][f.Metric] == nil {
			row.live[1][f.Metric] = f.previous
		}
	}
}

// toldBy says who noted the numbers of competitors and which files they were read
// from; "" where there are none.
func (words speech) toldBy(rows []RivalRow) string {
	var people, files []string
	some, typed := false, false
	for _, r := range rows {
		for _, told := range slices.Concat(r.Now.Told, r.Before.Told) {
			some = true
			switch {
			case told.File != "":
				files = append(files, told.File)
			case told.Who != "":
				people = append(people, told.Who)
				typed = true
			default:
				typed = true
			}
		}
	}
	if !some {
		return ""
	}
	list := func(all []string) string {
		slices.Sort(all)
		return strings.Join(slices.Compact(all), ", ")
	}
	var parts []string
	switch {
	case len(people) > 0:
		parts = append(parts, words.t("rivals_typed_by", list(people)))
	case typed:
		parts = append(parts, words.t("rivals_typed"))
	}
	if len(files) > 0 {
		parts = append(parts, words.t("rivals_read", list(files)))
	}
	return strings.Join(parts, " ")
}

// rivalSources is what all brands' comparisons say of their sources.
func (g *gathering) rivalSources() string {
	var rows []RivalRow
	for _, r := range g.m.Rivals {
		rows = append(rows, r.Rows...)
	}
	return g.words.toldBy(rows)
}

// rivalDefinitions says what the numbers of competitors mean.
func (g *gathering) rivalDefinitions() {
	source := g.rivalSources()
	if source == "" {
		return
	}
	for _, key := range []string{"followers", "growth", "counts", "per_post", "average"} {
		d := Definition{Metric: key, Level: "competitor", Name: g.words.t("rival." + key), Meaning: g.words.t("rival." + key + ".is"), Source: source}
		if key != "followers" && key != "counts" { // which are noted as they are
			d.Formula = g.words.t("rival." + key + ".formula")
		}
		g.m.Definitions = append(g.m.Definitions, d)
	}
}
