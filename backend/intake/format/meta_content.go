package format

// metaContent is the content export of Meta Business Suite: posts, reels,
// stories and videos of Facebook pages and Instagram accounts. Its columns
// depend on what was ticked, its headers on the language of the person.
var metaContent = Format{
	Key:   "meta_content",
	Needs: []Field{ID, Published},
	// The export of videos has no links.
	Of: []Field{Permalink, PageID, PageName, AccountID, AccountHandle},
	Columns: []Column{
		{Field: ID, Headers: []string{"Post ID", "Identificador de la publicación", "Identificação da publicação", "Identificação do post", "ID da publicação"}},
		{Field: OtherID, Headers: []string{"Video asset ID", "Identificador de la pieza de vídeo", "Identificador del activo de video", "Identificação do ativo de vídeo"}},
		{Field: Published, Headers: []string{"Publish time", "Hora de publicación", "Horário de publicação", "Hora de publicação"}},
		{Field: Permalink, Headers: []string{"Permalink", "Enlace permanente", "Link permanente", "Ligação permanente"}},
		{Field: Title, Headers: []string{"Title", "Título"}},
		{Field: Text, Headers: []string{"Description", "Descripción", "Descrição"}},
		{Field: Type, Headers: []string{"Post type", "Tipo de publicación", "Tipo de publicação", "Tipo de post"}},
		{Field: Duration, Headers: []string{"Duration (sec)", "Duration (secs)", "Duration (s)", "Duration (sec.)", "Duración (segundos)", "Duración (s)", "Duração (segundos)", "Duração (s)"}},
		{Field: AccountID, Headers: []string{"Account ID", "Identificador de la cuenta", "Identificação da conta"}},
		{Field: AccountHandle, Headers: []string{"Account username", "Nombre de usuario de la cuenta", "Nome de usuário da conta", "Nome de utilizador da conta"}},
		{Field: AccountName, Headers: []string{"Account name", "Nombre de la cuenta", "Nome da conta"}},
		{Field: PageID, Headers: []string{"Page ID", "Identificador de la página", "Identificação da Página"}},
		{Field: PageName, Headers: []string{"Page name", "Nombre de la página", "Nome da Página"}},
		{Field: Lifetime, Headers: []string{"Date", "Fecha", "Data"}},
		{Field: Remark, Headers: []string{"Data comment", "Comentario sobre los datos", "Comentario de datos", "Comentário de dados", "Comentário sobre os dados"}},

		{Metric: "impressions", Headers: []string{"Impressions", "Impresiones", "Impressões"}},
		{Metric: "views", Headers: []string{"Views", "Visualizaciones", "Visualizações"}},
		{Metric: "reach", Headers: []string{"Reach", "Alcance"}},
		{Metric: "reach", Else: true, Headers: []string{"Viewers", "Espectadores", "Visualizadores"}},
		{Metric: "video_views", Headers: []string{"3-second video views", "Visualizaciones de vídeo de 3 segundos", "Visualizaciones de video de 3 segundos", "Reproducciones de video de 3 segundos", "Visualizações de vídeo de 3 segundos", "Visualizações do vídeo por 3 segundos"}},
		{Metric: "video_views_60s", Headers: []string{"1-minute video views", "Visualizaciones de vídeo de 1 minuto", "Visualizaciones de video de 1 minuto", "Reproducciones de video de 1 minuto", "Visualizações de vídeo de 1 minuto", "Visualizações do vídeo por 1 minuto"}},
		{Metric: "watch_time_s", Amount: Measure, Headers: []string{"Seconds viewed", "Segundos reproducidos", "Segundos visualizados", "Segundos assistidos"}},
		{Metric: "likes", Headers: []string{"Likes", "Reactions", "Me gusta", "Reacciones", "Curtidas", "Reações", "Gostos"}},
		{Metric: "comments", Headers: []string{"Comments", "Replies", "Comentarios", "Respuestas", "Comentários", "Respostas"}},
		{Metric: "shares", Headers: []string{"Shares", "Veces que se compartió", "Veces que se ha compartido la publicación", "Veces que se ha compartido", "Veces compartido", "Compartilhamentos", "Partilhas"}},
		{Metric: "saves", Headers: []string{"Saves", "Saved", "Veces que se guardó", "Veces que se ha guardado", "Veces guardado", "Salvamentos", "Guardados"}},
		{Metric: "clicks", Headers: []string{"Total clicks", "Total de clics", "Clics totales", "Total de cliques"}},
		{Metric: "link_clicks", Headers: []string{"Link clicks", "Clics en el enlace", "Cliques no link", "Cliques em links", "Cliques na ligação"}},
		{Metric: "other_clicks", Headers: []string{"Other clicks", "Otros clics", "Clics de otro tipo", "Outros cliques"}},
		{Metric: "engagements", Headers: []string{"Reactions, comments and shares", "Reacciones, comentarios y veces que se ha compartido", "Reacciones, comentarios y veces que se compartió", "Reações, comentários e compartilhamentos", "Reações, comentários e partilhas"}},
		{Metric: "engagements", Else: true, Headers: []string{"Interactions", "Content interactions", "Interacciones", "Interacciones con el contenido", "Interações", "Interações com o conteúdo"}},
		// Seguidores counts who followed because of the post, not the account's followers.
		{Metric: "new_followers", Headers: []string{"Follows", "Seguimientos", "Seguidores", "Seguimentos"}},
		{Metric: "new_followers", Amount: Net, Else: true, Headers: []string{"Net follows", "Seguimientos netos", "Seguimentos líquidos"}},
		{Metric: "profile_visits", Headers: []string{"Profile visits", "Visitas al perfil", "Visitas ao perfil"}},
		{Metric: "navigation", Headers: []string{"Navigation", "Navegación", "Navegação"}},
		{Metric: "sticker_taps", Headers: []string{"Sticker taps", "Toques en stickers", "Toques em figurinhas", "Toques em autocolantes"}},
		{Metric: "revenue", Amount: Money, Headers: []string{"Estimated earnings", "Ingresos estimados", "Ganhos estimados", "Receita estimada"}},
	},
	Network: func(has func(Field) bool) string {
		switch {
		case has(AccountID), has(AccountHandle):
			return "instagram"
		case has(PageID), has(PageName):
			return "facebook"
		}
		return ""
	},
	Time: americanMoment, Slashed: true, Text: true,
	Types: map[string]string{
		"ig reel": "reel", "reel": "reel", "reels": "reel", "reel de instagram": "reel", "reel do instagram": "reel",
		"ig image": "image", "imagen de instagram": "image", "imagem do instagram": "image",
		"photo": "image", "photos": "image", "foto": "image", "fotos": "image",
		"ig carousel": "carousel", "secuencia de instagram": "carousel", "carrusel de instagram": "carousel", "carrossel do instagram": "carousel",
		"ig story": "story", "story": "story", "stories": "story", "historia de instagram": "story", "story do instagram": "story", "stories do instagram": "story",
		"ig video": "video", "video": "video", "videos": "video", "vídeo": "video", "vídeos": "video", "vídeo de instagram": "video", "video de instagram": "video", "vídeo do instagram": "video", "live": "video", "live video": "video",
		"link": "link", "links": "link", "enlace": "link", "enlaces": "link",
		"text": "text", "texto": "text", "textos": "text",
	},
	Check: func(r *row) string {
		// Where Meta fails on a post, the row has numbers and a remark but no ids.
		if len(r.text(ID)) == 0 && len(r.text(OtherID)) == 0 && len(r.text(Remark)) > 0 {
			return "read.skip.error_row"
		}
		// A word (Lifetime, Total, Vitalício) says that values are to date.
		if day := r.text(Lifetime); len(day) > 0 && day[0] >= '0' && day[0] <= '9' {
			return "read.skip.daily"
		}
		return ""
	},
}
