package format

import (
	"strings"
)

// The download of Google Search Console's Performance page: an archive, or a
// workbook, with a table for each dimension. Its days tell the run of all of
// them. Clicks come from the results page of a search, so they are kept as
// clicks, beside impressions there.
var (
	searchQueries   = searchParts("query", "Top queries", "Consultas principales", "Principais consultas", "Häufigste Suchanfragen", "Query")
	searchPages     = searchParts("page", "Top pages", "Páginas principales", "Principais páginas", "Häufigste Seiten", "Page")
	searchCountries = searchParts("country", "Country", "País", "Land")
	searchDevices   = searchParts("device", "Device", "Dispositivo", "Gerät")
	searchDays      = Format{
		Key: "search_console", Together: true, Shape: Days, Platform: "website", Instead: []string{"blog", "other"}, Time: isoDate,
		Needs: []Field{Day}, Any: []string{"clicks"}, Named: searchFile,
		Columns: append([]Column{{Field: Day, Headers: []string{"Date", "Fecha", "Data", "Datum"}}}, searchMetrics...),
	}
)

var searchMetrics = []Column{
	{Metric: "clicks", Headers: []string{"Clicks", "Clics", "Cliques", "Klicks"}},
	{Metric: "impressions", Headers: []string{"Impressions", "Impresiones", "Impressões", "Impressionen"}},
}

func searchParts(dimension string, headers ...string) Format {
	return Format{
		Key: "search_console", Together: true, Shape: Parts, Platform: "website", Instead: []string{"blog", "other"}, Dimension: dimension,
		Time: isoDate, Period: searchPeriod, Needs: []Field{Name, Position}, Any: []string{"clicks"}, Named: searchFile,
		Columns: append([]Column{{Field: Name, Headers: headers}, {Field: Position, Headers: []string{"Position", "Posición", "Posição"}}}, searchMetrics...),
	}
}

// searchFile reports whether a table is one of several in its file: alone, it
// would not say of which days it is.
func searchFile(table, _ string) bool {
	return table != "" && !strings.Contains(strings.ToLower(table), "filter")
}

// searchPeriod is the run of the days in the table of days beside.
func searchPeriod(t *Table) (from, to string) {
	for _, other := range t.file.Tables {
		for _, record := range other.Head {
			if len(record.Cells) < 2 {
				continue
			}
			if _, ok := isoDate([]byte(record.Cells[0])); ok {
				return daysOf(other)
			}
		}
	}
	return "", ""
}
