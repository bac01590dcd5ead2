package report

import (
	"bytes"
	"image"
	_ "image/jpeg" // logos may be
	_ "image/png"
)

// logo is a brand's picture as the cover shows it.
type logo struct {
	width, height int
	light         bool // hardly seen on white
}

// inspectLogo reads a png or jpg. An svg is not shown: Excel asks for a picture
// of pixels beside it, so the cover writes the brand's name instead.
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
