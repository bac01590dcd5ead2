package sample

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"
)

const (
	logoSide = 256
	fine     = 4 // points a pixel in each direction, for smooth edges
)

// symbols are the shapes of logos over the unit square: whether a point, from
// -1 to 1, lies in the symbol.
var symbols = map[string]func(x, y float64) bool{
	"ring": func(x, y float64) bool {
		d := math.Hypot(x, y+0.02)
		steam := y < -0.2 && math.Abs(x-0.09*math.Sin(9*y)) < 0.055 && y > -0.46
		return d > 0.5 && d < 0.66 || y > 0 && d < 0.36 || steam
	},
	"peak": func(x, y float64) bool {
		left, right := y > -0.1+1.5*math.Abs(x+0.22), y > -0.48+1.5*math.Abs(x-0.16)
		gap := math.Abs(y-(-0.1+1.5*math.Abs(x+0.22))) < 0.07 && x > -0.45 && x < 0.12
		return (left || right) && y < 0.52 && !gap
	},
	"tent": func(x, y float64) bool {
		inside := y > -0.5+1.45*math.Abs(x) && y < 0.46
		return inside && !(y > -0.1+2.6*math.Abs(x)) || math.Abs(math.Abs(x)-0.06-(y+0.5)*0.1) < 0.05 && y < -0.42 && y > -0.66
	},
	"drop": func(x, y float64) bool {
		if y < -0.05 {
			return math.Abs(x) < 0.44*(y+0.68)/0.63
		}
		shine := math.Hypot(x, y-0.06) > 0.26 && math.Hypot(x, y-0.06) < 0.33 && x > 0.05 && y > 0.1
		return math.Hypot(x, y+0.05) < 0.5 && y+0.05 >= 0 && !shine || math.Hypot(x, y+0.05) < 0.44 && !shine
	},
	"bars": func(x, y float64) bool {
		for i, top := range []float64{0.16, -0.12, -0.46} {
			if from := -0.56 + 0.4*float64(i); x > from && x < from+0.28 && y > top && y < 0.5 {
				return true
			}
		}
		return false
	},
}

// drawLogo is a brand's symbol on its colour, as a PNG with round corners.
func drawLogo(symbol, ground, ink string) ([]byte, error) {
	shape := symbols[symbol]
	if shape == nil {
		return nil, fmt.Errorf("no symbol %q", symbol)
	}
	back, err := parseColor(ground)
	if err != nil {
		return nil, err
	}
	front, err := parseColor(ink)
	if err != nil {
		return nil, err
	}
	picture := image.NewNRGBA(image.Rect(0, 0, logoSide, logoSide))
	for py := range logoSide {
		for px := range logoSide {
			card, mark := 0, 0
			for i := range fine * fine {
				x := (float64(px)+(float64(i%fine)+0.5)/fine)/logoSide*2 - 1
				y := (float64(py)+(float64(i/fine)+0.5)/fine)/logoSide*2 - 1
				cx, cy := max(math.Abs(x)-0.72, 0), max(math.Abs(y)-0.72, 0)
				if math.Hypot(cx, cy) > 0.28 {
					continue
				}
				card++
				if shape(x, y) {
					mark++
				}
			}
			if card == 0 {
				continue
			}
			mix := func(a, b uint8) uint8 {
				return uint8(math.Round((float64(a)*float64(card-mark) + float64(b)*float64(mark)) / float64(card)))
			}
			picture.SetNRGBA(px, py, color.NRGBA{mix(back.R, front.R), mix(back.G, front.G), mix(back.B, front.B), uint8(card * 255 / (fine * fine))})
		}
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, picture); err != nil {
		return nil, fmt.Errorf("draw a logo: %w", err)
	}
	return out.Bytes(), nil
}

// parseColor reads #rrggbb.
func parseColor(text string) (color.NRGBA, error) {
	n, err := strconv.ParseUint(text[1:], 16, 32)
	if err != nil {
		return color.NRGBA{}, fmt.Errorf("colour %s: %w", text, err)
	}
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}, nil
}
