package format

import (
	"strings"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// metaAds is the export of Meta's Ads Manager and Ads Reporting, by campaign, ad
// set or ad. The currency stands only in the header of the amount. What it calls
// results mixes kinds, so it is not imported; purchases and link clicks are. A
// first row without a name is the total of the table.
var metaAds = Format{
	Key: "meta_ads", Numbers: plainNumbers, Shape: Parts, Platform: "meta_ads", Instead: []string{"facebook", "instagram", "other"},
	Dimension: "campaign", Sums: true, Time: isoDate,
	Needs: []Field{From}, Any: []string{"spend", "impressions", "link_clicks", "reach"}, Never: []Field{ID},
	Columns: []Column{
		{Field: Name, Headers: []string{"Campaign name", "Nombre de la campaña", "Nome da campanha", "Kampagnenname"}},
		{Field: Name2, Headers: []string{"Ad set name", "Nombre del conjunto de anuncios", "Nome do conjunto de anúncios", "Anzeigengruppenname"}},
		{Field: Name3, Headers: []string{"Ad name", "Nombre del anuncio", "Nome do anúncio", "Anzeigenname"}},
		{Field: From, Headers: []string{"Reporting starts", "Inicio del informe", "Início dos relatórios", "Beginn der Berichterstattung"}},
		{Field: To, Headers: []string{"Reporting ends", "Fin del informe", "Encerramento dos relatórios", "Término dos relatórios", "Ende der Berichterstattung"}},
		{Field: Day, Headers: []string{"Day", "Día", "Dia", "Tag", "Month", "Mes", "Mês", "Monat", "Week", "Semana"}},
		{Field: ID, Headers: []string{"Post ID", "Identificador de la publicación"}},
		{Metric: "reach", Headers: []string{"Reach", "Alcance", "Reichweite"}},
		{Metric: "impressions", Headers: []string{"Impressions", "Impresiones", "Impressões", "Impressionen"}},
		{Metric: "clicks", Headers: []string{"Clicks (all)", "Clics (todos)", "Cliques (todos)", "Klicks (alle)"}},
		{Metric: "link_clicks", Headers: []string{"Link clicks", "Clics en el enlace", "Cliques no link", "Link-Klicks"}},
		{Metric: "landing_page_views", Headers: []string{"Landing page views", "Visitas a la página de destino", "Visualizações da página de destino"}},
		{Metric: "adds_to_cart", Headers: []string{"Adds to cart", "Artículos agregados al carrito", "Artículos añadidos al carrito", "Adições ao carrinho"}},
		{Metric: "checkouts", Headers: []string{"Checkouts initiated", "Pagos iniciados", "Finalizações de compra iniciadas"}},
		{Metric: "conversions", Amount: Measure, Headers: []string{"Purchases", "Compras", "Käufe"}},
		{Metric: "ad_revenue", Amount: Money, Also: "revenue", Headers: []string{"Purchases conversion value", "Valor de conversión de compras", "Valor de conversão da compra", "Valor de conversão de compras"}},
		{Metric: "spend", Amount: Money, Headers: []string{"Amount spent", "Importe gastado", "Valor usado", "Ausgegebener Betrag"}},
	},
	Whole: func(r *row) bool {
		part := r.part()
		return len(part) == 0 && len(r.text(From)) > 0 || len(part) == 1 && (part[0] == "Total" || part[0] == "Resultados totales")
	},
	Check: func(r *row) string {
		if strings.HasPrefix(read.Header(string(r.start)), "no data available") {
			return "-"
		}
		return ""
	},
}
