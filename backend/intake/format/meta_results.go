package format

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
)

// metaResults is a chart of Meta Business Suite's Results page as a file: one
// or more blocks of a title, a header and a value a day. The title says what
// is counted and mostly of which network; the header above the values was
// seen to lie.
var metaResults = Format{Key: "meta_results", Time: americanDay, Slashed: true, find: findResults, walk: walkResults, dates: headDates}

// resultTitles are the titles of blocks without their network, and what they
// count. Follows and followers are the new ones of the day.
var resultTitles = titles(map[string][]string{
	"reach":          {"Reach", "Accounts reached", "Alcance", "Cuentas alcanzadas", "Contas alcançadas", "Reichweite", "Couverture", "Copertura"},
	"viewers":        {"Viewers", "Espectadores", "Visualizadores"},
	"views":          {"Views", "Visualizaciones", "Visualizações", "Aufrufe", "Vues", "Visualizzazioni"},
	"impressions":    {"Impressions", "Impresiones", "Impressões", "Impressionen"},
	"profile_visits": {"Visits", "Profile visits", "Page visits", "Page and profile visits", "Visitas", "Visitas al perfil", "Visitas ao perfil", "Visitas à Página", "Besuche", "Profilbesuche", "Visites", "Visites du profil", "Visite", "Visite al profilo"},
	"new_followers":  {"Follows", "New followers", "New follows", "New likes", "Nuevos Me gusta", "Novas curtidas", "Seguidores", "Nuevos seguidores", "Novos seguidores", "Seguimientos", "Seguimentos", "Seguidos"},
	"lost_followers": {"Unfollows"},
	"engagements":    {"Content interactions", "Interactions", "Interacciones con el contenido", "Interacciones", "Interações com o conteúdo", "Interações com conteúdos", "Interações", "Interaktionen mit Inhalten", "Content-Interaktionen", "Interactions avec le contenu", "Interazioni con i contenuti"},
	"link_clicks":    {"Link clicks", "Clics en el enlace", "Clics en enlaces", "Cliques no link", "Cliques na ligação", "Link-Klicks", "Clics sur le lien", "Clics sur un lien", "Clic sul link"},
})

// titles keys the metrics by their bare titles.
func titles(of map[string][]string) map[string]string {
	m := map[string]string{}
	for metric, names := range of {
		for _, name := range names {
			m[bareTitle(name)] = metric
		}
	}
	return m
}

// fillers are the words of a title that only join it to its network.
var fillers = []string{"facebook", "instagram", "page", "página", "de", "do", "da", "no", "na", "en", "em", "del", "la", "el", "o", "a", "ao", "à", "al",
	"auf", "von", "bei", "seite", "sur", "du", "su", "di", "pagina"}

// bareTitle is a title without its network and the words that join the two,
// so that "Alcance do Instagram" and "Instagram alcance" read alike.
func bareTitle(title string) string {
	plain := strings.NewReplacer("facebook-", "", "instagram-", "").Replace(read.Header(title))
	words := slices.DeleteFunc(strings.Fields(plain), func(w string) bool { return slices.Contains(fillers, w) })
	return strings.Join(words, " ")
}

// dateHeaders begin the header row of a block.
var dateHeaders = []string{"date", "fecha", "data", "day", "día", "dia", "datum"}

// valueHeaders stand above the values of a block.
var valueHeaders = []string{"primary", "principal", "primário", "primario", "primär", "primaire"}

// block is one series of a file.
type block struct {
	title, header string
	metric        string // "" where the title is not known
	platform      string // "" where nothing says
	rows          int
	again         bool // says the same as a block before it
}

// findResults walks the file once to learn its blocks: what a later one names
// can tell whose an earlier one is.
func findResults(ctx context.Context, m *Table) (bool, error) {
	if !resultsHead(m.Table) {
		if formatsHead(m.Table) {
			return false, fault.New(fault.Invalid, "read.formats_chart", m.Title())
		}
		return false, nil
	}
	err := eachResult(ctx, m.Table, func(i int, title, header string, rows read.Rows) error {
		if i == len(m.blocks) {
			b := block{title: title, header: header, metric: resultTitles[bareTitle(title)]}
			for _, network := range []string{"facebook", "instagram"} {
				if strings.Contains(read.Header(title), network) {
					b.platform = network
				}
			}
			m.blocks = append(m.blocks, b)
			if i == maxBlocks {
				return fault.New(fault.Invalid, "read.blocks", m.Title(), maxBlocks)
			}
		}
		if rows != nil {
			m.blocks[i].rows++
		}
		return nil
	})
	if err != nil {
		return false, err
	}
	return true, m.settle()
}

// maxBlocks is how many series one file may hold.
const maxBlocks = 50

// settle decides platform and use of each block once all are known.
func (m *Table) settle() error {
	named := func(p string) bool {
		return slices.ContainsFunc(m.blocks, func(b block) bool { return b.platform == p })
	}
	beside := named("instagram") && !named("facebook")
	known, of := 0, map[string]bool{}
	for i := range m.blocks {
		b := &m.blocks[i]
		// Facebook's block comes without its name beside Instagram's.
		if b.platform == "" && beside {
			b.platform = "facebook"
		}
		key := b.metric + " " + b.platform
		switch {
		case b.metric == "":
			m.warnings = append(m.warnings, Note{"read.warn.title", []any{clip(b.title, 60)}})
		case of[key]:
			b.again = true
			m.warnings = append(m.warnings, Note{"read.warn.twice", []any{clip(b.title, 60)}})
		default:
			known++
			of[key] = true
		}
		metric := b.metric
		if b.again {
			metric = ""
		}
		m.columns = append(m.columns, Source{Header: b.title, Metric: metric})
	}
	if known == 0 {
		title := ""
		if len(m.blocks) > 0 {
			title = clip(m.blocks[0].title, 60)
		}
		return fault.New(fault.Invalid, "read.unknown_title", m.Title(), title)
	}
	return nil
}

// resultsHead reports whether the file begins like a block: a title alone in
// its row, then a date header of two or three cells. Without a title, the
// header itself has to name the network, which no other platform's does.
func resultsHead(f *read.Table) bool {
	title := ""
	for _, record := range f.Head[:min(len(f.Head), headerRows)] {
		cells := filled(record.Cells)
		switch {
		case len(cells) == 0:
		case isDateHeader(cells[0]) && len(cells) >= 2 && len(cells) <= 3:
			if title == "" {
				return namesNetwork(cells[1]) && resultTitles[bareTitle(cells[1])] != ""
			}
			return resultTitles[bareTitle(title)] != "" || namesNetwork(title) || slices.Contains(valueHeaders, read.Header(cells[1]))
		case len(cells) == 1:
			title = cells[0]
		default:
			return false
		}
	}
	return false
}

// formatsHead reports whether the file is the chart of content formats: titles,
// each over a row of names and a row of numbers. It does not say of which days.
func formatsHead(f *read.Table) bool {
	if len(f.Head) < 3 || len(filled(f.Head[0].Cells)) != 1 || resultTitles[bareTitle(f.Head[0].Cells[0])] == "" {
		return false
	}
	names := strings.Split(read.Header(strings.Join(f.Head[1].Cells, "|")), "|")
	_, number := percent(f.Head[2].Cells[0])
	return number && slices.ContainsFunc(names, func(n string) bool { return slices.Contains(formatNames, n) })
}

// formatNames are formats as the chart of them calls them.
var formatNames = []string{"reels", "reel", "stories", "photos", "fotos", "multi-photo", "historias", "carruseles", "posts", "publicaciones", "publicações"}

// headDates are what stands first in the rows of the head.
func headDates(t *Table) []string {
	var all []string
	for _, record := range t.Head {
		all = append(all, record.Cells[0])
	}
	return all
}

func namesNetwork(title string) bool {
	title = read.Header(title)
	return strings.Contains(title, "facebook") || strings.Contains(title, "instagram")
}

func isDateHeader(cell string) bool { return slices.Contains(dateHeaders, read.Header(cell)) }

// filled are the cells that hold something.
func filled(cells []string) []string {
	return slices.DeleteFunc(slices.Clone(cells), func(c string) bool { return strings.TrimSpace(c) == "" })
}

// eachResult walks the blocks: once with rows nil as block i begins, then for
// each of its rows.
func eachResult(ctx context.Context, f *read.Table, visit func(i int, title, header string, rows read.Rows) error) error {
	rows, err := f.Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	i, title, header := -1, "", ""
	for rows.Next() {
		cells := rows.Cells()
		if blank(cells) {
			continue
		}
		first := read.Trim(cells[0])
		numeric := len(first) > 0 && first[0] >= '0' && first[0] <= '9'
		switch {
		case !numeric && len(cells) > 1 && len(first) <= 20 && isDateHeader(string(first)) && !blank(cells[1:]):
			if header = string(read.Trim(cells[1])); title == "" {
				title = header
			}
			i++
			if err := visit(i, title, header, nil); err != nil {
				return err
			}
			title = ""
		case !numeric && len(first) > 0 && blank(cells[1:]):
			title = string(first)
		case i >= 0:
			if err := visit(i, "", "", rows); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// walkResults reads the days of every block.
func walkResults(ctx context.Context, m *Table, t *tally) error {
	reading := &Reading{}
	seen := map[time.Time]bool{}
	return eachResult(ctx, m.Table, func(i int, _, _ string, rows read.Rows) error {
		if rows == nil {
			clear(seen)
			return nil
		}
		t.sum.Rows++
		t.progress(rows.Read())
		cells, row, b := rows.Cells(), rows.Number(), m.blocks[i]
		switch {
		case rows.Cut():
			t.warn("read.warn.cut")
			return t.skip(row, "read.skip.cut")
		case b.metric == "":
			return t.skip(row, "read.skip.title", clip(b.title, 60))
		case b.again:
			return t.skip(row, "read.skip.block_twice", clip(b.title, 60))
		}
		day, ok := m.time(read.Trim(cells[0]))
		if !ok {
			return t.skip(row, "read.skip.day", clip(string(read.Trim(cells[0])), 40))
		}
		if len(cells) < 2 || read.Missing(cells[1]) {
			return t.skip(row, "read.skip.no_value")
		}
		v, reason := m.amount(cells[1], Count)
		if reason != "" {
			if reason == "read.skip.date" {
				t.warn("read.warn.resaved")
			}
			return t.skip(row, reason, b.title, clip(string(read.Trim(cells[1])), 40))
		}
		if seen[day] {
			t.left.add(b.metric, v)
			return t.skip(row, "read.skip.day_twice", day.Format(time.DateOnly))
		}
		seen[day] = true
		reading.Row, reading.Metric, reading.Platform, reading.Amount = row, b.metric, b.platform, v
		reading.Day = day.Format(time.DateOnly)
		return t.reading(reading, day, day)
	})
}

// isoDay reads YYYY-MM-DD, with or without a time behind T or a space: the
// hour only shows where the server's midnight was.
func isoDay(cell []byte) (time.Time, bool) {
	if len(cell) > 10 {
		if len(cell) > 30 || cell[10] != 'T' && cell[10] != ' ' {
			return time.Time{}, false
		}
		cell = cell[:10]
	}
	day, err := time.Parse(time.DateOnly, string(cell))
	return day, err == nil && day.Year() >= 1990 && day.Year() < 2200
}
