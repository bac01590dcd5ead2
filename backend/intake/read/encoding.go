package read

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Encoding is how a file writes its characters.
type Encoding string

// The encodings that exports were seen in.
const (
	UTF8        Encoding = "utf-8"
	UTF16LE     Encoding = "utf-16le"
	UTF16BE     Encoding = "utf-16be"
	Windows1252 Encoding = "windows-1252"
	Windows1251 Encoding = "windows-1251"
)

// announced is the encoding that the first bytes give away, and the length of
// the mark that does so; "" where only the whole text can tell.
func announced(head []byte) (Encoding, int) {
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		return UTF8, 3
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		return UTF16LE, 2
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return UTF16BE, 2
	}
	// Latin text in UTF-16 without its mark: every other byte is zero.
	head = head[:min(len(head), 4096)&^1]
	var even, odd int
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 {
			even++
		}
		if head[i+1] == 0 {
			odd++
		}
	}
	switch half := len(head) / 2; {
	case half >= 4 && odd > half/2 && even == 0:
		return UTF16LE, 0
	case half >= 4 && even > half/2 && odd == 0:
		return UTF16BE, 0
	}
	return "", 0
}

// A census counts what tells UTF-8 from the Windows code pages.
type census struct {
	nul     bool
	invalid int // sequences that are not UTF-8
	multi   int // characters of several bytes, counted only beside invalid ones
	high    int // bytes from 0xC0 on, the letters of the code pages
	paired  int // those that follow another
	carry   []byte
}

func (c *census) add(chunk []byte) {
	if bytes.IndexByte(chunk, 0) >= 0 {
		c.nul = true
		return
	}
	data := chunk
	if len(c.carry) > 0 {
		data = append(c.carry, chunk...)
	}
	c.carry = nil
	if tail := incomplete(data); tail > 0 {
		c.carry = bytes.Clone(data[len(data)-tail:])
		data = data[:len(data)-tail]
	}
	if utf8.Valid(data) {
		return
	}
	var last byte
	for _, b := range data {
		if b >= 0xC0 {
			c.high++
			if last >= 0xC0 {
				c.paired++
			}
		}
		last = b
	}
	for len(data) > 0 {
		if data[0] < utf8.RuneSelf {
			data = data[1:]
			continue
		}
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			c.invalid++
		} else {
			c.multi++
		}
		data = data[n:]
	}
}

func (c *census) end() {
	if len(c.carry) > 0 {
		c.invalid++
		if c.carry[0] >= 0xC0 {
			c.high++
		}
	}
}

// guess is UTF-8 where nearly all of the text is; otherwise a code page. An
// accent in Spanish or Portuguese stands alone between plain letters, while
// the letters of a Cyrillic word follow each other.
func (c *census) guess() Encoding {
	switch {
	case c.invalid == 0, c.multi > 10*c.invalid:
		return UTF8
	case 2*c.paired > c.high:
		return Windows1251
	}
	return Windows1252
}

// incomplete is how many bytes at the end begin a character that goes on
// beyond them.
func incomplete(b []byte) int {
	for n := 1; n <= min(3, len(b)); n++ {
		if tail := b[len(b)-n:]; utf8.RuneStart(tail[0]) {
			if tail[0] >= utf8.RuneSelf && !utf8.FullRune(tail) {
				return n
			}
			return 0
		}
	}
	return 0
}

// decoded reads the text of src, after its byte order mark, as UTF-8.
func (t *Table) decoded(src io.Reader) io.Reader {
	var decoder transform.Transformer
	switch t.Encoding {
	case UTF16LE:
		decoder = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder()
	case UTF16BE:
		decoder = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder()
	case Windows1251:
		decoder = charmap.Windows1251.NewDecoder()
	case Windows1252:
		decoder = charmap.Windows1252.NewDecoder()
	default:
		if !t.Lossy {
			return src
		}
		decoder = unicode.UTF8.NewDecoder()
	}
	return transform.NewReader(src, decoder)
}
