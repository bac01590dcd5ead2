package format

import (
	"bytes"
	"context"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
)

// ga4 is what Google Analytics 4 downloads: one table or several, each below
// lines of comment that name the property and the run of days. A table is of
// days, of parts (pages, sources, cities) or of totals alone. Rates and averages
// are left out, and users are never added up.
var ga4 = Format{Key: "ga4", Platform: "website", Instead: []string{"blog", "other"}, find: findGA4, walk: walkGA4}

// ga4Metrics are the headers of what is counted.
var ga4Metrics = byHeader(map[string][]string{
	"page_views":       {"Views", "Vistas", "Visualizações", "Aufrufe"},
	"active_users":     {"Active users", "Usuarios activos", "Usuários ativos", "Aktive Nutzer"},
	"users":            {"Total users", "Usuarios totales", "Total de usuarios", "Total de usuários", "Nutzer insgesamt"},
	"new_users":        {"New users", "Usuarios nuevos", "Novos usuários", "Neue Nutzer", "new"},
	"returning_users":  {"Returning users", "Usuarios recurrentes", "Usuários recorrentes", "Wiederkehrende Nutzer", "returning"},
	"sessions":         {"Sessions", "Sesiones", "Sessões", "Sitzungen"},
	"engaged_sessions": {"Engaged sessions", "Sesiones con interacción", "Sessões engajadas", "Sitzungen mit Interaktionen"},
	"events":           {"Event count", "Número de eventos", "Recuento de eventos", "Contagem de eventos", "Ereignisanzahl"},
	"conversions":      {"Key events", "Conversions", "Eventos clave", "Conversiones", "Eventos principais", "Conversões", "Schlüsselereignisse"},
	"revenue":          {"Total revenue", "Purchase revenue", "Ingresos totales", "Ingresos de compras", "Receita total", "Gesamtumsatz"},
})

// ga4Dimensions are the headers of the parts, by the beginning of the header.
var ga4Dimensions = []struct {
	dimension string
	headers   []string
}{
	{"campaign", []string{"session campaign", "campaign", "first user campaign", "session manual campaign", "campaña", "campanha"}},
	{"source_medium", []string{"session source / medium", "first user source / medium", "source / medium", "fuente/medio", "fuente / medio", "origem / mídia"}},
	{"channel_group", []string{"session primary channel group", "session default channel group", "first user primary channel group", "first user default channel group", "default channel group", "grupo de canales"}},
	{"page", []string{"page path", "page title", "page location", "landing page", "título de página", "ruta de página", "ruta de la página", "página de destino", "título da página", "caminho da página"}},
	{"event", []string{"event name", "nombre del evento", "nome do evento"}},
	{"country", []string{"country", "país"}},
	{"city", []string{"city", "ciudad", "cidade"}},
	{"device", []string{"device category", "categoría de dispositivo", "categoria do dispositivo"}},
	{"platform", []string{"platform", "plataforma"}},
	{"audience", []string{"audience name", "nombre de audiencia", "nombre de la audiencia", "nome do público"}},
}

var (
	ga4Days    = []string{"date", "fecha", "data", "datum"}
	ga4NthDays = []string{"nth day", "día n", "n.º día", "enésimo dia", "dia n"}
	ga4Run     = regexp.MustCompile(`(\d{8})-(\d{8})`)
)

// byHeader keys metrics by their headers.
func byHeader(of map[string][]string) map[string]string {
	m := map[string]string{}
	for metric, headers := range of {
		for _, h := range headers {
			m[read.Header(h)] = metric
		}
	}
	return m
}

// ga4Block is one table of such a file.
type ga4Block struct {
	title     string
	property  string
	from, to  string
	dimension string // "" of days and totals
	days      bool
	nth       bool     // days are numbers from the first one on
	metrics   []string // by column; "" is not imported
	names     int      // how many columns name the part
}

// ga4Comments is what the lines above a table say.
type ga4Comments struct {
	title, property, from, to string
}

func (c *ga4Comments) read(line string) {
	text := strings.TrimSpace(strings.Trim(strings.TrimSpace(line), "#"))
	low := strings.ToLower(text)
	switch {
	case text == "" || strings.Trim(text, "-") == "":
	case ga4Run.MatchString(text):
		m := ga4Run.FindStringSubmatch(text)
		c.from, c.to = ga4Day(m[1]), ga4Day(m[2])
	case hasAnyPrefix(low, "start date:", "fecha de inicio:", "data de início:", "startdatum:"):
		c.from = ga4Day(after(text))
	case hasAnyPrefix(low, "end date:", "fecha de finalización:", "fecha final:", "data de término:", "enddatum:"):
		c.to = ga4Day(after(text))
	case hasAnyPrefix(low, "property:", "propiedad:", "propriedade:", "property-name:"):
		c.property = after(text)
	case hasAnyPrefix(low, "account:", "cuenta:", "conta:", "konto:"):
	case c.title == "":
		c.title = text
	}
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

// after is what stands behind the first colon.
func after(s string) string {
	_, rest, _ := strings.Cut(s, ":")
	return strings.TrimSpace(rest)
}

func ga4Day(s string) string {
	if at, ok := isoDate([]byte(s)); ok {
		return at.Format(time.DateOnly)
	}
	return ""
}

// findGA4 reports whether a file begins with lines of comment that name a
// property, or a run of days above a table of web analytics.
func findGA4(ctx context.Context, m *Table) (bool, error) {
	if len(m.Head) == 0 || !strings.HasPrefix(strings.TrimSpace(m.Head[0].Cells[0]), "#") {
		return false, nil
	}
	known := false
	err := eachGA4(ctx, m, func(b *ga4Block, header []string, rows read.Rows) error {
		if rows != nil {
			return nil
		}
		for i, h := range header {
			metric := ""
			if b != nil {
				metric = b.metrics[i]
			}
			known = known || metric != ""
			field := ""
			if b != nil && i < b.names {
				field = Name.String()
			}
			m.columns = append(m.columns, Source{Header: h, Metric: metric, Field: field})
		}
		return nil
	})
	return known, err
}

// eachGA4 walks the tables: once with rows nil as a table begins, its block nil
// where nothing in it is known, then for each of its rows.
func eachGA4(ctx context.Context, m *Table, visit func(b *ga4Block, header []string, rows read.Rows) error) error {
	rows, err := m.Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	var comments ga4Comments
	var block *ga4Block
	inComments, inTable := true, false
	blocks, number := 0, 0
	for rows.Next() {
		cells := rows.Cells()
		first := read.Trim(cells[0])
		// A blank line ends a table; the next one may have no comment of its own.
		gap := rows.Number() > number+1
		number = rows.Number()
		if bytes.HasPrefix(first, []byte("#")) {
			if !inComments {
				// What is said once holds for all tables below it.
				comments.title = ""
			}
			inComments, inTable = true, false
			comments.read(string(first))
			continue
		}
		inComments = false
		if blank(cells) {
			continue
		}
		if inTable && gap && ga4Header(cells) {
			inTable = false
		}
		if !inTable {
			inTable = true
			if blocks++; blocks > maxBlocks {
				return fault.New(fault.Invalid, "read.blocks", m.Title(), maxBlocks)
			}
			header := make([]string, len(cells))
			for i, c := range cells {
				header[i] = string(read.Trim(c))
			}
			block = comments.block(header)
			if err := visit(block, header, nil); err != nil {
				return err
			}
			continue
		}
		if block != nil {
			if err := visit(block, nil, rows); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// ga4Header reports whether cells are words of a header.
func ga4Header(cells [][]byte) bool {
	return slices.ContainsFunc(cells, func(c []byte) bool { return ga4Metrics[read.Header(string(c))] != "" })
}

// block is the table below a header, nil where nothing in it is known.
func (c *ga4Comments) block(header []string) *ga4Block {
	b := &ga4Block{title: header[0], property: c.property, from: c.from, to: c.to, metrics: make([]string, len(header))}
	if c.title != "" && len(header) > 0 {
		b.title = c.title
	}
	first := read.Header(header[0])
	known := false
	for i, h := range header {
		h = read.Header(h)
		metric := ga4Metrics[h]
		// A column before the first number names the part.
		if metric == "" && !known && i == b.names && (i == 0 || ga4Dimension(h) != "" || slices.Contains(ga4Days, h)) {
			b.names++
			continue
		}
		b.metrics[i] = metric
		known = known || metric != ""
	}
	switch {
	case !known:
		return nil
	case b.names == 0:
	case slices.Contains(ga4Days, first):
		b.days = true
	case slices.Contains(ga4NthDays, first):
		b.days, b.nth = true, true
	default:
		if b.dimension = ga4Dimension(first); b.dimension == "" {
			return nil
		}
	}
	if b.days && b.names > 1 {
		// Days by a second dimension are parts of a day each.
		if b.dimension = ga4Dimension(read.Header(header[1])); b.dimension == "" {
			return nil
		}
	}
	return b
}

func ga4Dimension(header string) string {
	for _, d := range ga4Dimensions {
		if slices.ContainsFunc(d.headers, func(h string) bool { return strings.HasPrefix(header, h) }) {
			return d.dimension
		}
	}
	return ""
}

// walkGA4 reads the rows of every table.
func walkGA4(ctx context.Context, m *Table, t *tally) error {
	seen := map[string]bool{}
	return eachGA4(ctx, m, func(b *ga4Block, header []string, rows read.Rows) error {
		if rows == nil {
			clear(seen)
			if b == nil {
				return nil
			}
			t.begin(b.title)
			if b.property != "" {
				_, err := t.account(nil, nil, []byte(b.property), m.file.Name)
				return err
			}
			return nil
		}
		cells, number := rows.Cells(), rows.Number()
		if b.total(cells) {
			return nil
		}
		t.sum.Rows++
		t.progress(rows.Read())
		if rows.Cut() || rows.Unended() && (len(cells) < len(b.metrics) || len(read.Trim(cells[0])) == 0) {
			t.warn("read.warn.cut")
			return t.skip(number, "read.skip.cut")
		}
		var values []Value
		for i, metric := range b.metrics {
			if metric == "" || i >= len(cells) || read.Missing(cells[i]) {
				continue
			}
			kind := Count
			switch metric {
			case "revenue":
				kind = Money
			case "conversions":
				kind = Measure
			}
			v, reason := m.amount(cells[i], kind)
			if reason != "" {
				return t.skip(number, reason, metric, clip(string(read.Trim(cells[i])), 40))
			}
			values = append(values, Value{metric, v})
		}
		if len(values) == 0 {
			return t.skip(number, "read.skip.no_value")
		}
		from, to, part, ok := b.where(cells)
		if !ok {
			return t.skip(number, "read.skip.day", clip(string(read.Trim(cells[0])), 40))
		}
		first, last, ok := days(from, to)
		if !ok {
			return t.skip(number, "read.skip.day", from+" – "+to)
		}
		if b.days {
			key := from + strings.Join(part, "\x1f")
			if seen[key] {
				return t.skip(number, "read.skip.day_twice", from)
			}
			seen[key] = true
		}
		for _, v := range values {
			var err error
			if part != nil {
				err = t.share(&Share{Row: number, Platform: m.platform, Dimension: b.dimension, Part: part, From: from, To: to,
					Metric: v.Metric, Amount: v.Amount}, first, last)
			} else {
				err = t.reading(&Reading{Row: number, Platform: m.platform, Metric: v.Metric, Day: from, To: to, Amount: v.Amount}, first, last)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// total reports whether a row is the total of an exploration: its name is empty
// and one more cell stands behind the last column.
func (b *ga4Block) total(cells [][]byte) bool {
	return b.names > 0 && len(read.Trim(cells[0])) == 0 && len(cells) > len(b.metrics)
}

// where is the run of days of a row, and the part that it is of; nil where it is
// of the whole property.
func (b *ga4Block) where(cells [][]byte) (from, to string, part []string, ok bool) {
	first := string(read.Trim(cells[0]))
	skip := 0 // columns of the day
	switch {
	case b.nth:
		n, err := strconv.Atoi(first)
		start, good := isoDay([]byte(b.from))
		if err != nil || !good || n < 0 || n > math.MaxInt16 {
			return "", "", nil, false
		}
		from = start.AddDate(0, 0, n).Format(time.DateOnly)
		to, ok, skip = from, true, 1
	case b.days:
		at, good := isoDate([]byte(first))
		from = at.Format(time.DateOnly)
		to, ok, skip = from, good, 1
	default:
		from, to, ok = b.from, b.to, b.from != "" && b.to != ""
	}
	for i := skip; i < b.names && i < len(cells); i++ {
		name := strings.Join(strings.Fields(string(cells[i])), " ")
		if name == "" {
			name = "(not set)"
		}
		part = append(part, clip(name, 200))
	}
	return from, to, part, ok
}
