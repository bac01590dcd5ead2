package report

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/currency"

	"github.com/brandloop/brandloop/backend/metric"
)

const unitPercent = metric.Percent

// unitFormat is how Excel shows a value of a unit. Excel itself puts in the
// signs of the reader's language between thousands and before decimals.
func unitFormat(unit, money, language string) string {
	switch unit {
	case metric.Percent:
		return "0.0%"
	case metric.Money:
		return moneyFormat(money, language)
	case metric.Minutes:
		return `#,##0" min"`
	case metric.Seconds:
		return `#,##0" s"`
	case metric.Plain:
		return "0.00"
	case metric.Points:
		return `+0.0;\-0.0;0.0`
	case metric.PerPost:
		return "#,##0.0"
	}
	return "#,##0"
}

// format is how Excel shows the figure where its metric says how many decimals,
// "" where the unit does.
func (f *Figure) format() string {
	if f.Decimals == nil || f.Unit == metric.Money {
		return ""
	}
	digits := "#,##0"
	if *f.Decimals > 0 {
		digits += "." + strings.Repeat("0", *f.Decimals)
	}
	switch f.Unit {
	case metric.Percent:
		return digits + "%"
	case metric.Minutes:
		return digits + `" min"`
	case metric.Seconds:
		return digits + `" s"`
	}
	return digits
}

// symbols of currencies that are read without thinking of another country's.
var symbols = map[string]string{"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "BRL": "R$", "INR": "₹", "KRW": "₩", "ILS": "₪", "TRY": "₺", "UAH": "₴", "NGN": "₦", "VND": "₫", "PLN": "zł"}

func moneyFormat(code, language string) string {
	digits := "#,##0"
	if unit, err := currency.ParseISO(code); err == nil {
		if scale, _ := currency.Standard.Rounding(unit); scale > 0 {
			digits += "." + strings.Repeat("0", scale)
		}
	}
	symbol := symbols[code]
	switch {
	case code == "":
		return digits
	case symbol == "":
		return digits + ` "` + code + `"`
	case language == "en":
		return fmt.Sprintf(`"%s"%[2]s;\-"%[1]s"%[2]s`, symbol, digits)
	}
	return digits + ` "` + symbol + `"`
}

// changeFormat shows a change with an arrow, which a print in grey keeps.
func changeFormat(unit string) string {
	if inPoints(unit) {
		return `"▲ +"0.0" pp";"▼ "\-0.0" pp";"= "0.0" pp"`
	}
	return `"▲ +"0.0%;"▼ "\-0.0%;"= "0.0%`
}

// inPoints tells whether a change of the unit is a difference, not a ratio.
func inPoints(unit string) bool { return unit == metric.Percent || unit == metric.Points }

func dayFormat(language string) string {
	if language == "en" {
		return "d mmm yyyy"
	}
	return "dd/mm/yyyy"
}

// momentFormat is a day of the month with its time.
func momentFormat(language string) string {
	if language == "en" {
		return "d mmm hh:mm"
	}
	return "dd/mm hh:mm"
}

// plainNumber is a number as formulas write it.
func plainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
