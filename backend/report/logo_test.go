package report

import (
	"bytes"
	"image"
	"testing"
)

func TestAnSVGLogoIsDrawnOrLeftOut(t *testing.T) {
	svg := func(inner string) []byte {
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">` + inner + `</svg>`)
	}
	t.Run("shapes, gradients and styles are drawn, as wide as they are meant", func(t *testing.T) {
		data, kind := inPixels(svg(`<title>Alba</title><desc>a mark</desc><defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f"/></linearGradient></defs>
			<style>.a{fill:#9c4221}</style><rect class="a" width="20" height="20" rx="4"/><g transform="translate(20 0)"><circle cx="10" cy="10" r="9" fill="url(#g)"/><path d="M2 2h4v4z" fill="white"/></g>`), "svg")
		picture, _, err := image.Decode(bytes.NewReader(data))
		if err != nil || kind != "png" || picture.Bounds().Dx() != 640 || picture.Bounds().Dy() != 320 {
			t.Fatal(kind, err)
		}
		if r, g, b, a := picture.At(100, 160).RGBA(); r>>8 != 0x9c || g>>8 != 0x42 || b>>8 != 0x21 || a>>8 != 0xff {
			t.Errorf("the square is %x %x %x %x", r>>8, g>>8, b>>8, a>>8)
		}
		for _, x := range []int{1, 639} {
			if _, _, _, a := picture.At(x, 1).RGBA(); a != 0 {
				t.Errorf("the corner at %d is not clear", x)
			}
		}
	})
	for name, data := range map[string][]byte{
		"letters":                 svg(`<text x="1" y="10">Alba</text>`),
		"a part that uses itself": svg(`<defs><g id="a"><use href="#a"/></g></defs><use href="#a"/>`),
		"a part cut out":          svg(`<clipPath id="c"><circle r="5"/></clipPath><rect width="9" height="9" clip-path="url(#c)"/>`),
		"a mask":                  svg(`<mask id="m"><circle r="5" fill="white"/></mask><rect width="9" height="9" mask="url(#m)"/>`),
		"a filter":                svg(`<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><rect width="9" height="9" filter="url(#f)"/>`),
		"nothing":                 svg(``),
		"no size":                 []byte(`<svg xmlns="http://www.w3.org/2000/svg"><rect width="4" height="4"/></svg>`),
		"a picture inside":        svg(`<image href="data:image/png;base64,AAAA" width="4" height="4"/>`),
		"no svg":                  []byte("x"),
	} {
		t.Run("one of "+name+" is left out", func(t *testing.T) {
			if data, kind := inPixels(data, "svg"); data != nil || kind != "" {
				t.Errorf("%d bytes of %s", len(data), kind)
			}
		})
	}
	t.Run("a png stays as it is", func(t *testing.T) {
		if data, kind := inPixels([]byte("p"), "png"); string(data) != "p" || kind != "png" {
			t.Error(kind)
		}
	})
}
