package report

import (
	"bytes"
	"image"
	_ "image/jpeg" // logos may be
	"image/png"
	"math"
	"regexp"
	"slices"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

// logo is a brand's picture as the cover shows it.
type logo struct {
	width, height int
	light         bool // hardly seen on white
}

// inspectLogo reads a png or jpg.
func inspectLogo(data []byte) (logo, bool) {
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil || picture.Bounds().Empty() {
		return logo{}, false
	}
	b := picture.Bounds()
	var sum, weight float64
	step := max(1, max(b.Dx(), b.Dy())/64)
	for y := b.Min.Y; y < b.Max.Y; y += step {
		for x := b.Min.X; x < b.Max.X; x += step {
			r, g, bl, a := picture.At(x, y).RGBA() // with alpha multiplied in
			if a < 0x2000 {
				continue
			}
			alpha := float64(a) / 0xffff
			c := rgb{float64(r) / float64(a), float64(g) / float64(a), float64(bl) / float64(a)}
			sum += c.luminance() * alpha
			weight += alpha
		}
	}
	// An opaque picture brings its own ground.
	opaque := weight > 0.95*float64(((b.Dx()+step-1)/step)*((b.Dy()+step-1)/step))
	return logo{b.Dx(), b.Dy(), weight > 0 && !opaque && sum/weight > 0.6}, true
}

// logoPixels is how long the longer side of a drawn svg is: twice what the cover
// shows, for print.
const logoPixels = 640

// inPixels is a logo as every spreadsheet shows it: an svg is drawn as a png,
// for Excel before 2016 and LibreOffice show nothing else. One with parts that
// cannot be drawn as they are meant is no picture: the cover writes the brand's
// name instead.
func inPixels(data []byte, kind string) ([]byte, string) {
	if kind != "svg" {
		return data, kind
	}
	if drawn := drawSVG(data); drawn != nil {
		return drawn, "png"
	}
	return nil, ""
}

// drawSVG draws an svg as a png, nil when it cannot.
func drawSVG(data []byte) (drawn []byte) {
	// A part that uses itself is drawn without end.
	if bytes.Contains(data, []byte("use")) && bytes.Contains(data, []byte("href")) {
		return nil
	}
	defer func() {
		if recover() != nil {
			drawn = nil
		}
	}()
	icon, err := oksvg.ReadIconStream(bytes.NewReader(roundAlike(data)), oksvg.StrictErrorMode)
	if err != nil {
		return nil
	}
	wide, high := icon.ViewBox.W, icon.ViewBox.H
	scale := logoPixels / max(wide, high)
	w, h := int(math.Round(wide*scale)), int(math.Round(high*scale))
	if !(wide > 0 && high > 0) || w < 1 || h < 1 {
		return nil
	}
	icon.SetTarget(0, 0, float64(w), float64(h))
	picture := image.NewRGBA(image.Rect(0, 0, w, h))
	icon.Draw(rasterx.NewDasher(w, h, rasterx.NewScannerGV(w, h, picture, picture.Bounds())), 1)
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil || blankPicture(picture) {
		return nil
	}
	return out.Bytes()
}

var (
	rectangle = regexp.MustCompile(`<rect\b[^>]*>`)
	oneRadius = regexp.MustCompile(`\s(r[xy])\s*=\s*("[^"]*"|'[^']*')`)
)

// roundAlike gives rectangles with one radius of their corners the other, which
// it stands for too (https://www.w3.org/TR/SVG2/geometry.html#RxProperty) and
// oksvg takes for 0.
func roundAlike(data []byte) []byte {
	return rectangle.ReplaceAllFunc(data, func(tag []byte) []byte {
		found := oneRadius.FindAllSubmatch(tag, -1)
		if len(found) != 1 {
			return tag
		}
		other := "rx"
		if string(found[0][1]) == "rx" {
			other = "ry"
		}
		return slices.Concat([]byte("<rect "+other+"="), found[0][2], tag[len("<rect"):])
	})
}

// blankPicture reports whether nothing was drawn.
func blankPicture(picture *image.RGBA) bool {
	for i := 3; i < len(picture.Pix); i += 4 {
		if picture.Pix[i] > 0 {
			return false
		}
	}
	return true
}
