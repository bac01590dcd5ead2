package format

import (
	"context"
	"regexp"
	"strconv"
	"time"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// The exports of a LinkedIn page, old workbooks of several sheets: content,
// followers and visitors. Their days are those of UTC. The column "Posted by"
// names a person and is not imported. Clicks may exceed impressions,
// and what was taken back makes a day negative.
var (
	linkedinDays = Format{
		Key: "linkedin_content", Shape: Days, Platform: "linkedin", Time: americanDay, Slashed: true, Engagements: true,
		Needs: []Field{Day}, Any: []string{"impressions"}, Never: []Field{Name},
		Columns: []Column{
			{Field: Day, Headers: linkedinDate},
			{Metric: "impressions", Headers: []string{"Impressions (total)", "Impresiones totales", "Impresiones (totales)", "Impressões (total)", "Impressões (totais)"}},
			{Metric: "reach", Headers: []string{"Unique impressions (organic)", "Impresiones únicas (orgánicas)", "Impressões únicas (orgânicas)"}},
			{Metric: "clicks", Amount: Net, Headers: []string{"Clicks (total)", "Clics (totales)", "Cliques (total)"}},
			{Metric: "likes", Amount: Net, Headers: []string{"Reactions (total)", "Reacciones (total)", "Reacciones (totales)", "Reações (total)"}},
			{Metric: "comments", Amount: Net, Headers: []string{"Comments (total)", "Comentarios (totales)", "Comentarios (total)", "Comentários (total)"}},
			{Metric: "shares", Amount: Net, Headers: []string{"Reposts (total)", "Shares (total)", "Veces compartido (total)", "Veces compartido (totales)", "Compartilhamentos (total)"}},
		},
	}
	linkedinPosts = Format{
		Key: "linkedin_content", Platform: "linkedin", Time: americanTime, Slashed: true, IDOf: linkedinID, Mend: linkedinMoment,
		Needs: []Field{Permalink, Published}, Any: []string{"impressions"},
		Columns: []Column{
			{Field: Title, Headers: []string{"Post title", "Update title", "Título de la publicación", "Título da publicação"}},
			{Field: Permalink, Headers: []string{"Post link", "Update link", "Enlace de la publicación", "Link da publicação"}},
			{Field: Published, Headers: []string{"Created date", "Fecha de creación", "Criação", "Data de criação"}},
			{Field: Type, Headers: []string{"Content Type", "Tipo de contenido", "Tipo de conteúdo"}},
			{Metric: "impressions", Headers: []string{"Impressions", "Impresiones", "Impressões"}},
			{Metric: "video_views", Headers: []string{"Views", "Video views", "Visualizaciones", "Visualizações"}},
			{Metric: "video_views", Else: true, Headers: []string{"Views (Excluding off-site video views)", "Video views (excluding off-site video views)"}},
			{Metric: "clicks", Headers: []string{"Clicks", "Clics", "Cliques"}},
			{Metric: "likes", Headers: []string{"Likes", "Reactions", "Recomendaciones", "Reacciones", "Me gusta", "Gostaram", "Curtidas", "Reações"}},
			{Metric: "comments", Headers: []string{"Comments", "Comentarios", "Comentários"}},
			{Metric: "shares", Headers: []string{"Reposts", "Shares", "Veces compartido", "Compartilhamentos"}},
			{Metric: "new_followers", Headers: []string{"Follows", "Followers", "Seguidores"}},
		},
		Types: map[string]string{
			"video": "video", "vídeo": "video", "image": "image", "imagen": "image", "imagem": "image", "photo": "image",
			"multi-image": "carousel", "images": "carousel", "carousel": "carousel", "document": "carousel", "documento": "carousel",
			"article": "link", "artículo": "link", "artigo": "link", "newsletter": "link", "link": "link", "text": "text", "texto": "text",
		},
	}
	// Total followers are those who began to follow on that day.
	linkedinFollowers = Format{
		Key: "linkedin_followers", Shape: Days, Platform: "linkedin", Time: americanDay, Slashed: true,
		Needs: []Field{Day, From}, Any: []string{"new_followers"},
		Columns: []Column{
			{Field: Day, Headers: linkedinDate},
			// Told from another list of followers by this column beside.
			{Field: From, Headers: []string{"Organic followers", "Seguidores orgánicos", "Seguidores generales", "Seguidores orgânicos"}},
			{Metric: "new_followers", Amount: Net, Headers: linkedinTotal},
		},
	}
	linkedinVisitors = Format{
		Key: "linkedin_visitors", Shape: Days, Platform: "linkedin", Time: americanDay, Slashed: true,
		Needs: []Field{Day}, Any: []string{"profile_visits", "profile_visitors"},
		Columns: []Column{
			{Field: Day, Headers: linkedinDate},
			{Metric: "profile_visits", Headers: []string{"Total page views (total)", "Visualizaciones totales de la página (total)", "Visualizaciones de la página en total (total)", "Total de visualizaciones de la página (total)", "Total de visualizações da página (total)"}},
			{Metric: "profile_visitors", Headers: []string{"Total unique visitors (total)", "Visitantes únicos totales (total)", "Visitantes únicos en total (total)", "Total de visitantes únicos (total)"}},
		},
	}
	linkedinDate  = []string{"Date", "Fecha", "Data", "Datum"}
	linkedinTotal = []string{"Total followers", "Total de seguidores", "Seguidores totales"}
)

// linkedinParts are the sheets that break followers or visits down, by the word
// that heads their first column.
var linkedinParts = func() []*Format {
	var all []*Format
	for _, d := range []struct {
		dimension string
		headers   []string
	}{
		{"location", []string{"Location", "Ubicación", "Localidade", "Localização"}},
		{"job_function", []string{"Job function", "Function", "Función", "Función laboral", "Função", "Cargo"}},
		{"seniority", []string{"Seniority", "Experience level", "Nivel de responsabilidad", "Antigüedad", "Nível de experiência", "Senioridade"}},
		{"industry", []string{"Industry", "Sector", "Setor"}},
		{"company_size", []string{"Company size", "Tamaño de la empresa", "Tamaño de empresa", "Tamanho da empresa"}},
	} {
		all = append(all,
			&Format{Key: "linkedin_followers", Shape: Parts, Platform: "linkedin", Dimension: d.dimension, Time: americanDay, Slashed: true, Period: linkedinLastDay,
				Needs: []Field{Name}, Any: []string{"followers"}, Columns: []Column{
					{Field: Name, Headers: d.headers}, {Metric: "followers", Headers: linkedinTotal}}},
			&Format{Key: "linkedin_visitors", Shape: Parts, Platform: "linkedin", Dimension: d.dimension, Time: americanDay, Slashed: true, Period: linkedinRun,
				Needs: []Field{Name}, Any: []string{"profile_visits"}, Columns: []Column{
					{Field: Name, Headers: d.headers}, {Metric: "profile_visits", Headers: []string{"Total views", "Visualizaciones totales", "Total de visualizaciones", "Visualizaciones en total", "Total de visualizações"}}}})
	}
	return all
}()

// linkedinRun is the run of days of the sheet of days in the same workbook.
func linkedinRun(m *Table) (from, to string) {
	for _, table := range m.file.Tables {
		if from, to := (&Table{Table: table, format: m.format, dayFirst: m.dayFirst}).run(); from != "" {
			return from, to
		}
	}
	return "", ""
}

// linkedinLastDay is the last day of the sheet of days: followers by their
// places are those of then.
func linkedinLastDay(m *Table) (from, to string) {
	_, to = linkedinRun(m)
	return to, to
}

// run is the first and the last day in the first column of a table.
func (m *Table) run() (from, to string) {
	rows, err := m.Rows(context.Background())
	if err != nil {
		return "", ""
	}
	defer rows.Close()
	for rows.Next() {
		at, ok := m.time(read.Trim(rows.Cells()[0]))
		if !ok {
			continue
		}
		day := at.Format(time.DateOnly)
		if from == "" || day < from {
			from = day
		}
		to = max(to, day)
	}
	return from, to
}

var linkedinLink = regexp.MustCompile(`(?i)(?:activity|share|ugcpost)[:-](\d{10,20})`)

// linkedinID takes the number of a post out of its link.
func linkedinID(r *row) string {
	if m := linkedinLink.FindSubmatch(r.text(Permalink)); m != nil {
		return string(m[1])
	}
	return ""
}

// linkedinMoment dates a post by its number, which holds the milliseconds of
// unix time from the 23rd bit on. A number that does not lie about the day in
// the file's column is of another kind.
func linkedinMoment(_ *row, p *Post) {
	if id, err := strconv.ParseUint(p.PlatformID, 10, 64); err == nil {
		p.moment(time.UnixMilli(int64(id >> 22)).UTC())
	}
}

// moment makes at the time of the post where it lies within a day and a half of
// that which the file gives.
func (p *Post) moment(at time.Time) {
	if d := at.Sub(p.Local); d > -36*time.Hour && d < 60*time.Hour {
		p.At, p.Local = at, at
	}
}
