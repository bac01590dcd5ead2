package format

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// ga4Metrics are the headers of what is counted. In its reports, users are the
// active ones.
var ga4Metrics = byHeader(map[string][]string{
	"page_views":       {"Views", "Screen views", "Vistas", "Visualizaciones", "Visualizações", "Aufrufe", "Vues", "Visualizzazioni"},
	"active_users":     {"Active users", "Users", "Usuarios activos", "Usuarios", "Usuários ativos", "Usuários", "Aktive Nutzer", "Nutzer", "Utilisateurs actifs", "Utilisateurs", "Utenti attivi", "Utenti"},
	"users":            {"Total users", "Usuarios totales", "Total de usuarios", "Total de usuários", "Nutzer insgesamt", "Gesamtzahl der Nutzer", "Nombre total d'utilisateurs", "Nombre total d’utilisateurs", "Total des utilisateurs", "Utenti totali", "Totale utenti"},
	"new_users":        {"New users", "Usuarios nuevos", "Nuevos usuarios", "Novos usuários", "Neue Nutzer", "Nouveaux utilisateurs", "Nuovi utenti", "new"},
	"returning_users":  {"Returning users", "Usuarios recurrentes", "Usuários recorrentes", "Wiederkehrende Nutzer", "Utenti di ritorno", "returning"},
	"sessions":         {"Sessions", "Sesiones", "Sessões", "Sitzungen", "Sessioni"},
	"engaged_sessions": {"Engaged sessions", "Sesiones con interacción", "Sessões engajadas", "Sitzungen mit Interaktionen", "Sitzungen mit Interaktion", "Sessions avec engagement", "Sessioni con coinvolgimento"},
	"events":           {"Event count", "Número de eventos", "Recuento de eventos", "Contagem de eventos", "Ereignisanzahl", "Anzahl der Ereignisse", "Nombre d'événements", "Nombre d’événements", "Conteggio eventi", "Numero di eventi"},
	"conversions":      {"Key events", "Conversions", "Eventos clave", "Conversiones", "Eventos principais", "Eventos-chave", "Conversões", "Schlüsselereignisse", "Wichtige Ereignisse", "Événements clés", "Eventi chiave"},
	"revenue":          {"Total revenue", "Purchase revenue", "Ingresos totales", "Total de ingresos", "Ingresos de compras", "Ingresos por compras", "Receita total", "Gesamtumsatz", "Revenu total", "Total des revenus", "Entrate totali"},
})

// ga4Dimensions are the headers of the parts, by the beginning of the header. What
// first brought a user is another dimension than what brought the session.
var ga4Dimensions = []struct {
	dimension string
	headers   []string
}{
	{"campaign", []string{"session campaign", "campaign", "session manual campaign", "campaña de la sesión", "campaña", "campanha da sessão", "campanha", "sitzungskampagne", "kampagne"}},
	{"source_medium", []string{"session source / medium", "source / medium", "fuente/medio", "fuente / medio", "origem / mídia", "origem/mídia", "sitzung – quelle / medium", "quelle / medium", "source/support", "source / support", "sorgente/mezzo", "sorgente / mezzo"}},
	{"channel_group", []string{"session primary channel group", "session default channel group", "default channel group", "default channel grouping", "grupo de canales", "grupo de canais", "grupo principal de canais", "groupe de canaux", "gruppo di canali", "standard-channelgruppe", "primäre channelgruppe"}},
	{"first_user_campaign", []string{"first user campaign", "first user manual campaign"}},
	{"first_user_source_medium", []string{"first user source / medium"}},
	{"first_user_channel_group", []string{"first user primary channel group", "first user default channel group", "primer grupo de canales", "primeiro grupo de canais", "premier groupe de canaux", "primo gruppo di canali"}},
	{"page_title", []string{"page title", "título de página", "título de la página", "título da página", "seitentitel", "titre de la page", "titolo pagina", "titolo della pagina"}},
	{"landing_page", []string{"landing page", "página de destino", "landingpage", "page de destination", "pagina di destinazione"}},
	{"page", []string{"page path", "page location", "ruta de página", "ruta de la página", "caminho da página", "seitenpfad", "chemin de la page", "percorso pagina", "percorso della pagina"}},
	{"event", []string{"event name", "nombre del evento", "nome do evento", "ereignisname", "nom de l'événement", "nom de l’événement", "nome evento"}},
	{"country", []string{"country", "país", "pays", "paese"}},
	{"city", []string{"city", "ciudad", "cidade", "stadt", "ville", "città"}},
	{"device", []string{"device category", "categoría de dispositivo", "categoria do dispositivo", "gerätekategorie", "catégorie d'appareil", "catégorie d’appareil", "categoria dispositivo", "categoria di dispositivo"}},
	{"platform", []string{"platform", "plataforma", "plattform"}},
	{"audience", []string{"audience name", "nombre de audiencia", "nombre de la audiencia", "nome do público", "zielgruppenname"}},
}

var (
	ga4Days    = []string{"date", "fecha", "data", "datum"}
	ga4NthDays = []string{"nth day", "día n", "n.º día", "enésimo día", "enésimo dia", "dia n", "n-ter tag", "nième jour", "énième jour", "n-esimo giorno", "ennesimo giorno"}
	ga4Months  = []string{"year month", "año y mes", "ano e mês"}
	ga4Run     = regexp.MustCompile(`(\d{8})\s*-\s*(\d{8})`)
	ga4Ranges  = []string{"date range", "intervalo de fechas", "periodo", "período", "intervalo de datas", "zeitraum"}
	// ga4Grains are other runs of time than days, whose rows are of no day.
	ga4Grains = regexp.MustCompile(`^(nth (week|month|hour|year|minute)|(day|hour|week|month) index|week|month|year|hour|day|day of (the )?week|year week|iso (week|year).*|` +
		`semana.*|mes|año|hora|día( de la semana)?|mês|ano|dia( da semana)?|woche|monat|jahr|stunde|tag|wochentag|` +
		`semaine.*|mois|année|heure|jour( de la semaine)?|settimana.*|mese|anno|ora|giorno( della settimana)?)( \(.*\))?$`)
	ga4Hours = regexp.MustCompile(`^(date \+ hour|fecha \+ hora|data \+ hora|datum \+ stunde)`)
	// ga4IDs are codes of countries, which stand once more by their names.
	ga4IDs = regexp.MustCompile(`^(country id|id del? país|id do país|länder-id|land-id)$`)
	// ga4Universal are headers that only Universal Analytics had.
	ga4Universal = regexp.MustCompile(`^(pages ?/ ?session|avg\. session duration|% new sessions|páginas ?/ ?sesión|duración media de la sesión|páginas ?/ ?sessão|seiten ?/ ?sitzung)$`)
	// ga4Ratios are words of headers of numbers that are not imported.
	ga4Ratios = regexp.MustCompile(`rate|average|avg| per |% |tasa|promedio|tiempo medio|duración media|porcentaje| por | pro |taxa|médi|durchschnitt|time|tiempo|tempo|dauer|engagement|ltv|taux|moyenn?e?\b|durée|tasso|durata`)
	// ga4Everybody begins the name of all users, which a table is of that compares none.
	ga4Everybody = regexp.MustCompile(`^(all|alle|todo|toda|tous|toutes|tutt|tota)`)
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

// ga4Dimension is what a column names the parts of: as known, else in the words of its
// header; "" where it holds numbers.
func ga4Dimension(header string) string {
	for _, d := range ga4Dimensions {
		if slices.ContainsFunc(d.headers, func(h string) bool { return strings.HasPrefix(header, h) }) {
			return d.dimension
		}
	}
	if ga4Ratios.MatchString(header) || utf8.RuneCountInString(header) > 80 {
		return ""
	}
	return strings.Trim(strings.Join(strings.FieldsFunc(header, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "_"), "_")
}
