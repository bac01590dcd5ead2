package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// series is one row of marks of a chart: the cells of its name, categories and
// values.
type series struct{ name, categories, values string }

// cells names a range of this page as charts ask for it.
func (p *page) cells(c1, r1, c2, r2 int) string {
	first, err := excelize.CoordinatesToCellName(c1, r1, true)
	p.must(err)
	last, err := excelize.CoordinatesToCellName(c2, r2, true)
	p.must(err)
	if first == last {
		return quoted(p.sheet) + "!" + first
	}
	return quoted(p.sheet) + "!" + first + ":" + last
}

// chartRows is the height of a chart in rows of rowPoints.
const (
	chartRows = 11
	rowPoints = 18.0
)

// chart draws series over a number of columns from a cell on: the first in the
// brand's color, the second lighter and, as a line, dashed, so that they stay
// apart on a grey print. Another color follows for a third.
func (p *page) chart(kind excelize.ChartType, column, row, columns int, title, axisFormat string, all []series) {
	t := p.styles.theme
	soft := excelize.Font{Family: font, Size: 8, Color: t.soft}
	colors := []string{t.accent, t.second, "B8BDC6"}
	gap, overlap := uint(60), 0
	c := excelize.Chart{
		Type:      kind,
		Dimension: excelize.ChartDimension{Width: uint(columns*columnPixel - 8), Height: uint(chartRows * rowPoints / 0.75)},
		Format:    excelize.GraphicOptions{AltText: title, Positioning: "oneCell", OffsetX: 2, OffsetY: 2},
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: printable(title), Font: &excelize.Font{Family: font, Size: 10, Bold: true, Color: t.ink}}}},
		Legend:    excelize.ChartLegend{Position: "bottom", Font: &soft},
		XAxis:     excelize.ChartAxis{Font: soft, NumFmt: excelize.ChartNumFmt{CustomNumFmt: axisFormat, SourceLinked: axisFormat == ""}},
		YAxis:     excelize.ChartAxis{Font: soft, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0"}},
		Border:    excelize.LineOptions{Type: excelize.LineNone},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFFFF"}},
	}
	if len(all) == 1 {
		c.Legend.Position = "none"
	}
	if kind == excelize.Line {
		c.ShowBlanksAs = "gap"
		c.XAxis.TickLabelSkip = 3
	} else {
		zero := 0.0
		c.GapWidth, c.Overlap, c.YAxis.Minimum = &gap, &overlap, &zero
	}
	if kind == excelize.Bar || kind == excelize.BarStacked {
		c.XAxis.ReverseOrder = true
		full := 100
		if kind == excelize.BarStacked {
			c.Overlap = &full
		}
	}
	for i, s := range all {
		one := excelize.ChartSeries{Name: s.name, Categories: s.categories, Values: s.values,
			Fill:   excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colors[min(i, len(colors)-1)]}},
			Marker: excelize.ChartMarker{Symbol: "none"}}
		if kind == excelize.Line {
			one.Line = excelize.LineOptions{Width: 2.25}
			if i > 0 {
				one.Line = excelize.LineOptions{Width: 1.5, Dash: excelize.LineDashDash}
			}
		}
		c.Series = append(c.Series, one)
	}
	p.must(p.book.AddChart(p.sheet, at(column, row), &c))
	for r := row; r < row+chartRows; r++ {
		p.height[r] = rowPoints
	}
}

// breakBefore starts a new printed page at a row.
func (p *page) breakBefore(row int) { p.must(p.stream.InsertPageBreak(fmt.Sprintf("A%d", row))) }
