package format

import (
	"bytes"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// The download of YouTube Studio: a zip of three files. The table lists at most
// 500 videos below the total of the channel, which holds more than they do; the
// totals are the channel's days; the chart shows a few videos and is left out. The
// tables of other dimensions than videos are in youtube_parts.go.
// What YouTube calls subscribers are those won less those lost; where it gives the
// two apart beside that, they are left out.
var (
	youtubeContent = Format{
		Key: "youtube_studio", Together: true, Platform: "youtube", Time: namedDay, Whole: youtubeTotal, Period: youtubePeriod, Mend: youtubeLink,
		Numbers: plainNumbers, Fit: youtubeFit, Check: youtubeNote,
		Needs: []Field{ID, Title}, Never: []Field{Day, Permalink, AccountID, PageID}, Any: []string{"video_views", "watch_time_s"},
		Columns: append([]Column{
			{Field: ID, Headers: youtubeVideo},
			{Field: Title, Headers: []string{"Video title", "Titre de la vidéo", "Titolo video", "Titolo del video", "Título do vídeo", "Título del vídeo", "Título del video", "Videotitel"}},
			{Field: Published, Headers: []string{"Video publish time", "Horário de publicação do vídeo", "Hora de publicación del vídeo", "Hora de publicación del video", "Veröffentlichungszeitpunkt des Videos",
				"Heure de publication de la vidéo", "Date et heure de publication de la vidéo", "Data/ora pubblicazione video", "Data e ora di pubblicazione del video", "Ora di pubblicazione del video"}},
			{Field: Duration, Headers: []string{"Duration", "Duração", "Duración", "Dauer", "Durée", "Durata"}},
			{Field: Day, Headers: youtubeDay},
			{Metric: "new_followers", Else: true, Headers: youtubeGained},
		}, youtubeMetrics...),
	}
	youtubeTotals = Format{
		Key: "youtube_studio", Together: true, Shape: Days, Grains: true, Platform: "youtube", Time: isoDate, Whole: youtubeTotal, Period: youtubePeriod,
		Numbers: plainNumbers, Fit: youtubeDays,
		Needs: youtubeSpan.Needs, Never: youtubeSpan.Never, Any: youtubeSpan.Any, Columns: youtubeSpan.Columns,
	}
	// youtubeSpan is what tells the days of the tables beside it.
	youtubeSpan = Format{
		Shape: Days, Grains: true, Time: isoDate, Fit: youtubeDays,
		Needs: []Field{Day}, Never: []Field{ID, Title, Name, AccountHandle}, Any: []string{"video_views", "watch_time_s", "new_followers", "impressions", "shares"},
		Columns: append([]Column{
			{Field: Day, Headers: youtubeDay},
			{Field: ID, Headers: youtubeVideo},
			{Field: Name, Headers: youtubePart},
			{Metric: "new_followers", Else: true, Headers: youtubeGained},
			{Metric: "lost_followers", Headers: youtubeLost},
		}, youtubeMetrics...),
	}
)

var (
	youtubeVideo   = []string{"Content", "Video", "Videos", "Conteúdo", "Vídeo", "Contenido", "Inhalte", "Contenu", "Vidéo", "Contenuti", "Contenuto"}
	youtubeDay     = []string{"Date", "Data", "Fecha", "Datum"}
	youtubeGained  = []string{"Subscribers gained", "Inscritos ganhos", "Inscritos conquistados", "Suscriptores obtenidos", "Suscriptores ganados", "Gewonnene Abonnenten", "Abonnés gagnés", "Iscritti acquisiti"}
	youtubeLost    = []string{"Subscribers lost", "Inscritos perdidos", "Suscriptores perdidos", "Verlorene Abonnenten", "Abonnés perdus", "Iscritti persi"}
	youtubeMetrics = []Column{
		{Metric: "video_views", Headers: []string{"Views", "Visualizações", "Visualizaciones", "Vistas", "Aufrufe", "Vues", "Visualizzazioni"}},
		{Metric: "watch_time_s", Amount: Hours, Headers: []string{"Watch time (hours)", "Tempo de exibição (horas)", "Tiempo de visualización (horas)", "Tiempo de reproducción (horas)", "Wiedergabezeit (Stunden)",
			"Durée de visionnage (heures)", "Tempo di visualizzazione (ore)"}},
		{Metric: "new_followers", Amount: Net, Headers: []string{"Subscribers", "Inscritos", "Suscriptores", "Abonnenten", "Abonnés", "Iscritti"}},
		{Metric: "impressions", Headers: []string{"Impressions", "Thumbnail impressions", "Impressões", "Impressões de miniatura", "Impressões da miniatura", "Impresiones", "Impresiones de la miniatura", "Impresiones de miniaturas",
			"Impressionen", "Thumbnail-Impressionen", "Impressions des miniatures", "Impressions de miniatures", "Impressioni", "Impressioni delle miniature", "Impressioni miniatura"}},
		{Metric: "likes", Amount: Net, Headers: []string{"Likes", "Marcações \"Gostei\"", "Marcações Gostei", "Me gusta", "\"Mag ich\"-Bewertungen", "„Mag ich“-Bewertungen", "J'aime", "Mentions J'aime", "Mi piace"}},
		{Metric: "comments", Amount: Net, Headers: []string{"Comments added", "Comentários adicionados", "Comentarios añadidos", "Comentarios agregados", "Hinzugefügte Kommentare", "Commentaires ajoutés", "Commenti aggiunti"}},
		{Metric: "shares", Headers: []string{"Shares", "Compartilhamentos", "Veces compartido", "Veces que se ha compartido", "Geteilte Inhalte", "Partages", "Condivisioni"}},
		{Metric: "revenue", Amount: Money, Headers: []string{"Estimated revenue", "Your estimated revenue", "Receita estimada", "Sua receita estimada", "Ingresos estimados", "Tus ingresos estimados",
			"Geschätzter Umsatz", "Geschätzte Einnahmen", "Deine geschätzten Einnahmen", "Revenus estimés", "Vos revenus estimés", "Entrate stimate", "Le tue entrate stimate"}},
	}
)

// youtubeFit leaves out subscribers lost beside those won and lost together.
func youtubeFit(t *Table) bool {
	if !slices.ContainsFunc(t.use, func(u use) bool { return u.amount == Net && u.metric == "new_followers" }) {
		return true
	}
	for i, u := range t.use {
		if u.metric == "lost_followers" {
			t.leaveOut(i)
		}
	}
	return true
}

// youtubeDays tells a table of the channel's days by its name, or by columns that
// no other platform has: days and views alone would fit several. Words beside the
// day are those of a part, as in a chart.
func youtubeDays(t *Table) bool {
	youtubeFit(t)
	for i, u := range t.use {
		if u == (use{}) && t.worded(i) {
			return false
		}
	}
	return youtubeFile(t.Name) || t.Name == "" && youtubeFile(t.file.Name) ||
		slices.ContainsFunc(t.use, func(u use) bool { return u.amount == Hours })
}

// youtubeFile reports whether a name is that of the totals, or of a chart of one
// dimension: days and views alone would fit other platforms too.
func youtubeFile(name string) bool {
	name = read.Header(strings.TrimSuffix(strings.ToLower(name), ".csv"))
	for _, n := range []string{"totals", "total", "totales", "gesamtwerte", "totaux", "totali"} {
		if rest, ok := strings.CutPrefix(name, n); ok && strings.Trim(rest, " _()0123456789") == "" {
			return true
		}
	}
	return strings.HasPrefix(name, "totals")
}

// youtubeTotal recognises the row of the whole channel.
func youtubeTotal(r *row) bool {
	for _, f := range []Field{ID, Name, Day} {
		if cell := r.text(f); len(cell) > 0 {
			return isTotal(cell)
		}
	}
	return isTotal(r.start())
}

// youtubeNote passes over the last line of a long table: "Showing top 500 results".
func youtubeNote(r *row) string {
	if len(r.text(Published))+len(r.text(Title)) == 0 && !slices.Contains(r.present, true) && bytes.Contains(r.start(), []byte("500")) && bytes.ContainsRune(r.start(), ' ') {
		return "-"
	}
	return ""
}

var runInName = regexp.MustCompile(`(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})`)

// youtubePeriod is the run of days in the name of the archive, or of the folder
// that it was unpacked to; its last day is not yet in it. Where the archive has
// another name, the table of totals has all days.
func youtubePeriod(t *Table) (from, to string) {
	for _, name := range []string{t.file.Name, filepath.Base(filepath.Dir(t.file.Path))} {
		m := runInName.FindStringSubmatch(name)
		if m == nil {
			continue
		}
		if end, ok := isoDay([]byte(m[2])); ok {
			return m[1], end.AddDate(0, 0, -1).Format(time.DateOnly)
		}
	}
	return youtubeSpan.run(t.file)
}

// youtubeLink is the address of a video.
func youtubeLink(_ *row, p *Post) {
	p.Type = "video"
	if p.DurationS != nil && *p.DurationS <= 60 {
		p.Type = "reel"
	}
	p.Permalink = "https://www.youtube.com/watch?v=" + p.PlatformID
}

// namedDay reads a day as "Jan 6, 2023", as YouTube writes it in every language, or
// as a workbook holds it.
func namedDay(cell []byte) (time.Time, bool) {
	at, err := time.Parse("Jan 2, 2006", string(read.Trim(cell)))
	if err != nil {
		return isoDay(read.Trim(cell))
	}
	return at, at.Year() >= 1990 && at.Year() < 2200
}
