package format

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// googleAds is the campaign report of Google Ads: a title, the run of days, the
// header. Rows that begin with "Total:" repeat what stands above them. Its clicks
// are clicks on links.
var googleAds = Format{
	Key: "google_ads", Shape: Parts, Platform: "google_ads", Instead: []string{"website", "google_business", "other"},
	Dimension: "campaign", Sums: true, Time: isoDate, Period: spelledRun, Numbers: googleNumbers,
	Needs: []Field{Name, Currency}, Any: []string{"spend", "clicks", "impressions"},
	Columns: []Column{
		{Field: Name, Headers: []string{"Campaign", "Campaña", "Campanha", "Kampagne"}},
		{Field: Name2, Headers: []string{"Ad group", "Grupo de anuncios", "Grupo de anúncios", "Anzeigengruppe"}},
		{Field: Currency, Headers: []string{"Currency code", "Código de moneda", "Código da moeda", "Währungscode"}},
		{Field: Day, Headers: []string{"Day", "Día", "Dia", "Tag"}},
		{Metric: "clicks", Also: "link_clicks", Headers: []string{"Clicks", "Clics", "Cliques", "Klicks"}},
		{Metric: "impressions", Headers: []string{"Impr.", "Impressions", "Impresiones", "Impressões"}},
		{Metric: "spend", Amount: Money, Headers: []string{"Cost", "Coste", "Costo", "Custo", "Kosten"}},
		{Metric: "conversions", Amount: Measure, Headers: []string{"Conversions", "Conversiones", "Conversões"}},
		{Metric: "ad_revenue", Amount: Money, Also: "revenue", Headers: []string{"Conv. value", "Valor conv.", "Valor de conv.", "Conv.-Wert"}},
	},
	Check: func(r *row) string {
		// A total stands in the first column, which is the status; where that was not
		// chosen, in the campaign's.
		for _, cell := range [][]byte{r.text(Name), r.start} {
			if bytes.HasPrefix(cell, []byte("Total:")) || bytes.HasPrefix(cell, []byte("Total: ")) {
				return "-"
			}
		}
		return ""
	},
}

// googleNumbers tells the way of writing numbers from the language of the
// headers: 1,286.58 or 1.286,58.
func googleNumbers(t *Table) read.Style {
	for _, c := range t.columns {
		switch read.Header(c.Header) {
		case "campaña", "campanha", "kampagne":
			return read.Style{Decimal: ',', Thousands: '.'}
		}
	}
	return read.Style{Decimal: '.', Thousands: ','}
}

// spelledRun reads the run of days above the header: "27 January 2026 - 23
// February 2026", "July 8, 2025 - July 14, 2025", "1 de julio de 2026 - …".
func spelledRun(t *Table) (from, to string) {
	for _, record := range t.Head[:t.header] {
		line := strings.Join(record.Cells, ",")
		for _, dash := range []string{" - ", " – ", "–", " a "} {
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

// spelledDay reads a day with the name of its month, in the order of any
// language.
func spelledDay(s string) (time.Time, bool) {
	day, year, month := 0, 0, time.Month(0)
	for _, word := range strings.FieldsFunc(read.Header(s), func(r rune) bool { return r == ' ' || r == ',' || r == '.' || r == '"' }) {
		switch n, err := strconv.Atoi(word); {
		case err == nil && n >= 1990 && n < 2200 && year == 0:
			year = n
		case err == nil && n >= 1 && n <= 31 && day == 0:
			day = n
		case months[word] != 0 && month == 0:
			month = months[word]
		case word != "de" && word != "del":
			return time.Time{}, false
		}
	}
	at := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return at, day > 0 && month > 0 && year > 0 && at.Day() == day
}
