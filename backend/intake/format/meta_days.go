package format

// metaDays is the content export of Meta Business Suite of a whole page or
// account: its numbers of each day. What of it was ticked differs as much as in
// that of posts.
var metaDays = Format{
	Key: "meta_days", Shape: Days, Time: americanDay, Slashed: true,
	Needs: []Field{Day}, Of: []Field{PageID, AccountID}, Never: []Field{ID, Published, Permalink, Network},
	Any: []string{"reach", "viewers", "views", "impressions", "engagements", "engaged_users", "new_followers", "profile_visits"},
	Columns: []Column{
		{Field: Day, Headers: []string{"Date", "Fecha", "Data"}},
		{Field: ID, Headers: []string{"Post ID", "Video asset ID"}},
		{Field: Published, Headers: []string{"Publish time"}},
		{Field: Permalink, Headers: []string{"Permalink"}},
		{Field: AccountID, Headers: []string{"Account ID", "Identificador de la cuenta", "Identificação da conta"}},
		{Field: AccountHandle, Headers: []string{"Account username", "Nombre de usuario de la cuenta", "Nome de usuário da conta"}},
		{Field: AccountName, Headers: []string{"Account name", "Nombre de la cuenta", "Nome da conta"}},
		{Field: PageID, Headers: []string{"Page ID", "Identificador de la página", "Identificação da Página"}},
		{Field: PageName, Headers: []string{"Page name", "Nombre de la página", "Nome da Página"}},
		{Metric: "reach", Headers: []string{"Reach", "Alcance"}},
		{Metric: "viewers", Headers: []string{"Viewers", "Espectadores"}},
		{Metric: "views", Headers: []string{"Views", "Visualizaciones", "Visualizações"}},
		{Metric: "impressions", Headers: []string{"Impressions", "Impresiones", "Impressões"}},
		{Metric: "engagements", Headers: []string{"Interactions", "Content interactions", "Interacciones", "Interacciones con el contenido", "Interações", "Interações com o conteúdo"}},
		{Metric: "engagements", Else: true, Headers: []string{"Reactions, comments and shares", "Reacciones, comentarios y veces que se compartió", "Reacciones, comentarios y veces que se ha compartido", "Reações, comentários e compartilhamentos"}},
		{Metric: "engaged_users", Headers: []string{"Unique user engagements", "Engaged users"}},
		{Metric: "likes", Headers: []string{"Reactions", "Likes", "Reacciones", "Me gusta", "Reações", "Curtidas"}},
		{Metric: "comments", Headers: []string{"Comments", "Comentarios", "Comentários"}},
		{Metric: "shares", Headers: []string{"Shares", "Veces que se compartió", "Veces que se ha compartido", "Compartilhamentos"}},
		{Metric: "saves", Headers: []string{"Saves", "Veces que se guardó", "Veces que se ha guardado", "Salvamentos"}},
		{Metric: "clicks", Headers: []string{"Total clicks", "Total de clics", "Total de cliques"}},
		{Metric: "link_clicks", Headers: []string{"Link clicks", "Clics en el enlace", "Cliques no link"}},
		{Metric: "new_followers", Headers: []string{"Follows", "New follows", "Seguimientos", "Seguimentos"}},
		{Metric: "lost_followers", Headers: []string{"Unfollows"}},
		{Metric: "profile_visits", Headers: []string{"Profile visits", "Page visits", "Visits", "Visitas al perfil", "Visitas", "Visitas ao perfil"}},
		{Metric: "video_views", Headers: []string{"3-second video views"}},
		{Metric: "watch_time_s", Amount: Measure, Headers: []string{"Seconds viewed", "Segundos reproducidos"}},
	},
	Network: metaContent.Network,
}
