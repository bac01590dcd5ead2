package community

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/lang"
	"github.com/brandloop/brandloop/backend/store"
)

// headers are the names by which columns of a log are known, folded, in both
// languages, with those of our own exports.
var headers = map[string][]string{
	"date":        {"date", "day", "when", "fecha", "dia", "cuando", "date/time", "datetime", "fecha y hora"},
	"time":        {"time", "hour", "hora"},
	"received_at": {"received", "received at", "recibido", "recibida", "recepcion", "fecha de recepcion"},
	"answered_at": {"answered", "answered at", "replied", "respondido", "respondida", "contestado", "fecha de respuesta"},
	"channel":     {"channel", "account", "platform", "network", "canal", "cuenta", "red", "red social", "plataforma"},
	"kind":        {"kind", "type", "activity", "tipo", "actividad", "accion"},
	"quantity":    {"quantity", "count", "number", "qty", "how many", "cantidad", "numero", "n", "cuantos", "total"},
	"sentiment":   {"sentiment", "tone", "sentimiento", "tono"},
	"topics":      {"topics", "topic", "tags", "tag", "subject", "temas", "tema", "etiquetas", "etiqueta", "asunto"},
	"author":      {"who", "user", "author", "name", "from", "quien", "usuario", "usuaria", "autor", "autora", "nombre", "de"},
	"text":        {"text", "comment", "message", "note", "notes", "description", "texto", "comentario", "mensaje", "nota", "notas", "descripcion", "detalle"},
	"answer":      {"answer", "reply", "our answer", "contestacion", "respuesta", "nuestra respuesta"},
	"link":        {"link", "url", "enlace", "permalink"},
	"outcome":     {"outcome", "result", "status", "resultado", "estado"},
	"minutes":     {"minutes", "min", "mins", "time spent", "minutos", "tiempo", "duracion"},
	"person":      {"done by", "person", "team member", "by", "hecho por", "persona", "responsable"},
	"as_self":     {"as", "como"},
}

// folded is text as words are compared: in lower case, without accents, _ as a
// space.
func folded(s string) string {
	return store.Fold(strings.Join(strings.Fields(strings.ReplaceAll(s, "_", " ")), " "))
}

func headerField(cell string) string {
	name := strings.TrimRight(folded(cell), " :*#")
	for field, names := range headers {
		if slices.Contains(names, name) {
			return field
		}
	}
	return ""
}

// also are further words for kinds, folded.
var also = map[string][]string{
	"reply":          {"replies", "answer", "answers", "respuestas", "contestacion"},
	"comment":        {"comments", "comentarios"},
	"direct_message": {"dm", "dms", "md", "mds", "message", "messages", "mensaje", "mensajes", "direct messages", "mensajes directos", "inbox", "direct", "directo"},
	"mention":        {"mentions", "menciones"},
	"review":         {"reviews", "resenas", "opinion", "opiniones"},
	"moderation":     {"moderated", "moderaciones"},
	"outreach":       {"contactos", "prospecting", "prospeccion"},
	"community_post": {"post", "community", "comunidad", "publicacion"},
	"event":          {"events", "eventos"},
	"content_found":  {"found", "content", "contenido", "hallazgo"},
	"user_content":   {"ugc", "cgu"},
	"other":          {"others", "otros", "otra"},
}

// kindOf is the kind that a word in either language stands for, or "".
func kindOf(word string) string {
	word = folded(word)
	for _, kind := range Kinds {
		if word == folded(kind) || slices.Contains(also[kind], word) {
			return kind
		}
		for _, code := range lang.Codes {
			if word == folded(lang.T(code, "community.kind."+kind)) {
				return kind
			}
		}
	}
	return ""
}

// sentimentOf is the sentiment that a word or sign stands for; "" is one that
// says nothing.
func sentimentOf(word string) (name string, ok bool) {
	switch word = folded(word); word {
	case "+", "+1", "1", "positive", "positivo", "positiva", "pos", "good", "bueno", "🙂", "😀", "😊":
		return "positive", true
	case "0", "neutral", "neutro", "neutra", "neu", "=", "😐":
		return "neutral", true
	case "-", "-1", "−", "negative", "negativo", "negativa", "neg", "bad", "malo", "🙁", "😠", "😡":
		return "negative", true
	case "n/a", "unsaid", "not said", "sin indicar", "?":
		return "", true
	}
	return "", false
}

func outcomeOf(word string) (string, bool) {
	word = folded(word)
	for _, o := range Outcomes[1:] {
		if word == folded(o) || slices.ContainsFunc(lang.Codes, func(code string) bool { return word == folded(lang.T(code, "community.outcome."+o)) }) {
			return o, true
		}
	}
	return "", false
}

func isSelf(word string) bool {
	return slices.Contains([]string{"self", "oneself", "personal", "uno mismo", "propio", "yo", "me"}, folded(word))
}

func (p *paste) kindNames() string    { return p.names("community.kind.", Kinds) }
func (p *paste) outcomeNames() string { return p.names("community.outcome.", Outcomes[1:]) }

func (p *paste) names(prefix string, keys []string) string {
	words := make([]string, len(keys))
	for i, k := range keys {
		words[i] = lang.T(p.Language, prefix+k)
	}
	return strings.Join(words, ", ")
}

// channel finds a channel by handle, platform or platform:handle; else it gives
// the key of why not.
func (p *paste) channel(name string) (id, refusal string) {
	bare := func(s string) string { return folded(strings.TrimPrefix(strings.TrimSpace(s), "@")) }
	platform, handle, both := strings.Cut(name, ":")
	for _, c := range p.Channels {
		switch {
		case c.ID == name:
			return c.ID, ""
		case bare(c.Handle) == bare(name), folded(c.Platform) == folded(name),
			both && folded(c.Platform) == folded(platform) && bare(c.Handle) == bare(handle):
			if id != "" {
				return "", "community.paste_channel_several"
			}
			id = c.ID
		}
	}
	if id == "" {
		return "", "community.paste_channel_unknown"
	}
	return id, ""
}

// person finds one of the team by name or initials.
func (p *paste) person(name string) string {
	for _, who := range p.People {
		if folded(who.Name) == folded(name) || folded(who.Initials) == folded(name) {
			return who.ID
		}
	}
	return ""
}

// splitTopics takes topics apart at commas, semicolons, bars and before #.
func splitTopics(cell string) []string {
	return topicNames(strings.FieldsFunc(cell, func(r rune) bool { return r == ',' || r == ';' || r == '|' || r == '#' || r == '·' || r == '\n' }))
}

// readNumber reads a plain number, its decimal sign a point or a comma. What may
// be thousands, such as 1.000, is refused.
func readNumber(cell string) (float64, bool) {
	plain := strings.Replace(cell, ",", ".", 1)
	whole, fraction, decimal := strings.Cut(plain, ".")
	if decimal && len(fraction) == 3 && len(whole) <= 3 || len(plain) > 12 || strings.Trim(plain, "0123456789.") != "" {
		return 0, false
	}
	n, err := strconv.ParseFloat(plain, 64)
	return n, err == nil
}

// The orders of a column of dates.
const (
	dayFirst   = "dmy"
	monthFirst = "mdy"
	ambiguous  = "ambiguous"
)

// noon is when something was of which only the day is known.
const noon = 12

// civil is a calendar day.
type civil struct{ year, month, day int }

// moment is what a cell says of when: a date, a time or both.
type moment struct {
	civil
	hour, minute, second int
	dated, timed         bool
	numeric              bool // the date is a/b/year: which is the month is not known yet
	a, b                 int
	offset               *time.Location // of a time with its zone
}

// readMoment reads 2026-10-05, 2026-10-05T14:05:00Z, 5/10/2026 14:05,
// 5.10.26, 14:05, 2:05 PM and their like.
func readMoment(cell string) (m moment, ok bool) {
	cell = strings.Join(strings.Fields(strings.ReplaceAll(cell, "\u202f", " ")), " ")
	if cell == "" || len(cell) > 40 {
		return m, false
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, strings.Replace(cell, " ", "T", 1)); err == nil {
			m = moment{civil: civil{t.Year(), int(t.Month()), t.Day()}, hour: t.Hour(), minute: t.Minute(), second: t.Second(), dated: true, timed: true, offset: t.Location()}
			return m, true
		}
	}
	if len(cell) > 10 && cell[10] == 'T' {
		cell = cell[:10] + " " + cell[11:]
	}
	date, clock, both := strings.Cut(cell, " ")
	date = strings.TrimSuffix(date, ",")
	if strings.Contains(date, ":") {
		date, clock = "", cell
	}
	if date != "" && !m.readDate(date) || date == "" && both && !strings.ContainsAny(strings.ToLower(clock), "apm") {
		return m, false
	}
	if clock != "" && !m.readClock(clock) {
		return m, false
	}
	return m, m.dated || m.timed
}

func (m *moment) readDate(date string) bool {
	separator := strings.IndexAny(date, "/.-")
	if separator < 1 {
		return false
	}
	parts := strings.Split(date, date[separator:separator+1])
	if len(parts) != 3 {
		return false
	}
	var n [3]int
	for i, p := range parts {
		if len(p) == 0 || len(p) > 4 || strings.Trim(p, "0123456789") != "" {
			return false
		}
		n[i], _ = strconv.Atoi(p)
	}
	m.dated = true
	if len(parts[0]) == 4 {
		m.civil = civil{n[0], n[1], n[2]}
		return len(parts[1]) < 3 && len(parts[2]) < 3
	}
	if len(parts[0]) > 2 || len(parts[1]) > 2 || len(parts[2]) == 1 || len(parts[2]) == 3 {
		return false
	}
	if m.year = n[2]; len(parts[2]) == 2 {
		m.year += 2000
	}
	// Points are written where the day comes first.
	if date[separator] == '.' {
		m.day, m.month = n[0], n[1]
		return true
	}
	m.numeric, m.a, m.b = true, n[0], n[1]
	return n[0] >= 1 && n[1] >= 1 && min(n[0], n[1]) <= 12 && max(n[0], n[1]) <= 31
}

func (m *moment) readClock(clock string) bool {
	plain := strings.ToLower(strings.ReplaceAll(clock, ".", ""))
	if strings.Contains(plain, ":") {
		for _, layout := range []string{"15:04", "15:04:05", "3:04 pm", "3:04pm", "3:04:05 pm"} {
			if t, err := time.Parse(layout, strings.ReplaceAll(plain, " h", "")); err == nil {
				m.hour, m.minute, m.second, m.timed = t.Hour(), t.Minute(), t.Second(), true
				return true
			}
		}
	}
	return false
}

// resolve makes a/b/year a day by the order of its column; false when there is
// no such day.
func (m *moment) resolve(order string) bool {
	if !m.dated {
		return true
	}
	if m.numeric {
		if m.day, m.month = m.a, m.b; order == monthFirst {
			m.day, m.month = m.b, m.a
		}
	}
	t := time.Date(m.year, time.Month(m.month), m.day, 0, 0, 0, 0, time.UTC)
	return t.Year() == m.year && int(t.Month()) == m.month && t.Day() == m.day
}

// dateOrder tells from all cells of a column whether the day or the month comes
// first; ambiguous when they do not say or contradict each other, "" when it
// does not matter.
func dateOrder(cells []string) string {
	days, months, open := false, false, false
	for _, cell := range cells {
		m, ok := readMoment(cell)
		if !ok || !m.numeric {
			continue
		}
		switch {
		case m.a > 12:
			days = true
		case m.b > 12:
			months = true
		case m.a != m.b:
			open = true
		}
	}
	switch {
	case days && !months:
		return dayFirst
	case months && !days:
		return monthFirst
	case days || open:
		return ambiguous
	}
	return ""
}

// ReadTime reads a moment as a person types it: 2026-10-31 14:05, a day
// (its noon), or a time of the day that now lies on.
func ReadTime(text string, zone *time.Location, now store.Instant) (store.Instant, error) {
	m, ok := readMoment(strings.TrimSpace(text))
	if !ok || m.numeric || !m.resolve("") {
		return 0, fault.Bad("at", "community.time_wrong", text)
	}
	if !m.dated {
		today := now.Time().In(zone)
		m.civil = civil{today.Year(), int(today.Month()), today.Day()}
	}
	if !m.timed {
		m.hour = noon
	}
	if m.offset != nil {
		zone = m.offset
	}
	return store.At(time.Date(m.year, time.Month(m.month), m.day, m.hour, m.minute, m.second, 0, zone)), nil
}
