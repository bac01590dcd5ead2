// Package kpi is where numbers are typed, elected, asked for and compared with
// targets. Numbers is the one query of them: screens, workbooks and the command
// line all ask it, so the same filter gives the same number in all three.
package kpi

// Query asks for numbers.
type Query struct {
	Brand    string   `json:"brand"`    // id; "" is every brand
	Channels []string `json:"channels"` // ids: only these, and no rows of brands
	From     string   `json:"from"`     // days, both within the period
	To       string   `json:"to"`
	By       string   `json:"by"`       // day, week, month or total ("")
	Metrics  []string `json:"metrics"`  // keys, or level.key; none is every series with a value in the period
	Currency string   `json:"currency"` // the client's, of money that channels report
}

// Row is one number: of a channel, or of a whole brand where Channel is nil.
type Row struct {
	BrandID   string   `json:"brand_id"`
	Brand     string   `json:"brand"` // its name
	ChannelID *string  `json:"channel_id"`
	Channel   *string  `json:"channel"` // platform:handle
	Metric    string   `json:"metric"`
	Level     string   `json:"level"`
	Kind      string   `json:"kind"`
	Unit      string   `json:"unit"`
	Direction string   `json:"direction"`
	Currency  string   `json:"currency,omitempty"` // of money; "" also where several meet and nothing is added
	From      string   `json:"from"`
	To        string   `json:"to"`
	Value     *float64 `json:"value"`           // nil is missing
	N         *int     `json:"n,omitempty"`     // size of the sample, of ratios over posts and the log
	Parts     []Part   `json:"parts,omitempty"` // of a ratio with a value: the sums it was made of
	Break     bool     `json:"break,omitempty"` // impressions and views both stand within the span: the series is not one
}

// Part is a sum that a ratio was made of.
type Part struct {
	Metric string  `json:"metric"`
	Value  float64 `json:"value"`
	Minus  bool    `json:"minus,omitempty"`
	Start  bool    `json:"start,omitempty"` // as it was before the span
	Under  bool    `json:"under,omitempty"` // in the divisor
}
