package format

import (
	"slices"
	"strings"

	"github.com/brandloop/brandloop/backend/intake/read"
)

// metaAds is the export of Meta's Ads Manager and Ads Reporting, by campaign, ad
// set or ad; of accounts alone where it has none of them. The currency stands in
// the header of the amount, or in a column. What it calls results mixes kinds, so it
// is not imported; purchases and link clicks are. A first row without a name is the
// total of the table, and "All" in place of a day or a group that of the rows below.
var metaAds = Format{
	Key: "meta_ads", Numbers: plainNumbers, Shape: Parts, Platform: "meta_ads", Instead: []string{"facebook", "instagram", "other"},
	Dimension: "campaign", Sums: true, Subtotals: true, Time: isoDate, Fit: metaAccounts,
	Needs: []Field{From}, Any: []string{"spend", "impressions", "link_clicks", "reach"}, Never: []Field{ID},
	Columns: []Column{
		{Field: AccountName, Headers: []string{"Account name", "Nombre de la cuenta", "Nombre de la cuenta publicitaria", "Nome da conta", "Kontoname", "Name des Werbekontos", "Nom du compte", "Nome dell'account"}},
		{Field: Name, Headers: []string{"Campaign name", "Nombre de la campaña", "Nome da campanha", "Kampagnenname", "Name der Kampagne", "Nom de la campagne", "Nome della campagna"}},
		{Field: Name2, Headers: []string{"Ad set name", "Nombre del conjunto de anuncios", "Nome do conjunto de anúncios", "Anzeigengruppenname", "Name der Anzeigengruppe", "Nom de l'ensemble de publicités",
			"Nom de l’ensemble de publicités", "Nome del gruppo di inserzioni"}},
		{Field: Name3, Headers: []string{"Ad name", "Nombre del anuncio", "Nome do anúncio", "Anzeigenname", "Name der Werbeanzeige", "Nom de la publicité", "Nome dell'inserzione", "Nome dell’inserzione"}},
		{Field: From, Headers: []string{"Reporting starts", "Inicio del informe", "Início dos relatórios", "Início do relatório", "Beginn der Berichterstattung", "Berichtsstart", "Auswertungsstart",
			"Début des rapports", "Début du rapport", "Inizio dei report", "Inizio del report", "Inizio report"}},
		{Field: To, Headers: []string{"Reporting ends", "Fin del informe", "Encerramento dos relatórios", "Término dos relatórios", "Fim do relatório", "Término do relatório",
			"Ende der Berichterstattung", "Berichtsende", "Auswertungsende", "Fin des rapports", "Fin du rapport", "Fine dei report", "Fine del report", "Fine report"}},
		{Field: Day, Headers: []string{"Day", "Día", "Dia", "Tag", "Jour", "Giorno", "Month", "Mes", "Mês", "Monat", "Mois", "Mese", "Week", "Semana", "Woche", "Semaine", "Settimana"}},
		{Field: Group, Headers: []string{"Age", "Gender", "Country", "Region", "Platform", "Placement", "Device platform", "Impression device", "Time of day (ad account time zone)",
			"Edad", "Sexo", "País", "Región", "Plataforma", "Ubicación", "Plataforma del dispositivo", "Dispositivo de impresión",
			"Idade", "Gênero", "Região", "Posicionamento", "Plataforma do dispositivo", "Alter", "Geschlecht", "Land", "Plattform", "Platzierung",
			"Âge", "Sexe", "Genre", "Pays", "Région", "Plateforme", "Età", "Genere", "Paese", "Regione", "Piattaforma"}},
		{Field: Currency, Headers: []string{"Currency", "Divisa", "Moneda", "Moeda", "Währung", "Devise", "Valuta"}},
		{Field: ID, Headers: []string{"Post ID", "Identificador de la publicación"}},
		{Metric: "reach", Headers: []string{"Reach", "Alcance", "Reichweite", "Couverture", "Copertura"}},
		{Metric: "impressions", Headers: []string{"Impressions", "Impresiones", "Impressões", "Impressionen", "Impression", "Impressioni"}},
		{Metric: "clicks", Headers: []string{"Clicks (all)", "Clics (todos)", "Cliques (todos)", "Klicks (alle)", "Clics (tous)", "Clic (tutti)"}},
		{Metric: "link_clicks", Headers: []string{"Link clicks", "Clics en el enlace", "Cliques no link", "Cliques na ligação", "Link-Klicks", "Clics sur un lien", "Clics sur le lien", "Clic sul link"}},
		{Metric: "landing_page_views", Headers: []string{"Landing page views", "Visitas a la página de destino", "Visualizações da página de destino", "Landingpage-Aufrufe"}},
		{Metric: "adds_to_cart", Headers: []string{"Adds to cart", "Artículos agregados al carrito", "Artículos añadidos al carrito", "Adições ao carrinho", "In den Warenkorb gelegte Artikel"}},
		{Metric: "checkouts", Headers: []string{"Checkouts initiated", "Pagos iniciados", "Finalizações de compra iniciadas"}},
		{Metric: "conversions", Amount: Measure, Headers: []string{"Purchases", "Compras", "Käufe", "Achats", "Acquisti"}},
		{Metric: "conversions", Else: true, Amount: Measure, Headers: []string{"Website purchases", "Compras en el sitio web", "Compras no site", "Website-Käufe", "Achats sur le site web", "Acquisti sul sito web"}},
		{Metric: "ad_revenue", Amount: Money, Also: "revenue", Headers: []string{"Purchases conversion value", "Purchase conversion value", "Valor de conversión de compras", "Valor de conversión de las compras",
			"Valor de conversão da compra", "Valor de conversão de compras", "Conversion-Wert der Käufe",
			"Valeur de conversion des achats", "Valore di conversione degli acquisti"}},
		{Metric: "ad_revenue", Else: true, Amount: Money, Also: "revenue", Headers: []string{"Website purchases conversion value", "Valor de conversión de compras en el sitio web",
			"Valor de conversão de compras no site", "Conversion-Wert der Website-Käufe"}},
		{Metric: "spend", Amount: Money, Headers: []string{"Amount spent", "Importe gastado", "Valor usado", "Valor gasto", "Montante gasto", "Ausgegebener Betrag", "Montant dépensé", "Importo speso"}},
	},
	Whole: func(r *row) bool {
		part := r.part()
		return len(part) == 0 && len(r.text(From)) > 0 && r.every() || len(part) == 1 && isTotal([]byte(part[0]))
	},
	Check: func(r *row) string {
		if strings.HasPrefix(read.Header(string(r.start())), "no data available") || metaAll(r.text(Day)) || metaAll(r.text(Group)) {
			return "-"
		}
		return ""
	},
}

// every reports whether a row is of all days and groups.
func (r *row) every() bool {
	for _, f := range []Field{Day, Group} {
		if cell := r.text(f); len(cell) > 0 && !metaAll(cell) {
			return false
		}
	}
	return true
}

func metaAll(cell []byte) bool {
	return slices.Contains([]string{"all", "todo", "todos", "todas", "tudo", "alle", "tous", "toutes", "tutti", "tutte"}, read.Header(string(cell)))
}

// metaAccounts takes the accounts for the parts where a table names none smaller.
func metaAccounts(t *Table) bool {
	if t.has(Name) || t.has(Name2) || t.has(Name3) {
		return true
	}
	for i := range t.use {
		if t.use[i].field == AccountName {
			t.use[i].field, t.columns[i].Field = Name, Name.String()
			t.parts = "account"
		}
	}
	return true
}
