package format

import (
	"regexp"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// googleAds is the campaign report of Google Ads: a title, the run of days, the
// header. Rows that begin with "Total:" repeat what stands above them, but that of
// the account counts the campaigns too that the report leaves out. Its clicks are
// clicks on links.
var googleAds = Format{
	Key: "google_ads", Shape: Parts, Platform: "google_ads", Instead: []string{"website", "google_business", "other"},
	Dimension: "campaign", Sums: true, Time: googleTime, Period: spelledRun, NoPeriod: "read.no_period_ads", Numbers: googleNumbers, Fit: googleFit,
	Needs: []Field{Name}, Any: []string{"spend", "clicks", "impressions"}, Never: []Field{ID, From, Position},
	Columns: []Column{
		{Field: Name, Headers: []string{"Campaign", "Campaña", "Campanha", "Kampagne", "Campagne", "Campagna"}},
		{Field: Name2, Headers: []string{"Ad group", "Grupo de anuncios", "Grupo de anúncios", "Anzeigengruppe", "Groupe d'annonces", "Gruppo di annunci"}},
		{Field: Word, Headers: []string{"Search keyword", "Keyword", "Search term", "Palabra clave de búsqueda", "Palabra clave", "Término de búsqueda",
			"Palavra-chave da rede de pesquisa", "Palavra-chave", "Termo de pesquisa", "Suchbegriff", "Mot clé", "Mot clé pour le Réseau de Recherche", "Terme de recherche",
			"Parola chiave", "Parola chiave per la rete di ricerca", "Termine di ricerca"}},
		{Field: Remark, Headers: []string{"Campaign status", "Ad group status", "Keyword status", "Ad status", "Estado de la campaña", "Estado del grupo de anuncios", "Status da campanha", "Status do grupo de anúncios",
			"Kampagnenstatus", "Status der Kampagne", "Anzeigengruppenstatus", "État de la campagne", "État du groupe d'annonces", "Stato della campagna", "Stato del gruppo di annunci"}},
		{Field: Currency, Headers: []string{"Currency code", "Currency", "Código de moneda", "Moneda", "Código da moeda", "Währungscode", "Währung",
			"Code de devise", "Code de la devise", "Devise", "Codice valuta", "Valuta"}},
		{Field: Day, Headers: []string{"Day", "Día", "Dia", "Tag", "Jour", "Giorno",
			"Week", "Semana", "Woche", "Semaine", "Settimana", "Month", "Mes", "Mês", "Monat", "Mois", "Mese"}},
		{Metric: "clicks", Also: "link_clicks", Headers: []string{"Clicks", "Clics", "Cliques", "Klicks", "Clic"}},
		{Metric: "impressions", Headers: []string{"Impr.", "Impressions", "Impresiones", "Impressões", "Impressionen", "Impressioni"}},
		{Metric: "spend", Amount: Money, Headers: []string{"Cost", "Coste", "Costo", "Custo", "Kosten", "Coût"}},
		{Metric: "conversions", Amount: Measure, Headers: []string{"Conversions", "Conversiones", "Conversões", "Conversions (Conv.)", "Conversionen", "Conversioni"}},
		{Metric: "ad_revenue", Amount: Money, Also: "revenue", Headers: []string{"Conv. value", "Valor conv.", "Valor de conv.", "Valor de las conv.", "Conv.-Wert", "Conversion-Wert", "Valeur de conv.", "Valeur conv.", "Valore conv.", "Valore di conv."}},
	},
	Whole: func(r *row) bool { return googleTotal(r) && googleAccount.Match(r.totalName()) },
	Check: func(r *row) string {
		if googleTotal(r) {
			return "-"
		}
		return ""
	},
}

var googleAccount = regexp.MustCompile(`(?i):\s*(account|cuenta|conta|konto|compte)$`)

// googleTotal reports whether a row is a total. It stands in the column of the
// status, which is the first or has a week or a day before it; where that was not
// chosen, in the campaign's.
func googleTotal(r *row) bool { return len(r.totalName()) > 0 }

// totalName is the cell of a row that names a total, empty where none does.
func (r *row) totalName() []byte {
	for _, cell := range [][]byte{r.start(), r.text(Remark), r.text(Name)} {
		if isTotal(cell) {
			return cell
		}
	}
	return nil
}

// googleFit tells the report from other tables of campaigns: by its currency, its
// short word for impressions, or the run of days above its header.
func googleFit(t *Table) bool {
	t.googleRuns()
	if t.has(Currency) {
		return true
	}
	for _, c := range t.columns {
		if read.Header(c.Header) == "impr." {
			return true
		}
	}
	from, _ := spelledRun(t)
	return from != ""
}

// googleRuns tells that the rows are of weeks or of months, which bear their first
// day. Beside the days, or beside each other, such columns say nothing more.
func (t *Table) googleRuns() {
	var runs []int
	days := false
	for i, u := range t.use {
		if u.field != Day {
			continue
		}
		if runEnd(t.columns[i].Header) != nil {
			runs = append(runs, i)
		} else {
			days = true
		}
	}
	if len(runs) == 1 && !days {
		t.runEnd = runEnd(t.columns[runs[0]].Header)
		return
	}
	for _, i := range runs {
		t.use[i], t.columns[i].Field = use{}, ""
	}
}

// runEnd is the last day of a week or of a month by its first one, as the header of
// its column says; nil of another header.
func runEnd(header string) func(time.Time) time.Time {
	switch read.Header(header) {
	case "week", "semana", "woche", "semaine", "settimana":
		return func(day time.Time) time.Time { return day.AddDate(0, 0, 6) }
	case "month", "mes", "mês", "monat", "mois", "mese":
		return monthEnd
	}
	return nil
}

// googleTime reads a day, or the first one of a month that is named without it:
// "September 2026".
func googleTime(cell []byte) (time.Time, bool) {
	if at, ok := isoDate(cell); ok {
		return at, true
	}
	return spelledDay("1 " + string(cell))
}

// googleNumbers tells the way of writing numbers from the cells, and where they
// do not tell, from the language of the headers: 1,286.58 or 1.286,58.
func googleNumbers(t *Table) read.Style {
	style := read.Style{Decimal: '.', Thousands: ','}
	for _, c := range t.columns {
		switch read.Header(c.Header) {
		case "campaña", "campanha", "kampagne", "campagne", "campagna":
			style = read.Style{Decimal: ',', Thousands: '.'}
		}
	}
	return t.seenNumbers(style)
}

// comparedRun begins the second run of days of a report that compares two.
var comparedRun = regexp.MustCompile(`(?i)\s*[,(]?\s*(compared|vs\.?|comparad[oa]|en comparación|em comparação|im vergleich|verglichen)\b.*`)

// spelledRun reads the run of days above the header: "27 January 2026 - 23
// February 2026", "July 8, 2025 - July 14, 2025", "1 de julio de 2026 - …".
func spelledRun(t *Table) (from, to string) {
	for _, record := range t.Head[:t.header] {
		line := comparedRun.ReplaceAllString(strings.Join(record.Cells, ","), "")
		if day, ok := spelledDay(line); ok {
			return day.Format(time.DateOnly), day.Format(time.DateOnly)
		}
		for _, dash := range []string{" - ", " – ", " — ", "–", " a ", " to ", " bis ", " au "} {
			a, b, ok := strings.Cut(line, dash)
			first, ok1 := spelledDay(a)
			last, ok2 := spelledDay(b)
			if ok && ok1 && ok2 {
				return first.Format(time.DateOnly), last.Format(time.DateOnly)
			}
		}
	}
	return "", ""
}
