package format

import (
	"slices"
	"strings"
	"unicode"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// The tables of YouTube Studio by another dimension than videos. Of ages and
// genders they tell shares in per cent only. A table of playlists, or of what is
// within one source of traffic, tells of a part of the channel: so neither its
// total nor the days beside it are the channel's.
var (
	youtubeCountries = youtubeParts("country", youtubeByCountry, Column{Field: Name2, Headers: youtubeByCity})
	youtubeSources   = youtubeParts("traffic_source", youtubeBySource)
	youtubeDevices   = youtubeParts("device", youtubeByDevice)
	youtubeCities    = youtubeParts("city", youtubeByCity)
	youtubeKinds     = youtubeParts("content_type", youtubeByKind)
	youtubeStatus    = youtubeParts("subscription_status", youtubeByStatus)
	youtubeReturns   = youtubeParts("new_returning", youtubeByReturn)
	youtubeSystems   = youtubeParts("operating_system", youtubeBySystem)
	youtubeSubtitles = youtubeParts("subtitles", youtubeBySubtitles)
	youtubeSharing   = youtubeParts("sharing_service", youtubeBySharing)
	youtubeWhence    = youtubeParts("subscription_source", youtubeByWhence)
	youtubePlaylists = youtubeParts("playlist", youtubeByPlaylist,
		Column{Metric: "video_views", Else: true, Headers: []string{"Views from playlist"}},
		Column{Metric: "watch_time_s", Amount: Hours, Else: true, Headers: []string{"Playlist watch time (hours)"}})
	youtubeAges       = youtubeShares("age", youtubeByAge, youtubeByGender)
	youtubeGenders    = youtubeShares("gender", youtubeByGender, youtubeByAge)
	youtubeAgeGenders = youtubeShares("age_gender", youtubeByAge, youtubeByGender)
)

// youtubeTables are all of them.
var youtubeTables = []*Format{
	&youtubeCountries, &youtubeSources, &youtubeDevices, &youtubeCities, &youtubeKinds, &youtubeStatus, &youtubeReturns, &youtubeSystems,
	&youtubeSubtitles, &youtubeSharing, &youtubeWhence, &youtubePlaylists, &youtubeAges, &youtubeGenders, &youtubeAgeGenders,
}

var (
	youtubeByCountry   = []string{"Geography", "Região geográfica", "Localização geográfica", "Geografía", "Ubicación geográfica", "Zona geográfica", "Geografie", "Zone géographique", "Area geografica"}
	youtubeBySource    = []string{"Traffic source", "Origem do tráfego", "Fonte de tráfego", "Fuente de tráfico", "Fuente del tráfico", "Zugriffsquelle", "Traffic-Quelle", "Source de trafic", "Sorgente di traffico", "Origine del traffico"}
	youtubeByDevice    = []string{"Device type", "Tipo de dispositivo", "Gerätetyp", "Type d'appareil", "Type d’appareil", "Tipo di dispositivo"}
	youtubeByCity      = []string{"Cities", "City", "Cidades", "Cidade", "Ciudades", "Ciudad", "Städte", "Stadt", "Villes", "Ville", "Città"}
	youtubeByKind      = []string{"Content type", "Tipo de conteúdo", "Tipo de contenido", "Inhaltstyp", "Art des Inhalts", "Type de contenu", "Tipo di contenuti", "Tipo di contenuto"}
	youtubeByStatus    = []string{"Subscription status", "Status da inscrição", "Estado de la suscripción", "Estado de suscripción", "Abostatus"}
	youtubeByReturn    = []string{"New and returning viewers"}
	youtubeBySystem    = []string{"Operating system", "Sistema operativo", "Sistema operacional", "Betriebssystem", "Système d'exploitation", "Système d’exploitation"}
	youtubeBySubtitles = []string{"Subtitles and CC"}
	youtubeBySharing   = []string{"Sharing service"}
	youtubeByWhence    = []string{"Subscription source"}
	youtubeByPlaylist  = []string{"Playlist", "Playlists", "Lista de reproducción", "Lista de reprodução", "Wiedergabeliste", "Liste de lecture"}
	youtubeByAge       = []string{"Viewer age", "Edad del espectador", "Edad de los espectadores", "Idade do espectador", "Idade dos espectadores", "Alter der Zuschauer",
		"Âge du spectateur", "Âge des spectateurs", "Età dello spettatore", "Età degli spettatori"}
	youtubeByGender = []string{"Viewer gender", "Sexo del espectador", "Sexo de los espectadores", "Género del espectador", "Género de los espectadores",
		"Gênero do espectador", "Gênero dos espectadores", "Geschlecht der Zuschauer", "Genre du spectateur", "Sexe du spectateur", "Sexe des spectateurs", "Genere dello spettatore", "Genere degli spettatori"}
)

// youtubePart are the names of all dimensions.
var youtubePart = slices.Concat(youtubeByCountry, youtubeBySource, youtubeByDevice, youtubeByCity, youtubeByKind, youtubeByStatus, youtubeByReturn,
	youtubeBySystem, youtubeBySubtitles, youtubeBySharing, youtubeByWhence, youtubeByPlaylist, youtubeByAge, youtubeByGender)

// youtubeParts is the table of another dimension than videos.
func youtubeParts(dimension string, headers []string, more ...Column) Format {
	f := Format{
		Key: "youtube_studio", Together: true, Shape: Parts, Platform: "youtube", Dimension: dimension, Period: youtubePeriod, NoPeriod: "read.no_period_name",
		Numbers: plainNumbers, Check: youtubeNote,
		Whole: youtubeTotal, Time: isoDate, Needs: []Field{Name}, Never: []Field{Day, ID, Name2}, Any: []string{"video_views", "watch_time_s", "shares", "new_followers"},
		Columns: slices.Concat([]Column{{Field: Name, Headers: headers}, {Field: Day, Headers: youtubeDay}, {Field: ID, Headers: youtubeVideo},
			{Metric: "new_followers", Else: true, Headers: youtubeGained}, {Metric: "lost_followers", Headers: youtubeLost}}, youtubeMetrics, more),
	}
	f.Fit = func(t *Table) bool {
		youtubeNames(t)
		return youtubeFit(t)
	}
	return f
}

// youtubeShares is the table of what parts of the views are of viewers of some ages,
// of some genders, or of both.
func youtubeShares(dimension string, headers, other []string) Format {
	f := Format{
		Key: "youtube_studio", Together: true, Shape: Parts, Platform: "youtube", Dimension: dimension, Period: youtubePeriod, NoPeriod: "read.no_period_name",
		Numbers: plainNumbers, Whole: youtubeTotal, Time: isoDate, Needs: []Field{Name}, Never: []Field{Day, ID, Name2}, Any: []string{"views_share"},
		Columns: []Column{{Field: Name, Headers: headers}, {Field: Name2, Headers: other}, {Field: Day, Headers: youtubeDay}, {Field: ID, Headers: youtubeVideo},
			{Metric: "views_share", Amount: Percentage, Headers: []string{"Views (%)", "Visualizaciones (%)", "Vistas (%)", "Visualizações (%)", "Aufrufe (%)", "Vues (%)", "Visualizzazioni (%)"}}},
	}
	if dimension == "age_gender" {
		f.Needs, f.Never = []Field{Name, Name2}, []Field{Day, ID}
	}
	return f
}

// youtubeNames reads the words beside the first column. Beside the key of a city or a
// playlist stands its name, and beside the name of a city its country; beside a
// source of traffic what is within it: a search, a site.
func youtubeNames(t *Table) {
	first := slices.IndexFunc(t.use, func(u use) bool { return u.field == Name })
	var words []int
	for i := first + 1; i < len(t.use) && t.use[i] == (use{}) && t.worded(i); i++ {
		words = append(words, i)
	}
	t.partial = t.format.Dimension == "playlist" || t.format.Dimension == "subtitles"
	if len(words) == 0 {
		return
	}
	switch t.format.Dimension {
	case "city":
		t.rename(first, words[0])
		if len(words) > 1 {
			t.use[words[1]], t.columns[words[1]].Field = use{field: Name2}, Name2.String()
		}
	case "playlist":
		t.rename(first, words[0])
	case "traffic_source":
		t.rename(first, words[len(words)-1])
		t.parts, t.partial = "traffic_detail", true
	}
}

// rename takes the name of a part from another column.
func (t *Table) rename(from, to int) {
	t.use[from], t.columns[from].Field = use{}, ""
	t.use[to], t.columns[to].Field = use{field: Name}, Name.String()
}

// worded reports whether the rows below the header hold words in a column, or nothing.
func (t *Table) worded(column int) bool {
	found := false
	for _, record := range t.Head[t.header+1:] {
		if column >= len(record.Cells) || strings.TrimSpace(record.Cells[column]) == "" {
			continue
		}
		if !strings.ContainsFunc(record.Cells[column], unicode.IsLetter) {
			return false
		}
		found = true
	}
	return found
}

// youtubeLeft names what of an archive is passed over. A chart is not: it draws the
// numbers of the table again.
func youtubeLeft(unread []*read.Table) []Note {
	var notes []Note
	for _, t := range unread {
		cells := filled(t.Head[0].Cells)
		if len(cells) > 2 && isDateHeader(cells[0]) {
			continue
		}
		notes = append(notes, Note{"read.warn.unread_part", []any{clip(t.Name, 60), clip(strings.Join(cells, ", "), 120)}})
	}
	return notes
}
