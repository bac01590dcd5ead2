package brand

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // logos may be
	_ "image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/brandloop/brandloop/backend/fault"
	"github.com/brandloop/brandloop/backend/store"
)

// The limits of a logo.
const (
	MaxLogoBytes = 2 << 20
	maxLogoSide  = 8000 // pixels
)

// SetLogo makes the picture in data (png, jpg or svg) the logo of a brand; none
// when data is empty. An svg that carries a script, or asks for anything
// outside itself, is refused. The picture is kept under a name made of its
// bytes, so that undo finds the earlier one.
func SetLogo(tx *store.Tx, id, file string, data []byte) (*Brand, error) {
	b, err := store.Find[Brand](tx, id)
	if err != nil {
		return nil, err
	}
	tx.Label("brand.did_set_logo", b.Name)
	if len(data) == 0 {
		b.Logo = ""
		return b, store.Save(tx, b, &b.Row)
	}
	kind, err := logoKind(file, data)
	if err != nil {
		return nil, err
	}
	hash := sha256.Sum256(data)
	name := "logo-" + hex.EncodeToString(hash[:8]) + "." + kind
	dir := filepath.Join(tx.Dir(), "files")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("keep the logo: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
		return nil, fmt.Errorf("keep the logo: %w", err)
	}
	b.Logo = name
	return b, store.Save(tx, b, &b.Row)
}

// logoKind is png, jpg or svg.
func logoKind(file string, data []byte) (string, error) {
	if len(data) > MaxLogoBytes {
		return "", fault.Bad("logo", "brand.logo_large", file, MaxLogoBytes>>20)
	}
	if config, kind, err := image.DecodeConfig(bytes.NewReader(data)); err == nil {
		if config.Width > maxLogoSide || config.Height > maxLogoSide {
			return "", fault.Bad("logo", "brand.logo_wide", file, maxLogoSide)
		}
		if kind == "jpeg" {
			kind = "jpg"
		}
		return kind, nil
	}
	isSVG, safe := inspectSVG(data)
	switch {
	case !isSVG:
		return "", fault.Bad("logo", "brand.logo_kind", file)
	case !safe:
		return "", fault.Bad("logo", "brand.logo_script", file)
	}
	return "svg", nil
}

var outside = regexp.MustCompile(`(?i)url\(\s*['"]?\s*[^#'"\s]|@import|expression\s*\(|\\[0-9a-f]`)

// inspectSVG reports whether data is an svg, and whether it neither runs
// anything nor asks for anything outside itself.
func inspectSVG(data []byte) (isSVG, safe bool) {
	decode := xml.NewDecoder(bytes.NewReader(data))
	safe = true
	for depth := 0; ; {
		token, err := decode.Token()
		if errors.Is(err, io.EOF) {
			return isSVG, safe
		}
		if err != nil {
			return isSVG, false
		}
		switch t := token.(type) {
		case xml.ProcInst:
			if !strings.EqualFold(t.Target, "xml") {
				safe = false
			}
		case xml.Directive:
			if strings.Contains(strings.ToUpper(string(t)), "ENTITY") {
				safe = false
			}
		case xml.StartElement:
			name := strings.ToLower(t.Name.Local)
			if depth++; depth == 1 {
				isSVG = name == "svg"
			}
			switch name {
			case "script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener":
				safe = false
			}
			for _, a := range t.Attr {
				attr, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
				inside := strings.HasPrefix(value, "#") || strings.HasPrefix(value, "data:image/png") || strings.HasPrefix(value, "data:image/jpeg")
				if strings.HasPrefix(attr, "on") || strings.Contains(value, "javascript:") ||
					(attr == "href" || attr == "src") && !inside || outside.MatchString(value) {
					safe = false
				}
			}
		case xml.CharData:
			if outside.Match(t) {
				safe = false
			}
		}
	}
}

// Logo reads the picture of a brand: its bytes and its kind (png, jpg, svg);
// none when it has no logo.
func Logo(tx *store.Tx, b *Brand) (data []byte, kind string, err error) {
	if b.Logo == "" {
		return nil, "", nil
	}
	data, err = os.ReadFile(filepath.Join(tx.Dir(), "files", filepath.Base(b.Logo)))
	if err != nil {
		return nil, "", fmt.Errorf("read the logo of %s: %w", b.Name, err)
	}
	return data, strings.TrimPrefix(filepath.Ext(b.Logo), "."), nil
}

// LogoURL is the logo as a data: URL for an image on a page, or "".
func LogoURL(tx *store.Tx, b *Brand) (string, error) {
	data, kind, err := Logo(tx, b)
	if err != nil || data == nil {
		return "", err
	}
	mime := map[string]string{"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}[kind]
	return "data:" + mime + ";base64," + base64.StdEncoding.EncodeToString(data), nil
}
