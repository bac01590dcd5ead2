package read

import (
	"encoding/binary"
	"unicode/utf16"
)

// maxTexts is how many texts a workbook may share: a sheet has 65,536 rows.
const maxTexts = 2 << 20

// parts reads on over the records in which a long one is continued.
type parts struct {
	book *oldBook
	data []byte // what is left of the record at hand
	next int    // where the record behind it begins
}

// more goes on to the record that continues, when there is one.
func (p *parts) more() bool {
	kind, data, next, ok := p.book.record(p.next)
	if !ok || kind != recContinue {
		return false
	}
	p.data, p.next = data, next
	return true
}

// skip passes over n bytes.
func (p *parts) skip(n int) bool {
	for n > len(p.data) {
		n -= len(p.data)
		if !p.more() {
			return false
		}
	}
	p.data = p.data[n:]
	return true
}

// take reads n bytes, which mostly lie in one record.
func (p *parts) take(n int) ([]byte, bool) {
	var out []byte
	for {
		k := min(n-len(out), len(p.data))
		out, p.data = append(out, p.data[:k]...), p.data[k:]
		if len(out) == n {
			return out, true
		}
		if !p.more() {
			return nil, false
		}
	}
}

// sharedTexts reads the texts that cells refer to, and returns where the record
// behind them begins.
func (b *oldBook) sharedTexts(data []byte, next int) (int, bool) {
	p := &parts{book: b, data: data, next: next}
	counts, ok := p.take(8)
	if !ok {
		return 0, false
	}
	n := int(binary.LittleEndian.Uint32(counts[4:]))
	if n < 0 || n > maxTexts {
		return 0, false
	}
	for range n {
		text, ok := p.text()
		if !ok {
			return 0, false
		}
		b.texts = append(b.texts, text)
	}
	for p.more() {
		continue
	}
	return p.next, true
}

// text reads one text. Where it goes on in another record, that begins with a
// byte that says anew how wide its characters are.
func (p *parts) text() (string, bool) {
	head, ok := p.take(3)
	if !ok {
		return "", false
	}
	n, flags := u16(head), head[2]
	behind := 0 // bytes of formatting behind the characters
	if flags&8 != 0 {
		runs, ok := p.take(2)
		if !ok {
			return "", false
		}
		behind += 4 * u16(runs)
	}
	if flags&4 != 0 {
		size, ok := p.take(4)
		if !ok {
			return "", false
		}
		extra := binary.LittleEndian.Uint32(size)
		if int64(extra) > int64(len(p.book.raw)) {
			return "", false
		}
		behind += int(extra)
	}
	wide := flags&1 != 0
	var units []uint16
	for len(units) < n {
		width := 1
		if wide {
			width = 2
		}
		k := min(n-len(units), len(p.data)/width)
		for i := range k {
			if wide {
				units = append(units, binary.LittleEndian.Uint16(p.data[2*i:]))
			} else {
				units = append(units, uint16(p.data[i]))
			}
		}
		p.data = p.data[k*width:]
		if len(units) == n {
			break
		}
		// A character is never split, so a byte that is left is damage.
		if len(p.data) > 0 || !p.more() || len(p.data) == 0 {
			return "", false
		}
		wide = p.data[0]&1 != 0
		p.data = p.data[1:]
	}
	return string(utf16.Decode(units)), p.skip(behind)
}
