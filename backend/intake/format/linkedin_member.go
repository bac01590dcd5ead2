package format

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// The export of a person's own LinkedIn profile, a workbook of five sheets. What
// its sheet of demographics holds are rounded shares, which are not imported.
var (
	linkedinDiscovery = Format{
		Key: "linkedin_member", Platform: "linkedin", Time: americanDay, Slashed: true, Localised: true,
		find: findDiscovery, walk: walkDiscovery, dates: discoveryDates, Period: discoveryPeriod,
	}
	linkedinEngagement = Format{
		Key: "linkedin_member", Shape: Days, Platform: "linkedin", Time: americanDay, Slashed: true, Localised: true,
		Named: sheetNamed("ENGAGEMENT", "INTERACCIÓN", "INTERACCIONES", "ENGAJAMENTO", "ENGAJAMENTOS"),
		Needs: []Field{Day}, Any: []string{"impressions"},
		Columns: []Column{
			{Field: Day, Headers: linkedinDate},
			{Metric: "impressions", Headers: []string{"Impressions", "Impresiones", "Impressões"}},
			// What was taken back may leave a day below zero.
			{Metric: "engagements", Amount: Net, Headers: []string{"Engagements", "Interacciones", "Interacción", "Engajamentos", "Engajamento"}},
		},
	}
	linkedinTop = Format{
		Key: "linkedin_member", Platform: "linkedin", Time: americanTime, Slashed: true, Localised: true, IDOf: linkedinID, walk: walkTopPosts,
		Needs: []Field{Permalink, Published}, Any: []string{"engagements", "impressions"},
		Columns: []Column{
			{Field: Permalink, Headers: []string{"Post URL", "URL de la publicación", "URL da publicação", "URL del post"}},
			{Field: Published, Headers: []string{"Post publish date", "Fecha de publicación", "Fecha de publicación de la publicación", "Data da publicação", "Data de publicação", "Data de publicação da publicação"}},
			{Metric: "engagements", Amount: Net, Headers: []string{"Engagements", "Interacciones", "Interacción", "Engajamentos", "Engajamento"}},
			{Metric: "impressions", Headers: []string{"Impressions", "Impresiones", "Impressões"}},
		},
	}
	linkedinMemberFollowers = Format{
		Key: "linkedin_member", Shape: Days, Platform: "linkedin", Time: americanDay, Slashed: true, Localised: true, walk: walkMemberFollowers,
		Named: sheetNamed("FOLLOWERS", "SEGUIDORES"),
		Needs: []Field{Day}, Any: []string{"new_followers"},
		Columns: []Column{
			{Field: Day, Headers: linkedinDate},
			{Metric: "new_followers", Amount: Net, Headers: []string{"New followers", "Nuevos seguidores", "Novos seguidores"}},
		},
	}
)

// sheetNamed accepts sheets of these names, those in an archive too.
func sheetNamed(names ...string) func(table, file string) bool {
	return func(table, _ string) bool {
		if i := strings.LastIndex(table, " › "); i >= 0 {
			table = table[i+len(" › "):]
		}
		return slices.ContainsFunc(names, func(n string) bool { return read.Header(n) == read.Header(table) })
	}
}

// discoveryRows are the words that head the rows of the first sheet.
var discoveryRows = titles(map[string][]string{
	"impressions": {"Impressions", "Impresiones", "Impressões"},
	"reach":       {"Members reached", "Miembros alcanzados", "Usuários alcançados", "Membros alcançados"},
})

// linkedinDemographics reports whether a sheet is the one of demographics.
func linkedinDemographics(t *read.Table) bool {
	name := read.Header(t.Name)
	return strings.Contains(name, "demogr") || strings.Contains(name, "démogr")
}

// findDiscovery knows the sheet by its run of days beside the first cell and by
// its rows.
func findDiscovery(_ context.Context, m *Table) (bool, error) {
	if len(m.Head) < 2 || len(m.Head[0].Cells) != 2 {
		return false, nil
	}
	days := discoveryDates(m)
	if len(days) != 2 || discoveryRows[bareTitle(m.Head[1].Cells[0])] == "" {
		return false, nil
	}
	for _, day := range days {
		if _, ok := m.datedAs(day); !ok {
			return false, nil
		}
	}
	for _, record := range m.Head[1:] {
		m.columns = append(m.columns, Source{Header: strings.TrimSpace(record.Cells[0]), Metric: discoveryRows[bareTitle(record.Cells[0])]})
	}
	return true, nil
}

// discoveryDates are the two days of "3/24/2025 - 3/23/2026".
func discoveryDates(m *Table) []string {
	if len(m.Head[0].Cells) < 2 {
		return nil
	}
	days := strings.Split(strings.ReplaceAll(m.Head[0].Cells[1], "–", "-"), " - ")
	for i := range days {
		days[i] = strings.TrimSpace(days[i])
	}
	return days
}

// discoveryPeriod is the run of days that the sheet is about.
func discoveryPeriod(m *Table) (from, to string) {
	days := discoveryDates(m)
	first, _ := m.time([]byte(days[0]))
	last, _ := m.time([]byte(days[len(days)-1]))
	return first.Format(time.DateOnly), last.Format(time.DateOnly)
}

// walkDiscovery reads the numbers of the whole run of days.
func walkDiscovery(ctx context.Context, m *Table, t *tally) error {
	first, last, ok := days(m.from, m.to)
	if !ok {
		return nil
	}
	rows, err := m.Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	seen := map[string]bool{}
	for rows.Next() {
		if rows.Number() <= m.Head[0].Number || blank(rows.Cells()) {
			continue
		}
		t.sum.Rows++
		title := clip(string(read.Trim(rows.Cells()[0])), 60)
		key := discoveryRows[bareTitle(title)]
		var err error
		switch {
		case key == "" || seen[key]:
			err = t.skip(rows.Number(), "read.skip.title", title)
		case len(rows.Cells()) < 2 || read.Missing(rows.Cells()[1]):
			err = t.skip(rows.Number(), "read.skip.no_value")
		default:
			v, reason := m.amount(rows.Cells()[1], Count)
			if reason != "" {
				err = t.skip(rows.Number(), reason, title, clip(string(read.Trim(rows.Cells()[1])), 40))
				break
			}
			seen[key] = true
			err = t.reading(&Reading{Row: rows.Number(), Platform: "linkedin", Metric: key, Day: m.from, To: m.to, Amount: v}, first, last)
		}
		if err != nil {
			return err
		}
	}
	return rows.Err()
}

// sides are the columns of tables that stand side by side, at most two, each
// with its metrics counted from the first.
func (m *Table) sides() [][]use {
	var sides [][]use
	begin := 0
	for i := 1; i <= len(m.use) && len(sides) < 2; i++ {
		if i < len(m.use) && m.use[i].field != Permalink {
			continue
		}
		side, metrics := slices.Clone(m.use[begin:i]), []string(nil)
		for k, u := range side {
			if u.metric == "" {
				continue
			}
			if side[k].slot = slices.Index(metrics, u.metric); side[k].slot < 0 {
				side[k].slot = len(metrics)
				metrics = append(metrics, u.metric)
			}
		}
		sides, begin = append(sides, side), i
	}
	return sides
}

// walkTopPosts reads two tables that stand side by side: posts by engagements
// and posts by impressions. One post may stand in both, in other rows.
func walkTopPosts(ctx context.Context, m *Table, t *tally) error {
	sides := m.sides()
	rows, err := m.Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	header := m.Head[m.header].Number
	for rows.Next() {
		if rows.Number() <= header || blank(rows.Cells()) {
			continue
		}
		t.sum.Rows++
		t.progress(rows.Read())
		cells, at := rows.Cells(), 0
		var posts []*Post
		key, args := "", []any(nil)
		for _, side := range sides {
			of := *m
			of.use, of.columns = side, m.columns[at:]
			own := cells[min(at, len(cells)):min(at+len(side), len(cells))]
			at += len(side)
			// The sheet may fill unused cells with a number.
			if len(own) == 0 || blank(own) || key != "" || !linked(side, own) {
				continue
			}
			r, p := newRow(&of), &Post{}
			if key, args = r.fill(&of, own); key == "" {
				key, args = r.post(&of, p)
			}
			p.Row, p.Platform = rows.Number(), "linkedin"
			linkedinMoment(r, p)
			if n := len(posts); n > 0 && posts[0].PlatformID == p.PlatformID {
				posts[0].Values = append(posts[0].Values, p.Values...)
			} else {
				posts = append(posts, p)
			}
		}
		if key != "" {
			if err := t.skip(rows.Number(), key, args...); err != nil {
				return err
			}
			continue
		}
		account, err := t.account(nil, nil, nil, m.file.Name)
		if err != nil {
			return err
		}
		for i, p := range posts {
			p.Beside = i > 0
			if err := t.post(p, account); err != nil {
				return err
			}
			if i > 0 {
				t.part(p.Platform).rows-- // one row of the sheet
			}
		}
	}
	return rows.Err()
}

// linked reports whether a row of a side has a link.
func linked(side []use, cells [][]byte) bool {
	for i, u := range side {
		if u.field == Permalink && i < len(cells) {
			return bytes.IndexByte(cells[i], '/') >= 0
		}
	}
	return false
}

// walkMemberFollowers reads how many followers there were in all, above the
// header, and the new ones of each day.
func walkMemberFollowers(ctx context.Context, m *Table, t *tally) error {
	for _, record := range m.Head[:m.header] {
		for i, cell := range record.Cells[:max(len(record.Cells)-1, 0)] {
			words := strings.Fields(strings.TrimRight(strings.TrimSpace(cell), ":"))
			if len(words) < 2 {
				continue
			}
			day, ok := m.time([]byte(words[len(words)-1]))
			v, reason := m.amount([]byte(record.Cells[i+1]), Count)
			if !ok || reason != "" {
				continue
			}
			if err := t.beside(&Reading{Row: record.Number, Platform: "linkedin", Metric: "followers", Day: day.Format(time.DateOnly), Amount: v}, day); err != nil {
				return err
			}
		}
	}
	return walkDays(ctx, m, t)
}

// beside gives on a number that stands beside the rows of a table.
func (t *tally) beside(r *Reading, day time.Time) error {
	r.Derived, r.Table = true, t.table
	t.sum.Readings++
	part := t.part(r.Platform)
	part.span(day)
	part.sums.last(r.Metric, r.Amount, day)
	if t.v.Reading == nil {
		return nil
	}
	return t.v.Reading(r)
}
