package format

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/intake/read"
)

// The download of Google Search Console's Performance page: an archive, or a
// workbook, with a table for each dimension. Its days tell the run of all of
// them. Clicks come from the results page of a search, so they are kept as
// clicks, beside impressions there.
var (
	searchQueries = searchParts("query", "Top queries", "Consultas principales", "Principales consultas", "Principais consultas", "Consultas mais frequentes",
		"Häufigste Suchanfragen", "Requêtes les plus fréquentes", "Query principali", "Query più frequenti", "Query", "Queries")
	searchPages = searchParts("page", "Top pages", "Páginas principales", "Principales páginas", "Principais páginas", "Páginas principais",
		"Häufigste Seiten", "Die häufigsten Seiten", "Pages les plus populaires", "Pagine principali", "Page", "Pages")
	searchCountries   = searchParts("country", "Country", "País", "Land", "Pays", "Paese")
	searchDevices     = searchParts("device", "Device", "Dispositivo", "Gerät", "Appareil")
	searchAppearances = searchParts("search_appearance", "Search Appearance", "Aspecto en el buscador", "Apariencia en el buscador", "Apariencia en las búsquedas",
		"Aspecto da pesquisa", "Aspecto nos resultados", "Darstellung in der Suche", "Apparence dans les résultats de recherche")
	searchDays = Format{
		Key: "search_console", Together: true, Shape: Days, Grains: true, Platform: "website", Instead: []string{"blog", "other"}, Time: isoDate,
		Numbers: plainNumbers, Refuse: searchFiltered,
		Needs: []Field{Day}, Any: []string{"clicks"}, Never: []Field{Network, AccountHandle},
		Fit:     func(t *Table) bool { return t.has(Position) },
		Columns: append([]Column{{Field: Day, Headers: []string{"Date", "Fecha", "Data", "Datum"}}, {Field: Position, Headers: searchPosition}}, searchMetrics...),
	}
)

var (
	searchPosition = []string{"Position", "Posición", "Posição", "Posizione", "Average position", "Posición media", "Posição média", "Durchschnittliche Position", "Position moyenne", "Posizione media"}
	searchMetrics  = []Column{
		{Metric: "clicks", Headers: []string{"Clicks", "Clics", "Cliques", "Klicks", "Clic"}},
		{Metric: "impressions", Headers: []string{"Impressions", "Impresiones", "Impressões", "Impressionen", "Impressioni"}},
	}
)

func searchParts(dimension string, headers ...string) Format {
	return Format{
		Key: "search_console", Together: true, Shape: Parts, Platform: "website", Instead: []string{"blog", "other"}, Dimension: dimension,
		Numbers: plainNumbers, Refuse: searchFiltered, NoPeriod: "read.no_period_days",
		Time: isoDate, Period: searchPeriod, Needs: []Field{Name, Position}, Any: []string{"clicks"},
		Columns: append([]Column{{Field: Name, Headers: headers}, {Field: Position, Headers: searchPosition}}, searchMetrics...),
	}
}

// searchPeriod is the run of the days in the table of days beside, else that of the
// filters.
func searchPeriod(t *Table) (from, to string) {
	if from, to = searchDays.run(t.file); from != "" {
		return from, to
	}
	for _, filter := range searchFilter(t.file) {
		if from, to, ok := namedRun(filter[1]); ok {
			return from, to
		}
	}
	return "", ""
}

// run is the first and the last day in the tables of a file that are of the
// format; "" where it has none.
func (f *Format) run(file *read.File) (from, to string) {
	for _, table := range file.Tables {
		t, _, err := f.match(context.Background(), file, table)
		if err != nil || t == nil || t.arrange(context.Background()) != nil {
			continue
		}
		_ = t.dates(context.Background(), func(cell string, _ bool) {
			at, ok := t.time([]byte(cell))
			if !ok {
				return
			}
			day := at.Format(time.DateOnly)
			if from == "" || day < from {
				from = day
			}
			to = max(to, day)
		})
		last, err := t.grain(context.Background())
		if end, ok := isoDay([]byte(to)); ok && err == nil {
			to = last(end).Format(time.DateOnly)
		}
	}
	return from, to
}

// searchFilters reports whether a table lists what the download was limited to.
func searchFilters(t *read.Table) bool {
	return len(t.Head) > 0 && len(t.Head[0].Cells) >= 2 && slices.Contains([]string{"filter", "filtro", "filtre", "filtri"}, read.Header(t.Head[0].Cells[0]))
}

// searchFilter are the names and values of the filters in a file.
func searchFilter(file *read.File) (all [][2]string) {
	for _, t := range file.Tables {
		if !searchFilters(t) {
			continue
		}
		for _, record := range t.Head[1:] {
			if len(record.Cells) >= 2 && strings.TrimSpace(record.Cells[0]) != "" {
				all = append(all, [2]string{strings.TrimSpace(record.Cells[0]), strings.TrimSpace(record.Cells[1])})
			}
		}
	}
	return all
}

// searchFiltered refuses a download that is limited to some queries, pages or
// countries, or to another search than that of the web: its numbers are not those
// of the site.
func searchFiltered(t *Table) error {
	for _, filter := range searchFilter(t.file) {
		name := read.Header(filter[0])
		if read.Header(filter[1]) == "web" || slices.Contains([]string{"date", "fecha", "data", "datum", "dates", "fechas", "dată", "дата"}, name) {
			continue
		}
		return fault.New(fault.Invalid, "read.filtered", t.file.Name, clip(filter[0], 40), clip(filter[1], 60))
	}
	return nil
}
