package brand_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/brandloop/brandloop/backend/brand"
	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

const svgHead = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">`

func picture(t *testing.T, width, height int, asJPEG bool) []byte {
	t.Helper()
	var b bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, width, height))
	err := png.Encode(&b, img)
	if asJPEG {
		b.Reset()
		err = jpeg.Encode(&b, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func setLogo(f *store.File, id, file string, data []byte) (*brand.Brand, error) {
	return try(f, func(tx *store.Tx) (*brand.Brand, error) { return brand.SetLogo(tx, id, file, data) })
}

func TestLogoTakes(t *testing.T) {
	for name, test := range map[string]struct {
		data []byte
		mime string
	}{
		"a png":                        {picture(t, 20, 10, false), "data:image/png;base64,"},
		"a jpg":                        {picture(t, 20, 10, true), "data:image/jpeg;base64,"},
		"an svg":                       {[]byte(`<?xml version="1.0" encoding="UTF-8"?>` + svgHead + `<path d="M0 0h9v9z"/></svg>`), "data:image/svg+xml;base64,"},
		"an svg with a gradient":       {[]byte(svgHead + `<linearGradient id="g"/><rect fill="url(#g)" width="9"/><use xlink:href="#g"/></svg>`), "data:image/svg+xml;base64,"},
		"an svg with a picture within": {[]byte(svgHead + `<image href="data:image/png;base64,AAAA"/></svg>`), "data:image/svg+xml;base64,"},
		"an svg with plain style":      {[]byte(svgHead + `<style>.a{fill:#123456}</style><rect class="a"/></svg>`), "data:image/svg+xml;base64,"},
	} {
		t.Run(name, func(t *testing.T) {
			f := mustOpen(t)
			b := mustBrand(t, f, "Alba")
			got, err := setLogo(f, b.ID, "logo.bin", test.data)
			if err != nil {
				t.Fatal(err)
			}
			url := must(t, f, func(tx *store.Tx) (string, error) { return brand.LogoURL(tx, got) })
			if !strings.HasPrefix(url, test.mime) {
				t.Fatalf("got %.40s", url)
			}
			kept := must(t, f, func(tx *store.Tx) ([]byte, error) {
				data, _, err := brand.Logo(tx, got)
				return data, err
			})
			if !bytes.Equal(kept, test.data) {
				t.Fatal("what is kept is not what was given")
			}
		})
	}
}

func TestLogoRefuses(t *testing.T) {
	svg := func(inner string) []byte { return []byte(svgHead + inner + "</svg>") }
	for name, data := range map[string][]byte{
		"text":                         []byte("no picture at all"),
		"a web page":                   []byte("<!doctype html><html><body>hello</body></html>"),
		"a gif":                        []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
		"a png cut short":              []byte("\x89PNG\r\n\x1a\n"),
		"a file that is too large":     append(picture(t, 2, 2, false), make([]byte, brand.MaxLogoBytes)...),
		"a picture that is too wide":   picture(t, 8001, 1, false),
		"a script":                     svg(`<script>alert(1)</script>`),
		"a script by its prefix":       []byte(`<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></s:svg>`),
		"onload":                       []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`),
		"OnClick in odd case":          svg(`<rect OnClick="alert(1)"/>`),
		"a link out":                   svg(`<a href="https://evil.example"><rect/></a>`),
		"an old link out":              svg(`<a xlink:href="https://evil.example"><rect/></a>`),
		"a script link":                svg(`<a href="&#106;avascript:alert(1)"><rect/></a>`),
		"an animated script link":      svg(`<a><set attributeName="href" to="javascript:alert(1)"/></a>`),
		"a picture from elsewhere":     svg(`<image href="http://evil.example/a.png"/>`),
		"an svg within the svg":        svg(`<image href="data:image/svg+xml;base64,AAAA"/>`),
		"another file's part":          svg(`<use href="other.svg#a"/>`),
		"HTML within":                  svg(`<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>`),
		"an import":                    svg(`<style>@import "http://evil.example/a.css";</style>`),
		"a style from elsewhere":       svg(`<style>rect{fill:url(http://evil.example/a)}</style>`),
		"an attribute from elsewhere":  svg(`<rect style="background:url('//evil.example/a')"/>`),
		"an import behind an escape":   svg(`<style>@\69mport "http://evil.example/a.css";</style>`),
		"a style sheet from elsewhere": []byte(`<?xml-stylesheet href="http://evil.example/a.css"?>` + svgHead + `</svg>`),
		"an entity":                    []byte(`<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + svgHead + `</svg>`),
		"entities that grow":           []byte(`<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>` + svgHead + `<text>&b;</text></svg>`),
		"an svg that breaks off":       []byte(svgHead + `<rect`),
		"an svg after something else":  []byte(`<html xmlns="http://www.w3.org/1999/xhtml">` + svgHead + `</svg></html>`),
	} {
		t.Run(name, func(t *testing.T) {
			f := mustOpen(t)
			b := mustBrand(t, f, "Alba")
			_, err := setLogo(f, b.ID, "logo.svg", data)
			refused(t, err, fault.Invalid, "logo")
			if got := must(t, f, brand.Brands)[0]; got.Logo != "" {
				t.Fatalf("the brand has a logo: %s", got.Logo)
			}
			if left, err := os.ReadDir(filepath.Join(f.Dir(), "files")); err == nil && len(left) > 0 {
				t.Fatal("a refused file was kept")
			}
		})
	}
}

func TestUndoOfALogoShowsTheEarlierOne(t *testing.T) {
	f := mustOpen(t)
	b := mustBrand(t, f, "Alba")
	first, second := picture(t, 20, 10, false), picture(t, 10, 20, false)
	for _, data := range [][]byte{first, second, nil} {
		if _, err := setLogo(f, b.ID, "logo.png", data); err != nil {
			t.Fatal(err)
		}
	}
	now := func() []byte {
		return must(t, f, func(tx *store.Tx) ([]byte, error) {
			all, err := brand.Brands(tx)
			if err != nil {
				return nil, err
			}
			data, _, err := brand.Logo(tx, &all[0])
			return data, err
		})
	}
	if now() != nil {
		t.Fatal("the logo is still there")
	}
	equal(t, mustUndo(t, f), "Change the logo of Alba")
	if !bytes.Equal(now(), second) {
		t.Fatal("not the second logo")
	}
	mustUndo(t, f)
	if !bytes.Equal(now(), first) {
		t.Fatal("not the first logo")
	}
}
