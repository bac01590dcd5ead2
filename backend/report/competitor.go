package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/competitor"
	"github.com/brandloop/brandloop/backend/kpi"
	"github.com/brandloop/brandloop/backend/metric"
)

// The columns of the sheet of competitors after the name.
const (
	rivalWhen      = firstColumn + 3
	rivalFollowers = firstColumn + 5
	rivalSeen      = lastColumn
)

// rivalFigure is a column of numbers.
type rivalFigure struct {
	key, unit string
	of        func(*competitor.Standing) *float64
}

var rivalFigures = []rivalFigure{
	{"followers", metric.Count, func(s *competitor.Standing) *float64 { return s.Followers.Value }},
	{"growth", metric.Percent, func(s *competitor.Standing) *float64 { return s.Growth.Value }},
	{"posts", metric.Count, func(s *competitor.Standing) *float64 { return s.Posts.Value }},
	{"engagements", metric.Count, func(s *competitor.Standing) *float64 { return s.Engagements.Value }},
	{"per_post", metric.PerPost, func(s *competitor.Standing) *float64 { return s.PerPost.Value }},
	{"mentions", metric.Count, func(s *competitor.Standing) *float64 { return s.Mentions.Value }},
}

// rivals writes a sheet for each brand that has competitors of whom anything is
// known, and none for others.
func (w *writer) rivals() error {
	for i := range w.m.Rivals {
		if err := w.rivalSheet(&w.m.Rivals[i]); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) rivalSheet(r *Rivals) error {
	name := w.words.t("sheet_competitors")
	if w.m.Several {
		name += " " + short(r.Brand, 60)
	}
	p, err := w.newPage(w.sheetOf(name), 2)
	if err != nil {
		return err
	}
	title := w.words.t("sheet_competitors")
	if w.m.Several {
		title += " · " + short(r.Brand, 40)
	}
	p.title(title, monthName(w.m.Period, w.m.Language))
	sheet := &rivalPage{w, p, r, 1}
	row := 4
	if r.Source != "" {
		row = sheet.numbers(row)
		row = sheet.voices(row)
	}
	row = sheet.notes(row)
	if r.Source != "" {
		sheet.wrapped(row+1, r.Source)
	}
	p.must(w.print(p.sheet, 2, false))
	return p.close()
}

// rivalPage is the sheet of a brand's competitors in the making.
type rivalPage struct {
	*writer
	p   *page
	r   *Rivals
	top int // first row of the printed page
}

// room begins a new printed page at a row where what follows it does not fit.
func (s *rivalPage) room(row int, points float64) {
	if row > s.top && s.p.points(s.top, row)+points > pagePoints {
		s.p.breakBefore(row)
		s.top = row
	}
}

// wrapped writes a text over the page in small letters and returns the row below.
func (s *rivalPage) wrapped(row int, text string) int {
	s.p.height[row] = float64(lines(text, 12, 9))*12.5 + 6
	s.p.wide(firstColumn, lastColumn, row, text, face{size: 9, color: s.styles.theme.soft, valign: "center", wrap: true})
	return row + 1
}

// platforms are the rows of each platform.
func (s *rivalPage) platforms() [][]RivalRow {
	var all [][]RivalRow
	for i, row := range s.r.Rows {
		if i == 0 || row.Now.Platform != s.r.Rows[i-1].Now.Platform {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], row)
	}
	return all
}

// numbers writes each platform with the brand, its competitors and their average,
// this month above the month before.
func (s *rivalPage) numbers(row int) int {
	row = s.wrapped(row, s.words.t("rivals_rule"))
	for _, rows := range s.platforms() {
		known := slices.ContainsFunc(rows, func(r RivalRow) bool { return len(r.Now.Told)+len(r.Before.Told) > 0 })
		if !known {
			continue
		}
		s.room(row, float64(len(rows))*38+44)
		row = s.platform(row+1, rows)
	}
	return row
}

// platform writes one platform and returns the row below it.
func (s *rivalPage) platform(row int, rows []RivalRow) int {
	p, t := s.p, s.styles.theme
	head := p.head()
	p.height[row] = 26
	name := head
	name.size, name.color, name.wrap = 11, t.accent, false
	p.wide(firstColumn, rivalWhen-1, row, brand.PlatformName(string(s.words), rows[0].Now.Platform), name)
	p.wide(rivalWhen, rivalFollowers-1, row, "", head)
	head.align = "right"
	for i, f := range rivalFigures {
		p.text(rivalFollowers+i, row, s.words.t("rival_column."+f.key), head)
	}
	p.text(rivalSeen, row, s.words.t("rival_column.seen"), head)
	row++
	first := row
	for i := range rows {
		s.standing(row, &rows[i], first, rows[:i])
		row += 2
	}
	return row
}

// standing writes the two rows of one of a platform's rows. above are those
// before it, of which the average is made; first is the row of the first of them.
func (s *rivalPage) standing(row int, r *RivalRow, first int, above []RivalRow) {
	p, t := s.p, s.styles.theme
	now := face{valign: "center"}
	before := face{valign: "center", size: 9, color: t.soft, bottom: t.rule}
	label := short(r.Now.Name, 60)
	switch r.Now.Kind {
	case competitor.Own:
		now.bold, now.fill, before.fill = true, t.tint, t.tint
	case competitor.Average:
		label = s.words.t("rivals_average")
		now.fill, before.fill, now.top, before.bottom = t.ground, t.ground, t.ink, t.ink
	}
	p.height[row], p.height[row+1] = 20, 18
	p.wide(firstColumn, rivalWhen-1, row, label, now)
	p.wide(firstColumn, rivalWhen-1, row+1, "", before)
	quiet := now
	quiet.size, quiet.bold, quiet.color = 9, false, t.soft
	p.wide(rivalWhen, rivalFollowers-1, row, s.words.t("this_month"), quiet)
	p.wide(rivalWhen, rivalFollowers-1, row+1, s.words.t("month_before"), before)
	for i, f := range rivalFigures {
		column := rivalFollowers + i
		for k, standing := range []*competitor.Standing{&r.Now, &r.Before} {
			value, look := f.of(standing), now
			if k == 1 {
				look = before
			}
			formula := ""
			if value != nil {
				formula = s.formula(r, k, f.key, column, row+k, first, above)
			}
			p.formula(column, row+k, formula, value, f.unit, "", look)
		}
	}
	for k, day := range []string{r.Now.Seen, r.Before.Seen} {
		look := quiet
		if k == 1 {
			look = before
		}
		look.align = "right"
		p.day(rivalSeen, row+k, day, look)
	}
}

// formula is how a number of a standing comes out of others of the workbook, ""
// where it was noted as it is. k is 0 of this month and 1 of the month before.
func (s *rivalPage) formula(r *RivalRow, k int, key string, column, row, first int, above []RivalRow) string {
	standing := []*competitor.Standing{&r.Now, &r.Before}[k]
	if r.Now.Kind == competitor.Average {
		var cells []string
		for i, other := range above {
			if other.Now.Kind == competitor.Rival {
				cells = append(cells, at(column, first+2*i+k))
			}
		}
		// A function of Excel takes 255 arguments.
		if len(cells) > 255 {
			return ""
		}
		return "AVERAGE(" + strings.Join(cells, ",") + ")"
	}
	switch key {
	case "growth":
		start := r.Before.Followers.Value
		if k == 1 || start == nil || standing.Followers.Value == nil || *start == 0 || !same((*standing.Followers.Value / *start - 1)*100, *standing.Growth.Value) {
			return ""
		}
		return at(column-1, row) + "/" + at(column-1, row+1) + "-1"
	case "per_post":
		return at(column-1, row) + "/" + at(column-2, row)
	}
	if live := r.live[k][key]; live != nil {
		if text := live.formula(metric.Count); len(text) <= longestFormula {
			return text
		}
	}
	return ""
}

// voices writes the shares of voice of both months, each with the competitors
// that it counts.
func (s *rivalPage) voices(row int) int {
	if len(s.r.Voices) == 0 {
		return row
	}
	p, t := s.p, s.styles.theme
	s.room(row+1, float64(len(s.r.Voices))*44+90)
	row = p.heading(row+1, s.words.t("share_of_voice"))
	row = s.wrapped(row, s.words.t("voice_rule"))
	head := p.head()
	p.height[row] = 26
	p.wide(firstColumn, rivalWhen-1, row, s.words.t("rival_column.platform"), head)
	p.wide(rivalWhen, rivalFollowers-1, row, "", head)
	p.wide(rivalFollowers+3, lastColumn, row, s.words.t("voice_set"), face{size: 9, bold: true, color: t.soft, valign: "bottom", bottom: t.ink, align: "left", indent: 1})
	head.align = "right"
	for i, key := range []string{"share", "own_mentions", "rival_mentions"} {
		p.text(rivalFollowers+i, row, s.words.t(key), head)
	}
	row++
	for _, pair := range s.r.Voices {
		for k, v := range []*competitor.Voice{pair.Now, pair.Before} {
			s.voice(row, k, pair, v)
			row++
		}
	}
	return row
}

// voice writes the share of one month, k being 0 of this one.
func (s *rivalPage) voice(row, k int, pair RivalVoice, v *competitor.Voice) {
	p, t := s.p, s.styles.theme
	look := face{valign: "center", wrap: true}
	label, when := "", s.words.t("this_month")
	if k == 0 {
		label = s.words.t("whole_brand")
		if one := eitherVoice(pair); one.Platform != "" {
			label = brand.PlatformName(string(s.words), one.Platform)
		}
	} else {
		look.size, look.color, look.bottom, when = 9, t.soft, t.rule, s.words.t("month_before")
	}
	quiet := look
	quiet.size, quiet.color = 9, t.soft
	p.wide(firstColumn, rivalWhen-1, row, label, look)
	p.wide(rivalWhen, rivalFollowers-1, row, when, quiet)
	p.height[row] = 20
	if v == nil {
		v = &competitor.Voice{}
	}
	share, own, theirs := rivalFollowers, rivalFollowers+1, rivalFollowers+2
	formula := ""
	if v.Share != nil && v.Own != nil && v.Rivals != nil && same(*v.Own/(*v.Own+*v.Rivals)*100, *v.Share) {
		formula = fmt.Sprintf("%s/(%[1]s+%s)", at(own, row), at(theirs, row))
	}
	bold := look
	bold.bold = k == 0
	p.formula(share, row, formula, v.Share, metric.Percent, "", bold)
	p.number(own, row, v.Own, metric.Count, "", look)
	p.number(theirs, row, v.Rivals, metric.Count, "", look)
	set := quiet
	set.align, set.indent = "left", 1
	names := short(strings.Join(v.Set, ", "), 300)
	if names == "" && v.Rivals != nil {
		names = s.words.t("voice_typed")
	}
	p.wide(rivalFollowers+3, lastColumn, row, names, set)
	p.height[row] = max(20, float64(lines(names, 5, 9))*12.5+6)
}

// eitherVoice is the share of either month, for its platform.
func eitherVoice(pair RivalVoice) *competitor.Voice {
	if pair.Now != nil {
		return pair.Now
	}
	return pair.Before
}

// noteColors are those of the kinds of what was seen.
var noteColors = map[string]string{"threat": stateColors[kpi.OffTrack][0], "opportunity": stateColors[kpi.OnTrack][0]}

// notes writes what was seen of competitors in the month.
func (s *rivalPage) notes(row int) int {
	p, t := s.p, s.styles.theme
	s.room(row+1, 100)
	row = p.heading(row+1, s.words.t("observations"))
	if len(s.r.Notes) == 0 {
		p.wide(firstColumn, lastColumn, row, s.words.t("no_observations"), face{color: t.soft, valign: "center"})
		return row + 1
	}
	head := p.head()
	p.height[row] = 20
	for _, h := range []struct {
		first, last int
		key         string
	}{{firstColumn, firstColumn, "day"}, {firstColumn + 1, firstColumn + 2, "kind"}, {firstColumn + 3, firstColumn + 4, "competitor"}, {firstColumn + 5, lastColumn - 1, "seen"}, {lastColumn, lastColumn, "link"}} {
		p.wide(h.first, h.last, row, s.words.t("observation_column."+h.key), head)
	}
	for _, n := range s.r.Notes {
		row++
		text := short(n.Text, 900)
		high := max(22, float64(max(lines(text, 7, 10), lines(short(n.Competitor, 60), 2, 10)))*13+8)
		s.room(row, high)
		p.height[row] = high
		body := p.body()
		body.wrap = true
		left := body
		left.align = "left"
		p.day(firstColumn, row, n.Day, left)
		kind := body
		kind.bold, kind.color = n.Kind != "neutral", noteColors[n.Kind]
		p.wide(firstColumn+1, firstColumn+2, row, s.words.t("observation."+n.Kind), kind)
		p.wide(firstColumn+3, firstColumn+4, row, short(n.Competitor, 60), body)
		p.wide(firstColumn+5, lastColumn-1, row, text, body)
		if webLink(n.Link) {
			p.link(lastColumn, row, s.words.t("open"), n.Link, body)
		} else {
			p.text(lastColumn, row, "", body)
		}
	}
	return row + 1
}
