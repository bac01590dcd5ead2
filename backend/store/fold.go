package store

import (
	"database/sql/driver"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	sqlite "github.com/glebarez/go-sqlite"
	"golang.org/x/text/unicode/norm"
)

func init() {
	sqlite.MustRegisterDeterministicScalarFunction("fold", 1, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		if text, ok := args[0].(string); ok {
			return Fold(text), nil
		}
		return args[0], nil
	})
}

// Fold leaves of a text what a search compares: small letters without accents,
// so that "cafe" is in "CAFÉ". SQL has it as fold(text).
func Fold(text string) string {
	// Most of what is searched is in small letters of ASCII already.
	i := 0
	for i < len(text) && text[i] < utf8.RuneSelf && (text[i] < 'A' || text[i] > 'Z') {
		i++
	}
	if i == len(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	b.WriteString(text[:i])
	for _, r := range text[i:] {
		switch {
		case 'A' <= r && r <= 'Z':
			b.WriteByte(byte(r) + 'a' - 'A')
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		case r >= accented:
			b.WriteRune(unicode.ToLower(r))
		default:
			if letter := letters()[r]; letter != 0 {
				b.WriteRune(letter)
			}
		}
	}
	return b.String()
}

// accented is where the letters end that Unicode takes apart.
const accented = 0x2000

// letters are what stands for each of the letters before accented; 0 for an
// accent of its own.
var letters = sync.OnceValue(func() *[accented]rune {
	var all [accented]rune
	for r := range rune(accented) {
		if !unicode.Is(unicode.Mn, r) {
			all[r] = unicode.ToLower(base(r))
		}
	}
	return &all
})

// base is the letter that carries the accents of one.
func base(r rune) rune {
	var buf [utf8.UTFMax]byte
	d := norm.NFD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
	for len(d) > 0 {
		first, _ := utf8.DecodeRune(d)
		if first == r {
			break
		}
		r = first
		d = norm.NFD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
	}
	return r
}
