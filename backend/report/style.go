package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// font is on every Windows and Mac, and Linux has one of the same widths: a page
// breaks at the same place everywhere.
const font = "Arial"

// theme is the colors of a workbook, as RRGGBB.
type theme struct {
	accent string // dark enough for white text on it
	second string // for the second series of a chart: lighter, so that they differ in grey
	tint   string // accent as a pale ground
	ink    string
	soft   string // for what is read second
	rule   string // hairlines
	ground string // of a card
}

// plain is the theme of a list.
var plain = theme{accent: "334155", second: "94A3B8", tint: "F1F5F9", ink: "1F2937", soft: "6B7280", rule: "D9DDE3", ground: "F6F7F9"}

// brandTheme is a theme of a brand's colors (#rrggbb or ""). A color too light
// for white text on it is darkened until it carries it.
func brandTheme(color, color2 string) theme {
	t := plain
	main, ok := parseColor(color)
	if !ok {
		main, _ = parseColor("#1F4E79")
	}
	t.accent = main.darkenTo(4.5).hex()
	t.tint = main.mix(white, 0.90).hex()
	second, ok := parseColor(color2)
	if !ok {
		second = main.mix(white, 0.45)
	}
	// The two must differ in brightness, and both from the paper: a chart is read
	// on a grey print too. The accent is below 0.19.
	for range 40 {
		if l := second.luminance(); l < 0.37 {
			second = second.mix(white, 0.1)
		} else if l > 0.5 {
			second = second.scale(0.95)
		}
	}
	t.second = second.hex()
	return t
}

type rgb [3]float64

var white = rgb{1, 1, 1}

func parseColor(text string) (rgb, bool) {
	text = strings.TrimPrefix(text, "#")
	n, err := strconv.ParseUint(text, 16, 32)
	if err != nil || len(text) != 6 {
		return rgb{}, false
	}
	return rgb{float64(n >> 16), float64(n >> 8 & 255), float64(n & 255)}.scale(1.0 / 255), true
}

func (c rgb) scale(by float64) rgb { return rgb{c[0] * by, c[1] * by, c[2] * by} }

func (c rgb) mix(other rgb, share float64) rgb {
	for i := range c {
		c[i] += (other[i] - c[i]) * share
	}
	return c
}

func (c rgb) hex() string {
	return fmt.Sprintf("%02X%02X%02X", int(c[0]*255+0.5), int(c[1]*255+0.5), int(c[2]*255+0.5))
}

// luminance and contrast are those of WCAG 2: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
func (c rgb) luminance() float64 {
	for i, v := range c {
		if v <= 0.04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
}

// darkenTo makes the color so dark that white on it has that contrast.
func (c rgb) darkenTo(contrast float64) rgb {
	for range 40 {
		if 1.05/(c.luminance()+0.05) >= contrast {
			break
		}
		c = c.scale(0.95)
	}
	return c
}

// face is how a cell looks. Equal faces share one style of the workbook.
type face struct {
	size        float64 // points; 0: 10
	bold        bool
	italic      bool
	underline   bool
	color       string
	fill        string
	format      string // number format; "": general
	align       string // left, center, right
	valign      string // top, center, bottom
	wrap        bool
	indent      int
	top, bottom string // color of a hairline
	thick       bool   // the lines are thick
	left        string // color of a thick line
	quote       bool   // a text that looks like a formula: stays text when it is edited
}

// styles keeps the style ids of a workbook.
type styles struct {
	book  *excelize.File
	theme theme
	ids   map[face]int
}

func newStyles(book *excelize.File, t theme) (*styles, error) {
	if err := book.SetDefaultFont(font); err != nil {
		return nil, err
	}
	return &styles{book, t, map[face]int{}}, nil
}

// id is the style of a face.
func (s *styles) id(f face) (int, error) {
	if id, ok := s.ids[f]; ok {
		return id, nil
	}
	if f.size == 0 {
		f.size = 10
	}
	style := excelize.Style{
		Font:      &excelize.Font{Family: font, Size: f.size, Bold: f.bold, Italic: f.italic, Color: f.color},
		Alignment: &excelize.Alignment{Horizontal: f.align, Vertical: f.valign, WrapText: f.wrap, Indent: f.indent},
	}
	if f.color == "" {
		style.Font.Color = s.theme.ink
	}
	if f.underline {
		style.Font.Underline = "single"
	}
	if f.fill != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{f.fill}}
	}
	if f.format != "" {
		style.CustomNumFmt = &f.format
	}
	thin := 1
	if f.thick {
		thin = 5
	}
	if f.top != "" {
		style.Border = append(style.Border, excelize.Border{Type: "top", Color: f.top, Style: thin})
	}
	if f.bottom != "" {
		style.Border = append(style.Border, excelize.Border{Type: "bottom", Color: f.bottom, Style: thin})
	}
	if f.left != "" {
		style.Border = append(style.Border, excelize.Border{Type: "left", Color: f.left, Style: 5})
	}
	id, err := s.book.NewStyle(&style)
	if err != nil {
		return 0, fmt.Errorf("style: %w", err)
	}
	if f.quote {
		// Only set on a style of its own: NewStyle finds equal ones again.
		formats := s.book.Styles.CellXfs
		copied := formats.Xf[id]
		yes := true
		copied.QuotePrefix = &yes
		formats.Xf = append(formats.Xf, copied)
		formats.Count = len(formats.Xf)
		id = formats.Count - 1
	}
	key := f
	if key.size == 10 {
		key.size = 0
	}
	s.ids[key] = id
	return id, nil
}

// looksLikeFormula tells whether a spreadsheet that reads the text as typed
// would run it.
func looksLikeFormula(text string) bool {
	return text != "" && strings.ContainsRune("=+-@", firstRune(text))
}
