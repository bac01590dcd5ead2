package sample

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"fmt"
	"strconv"
	"time"
	"unicode/utf16"
)

// export is a file as somebody downloads it.
type export struct {
	name    string // without a number: the second download of one name gets " (1)"
	data    []byte
	channel string // id, of a file that does not say whose it is
}

// metaColumn is a column of a content export of Meta Business Suite: what it
// holds, a field of the post or a metric, and its header by language.
type metaColumn struct{ holds, en, es string }

// The content exports: posts of a Facebook page, posts of an Instagram account,
// and its stories.
var (
	pageColumns = []metaColumn{
		{"id", "Post ID", "Identificador de la publicación"}, {"account", "Page ID", "Identificador de la página"},
		{"name", "Page name", "Nombre de la página"}, {"text", "Title", "Título"}, {"", "Description", "Descripción"},
		{"seconds", "Duration (sec)", "Duración (segundos)"}, {"time", "Publish time", "Hora de publicación"},
		{"link", "Permalink", "Enlace permanente"}, {"kind", "Post type", "Tipo de publicación"},
		{"remark", "Data comment", "Comentario sobre los datos"}, {"date", "Date", "Fecha"},
		{"views", "Views", "Visualizaciones"}, {"reach", "Reach", "Alcance"},
		{"engagements", "Reactions, Comments and Shares", "Reacciones, comentarios y veces que se ha compartido"},
		{"likes", "Reactions", "Reacciones"}, {"comments", "Comments", "Comentarios"}, {"shares", "Shares", "Veces que se ha compartido"},
		{"clicks", "Total clicks", "Total de clics"}, {"link_clicks", "Link Clicks", "Clics en el enlace"}, {"other_clicks", "Other Clicks", "Otros clics"},
	}
	accountColumns = []metaColumn{
		{"id", "Post ID", "Identificador de la publicación"}, {"account", "Account ID", "Identificador de la cuenta"},
		{"handle", "Account username", "Nombre de usuario de la cuenta"}, {"name", "Account name", "Nombre de la cuenta"},
		{"text", "Description", "Descripción"}, {"seconds", "Duration (sec)", "Duración (segundos)"}, {"time", "Publish time", "Hora de publicación"},
		{"link", "Permalink", "Enlace permanente"}, {"kind", "Post type", "Tipo de publicación"},
		{"remark", "Data comment", "Comentario sobre los datos"}, {"date", "Date", "Fecha"},
		{"views", "Views", "Visualizaciones"}, {"reach", "Reach", "Alcance"}, {"likes", "Likes", "Me gusta"},
		{"shares", "Shares", "Veces que se ha compartido"}, {"new_followers", "Follows", "Seguidores"},
	}
	postColumns  = append(accountColumns[:16:16], metaColumn{"comments", "Comments", "Comentarios"}, metaColumn{"saves", "Saves", "Veces guardado"})
	storyColumns = append(accountColumns[:16:16], metaColumn{"profile_visits", "Profile visits", "Visitas al perfil"},
		metaColumn{"comments", "Replies", "Respuestas"}, metaColumn{"navigation", "Navigation", "Navegación"},
		metaColumn{"link_clicks", "Link clicks", "Clics en el enlace"}, metaColumn{"sticker_taps", "Sticker taps", "Toques en stickers"})
)

// metaKinds are the types of posts as Meta writes them.
var metaKinds = map[string]map[string][2]string{
	"facebook": {"image": {"Photos", "Fotos"}, "reel": {"Reels", "Reels"}, "link": {"Links", "Enlaces"}, "text": {"Text", "Texto"}},
	"instagram": {"image": {"IG image", "Imagen de Instagram"}, "reel": {"IG reel", "Reel de Instagram"},
		"carousel": {"IG carousel", "Secuencia de Instagram"}, "story": {"IG story", "Historia de Instagram"}},
}

// say is the text of a language, English or Spanish.
func say(language, en, es string) string {
	if language == "es" {
		return es
	}
	return en
}

// contentExport is what Meta Business Suite gives of posts, with their numbers
// as they stand on the morning of the download; the newest come first. broken
// adds the row that stands there for a post on which Meta failed.
func (m *maker) contentExport(l *line, columns []metaColumn, posts []*post, d download, broken bool) export {
	language := m.client.Language
	var out bytes.Buffer
	out.WriteString("\ufeff")
	rows := csv.NewWriter(&out)
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = say(language, c.en, c.es)
	}
	_ = rows.Write(cells) // a bytes.Buffer refuses nothing
	fields := map[string]string{"account": l.accountID, "handle": l.account(), "name": m.nameOf(l), "date": say(language, "Lifetime", "Total")}
	for i := len(posts) - 1; i >= 0; i-- {
		p := posts[i]
		kind := metaKinds[l.Platform][p.kind]
		fields["id"], fields["link"], fields["kind"] = p.id, l.permalink(p), say(language, kind[0], kind[1])
		fields["seconds"], fields["time"] = strconv.FormatFloat(p.seconds, 'f', -1, 64), p.at.Time().In(m.calendar.zone).Format("01/02/2006 15:04")
		if fields["text"] = p.text; p.text == "" {
			fields["text"] = p.title
		}
		values := p.asOf(d.on)
		for i, c := range columns {
			v, known := values[c.holds]
			switch {
			case c.holds == "engagements":
				cells[i] = strconv.FormatFloat(values["likes"]+values["comments"]+values["shares"], 'f', 0, 64)
			case known:
				cells[i] = strconv.FormatFloat(v, 'f', 0, 64)
			default:
				cells[i] = fields[c.holds]
			}
		}
		_ = rows.Write(cells)
	}
	if broken {
		for i, c := range columns {
			cells[i] = ""
			switch c.holds {
			case "remark":
				cells[i] = fmt.Sprintf(say(language, "An error occurred while computing metadata for content with ID %s.",
					"Se ha producido un error al calcular los metadatos del contenido con el identificador %s."), l.accountID+"_1")
			case "date":
				cells[i] = "-"
			}
		}
		_ = rows.Write(cells)
	}
	rows.Flush()
	day := func(i int) string { return m.calendar.date(i).Format("Jan-02-2006") }
	return export{name: fmt.Sprintf("%s_%s_%d", day(d.from), day(d.to), m.files.Int64N(9e15)+1e15), data: out.Bytes()}
}

// metaChart is a chart of the Results page: what it counts, the name of its
// file, and the title of each network's block.
type metaChart struct {
	metric              string
	file                [2]string
	facebook, instagram [2]string
}

var metaCharts = []metaChart{
	{"views", [2]string{"Views", "Visualizaciones"}, [2]string{"Facebook views", "Visualizaciones de Facebook"}, [2]string{"Instagram views", "Visualizaciones de Instagram"}},
	{"reach", [2]string{"Reach", "Alcance"}, [2]string{"Facebook reach", "Alcance de Facebook"}, [2]string{"Instagram reach", "Alcance de Instagram"}},
	{"engagements", [2]string{"Interactions", "Interacciones"}, [2]string{"Facebook content interactions", "Interacciones con el contenido de Facebook"},
		[2]string{"Instagram content interactions", "Interacciones con el contenido de Instagram"}},
	{"link_clicks", [2]string{"Link clicks", "Clics en el enlace"}, [2]string{"Facebook link clicks", "Clics en el enlace de Facebook"},
		[2]string{"Instagram link clicks", "Clics en el enlace de Instagram"}},
	{"profile_visits", [2]string{"Visits", "Visitas"}, [2]string{"Facebook visits", "Visitas de Facebook"}, [2]string{"Instagram profile visits", "Visitas al perfil de Instagram"}},
	{"new_followers", [2]string{"Follows", "Seguidores"}, [2]string{"Facebook follows", "Seguidores de Facebook"}, [2]string{"Instagram follows", "Seguidores de Instagram"}},
}

// resultsExport is a chart of a brand's accounts, Facebook's before Instagram's.
func (m *maker) resultsExport(chart metaChart, accounts []*line, d download) export {
	language := m.client.Language
	var out bytes.Buffer
	out.WriteString("sep=,\n")
	for n, l := range accounts {
		if n > 0 {
			out.WriteByte('\n')
		}
		title := chart.instagram
		if l.Platform == "facebook" {
			title = chart.facebook
		}
		fmt.Fprintf(&out, "%q\n%q,\"Primary\"\n", say(language, title[0], title[1]), say(language, "Date", "Fecha"))
		for i := d.from; i <= d.to; i++ {
			fmt.Fprintf(&out, "\"%sT00:00:00\",\"%.0f\"\n", m.calendar.date(i).Format(time.DateOnly), l.daily[i][chart.metric])
		}
	}
	return export{name: say(language, chart.file[0], chart.file[1]), data: wide(out.String())}
}

// wide is a text in UTF-16LE with its mark, as Meta's charts are written.
func wide(text string) []byte {
	units := utf16.Encode([]rune(text))
	data := make([]byte, 2, 2+2*len(units))
	data[0], data[1] = 0xff, 0xfe
	for _, u := range units {
		data = binary.LittleEndian.AppendUint16(data, u)
	}
	return data
}
