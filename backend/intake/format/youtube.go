package format

import (
	"regexp"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// The download of YouTube Studio: a zip of three files. The table lists at most
// 500 videos below the total of the channel, which holds more than they do; the
// totals are the channel's days; the chart shows a few videos and is left out.
// What YouTube calls subscribers are those won less those lost.
var (
	youtubeContent = Format{
		Key: "youtube_studio", Together: true, Platform: "youtube", Time: namedDay, Whole: youtubeTotal, Period: youtubePeriod, Mend: youtubeLink,
		Needs: []Field{ID, Title}, Never: []Field{Day, Permalink, AccountID, PageID}, Any: []string{"video_views", "watch_time_s"},
		Columns: append([]Column{
			{Field: ID, Headers: []string{"Content", "Video", "Conteúdo", "Contenido", "Inhalte"}},
			{Field: Title, Headers: []string{"Video title", "Título do vídeo", "Título del vídeo", "Título del video", "Videotitel"}},
			{Field: Published, Headers: []string{"Video publish time", "Horário de publicação do vídeo", "Hora de publicación del vídeo", "Hora de publicación del video", "Veröffentlichungszeitpunkt des Videos"}},
			{Field: Duration, Headers: []string{"Duration", "Duração", "Duración", "Dauer"}},
			{Field: Day, Headers: youtubeDay},
		}, youtubeMetrics...),
	}
	youtubeTotals = Format{
		Key: "youtube_studio", Together: true, Shape: Days, Platform: "youtube", Time: isoDate,
		Needs: []Field{Day}, Never: []Field{ID, Title, Name, AccountHandle}, Any: []string{"video_views", "watch_time_s", "new_followers", "impressions"},
		Named: func(table, file string) bool { return youtubeFile(table) || table == "" && youtubeFile(file) },
		Columns: append([]Column{
			{Field: Day, Headers: youtubeDay},
			{Field: ID, Headers: []string{"Content", "Video", "Conteúdo", "Contenido", "Inhalte"}},
			{Field: Name, Headers: append(append([]string{}, youtubeGeography...), youtubeSource...)},
		}, youtubeMetrics...),
	}
	youtubeCountries = youtubeParts("country", youtubeGeography)
	youtubeSources   = youtubeParts("traffic_source", youtubeSource)
)

var (
	youtubeDay       = []string{"Date", "Data", "Fecha", "Datum"}
	youtubeGeography = []string{"Geography", "Região geográfica", "Geografía", "Geografie"}
	youtubeSource    = []string{"Traffic source", "Origem do tráfego", "Fuente de tráfico", "Fuente del tráfico", "Zugriffsquelle"}
	youtubeMetrics   = []Column{
		{Metric: "video_views", Headers: []string{"Views", "Visualizações", "Visualizaciones", "Vistas", "Aufrufe"}},
		{Metric: "watch_time_s", Amount: Hours, Headers: []string{"Watch time (hours)", "Tempo de exibição (horas)", "Tiempo de visualización (horas)", "Tiempo de reproducción (horas)", "Wiedergabezeit (Stunden)"}},
		{Metric: "new_followers", Amount: Net, Headers: []string{"Subscribers", "Inscritos", "Suscriptores", "Abonnenten"}},
		{Metric: "impressions", Headers: []string{"Impressions", "Impressões", "Impresiones", "Impressionen"}},
		{Metric: "likes", Amount: Net, Headers: []string{"Likes", "Marcações \"Gostei\"", "Me gusta", "\"Mag ich\"-Bewertungen"}},
		{Metric: "comments", Amount: Net, Headers: []string{"Comments added", "Comentários adicionados", "Comentarios añadidos", "Comentarios agregados", "Hinzugefügte Kommentare"}},
		{Metric: "shares", Headers: []string{"Shares", "Compartilhamentos", "Veces compartido", "Geteilte Inhalte"}},
		{Metric: "revenue", Amount: Money, Headers: []string{"Estimated revenue", "Receita estimada", "Ingresos estimados", "Geschätzter Umsatz"}},
	}
)

// youtubeParts is the table of another dimension than videos.
func youtubeParts(dimension string, headers []string) Format {
	return Format{
		Key: "youtube_studio", Together: true, Shape: Parts, Platform: "youtube", Dimension: dimension, Period: youtubePeriod,
		Whole: youtubeTotal, Time: isoDate, Needs: []Field{Name}, Never: []Field{Day}, Any: []string{"video_views", "watch_time_s"},
		Columns: append([]Column{{Field: Name, Headers: headers}, {Field: Day, Headers: youtubeDay}}, youtubeMetrics...),
	}
}

// youtubeFile reports whether a name is that of the totals, or of a chart of one
// dimension: days and views alone would fit other platforms too.
func youtubeFile(name string) bool {
	name = read.Header(strings.TrimSuffix(strings.ToLower(name), ".csv"))
	for _, n := range []string{"totals", "total", "totales", "gesamtwerte"} {
		if rest, ok := strings.CutPrefix(name, n); ok && strings.Trim(rest, " _()0123456789") == "" {
			return true
		}
	}
	return strings.HasPrefix(name, "totals")
}

// youtubeTotal recognises the row of the whole channel.
func youtubeTotal(r *row) bool {
	cell := r.text(ID)
	if len(cell) == 0 {
		cell = r.text(Name)
	}
	switch string(cell) {
	case "Total", "Gesamt", "Totales":
		return true
	}
	return false
}

var runInName = regexp.MustCompile(`(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})`)

// youtubePeriod is the run of days in the name of the archive; its last day is
// not yet in it.
func youtubePeriod(t *Table) (from, to string) {
	m := runInName.FindStringSubmatch(t.file.Name)
	if m == nil {
		return "", ""
	}
	end, ok := isoDay([]byte(m[2]))
	if !ok {
		return "", ""
	}
	return m[1], end.AddDate(0, 0, -1).Format(time.DateOnly)
}

// youtubeLink is the address of a video.
func youtubeLink(_ *row, p *Post) {
	p.Type = "video"
	if p.DurationS != nil && *p.DurationS <= 60 {
		p.Type = "reel"
	}
	p.Permalink = "https://www.youtube.com/watch?v=" + p.PlatformID
}

// namedDay reads a day as "Jan 6, 2023", as YouTube writes it in every language.
func namedDay(cell []byte) (time.Time, bool) {
	at, err := time.Parse("Jan 2, 2006", string(read.Trim(cell)))
	return at, err == nil && at.Year() >= 1990 && at.Year() < 2200
}
